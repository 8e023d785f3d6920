/*
 * A table that has been measured: the sizes, columns and rows from which
 * it, or a part of it for one page, is drawn.
 */
#ifndef WATTLEAF_TABLE_H
#define WATTLEAF_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/paragraph.h"

#define LINE_LEADING 1.15 /* of the size: lines of one cell */

struct doc_table;
struct layout;
struct scene;

/* A column: x and width are its box; numbers stand in a block inside it. */
struct table_column {
	struct para *head;
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
};

struct table_row {
	struct table_cell *cells;
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
};

struct table_plan {
	struct layout *layout;
	const struct doc_table *table;
	struct table_fit fit;
	struct text_style text, grey, unit;
	struct table_column *columns;
	struct table_row *rows;
	struct table_span *spans;
	size_t span_count;
	size_t head_lines;
	bool units;
	bool groups;
	double indent; /* of the rows of a group */
	double width;       /* of the rules */
	double notes_width;
	struct para *notes; /* NULL when there are none */
};

/* Which part of a table to draw. */
struct table_part {
	size_t first, count; /* rows */
	bool caption;
	bool continued;      /* the caption says so */
	bool notes;
};

/* Measures a table for the style's width. */
struct table_plan *
table_plan_new(struct layout *, const struct doc_table *);

/* Makes the boxes of all columns and cells at the fit's size: not yet broken to lines. */
void
table_boxes(struct table_plan *);

struct scene *
table_draw(const struct table_plan *, const struct table_part *);

#endif
