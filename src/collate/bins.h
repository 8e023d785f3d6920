/*
 * How many values are from 1 to 2, 2 to 5, 5 to 10, ...: a distribution of
 * fixed size, exact in its counts.
 */
#ifndef WATTLEAF_BINS_H
#define WATTLEAF_BINS_H

#include <stddef.h>

struct arena;
struct collated_spread;

/* Ends 1e-6, 2e-6, 5e-6, 1e-5, ... 1e12. */
enum { BINS_LEAST = -6, BINS_DECADES = 18, BINS_ENDS = 3 * BINS_DECADES + 1 };

struct bins {
	size_t zero;
	size_t counts[BINS_ENDS + 1]; /* below the first end, from each on */
};

/* VALUE is not negative; an end belongs to the bin that it begins. */
void
bins_add(struct bins *, double value);

/* From the first bin that holds something to the last, by decades where that is wide. */
void
bins_view(const struct bins *, struct collated_spread *, struct arena *);

#endif
