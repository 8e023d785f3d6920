/*
 * Sums over millions of samples.
 */
#ifndef WATTLEAF_SUM_H
#define WATTLEAF_SUM_H

#include <math.h>

/* A sum that keeps what rounding drops (Neumaier 1974). */
struct sum {
	double value, rest;
};

static inline void
sum_add(struct sum *sum, double x)
{
	double total = sum->value + x;

	if (fabs(sum->value) >= fabs(x))
		sum->rest += (sum->value - total) + x;
	else
		sum->rest += (x - total) + sum->value;
	sum->value = total;
}

static inline double
sum_value(const struct sum *sum)
{
	return sum->value + sum->rest;
}

#endif
