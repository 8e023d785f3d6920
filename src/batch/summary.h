/*
 * What a batch says of all its studies: index.html, summary.csv,
 * summary.json and failures.txt, from the records of their folders, one
 * after the other.
 */
#ifndef WATTLEAF_SUMMARY_H
#define WATTLEAF_SUMMARY_H

#include <stdbool.h>
#include <stddef.h>

#include "batch/record.h"

struct arena;
struct buf;
struct inputs;
struct store;

struct summary_total {
	double value, low, high;
	size_t reported;     /* studies that know it */
	bool at_least;       /* one of them leaves something out */
	bool mixed;          /* units that can't be added: the numbers are NAN */
	const char *unit;    /* in the summary's arena */
};

struct summary {
	const char *version, *catalog; /* given by the caller */
	struct arena *arena;           /* given too */
	const char *unread;            /* a study whose result could not be read; NULL: none */
	size_t studies;
	size_t status[RECORD_FAILED + 1]; /* studies of each */
	struct summary_total totals[RECORD_KEYS];
};

/* Writes the four files; false with OUTPUT_OPEN, OUTPUT_WRITE or a study unread. */
bool
summary_write(struct store *, const struct inputs *, struct summary *);

/* The record of OUT/ID; one that failed with BATCH_RESULT and status 5 when there is none. */
struct record
summary_record(const struct store *, const char *id, struct arena *);

/* Adds a record to the counts and totals. */
void
summary_count(struct summary *, const struct record *);

/* The page: what stands before the rows, a row, what stands behind. */
void
index_head(const struct summary *, struct buf *);

void
index_row(const struct record *, struct arena *, struct buf *);

void
index_foot(const struct summary *, struct arena *, struct buf *);

#endif
