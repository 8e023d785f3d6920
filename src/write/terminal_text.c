/*
 * A document for the terminal: its prose broken at the width, its tables as
 * terminal_table sets them. It knows no colour.
 */
#include <string.h>

#include "base/arena.h"
#include "document/chart.h"
#include "write/cells.h"
#include "write/chars.h"
#include "write/output.h"
#include "write/prose.h"

/* Marks a line that is set already; no text of a document holds it. */
enum { AS_IT_IS = '\x01' };

struct terminal {
	const struct doc *doc;
	struct arena *arena;
	size_t columns;
};

static void
plain(struct buf *out, struct span text)
{
	buf_add(out, text.s, text.n);
}

static void
add_lines(struct buf *out, struct span lines)
{
	while (lines.n > 0) {
		struct span line = span_cut(&lines, '\n');

		buf_putc(out, AS_IT_IS);
		buf_add(out, line.s, line.n);
		buf_putc(out, '\n');
	}
	buf_putc(out, '\n');
}

static void
add_block(const struct terminal *terminal, const struct doc_block *block,
    struct buf *out)
{
	struct buf table = { 0 };

	if (block->table != NULL) {
		terminal_table(block->table, terminal->columns,
		    terminal->arena, &table);
		add_lines(out, (struct span){ table.s, table.n });
	}
	buf_free(&table);
	if (block->chart != NULL)
		buf_printf(out, "%s\n\n", cells_plain(block->chart->description,
		    plain, terminal->arena));
}

static void
add_script(const struct terminal *terminal, const struct prose_part *part,
    struct buf *out)
{
	buf_puts(out,
	    cells_plain(arena_printf(terminal->arena, "%s{%.*s}",
			    part->script == SCRIPT_SUB ? "_" : "^",
			    (int)part->text.n, part->text.s),
		plain, terminal->arena));
}

static enum prose_turn
spell(const struct prose_part *part, void *context, struct buf *enter,
    struct buf *leave)
{
	const struct terminal *terminal = context;

	(void)leave;
	switch (part->kind) {
	case PROSE_TEXT:
	case PROSE_CODE:
		buf_add(enter, part->text.s, part->text.n);
		return PROSE_INSTEAD;
	case PROSE_SCRIPT:
		add_script(terminal, part, enter);
		return PROSE_INSTEAD;
	case PROSE_LINK:
		if (!span_equal(part->text, part->url)) {
			buf_printf(leave, " <%s>", part->url);
			return PROSE_AROUND;
		}
		buf_puts(enter, part->url);
		return PROSE_INSTEAD;
	case PROSE_BLOCK:
		add_block(terminal, part->block, enter);
		return PROSE_INSTEAD;
	case PROSE_CODE_BLOCK:
		add_lines(enter, part->text);
		return PROSE_INSTEAD;
	case PROSE_HEADING:
	case PROSE_IMAGE:
		break;
	}
	return PROSE_AS_IS;
}

/* Columns by which further lines of an item are set in: behind its mark. */
static size_t
indent_of(struct span line)
{
	size_t blanks = 0, n;

	while (blanks < line.n && line.s[blanks] == ' ')
		blanks++;
	n = blanks;
	if (n + 1 < line.n && line.s[n] == '-' && line.s[n + 1] == ' ')
		return n + 2;
	while (n < line.n && line.s[n] >= '0' && line.s[n] <= '9')
		n++;
	if (n > blanks && n + 1 < line.n && line.s[n] == '.') {
		n++;
		while (n < line.n && line.s[n] == ' ')
			n++;
		return n;
	}
	return blanks;
}

static void
blanks(struct buf *out, size_t n)
{
	while (n-- > 0)
		buf_putc(out, ' ');
}

/* A line broken at its blanks; those at its front and behind a mark stay. */
static void
add_wrapped(struct buf *out, struct span line, size_t columns)
{
	size_t indent = indent_of(line), used = indent;
	bool first = true;

	buf_add(out, line.s, indent);
	line = span_sub(line, indent, line.n);
	indent = indent < columns / 2 ? indent : 0;
	while (line.n > 0) {
		struct span word = span_cut(&line, ' ');
		size_t width = chars_width(word);

		if (word.n == 0)
			continue;
		if (!first && used + 1 + width > columns) {
			buf_putc(out, '\n');
			blanks(out, indent);
			used = indent;
		} else if (!first) {
			buf_putc(out, ' ');
			used++;
		}
		buf_add(out, word.s, word.n);
		used += width;
		first = false;
	}
	buf_putc(out, '\n');
}

/* A heading stands over a rule of its own length. */
static void
add_heading(struct buf *out, struct span line)
{
	struct span text = line;
	size_t i, width;

	while (text.n > 0 && text.s[0] == '#')
		text = span_sub(text, 1, text.n);
	text = span_trim(text);
	width = chars_width(text);
	buf_add(out, text.s, text.n);
	buf_putc(out, '\n');
	for (i = 0; i < width; i++)
		buf_putc(out, line.n - text.n == 2 ? '=' : '-');
	buf_putc(out, '\n');
}

/* Whether LINE goes on with the paragraph or item of the line before. */
static bool
goes_on(struct span line)
{
	size_t front = 0;

	while (front < line.n && line.s[front] == ' ')
		front++;
	return front < line.n && line.s[front] != AS_IT_IS &&
	    line.s[front] != '#' && indent_of(line) == front;
}

/* Sets the line at the front of *REST and those that go on with it. */
static void
set_line(struct buf *out, struct span *rest, size_t columns)
{
	struct span line = span_cut(rest, '\n');
	struct buf whole = { 0 };

	if (line.n > 0 && line.s[0] == AS_IT_IS) {
		buf_add(out, line.s + 1, line.n - 1);
		buf_putc(out, '\n');
		return;
	}
	if (line.n > 1 && line.s[0] == '#') {
		add_heading(out, line);
		return;
	}
	buf_add(&whole, line.s, line.n);
	while (line.n > 0 && rest->n > 0) {
		struct span after = *rest;
		struct span next = span_cut(&after, '\n');

		if (!goes_on(next))
			break;
		*rest = after;
		next = span_trim(next);
		buf_printf(&whole, " %.*s", (int)next.n, next.s);
	}
	add_wrapped(out, (struct span){ whole.s, whole.n }, columns);
	buf_free(&whole);
}

void
terminal_document(const struct doc *doc, size_t columns, struct arena *arena,
    struct buf *out)
{
	static const struct prose_format format = {
		.renderer = PROSE_COMMONMARK,
		.spell = spell,
	};
	struct terminal terminal = { doc, arena, columns };
	struct buf prose = { 0 };
	struct span rest;

	prose_write(doc, &format, &terminal, arena, &prose);
	rest = (struct span){ prose.s, prose.n };
	while (rest.n > 0)
		set_line(out, &rest, columns);
	buf_free(&prose);
}
