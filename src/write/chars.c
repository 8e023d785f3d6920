/*
 * Characters: cleaning, width. It knows no output format.
 * Ranges: Unicode 15, UAX #9 (direction), UAX #11 (East Asian width).
 */
#include "write/chars.h"

#include <stdbool.h>

#include "layout/utf8.h"

enum { REPLACEMENT = 0xfffd };

struct range {
	uint32_t first, last;
};

static bool
in_ranges(uint32_t c, const struct range *ranges, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (c >= ranges[i].first && c <= ranges[i].last)
			return true;
	return false;
}

uint32_t
chars_next_clean(struct span *rest)
{
	static const struct range dropped[] = {
		{ 0x00, 0x1f }, { 0x7f, 0x9f }, /* controls */
		{ 0x061c, 0x061c },
		{ 0x200b, 0x200f }, { 0x202a, 0x202e }, { 0x2060, 0x206f },
		{ 0xfeff, 0xfeff }, { 0xfff9, 0xfffb }, { 0xe0000, 0xe0fff },
	};
	uint32_t c = utf8_next(rest);

	if (c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0x85 ||
	    c == 0x2028 || c == 0x2029)
		return ' ';
	if (in_ranges(c, dropped, sizeof dropped / sizeof dropped[0]))
		return 0;
	if ((c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef))
		return REPLACEMENT;
	return c;
}

void
chars_put(struct buf *out, uint32_t c)
{
	static const unsigned char heads[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	size_t length = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	size_t i;

	buf_putc(out, (char)(heads[length] | c >> 6 * (length - 1)));
	for (i = length - 1; i > 0; i--)
		buf_putc(out, (char)(0x80 | (c >> 6 * (i - 1) & 0x3f)));
}

void
chars_clean(struct buf *out, struct span text)
{
	uint32_t c;

	while (text.n > 0) {
		c = chars_next_clean(&text);
		if (c != 0)
			chars_put(out, c);
	}
}

void
chars_clean_lines(struct buf *out, struct span text)
{
	uint32_t c;

	while (text.n > 0) {
		if (text.s[0] == '\n' || text.s[0] == '\t') {
			buf_puts(out, text.s[0] == '\n' ? "\n" : "    ");
			text = span_sub(text, 1, text.n);
			continue;
		}
		c = chars_next_clean(&text);
		if (c != 0)
			chars_put(out, c);
	}
}

/* 0 for a mark that joins the letter before it, 2 for East Asian wide. */
static size_t
width_of(uint32_t c)
{
	static const struct range joined[] = {
		{ 0x0300, 0x036f }, { 0x0483, 0x0489 }, { 0x0591, 0x05bd },
		{ 0x0610, 0x061a }, { 0x064b, 0x065f }, { 0x093c, 0x093c },
		{ 0x1ab0, 0x1aff }, { 0x1dc0, 0x1dff }, { 0x200b, 0x200f },
		{ 0x20d0, 0x20ff }, { 0xfe00, 0xfe0f }, { 0xfe20, 0xfe2f },
	};
	static const struct range wide[] = {
		{ 0x1100, 0x115f }, { 0x2e80, 0x303e }, { 0x3041, 0xa4cf },
		{ 0xa960, 0xa97f }, { 0xac00, 0xd7a3 }, { 0xf900, 0xfaff },
		{ 0xfe30, 0xfe6f }, { 0xff00, 0xff60 }, { 0xffe0, 0xffe6 },
		{ 0x1f300, 0x1f64f }, { 0x1f680, 0x1f6ff },
		{ 0x1f900, 0x1faff }, { 0x20000, 0x3fffd },
	};

	if (c < 0x300)
		return 1;
	if (in_ranges(c, joined, sizeof joined / sizeof joined[0]))
		return 0;
	return in_ranges(c, wide, sizeof wide / sizeof wide[0]) ? 2 : 1;
}

size_t
chars_width(struct span text)
{
	size_t width = 0;

	while (text.n > 0)
		width += width_of(utf8_next(&text));
	return width;
}
