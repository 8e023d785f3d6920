/*
 * What is other when the same runs are elsewhere: each word of a list, by
 * the scenarios of the catalogue, else as a place.
 */
#include "account/change.h"

#include <string.h>

#include "account/context.h"
#include "account/places.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/word.h"
#include "catalog/catalog.h"
#include "catalog/scenario.h"

static const struct label PUE = { "PUE", WORD("power usage effectiveness") };
static const struct label INTENSITY = { "I", WORD("carbon intensity") };

static const struct figure *
pue_figure(struct accounting *a, const struct factor *factor)
{
	return factor == NULL ?
	    NULL :
	    figure_from_factor(a->arena, PUE, factor, ORIGIN_CATALOG,
		QUALITY_ASSUMED);
}

static const struct figure *
intensity_figure(struct accounting *a, const struct factor *factor)
{
	return figure_from_factor(a->arena, INTENSITY, factor,
	    ORIGIN_CATALOG, QUALITY_MODELLED);
}

struct change
change_none(struct accounting *a)
{
	struct places places = places_of_study(a);

	return (struct change){ .id = "own", .name = WORD("As accounted for"),
		.detail = places.count == 1 ? places.items[0].name : "" };
}

struct span
change_defaults(struct accounting *a)
{
	const struct factor *row = catalog_scenario(a->catalog, "default");

	return span_of(row == NULL ? "" : row->text);
}

/* A provider's region has its data centres' PUE, a grid that of whoever computes there. */
static bool
to_place(struct accounting *a, const struct catalog_place *place,
    struct change *change)
{
	if (place->intensity == NULL)
		return false;
	change->id = place->id;
	change->name = place->name;
	change->intensity = intensity_figure(a, place->intensity);
	if (place_provider(a, place->id) != NULL)
		change->pue = pue_figure(a, place->pue);
	return true;
}

/* The study's provider, when there is one. */
static const char *
own_provider(struct accounting *a)
{
	struct places places = places_of_study(a);
	const char *provider, *first = NULL;
	size_t i;

	for (i = 0; i < places.count; i++) {
		provider = place_provider(a, places.items[i].id);
		if (provider == NULL ||
		    (first != NULL && strcmp(first, provider) != 0))
			return NULL;
		first = provider;
	}
	return first;
}

static bool
find_own_place(struct accounting *a, struct change *change)
{
	struct places places = places_of_study(a);

	return places.count == 1 && to_place(a, &places.items[0], change);
}

/* Without a provider of its own a study moves to the grid of a region, with its own PUE. */
static bool
find_extreme(struct accounting *a, bool highest, struct change *change)
{
	struct catalog_place extreme;

	return catalog_extreme_region(a->catalog, own_provider(a), highest,
		   &extreme) &&
	    to_place(a, &extreme, change);
}

static bool
find_lowest(struct accounting *a, struct change *change)
{
	return find_extreme(a, false, change);
}

static bool
find_highest(struct accounting *a, struct change *change)
{
	return find_extreme(a, true, change);
}

static bool
find_fleet(struct accounting *a, struct change *change)
{
	const char *provider = own_provider(a);
	const struct factor *best = catalog_best_fleet(a->catalog, provider);

	if (best == NULL)
		best = catalog_best_fleet(a->catalog, NULL);
	if (best == NULL)
		return false;
	change->detail = best->name;
	change->pue = pue_figure(a, best);
	return true;
}

/* How a scenario is found; its name tells what it shows unless the way gives a better one. */
static const struct change_way {
	const char *word;
	bool (*find)(struct accounting *, struct change *);
} ways[] = {
	{ "place", find_own_place },
	{ "lowest", find_lowest },
	{ "highest", find_highest },
	{ "fleet", find_fleet },
};

/* "fuel/ID" is electricity from it alone, "pue/ID" cooling as good. */
static bool
find_row(struct accounting *a, const char *text, struct change *change)
{
	struct span rest = span_of(text);
	const char *table = span_dup(a->arena, span_cut(&rest, '/'));
	const struct factor *factor =
	    catalog_factor(a->catalog, table, span_dup(a->arena, rest));

	if (factor == NULL || factor->text != NULL)
		return false;
	if (unit_dimension(factor->unit) == DIM_INTENSITY)
		change->intensity = intensity_figure(a, factor);
	else if (unit_dimension(factor->unit) == DIM_RATIO)
		change->pue = pue_figure(a, factor);
	return change->intensity != NULL || change->pue != NULL;
}

static bool
find_scenario(struct accounting *a, const struct factor *scenario,
    struct change *change)
{
	const char *name = change->name;
	bool found = false;
	size_t i, count = sizeof ways / sizeof ways[0];

	for (i = 0; i < count; i++)
		if (strcmp(ways[i].word, scenario->text) == 0)
			break;
	found = i < count ? ways[i].find(a, change) :
			    find_row(a, scenario->text, change);
	if (change->name == name)
		change->name = scenario->name;
	else
		change->detail = scenario->name;
	return found;
}

bool
change_find(struct accounting *a, const char *word, struct change *change)
{
	const struct factor *scenario = catalog_scenario(a->catalog, word);
	struct catalog_place place;

	*change = (struct change){ .id = "", .name = "", .detail = "" };
	if (scenario == NULL)
		return catalog_place(a->catalog, word, 0, &place) &&
		    to_place(a, &place, change);
	change->id = scenario->id;
	return find_scenario(a, scenario, change);
}

void
change_say_unknown(struct accounting *a, const char *word)
{
	const char *near = catalog_suggest(a->catalog, "place", word, a->arena);
	const char *scenario =
	    catalog_suggest(a->catalog, "scenario", word, a->arena);
	bool both = near[0] != '\0' && scenario[0] != '\0';

	diag(a->diags, DIAG_CATALOG_UNKNOWN, (struct pos){ 0 },
	    "--regions: there is no place or scenario \"%s\"%s%s%s%s", word,
	    near[0] == '\0' && scenario[0] == '\0' ?
		"; wattleaf catalog grids, regions and scenarios list them" :
		"; did you mean ",
	    scenario, both ? ", or the place " : "", near);
}
