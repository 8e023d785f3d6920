/*
 * A table as a bare booktabs tabular, and its notes.
 */
#ifndef WATTLEAF_LATEX_TABLE_H
#define WATTLEAF_LATEX_TABLE_H

struct arena;
struct buf;
struct doc_table;

void
latex_tabular(const struct doc_table *, struct arena *, struct buf *out);

/* The notes as a box of the column's width, whatever the tabular's. */
void
latex_notes(const struct doc_table *, struct buf *out);

/* Its natural width in 10 pt type, estimated from its characters, in points. */
double
latex_table_width(const struct doc_table *, struct arena *);

#endif
