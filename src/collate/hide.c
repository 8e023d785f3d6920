/*
 * One rule for groups, their figures and bins: a list of counts.
 */
#include "collate/hide.h"

#include <math.h>
#include <stddef.h>
#include <stdint.h>

#include "document/collated.h"

#define NONE SIZE_MAX

/* The counts of a list that has a total. */
struct counts {
	void *list;
	size_t count;
	size_t (*of)(const void *list, size_t i); /* 0 too: hides nobody */
	bool *(*hidden)(void *list, size_t i);
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
	while (all > 0 && all < least &&
	    (i = smallest(counts)) != NONE) {
		*counts->hidden(counts->list, i) = true;
		all += counts->of(counts->list, i);
	}
	return all;
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
	enum collated_figure figure;
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

static void
blank(struct collated_sum *sum)
{
	if (sum->hidden)
		sum->value = sum->low = sum->high = (double)NAN;
}

static void
hide_column(struct collated_groups *groups, enum collated_figure figure,
    size_t least)
{
	struct column column = { groups->items, figure };
	const struct counts cells = { &column, groups->count, cell_count,
		cell_hidden };
	size_t i;

	for (i = 0; i < groups->count; i++)
		if (groups->items[i].hidden)
			groups->items[i].sums[figure].hidden = true;
	hide(&cells, least);
	for (i = 0; i < groups->count; i++)
		blank(&groups->items[i].sums[figure]);
}

static void
hide_groups(struct collated_groups *groups, size_t least)
{
	const struct counts rows = { groups->items, groups->count,
		group_count, group_hidden };
	size_t i;

	groups->hidden_studies = hide(&rows, least);
	for (i = 0; i < groups->count; i++)
		groups->hidden_groups += groups->items[i].hidden;
	for (i = 0; i < COLLATED_FIGURES; i++)
		hide_column(groups, (enum collated_figure)i, least);
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

static void
hide_spread(struct collated_spread *spread, size_t least)
{
	const struct counts bins = { spread->bins, spread->count, bin_count,
		bin_hidden };

	spread->hidden = spread->reported > 0 && spread->reported < least;
	spread->hidden_studies = hide(&bins, least);
}

void
hide_small(struct collated *view)
{
	size_t i;

	for (i = 0; i < view->total_count; i++) {
		struct collated_sum *sum = &view->totals[i].sum;

		sum->hidden = sum->reported > 0 &&
		    sum->reported < view->min_group;
		blank(sum);
	}
	for (i = 0; i < COLLATED_FIGURES; i++)
		hide_spread(&view->spreads[i], view->min_group);
	hide_groups(&view->evidence, view->min_group);
	hide_groups(&view->places, view->min_group);
}
