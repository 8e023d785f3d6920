/*
 * Rows of sacct: which column holds what, and where a delimiter inside free
 * text moved them.
 */
#ifndef WATTLEAF_SLURM_COLUMNS_H
#define WATTLEAF_SLURM_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum slurm_column {
	SLURM_JOB_ID,
	SLURM_JOB_ID_RAW,
	SLURM_ELAPSED,
	SLURM_ELAPSED_RAW,
	SLURM_STATE,
	SLURM_NODES,
	SLURM_NODE_LIST,
	SLURM_START,
	SLURM_END,
	SLURM_ALLOC_TRES,
	SLURM_ALLOC_GRES,
	SLURM_REQ_TRES,
	SLURM_ENERGY,
	SLURM_ENERGY_RAW,
	SLURM_COLUMNS
};

enum { SLURM_FIELDS_MAX = 256, SLURM_DELIMITER_MAX = 16 };

struct slurm_columns {
	char delimiter[SLURM_DELIMITER_MAX];
	bool trailing;                /* -p: a delimiter at each line's end */
	size_t count;                 /* columns that the header names */
	int at[SLURM_COLUMNS];        /* -1 when not there */
	int first_free, last_free;    /* columns of free text, -1 for none */
};

/* One row: its cells point into the line. */
struct slurm_row {
	struct span cells[SLURM_COLUMNS]; /* empty when there is no such column */
	bool moved;                       /* free text held a delimiter */
};

/* Reads a header line, or a list of names with commas; false when it names no JobID. */
bool
slurm_columns_read(struct slurm_columns *, struct span line);

/* False when the row has not the header's columns. */
bool
slurm_row_read(const struct slurm_columns *, struct span line,
    struct slurm_row *);

#endif
