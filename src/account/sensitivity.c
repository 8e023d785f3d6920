/*
 * The walk rank: which input causes which share of a figure's range. To
 * first order the shares are those of the variance and sum to one.
 */
#include <stdlib.h>

#include "account/graph.h"
#include "account/range.h"
#include "account/scale.h"
#include "base/arena.h"

struct ranked {
	struct influence influence;
	size_t order; /* in the formula: ties keep it */
};

static int
compare_ranked(const void *first, const void *second)
{
	const struct ranked *a = first;
	const struct ranked *b = second;

	if (a->influence.share < b->influence.share)
		return 1;
	if (a->influence.share > b->influence.share)
		return -1;
	return (a->order > b->order) - (a->order < b->order);
}

/* The largest share first. */
static void
sort_influences(struct influences *list, struct arena *arena)
{
	struct ranked *ranked = arena_alloc(arena,
	    list->count * sizeof *ranked);
	size_t i;

	for (i = 0; i < list->count; i++)
		ranked[i] = (struct ranked){ list->items[i], i };
	qsort(ranked, list->count, sizeof *ranked, compare_ranked);
	for (i = 0; i < list->count; i++)
		list->items[i] = ranked[i].influence;
}

/* Half the sum of both sides' squares: the variance that one input brings. */
static double
weight(const struct effect *effect)
{
	return (effect->down * effect->down + effect->up * effect->up) / 2;
}

static void
list_effects(const struct graph *graph, const struct effect *effects,
    struct influences *list)
{
	double all = 0;
	size_t i;

	for (i = 0; i < graph->found_count; i++)
		all += weight(&effects[i]);
	for (i = 0; i < graph->found_count && all > 0; i++) {
		const struct effect *effect = &effects[i];
		bool falls = effect->low > effect->high;

		list->items[list->count++] = (struct influence){
			.input = graph->inputs[graph->found[i]].figure,
			.share = weight(effect) / all,
			.low = falls ? effect->high : effect->low,
			.high = falls ? effect->low : effect->high,
		};
	}
}

struct influences
figure_influences(const struct figure *figure, struct arena *arena)
{
	struct influences list = { NULL, 0 };
	struct arena *scratch = arena_new();
	struct graph *graph = graph_new(&figure, 1, scratch);
	struct effect *effects;
	struct scale scale;

	if (figure != NULL && figure->known) {
		effects = arena_alloc(scratch,
		    graph->input_count * sizeof *effects + 1);
		list.items = arena_alloc(arena,
		    graph->input_count * sizeof *list.items + 1);
		graph_slopes(graph, graph->count - 1);
		scale = scale_of(graph, figure->value);
		effects_of(graph, &scale, effects);
		list_effects(graph, effects, &list);
	}
	if (list.count != 0)
		sort_influences(&list, scratch);
	arena_free(scratch);
	return list;
}
