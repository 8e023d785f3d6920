/*
 * Sums as one long fixed-point number.
 */
#include "base/exact.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>

enum { LIMB = 32, DIGITS = 53, LEAST = -1074 /* exponent of the last bit */ };

void
exact_add(struct exact *sum, double value)
{
	int exponent;
	double fraction = frexp(value, &exponent);
	uint64_t digits, carry = 0;
	int shift = exponent - DIGITS - LEAST;
	size_t i;

	assert(isfinite(value) && value >= 0);
	digits = (uint64_t)ldexp(fraction, DIGITS);
	/* below the normal numbers the last digits are 0 */
	if (shift < 0) {
		digits >>= -shift;
		shift = 0;
	}
	i = (size_t)shift / LIMB;
	shift %= LIMB;
	for (; digits != 0 || carry != 0; i++) {
		uint64_t part = (digits << shift & UINT32_MAX) +
		    sum->limbs[i] + carry;

		digits >>= LIMB - shift;
		shift = 0;
		sum->limbs[i] = (uint32_t)part;
		carry = part >> LIMB;
	}
}

static bool
bit(const struct exact *sum, int at)
{
	return at >= 0 &&
	    (sum->limbs[at / LIMB] >> (at % LIMB) & 1) != 0;
}

/* The place of the first digit, -1 for 0. */
static int
first_bit(const struct exact *sum)
{
	int at = EXACT_LIMBS * LIMB - 1;

	while (at >= 0 && !bit(sum, at))
		at--;
	return at;
}

/* Whether what is cut off below AT is more than half a unit, or half of an odd one. */
static bool
rounds_up(const struct exact *sum, int at)
{
	int below = at - 2;

	if (!bit(sum, at - 1))
		return false;
	while (below >= 0 && !bit(sum, below))
		below--;
	return below >= 0 || bit(sum, at);
}

double
exact_value(const struct exact *sum)
{
	int top = first_bit(sum), last = top - DIGITS + 1, at;
	uint64_t digits = 0;

	last = last < 0 ? 0 : last;
	for (at = top; at >= last; at--)
		digits = digits << 1 | bit(sum, at);
	digits += rounds_up(sum, last);
	return ldexp((double)digits, last + LEAST);
}
