/*
 * The tables' files: each is read when it is first asked for, whole or the
 * rows that are asked for. A user's rows stand before ours.
 */
#include "catalog/table.h"

#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diag.h"
#include "catalog/row.h"
#include "catalog/sheet.h"

static const struct {
	const char *name;
	const char *file;
	bool large; /* a row is sought in the file, which is sorted by id */
} files[] = {
	[TABLE_CHECK] = { "check", "checks.csv", false },
	[TABLE_CPU] = { "cpu", "cpus.csv", true },
	[TABLE_CPU_CORE] = { "core", "cores.csv", false },
	[TABLE_DEVICE] = { "device", "accelerators.csv", false },
	[TABLE_DRAM] = { "dram", "dram.csv", false },
	[TABLE_ELECTRICITY] = { "electricity", "electricity.csv", true },
	[TABLE_EMBODIED] = { "embodied", "embodied.csv", false },
	[TABLE_EQUIVALENT] = { "equivalent", "equivalents.csv", false },
	[TABLE_FUEL] = { "fuel", "fuels.csv", false },
	[TABLE_GRID] = { "grid", "grid.csv", false },
	[TABLE_GWP] = { "gwp", "gwp.csv", false },
	[TABLE_INTENSITY] = { "intensity", "intensities.csv", true },
	[TABLE_METHOD] = { "method", "methods.csv", false },
	[TABLE_MIX] = { "mix", "mixes.csv", false },
	[TABLE_MODEL] = { "model", "models.csv", false },
	[TABLE_POWER] = { "power", "power.csv", false },
	[TABLE_PRICE] = { "price", "prices.csv", false },
	[TABLE_PROVIDER] = { "provider", "providers.csv", false },
	[TABLE_PUE] = { "pue", "pue.csv", false },
	[TABLE_REGION] = { "region", "regions.csv", false },
	[TABLE_RESULT] = { "result", "results.csv", false },
	[TABLE_SCENARIO] = { "scenario", "scenarios.csv", false },
	[TABLE_SITE] = { "site", "sites.csv", true },
	[TABLE_SUBREGION] = { "subregion", "subregions.csv", false },
	[TABLE_VCPU] = { "vcpu", "vcpus.csv", false },
};

_Static_assert(sizeof files / sizeof files[0] == TABLE_TOTAL,
    "a file per table");

static const char sources_file[] = "sources.csv";

enum table_id
table_lookup(const char *name)
{
	enum table_id id = 0;

	while (id < TABLE_TOTAL && strcmp(name, files[id].name) != 0)
		id++;
	return id;
}

const char *
table_name(enum table_id id)
{
	return files[id].name;
}

static bool
file_present(const struct tables *tables, const char *file)
{
	struct pos pos = { .file = arena_printf(tables->arena, "%s/%s",
			       tables->directory, file) };

	if (access(pos.file, R_OK) == 0)
		return true;
	diag(tables->diags, DIAG_FILE_OPEN, pos,
	    "a table of the catalogue is missing");
	return false;
}

bool
tables_present(const struct tables *tables)
{
	bool present = file_present(tables, sources_file);
	enum table_id id;

	for (id = 0; id < TABLE_TOTAL; id++)
		present = file_present(tables, files[id].file) && present;
	return present;
}

static bool
open_file(const struct tables *tables, const char *file, struct sheet *sheet)
{
	const char *path = arena_printf(tables->arena, "%s/%s",
	    tables->directory, file);

	return sheet_open(sheet, path, tables->arena, tables->diags);
}

const struct row *
row_in(const struct table *table, const char *id)
{
	size_t i;

	for (i = 0; i < table->count; i++)
		if (strcmp(table->rows[i].factor.id, id) == 0)
			return &table->rows[i];
	return NULL;
}

