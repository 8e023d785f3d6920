/*
 * What a reader asked of the table of models: which columns, in which order,
 * its rows sorted, grouped and summed. Inside document only.
 */
#ifndef WATTLEAF_DOC_ARRANGE_H
#define WATTLEAF_DOC_ARRANGE_H

#include <stdbool.h>
#include <stddef.h>

struct account_model;
struct builder;
struct doc_cell;
struct doc_table;
struct number_style;

/* A column that is shown only when it is asked for. */
struct asked_column {
	const char *key, *head;
	size_t offset; /* of the figure in struct account_line */
	size_t style;  /* in struct doc_styles */
};

/* The I-th of them; NULL past the end. */
const struct asked_column *
asked_column_at(size_t i);

/* Whether --columns or --sort names the column KEY, by its own name or that of disclosure.json. */
bool
column_is_asked(struct builder *, const char *key);

/* Makes the cells of a row, for those who know which rows there are. */
struct row_maker {
	const struct doc_cell *(*cells)(void *context,
	    const struct account_model *);
	void *context;
};

/* Groups the rows, one a model in the account's order, and adds the total, as was asked for. */
void
table_group(struct builder *, struct doc_table *, const struct row_maker *);

/* As was asked for: ranges, rows sorted inside their groups, columns, caption, layout; letters the notes. What is wrong is said. */
void
table_arrange(struct builder *, struct doc_table *);

/* Adds a note and returns its letter, the next that is free. */
const char *
table_add_note(struct builder *, struct doc_table *, const char *text);

/* Adds the note that says why there are dashes: the reasons of all unknown cells. */
void
table_explain_dash(struct builder *, struct doc_table *);

#endif
