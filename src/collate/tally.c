/*
 * Sums, groups and bins of all records.
 */
#include "collate/tally.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/word.h"
#include "batch/record.h"
#include "catalog/catalog.h"
#include "catalog/place.h"
#include "collate/addends.h"
#include "collate/bins.h"
#include "collate/hide.h"
#include "document/collated.h"

enum { CURRENCIES_MAX = 32, PLACES_MAX = 512, EVIDENCE = 5,
	MONEY_FROM = RECORD_COST };

struct sum {
	struct addends value, low, high;
	size_t reported, ranges; /* those that have a range alone */
	bool at_least;
};

struct group {
	const char *key, *name;
	size_t count;
	struct sum sums[COLLATED_FIGURES];
};

struct currency {
	const char *name;
	struct sum sums[RECORD_KEYS - MONEY_FROM];
};

struct tally {
	const struct catalog *catalog;
	struct arena *arena;
	size_t counted, complete, checked, slips;
	struct sum sums[MONEY_FROM];
	struct currency currencies[CURRENCIES_MAX];
	size_t currency_count;
	struct bins spreads[COLLATED_FIGURES];
	struct group evidence[EVIDENCE];
	struct group *places[PLACES_MAX]; /* by key */
	size_t place_count;
	struct group several, elsewhere, nowhere;
};

static const enum record_key figure_keys[COLLATED_FIGURES] = {
	[COLLATED_HOURS] = RECORD_DEVICE_HOURS,
	[COLLATED_ENERGY] = RECORD_ENERGY,
	[COLLATED_CO2E] = RECORD_CO2E,
};

/* How totals are called and in what they are. */
static const struct {
	const char *name;
	enum unit unit;
} figures[RECORD_KEYS] = {
	[RECORD_DEVICE_HOURS] = { WORD("Device-hours"), UNIT_H },
	[RECORD_IT_ENERGY] = { WORD("IT energy"), UNIT_KWH },
	[RECORD_ENERGY] = { WORD("Energy"), UNIT_KWH },
	[RECORD_CO2E] = { WORD("CO_{2}e"), UNIT_KG },
	[RECORD_CO2E_MARKET] = { WORD("CO_{2}e, market-based"), UNIT_KG },
	[RECORD_EMBODIED] = { WORD("Embodied CO_{2}e"), UNIT_KG },
	[RECORD_COST] = { WORD("Cloud cost"), UNIT_CURRENCY },
	[RECORD_ELECTRICITY_COST] = { WORD("Electricity"), UNIT_CURRENCY },
};

static const struct group evidences[EVIDENCE] = {
	{ .key = "measured", .name = WORD("measured") },
	{ .key = "sampled", .name = WORD("sampled") },
	{ .key = "modelled", .name = WORD("modelled") },
	{ .key = "assumed", .name = WORD("assumed") },
	{ .key = "not-reported", .name = WORD("not reported") },
};

struct tally *
tally_new(const struct catalog *catalog, struct arena *arena)
{
	struct tally *tally = arena_alloc(arena, sizeof *tally);

	tally->catalog = catalog;
	tally->arena = arena;
	memcpy(tally->evidence, evidences, sizeof evidences);
	tally->several = (struct group){ .key = "several",
		.name = WORD("several places") };
	tally->elsewhere = (struct group){ .key = "other",
		.name = WORD("other places") };
	tally->nowhere = (struct group){ .key = "not-reported",
		.name = WORD("not reported") };
	return tally;
}

/* Adding. */

static double
either(double number, double other)
{
	return isnan(number) ? other : number;
}

static void
add_sum(struct sum *sum, const struct record_figure *figure)
{
	if (!record_is_known(figure))
		return;
	sum->reported++;
	sum->at_least |= figure->at_least;
	if (isnan(figure->value))
		sum->ranges++;
	else
		addends_add(&sum->value, figure->value);
	addends_add(&sum->low, either(figure->low, figure->value));
	addends_add(&sum->high, either(figure->high, figure->value));
}

static void
add_group(struct group *group, const struct record *record)
{
	size_t i;

	group->count++;
	for (i = 0; i < COLLATED_FIGURES; i++)
		add_sum(&group->sums[i], &record->figures[figure_keys[i]]);
}

