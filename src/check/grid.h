/*
 * A table as cells with their places, whatever it was written in, and how it
 * becomes rows of claims: by its headings above, or by its labels at the left.
 */
#ifndef WATTLEAF_GRID_H
#define WATTLEAF_GRID_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"
#include "base/str.h"

struct arena;
struct claim_set;

enum {
	GRID_CELLS_MAX = 200000, /* of a table; what is more is left out */
	GRID_COLUMNS_MAX = 4096
};

struct grid_cell {
	struct span text; /* markup; lives as long as the arena */
	struct pos pos;
};

struct grid {
	struct arena *arena;
	struct grid_cell *cells;
	size_t cell_count;
	size_t *rows;      /* the first cell of each row */
	size_t row_count;
	bool full;         /* something was left out */
};

/* Begins a row; what is added after it belongs to it. */
void
grid_row(struct grid *);

void
grid_cell(struct grid *, struct span text, struct pos);

size_t
grid_width(const struct grid *, size_t row);

/* A cell, an empty one outside of the row. */
struct grid_cell
grid_at(const struct grid *, size_t row, size_t column);

/*
 * Adds the rows of claims of a table to the set, as a table of its own.
 * False, and nothing added, when no headings or labels are recognised.
 */
bool
grid_claims(const struct grid *, struct claim_set *);

/* True when NAME is that of a total: "Total", "Sum", "All experiments", "Gesamt", "总计". */
bool
grid_is_total(struct span name);

#endif