/* The user's rows stand first in a table: the one of this id, or NULL. */
static struct row *
own_row(struct table *table, const char *id)
{
	size_t i;

	for (i = 0; i < table->count &&
	     table->rows[i].factor.pos.file != NULL;
	     i++)
		if (strcmp(table->rows[i].factor.id, id) == 0)
			return &table->rows[i];
	return NULL;
}

/* Adds the sheet's row unless the user has one of its id. */
static void
read_row(struct sheet *sheet, const struct tables *tables, enum table_id id,
    struct table *table)
{
	struct row row, *own;

	if (!row_read(sheet, id, &row))
		return;
	own = own_row(table, row.factor.id);
	if (own == NULL)
		row_add(tables->arena, table, &row);
	else
		row_complete(own, &row);
}

const struct table *
table_of(const struct catalog *catalog, enum table_id id)
{
	struct tables *tables = catalog->tables;
	struct table *table = &tables->tables[id];
	struct sheet sheet;
	size_t i;

	if (table->read)
		return table;
	table->read = true;
	for (i = 0; i < tables->own[id].count; i++)
		row_add(tables->arena, table, &tables->own[id].rows[i]);
	if (!open_file(tables, files[id].file, &sheet))
		return table;
	while (sheet_next(&sheet))
		read_row(&sheet, tables, id, table);
	sheet_close(&sheet);
	return table;
}

/* The rows of the file that begin with the part's prefix; others are passed over. */
static void
read_part(struct tables *tables, const struct part *part, struct table *table)
{
	struct sheet sheet;

	if (!open_file(tables, files[part->id].file, &sheet))
		return;
	sheet_pass(&sheet, part->prefix);
	while (sheet_next(&sheet) &&
	    span_starts(span_of(sheet_text(&sheet, COLUMN_ID)), part->prefix))
		read_row(&sheet, tables, part->id, table);
	sheet_close(&sheet);
}

const struct table *
table_part(const struct catalog *catalog, enum table_id id,
    const char *prefix)
{
	struct tables *tables = catalog->tables;
	struct part part = { .id = id };
	size_t i;

	for (i = 0; i < tables->part_count; i++)
		if (tables->parts[i].id == id &&
		    strcmp(tables->parts[i].prefix, prefix) == 0)
			return &tables->parts[i].rows;
	part.prefix = arena_strdup(tables->arena, prefix);
	for (i = 0; i < tables->own[id].count; i++)
		if (span_starts(span_of(tables->own[id].rows[i].factor.id),
			prefix))
			row_add(tables->arena, &part.rows,
			    &tables->own[id].rows[i]);
	read_part(tables, &part, &part.rows);
	tables->parts = arena_grow(tables->arena, tables->parts,
	    tables->part_count, sizeof *tables->parts);
	tables->parts[tables->part_count] = part;
	return &tables->parts[tables->part_count++].rows;
}

const struct row *
table_row(const struct catalog *catalog, enum table_id id, const char *name)
{
	if (files[id].large && !catalog->tables->tables[id].read)
		return row_in(table_part(catalog, id, name), name);
	return row_in(table_of(catalog, id), name);
}

static void
add_citation(struct arena *arena, struct citations *citations,
    const struct citation *citation)
{
	citations->rows = arena_grow(arena, citations->rows, citations->count,
	    sizeof *citations->rows);
	citations->rows[citations->count++] = *citation;
}

const struct citations *
citations_of(const struct catalog *catalog)
{
	struct tables *tables = catalog->tables;
	struct citations *citations = &tables->citations;
	struct citation citation;
	struct sheet sheet;
	size_t i;

	if (citations->read)
		return citations;
	citations->read = true;
	for (i = 0; i < tables->own_citations.count; i++)
		add_citation(tables->arena, citations,
		    &tables->own_citations.rows[i]);
	if (!open_file(tables, sources_file, &sheet))
		return citations;
	while (sheet_next(&sheet))
		if (row_citation(&sheet, &citation))
			add_citation(tables->arena, citations, &citation);
	sheet_close(&sheet);
	return citations;
}
