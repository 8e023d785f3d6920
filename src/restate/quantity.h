/*
 * One figure of a disclosure. Inside restate only.
 */
#ifndef WATTLEAF_RESTATE_QUANTITY_H
#define WATTLEAF_RESTATE_QUANTITY_H

#include <stdbool.h>

#include "base/str.h"

struct data;
struct json;
struct reading;
struct shape;

/* The name of a quality, as the program calls it, or NULL. */
const char *
quality_stated(const char *text);

/*
 * Adds the quantity VALUE to PARENT with its figure, null where it states
 * none. Returns what is wrong with it, then null is added too; NULL when
 * nothing is.
 */
const char *
quantity_add(struct reading *, struct data *parent, const struct shape *,
    const struct json *value);

#endif
