/*
 * One disclosure of a stranger as the record of a batch: its totals, and
 * what tells it from others.
 */
#ifndef WATTLEAF_READING_H
#define WATTLEAF_READING_H

#include <stdbool.h>

struct arena;
struct catalog;
struct found;
struct record;

/*
 * Reads FOUND, which is believed in nothing, and counts the slips that check
 * finds in it, of which the first are its problems; CATALOG is one that
 * check_prepare has read. A record of a batch says itself whether it was
 * checked. What is wrong becomes the
 * record's problems; then it is RECORD_FAILED, with the code of the first as
 * its reason.
 */
struct record
reading_record(const struct found *, const struct catalog *,
    struct arena *);

/* A record of FOUND that says why there is no other. */
struct record
reading_fault(const struct found *, const char *code, const char *text,
    struct arena *);

#endif
