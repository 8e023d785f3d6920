/*
 * What a list shows of a row beside its factor.
 */
#include "catalog/listed.h"

#include "catalog/table.h"

const char *
catalog_names(const struct catalog *catalog, const char *table, size_t i)
{
	enum table_id which = table_lookup(table);
	const struct table *rows =
	    which == TABLE_TOTAL ? NULL : table_of(catalog, which);

	return rows == NULL || i >= rows->count ||
		rows->rows[i].match == NULL ?
	    "" :
	    rows->rows[i].match;
}
