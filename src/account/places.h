/*
 * Where the runs of a study were. Inside accounting only.
 */
#ifndef WATTLEAF_PLACES_H
#define WATTLEAF_PLACES_H

#include <stddef.h>

#include "catalog/place.h"

struct accounting;

struct places {
	struct catalog_place *items; /* each once, in the order of the runs */
	size_t count;
};

/* The places that the study names and the catalogue knows, with their latest factors. */
struct places
places_of_study(struct accounting *);

/* The provider of the region ID ("aws" of "aws/us-east-1"); NULL when it is no region. */
const char *
place_provider(struct accounting *, const char *id);

/* The year of the study's first run; 0 unknown. */
int
places_year(const struct accounting *);

#endif
