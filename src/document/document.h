/*
 * The document: what is said. A cmark tree whose custom nodes carry tables
 * and charts as data, and the disclosure as a tree of values. It knows no
 * output format and no position on a page.
 */
#ifndef WATTLEAF_DOCUMENT_H
#define WATTLEAF_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/unit.h"

struct account;
struct arena;
struct citation;
struct cmark_node;
struct data;
struct diags;
struct doc_chart;
struct figure;
struct language;

/*
 * Markup in every const char * below that is not said to be plain: UTF-8
 * with _{lowered} and ^{raised}, nothing else; text_parts splits it.
 */

enum script { SCRIPT_NORMAL, SCRIPT_SUB, SCRIPT_SUPER };

/* What a CUSTOM_INLINE node of the tree carries as its user data; its children are TEXT. */
struct doc_inline {
	enum script script;
};

enum align {
	ALIGN_LEFT,
	ALIGN_RIGHT,
	ALIGN_CENTRE,
	ALIGN_DECIMAL, /* at the decimal mark */
	ALIGN_RANGE    /* at the dash between two ends */
};

/* Which number of a figure is shown. */
enum bound {
	BOUND_VALUE,
	BOUND_LOW,
	BOUND_HIGH,
	BOUND_RANGE,
	BOUND_BOTH, /* the value, and its range in brackets when it has one */
	BOUND_PM   /* "12.3 ± 0.4"; "12.3 +0.8/−0.4" where the sides differ */
};

/* How the numbers of a column, an axis or a place in the prose are printed. */
struct number_style {
	enum unit unit;       /* shown unit */
	int decimals;         /* fixed number of decimals; or one of the two below */
	int significant;      /* digits when decimals is DECIMALS_SIGNIFICANT */
	const struct language *language; /* NULL: as English writes them */
};

enum {
	DECIMALS_SIGNIFICANT = -1, /* as many as the significant digits need */
	DECIMALS_STATED = -2       /* as many as the number needs: at most two, or three digits */
};

struct doc_column {
	const char *key;      /* "co2e": plain, as in disclosure.json */
	const char *head;     /* "CO_{2}e" */
	const char *unit;     /* "lb", or "" */
	const char *spanner;  /* heading over this and its neighbours of the same text, or NULL */
	enum align align;
	struct number_style style;
	const char *marks;    /* note letters, "a" or "a,b", plain; "" none */
};

struct doc_cell {
	const char *text;     /* markup; NULL when the cell is a figure */
	const struct figure *figure; /* an unknown one prints as a dash */
	enum bound bound;
	const char *marks;    /* note letters, plain; "" none */
};

struct doc_row {
	const struct doc_cell *cells; /* one a column */
	const char *group;    /* heading of the group that begins here, or NULL */
	bool total;
};

struct doc_note {
	const char *mark;     /* "a", "b", ...: plain; "—" explains the dash */
	const char *text;
};

/* How a table is to be laid out; FORM_ANY: as fits. */
enum table_form {
	FORM_ANY,
	FORM_PLAIN,
	FORM_BRIEF,   /* heads in their short forms */
	FORM_COMMON,  /* what all rows share as a note */
	FORM_TURNED,  /* a row of the table as a column */
	FORM_STACKED, /* cells of two lines */
	FORM_PARTS,   /* columns in parts under each other */
	FORM_COUNT
};

struct doc_table {
	const char *id;       /* "models": plain */
	const char *caption;
	int number;           /* "Table 1" */
	struct doc_column *columns;
	size_t column_count;
	struct doc_row *rows;
	size_t row_count;
	struct doc_note *notes;
	size_t note_count;
	enum table_form form;
};

/* A table of prose: CUSTOM_BLOCK nodes in each other, inline nodes in its cells. */
enum grid_part { GRID_TABLE, GRID_HEAD, GRID_BODY, GRID_ROW, GRID_HEAD_CELL, GRID_CELL };

struct doc_grid {
	enum grid_part part;
	enum align align; /* of a cell */
};

/* What a CUSTOM_BLOCK node of the tree carries as its user data. */
struct doc_block {
	const struct doc_table *table; /* or NULL */
	const struct doc_chart *chart; /* or NULL */
	const struct doc_grid *grid;   /* or NULL; only pages of a handbook have them */
};

struct doc {
	const char *title;    /* plain */
	const char *language; /* "en" */
	const struct language *words; /* of that language; NULL: English */
	const char *creator;  /* "wattleaf 0.1.0" */
	const char *catalog_version;
	const char *summary;  /* of models of several sources: what their figures are, a line; else NULL */
	int64_t date_s;       /* since 1970, UTC; INT64_MIN when none was given */
	struct cmark_node *root;
	const struct doc_table *const *tables; /* those of the tree, in its order */
	const struct doc_table *main_table; /* of the models; NULL: not there */
	size_t table_count;
	const struct doc_chart *const *charts;
	size_t chart_count;
	const struct doc_chart *const *chart_files; /* those that become files; the first is the main one */
	size_t chart_file_count;
	const struct citation *const *citations; /* numbered from 1 in the prose */
	size_t citation_count;
	const struct data *disclosure;
};

/* The table that becomes files: that of the models, else the first; NULL without any. */
const struct doc_table *
doc_main_table(const struct doc *);

#endif
