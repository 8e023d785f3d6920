/*
 * The factors of a place: of the year that is asked for where the data have
 * it, of the nearest one where they don't.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "catalog/place.h"
#include "catalog/table.h"

static int
years_apart(const struct factor *factor, int year)
{
	return abs(factor->year - year);
}

/* Whether A serves a run in YEAR better than B; YEAR 0 wants the latest. */
static bool
is_nearer(const struct factor *a, const struct factor *b, int year)
{
	if (b == NULL)
		return true;
	if (year == 0 || years_apart(a, year) == years_apart(b, year))
		return a->year > b->year;
	return years_apart(a, year) < years_apart(b, year);
}

static bool
is_usable(const struct factor *factor)
{
	return factor->text == NULL && !factor->unconfirmed;
}

/* The nearest row of PLACE/KEY/YEAR. */
static const struct factor *
site_factor(const struct catalog *catalog, const char *place,
    const char *key, int year)
{
	const struct table *table = table_part(catalog, TABLE_SITE,
	    arena_printf(catalog->tables->arena, "%s/%s/", place, key));
	const struct factor *nearest = NULL;
	size_t i;

	for (i = 0; i < table->count; i++) {
		const struct factor *factor = &table->rows[i].factor;

		if (is_usable(factor) && is_nearer(factor, nearest, year))
			nearest = factor;
	}
	return nearest;
}

/* Rows with a rank, of the nearest year; among those of one year the lowest rank. */
static const struct row *
nearest_row(const struct table *table, int year)
{
	const struct row *best = NULL;
	size_t i;

	for (i = 0; i < table->count; i++) {
		const struct row *row = &table->rows[i];

		if (row->rank == 0 || !is_usable(&row->factor))
			continue;
		if (best == NULL ||
		    is_nearer(&row->factor, &best->factor, year) ||
		    (row->factor.year == best->factor.year &&
			row->rank < best->rank))
			best = row;
	}
	return best;
}

/* The factor with its range over the data sets of the same year. */
static const struct factor *
with_spread(const struct catalog *catalog, const struct table *table,
    const struct row *chosen)
{
	struct factor *factor =
	    arena_alloc(catalog->tables->arena, sizeof *factor);
	size_t i;

	*factor = chosen->factor;
	for (i = 0; i < table->count; i++) {
		const struct row *row = &table->rows[i];

		if (row->rank == 0 || row->factor.year != factor->year ||
		    !is_usable(&row->factor))
			continue;
		if (row->factor.low < factor->low) {
			factor->low = row->factor.low;
			factor->low_source = row->factor.source;
		}
		if (row->factor.high > factor->high) {
			factor->high = row->factor.high;
			factor->high_source = row->factor.source;
		}
	}
	return factor;
}

/* What the data sets have for PLACE in YEAR; NULL when none ranks. */
static const struct factor *
intensity_of(const struct catalog *catalog, const char *place, int year)
{
	const struct table *table = table_part(catalog, TABLE_INTENSITY,
	    arena_printf(catalog->tables->arena, "%s/", place));
	const struct row *row = nearest_row(table, year);

	return row == NULL ? NULL : with_spread(catalog, table, row);
}

/* The same factor for each who asks: what they share stays shared. */
static const struct factor *
remember(const struct catalog *catalog, const char *place, int year,
    const struct factor *factor)
{
	struct tables *tables = catalog->tables;

	tables->yearly = arena_grow(tables->arena, tables->yearly,
	    tables->yearly_count, sizeof *tables->yearly);
	tables->yearly[tables->yearly_count++] =
	    (struct yearly){ place, year, factor };
	return factor;
}

static const struct yearly *
remembered(const struct catalog *catalog, const char *place, int year)
{
	const struct tables *tables = catalog->tables;
	size_t i;

	for (i = 0; i < tables->yearly_count; i++)
		if (tables->yearly[i].year == year &&
		    strcmp(tables->yearly[i].place, place) == 0)
			return &tables->yearly[i];
	return NULL;
}

/* A row's own factor serves when it is a user's, of the year, or no other is nearer. */
static const struct factor *
grid_factor(const struct catalog *catalog, const struct row *row, int year)
{
	const struct factor *own = &row->factor, *other;
	const struct yearly *known;

	if (year == 0 || own->year == year || own->pos.file != NULL)
		return own;
	known = remembered(catalog, own->id, year);
	if (known != NULL)
		return known->factor;
	other = intensity_of(catalog, own->id, year);
	if (other == NULL || !is_nearer(other, own, year))
		other = own;
	return remember(catalog, own->id, year, other);
}

const struct factor *
catalog_grid_year(const struct catalog *catalog, const char *place, int year)
{
	const struct row *row = place_row(catalog, place);

	return row == NULL ? NULL : grid_factor(catalog, row, year);
}

