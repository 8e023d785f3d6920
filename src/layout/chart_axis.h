/*
 * An axis of a chart that has numbers: its range and its ticks.
 */
#ifndef WATTLEAF_CHART_AXIS_H
#define WATTLEAF_CHART_AXIS_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/run.h"

struct doc_scale;
struct layout;

struct axis_tick {
	double at;        /* 0..1 */
	struct run label; /* empty: a minor tick */
	bool grid;
};

struct axis {
	bool logarithmic;
	bool vertical;    /* labels need their height, not their width */
	bool empty;       /* nothing to show: no range, no ticks */
	bool to_data;     /* ends where the data end, not at a tick */
	double low, high; /* decades when logarithmic */
	double step;      /* between ticks when linear */
	double cycle;     /* of a clock: 60 or 24 make the next unit; or 0 */
	struct axis_tick *ticks;
	size_t tick_count;
};

/* The least and the most of what a scale has to hold; least over most: nothing. */
struct reach {
	double least, most;
};

/* Widens REACH to hold VALUE unless the scale can't show it. */
void
reach_include(struct reach *, const struct doc_scale *, double value);

/* The axis that holds all in REACH and what the scale asks for, rounded outward. */
struct axis
axis_of(const struct doc_scale *, struct reach);

/* True when VALUE can be shown: finite, and positive on a log scale. */
bool
axis_shows(const struct axis *, double value);

/* Where VALUE stands: 0 at the left end, 1 at the right. */
double
axis_at(const struct axis *, double value);

/* Makes the ticks for an axis LENGTH points long; labels never touch. */
void
axis_ticks(struct layout *, struct axis *, const struct text_style *,
    double length);

/* Width of the label at the left or the right end. */
double
axis_end_width(struct layout *, const struct axis *,
    const struct text_style *, bool right);

#endif
