/*
 * Made-up studies for the tests of charts and for the gallery: accounts and
 * numbers that no paper has, from a seed.
 */
#ifndef WATTLEAF_CHART_SAMPLES_H
#define WATTLEAF_CHART_SAMPLES_H

#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "document/build.h"
#include "document/charts.h"

struct arena;

/* What the numbers are like. */
enum made_up {
	MADE_USUAL,
	MADE_ONE,       /* one model */
	MADE_MANY,      /* sixty */
	MADE_LONG,      /* names of eighty characters */
	MADE_WIDE,      /* from 1 g to 1 Mt */
	MADE_UNKNOWN,   /* no value is known */
	MADE_EQUAL,     /* all values are the same */
	MADE_TO_ZERO,   /* ranges that touch zero */
	MADE_RANDOM,    /* anything of these, from the seed */
	MADE_TOTAL
};

extern const char *const made_up_names[MADE_TOTAL];

/* A builder whose account and facts are made up; all lives in ARENA. */
struct builder *
made_up(enum made_up, uint64_t seed, struct arena *, struct diags *);

#endif
