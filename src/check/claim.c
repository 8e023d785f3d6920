/*
 * Rows of claims and the arithmetic of rounded numbers.
 */
#include "check/claim.h"

#include <math.h>

#include "base/arena.h"

static const struct {
	const char *key;
	const char *words;
	enum dimension dimension;
} kinds[] = {
#define CLAIM_ROW(name, key, words, dimension) { key, words, dimension },
	CLAIMS(CLAIM_ROW)
#undef CLAIM_ROW
};

const char *
claim_key(enum claim_kind kind)
{
	return kinds[kind].key;
}

const char *
claim_words(enum claim_kind kind)
{
	return kinds[kind].words;
}

enum dimension
claim_dimension(enum claim_kind kind)
{
	return kinds[kind].dimension;
}

struct claim_row *
claim_row_add(struct claim_set *set, struct pos pos)
{
	struct claim_row *row;

	if (set->count == CLAIM_ROWS_MAX)
		return NULL;
	set->rows = arena_grow(set->arena, set->rows, set->count,
	    sizeof *set->rows);
	row = &set->rows[set->count++];
	*row = (struct claim_row){ .pos = pos, .table = set->tables };
	return row;
}

const struct claim *
row_claim(const struct claim_row *row, enum claim_kind kind)
{
	return row->claims[kind].known ? &row->claims[kind] : NULL;
}

struct band
band_of(double value)
{
	return (struct band){ value, value, value };
}

struct band
band_times(struct band a, struct band b)
{
	return (struct band){ a.value * b.value, a.low * b.low,
		a.high * b.high };
}

static double
over(double a, double b)
{
	return b == 0 ? (double)NAN : a / b;
}

struct band
band_over(struct band a, struct band b)
{
	return (struct band){ over(a.value, b.value), over(a.low, b.high),
		b.low <= 0 && b.high > 0 ? (double)INFINITY :
					   over(a.high, b.low) };
}

struct band
band_plus(struct band a, struct band b)
{
	return (struct band){ a.value + b.value, a.low + b.low,
		a.high + b.high };
}

struct band
band_widen(struct band a, double share)
{
	return (struct band){ a.value, a.low * (1 - share),
		a.high * (1 + share) };
}

bool
band_meets(struct band a, struct band b)
{
	return a.low <= b.high && b.low <= a.high;
}
