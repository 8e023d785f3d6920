/*
 * Reading the tables: rows of factors, devices and citations. A row with a
 * fault is reported and left out.
 */
#include "catalog/table.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diag.h"
#include "catalog/sheet.h"

static const struct {
	const char *name;
	const char *file;
} files[] = {
	[TABLE_DEVICE] = { "device", "accelerators.csv" },
	[TABLE_EQUIVALENT] = { "equivalent", "equivalents.csv" },
	[TABLE_GRID] = { "grid", "grid.csv" },
	[TABLE_METHOD] = { "method", "methods.csv" },
	[TABLE_MODEL] = { "model", "models.csv" },
	[TABLE_PRICE] = { "price", "prices.csv" },
	[TABLE_PUE] = { "pue", "pue.csv" },
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
is_money(enum unit unit)
{
	enum dimension dimension = unit_dimension(unit);

	return dimension == DIM_MONEY || dimension == DIM_RATE ||
	    dimension == DIM_TARIFF;
}

/* The unit, the currency inside it, and words in place of a number. */
static void
read_unit(struct sheet *sheet, struct factor *factor)
{
	const char *unit = sheet_word(sheet, COLUMN_UNIT);

	factor->currency = "";
	if (strcmp(unit, "text") == 0) {
		factor->text = sheet_word(sheet, COLUMN_VALUE);
		return;
	}
	factor->unit = strcmp(unit, "count") == 0 ? UNIT_COUNT :
						    unit_lookup(span_of(unit));
	if (factor->unit == UNIT_TOTAL) {
		if (unit[0] != '\0')
			sheet_fault(sheet, COLUMN_UNIT, "is not a unit");
		factor->unit = UNIT_ONE;
	}
	if (is_money(factor->unit))
		factor->currency =
		    arena_strndup(sheet->arena, unit, CURRENCY_TEXT - 1);
}

static double
end_of_range(struct sheet *sheet, enum column column, double value)
{
	double end = sheet_number(sheet, column);

	return isnan(end) ? value : end;
}

/* An accelerator's TDP may be unknown; any other value may not. */
static void
read_value(struct sheet *sheet, struct factor *factor, bool may_be_unknown)
{
	double value = sheet_number(sheet, COLUMN_VALUE);
	double low = end_of_range(sheet, COLUMN_LOW, value);
	double high = end_of_range(sheet, COLUMN_HIGH, value);

	if (isnan(value) && !may_be_unknown && !sheet->faulty)
		sheet_fault(sheet, COLUMN_VALUE, "is empty");
	if (low > value || value > high)
		sheet_fault(sheet, COLUMN_VALUE, "lies outside its range");
	factor->value = unit_to_base(factor->unit, value);
	factor->low = unit_to_base(factor->unit, low);
	factor->high = unit_to_base(factor->unit, high);
}

static bool
read_mark(struct sheet *sheet)
{
	const char *mark = sheet_text(sheet, COLUMN_MARK);

	if (mark[0] != '\0' && strcmp(mark, "unconfirmed") != 0)
		sheet_fault(sheet, COLUMN_MARK, "is not \"unconfirmed\"");
	return mark[0] != '\0';
}

static void
read_factor(struct sheet *sheet, enum table_id table, struct factor *factor)
{
	*factor = (struct factor){
		.table = files[table].name,
		.id = sheet_word(sheet, COLUMN_ID),
		.name = sheet_word(sheet, COLUMN_NAME),
		.value = (double)NAN,
		.low = (double)NAN,
		.high = (double)NAN,
		.per = sheet_text(sheet, COLUMN_PER),
		.year = sheet_whole(sheet, COLUMN_YEAR, 0),
		.boundary = sheet_text(sheet, COLUMN_BOUNDARY),
		.source = sheet_word(sheet, COLUMN_SOURCE),
		.low_source = sheet_text(sheet, COLUMN_LOW_SOURCE),
		.high_source = sheet_text(sheet, COLUMN_HIGH_SOURCE),
		.note = sheet_text(sheet, COLUMN_NOTE),
		.unconfirmed = read_mark(sheet),
	};
	read_unit(sheet, factor);
	if (factor->text == NULL)
		read_value(sheet, factor, table == TABLE_DEVICE);
}

static struct device *
read_device(struct sheet *sheet, const struct factor *tdp)
{
	struct device *device = arena_alloc(sheet->arena, sizeof *device);

	*device = (struct device){
		.id = tdp->id,
		.name = tdp->name,
		.label = sheet_word(sheet, COLUMN_LABEL),
		.vendor = sheet_text(sheet, COLUMN_VENDOR),
		.kind = sheet_text(sheet, COLUMN_CLASS),
		.count_as = sheet_text(sheet, COLUMN_COUNT_AS),
		.family = sheet_text(sheet, COLUMN_FAMILY),
		.chips = sheet_whole(sheet, COLUMN_CHIPS, -1),
		.year = tdp->year,
		.memory_gb = sheet_number(sheet, COLUMN_MEMORY),
		.tdp = *tdp,
		.peak_fp32 = sheet_number(sheet, COLUMN_FP32),
		.peak_fp16 = sheet_number(sheet, COLUMN_FP16),
		.source = tdp->source,
		.note = tdp->note,
	};
	return device;
}

static void
read_row(struct sheet *sheet, enum table_id id, struct table *table)
{
	struct row row = { 0 };

	read_factor(sheet, id, &row.factor);
	row.match = sheet_text(sheet, COLUMN_MATCH);
	row.alpha2 = sheet_text(sheet, COLUMN_ALPHA2);
	if (id == TABLE_DEVICE)
		row.device = read_device(sheet, &row.factor);
	if (sheet->faulty)
		return;
	table->rows = arena_grow(sheet->arena, table->rows, table->count,
	    sizeof *table->rows);
	table->rows[table->count++] = row;
}

static bool
open_file(const struct tables *tables, const char *file, struct sheet *sheet)
{
	const char *path = arena_printf(tables->arena, "%s/%s",
	    tables->directory, file);

	return sheet_open(sheet, path, tables->arena, tables->diags);
}

const struct table *
table_of(const struct catalog *catalog, enum table_id id)
{
	struct tables *tables = catalog->tables;
	struct table *table = &tables->tables[id];
	struct sheet sheet;

	if (table->read)
		return table;
	table->read = true;
	if (!open_file(tables, files[id].file, &sheet))
		return table;
	while (sheet_next(&sheet))
		read_row(&sheet, id, table);
	sheet_close(&sheet);
	return table;
}

const struct row *
table_row(const struct catalog *catalog, enum table_id id, const char *name)
{
	const struct table *table = table_of(catalog, id);
	size_t i;

	for (i = 0; i < table->count; i++)
		if (strcmp(table->rows[i].factor.id, name) == 0)
			return &table->rows[i];
	return NULL;
}

static void
read_citation(struct sheet *sheet, struct citations *citations)
{
	struct citation citation = {
		.id = sheet_word(sheet, COLUMN_ID),
		.kind = sheet_word(sheet, COLUMN_KIND),
		.author = sheet_word(sheet, COLUMN_AUTHOR),
		.title = sheet_word(sheet, COLUMN_TITLE),
		.year = sheet_text(sheet, COLUMN_YEAR),
		.venue = sheet_text(sheet, COLUMN_VENUE),
		.url = sheet_text(sheet, COLUMN_URL),
		.licence = sheet_word(sheet, COLUMN_LICENCE),
		.attribution = sheet_text(sheet, COLUMN_ATTRIBUTION),
		.text = sheet_word(sheet, COLUMN_TEXT),
	};

	if (sheet->faulty)
		return;
	citations->rows = arena_grow(sheet->arena, citations->rows,
	    citations->count, sizeof *citations->rows);
	citations->rows[citations->count++] = citation;
}

const struct citations *
citations_of(const struct catalog *catalog)
{
	struct tables *tables = catalog->tables;
	struct citations *citations = &tables->citations;
	struct sheet sheet;

	if (citations->read)
		return citations;
	citations->read = true;
	if (!open_file(tables, sources_file, &sheet))
		return citations;
	while (sheet_next(&sheet))
		read_citation(&sheet, citations);
	sheet_close(&sheet);
	return citations;
}
