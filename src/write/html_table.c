/*
 * Tables in HTML: heads say what they head, numbers stand under each other
 * in digits of one width, notes can be reached from their marks.
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/num.h"
#include "base/word.h"
#include "document/language.h"
#include "document/text.h"
#include "write/cells.h"
#include "write/chars.h"
#include "write/html_text.h"

/* As wide as a digit, a dash and a point: they fill the place of a shorter fraction. */
#define FIGURE_SPACE "\xe2\x80\x87"
#define NO_BREAK_SPACE "\xc2\xa0"
#define EN_SPACE "\xe2\x80\x82"
#define POINT_SPACE "\xe2\x80\x88"

void
html_text(struct buf *out, struct span text)
{
	uint32_t c;

	while (text.n > 0) {
		c = chars_next_clean(&text);
		if (c == '&')
			buf_puts(out, "&amp;");
		else if (c == '<')
			buf_puts(out, "&lt;");
		else if (c == '>')
			buf_puts(out, "&gt;");
		else if (c == '"')
			buf_puts(out, "&quot;");
		else if (c == '\'')
			buf_puts(out, "&#39;");
		else if (c != 0)
			chars_put(out, c);
	}
}

void
html_markup(struct buf *out, const char *markup)
{
	struct span rest = span_of(markup);
	struct span text;
	enum script script;

	while (text_part(&rest, &text, &script)) {
		const char *tag = script == SCRIPT_SUB ? "sub" : "sup";

		if (script != SCRIPT_NORMAL)
			buf_printf(out, "<%s>", tag);
		html_text(out, text);
		if (script != SCRIPT_NORMAL)
			buf_printf(out, "</%s>", tag);
	}
}

void
html_id(struct buf *out, const char *id)
{
	for (; *id != '\0'; id++)
		buf_putc(out, (*id >= '0' && *id <= '9') ||
			(*id >= 'A' && *id <= 'Z') ||
			(*id >= 'a' && *id <= 'z') ? *id : '-');
}

/* "models-note-a"; a dash explains itself in words. */
static void
add_note_id(struct buf *out, const struct doc_table *table,
    struct span mark)
{
	char text[2] = { mark.n == 1 ? mark.s[0] : '-', '\0' };

	html_id(out, table->id);
	buf_puts(out, "-note-");
	html_id(out, strcmp(text, "-") == 0 ? "unknown" : text);
}

static bool
has_note(const struct doc_table *table, struct span mark)
{
	size_t i;

	for (i = 0; i < table->note_count; i++)
		if (span_equal(mark, table->notes[i].mark))
			return true;
	return false;
}

/* Raised letters that link to their notes. */
static void
add_marks(struct buf *out, const struct doc_table *table, const char *marks)
{
	struct span rest = span_of(marks);
	struct span mark;

	if (rest.n == 0)
		return;
	buf_puts(out, "<sup class=\"m\">");
	while (rest.n > 0) {
		mark = span_cut(&rest, ',');
		if (has_note(table, mark)) {
			buf_puts(out, "<a href=\"#");
			add_note_id(out, table, mark);
			buf_puts(out, "\">");
		}
		html_text(out, mark);
		if (has_note(table, mark))
			buf_puts(out, "</a>");
		if (rest.n > 0)
			buf_puts(out, ",");
	}
	buf_puts(out, "</sup>");
}

static const char *
class_of(const struct doc_column *column)
{
	if (cells_right(column))
		return " class=\"n\"";
	return column->align == ALIGN_CENTRE ? " class=\"c\"" : "";
}

static bool
is_spanned(const struct doc_column *column)
{
	return column->spanner != NULL && column->spanner[0] != '\0';
}

static bool
any_spanned(const struct doc_table *table)
{
	size_t i;

	for (i = 0; i < table->column_count; i++)
		if (is_spanned(&table->columns[i]))
			return true;
	return false;
}

