/*
 * A chart that is being measured and drawn: what its parts share. A chart
 * has rows, or a field: a plot whose y scale has numbers.
 */
#ifndef WATTLEAF_CHART_H
#define WATTLEAF_CHART_H

#include <stdbool.h>
#include <stddef.h>

#include "document/chart.h"
#include "layout/chart_axis.h"
#include "layout/paragraph.h"

#define TOP_GAP 0.2 /* em over everything */

struct layout;
struct scene;

struct chart_row {
	const struct doc_category *category;
	size_t index;       /* in the chart */
	struct para *label, *detail;
	const char *text;   /* the printed value, or what says that there is none */
	bool known;
	struct run value;   /* it, beside the marks */
	struct para *under; /* or under the label, where all are; else NULL */
	struct reach marks; /* bars and whiskers */
	struct reach dots;  /* centres */
	double top, height;
	double y;           /* of the marks */
	double value_x;     /* where the printed value begins */
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

struct chart_box {
	double left, top, right, bottom;
};

/* A text at a point of a field. Places are from the top of the plot. */
struct chart_name {
	struct para *text;
	double x, y;          /* of the point */
	double clear;         /* radius to keep from it */
	struct chart_box box; /* of the text, when it has a place */
	struct chart_box stroke; /* of the leader, from the dot to the text */
	bool placed;
	bool leader;          /* a line leads there */
	bool line;            /* names a line: needs no place */
	size_t series;
	size_t points;        /* that it names: those at one place have one */
};

/* A series in the key, above the plot, or over its part of the first row. */
struct chart_key {
	const struct doc_series *series;
	struct para *name;
	double x, y; /* of the swatch from the top of the key; of a name over its row, x */
};

/* Which rows to draw, on the axis of all. */
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
	bool field;         /* y has numbers */
	struct axis axis, y_axis;
	struct chart_row *rows;
	size_t row_count;
	double bar_half;    /* of the height of all bars */
	struct chart_flag *flags;
	size_t flag_count;
	double tier_height;
	size_t tier_count;
	struct chart_key *keys;
	size_t key_count;
	bool direct;        /* the keys stand over the first row */
	double key_height;
	struct para *y_title;
	struct chart_name *names;
	size_t name_count, unnamed;
	bool wanting;       /* a higher plot may give more names a place */
	double label_width; /* column of the labels */
	double detail_x;    /* of the details, when they have a column */
	bool stacked;       /* details stand under the labels */
	bool value_column;  /* printed values end at the right edge */
	double left, right, top, bottom; /* of the plot */
};

/* Measures everything and finds a place for it. */
struct chart_plan *
chart_plan_new(struct layout *, const struct doc_chart *,
    const struct chart_part *);

/* Where a value of x or y stands on the page. */
double
chart_x(const struct chart_plan *, double value);

double
chart_y(const struct chart_plan *, double value);

/* The radius of a dot. */
double
chart_radius(const struct chart_plan *);

/* True when datum I of a series can be shown at all. */
bool
chart_shows(const struct chart_plan *, const struct doc_series *, size_t i);

/* What x and y have to hold. */
struct reach
chart_reach(const struct doc_chart *, bool vertical);

/* Measures the rows of a part; places the columns and the plot beside them. */
void
chart_rows_plan(struct chart_plan *, const struct chart_part *);

/* The same for a field: its y axis and its plot. */
void
chart_field_plan(struct chart_plan *);

void
chart_field_draw(const struct chart_plan *, struct scene *);

/* Makes the references and places their labels; needs left and right. */
void
chart_flags_place(struct chart_plan *);

void
chart_flags_draw(const struct chart_plan *, struct scene *);

/* Places the printed values; says how well the worst of them stands. */
enum value_place
chart_values_place(struct chart_plan *);

/* Puts all of them into a column at the right edge. */
void
chart_values_align(struct chart_plan *);

/* The right end of the plot that leaves room for each value behind its mark. */
double
chart_values_right(const struct chart_plan *);

void
chart_rows_draw(const struct chart_plan *, struct scene *);

/* Where datum I of a stacked series begins. */
double
chart_stack_base(const struct doc_chart *, size_t series, size_t i);

/* Chooses the names of series that are shown, and places them. */
void
chart_keys_plan(struct chart_plan *);

void
chart_keys_draw(const struct chart_plan *, struct scene *);

/* Places the names of points and lines where they touch nothing. */
void
chart_names_place(struct chart_plan *);

void
chart_names_draw(const struct chart_plan *, struct scene *);

/* True when a line of the series is named beside it. */
bool
chart_names_line(const struct chart_plan *, const struct doc_series *);

/* Draws the marks that lie behind the references (bars, bands), or those before them. */
void
chart_marks_draw(const struct chart_plan *, struct scene *, bool behind);

/* Whether some parts of stacks show their number, and others are too narrow for it. */
bool
chart_marks_narrow(const struct chart_plan *);

/* A box in the look of a role. */
void
chart_fill_box(const struct chart_plan *, struct scene *, enum chart_role,
    struct chart_box);

/* A dot, or another shape for another role. */
void
chart_dot(const struct chart_plan *, struct scene *, enum chart_role,
    bool hollow, double x, double y);

/* White under a text that stands on other things. */
void
chart_knock_out(struct scene *, struct chart_box);

/* Draws a part of a chart in a box of its own. */
struct scene *
chart_draw(struct layout *, const struct doc_chart *,
    const struct chart_part *);

#endif
