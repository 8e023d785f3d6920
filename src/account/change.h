/*
 * What is other than it was when the same runs are elsewhere. Inside
 * accounting only.
 */
#ifndef WATTLEAF_CHANGE_H
#define WATTLEAF_CHANGE_H

#include <stdbool.h>

#include "base/str.h"

struct accounting;
struct figure;

struct change {
	const char *id, *name, *detail;
	const struct figure *pue;       /* NULL: that of the run */
	const struct figure *intensity; /* NULL: that of the run */
};

/* Nothing is other. */
struct change
change_none(struct accounting *);

/* The words that stand for themselves when nobody names any, parted by '|'. */
struct span
change_defaults(struct accounting *);

/* What WORD means: a scenario of the catalogue or a place. False when there is no such thing. */
bool
change_find(struct accounting *, const char *word, struct change *);

/* CATALOG_UNKNOWN, with candidates. */
void
change_say_unknown(struct accounting *, const char *word);

#endif
