/*
 * What a run of a build may cost: --fail-above and --baseline.
 */
#ifndef WATTLEAF_LIMITS_H
#define WATTLEAF_LIMITS_H

#include <stdbool.h>

struct account;
struct doc;
struct job;
struct limits;

/* Reads what the options say; *LIMITS is NULL when they say nothing. False with diagnostics. */
bool
limits_read(struct job *, struct limits **limits);

/*
 * Holds the totals to the limits: LIMIT_PASSED where the value is above one,
 * LIMIT_UNKNOWN where it can't be told. Prints what changed against the
 * baseline.
 */
void
limits_check(struct job *, const struct limits *, const struct account *,
    const struct doc *);

#endif