static struct currency *
currency_of(struct tally *tally, const char *name)
{
	size_t i;

	for (i = 0; i < tally->currency_count; i++)
		if (strcmp(tally->currencies[i].name, name) == 0)
			return &tally->currencies[i];
	if (i == CURRENCIES_MAX)
		return NULL;
	tally->currencies[i].name = arena_strdup(tally->arena, name);
	tally->currency_count++;
	return &tally->currencies[i];
}

static void
add_money(struct tally *tally, const struct record *record)
{
	size_t i;

	for (i = MONEY_FROM; i < RECORD_KEYS; i++) {
		const struct record_figure *figure = &record->figures[i];
		struct currency *currency = !record_is_known(figure) ?
		    NULL :
		    currency_of(tally, figure->unit);

		if (currency != NULL)
			add_sum(&currency->sums[i - MONEY_FROM], figure);
	}
}

static struct group *
evidence_of(struct tally *tally, const char *evidence)
{
	size_t i = 0;

	while (i + 1 < EVIDENCE && (evidence == NULL ||
	    strcmp(tally->evidence[i].key, evidence) != 0))
		i++;
	return &tally->evidence[i];
}

/* The country called ID, added where it belongs. */
static struct group *
country(struct tally *tally, const char *id, const char *name)
{
	size_t i = 0;
	int order = 1;

	while (i < tally->place_count &&
	    (order = strcmp(tally->places[i]->key, id)) < 0)
		i++;
	if (i < tally->place_count && order == 0)
		return tally->places[i];
	if (tally->place_count == PLACES_MAX)
		return &tally->elsewhere;
	memmove(&tally->places[i + 1], &tally->places[i],
	    (tally->place_count - i) * sizeof(struct group *));
	tally->place_count++;
	tally->places[i] = arena_alloc(tally->arena, sizeof(struct group));
	tally->places[i]->key = arena_strdup(tally->arena, id);
	tally->places[i]->name = arena_strdup(tally->arena, name);
	return tally->places[i];
}

static struct group *
place_of(struct tally *tally, const char *grid)
{
	struct catalog_place place, whole;

	if (grid == NULL)
		return &tally->nowhere;
	if (strcmp(grid, RECORD_SEVERAL) == 0)
		return &tally->several;
	if (!catalog_place(tally->catalog, grid, 0, &place))
		return &tally->elsewhere;
	if (place.country[0] != '\0' &&
	    catalog_place(tally->catalog, place.country, 0, &whole))
		place = whole;
	return country(tally, place.id, place.name);
}

void
tally_add(struct tally *tally, const struct record *record)
{
	size_t i;

	tally->counted++;
	tally->complete += record->status == RECORD_COMPLETE;
	tally->checked += record->checked;
	tally->slips += record->checked && record->slips != 0;
	for (i = 0; i < MONEY_FROM; i++)
		add_sum(&tally->sums[i], &record->figures[i]);
	add_money(tally, record);
	for (i = 0; i < COLLATED_FIGURES; i++) {
		const struct record_figure *f =
		    &record->figures[figure_keys[i]];

		if (record_is_known(f))
			bins_add(&tally->spreads[i],
			    either(f->value, (f->low + f->high) / 2));
	}
	add_group(evidence_of(tally, record->origin.evidence), record);
	add_group(place_of(tally, record->origin.place), record);
}

/* Showing. */

/* OF: how many could have reported it. */
static struct collated_sum
view_sum(const struct sum *sum, size_t of)
{
	const double none = (double)NAN;

	if (sum->reported == 0)
		return (struct collated_sum){ .value = none, .low = none,
			.high = none };
	return (struct collated_sum){
		.value = sum->ranges != 0 ? none : addends_sum(&sum->value),
		.low = addends_sum(&sum->low),
		.high = addends_sum(&sum->high),
		.reported = sum->reported,
		.at_least = sum->at_least || sum->reported < of,
		.parts = { addends_parts(&sum->value),
		    addends_parts(&sum->low), addends_parts(&sum->high) },
	};
}

