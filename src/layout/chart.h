/*
 * A chart that is being measured and drawn: what its parts share.
 */
#ifndef WATTLEAF_CHART_H
#define WATTLEAF_CHART_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/chart_axis.h"
#include "layout/paragraph.h"

struct doc_chart;
struct doc_mark;
struct layout;
struct scene;

struct chart_row {
	const struct doc_mark *mark;
	struct para *label, *detail;
	struct run value;  /* the printed value */
	double y, height;  /* centre */
	double value_x;    /* where the printed value begins */
};

/* On which side of its line the label of a reference stands. */
enum flag_side { FLAG_CENTRE, FLAG_BEHIND, FLAG_BEFORE, FLAG_SIDES };

/* A reference: a dashed line with a label above the plot. */
struct chart_flag {
	const struct doc_reference *reference;
	struct para *label;
	enum flag_side side;
	double x;           /* of the line */
	double left, width; /* of the label */
	size_t tier;        /* 0 is next to the plot */
};

/* Which marks to draw, on the axis of all. */
struct chart_part {
	size_t first, count;
	bool caption;
	bool continued; /* the caption says so */
};

/* How well a printed value stands. */
enum value_place { PLACE_CLEAR, PLACE_ON_LINE, PLACE_OUTSIDE };

struct chart_plan {
	struct layout *layout;
	const struct doc_chart *chart;
	double em, width;
	struct text_style text, grey, bold, flag;
	struct axis axis;
	struct chart_row *rows;
	size_t row_count;
	struct chart_flag *flags;
	size_t flag_count;
	double tier_height;
	size_t tier_count;
	double label_width; /* column of the labels */
	double detail_x;    /* of the details, when they have a column */
	bool stacked;       /* details stand under the labels */
	double left, right, top, bottom; /* of the plot */
};

/* Measures rows and axis and finds a place for everything. */
struct chart_plan *
chart_plan_new(struct layout *, const struct doc_chart *,
    const struct chart_part *);

/* Where VALUE stands on the page. */
double
chart_x(const struct chart_plan *, double value);

/* Makes the references and places their labels; needs left and right. */
void
chart_flags_place(struct chart_plan *);

void
chart_flags_draw(const struct chart_plan *, struct scene *);

/* Places the printed values; says how well the worst of them stands. */
enum value_place
chart_values_place(struct chart_plan *);

/* The right end of the plot that leaves room for each value behind its mark. */
double
chart_values_right(const struct chart_plan *);

void
chart_rows_draw(const struct chart_plan *, struct scene *);

/* Draws a part of a chart in a box of its own. */
struct scene *
chart_draw(struct layout *, const struct doc_chart *,
    const struct chart_part *);

#endif
