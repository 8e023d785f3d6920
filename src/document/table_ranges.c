/*
 * Ranges behind the values of a table: "12.3 ± 0.4", "12.3 (11.9–12.7)".
 */
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "document/arrange.h"
#include "document/build.h"
#include "document/table_request.h"
#include "document/text.h"

/* Whether the cell prints its value alone although it has a range that would be seen. */
static bool
hides_range(const struct doc_cell *cell, const struct doc_column *column,
    enum bound bound, struct arena *arena)
{
	const struct figure *figure = cell->figure;

	return cell->text == NULL && cell->bound == BOUND_VALUE &&
	    figure != NULL && figure->known && figure->uncertain &&
	    !figure->interval &&
	    strcmp(text_figure(figure, bound, &column->style, arena).text,
		text_figure(figure, BOUND_VALUE, &column->style, arena)
		    .text) != 0;
}

/* The figures of a table that show their ranges. */
struct shown {
	const struct figure **items;
	size_t count;
};

/* Shows the ranges of a column; false when it has none. */
static bool
show_column(struct builder *b, struct doc_table *table, size_t column,
    enum bound bound, struct shown *shown)
{
	bool any = false;
	size_t i;

	for (i = 0; i < table->row_count; i++) {
		struct doc_cell *cells;

		if (!hides_range(&table->rows[i].cells[column],
			&table->columns[column], bound, b->arena))
			continue;
		cells = arena_alloc(b->arena,
		    table->column_count * sizeof *cells);
		memcpy(cells, table->rows[i].cells,
		    table->column_count * sizeof *cells);
		cells[column].bound = bound;
		table->rows[i].cells = cells;
		shown->items = arena_grow(b->arena, shown->items,
		    shown->count, sizeof *shown->items);
		shown->items[shown->count++] = cells[column].figure;
		any = true;
	}
	return any;
}

static void
add_mark(struct builder *b, struct doc_column *column, const char *mark)
{
	column->marks = column->marks == NULL || column->marks[0] == '\0' ?
	    mark :
	    arena_printf(b->arena, "%s,%s", column->marks, mark);
}

void
table_show_ranges(struct builder *b, struct doc_table *table)
{
	enum table_ranges ranges = table_request_ranges(b->request);
	enum bound bound = ranges == RANGES_PM ? BOUND_PM : BOUND_BOTH;
	bool *marked = arena_alloc(b->arena,
	    (table->column_count + 1) * sizeof *marked);
	struct shown shown = { .count = 0 };
	const char *mark;
	size_t i;

	if (ranges != RANGES_PM && ranges != RANGES_BOTH)
		return;
	for (i = 0; i < table->column_count; i++)
		marked[i] = show_column(b, table, i, bound, &shown);
	if (shown.count == 0)
		return;
	mark = table_add_note(b, table,
	    sentence_add(b, word(b, ranges == RANGES_PM ?
		    "Behind \xc2\xb1: 95\xc2\xa0% ranges." :
		    "In brackets: 95\xc2\xa0% ranges."),
		range_phrase_of(b, shown.items, shown.count)));
	for (i = 0; i < table->column_count; i++)
		if (marked[i])
			add_mark(b, &table->columns[i], mark);
}
