/*
 * What readers of tables share: cells that are numbers, words that say
 * "no value", and rows that are left out.
 */
#ifndef WATTLEAF_CELL_H
#define WATTLEAF_CELL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/csv.h"
#include "base/str.h"
#include "base/unit.h"

struct reading;
struct source;

/* True for an empty cell and for the words that tools write instead of a value: "[N/A]", "None", "nan", ... */
bool
cell_missing(struct span);

/* A bare number; a decimal comma too, unless the comma delimits. */
bool
cell_number(struct span, char delimiter, double *value);

/* "33.09 W" or "33.09": *UNIT is UNIT_TOTAL for a bare number. */
bool
cell_quantity(struct span, char delimiter, double *value, enum unit *unit);

/* The delimiter of the file's first line, a comma when it has none. */
char
cell_delimiter(const struct source *);

/* The trimmed text of the row's column, empty when there is no such column. */
struct span
cell_text(const struct csv_row *, int column);

/* Where that text begins; the row's position when there is none. */
struct pos
cell_pos(const struct csv_row *, int column);

/* Counts a row as skipped and says why; the first few by line, the rest in one sum by rows_skipped_end. */
void
row_skip(struct reading *, struct pos, const char *reason, ...)
    __attribute__((format(printf, 3, 4)));

void
rows_skipped_end(struct reading *);

#endif
