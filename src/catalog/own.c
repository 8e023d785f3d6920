/*
 * A user's own rows: one CSV file for all tables. They are read at once, so
 * that a fault is said even where the row is not used.
 */
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "catalog/row.h"

enum { OWN_ROWS_MAX = 10000 };

static void
add_own_citation(struct sheet *sheet, struct tables *tables)
{
	struct citations *own = &tables->own_citations;
	struct citation citation;

	if (!row_citation(sheet, &citation))
		return;
	own->rows = arena_grow(tables->arena, own->rows, own->count,
	    sizeof *own->rows);
	own->rows[own->count++] = citation;
}

/* The table that the row names; TABLE_TOTAL with a fault when it is none. */
static enum table_id
table_of_row(struct sheet *sheet, const char *name)
{
	enum table_id id = table_lookup(name);
	const char *names[TABLE_TOTAL];
	const char *nearest;
	enum table_id i;

	if (id < TABLE_TOTAL || name[0] == '\0')
		return id;
	for (i = 0; i < TABLE_TOTAL; i++)
		names[i] = table_name(i);
	nearest = str_nearest(name, names, TABLE_TOTAL);
	sheet_fault(sheet, COLUMN_TABLE,
	    nearest == NULL ?
		"is no table of the catalogue" :
		arena_printf(sheet->arena,
		    "is no table of the catalogue; did you mean %s", nearest));
	return TABLE_TOTAL;
}

/* What was added first wins; the same id twice in one file is a slip. */
static void
add_own_row(struct sheet *sheet, struct tables *tables)
{
	const char *name = sheet_word(sheet, COLUMN_TABLE);
	enum table_id id;
	const struct row *same;
	struct row row;

	if (strcmp(name, "source") == 0) {
		add_own_citation(sheet, tables);
		return;
	}
	id = table_of_row(sheet, name);
	if (id == TABLE_TOTAL || !row_read(sheet, id, &row))
		return;
	same = row_in(&tables->own[id], row.factor.id);
	if (same == NULL)
		row_add(tables->arena, &tables->own[id], &row);
	else if (strcmp(same->factor.pos.file, row.factor.pos.file) == 0)
		sheet_fault(sheet, COLUMN_ID, "is in the file twice");
}

bool
catalog_add(struct catalog *catalog, const char *path)
{
	struct tables *tables = catalog->tables;
	size_t first = tables->diags->count;
	struct sheet sheet;
	size_t rows = 0;

	if (!sheet_open(&sheet, arena_strdup(tables->arena, path),
		tables->arena, tables->diags))
		return false;
	sheet.own = true;
	if (sheet.width != 0 && !sheet_has(&sheet, COLUMN_TABLE))
		sheet_fault(&sheet, COLUMN_TABLE,
		    "is not in the heading, which needs table, id, value and unit");
	while (!sheet.faulty && sheet_next(&sheet) && rows < OWN_ROWS_MAX) {
		add_own_row(&sheet, tables);
		sheet.faulty = false;
		rows++;
	}
	if (rows == OWN_ROWS_MAX)
		diag(tables->diags, DIAG_FILE_LIMIT, sheet.row.pos,
		    "more than %d rows of one's own", (int)OWN_ROWS_MAX);
	sheet_close(&sheet);
	return !diags_have_error(tables->diags, first);
}