/* Studies that report a cost in no currency. */
static size_t
without_cost(const struct tally *tally, size_t figure)
{
	size_t i, reported = 0;

	for (i = 0; i < tally->currency_count; i++)
		reported += tally->currencies[i].sums[figure].reported;
	return tally->counted - reported;
}

static void
view_totals(const struct tally *tally, struct collated *view,
    struct arena *arena)
{
	size_t i, j, n = 0;

	view->totals = arena_alloc(arena,
	    (MONEY_FROM + tally->currency_count * 2) * sizeof *view->totals);
	for (i = 0; i < MONEY_FROM; i++)
		view->totals[n++] = (struct collated_total){
			.key = record_key((enum record_key)i),
			.name = figures[i].name,
			.unit = figures[i].unit,
			.currency = "",
			.sum = view_sum(&tally->sums[i], tally->counted),
		};
	for (; i < RECORD_KEYS; i++)
		for (j = 0; j < tally->currency_count; j++) {
			const struct currency *money = &tally->currencies[j];
			const struct sum *sum = &money->sums[i - MONEY_FROM];

			if (sum->reported != 0)
				view->totals[n++] = (struct collated_total){
					record_key((enum record_key)i),
					figures[i].name, figures[i].unit,
					money->name,
					view_sum(sum, sum->reported +
					    without_cost(tally,
						i - MONEY_FROM)) };
		}
	view->total_count = n;
}

static void
view_group(struct collated_groups *groups, const struct group *group,
    bool rest)
{
	struct collated_group *item = &groups->items[groups->count];
	size_t i;

	if (group->count == 0 && rest)
		return;
	*item = (struct collated_group){ .key = group->key,
		.name = group->name, .rest = rest, .count = group->count };
	for (i = 0; i < COLLATED_FIGURES; i++)
		item->sums[i] = view_sum(&group->sums[i], group->count);
	groups->count++;
}

/* The largest first; as many: by key. */
static int
compare_groups(const void *a, const void *b)
{
	const struct collated_group *left = a, *right = b;

	if (left->count != right->count)
		return left->count < right->count ? 1 : -1;
	return strcmp(left->key, right->key);
}

static void
view_groups(const struct tally *tally, struct collated *view,
    struct arena *arena)
{
	struct collated_groups *places = &view->places;
	size_t i;

	view->evidence.key = "evidence";
	view->evidence.items =
	    arena_alloc(arena, EVIDENCE * sizeof *view->evidence.items);
	for (i = 0; i < EVIDENCE; i++)
		view_group(&view->evidence, &tally->evidence[i],
		    i + 1 == EVIDENCE);
	places->key = "place";
	places->items = arena_alloc(arena,
	    (tally->place_count + 3) * sizeof *places->items);
	for (i = 0; i < tally->place_count; i++)
		view_group(places, tally->places[i], false);
	if (places->count > 1)
		qsort(places->items, places->count, sizeof *places->items,
		    compare_groups);
	view_group(places, &tally->elsewhere, true);
	view_group(places, &tally->several, true);
	view_group(places, &tally->nowhere, true);
}

struct collated *
tally_view(const struct tally *tally, const struct tally_hiding *hiding,
    struct arena *arena)
{
	struct collated *view = arena_alloc(arena, sizeof *view);
	size_t i;

	view->counted = tally->counted;
	view->complete = tally->complete;
	view->checked = tally->checked;
	view->slips = tally->slips;
	view->min_group = hiding->min_group > 1 ? hiding->min_group : 0;
	view->dominance = view->min_group == 0 ? 0 : hiding->dominance;
	view_totals(tally, view, arena);
	view_groups(tally, view, arena);
	for (i = 0; i < COLLATED_FIGURES; i++) {
		struct collated_spread *spread = &view->spreads[i];

		spread->key = record_key(figure_keys[i]);
		spread->unit = figures[figure_keys[i]].unit;
		spread->reported = tally->sums[figure_keys[i]].reported;
		bins_view(&tally->spreads[i], spread, arena);
	}
	if (view->min_group != 0)
		hide_small(view);
	return view;
}
