/*
 * Markup of Markdown and LaTeX taken off a cell.
 */
#include "check/plain.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"

/* What stands for something else; the longest first where one begins another. */
static const struct {
	const char *from, *to;
} signs[] = {
	{ "\\times", "\xc3\x97" }, { "\\cdot", "\xc3\x97" },
	{ "\\sim", "~" }, { "\\approx", "~" }, { "\\pm", "\xc2\xb1" },
	{ "\\textasciitilde", "~" }, { "\\textendash", "\xe2\x80\x93" },
	{ "\\texteuro", "EUR " }, { "\\euro", "EUR " },
	{ "\\$", "$" }, { "\\%", "%" }, { "\\&", "&" }, { "\\_", "_" },
	{ "\\#", "#" }, { "\\ ", " " }, { "\\;", " " },
	{ "\\|", "|" }, { "\\!", "" },
	{ "{,}", "," }, { "---", "\xe2\x80\x94" }, { "--", "\xe2\x80\x93" },
	{ "\xe2\x82\x82", "2" }, { "\xc2\xa0", " " },
	{ "\xe2\x80\xaf", " " }, { "\xe2\x80\x89", " " },
	{ "\xe2\x89\x88", "~" }, { "\xe2\x88\xbc", "~" },
	{ "&nbsp;", " " }, { "&amp;", "&" }, { "&times;", "\xc3\x97" },
	{ "\xc3\x97", "\xc3\x97" }, { "\xc2\xb7", "\xc3\x97" },
	{ "**", "" }, { "__", "" }, { "`", "" }, { "\t", " " }, { "\n", " " },
};

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "1\,415" is a number, "0.7\,kW" two words. Bytes taken. */
static size_t
take_thin_space(struct span rest, struct buf *out)
{
	bool number = out->n > 0 && is_digit(out->s[out->n - 1]) &&
	    rest.n > 2 && is_digit(rest.s[2]);

	if (!span_starts(rest, "\\,"))
		return 0;
	if (!number)
		buf_putc(out, ' ');
	return 2;
}

/* Bytes of a sign at the begin of REST, whose text is added; 0 when there is none. */
static size_t
take_sign(struct span rest, struct buf *out)
{
	size_t i;

	for (i = 0; i < sizeof signs / sizeof signs[0]; i++) {
		if (!span_starts(rest, signs[i].from))
			continue;
		buf_puts(out, signs[i].to);
		return strlen(signs[i].from);
	}
	return 0;
}

/* Bytes of a tag, a macro's name or a link's address: what is left out. */
static size_t
skip_markup(struct span rest)
{
	size_t n = 1;

	if (rest.s[0] == '\\') {
		while (n < rest.n && is_letter(rest.s[n]))
			n++;
		return n;
	}
	if (rest.s[0] == '[')
		return span_find(rest, "](") < rest.n ? 1 : 0;
	if (rest.s[0] == '<' && rest.n > 1 &&
	    (is_letter(rest.s[1]) || rest.s[1] == '/')) {
		const char *end = memchr(rest.s, '>', rest.n);

		return end == NULL ? 1 : (size_t)(end - rest.s) + 1;
	}
	if (span_starts(rest, "](")) {
		const char *end = memchr(rest.s, ')', rest.n);

		return end == NULL ? 1 : (size_t)(end - rest.s) + 1;
	}
	return 0;
}

/* Whether "$" encloses formulas: there is an even number, and not each stands before a digit as money does. */
static bool
has_formulas(struct span text)
{
	size_t i, marks = 0, money = 0;

	for (i = 0; i < text.n; i++) {
		if (text.s[i] != '$' || (i > 0 && text.s[i - 1] == '\\'))
			continue;
		marks++;
		money += i + 1 < text.n && is_digit(text.s[i + 1]);
	}
	return marks > 0 && marks % 2 == 0 && money < marks;
}

static bool
is_dropped(struct span rest, const struct buf *out, bool formulas)
{
	char c = rest.s[0];
	char before = out->n == 0 ? '\0' : out->s[out->n - 1];
	char behind = rest.n < 2 ? '\0' : rest.s[1];

	if (c == '{' || c == '}')
		return true;
	if (c == '$')
		return formulas;
	if (c == '*')
		return !is_digit(before) || !is_digit(behind);
	if (c == '_')
		return behind == '{' || behind == '\\' ||
		    (is_letter(before) && is_digit(behind));
	return false;
}

/* "\textsuperscript{a}" marks a note, unless a number stands before it: then it is an exponent. Bytes taken. */
static size_t
take_raised(struct span rest, struct buf *out)
{
	static const char name[] = "\\textsuperscript{";
	const char *end;

	if (!span_starts(rest, name))
		return 0;
	end = memchr(rest.s, '}', rest.n);
	if (out->n > 0 && is_digit(out->s[out->n - 1])) {
		buf_putc(out, '^');
		return strlen(name);
	}
	return end == NULL ? rest.n : (size_t)(end - rest.s) + 1;
}

static void
take_next(struct span *rest, struct buf *out, bool formulas)
{
	size_t n = take_sign(*rest, out);

	if (n == 0)
		n = take_thin_space(*rest, out);
	if (n == 0)
		n = take_raised(*rest, out);
	if (n == 0)
		n = skip_markup(*rest);
	if (n == 0) {
		n = 1;
		if (!is_dropped(*rest, out, formulas))
			buf_putc(out, rest->s[0]);
	}
	*rest = span_sub(*rest, n, rest->n);
}

struct span
plain_text(struct span markup, struct arena *arena)
{
	struct span rest = span_sub(markup, 0, PLAIN_MAX);
	bool formulas = has_formulas(rest);
	struct buf out = { 0 };
	struct span text = { "", 0 };
	char *copy;
	size_t i, n = 0;

	while (rest.n > 0)
		take_next(&rest, &out, formulas);
	if (out.n > 0) {
		copy = arena_strndup(arena, out.s, out.n);
		for (i = 0; i < out.n; i++)
			if (copy[i] != ' ' || (n > 0 && copy[n - 1] != ' '))
				copy[n++] = copy[i];
		text = span_trim((struct span){ copy, n });
	}
	buf_free(&out);
	return text;
}
