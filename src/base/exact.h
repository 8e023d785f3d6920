/*
 * Exact sums of doubles that are not negative: the same in whatever order
 * they are added, and rounded once, when they are read.
 */
#ifndef WATTLEAF_EXACT_H
#define WATTLEAF_EXACT_H

#include <stdint.h>

/* 2098 bits hold every finite double as a whole number of 2^-1074; the rest are carries of 2^78 sums. */
enum { EXACT_LIMBS = 68 };

/* A whole number of 2^-1074, the low limb first; all zero is 0. */
struct exact {
	uint32_t limbs[EXACT_LIMBS];
};

/* Adds VALUE, which is finite and not negative. */
void
exact_add(struct exact *, double value);

/* The sum, rounded to the nearest double, ties to even; infinite when none is large enough. */
double
exact_value(const struct exact *);

#endif
