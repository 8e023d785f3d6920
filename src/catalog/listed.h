/*
 * Rows as they are listed and searched.
 */
#ifndef WATTLEAF_LISTED_H
#define WATTLEAF_LISTED_H

#include <stddef.h>

struct catalog;

/* Other names of the i-th row of TABLE, parted by '|'; "" when it has none. */
const char *
catalog_names(const struct catalog *, const char *table, size_t i);

#endif
