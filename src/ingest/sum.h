/*
 * Sums over millions of samples: one that compensates, and one of terms that
 * are not negative which is the same in whatever order they come.
 */
#ifndef WATTLEAF_SUM_H
#define WATTLEAF_SUM_H

#include <math.h>
#include <stdint.h>

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

/*
 * Whole units and parts of 2^-62. A term is cut off at the last part and
 * then added without an error, so that sums of sums are sums of all.
 */
struct exact_sum {
	int64_t whole, part;
	double huge;   /* terms beyond any log */
};

enum { EXACT_BITS = 62 };

static inline void
exact_carry(struct exact_sum *sum)
{
	sum->whole += sum->part >> EXACT_BITS;
	sum->part &= (INT64_C(1) << EXACT_BITS) - 1;
}

static inline void
exact_add(struct exact_sum *sum, double x)
{
	static const double parts = (double)(INT64_C(1) << EXACT_BITS);
	static const int64_t most = INT64_C(1) << (EXACT_BITS - 1);
	int64_t whole;

	if (!(x < (double)most) || sum->whole >= most) {
		sum->huge += x;
		return;
	}
	whole = (int64_t)x;
	sum->whole += whole;
	sum->part += (int64_t)((x - (double)whole) * parts);
	exact_carry(sum);
}

static inline double
exact_value(const struct exact_sum *sum)
{
	return ldexp((double)sum->part, -EXACT_BITS) + (double)sum->whole +
	    sum->huge;
}

/* Adds B; without an error, unless one of them is huge. */
static inline void
exact_join(struct exact_sum *a, const struct exact_sum *b)
{
	static const int64_t most = INT64_C(1) << (EXACT_BITS - 1);

	if (a->whole >= most) {
		a->huge += exact_value(b);
		return;
	}
	a->huge += b->huge;
	a->whole += b->whole;
	a->part += b->part;
	exact_carry(a);
}

#endif
