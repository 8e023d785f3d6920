/*
 * The walks propagate and rank over the derivation graph: 95 % ranges, and
 * which input causes which share of one. Method: JCGM 100:2008 (GUM),
 * section 5.1.2, with the inputs that figures share counted once.
 */
#ifndef WATTLEAF_RANGE_H
#define WATTLEAF_RANGE_H

#include <stdbool.h>
#include <stddef.h>

#include "account/account.h"

struct arena;
struct sameness;

/*
 * Fills low, high, uncertain and partial of FIGURES and of all figures below
 * them. An input's range is taken as its 95 % interval, lower and upper side
 * apart; inputs of one origin are one. A stated interval (figure->interval)
 * is no uncertainty: it stays a worst case, and what is uncertain widens
 * both its ends. Does nothing to a figure without an uncertain input.
 * Figures may be NULL or unknown. Time: linear in the graph for each figure.
 */
void
range_fill(const struct figure *const *figures, size_t count);

/* range_fill for all that an account holds. */
void
account_ranges(const struct account *);

/* Calls EACH for the figures of all runs, stages, models and the total: those that account_ranges fills. */
void
account_figures(const struct account *,
    void (*each)(const struct figure *, void *), void *context);

/* What one input does to a figure. */
struct influence {
	const struct figure *input; /* the first of its origin */
	double share;    /* of the variance: 0..1, all sum to 1 */
	double low, high; /* of the figure, when only this input varies: base unit */
};

struct influences {
	struct influence *items; /* largest share first */
	size_t count;            /* 0: no range */
};

/* Ranks the uncertain inputs of FIGURE. The list lives in the arena. */
struct influences
figure_influences(const struct figure *, struct arena *);

/* Whether an input has a range that counts: low..high and not an interval. */
bool
input_is_uncertain(const struct figure *);

/* Whether an input should have a range and has none: neither measured nor a count. */
bool
input_lacks_range(const struct figure *);

/* What makes two inputs one: the same place or row, unit and numbers. */
struct sameness
input_sameness(void);

#endif
