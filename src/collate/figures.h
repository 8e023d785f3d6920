/*
 * What was added up, for machines: as a tree of values and as CSV.
 */
#ifndef WATTLEAF_COLLATE_FIGURES_H
#define WATTLEAF_COLLATE_FIGURES_H

struct arena;
struct buf;
struct collated;
struct data;

/* collation.json. */
struct data *
figures_data(const struct collated *, struct arena *);

/* Appends totals.csv: a row for each total, group and bin. */
void
figures_csv(const struct collated *, struct arena *, struct buf *);

#endif
