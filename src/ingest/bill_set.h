/*
 * A set of texts of a bill, kept as 64-bit hashes.
 */
#ifndef WATTLEAF_BILL_SET_H
#define WATTLEAF_BILL_SET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct bill_set;

struct bill_set *
bill_set_new(struct arena *);

/* Adds the text of two parts; false when it was there. */
bool
bill_set_add(struct bill_set *, struct span, struct span more);

size_t
bill_set_count(const struct bill_set *);

#endif
