/*
 * libyaml counts characters and lines in its own way; people and editors
 * count bytes and "\n". Here one is made into the other.
 */
#include "base/yaml_text.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/tree.h"
#include "base/yaml.h"

enum { MARK_EVERY = 256 };

/* White space and printed characters; tabs and line ends are no control characters here. */
static bool
may_stand(struct span rest, size_t n)
{
	unsigned char c = (unsigned char)rest.s[0];

	if (n == 1)
		return (c >= ' ' && c != 0x7f) || c == '\t' || c == '\n' ||
		    c == '\r';
	if (n == 3 && c == 0xef && (unsigned char)rest.s[1] == 0xbf)
		return (unsigned char)rest.s[2] < 0xbe;
	return !(n == 2 && c == 0xc2 && (unsigned char)rest.s[1] < 0xa0 &&
	    (unsigned char)rest.s[1] != 0x85);
}

bool
yaml_text_clean(struct span text)
{
	size_t n;

	for (; text.n > 0; text = span_sub(text, n, text.n)) {
		n = span_utf8_length(text);
		if (n == 0 || !may_stand(text, n))
			return false;
	}
	return true;
}

static void
add_mark(struct yaml_text *text, struct yaml_mark mark, struct arena *arena)
{
	text->marks = arena_grow(arena, text->marks, text->mark_count,
	    sizeof *text->marks);
	text->marks[text->mark_count++] = mark;
}

/* Why the character of N bytes at the front of REST can't be read; NULL when it can. */
static const char *
fault_at(struct span rest, size_t n)
{
	if (rest.s[0] == '\0')
		return "a NUL byte is no text (UTF-16?); save the file as UTF-8";
	if (n == 0)
		return "these bytes are no UTF-8; save the file as UTF-8";
	return may_stand(rest, n) ? NULL :
	    "a control character is no text; take it out";
}

bool
yaml_text_open(struct yaml_text *text, struct span bytes, const char *file,
    struct arena *arena, struct diags *diags)
{
	struct yaml_mark at = { 0, 1, 0 };
	const char *fault;
	size_t n;

	*text = (struct yaml_text){ .text = bytes, .file = file };
	if (bytes.n > YAML_SIZE_MAX) {
		diag(diags, DIAG_YAML_SIZE, (struct pos){ file, 1, 1 },
		    "the document has over %d bytes", YAML_SIZE_MAX);
		return false;
	}
	for (; at.byte < bytes.n; at.byte += n, text->characters++) {
		struct span rest = span_sub(bytes, at.byte, bytes.n);

		if (text->characters % MARK_EVERY == 0)
			add_mark(text, at, arena);
		n = span_utf8_length(rest);
		fault = fault_at(rest, n);
		if (fault != NULL) {
			diag(diags, DIAG_YAML_SYNTAX,
			    (struct pos){ file, at.line,
				at.byte - at.line_begin + 1 },
			    "%s", fault);
			return false;
		}
		if (rest.s[0] == '\n') {
			at.line++;
			at.line_begin = at.byte + 1;
		}
	}
	add_mark(text, at, arena);
	return true;
}

/* The nearest mark before the character, moved on to it. */
static struct yaml_mark
mark_at(const struct yaml_text *text, size_t index)
{
	size_t i = index / MARK_EVERY;
	struct yaml_mark at;
	size_t left;

	if (index >= text->characters)
		return text->marks[text->mark_count - 1];
	at = text->marks[i];
	for (left = index - i * MARK_EVERY; left > 0; left--) {
		bool line_end = text->text.s[at.byte] == '\n';

		at.byte += span_utf8_length(
		    span_sub(text->text, at.byte, text->text.n));
		if (line_end) {
			at.line++;
			at.line_begin = at.byte;
		}
	}
	return at;
}

size_t
yaml_text_byte(const struct yaml_text *text, size_t index)
{
	return mark_at(text, index).byte;
}

struct pos
yaml_text_pos(const struct yaml_text *text, size_t index)
{
	struct yaml_mark at = mark_at(text, index);

	return (struct pos){ text->file, at.line,
		at.byte - at.line_begin + 1 };
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The comment's text: without "#", the space behind it and what ends the line. */
static const char *
comment_text(struct span line, size_t at, struct arena *arena)
{
	struct span text = span_sub(line, at + 1, line.n);

	if (text.n > 0 && text.s[0] == ' ')
		text = span_sub(text, 1, text.n);
	while (text.n > 0 &&
	    (is_blank(text.s[text.n - 1]) || text.s[text.n - 1] == '\r'))
		text.n--;
	return span_dup(arena, text);
}

/* Offset in LINE, which begins at the byte BEGIN, of its comment; its length when it has none. *NEXT is the first scalar that may lie in it. */
static size_t
find_comment(const struct yaml_text *text, struct span line, size_t begin,
    size_t *next)
{
	size_t i;

	for (i = 0; i < line.n; i++) {
		const struct yaml_stretch *scalars = text->scalars;

		while (*next < text->scalar_count &&
		    scalars[*next].end <= begin + i)
			(*next)++;
		if (*next < text->scalar_count &&
		    scalars[*next].begin <= begin + i) {
			/* inside a scalar: on to its end */
			i = scalars[*next].end - begin - 1;
			continue;
		}
		if (line.s[i] == '#' && (i == 0 || is_blank(line.s[i - 1])))
			return i;
	}
	return line.n;
}

void
yaml_text_comments(const struct yaml_text *text,
    struct yaml_document *document, struct arena *arena)
{
	struct span rest = text->text;
	size_t line_number = 1, next = 0, at;

	for (; rest.n > 0 && document->comment_count < COMMENTS_MAX;
	     line_number++) {
		size_t begin = (size_t)(rest.s - text->text.s);
		struct span line = span_cut(&rest, '\n');

		at = find_comment(text, line, begin, &next);
		if (at >= line.n)
			continue;
		document->comments = arena_grow(arena, document->comments,
		    document->comment_count, sizeof *document->comments);
		document->comments[document->comment_count++] =
		    (struct yaml_comment){
			    .text = comment_text(line, at, arena),
			    .pos = { text->file, line_number, at + 1 },
			    .alone = span_trim(span_sub(line, 0, at)).n == 0,
		    };
	}
}
