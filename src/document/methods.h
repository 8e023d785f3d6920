/*
 * The same runs under each method. Inside document only.
 */
#ifndef WATTLEAF_DOC_METHODS_H
#define WATTLEAF_DOC_METHODS_H

struct builder;
struct chart_values;
struct doc_table;

/* One row a method. The account must have been compared. */
const struct doc_table *
table_of_methods(struct builder *);

/* Emissions of MODEL (an id; NULL: of all that are compared) by method, for the chart; NULL when one method stands alone. */
const struct chart_values *
methods_values(struct builder *, const char *model);

#endif
