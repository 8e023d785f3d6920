/*
 * A chart as data: two scales, rows, series of marks and reference lines.
 * What it is about, only its builder knows; layout draws any of them.
 * Texts are markup but for those that are said to be plain.
 */
#ifndef WATTLEAF_DOC_CHART_H
#define WATTLEAF_DOC_CHART_H

#include <stdbool.h>
#include <stddef.h>

enum scale_kind {
	SCALE_LINEAR,
	SCALE_LOG,      /* what is not positive is not shown */
	SCALE_TIME,     /* linear; steps of a clock */
	SCALE_CATEGORY  /* the chart's rows; of y alone */
};

struct doc_scale {
	enum scale_kind kind;
	const char *title;  /* with its unit: "Training emissions, lb CO_{2}e (log scale)" */
	bool zero;          /* LINEAR, TIME: 0 is shown */
	double least, most; /* shown whatever the data are; equal: nothing is */
	double cycle;       /* TIME: so many of its unit make the next: 60 or 24; else 0 */
};

enum mark_kind {
	MARK_POINT, /* a dot at x, whisker from low to high */
	MARK_BAR,   /* from 0 to x, whisker from low to high */
	MARK_STACK, /* x long, behind the stacks of earlier series */
	MARK_RANGE, /* a bar from low to high */
	MARK_LINE,  /* through the points; broken where x or y is NAN */
	MARK_STEP,  /* first along x, then along y */
	MARK_BAND,  /* between low and high in y, over x; broken as a line is */
	MARK_SPAN,  /* from low to high in x, as high as the plot */
	MARK_TEXT   /* a text alone */
};

/* "point": for machines and for tests. */
const char *
chart_mark_name(enum mark_kind);

/* Colour, hatch and outline together: two roles differ in gray, too. */
enum chart_role {
	CHART_MAIN,
	CHART_SECOND,
	CHART_THIRD,
	CHART_FOURTH,
	CHART_FIFTH,
	CHART_SIXTH,
	CHART_SEVENTH,
	CHART_REST,  /* what has no name of its own */
	CHART_GUIDE, /* a line that is no datum */
	CHART_SHADE, /* behind other marks */
	CHART_BLANK, /* where nothing is known */
	CHART_ROLES
};

/* On a scale of rows datum i is of row i, and y has no meaning. */
struct doc_datum {
	double x, y;      /* in the units of the scales; NAN: nothing here */
	double low, high; /* equal: no range; NAN: not known */
	bool hollow;      /* POINT: estimated, not from a measurement */
	const char *text; /* POINT, TEXT: its name; STACK: what may stand in it; or NULL */
};

struct doc_series {
	const char *name;  /* NULL: needs none */
	enum mark_kind mark;
	enum chart_role role;
	struct doc_datum *data;
	size_t count;
};

struct doc_category {
	const char *label;  /* "BERT_{base}" */
	const char *detail; /* "V100×64", or "" */
	const char *text;   /* the printed value, or "" */
};

/* A dashed line across the x scale with a label above the plot. */
struct doc_reference {
	const char *label;  /* "NY–SF flight, 1 passenger" */
	const char *text;   /* "1,984 lb" */
	double value;
};

struct doc_chart {
	const char *id;       /* "emissions": plain */
	const char *caption;
	int number;           /* "Figure 1" */
	struct doc_scale x, y;
	struct doc_category *rows; /* of y, the top one first */
	size_t row_count;
	struct doc_series *series; /* in drawing order */
	size_t series_count;
	struct doc_reference *references;
	size_t reference_count;
	const char *description; /* alternative text, made from the data: plain */
};

#endif
