/*
 * The catalogue: opening it, and look-ups by id. It knows no study.
 */
#include "catalog/catalog.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/source.h"
#include "base/str.h"
#include "catalog/table.h"

enum { KEY_TEXT = 192 };

/* The first line of VERSION. */
static const char *
read_version(const char *directory, struct arena *arena, struct diags *diags)
{
	struct source *source = source_open(
	    arena_printf(arena, "%s/VERSION", directory), arena, diags);
	const char *version = NULL;
	struct span line;

	if (source == NULL)
		return NULL;
	if (source_line(source, &line))
		version = span_dup(arena, span_trim(line));
	source_close(source);
	return version;
}

struct catalog *
catalog_open(const char *directory, struct arena *arena, struct diags *diags)
{
	struct catalog *catalog = arena_alloc(arena, sizeof *catalog);

	catalog->version = read_version(directory, arena, diags);
	catalog->tables = arena_alloc(arena, sizeof *catalog->tables);
	*catalog->tables = (struct tables){
		.directory = arena_strdup(arena, directory),
		.arena = arena,
		.diags = diags,
	};
	if (catalog->version == NULL || !tables_present(catalog->tables))
		return NULL;
	return catalog;
}

const char *
catalog_version(const struct catalog *catalog)
{
	return catalog->version;
}

const struct factor *
catalog_factor(const struct catalog *catalog, const char *table,
    const char *id)
{
	enum table_id which = table_lookup(table);
	const struct row *row =
	    which == TABLE_TOTAL ? NULL : table_row(catalog, which, id);

	return row == NULL ? NULL : &row->factor;
}

const struct factor *
catalog_row(const struct catalog *catalog, const char *table, size_t i)
{
	enum table_id which = table_lookup(table);
	const struct table *rows =
	    which == TABLE_TOTAL ? NULL : table_of(catalog, which);

	return rows == NULL || i >= rows->count ? NULL :
						  &rows->rows[i].factor;
}

const struct device *
catalog_device_row(const struct catalog *catalog, size_t i)
{
	const struct table *table = table_of(catalog, TABLE_DEVICE);

	return i >= table->count ? NULL : table->rows[i].device;
}

const struct citation *
catalog_citation_row(const struct catalog *catalog, size_t i)
{
	const struct citations *citations = citations_of(catalog);

	return i >= citations->count ? NULL : &citations->rows[i];
}

const struct citation *
catalog_citation(const struct catalog *catalog, const char *id)
{
	const struct citations *citations = citations_of(catalog);
	size_t i;

	for (i = 0; i < citations->count; i++)
		if (strcmp(citations->rows[i].id, id) == 0)
			return &citations->rows[i];
	return NULL;
}

const struct factor *
catalog_pue(const struct catalog *catalog, int year)
{
	const struct table *table = table_of(catalog, TABLE_PUE);
	const struct factor *latest = NULL;
	size_t i;

	for (i = 0; i < table->count; i++) {
		const struct factor *factor = &table->rows[i].factor;

		if (span_starts(span_of(factor->id), "world/") &&
		    factor->year <= (year == 0 ? INT_MAX : year) &&
		    (latest == NULL || factor->year > latest->year))
			latest = factor;
	}
	return latest;
}

/* "strubell-2019", "pue": the row "strubell-2019/pue". */
static const struct factor *
row_of_parts(const struct catalog *catalog, enum table_id table,
    const char *first, const char *second, const char *third)
{
	char id[KEY_TEXT];
	const struct row *row;
	int n;

	n = snprintf(id, sizeof id, "%s/%s%s%s", first, second,
	    third == NULL ? "" : "/", third == NULL ? "" : third);
	if (n < 0 || (size_t)n >= sizeof id)
		return NULL;
	row = table_row(catalog, table, id);
	return row == NULL ? NULL : &row->factor;
}

const struct factor *
catalog_price(const struct catalog *catalog, const char *dataset,
    const char *device, const char *kind)
{
	const struct device *known = catalog_device(catalog, device);
	const struct factor *price;

	if (known == NULL)
		return NULL;
	price = row_of_parts(catalog, TABLE_PRICE, dataset, known->id, kind);
	if (price == NULL && known->family[0] != '\0')
		price = row_of_parts(catalog, TABLE_PRICE, dataset,
		    known->family, kind);
	return price;
}

const struct factor *
catalog_method(const struct catalog *catalog, const char *method,
    const char *parameter)
{
	const struct factor *factor =
	    row_of_parts(catalog, TABLE_METHOD, method, parameter, NULL);

	return factor == NULL || factor->text != NULL ? NULL : factor;
}

const char *
catalog_method_text(const struct catalog *catalog, const char *method,
    const char *parameter)
{
	const struct factor *factor =
	    row_of_parts(catalog, TABLE_METHOD, method, parameter, NULL);

	return factor == NULL ? NULL : factor->text;
}
