/*
 * Adding up records: sums that don't depend on their order, counts in bins
 * of fixed ends. Its size does not grow with the records.
 */
#ifndef WATTLEAF_TALLY_H
#define WATTLEAF_TALLY_H

#include <stddef.h>

struct arena;
struct catalog;
struct collated;
struct record;
struct tally;

/* Places are the countries of the catalogue. */
struct tally *
tally_new(const struct catalog *, struct arena *);

/* Counts a study. Currencies past the first 32 are not added up: records come in an order that does not depend on the input's. */
void
tally_add(struct tally *, const struct record *);

/* What tells of single studies and is hidden. */
struct tally_hiding {
	size_t min_group; /* what is of fewer studies; 0 and 1: nothing is hidden */
	double dominance; /* percent, as in struct collated; counts with MIN_GROUP */
};

/* What was added up so far. */
struct collated *
tally_view(const struct tally *, const struct tally_hiding *,
    struct arena *);

#endif
