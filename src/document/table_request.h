/*
 * What was asked of a table, by its directive or on the command line, and
 * where. Inside document only.
 */
#ifndef WATTLEAF_TABLE_REQUEST_H
#define WATTLEAF_TABLE_REQUEST_H

#include <stdbool.h>

#include "base/pos.h"
#include "document/document.h"

struct builder;
struct doc_options;
struct doc_table;
struct span;

struct asked {
	const char *text; /* NULL: not asked for */
	struct pos pos;   /* without a file: the command line */
};

struct table_request {
	struct asked columns; /* "energy,co2e" */
	struct asked sort;    /* "co2e:desc" */
	struct asked group;   /* "stage", "family", "none" */
	struct asked caption; /* markup */
	struct asked layout;  /* "turned" */
	struct asked ranges;  /* "interval", "pm", "both", "none" */
	struct asked metric;  /* of tables of scores: "BLEU" */
	bool total;           /* a row with the sums */
};

/* How ranges stand in a table. */
enum table_ranges {
	RANGES_INTERVAL, /* in a column of their own, where the table has one */
	RANGES_PM,       /* behind their value: 12.3 ± 0.4 */
	RANGES_BOTH,     /* behind their value: 12.3 (11.9–12.7) */
	RANGES_NONE,
	RANGES_COUNT
};

/* What the command line asks of the table of models, or of any other. */
struct table_request
table_request_of(const struct doc_options *, bool models);

/* REQUEST with what a directive asks where the command line asks for nothing. */
struct table_request
table_request_join(const struct table_request *request,
    const struct table_request *directive);

/* Whether layout, ranges and group are words that there are; else says so. */
bool
table_request_check(struct builder *, const struct table_request *);

enum table_form
table_request_form(const struct table_request *);

enum table_ranges
table_request_ranges(const struct table_request *);

/* Says that what was asked for under NAME is wrong: USAGE, or TEMPLATE_DIRECTIVE at its place. */
void
table_request_say(struct builder *, const struct asked *, const char *name,
    const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Puts ranges behind the values that have one, as was asked for, with a note. */
void
table_show_ranges(struct builder *, struct doc_table *);

#endif
