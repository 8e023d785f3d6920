/*
 * The list of all records: as CSV, as JSON lines, and what is wrong with
 * them as text.
 */
#ifndef WATTLEAF_ROWS_H
#define WATTLEAF_ROWS_H

struct arena;
struct buf;
struct collation_row;

/* The first line, with its end. */
void
rows_csv_head(struct buf *);

void
rows_csv(const struct collation_row *, struct arena *, struct buf *);

/* One object on one line, with its end. */
void
rows_json(const struct collation_row *, struct arena *, struct buf *);

/* "paper-17: failed: file:3:4: error: ... [code]", a line for each; for one that is counted its slips. */
void
rows_problems(const struct collation_row *, struct arena *, struct buf *);

/* What a revision or duplicate is told as; "" for others. */
const char *
rows_why(const struct collation_row *, struct arena *);

#endif