static void
add_head(struct buf *out, const struct doc_table *table, size_t column,
    bool tall)
{
	const struct doc_column *c = &table->columns[column];

	buf_printf(out, "<th scope=\"col\"%s%s>", class_of(c),
	    tall ? " rowspan=\"2\"" : "");
	html_markup(out, c->head);
	add_marks(out, table, c->marks);
	if (c->unit[0] != '\0') {
		buf_puts(out, " <span class=\"u\">(");
		html_markup(out, c->unit);
		buf_puts(out, ")</span>");
	}
	buf_puts(out, "</th>\n");
}

/* The first of two rows of heads: spanners, and the heads that have none. */
static void
add_upper(struct buf *out, const struct doc_table *table)
{
	size_t i, end;

	buf_puts(out, "<tr>\n");
	for (i = 0; i < table->column_count; i = end) {
		end = i + 1;
		if (!is_spanned(&table->columns[i])) {
			add_head(out, table, i, true);
			continue;
		}
		while (end < table->column_count &&
		    is_spanned(&table->columns[end]) &&
		    strcmp(table->columns[end].spanner,
			table->columns[i].spanner) == 0)
			end++;
		buf_printf(out,
		    "<th scope=\"colgroup\" class=\"s\" colspan=\"%zu\">",
		    end - i);
		html_markup(out, table->columns[i].spanner);
		buf_puts(out, "</th>\n");
	}
	buf_puts(out, "</tr>\n");
}

/* A column group is what a spanner spans. */
static void
add_groups(struct buf *out, const struct doc_table *table)
{
	size_t i, end;

	for (i = 0; i < table->column_count; i = end) {
		for (end = i + 1; end < table->column_count &&
		     is_spanned(&table->columns[i]) &&
		     is_spanned(&table->columns[end]) &&
		     strcmp(table->columns[end].spanner,
			 table->columns[i].spanner) == 0; end++)
			;
		buf_printf(out, "<colgroup span=\"%zu\"></colgroup>\n",
		    end - i);
	}
}

static void
add_heads(struct buf *out, const struct doc_table *table)
{
	bool two = any_spanned(table);
	size_t i;

	add_groups(out, table);
	buf_puts(out, "<thead>\n");
	if (two)
		add_upper(out, table);
	buf_puts(out, "<tr>\n");
	for (i = 0; i < table->column_count; i++)
		if (!two || is_spanned(&table->columns[i]))
			add_head(out, table, i, false);
	buf_puts(out, "</tr>\n</thead>\n");
}

static void
add_times(struct buf *out, const char *text, size_t count, size_t most)
{
	for (; count < most; count++)
		buf_puts(out, text);
}

/* Blanks in the place of what others have more behind the mark. */
static void
add_filler(struct buf *out, struct cells_tail tail, const struct cells_tail *longest)
{
	add_times(out, EN_SPACE, tail.dashes, longest->dashes);
	add_times(out, POINT_SPACE, tail.points, longest->points);
	add_times(out, FIGURE_SPACE, tail.digits, longest->digits);
	add_times(out, FIGURE_SPACE, tail.signs, longest->signs);
	add_times(out, NO_BREAK_SPACE, tail.blanks, longest->blanks);
	add_times(out, POINT_SPACE, tail.brackets, longest->brackets);
}

/* A cell and what it stands among. */
struct html_cell {
	const struct doc_table *table;
	size_t row, column;
	const struct cells_tail *longest; /* of its column */
	bool sortable;
};

/* The number that a sorted column goes by: of a range, the higher end. */
static void
add_value(struct buf *out, const struct doc_cell *cell,
    const struct doc_column *column)
{
	double value = text_raw(cell, column, text_is_range(cell) ?
	    BOUND_HIGH : BOUND_VALUE);
	char text[NUM_TEXT];

	if (isnan(value))
		return;
	num_shortest(value, text);
	buf_printf(out, " data-v=\"%s\"", text);
}

