/*
 * Stated intervals between their own files: what was added, and what is
 * said of it in the record.
 */
#ifndef WATTLEAF_INTERVAL_PARTS_H
#define WATTLEAF_INTERVAL_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"
#include "ingest/interval.h"
#include "ingest/sum.h"
#include "study/record.h"

/* Numbers of seconds since 1970 that are later than this (1973) are dates. */
#define INTERVAL_EPOCH_LEAST_S 1e8

struct part {
	const char *id;
	enum interval_role role;
	size_t stated, missing;
	struct sum energy_j;
	double max_w;
	struct pos missing_pos;
};

struct window {
	double start_s, duration_s;
	double *energy_j;
	size_t parts;
	struct pos pos;
};

struct interval_meter {
	struct reading *reading;
	enum interval_order order;
	enum record_kind kind;
	struct part parts[INTERVAL_PARTS];
	size_t part_count;
	struct window *windows;
	size_t window_count;
	size_t used, timed;
	double first_s, last_s;      /* NAN before the first */
	struct sum covered_s;
	double max_hole_s, max_step_s, max_w;
	struct pos first_pos, hole_pos;
	bool undated, limit_said;
	struct trace *trace;         /* NULL: none is kept */
	double drawn_s;              /* its end so far; NAN: before the first */
};

/* Fills the record from the sums; false with LOG_NOTHING when there are none. */
bool
interval_record(struct interval_meter *);

#endif
