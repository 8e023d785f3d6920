/*
 * A table for the terminal: no boxes, numbers under each other, as wide as
 * the terminal is. It knows no colour.
 */
#include <string.h>

#include "base/arena.h"
#include "document/table_edit.h"
#include "document/text.h"
#include "write/cells.h"
#include "write/chars.h"
#include "write/output.h"

enum { GAP_WIDE = 3, GAP_NARROW = 1, WORD_LEAST = 6, WORD_READABLE = 11 };

struct lines {
	const struct doc_table *table;
	struct cells *cells;
	const char **spanners, **heads, **units;
	size_t *widths;
	size_t gap;
};

static void
plain(struct buf *out, struct span text)
{
	buf_add(out, text.s, text.n);
}

static size_t
width_of(const char *text)
{
	return chars_width(span_of(text));
}

static const char *
plain_or_empty(const char *markup, struct arena *arena)
{
	return markup == NULL ? "" : cells_plain(markup, plain, arena);
}

static void
read_heads(struct lines *lines, struct arena *arena)
{
	size_t count = lines->table->column_count + 1;
	size_t i;

	lines->spanners = arena_alloc(arena, count * sizeof *lines->spanners);
	lines->heads = arena_alloc(arena, count * sizeof *lines->heads);
	lines->units = arena_alloc(arena, count * sizeof *lines->units);
	lines->widths = arena_alloc(arena, count * sizeof *lines->widths);
	for (i = 0; i + 1 < count; i++) {
		const struct doc_column *column = &lines->table->columns[i];
		size_t width = lines->cells->widths[i];

		lines->spanners[i] = plain_or_empty(column->spanner, arena);
		lines->heads[i] = arena_printf(arena, "%s%s",
		    plain_or_empty(column->head, arena),
		    cells_marks(column->marks, arena));
		lines->units[i] = plain_or_empty(column->unit, arena);
		if (width < width_of(lines->heads[i]))
			width = width_of(lines->heads[i]);
		if (width < width_of(lines->units[i]))
			width = width_of(lines->units[i]);
		lines->widths[i] = width;
	}
}

static size_t
total_width(const struct lines *lines)
{
	size_t width = 0, i;

	for (i = 0; i < lines->table->column_count; i++)
		width += lines->widths[i] + (i == 0 ? 0 : lines->gap);
	return width;
}

/* The column whose head is widest beyond its cells, or the count. */
static size_t
widest_head(const struct lines *lines)
{
	size_t count = lines->table->column_count;
	size_t best = count, most = 0, i;

	for (i = 0; i < count; i++) {
		size_t cells = lines->cells->widths[i];

		if (lines->widths[i] > WORD_LEAST && lines->widths[i] > cells &&
		    lines->widths[i] - cells > most) {
			most = lines->widths[i] - cells;
			best = i;
		}
	}
	return best;
}

/* The widest column of words that can still give way, or the count. */
static size_t
widest_text(const struct lines *lines)
{
	size_t count = lines->table->column_count;
	size_t best = count, i;

	for (i = 0; i < count; i++)
		if (!cells_right(&lines->table->columns[i]) &&
		    lines->widths[i] > WORD_LEAST &&
		    (best == count || lines->widths[i] > lines->widths[best]))
			best = i;
	return best;
}

/* Gaps give way first, then heads, then words; numbers never. */
static void
fit(struct lines *lines, size_t columns)
{
	size_t i;

	lines->gap = GAP_WIDE;
	while (lines->gap > GAP_NARROW && total_width(lines) > columns)
		lines->gap--;
	while (total_width(lines) > columns) {
		i = widest_head(lines);
		if (i == lines->table->column_count)
			i = widest_text(lines);
		if (i == lines->table->column_count)
			return;
		lines->widths[i]--;
	}
}

/* Bytes at the front of TEXT that take at most WIDTH columns. */
static size_t
front_of(struct span text, size_t width)
{
	struct span rest = text;
	size_t n = 0;

	while (rest.n > 0) {
		chars_next_clean(&rest);
		if (chars_width(span_sub(text, 0, text.n - rest.n)) > width)
			break;
		n = text.n - rest.n;
	}
	return n;
}

