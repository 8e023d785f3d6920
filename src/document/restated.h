/*
 * The document of figures that a disclosure states and nobody here worked
 * out. Inside document only; each does nothing for another account.
 */
#ifndef WATTLEAF_DOC_RESTATED_H
#define WATTLEAF_DOC_RESTATED_H

struct builder;
struct citation;
struct cmark_node;
struct data;
struct doc_table;

/* Says so below the title, with the totals and what the check found. */
void
restated_say(struct builder *);

/* The method in its words: who made it, which evidence it states, its factors; returns the last block. */
struct cmark_node *
restated_methods(struct builder *, struct cmark_node *sibling);

/* Sets the words and figures by which prose prints the values of a disclosure, as those of a report have them. */
void
restated_words(struct builder *, struct data *disclosure);

/* Of the table of models. */
const char *
restated_caption(struct builder *);

/* A source as the disclosure has it, NULL when it has none of this id. */
const struct citation *
restated_source(const struct builder *, const char *id);

/* Place and evidence of each model, and figures that the table of models leaves out; NULL when nothing of it is stated. */
const struct doc_table *
table_of_stated(struct builder *);

/* NULL when it lists none. */
const struct doc_table *
table_of_factors(struct builder *);

#endif