static void
add_unknown(struct buf *out, const char *dash,
    const struct language *language)
{
	buf_puts(out, "<span class=\"x\" title=\"");
	html_text(out, span_of(language_word(language, "not reported")));
	buf_printf(out, "\">%s</span>", dash);
}

static void
add_cell(struct buf *out, const struct html_cell *at, struct arena *arena)
{
	const struct doc_table *table = at->table;
	size_t column = at->column;
	const struct doc_column *c = &table->columns[column];
	const struct doc_cell *cell = &table->rows[at->row].cells[column];
	struct printed printed = text_cell(cell, c, arena);
	const char *tag = column == 0 ? "th" : "td";

	buf_printf(out, "<%s%s%s", tag, column == 0 ? " scope=\"row\"" : "",
	    class_of(c));
	if (at->sortable)
		add_value(out, cell, c);
	buf_puts(out, ">");
	if (printed.known)
		html_markup(out, printed.text);
	else
		add_unknown(out, printed.text, c->style.language);
	add_marks(out, table, cell->marks);
	if (cells_aligned(&printed, c))
		add_filler(out, cells_tail(&printed), at->longest);
	buf_printf(out, "</%s>\n", tag);
}

static void
add_group(struct buf *out, const struct doc_table *table, size_t row)
{
	if (row > 0)
		buf_puts(out, "</tbody>\n<tbody>\n");
	buf_printf(out, "<tr class=\"g\"><th scope=\"rowgroup\" "
			"colspan=\"%zu\">", table->column_count);
	html_markup(out, table->rows[row].group);
	buf_puts(out, "</th></tr>\n");
}

static void
add_rows(struct buf *out, const struct doc_table *table, bool sortable,
    struct arena *arena)
{
	struct cells_tail *longest =
	    arena_alloc(arena, (table->column_count + 1) * sizeof *longest);
	size_t i, j;

	for (j = 0; j < table->column_count; j++)
		longest[j] = cells_longest_tail(table, j, arena);
	buf_puts(out, "<tbody>\n");
	for (i = 0; i < table->row_count; i++) {
		if (table->rows[i].group != NULL)
			add_group(out, table, i);
		buf_puts(out, table->rows[i].total ? "<tr class=\"t\">\n" :
						     "<tr>\n");
		for (j = 0; j < table->column_count; j++)
			add_cell(out, &(struct html_cell){ table, i, j,
			    &longest[j], sortable }, arena);
		buf_puts(out, "</tr>\n");
	}
	buf_puts(out, "</tbody>\n");
}

static void
add_notes(struct buf *out, const struct doc_table *table)
{
	size_t i;

	if (table->note_count == 0)
		return;
	buf_puts(out, "<ul class=\"notes\">\n");
	for (i = 0; i < table->note_count; i++) {
		struct span mark = span_of(table->notes[i].mark);

		buf_puts(out, "<li id=\"");
		add_note_id(out, table, mark);
		buf_puts(out, mark.n == 1 ? "\"><sup>" : "\">");
		html_text(out, mark);
		buf_puts(out, mark.n == 1 ? "</sup> " : " ");
		html_markup(out, table->notes[i].text);
		buf_puts(out, "</li>\n");
	}
	buf_puts(out, "</ul>\n");
}

void
html_table(const struct doc_table *table, bool sortable,
    const struct language *language,
    struct arena *arena, struct buf *out)
{
	const char *label = cells_label(language, WORD("Table"),
	    table->number, arena);

	/* wide tables scroll: by the keyboard too */
	buf_printf(out, "<div class=\"table\" role=\"region\" tabindex=\"0\" "
			"aria-label=\"%s\">\n<table id=\"", label);
	html_id(out, table->id);
	buf_printf(out, "\">\n<caption><b>%s</b> ", label);
	html_markup(out, table->caption);
	buf_puts(out, "</caption>\n");
	add_heads(out, table);
	add_rows(out, table, sortable, arena);
	buf_puts(out, "</table>\n");
	add_notes(out, table);
	buf_puts(out, "</div>\n");
}
