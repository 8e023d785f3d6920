/*
 * A derivation graph as arrays, arguments before what is made of them, for
 * the walks that need room beside each figure. Inside accounting only.
 */
#ifndef WATTLEAF_GRAPH_H
#define WATTLEAF_GRAPH_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct figure;
struct numbering;

enum { NO_INPUT = -1 };

struct node {
	const struct figure *figure;
	const size_t *arguments; /* indices of nodes; figure->argument_count of them */
	long input;              /* number of an uncertain input, or NO_INPUT */
	bool uncertain, partial; /* of what lies at or below it */
	bool difference;         /* it or what lies below it is one */
	double low, high;        /* worst case of the stated intervals alone */
	/* room for walks */
	size_t walk;             /* the last walk that came here */
	double slope, bend;      /* of the asked figure, by this node */
	double first, second;    /* derivatives of this node along a direction */
};

/* An uncertain input: all figures of one origin. */
struct source_of_range {
	const struct figure *figure;
	size_t walk;
	double slope, bend; /* of the asked figure, by this input */
	double step;        /* along the direction that is followed */
};

struct graph {
	struct arena *arena;
	struct node *nodes;
	size_t count;
	struct source_of_range *inputs;
	size_t input_count;
	size_t walks;      /* how many there were */
	size_t *under;     /* nodes of the last walk, arguments first */
	size_t under_count;
	size_t *found;     /* numbers of the inputs it came to */
	size_t found_count;
};

/* The graph under FIGURES, of which some may be NULL, in an arena. */
struct graph *
graph_new(const struct figure *const *figures, size_t count, struct arena *);

/*
 * The walk propagate: fills slope (first derivative of node ROOT's value)
 * and bend (second derivative, exact where no input is used twice on one
 * product's two sides) of every uncertain input under ROOT, listed in found.
 */
void
graph_slopes(struct graph *, size_t root);

/*
 * The second derivative of the last walk's root when every input it found
 * moves by its step: sum over i, j of step_i H_ij step_j, exactly.
 */
double
graph_bend_along_steps(struct graph *);

/* The variance of an input in the square of its unit's base: its sides' mean square, as half-widths of a 95 % interval. */
double
input_spread(const struct figure *);

#endif
