/*
 * Finding the grid that a place means.
 */
#include "base/str.h"
#include "catalog/name.h"
#include "catalog/table.h"

static const struct factor *
grid_by_code(const struct table *table, struct span code)
{
	size_t i;

	for (i = 0; i < table->count; i++) {
		const struct row *row = &table->rows[i];

		if (span_equal_nocase(code, row->factor.id) ||
		    (row->alpha2[0] != '\0' &&
			span_equal_nocase(code, row->alpha2)))
			return &row->factor;
	}
	return NULL;
}

const struct factor *
catalog_grid(const struct catalog *catalog, const char *place)
{
	const struct table *table = table_of(catalog, TABLE_GRID);
	struct span text = span_trim(span_of(place));
	const struct factor *factor = grid_by_code(table, text);
	struct name name;
	size_t i;

	if (factor != NULL)
		return factor;
	name_read(&name, text);
	if (name.n == 0)
		return NULL;
	for (i = 0; i < table->count; i++)
		if (name_in_list(&name, table->rows[i].factor.name) ||
		    name_in_list(&name, table->rows[i].match))
			return &table->rows[i].factor;
	return NULL;
}
