/*
 * What the catalogue offers to compare a run with: other places, other
 * electricity, other cooling.
 */
#ifndef WATTLEAF_SCENARIO_H
#define WATTLEAF_SCENARIO_H

#include <stdbool.h>

struct catalog;
struct catalog_place;
struct factor;

/*
 * The scenario that NAME means: its id or another name of it. Its text says
 * how it is found: "place", "lowest", "highest", "fleet", or a row of a
 * table ("fuel/ID", "pue/ID"). NULL when there is none.
 */
const struct factor *
catalog_scenario(const struct catalog *, const char *name);

/*
 * Of the regions of PROVIDER the one of the lowest or the highest intensity,
 * of the latest year; for NULL, of the grids of all regions. False when none
 * has one.
 */
bool
catalog_extreme_region(const struct catalog *, const char *provider,
    bool highest, struct catalog_place *);

/* The lowest PUE that PROVIDER (NULL: any) publishes for its fleet; of two the later. NULL when none does. */
const struct factor *
catalog_best_fleet(const struct catalog *, const char *provider);

#endif