/* TEXT cut to WIDTH columns: the TAIL last columns stay, an ellipsis stands for what is lost. */
static const char *
cut(const char *text, size_t width, size_t tail, struct arena *arena)
{
	struct span all = span_of(text);
	size_t whole = chars_width(all);
	size_t front, back;

	if (whole <= width)
		return text;
	front = front_of(all, width - tail - 1);
	back = tail == 0 ? all.n : front_of(all, whole - tail);
	return arena_printf(arena, "%.*s…%s", (int)front, text, text + back);
}

/* Ends a line without blanks at its end. */
static void
end_line(struct buf *out)
{
	while (out->n > 0 && out->s[out->n - 1] == ' ')
		out->n--;
	buf_putc(out, '\n');
}

static void
add_gap(const struct lines *lines, size_t column, struct buf *out)
{
	size_t i;

	for (i = 0; column > 0 && i < lines->gap; i++)
		buf_putc(out, ' ');
}

/* Names often differ at their end: a row's cells are cut before it. */
static void
add_line(const struct lines *lines, const char *const *texts, bool head,
    struct arena *arena, struct buf *out)
{
	size_t width, i;

	for (i = 0; i < lines->table->column_count; i++) {
		add_gap(lines, i, out);
		width = lines->widths[i];
		cells_pad(out,
		    cut(texts[i], width, head ? 0 : width / 3, arena), width,
		    cells_right(&lines->table->columns[i]));
	}
	end_line(out);
}

/* The column after the last one under the spanner of FIRST, and their *WIDTH. */
static size_t
spanner_end(const struct lines *lines, size_t first, size_t *width)
{
	const char *const *spanners = lines->spanners;
	size_t i = first + 1;

	*width = lines->widths[first];
	while (spanners[first][0] != '\0' && i < lines->table->column_count &&
	    strcmp(spanners[i], spanners[first]) == 0)
		*width += lines->gap + lines->widths[i++];
	return i;
}

/* Widens the last column under a spanner that is longer than they are. */
static void
make_room(struct lines *lines)
{
	size_t i, end, width;

	lines->gap = GAP_NARROW;
	for (i = 0; i < lines->table->column_count; i = end) {
		end = spanner_end(lines, i, &width);
		if (width_of(lines->spanners[i]) > width)
			lines->widths[end - 1] +=
			    width_of(lines->spanners[i]) - width;
	}
}

/* Spanners stand centred over their columns. */
static void
add_spanners(const struct lines *lines, struct arena *arena, struct buf *out)
{
	size_t i, end, width, left;
	const char *text;

	for (i = 0; i < lines->table->column_count; i = end) {
		add_gap(lines, i, out);
		end = spanner_end(lines, i, &width);
		text = cut(lines->spanners[i], width, 0, arena);
		left = (width - width_of(text)) / 2;
		cells_pad(out, "", left, false);
		cells_pad(out, text, width - left, false);
	}
	end_line(out);
}

static bool
any(const char *const *texts, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (texts[i][0] != '\0')
			return true;
	return false;
}

static void
add_rule(const struct lines *lines, struct buf *out)
{
	size_t i;

	for (i = total_width(lines); i > 0; i--)
		buf_putc(out, '-');
	buf_putc(out, '\n');
}

static void
add_heads(const struct lines *lines, struct arena *arena, struct buf *out)
{
	size_t count = lines->table->column_count;

	if (any(lines->spanners, count))
		add_spanners(lines, arena, out);
	add_line(lines, lines->heads, true, arena, out);
	if (any(lines->units, count))
		add_line(lines, lines->units, true, arena, out);
	add_rule(lines, out);
}

/* Words of a note, wrapped and set in by two columns after the first line. */
static void
add_wrapped(struct buf *out, const char *text, size_t columns)
{
	struct span rest = span_of(text);
	size_t used = 0;

	while (rest.n > 0) {
		struct span word = span_cut(&rest, ' ');
		size_t width = chars_width(word);

		if (word.n == 0)
			continue;
		if (used > 0 && used + 1 + width > columns) {
			buf_puts(out, "\n  ");
			used = 2;
		} else if (used > 0) {
			buf_putc(out, ' ');
			used++;
		}
		buf_add(out, word.s, word.n);
		used += width;
	}
	buf_putc(out, '\n');
}

