/*
 * Derivatives over the graph: a walk from the asked figure down for the
 * slope of each input, a walk up for the second derivative along a line.
 */
#include <assert.h>

#include "account/account.h"
#include "account/graph.h"
#include "base/unit.h"

/* How a figure answers to one of its arguments. */
struct answer {
	double slope, bend;
};

static double
value_of(const struct graph *graph, const struct node *node, size_t i)
{
	return graph->nodes[node->arguments[i]].figure->value;
}

static enum dimension
dimension_of(const struct graph *graph, const struct node *node, size_t i)
{
	return unit_dimension(graph->nodes[node->arguments[i]].figure->unit);
}

/* What the bare product is divided by, what the bare quotient is multiplied by. */
static double
unit_scale(const struct graph *graph, const struct node *node)
{
	enum dimension result;
	enum dimension a = dimension_of(graph, node, 0);
	enum dimension b = dimension_of(graph, node, 1);
	double scale = node->figure->op == FIGURE_QUOTIENT ?
	    unit_quotient(a, b, &result) :
	    unit_product(a, b, &result);

	assert(scale > 0);
	return scale;
}

/* The greatest argument decides; the first of several. */
static bool
decides(const struct graph *graph, const struct node *node, size_t i)
{
	size_t j;

	for (j = 0; j < node->figure->argument_count; j++)
		if (value_of(graph, node, j) > value_of(graph, node, i) ||
		    (j < i &&
			!(value_of(graph, node, j) < value_of(graph, node, i))))
			return false;
	return true;
}

static struct answer
answer_of_quotient(const struct graph *graph, const struct node *node,
    size_t i)
{
	double scale = unit_scale(graph, node);
	double a = value_of(graph, node, 0);
	double b = value_of(graph, node, 1);

	if (i == 0)
		return (struct answer){ scale / b, 0 };
	return (struct answer){ -scale * a / (b * b),
		2 * scale * a / (b * b * b) };
}

static struct answer
answer_of(const struct graph *graph, const struct node *node, size_t i)
{
	double own;

	switch (node->figure->op) {
	case FIGURE_SUM:
		return (struct answer){ 1, 0 };
	case FIGURE_DIFFERENCE:
		return (struct answer){ i == 0 ? 1 : -1, 0 };
	case FIGURE_PRODUCT:
		return (struct answer){ value_of(graph, node, 1 - i) /
			    unit_scale(graph, node), 0 };
	case FIGURE_QUOTIENT:
		return answer_of_quotient(graph, node, i);
	case FIGURE_MAXIMUM:
		return (struct answer){ decides(graph, node, i) ? 1 : 0, 0 };
	case FIGURE_SCALE:
		own = value_of(graph, node, i);
		return (struct answer){ own > 0 || own < 0 ?
			    node->figure->value / own : 0, 0 };
	case FIGURE_ROUNDED:
		return (struct answer){ i == 0 ? 1 : 0, 0 };
	case FIGURE_INPUT:
	case FIGURE_UNKNOWN:
	case FIGURE_INTEGRAL:
		break;
	}
	return (struct answer){ 0, 0 };
}

/* Lists the known and uncertain nodes under one, arguments first. */
static void
collect(struct graph *graph, size_t at)
{
	struct node *node = &graph->nodes[at];
	size_t i;

	if (node->walk == graph->walks || !node->uncertain ||
	    !node->figure->known)
		return;
	node->walk = graph->walks;
	node->slope = node->bend = 0;
	for (i = 0; i < node->figure->argument_count; i++)
		collect(graph, node->arguments[i]);
	graph->under[graph->under_count++] = at;
}

static void
pass_to_input(struct graph *graph, const struct node *node)
{
	struct source_of_range *input = &graph->inputs[node->input];

	if (input->walk != graph->walks) {
		input->walk = graph->walks;
		input->slope = input->bend = 0;
		graph->found[graph->found_count++] = (size_t)node->input;
	}
	input->slope += node->slope;
	input->bend += node->bend;
}

static void
pass_down(struct graph *graph, const struct node *node)
{
	size_t i;

	for (i = 0; i < node->figure->argument_count; i++) {
		struct node *one = &graph->nodes[node->arguments[i]];
		struct answer answer;

		if (!one->uncertain || !one->figure->known)
			continue;
		answer = answer_of(graph, node, i);
		one->slope += node->slope * answer.slope;
		one->bend += node->bend * answer.slope * answer.slope +
		    node->slope * answer.bend;
	}
}

void
graph_slopes(struct graph *graph, size_t root)
{
	size_t i;

	graph->walks++;
	graph->under_count = graph->found_count = 0;
	collect(graph, root);
	if (graph->under_count == 0)
		return;
	graph->nodes[root].slope = 1;
	for (i = graph->under_count; i-- > 0;) {
		struct node *node = &graph->nodes[graph->under[i]];

		if (node->input == NO_INPUT)
			pass_down(graph, node);
		else
			pass_to_input(graph, node);
	}
}

/* The derivatives of an argument along the steps; 0 for one that is certain. */
static struct answer
along(const struct graph *graph, const struct node *node, size_t i)
{
	const struct node *one = &graph->nodes[node->arguments[i]];

	if (one->walk != graph->walks)
		return (struct answer){ 0, 0 };
	return (struct answer){ one->first, one->second };
}

/* (a b)'' = a'' b + 2 a' b' + a b''; q = a / b: q'' = (a'' - 2 q' b' - q b'') / b */
static void
follow_pair(struct graph *graph, struct node *node)
{
	double scale = unit_scale(graph, node);
	double a = value_of(graph, node, 0), b = value_of(graph, node, 1);
	struct answer da = along(graph, node, 0), db = along(graph, node, 1);
	double q;

	if (node->figure->op == FIGURE_PRODUCT) {
		node->first = (da.slope * b + a * db.slope) / scale;
		node->second = (da.bend * b + 2 * da.slope * db.slope +
				   a * db.bend) / scale;
		return;
	}
	q = (da.slope - a / b * db.slope) / b;
	node->first = q * scale;
	node->second =
	    (da.bend - 2 * q * db.slope - a / b * db.bend) / b * scale;
}

static void
follow(struct graph *graph, struct node *node)
{
	size_t i;

	node->first = node->second = 0;
	if (node->input != NO_INPUT) {
		node->first = graph->inputs[node->input].step;
		return;
	}
	if (node->figure->op == FIGURE_PRODUCT ||
	    node->figure->op == FIGURE_QUOTIENT) {
		follow_pair(graph, node);
		return;
	}
	for (i = 0; i < node->figure->argument_count; i++) {
		struct answer answer = answer_of(graph, node, i);
		struct answer one = along(graph, node, i);

		node->first += answer.slope * one.slope;
		node->second += answer.slope * one.bend;
	}
}

double
graph_bend_along_steps(struct graph *graph)
{
	size_t i;

	for (i = 0; i < graph->under_count; i++)
		follow(graph, &graph->nodes[graph->under[i]]);
	return graph->under_count == 0 ?
	    0 :
	    graph->nodes[graph->under[graph->under_count - 1]].second;
}
