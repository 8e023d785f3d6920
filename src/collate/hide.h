/*
 * Hiding what so few studies are behind that it would tell of them.
 */
#ifndef WATTLEAF_HIDE_H
#define WATTLEAF_HIDE_H

struct collated;

/*
 * Hides each count, sum and bin that is of fewer than MIN_GROUP studies, but
 * of some; and of the others of one list the smallest, until those that are
 * hidden together are of as many: so that the total gives nothing away.
 */
void
hide_small(struct collated *);

#endif
