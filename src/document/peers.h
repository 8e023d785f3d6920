/*
 * Models of several sources beside each other. Inside document only; each
 * gives NULL, or SIBLING, when the account is of one study.
 */
#ifndef WATTLEAF_DOC_PEERS_H
#define WATTLEAF_DOC_PEERS_H

#include <stddef.h>

struct builder;
struct cmark_node;
struct doc_table;

/* The unit and digits of emissions and energy: those of the publications, when all have the same. */
void
peers_styles(struct builder *);

/* One row a model, with what its figure covers and where it is from. */
const struct doc_table *
table_of_peers(struct builder *);

/* Both in a line: "Emissions as published: Strubell et al. 2019"; NULL. */
const char *
peers_summary(struct builder *);

/* What the figures are, and what may not be read from them. */
struct cmark_node *
prose_peers(struct builder *, struct cmark_node *sibling);

/* "Strubell et al." of the I-th model's source; "own account" of a study. */
const char *
peer_source(struct builder *, size_t i);

/* The emissions of the I-th model as they were published, which are known: "7,096 lb". */
const char *
peer_published(struct builder *, size_t i);

/* How many times lower, as published, the model is that puts the I-th right; NAN when none does. */
double
peer_correction(const struct builder *, size_t i);

#endif
