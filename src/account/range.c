/*
 * The walk propagate: a 95 % range for every figure, to first order, in the
 * scale in which its inputs add. doc/ranges.md has the method and its limits.
 */
#include "account/range.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "account/graph.h"
#include "account/scale.h"
#include "base/arena.h"

/* Of a value: what is less of it comes from rounding. */
static const double NOISE = 1e-12;

double
input_spread(const struct figure *input)
{
	double down = input->value - input->low;
	double up = input->high - input->value;

	return (down * down + up * up) / 2;
}

/* What is uncertain widens both ends of the worst case of stated intervals. */
static double
end_of(const struct scale *scale, double worst, double end)
{
	return scale->value > 0 ? worst * (end / scale->value) :
				  worst + end - scale->value;
}

/*
 * An end that is 0 but for rounding is 0; and below 0, where first order may
 * lead, is only what a difference can be.
 */
static double
clean_end(const struct node *node, double end)
{
	double value = node->figure->value;

	if (fabs(end) <= NOISE * fabs(value))
		return 0;
	return end < 0 && value >= 0 && !node->difference ? 0 : end;
}

static void
fill_figure(struct graph *graph, size_t at, struct effect *effects)
{
	const struct node *node = &graph->nodes[at];
	struct figure *figure = node->figure->self;
	struct scale scale;
	double down = 0, up = 0, low, high;
	size_t i;

	graph_slopes(graph, at);
	scale = scale_of(graph, figure->value);
	effects_of(graph, &scale, effects);
	for (i = 0; i < graph->found_count; i++) {
		down += effects[i].down * effects[i].down;
		up += effects[i].up * effects[i].up;
	}
	low = scale_to(&scale, -sqrt(down));
	high = scale_to(&scale, sqrt(up));
	if (figure->interval) {
		low = end_of(&scale, node->low, low);
		high = end_of(&scale, node->high, high);
	}
	if (!isfinite(low) || !isfinite(high))
		return;
	figure->low = clean_end(node, low);
	figure->high = clean_end(node, high);
}

static void
fill_node(struct graph *graph, size_t at, struct effect *effects)
{
	const struct node *node = &graph->nodes[at];
	struct figure *figure = node->figure->self;

	if (figure == NULL || !figure->known || !node->uncertain)
		return;
	figure->uncertain = true;
	figure->partial = node->partial;
	if (node->input == NO_INPUT)
		fill_figure(graph, at, effects);
}

void
range_fill(const struct figure *const *figures, size_t count)
{
	struct arena *arena = arena_new();
	struct graph *graph = graph_new(figures, count, arena);
	struct effect *effects = arena_alloc(arena,
	    graph->input_count * sizeof *effects + 1);
	size_t i;

	for (i = 0; i < graph->count; i++)
		fill_node(graph, i, effects);
	arena_free(arena);
}

enum { LINE_MEMBERS =
	sizeof(struct account_line) / sizeof(const struct figure *) };

_Static_assert(sizeof(struct account_line) ==
	LINE_MEMBERS * sizeof(const struct figure *),
    "a line holds figures and nothing else");

/* What is done with each figure of an account. */
struct visiting {
	void (*each)(const struct figure *, void *);
	void *context;
};

static void
visit(const struct visiting *visiting, const struct figure *figure)
{
	if (figure != NULL)
		visiting->each(figure, visiting->context);
}

static void
visit_line(const struct visiting *visiting, const struct account_line *line)
{
	const struct figure *members[LINE_MEMBERS];
	size_t i;

	memcpy(members, line, sizeof members);
	for (i = 0; i < LINE_MEMBERS; i++)
		visit(visiting, members[i]);
}

static void
visit_model(const struct visiting *visiting,
    const struct account_model *model)
{
	size_t i, j;

	for (i = 0; i < model->run_count; i++) {
		visit_line(visiting, &model->runs[i].line);
		for (j = 0; j < model->runs[i].cross_check_count; j++)
			visit(visiting, model->runs[i].cross_checks[j]);
	}
	for (i = 0; i < STAGE_COUNT; i++)
		visit_line(visiting, &model->stages[i]);
	visit_line(visiting, &model->line);
	visit(visiting, model->over_final);
	visit(visiting, model->sci);
}

void
account_figures(const struct account *account,
    void (*each)(const struct figure *, void *), void *context)
{
	const struct visiting visiting = { each, context };
	size_t i;

	for (i = 0; i < account->model_count; i++)
		visit_model(&visiting, &account->models[i]);
	visit_line(&visiting, &account->total);
}

/* Figures of an account, one after the other. */
struct roots {
	struct arena *arena;
	const struct figure **items;
	size_t count;
};

static void
add_root(const struct figure *figure, void *context)
{
	struct roots *roots = context;

	roots->items = arena_grow(roots->arena, roots->items, roots->count,
	    sizeof *roots->items);
	roots->items[roots->count++] = figure;
}

void
account_ranges(const struct account *account)
{
	struct roots roots = { .arena = arena_new() };

	account_figures(account, add_root, &roots);
	range_fill(roots.items, roots.count);
	arena_free(roots.arena);
}
