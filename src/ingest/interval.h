/*
 * Energy that a meter states for stretches of time: added part by part
 * (package, memory, GPU), each second once. Shared by the readers of tools
 * that write intervals or windows. It must not know how they are written.
 */
#ifndef WATTLEAF_INTERVAL_H
#define WATTLEAF_INTERVAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"
#include "study/record.h"

struct interval_meter;
struct reading;

enum {
	INTERVAL_PARTS = 96,  /* of one log */
	INTERVAL_NO_PART = -1
};

/* What a part is in the total. */
enum interval_role {
	PART_HOST,   /* counted: package, memory, platform */
	PART_GPU,    /* counted, and one of the devices */
	PART_INSIDE  /* another part holds it: never added */
};

enum interval_order {
	INTERVAL_SERIAL, /* one after another, as they come */
	INTERVAL_NESTED  /* in any order; one may lie inside another */
};

struct interval {
	double start_s;    /* NAN: not stated */
	double duration_s; /* NAN: not stated */
	const double *energy_j; /* of each part so far; NAN: not stated */
	struct pos pos;
};

/* KIND is RECORD_MEASURED for counters, RECORD_SAMPLED for power x time. */
struct interval_meter *
interval_open(struct reading *, enum interval_order, enum record_kind kind);

/* The part called ID, made when there is none; INTERVAL_NO_PART when there are too many. */
int
interval_part(struct interval_meter *, const char *id, enum interval_role);

size_t
interval_parts(const struct interval_meter *);

void
interval_set_role(struct interval_meter *, int part, enum interval_role);

/* Whether any interval stated an energy over 0 of the part. */
bool
interval_has(const struct interval_meter *, int part);

/* Adds one interval; what can't be is said as a skipped row, and false. */
bool
interval_add(struct interval_meter *, const struct interval *);

/*
 * Fills the record as power_finish does: devices are the GPU parts, or
 * unknown; duration_s is the time that intervals cover. Intervals that
 * overlap count once (LOG_OVERLAP); holes are said (LOG_GAP, or LOG_SCOPE
 * between windows). LOG_NOTHING and false when no energy was stated.
 */
bool
interval_finish(struct interval_meter *);

#endif
