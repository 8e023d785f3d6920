/*
 * What must not be seen in a chart: names on foreign dots, crossed leaders,
 * texts on dashed lines. Each looks for the first such item of a scene.
 */
#ifndef WATTLEAF_CHART_FAULTS_H
#define WATTLEAF_CHART_FAULTS_H

#include "layout_samples.h"

/* What an item covers. */
struct area {
	double left, top, right, bottom;
};

/* About what the letters of a text cover. */
struct area
area_of(const struct bench *, const struct scene_item *);

/* What an item covers; an empty area for what is no mark. */
struct area
mark_area(const struct scene_item *);

/* A leader that crosses another. */
const struct scene_item *
fault_leaders_cross(const struct scene *);

/* A leader that runs through a dot at which it does not begin. */
const struct scene_item *
fault_leader_on_dot(const struct scene *);

/* A text that a leader runs through. */
const struct scene_item *
fault_leader_through_text(const struct bench *, const struct scene *);

/* A text on a dot. */
const struct scene_item *
fault_text_on_dot(const struct bench *, const struct scene *);

/* A text, or white that is drawn later, on a dashed line. */
const struct scene_item *
fault_on_dashes(const struct bench *, const struct scene *);

/* The name of a point that stands as near to another dot as to its own, or nearly so at the end of a leader; NULL when each is plain. */
const char *
fault_whose_name(const struct bench *, const struct doc_chart *);

/* Whether a log scale, a front and hollow dots are told where they are drawn, and only there; KIND: the chart's name. */
bool
words_are_true(const struct bench *, const struct scene *, const char *kind,
    const struct doc_chart *);

#endif
