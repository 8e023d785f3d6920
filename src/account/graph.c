/*
 * From figures to arrays: each figure once, arguments first, inputs of one
 * origin under one number. Recursion is as deep as formulas nest.
 */
#include "account/graph.h"

#include <string.h>

#include "account/range.h"
#include "base/arena.h"
#include "base/numbering.h"

struct making {
	struct graph *graph;
	struct numbering *seen;  /* figures */
	struct numbering *inputs;
	size_t *places;          /* number of a figure -> index of its node */
	size_t place_count;
};

static uint64_t
hash_text(uint64_t hash, const char *text)
{
	return text == NULL ? hash : hash_bytes(hash, text, strlen(text) + 1);
}

static uint64_t
hash_input(const void *item)
{
	const struct figure *figure = item;
	const struct origin *origin = figure->origin;
	uint64_t hash = hash_bytes(HASH_START, &figure->value,
	    sizeof figure->value);

	hash = hash_text(hash, origin->row);
	hash = hash_text(hash, origin->pos.file);
	hash = hash_bytes(hash, &origin->pos.line, sizeof origin->pos.line);
	return hash_bytes(hash, &origin->pos.column,
	    sizeof origin->pos.column);
}

static bool
same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool
same_number(double a, double b)
{
	return !(a < b) && !(a > b);
}

static bool
same_origin(const struct origin *a, const struct origin *b)
{
	if (a->row == NULL && a->pos.file == NULL && a->pos.line == 0)
		return a == b;
	return a->kind == b->kind && same_text(a->row, b->row) &&
	    same_text(a->pos.file, b->pos.file) &&
	    a->pos.line == b->pos.line && a->pos.column == b->pos.column;
}

static bool
same_input(const void *first, const void *second)
{
	const struct figure *a = first;
	const struct figure *b = second;

	return a->unit == b->unit && same_number(a->value, b->value) &&
	    same_number(a->low, b->low) && same_number(a->high, b->high) &&
	    same_origin(a->origin, b->origin);
}

struct sameness
input_sameness(void)
{
	return (struct sameness){ hash_input, same_input };
}

static bool
is_input(const struct figure *figure)
{
	return figure->op == FIGURE_INPUT || figure->op == FIGURE_INTEGRAL;
}

bool
input_is_uncertain(const struct figure *figure)
{
	return is_input(figure) && figure->known && !figure->interval &&
	    figure->origin != NULL && figure->low < figure->high;
}

bool
input_lacks_range(const struct figure *figure)
{
	return is_input(figure) && figure->known && !figure->interval &&
	    !(figure->low < figure->high) &&
	    figure->quality < QUALITY_MEASURED &&
	    unit_dimension(figure->unit) != DIM_COUNT;
}

static long
input_number(struct making *m, const struct figure *figure)
{
	struct graph *graph = m->graph;
	bool is_new;
	size_t number = numbering_add(m->inputs, figure, &is_new);

	if (is_new) {
		graph->inputs = arena_grow(graph->arena, graph->inputs,
		    graph->input_count, sizeof *graph->inputs);
		graph->inputs[graph->input_count++] =
		    (struct source_of_range){ .figure = figure };
	}
	return (long)number;
}

static double
ratio(double end, double value)
{
	return value > 0 || value < 0 ? end / value : 1;
}

/* Worst case of the stated intervals alone, of an uncertain figure that has one. */
static void
worst_case(const struct graph *graph, struct node *node)
{
	const struct figure *figure = node->figure;
	size_t i;

	for (i = 0; i < figure->argument_count; i++) {
		const struct node *one = &graph->nodes[node->arguments[i]];
		double value = one->figure->value;
		bool second = i > 0;

		if (!one->figure->known)
			continue;
		if (figure->op == FIGURE_SUM) {
			node->low += one->low - value;
			node->high += one->high - value;
		} else if (figure->op == FIGURE_DIFFERENCE) {
			node->low += second ? value - one->high : one->low - value;
			node->high += second ? value - one->low : one->high - value;
		} else if (figure->op == FIGURE_QUOTIENT && second) {
			node->low /= ratio(one->high, value);
			node->high /= ratio(one->low, value);
		} else {
			node->low *= ratio(one->low, value);
			node->high *= ratio(one->high, value);
		}
	}
}

static void
set_ends(const struct graph *graph, struct node *node)
{
	const struct figure *figure = node->figure;
	bool stated = figure->interval && !node->uncertain;

	node->low = stated ? figure->low : figure->value;
	node->high = stated ? figure->high : figure->value;
	if (figure->known && figure->interval && node->uncertain)
		worst_case(graph, node);
}

static size_t
add_node(struct making *m, const struct figure *figure, const size_t *arguments)
{
	struct graph *graph = m->graph;
	struct node node = { .figure = figure, .arguments = arguments,
		.input = NO_INPUT };
	size_t i;

	if (input_is_uncertain(figure))
		node.input = input_number(m, figure);
	node.uncertain = node.input != NO_INPUT;
	node.partial = input_lacks_range(figure);
	node.difference = figure->op == FIGURE_DIFFERENCE;
	for (i = 0; i < figure->argument_count; i++) {
		const struct node *one = &graph->nodes[arguments[i]];

		node.uncertain = node.uncertain || one->uncertain;
		node.partial = node.partial || one->partial;
		node.difference = node.difference || one->difference;
	}
	set_ends(graph, &node);
	graph->nodes = arena_grow(graph->arena, graph->nodes, graph->count,
	    sizeof *graph->nodes);
	graph->nodes[graph->count] = node;
	return graph->count++;
}

static size_t
visit(struct making *m, const struct figure *figure)
{
	bool is_new;
	size_t number = numbering_add(m->seen, figure, &is_new);
	size_t i, *arguments;

	if (!is_new)
		return m->places[number];
	m->places = arena_grow(m->graph->arena, m->places, m->place_count++,
	    sizeof *m->places);
	arguments = arena_alloc(m->graph->arena,
	    figure->argument_count * sizeof *arguments + 1);
	for (i = 0; i < figure->argument_count; i++)
		arguments[i] = visit(m, figure->arguments[i]);
	return m->places[number] = add_node(m, figure, arguments);
}

struct graph *
graph_new(const struct figure *const *figures, size_t count,
    struct arena *arena)
{
	struct graph *graph = arena_alloc(arena, sizeof *graph);
	struct making m = { .graph = graph,
		.seen = numbering_new(arena, (struct sameness){ NULL, NULL }),
		.inputs = numbering_new(arena, input_sameness()) };
	size_t i;

	graph->arena = arena;
	for (i = 0; i < count; i++)
		if (figures[i] != NULL)
			visit(&m, figures[i]);
	graph->under = arena_alloc(arena, graph->count * sizeof *graph->under + 1);
	graph->found =
	    arena_alloc(arena, graph->input_count * sizeof *graph->found + 1);
	return graph;
}
