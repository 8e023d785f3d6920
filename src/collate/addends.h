/*
 * A sum that knows its two largest addends: the same in whatever order they
 * come, exact, and rounded once.
 */
#ifndef WATTLEAF_ADDENDS_H
#define WATTLEAF_ADDENDS_H

#include "base/exact.h"

struct collated_parts;

struct addends {
	double first, second; /* the largest ones; 0: none */
	struct exact rest;    /* all others */
};

/* VALUE is finite and not negative. */
void
addends_add(struct addends *, double value);

double
addends_sum(const struct addends *);

struct collated_parts
addends_parts(const struct addends *);

#endif
