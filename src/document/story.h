/*
 * The story's own comparisons: accuracy bought with emissions, the same runs
 * elsewhere, energy mixes. Inside document only.
 */
#ifndef WATTLEAF_STORY_H
#define WATTLEAF_STORY_H

#include <stdbool.h>
#include <stddef.h>

#include "document/document.h"

struct account_metric;
struct asked;
struct builder;
struct chart_shares;
struct chart_values;
struct cmark_node;
struct data;
struct figure;

/* A column of figures, aligned by their decimal marks; its unit is the style's. */
struct doc_column
story_numbers(const char *key, const char *head, struct number_style);

/* A column of words. */
struct doc_column
story_words(const char *key, const char *head);

/* Three significant digits of UNIT. */
struct number_style
story_digits(enum unit);

/* The cells of a row: WORDS, then FIGURES, of which some may be NULL. */
void
story_row(struct builder *, struct doc_row *, const char *const *words,
    size_t word_count, const struct figure *const *figures,
    size_t figure_count);

void
story_note(struct builder *, struct doc_table *, const char *mark,
    const char *text);

/*
 * Whether NAME means the metric: "BLEU", "newstest2014 en-de",
 * "BLEU/newstest2014 en-de"; NULL means each.
 */
bool
metric_is(struct builder *, const struct account_metric *, const char *name);

/* "BLEU/newstest2014 en-de": the name that means it alone. */
const char *
metric_name(struct builder *, const struct account_metric *);

/* The first metric from the I-th on that ASKED means; NULL when there is none, which is said when none is meant at all. */
const struct account_metric *
metric_next(struct builder *, const struct asked *, size_t i);

/* Scores, emissions, and what each step along the front costs; NULL with fewer than two models. */
const struct doc_table *
table_of_metric(struct builder *, const struct account_metric *);

/* One row a place or scenario; NULL when none was asked for. */
const struct doc_table *
table_of_regions(struct builder *);

/* The chart's rows: emissions of MODEL (an id; NULL: of all that are counted). */
const struct chart_values *
regions_values(struct builder *, const char *model);

/* One row a mix; NULL when none was asked for. */
const struct doc_table *
table_of_mix(struct builder *);

const struct chart_shares *
mix_shares(struct builder *);

/* Calls EACH for every input of the comparisons' figures. */
void
story_inputs(struct builder *, void (*each)(const struct figure *, void *),
    void *context);

/* Adds equivalents, regions, mix and scores to the disclosure. */
void
disclosure_story(struct builder *, struct data *root);

/* Each adds table and chart behind SIBLING where there is something to show, and returns the last block. */
struct cmark_node *
prose_scores(struct builder *, struct cmark_node *sibling);

struct cmark_node *
prose_regions(struct builder *, struct cmark_node *sibling);

struct cmark_node *
prose_mix(struct builder *, struct cmark_node *sibling);

/* The tables of scores alone, one a metric. */
struct cmark_node *
insert_scores(struct builder *, struct cmark_node *sibling);

#endif
