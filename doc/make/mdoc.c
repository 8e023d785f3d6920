/*
 * mdoc to Markdown, line by line. Lists are indented by two, a tag is the
 * first line of its item.
 */
#include "mdoc.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"

struct writing {
	struct buf *out;
	struct arena *arena;
	size_t depth;  /* of lists */
	bool literal;  /* inside .Bd */
	bool spaced;   /* a word is before, on the line */
};

static bool
is_punctuation(struct span word)
{
	return word.n == 1 && strchr(".,;:!?)]", word.s[0]) != NULL;
}

/* What roff escapes stand for: the manual has \- \e and \&. */
static const char *
plain(struct span text, struct arena *arena)
{
	char *copy = arena_strndup(arena, text.s, text.n), *to = copy;
	const char *from = copy;

	for (; *from != '\0'; from++) {
		if (*from != '\\') {
			*to++ = *from;
			continue;
		}
		from++;
		if (*from == '\0')
			break;
		if (*from == 'e')
			*to++ = '\\';
		else if (*from != '&')
			*to++ = *from;
	}
	*to = '\0';
	return copy;
}

/* Nothing in a word is Markdown. */
static void
add_escaped(struct buf *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (ispunct((unsigned char)*text))
			buf_putc(out, '\\');
		buf_putc(out, *text);
	}
}

static void
indent(struct writing *w)
{
	size_t i;

	for (i = 0; i < w->depth; i++)
		buf_puts(w->out, "  ");
	w->spaced = false;
}

static void
space(struct writing *w)
{
	if (w->spaced)
		buf_putc(w->out, ' ');
	w->spaced = true;
}

static void
add_link(struct writing *w, struct span *words)
{
	struct span name = span_cut(words, ' '), section;

	section = span_cut(words, ' ');
	space(w);
	if (span_starts(name, "wattleaf"))
		buf_printf(w->out, "[%.*s(%.*s)](%.*s.md)", (int)name.n, name.s,
		    (int)section.n, section.s, (int)name.n, name.s);
	else
		buf_printf(w->out, "%.*s(%.*s)", (int)name.n, name.s,
		    (int)section.n, section.s);
}

/* "diagnostics.html" is a page beside this one. */
static void
add_code(struct writing *w, const char *before, const char *text)
{
	struct span page = span_of(text);
	bool link = span_ends(page, ".html") && strchr(text, '/') == NULL;

	space(w);
	buf_printf(w->out, "%s`%s%s`", link ? "[" : "", before, text);
	if (link)
		buf_printf(w->out, "](%.*s.md)", (int)page.n - 5, text);
}

static bool
is_macro(struct span word)
{
	return word.n == 2 && word.s[0] >= 'A' && word.s[0] <= 'Z' &&
	    word.s[1] >= 'a' && word.s[1] <= 'z';
}

/* The words that are a macro's: to the next macro or mark. */
static const char *
argument(struct writing *w, struct span *words)
{
	const char *text = "";

	while (words->n > 0) {
		struct span rest = *words;
		struct span word = span_cut(&rest, ' ');

		if (is_macro(word) || is_punctuation(word))
			break;
		text = arena_printf(w->arena, "%s%s%s", text,
		    text[0] == '\0' ? "" : " ", plain(word, w->arena));
		*words = rest;
	}
	return text;
}

static void add_words(struct writing *, struct span words);

/* Words between marks, then punctuation behind them. */
static void
add_enclosed(struct writing *w, struct span words, const char *open,
    const char *close)
{
	struct span tail = { words.s + words.n, 0 };

	while (words.n > 2 && words.s[words.n - 2] == ' ' &&
	    is_punctuation(span_sub(words, words.n - 1, words.n))) {
		tail = span_sub(words, words.n - 1, words.n);
		words.n -= 2;
	}
	space(w);
	buf_puts(w->out, open);
	w->spaced = false;
	add_words(w, words);
	buf_puts(w->out, close);
	w->spaced = true;
	add_words(w, tail);
}

static void
add_plain(struct writing *w, const char *text)
{
	struct span words = span_of(text);

	while (words.n > 0) {
		struct span word = span_cut(&words, ' ');

		if (!is_punctuation(word))
			space(w);
		add_escaped(w->out, span_dup(w->arena, word));
		w->spaced = true;
	}
}

/* One word of a macro, as what the macro says it is. */
static void
add_argument(struct writing *w, struct span macro, const char *text)
{
	if (!span_equal(macro, "Ar")) {
		add_code(w, span_equal(macro, "Fl") ? "-" : "", text);
		return;
	}
	space(w);
	buf_putc(w->out, '*');
	add_escaped(w->out, text);
	buf_putc(w->out, '*');
}

/* The words of a macro up to the next one; marks between them are no part of it. */
static struct span
add_arguments(struct writing *w, struct span macro, struct span words)
{
	while (words.n > 0) {
		const char *text = argument(w, &words);
		struct span rest = words;
		struct span mark = span_cut(&rest, ' ');

		if (text[0] != '\0')
			add_argument(w, macro, text);
		if (!is_punctuation(mark))
			break;
		add_escaped(w->out, span_dup(w->arena, mark));
		words = rest;
	}
	return words;
}

