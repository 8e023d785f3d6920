/*
 * Finding the grid that a place means: a country, or a part of one. A name
 * that both have ("Georgia") is the country's.
 */
#include "catalog/place.h"

#include "base/str.h"
#include "catalog/name.h"
#include "catalog/table.h"

static const struct row *
row_by_code(const struct table *table, struct span code)
{
	size_t i;

	for (i = 0; i < table->count; i++) {
		const struct row *row = &table->rows[i];

		if (span_equal_nocase(code, row->factor.id) ||
		    (row->alpha2[0] != '\0' &&
			span_equal_nocase(code, row->alpha2)) ||
		    name_listed(row->match, code))
			return row;
	}
	return NULL;
}

static const struct row *
row_by_name(const struct table *table, const struct name *name)
{
	size_t i;

	for (i = 0; i < table->count; i++)
		if (name_in_list(name, table->rows[i].factor.name) ||
		    name_in_list(name, table->rows[i].match))
			return &table->rows[i];
	return NULL;
}

/* The parts are read only for what is no country. */
const struct row *
place_row(const struct catalog *catalog, const char *place)
{
	const struct table *countries = table_of(catalog, TABLE_GRID);
	struct span text = span_trim(span_of(place));
	const struct row *row = row_by_code(countries, text);
	const struct table *parts;
	struct name name;

	if (row != NULL)
		return row;
	name_read(&name, text);
	if (name.n == 0)
		return NULL;
	row = row_by_name(countries, &name);
	if (row != NULL)
		return row;
	parts = table_of(catalog, TABLE_SUBREGION);
	row = row_by_code(parts, text);
	return row != NULL ? row : row_by_name(parts, &name);
}

const struct factor *
catalog_grid(const struct catalog *catalog, const char *place)
{
	const struct row *row = place_row(catalog, place);

	return row == NULL ? NULL : &row->factor;
}
