/*
 * A table that has been measured: the sizes, columns and rows from which
 * it, or a part of it for one page, is drawn.
 */
#ifndef WATTLEAF_TABLE_H
#define WATTLEAF_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "document/document.h"
#include "layout/paragraph.h"

#define LINE_LEADING 1.15 /* of the size: lines of one cell */

struct doc_table;
struct layout;
struct scene;

/*
 * What a table is drawn from: a table and, of the same columns and rows, the
 * second lines of its cells; columns that have none there are empty.
 */
struct table_view {
	const struct doc_table *table;
	const struct doc_table *below; /* or NULL: no cell has two lines */
};

/* A column: x and width are its box; numbers stand in a block inside it. */
struct table_column {
	struct para *head;
	struct para *below; /* under the head, or NULL */
	struct run unit;
	double lead, tail; /* block: before and behind the decimal point */
	double natural;    /* width of the widest cell, unbroken */
	double shortest;   /* that cells can be broken to */
	double x, width;
};

/* A cell: text that can be broken, or a number that hangs at its decimal point. */
struct table_cell {
	struct para *para; /* or NULL: a number */
	struct run run;
	double lead;       /* of the run, before the point */
	bool empty;
};

struct table_row {
	struct table_cell *cells;
	struct table_cell *below; /* second lines, or NULL */
	const char *heading;      /* of the group that the row belongs to, or NULL */
	struct para *group; /* heading above the row, or NULL */
	size_t lines;
};

/* Columns FIRST.. under one heading. */
struct table_span {
	size_t first, count;
	struct run text;
};

/* How hard the table is pressed to fit. */
struct table_fit {
	double size; /* of the text */
	double gap;  /* least space between columns, in ems */
	bool wrap_heads;
	double text_ems; /* text columns may be broken to this width; 0 never */
	bool cut;        /* and inside words */
};

struct table_plan {
	struct layout *layout;
	const struct doc_table *table; /* as it is drawn: see table_views */
	const struct doc_table *below; /* second lines, or NULL */
	struct table_plan *next;       /* further columns, drawn under these */
	struct table_fit fit;
	struct text_style text, grey, unit;
	struct table_column *columns;
	struct table_row *rows;
	struct table_span *spans;
	size_t span_count;
	size_t head_lines; /* those below included */
	bool units;
	bool groups;
	double indent; /* of the rows of a group */
	double width;       /* of the rules */
	double notes_width;
	const struct doc_table *noted; /* whose notes stand below; of the first part */
	struct para *notes; /* NULL when there are none */
};

/* Which part of a table to draw. */
struct table_part {
	size_t first, count; /* rows */
	bool caption;
	bool continued;      /* the caption says so */
	bool notes;
};

enum { VIEWS_MAX = 8 };

/* A way to lay out a table: its parts, drawn under each other, and its notes. */
struct table_views {
	struct table_view parts[VIEWS_MAX];
	size_t count;
	const struct doc_table *noted;
};

/* One layout. MAKE is false where the layout is not one for the table. */
struct table_layout {
	bool (*make)(const struct doc_table *, size_t parts, struct arena *,
	    struct table_views *);
	size_t parts;
	bool last; /* only when no other one fits */
	enum table_form form;
};

/* The I-th layout, from the most comfortable on; NULL past the end. */
const struct table_layout *
table_layout_at(size_t i);

/* Measures a table for the style's width and chooses its layout; TABLE_WIDTH when none fits. */
struct table_plan *
table_plan_new(struct layout *, const struct doc_table *);

/* As it is in the tightest fit, not yet measured. */
struct table_plan *
table_plan_tightest(struct layout *, const struct table_view *);

/* Says TABLE_WIDTH: how wide the table must be, and which columns would fit. */
void
table_refuse(struct layout *, const struct doc_table *);

/* Least and wanted width of each column, and the least gaps. */
struct table_widths {
	double *least, *wanted;
	double gaps;
	size_t count;
};

/* By how much words, or numbers, are wider where they are set than they are here. */
double
table_type_scale(const struct table_plan *, bool words);

/* What the columns need in the plan's fit, once they have boxes. */
struct table_widths
table_widths(const struct table_plan *);

double
table_least(const struct table_widths *);

bool
table_is_narrow(const struct table_plan *, const struct table_widths *);

/* Gives each column its least width and its share of what is left. */
void
table_share(struct table_plan *, const struct table_widths *);

/* Sets the columns apart until the table is WIDTH wide. */
void
table_stretch(struct table_plan *, double width);

/* Makes the boxes of all columns and cells at the fit's size: not yet broken to lines. */
void
table_boxes(struct table_plan *);

/* Whether the numbers under those of a column are their ranges: each stands in the middle. */
bool
table_has_ranges_below(const struct table_plan *, size_t column);

/* The heading of a group, not yet broken to lines. */
struct para *
table_heading(const struct table_plan *, const char *group, struct layout *);

/* Draws a part of the table; all its columns, as the layout has them. */
struct scene *
table_draw(const struct table_plan *, const struct table_part *);

#endif
