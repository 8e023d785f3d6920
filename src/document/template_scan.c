/*
 * Finding {{...}} and [@key] in a template's bytes. Knows no path and no
 * Markdown.
 */
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "document/build.h"
#include "document/template.h"

/* Stand-ins are U+F0000 and on, private for ever: F3 B0 80 80 in UTF-8. */
enum { STAND_IN = 0xF0000, STAND_IN_MAX = 0xFFFD };

struct scan {
	struct template *t;
	struct span rest;
	struct pos pos; /* of rest */
	struct buf out;
};

static void
put_stand_in(struct buf *out, size_t index)
{
	uint32_t c = STAND_IN + (uint32_t)index;

	buf_putc(out, (char)(0xF0 | c >> 18));
	buf_putc(out, (char)(0x80 | (c >> 12 & 0x3F)));
	buf_putc(out, (char)(0x80 | (c >> 6 & 0x3F)));
	buf_putc(out, (char)(0x80 | (c & 0x3F)));
}

/* Whether a character of the stand-ins' plane begins here; *INDEX is its number. */
static bool
is_stand_in(struct span text, size_t *index)
{
	const unsigned char *p = (const unsigned char *)text.s;

	if (text.n < STAND_IN_BYTES || p[0] != 0xF3 || p[1] < 0xB0)
		return false;
	*index = (size_t)(p[1] - 0xB0) << 12 | (size_t)(p[2] & 0x3F) << 6 |
	    (p[3] & 0x3F);
	return true;
}

const struct expression *
template_cut(const struct template *t, struct span *text, struct span *before)
{
	size_t i, index = t->count;

	for (i = 0; i < text->n; i++)
		if (is_stand_in(span_sub(*text, i, text->n), &index) &&
		    index < t->count)
			break;
	*before = span_sub(*text, 0, i);
	if (i != 0 || text->n == 0) {
		*text = span_sub(*text, i, text->n);
		return NULL;
	}
	*text = span_sub(*text, STAND_IN_BYTES, text->n);
	return &t->expressions[index];
}

/* Moves N bytes on. */
static void
skip(struct scan *scan, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		scan->pos.column++;
		if (scan->rest.s[i] == '\n') {
			scan->pos.line++;
			scan->pos.column = 1;
		}
	}
	scan->rest = span_sub(scan->rest, n, scan->rest.n);
}

static bool
is_word(struct span text, const char *word)
{
	size_t n = strlen(word);

	return span_starts(text, word) && (text.n == n || text.s[n] == ' ');
}

static enum expression_kind
kind_of(struct span *text)
{
	if (is_word(*text, "if")) {
		*text = span_trim(span_sub(*text, 2, text->n));
		return EXPRESSION_IF;
	}
	if (span_equal(*text, "else"))
		return EXPRESSION_ELSE;
	if (span_equal(*text, "end"))
		return EXPRESSION_END;
	return EXPRESSION_VALUE;
}

static void
add(struct scan *scan, enum expression_kind kind, struct span text, size_t n)
{
	struct template *t = scan->t;

	t->expressions = arena_grow(t->b->arena, t->expressions, t->count,
	    sizeof *t->expressions);
	t->expressions[t->count] = (struct expression){
		.kind = kind,
		.text = span_trim(text),
		.raw = span_sub(scan->rest, 0, n),
		.pos = scan->pos,
	};
	put_stand_in(&scan->out, t->count++);
	skip(scan, n);
}

/* The length of what is inside {{ before }} on the same line; quotes hide it. */
static bool
inside_length(struct span text, size_t *length)
{
	char quote = '\0';
	size_t i;

	for (i = 0; i + 1 < text.n && text.s[i] != '\n'; i++) {
		if (quote != '\0')
			quote = text.s[i] == quote ? '\0' : quote;
		else if (text.s[i] == '"' || text.s[i] == '\'')
			quote = text.s[i];
		else if (text.s[i] == '}' && text.s[i + 1] == '}') {
			*length = i;
			return true;
		}
	}
	return false;
}

static void
take_braces(struct scan *scan)
{
	struct span text = span_sub(scan->rest, 2, scan->rest.n);
	enum expression_kind kind;
	size_t n;

	if (!inside_length(text, &n)) {
		template_say(scan->t, DIAG_TEMPLATE_SYNTAX, scan->pos,
		    "{{ has no }} on its line; \\{{ is two braces as they are");
		skip(scan, 2);
		return;
	}
	text = span_trim(span_sub(text, 0, n));
	kind = kind_of(&text);
	add(scan, kind, text, n + 4);
}

/* "[@key]"; anything else is left as it is. */
static bool
take_citation(struct scan *scan)
{
	struct span text = span_sub(scan->rest, 2, scan->rest.n);
	size_t n = 0;

	while (n < text.n && text.s[n] != ']' && text.s[n] != '\n' &&
	    text.s[n] != ' ' && text.s[n] != '[')
		n++;
	if (n == 0 || n == text.n || text.s[n] != ']')
		return false;
	add(scan, EXPRESSION_CITE, span_sub(text, 0, n), n + 3);
	return true;
}

/* Takes what stands at the front; returns false where it is only a byte of the text. */
static bool
take(struct scan *scan)
{
	struct span rest = scan->rest;
	size_t index;

	if (span_starts(rest, "\\{{")) {
		add(scan, EXPRESSION_LITERAL, (struct span){ "", 0 }, 3);
	} else if (span_starts(rest, "{{")) {
		take_braces(scan);
	} else if (span_starts(rest, "[@")) {
		return take_citation(scan);
	} else if (is_stand_in(rest, &index)) {
		template_say(scan->t, DIAG_TEMPLATE_SYNTAX, scan->pos,
		    "a template can't hold a private character of plane 15");
		skip(scan, STAND_IN_BYTES);
	} else {
		return false;
	}
	return true;
}

struct span
template_scan(struct template *t, struct span text)
{
	struct scan scan = { .t = t, .rest = text,
		.pos = { t->b->options->template_path, 1, 1 } };
	struct span scanned;

	while (scan.rest.n > 0 && t->count < STAND_IN_MAX)
		if (!take(&scan)) {
			buf_putc(&scan.out, scan.rest.s[0]);
			skip(&scan, 1);
		}
	if (scan.rest.n > 0)
		template_say(t, DIAG_TEMPLATE_SYNTAX, scan.pos,
		    "a template can't hold more than %d values", STAND_IN_MAX);
	scanned.n = scan.out.n;
	scanned.s = arena_strndup(t->b->arena,
	    scan.out.s == NULL ? "" : scan.out.s, scan.out.n);
	buf_free(&scan.out);
	return scanned;
}
