/*
 * UTF-8 made safe: one character at a time, nothing trusted.
 */
#include "layout/utf8.h"

#include "base/arena.h"

enum {
	REPLACEMENT = 0xfffd,
	LINE_SEPARATOR = 0x2028,
	PARAGRAPH_SEPARATOR = 0x2029,
	CHARACTER_MAX = 0x10ffff,
	DROPPED = 0
};

/* Length by the first byte; 0 when no character begins with it. */
static size_t
sequence_length(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first >= 0xc2 && first <= 0xdf)
		return 2;
	if ((first & 0xf0) == 0xe0)
		return 3;
	return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

static bool
is_character(unsigned c, size_t n)
{
	static const unsigned least[] = { 0, 0, 0x80, 0x800, 0x10000 };

	return c >= least[n] && c <= CHARACTER_MAX &&
	    (c < 0xd800 || c > 0xdfff);
}

unsigned
utf8_next(struct span *text)
{
	unsigned char first = (unsigned char)text->s[0];
	size_t i, n = sequence_length(first);
	unsigned c = n < 2 ? first : first & (0x7fu >> n);

	for (i = 1; i < n && i < text->n; i++) {
		unsigned char byte = (unsigned char)text->s[i];

		if ((byte & 0xc0) != 0x80)
			break;
		c = c << 6 | (byte & 0x3f);
	}
	if (n == 0 || i < n || !is_character(c, n)) {
		*text = span_sub(*text, 1, text->n);
		return REPLACEMENT;
	}
	*text = span_sub(*text, n, text->n);
	return c;
}

/* What stands for C in a line of text. */
static unsigned
safe(unsigned c)
{
	if ((c >= '\t' && c <= '\r') || c == 0x85 || c == LINE_SEPARATOR ||
	    c == PARAGRAPH_SEPARATOR)
		return ' ';
	if (c < ' ' || (c >= 0x7f && c < 0xa0))
		return DROPPED;
	/* Noncharacters: not allowed in XML 1.0. */
	if ((c & 0xfffe) == 0xfffe)
		return REPLACEMENT;
	return c;
}

/* What follows the printable ASCII that TEXT begins with. */
static struct span
past_ascii(struct span text)
{
	size_t n = 0;

	while (n < text.n && text.s[n] >= ' ' && text.s[n] < 0x7f)
		n++;
	return span_sub(text, n, text.n);
}

/* Malformed bytes read as U+FFFD too, but are shorter than it. */
static bool
is_clean(struct span text)
{
	while ((text = past_ascii(text)).n != 0) {
		size_t left = text.n;
		unsigned c = utf8_next(&text);

		if (safe(c) != c || (c == REPLACEMENT && left - text.n == 1))
			return false;
	}
	return true;
}

static size_t
encode(unsigned c, char *out)
{
	static const unsigned char lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	size_t i, n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

	for (i = n - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (c & 0x3f));
		c >>= 6;
	}
	out[0] = (char)(lead[n] | c);
	return n;
}

struct span
utf8_clean(struct arena *arena, struct span text)
{
	struct span cleaned = { NULL, 0 };
	char *out;

	if (is_clean(text))
		return text;
	/* One bad byte grows to the three of U+FFFD. */
	out = arena_alloc(arena, 3 * text.n + 1);
	cleaned.s = out;
	while (text.n != 0) {
		unsigned c = safe(utf8_next(&text));

		if (c != DROPPED)
			cleaned.n += encode(c, out + cleaned.n);
	}
	return cleaned;
}
