/*
 * Scenarios, and the ends of what regions and fleets span.
 */
#include "catalog/scenario.h"

#include "base/arena.h"
#include "base/str.h"
#include "catalog/name.h"
#include "catalog/place.h"
#include "catalog/table.h"

static const char FLEET[] = "fleet of the provider"; /* boundary of such a PUE */

const struct factor *
catalog_scenario(const struct catalog *catalog, const char *name)
{
	const struct table *table = table_of(catalog, TABLE_SCENARIO);
	struct name asked;
	size_t i;

	name_read(&asked, span_of(name));
	for (i = 0; asked.n > 0 && i < table->count; i++) {
		const struct row *row = &table->rows[i];

		if (row->factor.text != NULL &&
		    (span_equal_nocase(span_trim(span_of(name)),
			 row->factor.id) ||
			name_in_list(&asked, row->match)))
			return &row->factor;
	}
	return NULL;
}

static bool
is_of(const char *id, const char *provider)
{
	struct span rest = span_of(id);

	return provider == NULL || span_equal(span_cut(&rest, '/'), provider);
}

/* A region; of its grid alone when no provider's own figure is asked for. */
static bool
find_place(const struct catalog *catalog, const char *region, bool of_grid,
    struct catalog_place *place)
{
	if (!catalog_place(catalog, region, 0, place))
		return false;
	if (of_grid && place->grid[0] != '\0' &&
	    !catalog_place(catalog, place->grid, 0, place))
		return false;
	return place->intensity != NULL && !place->intensity->unconfirmed;
}

bool
catalog_extreme_region(const struct catalog *catalog, const char *provider,
    bool highest, struct catalog_place *extreme)
{
	const struct table *table = table_of(catalog, TABLE_REGION);
	struct catalog_place place;
	bool found = false;
	size_t i;

	for (i = 0; i < table->count; i++) {
		const char *id = table->rows[i].factor.id;

		if (!is_of(id, provider) ||
		    !find_place(catalog, id, provider == NULL, &place))
			continue;
		if (!found ||
		    (highest ? place.intensity->value >
				extreme->intensity->value :
			       place.intensity->value <
				extreme->intensity->value))
			*extreme = place;
		found = true;
	}
	return found;
}

const struct factor *
catalog_best_fleet(const struct catalog *catalog, const char *provider)
{
	const struct table *table = table_of(catalog, TABLE_PUE);
	const struct row *row = provider == NULL ?
	    NULL :
	    table_row(catalog, TABLE_PROVIDER, provider);
	const char *fleet = row == NULL ? provider : row->factor.text;
	const struct factor *best = NULL;
	size_t i;

	for (i = 0; i < table->count; i++) {
		const struct factor *factor = &table->rows[i].factor;

		if (factor->text != NULL || factor->unconfirmed ||
		    !span_equal(span_of(factor->boundary), FLEET) ||
		    !is_of(factor->id, fleet))
			continue;
		if (best == NULL || factor->value < best->value ||
		    (factor->value == best->value &&
			factor->year > best->year))
			best = factor;
	}
	return best;
}
