/*
 * Tables made from a table: other columns, short heads, what all rows share
 * in a note, quantities as rows. Each returns a copy; the table stays.
 */
#ifndef WATTLEAF_TABLE_EDIT_H
#define WATTLEAF_TABLE_EDIT_H

#include <stddef.h>

#include "document/document.h"

struct arena;

/* The column KEY; the count of columns when there is none. */
size_t
table_column(const struct doc_table *, const char *key);

/* The columns whose indices are in COLUMNS, in that order; notes that no mark is left of are gone. */
struct doc_table *
table_with_columns(const struct doc_table *, const size_t *columns,
    size_t count, struct arena *);

/* Marks anew from "a" on, in the order of reading. */
void
table_letter_notes(struct doc_table *, struct arena *);

/* Heads in their short forms; NULL when none has one. */
struct doc_table *
table_brief(const struct doc_table *, struct arena *);

/*
 * Without the columns in which all rows say the same, or nothing is known:
 * a note says it of all. NULL when there is no such column.
 */
struct doc_table *
table_common(const struct doc_table *, struct arena *);

/*
 * Turned: a column a row, quantities below each other, their units beside
 * them. The first column of words stands under the heads. NULL when the
 * rows have groups.
 */
struct doc_table *
table_turned(const struct doc_table *, struct arena *);

#endif