/* What the files hold too: left out first where there is no room, the last ones only where words could not be read any more. */
static const char *const expendable[] = { "params", "power", "time",
	"hardware", "printed", "year", "cost" };

enum { EXPENDABLE = sizeof expendable / sizeof expendable[0],
	EXPENDABLE_GLADLY = 4 };

/* How wide the table is when heads and words are as short as they can be read. */
static size_t
readable_width(const struct lines *lines)
{
	size_t width = 0, i;

	for (i = 0; i < lines->table->column_count; i++) {
		size_t own = lines->cells->widths[i];

		if (!cells_right(&lines->table->columns[i]) &&
		    own > WORD_READABLE)
			own = WORD_READABLE;
		width += own + (i == 0 ? 0 : GAP_NARROW);
	}
	return width;
}

static const struct doc_table *
without_column(const struct doc_table *table, size_t column,
    struct arena *arena)
{
	size_t *list = arena_alloc(arena,
	    (table->column_count + 1) * sizeof *list);
	size_t i, count = 0;

	for (i = 0; i < table->column_count; i++)
		if (i != column)
			list[count++] = i;
	return table_with_columns(table, list, count, arena);
}

static struct lines
lines_of(const struct doc_table *table, struct arena *arena)
{
	struct lines lines = { .table = table };

	lines.cells = cells_of(table, plain, arena);
	read_heads(&lines, arena);
	make_room(&lines);
	return lines;
}

static const struct doc_table *
common(const struct doc_table *table, struct arena *arena)
{
	return table_common(table, arena);
}

static const struct doc_table *
brief(const struct doc_table *table, struct arena *arena)
{
	return table_brief(table, arena);
}

/* What all rows share goes below, then heads into their short forms, where the room is short. */
static struct lines
shorter_lines(const struct doc_table *table, size_t columns,
    struct arena *arena)
{
	const struct doc_table *(*const makers[])(const struct doc_table *,
	    struct arena *) = { common, brief };
	struct lines lines = lines_of(table, arena);
	const struct doc_table *less;
	size_t i;

	for (i = 0; i < sizeof makers / sizeof makers[0]; i++) {
		if (total_width(&lines) <= columns)
			break;
		less = makers[i](lines.table, arena);
		if (less != NULL)
			lines = lines_of(less, arena);
	}
	return lines;
}

/* Leaves out what is expendable while the table is too wide; names it in *LEFT. */
static struct lines
lines_that_fit(const struct doc_table *table, size_t columns,
    const char **left, struct arena *arena)
{
	struct lines lines = shorter_lines(table, columns, arena);
	size_t i;

	*left = "";
	for (i = 0; i < EXPENDABLE && total_width(&lines) > columns; i++) {
		size_t column = table_column(lines.table, expendable[i]);

		if (column == lines.table->column_count ||
		    (i >= EXPENDABLE_GLADLY &&
			readable_width(&lines) <= columns))
			continue;
		*left = arena_printf(arena, "%s%s%s", *left,
		    (*left)[0] == '\0' ? "" : ", ",
		    plain_or_empty(table->columns[table_column(table,
			expendable[i])].head, arena));
		lines = lines_of(without_column(lines.table, column, arena),
		    arena);
	}
	return lines;
}

void
terminal_table(const struct doc_table *table, size_t columns,
    struct arena *arena, struct buf *out)
{
	const char *left;
	struct lines lines = lines_that_fit(table, columns, &left, arena);
	size_t i;

	table = lines.table;
	fit(&lines, columns);
	add_heads(&lines, arena, out);
	for (i = 0; i < table->row_count; i++) {
		if (table->rows[i].group != NULL)
			buf_printf(out, "%s\n",
			    plain_or_empty(table->rows[i].group, arena));
		if (table->rows[i].total && i > 0)
			add_rule(&lines, out);
		add_line(&lines, &lines.cells->text[i * table->column_count],
		    false, arena, out);
	}
	for (i = 0; i < table->note_count; i++)
		add_wrapped(out, arena_printf(arena, "%s %s",
		    cells_marks(table->notes[i].mark, arena),
		    plain_or_empty(table->notes[i].text, arena)), columns);
	if (left[0] != '\0')
		add_wrapped(out, arena_printf(arena,
		    "Left out for want of room: %s.", left), columns);
}
