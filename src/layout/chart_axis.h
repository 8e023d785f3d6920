/*
 * The value axis of a chart: its range and its ticks.
 */
#ifndef WATTLEAF_CHART_AXIS_H
#define WATTLEAF_CHART_AXIS_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/run.h"

struct doc_chart;
struct layout;

struct axis_tick {
	double at;        /* 0..1 */
	struct run label; /* empty: a minor tick */
	bool grid;
};

struct axis {
	bool logarithmic;
	bool empty;       /* nothing to show: no range, no ticks */
	double low, high; /* decades when logarithmic */
	double step;      /* between ticks when linear */
	struct axis_tick *ticks;
	size_t tick_count;
};

/* The range that holds all marks, their whiskers and the references, rounded outward. */
struct axis
axis_of(const struct doc_chart *);

/* True when VALUE can be shown: finite, and positive on a log scale. */
bool
axis_shows(const struct axis *, double value);

/* Where VALUE stands: 0 at the left end, 1 at the right. */
double
axis_at(const struct axis *, double value);

/* Makes the ticks for an axis WIDTH points long; labels never touch. */
void
axis_ticks(struct layout *, struct axis *, const struct text_style *,
    double width);

/* Width of the label at the left or the right end. */
double
axis_end_width(struct layout *, const struct axis *,
    const struct text_style *, bool right);

#endif
