/*
 * From a disclosure back to what a document is built of: its figures as they
 * are stated, its tree of values. Nothing in it is believed, and nothing is
 * worked out again.
 */
#ifndef WATTLEAF_RESTATE_H
#define WATTLEAF_RESTATE_H

#include <stdbool.h>

#include "base/str.h"

struct account;
struct arena;
struct catalog;
struct data;
struct diags;
struct json;

struct restated {
	struct account *account;
	struct data *disclosure; /* what can be used of it: the schema's keys, in a report's order */
};

/* Whether it has what every disclosure of ours has. */
bool
restate_is_ours(const struct json *);

/*
 * Reads a disclosure of ours, ROOT of TEXT; FILE is its name for people. Figures without
 * an end, in another unit or out of order are left out, with
 * DISCLOSED_VALUE. False with DISCLOSED_PAGE when it holds more than a page
 * takes. The result lives in the arena and needs ROOT no more.
 */
bool
restate(const struct json *root, struct span text, const char *file, struct catalog *,
    struct arena *, struct diags *, struct restated *);

#endif