const struct factor *
catalog_intensity(const struct catalog *catalog, const char *dataset,
    const char *place)
{
	struct catalog_place found;
	const struct table *table;
	const struct row *row;

	if (!catalog_place(catalog, place, 0, &found))
		return NULL;
	table = table_part(catalog, TABLE_INTENSITY,
	    arena_printf(catalog->tables->arena, "%s/", found.id));
	row = row_in(table, arena_printf(catalog->tables->arena, "%s/%s",
				found.id, dataset));
	return row == NULL ? NULL : &row->factor;
}

/* The rows "FLEET/YEAR" of the nearest year. */
static const struct factor *
fleet_pue(const struct catalog *catalog, const char *fleet, int year)
{
	const struct table *table = table_of(catalog, TABLE_PUE);
	const struct factor *nearest = NULL;
	size_t i;

	for (i = 0; i < table->count; i++) {
		const struct factor *factor = &table->rows[i].factor;
		struct span rest = span_of(factor->id);

		if (span_equal(span_cut(&rest, '/'), fleet) &&
		    is_usable(factor) && is_nearer(factor, nearest, year))
			nearest = factor;
	}
	return nearest;
}

const struct factor *
catalog_fleet_pue(const struct catalog *catalog, const char *provider,
    int year)
{
	const struct row *row = table_row(catalog, TABLE_PROVIDER, provider);

	return fleet_pue(catalog,
	    row == NULL || row->factor.text == NULL ? provider :
						      row->factor.text,
	    year);
}

/* A country's average serves in its own year alone: it is a single study. */
static const struct factor *
country_pue(const struct catalog *catalog, const char *country, int year)
{
	const struct factor *factor = country[0] == '\0' || year == 0 ?
	    NULL :
	    fleet_pue(catalog, country, year);

	return factor != NULL && factor->year == year ?
	    factor :
	    catalog_pue(catalog, year);
}

static void
fill_grid(const struct catalog *catalog, const struct row *row, int year,
    struct catalog_place *place)
{
	place->id = place->grid = row->factor.id;
	place->name = row->factor.name;
	place->country =
	    row->country[0] == '\0' ? row->factor.id : row->country;
	place->intensity = grid_factor(catalog, row, year);
	place->pue = country_pue(catalog, place->country, year);
}

/* A region's intensity: the user's or the provider's own, else that of its grid. */
static const struct factor *
region_intensity(const struct catalog *catalog, const struct row *region,
    int year)
{
	const char *id = region->factor.id;
	const struct yearly *known = remembered(catalog, id, year);
	const struct factor *factor;

	if (known != NULL)
		return known->factor;
	factor = intensity_of(catalog, id, year);
	if (factor == NULL && region->factor.text != NULL)
		factor = catalog_grid_year(catalog, region->factor.text, year);
	return remember(catalog, id, year, factor);
}

/* A user's region may say no more than its grid. */
static const char *
region_country(const struct catalog *catalog, const struct row *region)
{
	const struct row *grid;

	if (region->country[0] != '\0' || region->factor.text == NULL)
		return region->country;
	grid = place_row(catalog, region->factor.text);
	return grid == NULL ? "" :
	    grid->country[0] == '\0' ?
			      grid->factor.id :
			      grid->country;
}

static const struct factor *
region_pue(const struct catalog *catalog, const struct row *region, int year)
{
	const char *id = region->factor.id;
	struct span rest = span_of(id);
	const char *provider =
	    span_dup(catalog->tables->arena, span_cut(&rest, '/'));
	const struct factor *factor = site_factor(catalog, id, "pue", year);

	if (factor == NULL && rest.n > 0)
		factor = catalog_fleet_pue(catalog, provider, year);
	return factor != NULL ?
	    factor :
	    country_pue(catalog, region_country(catalog, region), year);
}

static void
fill_region(const struct catalog *catalog, const struct row *region, int year,
    struct catalog_place *place)
{
	const char *id = region->factor.id;

	place->id = id;
	place->name = region->factor.name;
	place->country = region_country(catalog, region);
	place->grid = region->factor.text == NULL ? "" : region->factor.text;
	place->intensity = region_intensity(catalog, region, year);
	place->market = site_factor(catalog, id, "market", year);
	place->cfe = site_factor(catalog, id, "cfe", year);
	place->cfe_hourly = place->cfe != NULL &&
	    span_starts(span_of(place->cfe->boundary), "hourly");
	place->pue = region_pue(catalog, region, year);
	place->wue = site_factor(catalog, id, "wue", year);
}

bool
catalog_place(const struct catalog *catalog, const char *name, int year,
    struct catalog_place *place)
{
	const struct row *row = place_row(catalog, name);

	*place = (struct catalog_place){ .country = "", .grid = "" };
	if (row != NULL) {
		fill_grid(catalog, row, year, place);
		return true;
	}
	row = region_row(catalog, name, NULL);
	if (row == NULL)
		return false;
	fill_region(catalog, row, year, place);
	return true;
}
