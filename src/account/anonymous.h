/*
 * Anonymous mode, for double-blind review: what tells who computed, where
 * finer than the country and when finer than the year is taken out of a
 * study and its account before anything is written. No number changes.
 */
#ifndef WATTLEAF_ANONYMOUS_H
#define WATTLEAF_ANONYMOUS_H

#include <stdint.h>

struct account;
struct arena;
struct diags;
struct study;

/*
 * Makes STUDY and ACCOUNT, which is of it, anonymous: the title becomes a
 * neutral one and so do names of models that hold it; notes, addresses, ids
 * of runs, names of files and dates are left out (ANONYMOUS_NOTES says that
 * notes were); a place finer than the country becomes "USA-1", a row of the
 * catalogue that gives it away is renamed and its source withheld. Which
 * inputs are the same stays as it was. Returns SAID as an output may show
 * it: codes, levels and lines, without the words. The list is the arena's.
 */
struct diags *
account_anonymise(struct account *, struct study *, struct diags *said,
    struct arena *);

/* The start of the year of DATE_S, seconds since 1970, UTC; INT64_MIN stays. */
int64_t
anonymous_date(int64_t date_s);

#endif
