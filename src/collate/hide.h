/*
 * Hiding what so few studies are behind that it would tell of them.
 */
#ifndef WATTLEAF_HIDE_H
#define WATTLEAF_HIDE_H

struct collated;

/*
 * Hides each count, sum and bin that is of fewer than MIN_GROUP studies, but
 * of some, and each sum of which one study makes so much that the second
 * could work it out to DOMINANCE percent: when the total less the two largest
 * is less than that share of the largest, the p%-rule (Hundepool et al.,
 * Statistical Disclosure Control, 2012, section 4.2). Of the others of one
 * list it hides the smallest, until what is hidden together keeps both rules:
 * so that the total gives nothing away.
 */
void
hide_small(struct collated *);

#endif
