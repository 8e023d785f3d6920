/*
 * The table of stages. Inside document only.
 */
#ifndef WATTLEAF_DOC_STAGES_H
#define WATTLEAF_DOC_STAGES_H

struct builder;
struct doc_table;

/* NULL when no model has runs of several stages. */
const struct doc_table *
table_of_stages(struct builder *);

#endif
