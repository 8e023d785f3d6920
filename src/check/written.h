/*
 * Numbers as they are printed: "1,415.78 W", "~27", "$41–$140",
 * "3.46 million hours", "118 days, 5 hours". The digits say how far it may
 * have been rounded.
 */
#ifndef WATTLEAF_WRITTEN_H
#define WATTLEAF_WRITTEN_H

#include "base/str.h"
#include "check/claim.h"

struct arena;

/* What a cell holds: one number, or the two ends of a range. */
struct written {
	struct claim first, last; /* last is known for a range */
};

/*
 * Reads plain TEXT as a quantity; UNIT is that of the heading, UNIT_TOTAL
 * for none. A unit in the text wins. False for what is no number, a bound
 * ("> 5"), a negative or an infinite number, or one without a unit where
 * UNIT is UNIT_TOTAL. Positions and scopes are the caller's.
 */
bool
written_read(struct span text, enum unit, struct arena *, struct written *);

#endif
