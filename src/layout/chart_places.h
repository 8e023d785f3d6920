/*
 * Where names in a field may stand: a place that no other name, dot, line or
 * leader touches, and that belongs to one point alone.
 */
#ifndef WATTLEAF_CHART_PLACES_H
#define WATTLEAF_CHART_PLACES_H

#include <stdbool.h>

struct chart_name;
struct chart_plan;
struct places;

/* What the names of a chart keep away from; lives in the layout's arena. */
struct places *
places_new(struct chart_plan *);

/* Finds a place for NAME among those that stand already; FAR lets it stand off at the end of a leader. */
bool
places_find(const struct places *, struct chart_name *, bool far);

#endif
