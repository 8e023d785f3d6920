/*
 * Whether two records saw the same watts, so that adding them would count
 * them twice.
 */
#ifndef WATTLEAF_RECORD_OVERLAP_H
#define WATTLEAF_RECORD_OVERLAP_H

#include <stdbool.h>

struct record;

enum record_overlap {
	OVERLAP_NONE,
	OVERLAP_POWER,   /* one sees a part of what the other sees: a node, its GPUs */
	OVERLAP_DEVICE,  /* they name the same device */
	OVERLAP_MACHINE  /* they ran on the same machine */
};

/* Unless one is known to end before the other begins. */
bool
record_at_one_time(const struct record *, const struct record *);

/* Both say when they were, by clocks of one kind, and that was at one time. */
bool
record_surely_at_one_time(const struct record *, const struct record *);

/* One of GPU boards and one of processors: neither is a part of the other. */
bool
record_is_beside(const struct record *, const struct record *);

enum record_overlap
record_overlap(const struct record *, const struct record *);

#endif
