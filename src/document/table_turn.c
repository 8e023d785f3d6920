/*
 * Turning a table: few models of many quantities stand better beside each
 * other.
 */
#include <string.h>

#include "base/arena.h"
#include "document/table_edit.h"
#include "document/text.h"

enum { LABEL, UNIT, FIRST }; /* columns of the turned table */

/* The first column of words behind the names, which go under the heads; or the count. */
static size_t
word_column(const struct doc_table *table)
{
	size_t i = 1;

	while (i < table->column_count &&
	    table->columns[i].align != ALIGN_LEFT)
		i++;
	return i < table->column_count ? i : table->column_count;
}

static const char *
printed_at(const struct doc_table *table, size_t row, size_t column,
    struct arena *arena)
{
	return text_cell(&table->rows[row].cells[column],
	    &table->columns[column], arena).text;
}

/* A turned table is aligned by its rows' own digits: at the decimal mark, or a range's dash. */
static void
set_columns(struct doc_table *turned, const struct doc_table *table,
    size_t words, struct arena *arena)
{
	struct doc_column *columns = arena_alloc(arena,
	    (table->row_count + FIRST) * sizeof *columns);
	size_t i;

	columns[LABEL] = (struct doc_column){ .key = "quantity", .head = "",
		.unit = "", .marks = "" };
	columns[UNIT] = (struct doc_column){ .key = "unit", .head = "",
		.unit = "", .marks = "" };
	for (i = 0; i < table->row_count; i++)
		columns[FIRST + i] = (struct doc_column){
			.key = arena_printf(arena, "row%zu", i),
			.head = printed_at(table, i, 0, arena),
			.unit = words < table->column_count ?
			    printed_at(table, i, words, arena) : "",
			.align = ALIGN_DECIMAL,
			.marks = table->rows[i].cells[0].marks,
		};
	turned->columns = columns;
	turned->column_count = FIRST + table->row_count;
}

static void
set_row(struct doc_row *row, const struct doc_table *table, size_t column,
    struct arena *arena)
{
	const struct doc_column *from = &table->columns[column];
	struct doc_cell *cells = arena_alloc(arena,
	    (FIRST + table->row_count) * sizeof *cells);
	bool spanned = from->spanner != NULL && from->spanner[0] != '\0';
	size_t i;

	cells[LABEL] = (struct doc_cell){
		.text = spanned ? arena_printf(arena, "%s, %s",
		    from->spanner, from->head) : from->head,
		.marks = from->marks,
	};
	cells[UNIT] = (struct doc_cell){ .text = from->unit, .marks = "" };
	for (i = 0; i < table->row_count; i++)
		cells[FIRST + i] = (struct doc_cell){
			.text = printed_at(table, i, column, arena),
			.marks = table->rows[i].cells[column].marks,
		};
	row->cells = cells;
}

struct doc_table *
table_turned(const struct doc_table *table, struct arena *arena)
{
	struct doc_table *turned = arena_alloc(arena, sizeof *turned);
	size_t words = word_column(table);
	size_t i;

	for (i = 0; i < table->row_count; i++)
		if (table->rows[i].group != NULL)
			return NULL;
	if (table->column_count < 2 || table->row_count == 0 ||
	    table->columns[0].align != ALIGN_LEFT)
		return NULL;
	*turned = *table;
	set_columns(turned, table, words, arena);
	turned->rows = arena_alloc(arena,
	    table->column_count * sizeof *turned->rows);
	turned->row_count = 0;
	for (i = 1; i < table->column_count; i++)
		if (i != words)
			set_row(&turned->rows[turned->row_count++], table, i,
			    arena);
	return turned;
}
