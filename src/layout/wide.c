/*
 * Characters of full width, by their blocks in Unicode; breaks as in the
 * classes OP, CL, EX, IS, NS and GL of its line breaking (UAX #14).
 */
#include "layout/wide.h"

#include "layout/utf8.h"

enum { MARK_COUNT = 64 };

struct block {
	unsigned first, last;
};

/* Radicals to Yi, Hangul, compatibility, vertical and full-width forms, planes 2 and 3. */
static const struct block blocks[] = {
	{ 0x2e80, 0xa4cf },
	{ 0xac00, 0xd7af },
	{ 0xf900, 0xfaff },
	{ 0xfe30, 0xfe4f },
	{ 0xff01, 0xff60 },
	{ 0xffe0, 0xffe6 },
	{ 0x20000, 0x3fffd },
};

/* What no line begins with. */
static const unsigned closing[MARK_COUNT] = {
	'!', ')', ',', '.', ':', ';', '?', ']', '}', '%', '/', 0xa0, 0xb0,
	0xb7, 0x2019, 0x201d, 0x2013, 0x2014, 0x2026, 0x202f, 0x2030, 0x2060,
	0x3001, 0x3002, 0x3005, 0x3009, 0x300b, 0x300d, 0x300f, 0x3011,
	0x3015, 0x3017, 0x301e, 0x301f, 0x3041, 0x3043, 0x3045, 0x3047,
	0x3049, 0x3063, 0x3083, 0x3085, 0x3087, 0x30a1, 0x30a3, 0x30a5,
	0x30a7, 0x30a9, 0x30c3, 0x30e3, 0x30e5, 0x30e7, 0x30fb, 0x30fc,
	0xff01, 0xff05, 0xff09, 0xff0c, 0xff0e, 0xff1a, 0xff1b, 0xff1f,
	0xff3d, 0xff5d,
};

/* What no line ends with. */
static const unsigned opening[MARK_COUNT] = {
	'(', '[', '{', '$', 0xa0, 0xa3, 0xb1, 0x2018, 0x201c, 0x2013, 0x2014,
	0x202f, 0x2060, 0x2265, 0x3008, 0x300a, 0x300c, 0x300e, 0x3010,
	0x3014, 0x3016, 0x301d, 0xff04, 0xff08, 0xff3b, 0xff5b,
};

static bool
is_one_of(unsigned c, const unsigned marks[MARK_COUNT])
{
	size_t i;

	for (i = 0; i < MARK_COUNT && marks[i] != 0; i++)
		if (marks[i] == c)
			return true;
	return false;
}

static bool
is_wide(unsigned c)
{
	size_t i;

	for (i = 0; c >= blocks[0].first &&
	     i < sizeof blocks / sizeof blocks[0]; i++)
		if (c >= blocks[i].first && c <= blocks[i].last)
			return true;
	return false;
}

static bool
is_quote(unsigned c)
{
	return c >= 0x2018 && c <= 0x201f;
}

static unsigned
peek(struct span text)
{
	return text.n == 0 ? 0 : utf8_next(&text);
}

/* Whether a character is set wide, between the one before it and the next. */
static bool
is_set_wide(unsigned before, unsigned c, unsigned next)
{
	return is_wide(c) ||
	    (is_quote(c) && (is_wide(before) || is_wide(next)));
}

/* Nothing below it is wide or a quotation mark. */
static bool
is_plain(struct span text)
{
	size_t i;

	for (i = 0; i < text.n; i++)
		if ((unsigned char)text.s[i] >= 0xe2)
			return false;
	return true;
}

bool
wide_cut(struct span *text, struct span *part)
{
	struct span rest = *text;
	unsigned before = 0, c;
	bool wide = false, first = true, one;

	*part = *text;
	if (is_plain(*text)) {
		*text = span_sub(*text, text->n, 0);
		return false;
	}
	while (rest.n != 0) {
		size_t at = (size_t)(rest.s - part->s);

		c = utf8_next(&rest);
		one = is_set_wide(before, c, peek(rest));
		if (!first && one != wide) {
			*text = span_sub(*part, at, part->n);
			*part = span_sub(*part, 0, at);
			return wide;
		}
		wide = one;
		first = false;
		before = c;
	}
	*text = rest;
	return wide;
}

/* The character that ends before I. */
static unsigned
before_of(struct span text, size_t i)
{
	size_t start = i - 1;

	while (start > 0 && i - start < 4 &&
	    ((unsigned char)text.s[start] & 0xc0) == 0x80)
		start--;
	return peek(span_sub(text, start, i - start));
}

bool
wide_break(struct span text, size_t i, bool marks)
{
	unsigned before, next;

	if (((unsigned char)text.s[i] & 0xc0) == 0x80 ||
	    ((unsigned char)text.s[i] < 0xe2 &&
		((unsigned char)text.s[i - 1] & 0xc0) != 0x80))
		return false;
	before = before_of(text, i);
	next = peek(span_sub(text, i, text.n));
	if ((!is_wide(before) && !is_wide(next)) || before == ' ' ||
	    next == ' ')
		return false;
	if (is_one_of(before, opening) || is_one_of(next, closing))
		return false;
	return !marks || is_one_of(before, closing);
}

/* Of full width, with ink in one half alone. */
static bool
is_half_blank(unsigned c)
{
	return (c >= 0x3001 && c <= 0x3002) || (c >= 0x3008 && c <= 0x3011) ||
	    (c >= 0x3014 && c <= 0x301b) || c == 0xff08 || c == 0xff09 ||
	    c == 0xff0c || c == 0xff0e || c == 0xff1a || c == 0xff1b ||
	    is_quote(c);
}

size_t
wide_marks_meet(struct span text)
{
	struct span rest = text;
	unsigned before = 0, c;

	while (rest.n != 0) {
		size_t at = text.n - rest.n;

		c = utf8_next(&rest);
		if (at != 0 && is_half_blank(before) && is_half_blank(c) &&
		    !(is_one_of(before, opening) && is_one_of(c, closing)))
			return at;
		before = c;
	}
	return text.n;
}
