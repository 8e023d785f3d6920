/*
 * Tables and charts for the layout tests: Strubell et al. (2019), table 3,
 * by hand, and worst cases made from it.
 */
#ifndef WATTLEAF_LAYOUT_SAMPLES_H
#define WATTLEAF_LAYOUT_SAMPLES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "document/chart.h"
#include "document/document.h"
#include "layout/layout.h"

struct arena;

/* What a test needs to lay something out. */
struct bench {
	struct arena *arena;
	struct diags diags;
	struct layout layout;
};

/* Opens the program's own fonts; fails the test when they are not there. */
void
bench_open(struct bench *, double width);

void
bench_close(struct bench *);

/* The right end of a text. */
double
bench_right(const struct bench *, const struct scene_item *);

/* The first text that is WORDS, ignoring spaces at its end; NULL when there is none. */
const struct scene_item *
bench_find(const struct scene *, const char *words);

/* True when all ink lies in the box. */
bool
bench_inside(const struct bench *, const struct scene *);

/* True when no tag that holds text holds another tag. */
bool
bench_text_in_leaves(const struct scene *);

/* Cells of each row, spans counted; 0 when rows differ. */
size_t
bench_cells(const struct scene *);

/* How many tags NAME are begun. */
size_t
bench_tags(const struct scene *, const char *name);

/* Eight rows, eight columns, a spanner, three notes. */
struct doc_table *
sample_table(struct arena *);

/* ROWS rows with names of different length, groups and a total. */
struct doc_table *
sample_long_table(struct arena *, size_t rows);

/* Five marks with ranges, two references. */
struct doc_chart *
sample_chart(struct arena *);

/* MARKS marks from LOW to HIGH, evenly on a log scale. */
struct doc_chart *
sample_long_chart(struct arena *, size_t marks, double low, double high);

#endif
