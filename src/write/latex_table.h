/*
 * A table as a bare booktabs tabular, and its notes.
 */
#ifndef WATTLEAF_LATEX_TABLE_H
#define WATTLEAF_LATEX_TABLE_H

#include <stdbool.h>

struct buf;
struct doc_table;
struct output_job;

/*
 * Appends the table in the layout that fits the job's width, with a comment
 * that says how wide it is, and its notes. INSIDE a text: what is wider than
 * article's lines hangs out on both sides.
 */
void
latex_table(struct output_job *, const struct doc_table *, bool inside,
    struct buf *out);

#endif
