/*
 * Rows of a table of power samples that look like rows before them, read
 * without looking at every cell. The careful parser teaches the shapes, one
 * a device; a row of any other shape is left to it. It must not know meters.
 */
#ifndef WATTLEAF_FAST_ROWS_H
#define WATTLEAF_FAST_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct column_map;
struct csv_row;
struct fast_rows;

/* What a row says that looks like one before it. */
struct fast_row {
	size_t n;           /* its bytes with the line end */
	double time_s;
	double power_w;
	size_t column;      /* of the power, 1-based */
	void *device;       /* as learned with the shape */
	const char *model;
};

/* The map stays the caller's. ZONE_S is taken off of every time stamp. */
struct fast_rows *
fast_rows_open(struct arena *, const struct column_map *, double zone_s);

/* The map has changed. */
void
fast_rows_forget(struct fast_rows *);

/* Nothing is learned yet. */
bool
fast_rows_idle(const struct fast_rows *);

/* Another reader of the same rows, for a thread of its own; it is taught by fast_rows_follow alone. */
struct fast_rows *
fast_rows_twin(const struct fast_rows *);

/* The twin knows what the other knows. */
void
fast_rows_follow(struct fast_rows *twin, const struct fast_rows *);

/*
 * Learns the shape of ROW, unless it is known or one that the careful parser
 * alone reads. KNOWN is what that read, with the device and the model that
 * rows like it are to come with: a shape that reads anything else is not
 * kept.
 */
void
fast_rows_learn(struct fast_rows *, const struct csv_row *,
    const struct fast_row *known);

/* Reads the row at the front of TEXT; false when it looks like none before it, or may not be whole. */
bool
fast_rows_match(struct fast_rows *, struct span text, struct fast_row *);

/* As fast_rows_match for the rows at the front of TEXT, MOST at most; returns how many there are, and their bytes in *N. */
size_t
fast_rows_read(struct fast_rows *, struct span text, struct fast_row *rows,
    size_t most, size_t *n);

#endif
