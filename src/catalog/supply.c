/*
 * What electricity costs at a place, and what it is made from.
 */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "catalog/name.h"
#include "catalog/place.h"
#include "catalog/table.h"

/* Whether the year A is nearer to YEAR than B is; of two as near the later. 0 wants the latest. */
static bool
is_nearer_year(int a, int b, int year)
{
	int from_a = a > year ? a - year : year - a;
	int from_b = b > year ? b - year : year - b;

	return year == 0 || from_a == from_b ? a > b : from_a < from_b;
}

/* "USA/2024" is a price of the place; "USA/2019/strubell-2019" one that a paper takes. */
static bool
is_statistic(const struct factor *factor)
{
	struct span rest = span_of(factor->id);

	span_cut(&rest, '/');
	return span_find(rest, "/") >= rest.n && !factor->unconfirmed;
}

static const struct factor *
price_at(const struct catalog *catalog, const char *place, int year)
{
	const struct table *table = table_part(catalog, TABLE_ELECTRICITY,
	    arena_printf(catalog->tables->arena, "%s/", place));
	const struct factor *nearest = NULL;
	size_t i;

	for (i = 0; i < table->count; i++) {
		const struct factor *factor = &table->rows[i].factor;

		if (is_statistic(factor) &&
		    (nearest == NULL ||
			is_nearer_year(factor->year, nearest->year, year)))
			nearest = factor;
	}
	return nearest;
}

const struct factor *
catalog_electricity(const struct catalog *catalog, const char *name, int year)
{
	struct catalog_place place;
	const struct factor *price;

	if (!catalog_place(catalog, name, 0, &place))
		return NULL;
	price = price_at(catalog, place.grid, year);
	return price != NULL || place.country[0] == '\0' ?
	    price :
	    price_at(catalog, place.country, year);
}

/* The id under which mixes of a country or provider are kept. */
static const char *
supplied(const struct catalog *catalog, const char *name)
{
	const struct table *providers = table_of(catalog, TABLE_PROVIDER);
	const struct row *row = place_row(catalog, name);
	struct name asked;
	size_t i;

	if (row != NULL)
		return row->country[0] == '\0' ? row->factor.id : row->country;
	name_read(&asked, span_of(name));
	for (i = 0; i < providers->count; i++) {
		row = &providers->rows[i];
		if (span_equal_nocase(span_of(name), row->factor.id) ||
		    name_in_list(&asked, row->factor.name) ||
		    name_in_list(&asked, row->match))
			return row->factor.id;
	}
	return NULL;
}

const struct mix *
catalog_mix(const struct catalog *catalog, const char *dataset,
    const char *name, int year)
{
	const struct table *table = table_of(catalog, TABLE_MIX);
	const char *id = supplied(catalog, name);
	const struct mix *nearest = NULL;
	size_t i;

	for (i = 0; id != NULL && i < table->count; i++) {
		const struct mix *mix = table->rows[i].mix;
		struct span rest = span_of(mix->factor->id);

		if (!span_equal(span_cut(&rest, '/'), id) ||
		    (dataset != NULL && !span_equal(rest, dataset)))
			continue;
		if (nearest == NULL ||
		    is_nearer_year(mix->factor->year, nearest->factor->year,
			year))
			nearest = mix;
	}
	return nearest;
}
