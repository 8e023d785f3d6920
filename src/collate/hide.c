/*
 * One rule for groups, their figures and bins: a list of counts; and one for
 * sums, of which one study may make nearly all.
 */
#include "collate/hide.h"

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "document/collated.h"

#define NONE SIZE_MAX

/* The counts of a list that has a total. */
struct counts {
	void *list;
	size_t count;
	size_t (*of)(const void *list, size_t i); /* 0 too: hides nobody */
	bool *(*hidden)(void *list, size_t i);
	/* Whether what is hidden together tells of one; NULL: counts alone do. */
	bool (*tells)(const void *list);
};

/* The smallest that is shown, NONE: nothing is left; the last of several. */
static size_t
smallest(const struct counts *counts)
{
	size_t i, found = NONE;

	for (i = 0; i < counts->count; i++) {
		size_t n = counts->of(counts->list, i);

		if (n != 0 && !*counts->hidden(counts->list, i) &&
		    (found == NONE || n <= counts->of(counts->list, found)))
			found = i;
	}
	return found;
}

/* How many studies are in what is hidden then. */
static size_t
hide(const struct counts *counts, size_t least)
{
	size_t i, n, all = 0;

	for (i = 0; i < counts->count; i++) {
		bool *hidden = counts->hidden(counts->list, i);

		n = counts->of(counts->list, i);
		*hidden |= n > 0 && n < least;
		all += *hidden ? n : 0;
	}
	while (all > 0 &&
	    (all < least ||
		(counts->tells != NULL && counts->tells(counts->list))) &&
	    (i = smallest(counts)) != NONE) {
		*counts->hidden(counts->list, i) = true;
		all += counts->of(counts->list, i);
	}
	return all;
}

/* Dominance. */

/* A value that is not known as a whole is not shown, and tells nothing. */
static bool
is_dominated(const struct collated_sum *sum, double percent)
{
	size_t i = isnan(sum->value) ? 1u : 0;

	for (; i < COLLATED_ENDS; i++)
		if (100 * sum->parts[i].rest < percent * sum->parts[i].first)
			return true;
	return false;
}

/* Adds one addend that is among the largest, or is not. */
static void
join(struct collated_parts *parts, double value)
{
	double less = value;

	if (value > parts->first) {
		less = parts->second;
		parts->second = parts->first;
		parts->first = value;
	} else if (value > parts->second) {
		less = parts->second;
		parts->second = value;
	}
	parts->rest += less;
}

/* What two sums together are made of. */
static void
join_sums(struct collated_sum *all, const struct collated_sum *sum)
{
	size_t i;

	if (sum->reported != 0)
		all->value += sum->value;
	for (i = 0; i < COLLATED_ENDS; i++) {
		join(&all->parts[i], sum->parts[i].first);
		join(&all->parts[i], sum->parts[i].second);
		all->parts[i].rest += sum->parts[i].rest;
	}
}

/* Groups: whole rows. */

static size_t
group_count(const void *list, size_t i)
{
	return ((const struct collated_group *)list)[i].count;
}

static bool *
group_hidden(void *list, size_t i)
{
	return &((struct collated_group *)list)[i].hidden;
}

/* One figure of all groups. */
struct column {
	struct collated_group *items;
	size_t count;
	enum collated_figure figure;
	double dominance; /* 0 too where the total is hidden: nothing can be taken off it */
};

static size_t
cell_count(const void *list, size_t i)
{
	const struct column *column = list;

	return column->items[i].sums[column->figure].reported;
}

static bool *
cell_hidden(void *list, size_t i)
{
	const struct column *column = list;

	return &column->items[i].sums[column->figure].hidden;
}

static bool
cells_tell(const void *list)
{
	const struct column *column = list;
	struct collated_sum all = { .reported = 0 };
	size_t i;

	for (i = 0; i < column->count; i++) {
		const struct collated_sum *sum =
		    &column->items[i].sums[column->figure];

		if (sum->hidden)
			join_sums(&all, sum);
	}
	return is_dominated(&all, column->dominance);
}

static void
blank(struct collated_sum *sum)
{
	if (sum->hidden)
		sum->value = sum->low = sum->high = (double)NAN;
}

static bool
is_total_hidden(const struct collated *view, enum collated_figure figure)
{
	const char *key = view->spreads[figure].key;
	size_t i;

	for (i = 0; key != NULL && i < view->total_count; i++)
		if (strcmp(view->totals[i].key, key) == 0)
			return view->totals[i].sum.hidden;
	return false;
}

static void
hide_column(const struct collated *view, struct collated_groups *groups,
    enum collated_figure figure)
{
	struct column column = { groups->items, groups->count, figure,
		is_total_hidden(view, figure) ? 0 : view->dominance };
	const struct counts cells = { &column, groups->count, cell_count,
		cell_hidden, cells_tell };
	size_t i;

	for (i = 0; i < groups->count; i++) {
		struct collated_sum *sum = &groups->items[i].sums[figure];

		sum->hidden |= groups->items[i].hidden ||
		    is_dominated(sum, view->dominance);
	}
	hide(&cells, view->min_group);
	for (i = 0; i < groups->count; i++)
		blank(&groups->items[i].sums[figure]);
}

static void
hide_groups(const struct collated *view, struct collated_groups *groups)
{
	const struct counts rows = { groups->items, groups->count,
		group_count, group_hidden, NULL };
	size_t i;

	groups->hidden_studies = hide(&rows, view->min_group);
	for (i = 0; i < groups->count; i++)
		groups->hidden_groups += groups->items[i].hidden;
	for (i = 0; i < COLLATED_FIGURES; i++)
		hide_column(view, groups, (enum collated_figure)i);
}

static size_t
bin_count(const void *list, size_t i)
{
	return ((const struct collated_bin *)list)[i].count;
}

static bool *
bin_hidden(void *list, size_t i)
{
	return &((struct collated_bin *)list)[i].hidden;
}

/* Beyond the first and the last that are shown the axis would tell where the least and the most are. */
static void
trim(struct collated_spread *spread)
{
	while (spread->count > 0 && (spread->bins[0].hidden ||
		   spread->bins[0].count == 0)) {
		spread->bins++;
		spread->count--;
	}
	while (spread->count > 0 &&
	    (spread->bins[spread->count - 1].hidden ||
		spread->bins[spread->count - 1].count == 0))
		spread->count--;
}

static void
hide_spread(struct collated_spread *spread, size_t least)
{
	const struct counts bins = { spread->bins, spread->count, bin_count,
		bin_hidden, NULL };

	spread->hidden = spread->reported > 0 && spread->reported < least;
	spread->hidden_studies = hide(&bins, least);
	trim(spread);
}

void
hide_small(struct collated *view)
{
	size_t i;

	for (i = 0; i < view->total_count; i++) {
		struct collated_sum *sum = &view->totals[i].sum;

		sum->hidden = (sum->reported > 0 &&
		    sum->reported < view->min_group) ||
		    is_dominated(sum, view->dominance);
		blank(sum);
	}
	for (i = 0; i < COLLATED_FIGURES; i++)
		hide_spread(&view->spreads[i], view->min_group);
	hide_groups(view, &view->evidence);
	hide_groups(view, &view->places);
}