/* One macro with its words; what is left of them. */
static struct span
add_macro(struct writing *w, struct span macro, struct span words)
{
	struct span nothing = { words.s, 0 };

	if (span_equal(macro, "Xr")) {
		add_link(w, &words);
	} else if (span_equal(macro, "Qq")) {
		add_enclosed(w, words, "\xe2\x80\x9c", "\xe2\x80\x9d");
		words = nothing;
	} else if (span_equal(macro, "Op")) {
		add_enclosed(w, words, "\\[", "\\]");
		words = nothing;
	} else if (span_equal(macro, "Pq")) {
		add_enclosed(w, words, "(", ")");
		words = nothing;
	} else {
		words = add_arguments(w, macro, words);
	}
	return words;
}

static void
add_words(struct writing *w, struct span words)
{
	while (words.n > 0) {
		struct span rest = words;
		struct span word = span_cut(&rest, ' ');

		words = rest;
		if (is_macro(word)) {
			words = add_macro(w, word, words);
			continue;
		}
		add_plain(w, plain(word, w->arena));
	}
}

/* "EXIT STATUS" as "Exit status". */
static void
add_heading(struct writing *w, const char *level, struct span words)
{
	char *text = arena_strndup(w->arena, words.s, words.n);
	size_t i;

	for (i = 1; level[2] == '\0' && i < words.n; i++)
		text[i] = (char)tolower((unsigned char)text[i]);
	buf_printf(w->out, "\n%s ", level);
	w->spaced = false;
	add_words(w, (struct span){ text, words.n });
	buf_puts(w->out, "\n\n");
}

static void
add_item(struct writing *w, struct span words)
{
	buf_putc(w->out, '\n');
	w->depth--;
	indent(w);
	w->depth++;
	buf_puts(w->out, "- ");
	add_words(w, words);
	buf_puts(w->out, "\\\n");
}

/* A line of code on its own. */
static void
add_display(struct writing *w, struct span words)
{
	buf_putc(w->out, '\n');
	indent(w);
	buf_printf(w->out, "    %s\n\n", plain(words, w->arena));
}

/* A macro that makes the shape of the page; false when it is none. */
static bool
add_block(struct writing *w, struct span macro, struct span words)
{
	static const char *const silent[] = { "Dd", "Dt", "Os", "Nd" };
	size_t i;

	for (i = 0; i < sizeof silent / sizeof silent[0]; i++)
		if (span_equal(macro, silent[i]))
			return true;
	if (span_equal(macro, "Sh"))
		add_heading(w, "##", words);
	else if (span_equal(macro, "Ss"))
		add_heading(w, "###", words);
	else if (span_equal(macro, "Bl"))
		w->depth++;
	else if (span_equal(macro, "It"))
		add_item(w, words);
	else if (span_equal(macro, "Dl"))
		add_display(w, words);
	else if (span_equal(macro, "Bd"))
		w->literal = true;
	else if (span_equal(macro, "Pp") || span_equal(macro, "El"))
		w->depth -= macro.s[0] == 'E' && w->depth > 0;
	else
		return false;
	if (macro.s[0] == 'B' || macro.s[0] == 'P' || macro.s[0] == 'E')
		buf_putc(w->out, '\n');
	return true;
}

static void
add_line(struct writing *w, struct span line)
{
	struct span rest = line;
	struct span macro = span_cut(&rest, ' ');

	if (span_equal(macro, ".Ed")) {
		w->literal = false;
		buf_putc(w->out, '\n');
		return;
	}
	if (w->literal) {
		indent(w);
		buf_printf(w->out, "    %s\n", plain(line, w->arena));
		return;
	}
	if (span_starts(line, ".") &&
	    add_block(w, span_sub(macro, 1, macro.n), rest))
		return;
	indent(w);
	if (span_starts(line, "."))
		add_words(w, span_sub(line, 1, line.n));
	else
		add_plain(w, plain(line, w->arena));
	buf_putc(w->out, '\n');
}

struct span
mdoc_words(struct span page, const char *name)
{
	while (page.n > 0) {
		struct span line = span_cut(&page, '\n');
		struct span word = span_cut(&line, ' ');

		if (span_equal(word, name))
			return line;
	}
	return page;
}

/* Its name is the heading, and what it is about comes first. */
void
mdoc_markdown(struct span page, struct arena *arena, struct buf *out)
{
	struct writing w = { .out = out, .arena = arena };
	struct span title = mdoc_words(page, ".Dt");
	struct span section, name = span_cut(&title, ' ');
	size_t i;

	section = span_cut(&title, ' ');
	buf_puts(out, "# ");
	for (i = 0; i < name.n; i++)
		buf_putc(out, (char)tolower((unsigned char)name.s[i]));
	buf_printf(out, "(%.*s)\n\n", (int)section.n, section.s);
	add_plain(&w, plain(mdoc_words(page, ".Nd"), arena));
	buf_putc(out, '\n');
	i = span_find(page, ".Sh SYNOPSIS");
	if (i >= page.n)
		i = span_find(page, ".Sh DESCRIPTION");
	page = span_sub(page, i, page.n);
	while (page.n > 0)
		add_line(&w, span_cut(&page, '\n'));
}
