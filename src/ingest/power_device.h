/*
 * What a power meter keeps of each device, and the step that every sample
 * takes: shared by the files of the meter and by the reader of large logs.
 */
#ifndef WATTLEAF_POWER_DEVICE_H
#define WATTLEAF_POWER_DEVICE_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pos.h"
#include "base/str.h"
#include "base/trace.h"
#include "ingest/power.h"
#include "ingest/sum.h"

enum {
	STEPS_KEPT = 64,        /* intervals that the usual step is taken from */
	POWER_PART_DEVICES = 64 /* the most of a part of a log */
};

struct power_device {
	double lead_s, lead_w; /* of a digest: the first sample, kept apart; NAN before */
	struct pos lead_pos;
	size_t number;        /* its place in the meter */
	size_t samples;       /* inside the window */
	double seen_s, seen_w; /* last sample, inside or outside; NAN before */
	double last_s, last_w; /* inside the window */
	double min_w, max_w, max_gap_s;
	struct exact_sum energy_j;
	double first_s;       /* inside the window */
	double first_w;
	double begun_s;       /* first sample, inside or outside */
	size_t disordered;
	struct pos gap_pos;   /* of the sample that ends the largest gap */
	struct pos first_pos;
	struct pos disordered_pos;
	uint32_t hash;
	char *id;
	struct span id_span;
	const char *model;
	struct trace_pen pen;
	double steps[STEPS_KEPT];
};

struct power_meter {
	struct reading *reading;
	double from_s, to_s;
	bool special;         /* one of them is known, or a trace is kept */
	struct trace *trace;  /* NULL: none is kept */
	struct power_device **devices;
	size_t count;
	size_t last;          /* device of the last sample */
	bool leads;           /* the first samples are kept apart */
	size_t added;         /* samples, inside or outside the window */
	bool limit_said;
};

static inline bool
power_is_sample(double time_s, double power_w)
{
	return isfinite(time_s) && power_w >= 0 && power_w <= POWER_MAX_W;
}

/* Adds a sample that power_is_sample is true of. */
void
power_take(struct power_meter *, struct power_device *, double time_s,
    double power_w, const struct pos *);

/* The same when nothing is special about the sample; false, and nothing is done, when something is. */
static inline bool
power_take_plain(struct power_meter *meter, struct power_device *device,
    double time_s, double power_w)
{
	double step = time_s - device->last_s;

	if (device->samples <= STEPS_KEPT || meter->special || !(step > 0) ||
	    step > device->max_gap_s)
		return false;
	meter->added++;
	device->samples++;
	exact_add(&device->energy_j, (device->last_w + power_w) / 2 * step);
	device->last_s = device->seen_s = time_s;
	device->last_w = device->seen_w = power_w;
	if (power_w > device->max_w)
		device->max_w = power_w;
	if (power_w < device->min_w)
		device->min_w = power_w;
	return true;
}

/* The trapezoid from the device's last sample inside the window to this one, which is not yet counted. */
void
power_add_interval(struct power_device *, double time_s, double power_w,
    const struct pos *);

/* The device called ID, made when there is none; NULL when there are too many. */
struct power_device *
power_device_called(struct power_meter *, struct span id, struct pos);

/* With leads: keeps the digest of what was added in the record, and takes the first samples in. */
void
power_settle(struct power_meter *);

/*
 * A meter for a part of the log that METER measures, with room for
 * POWER_PART_DEVICES devices, in the arena.
 */
struct power_meter *
power_part(const struct power_meter *);

/* Empties the part, whose devices are the first of the meter's. */
void
power_part_begin(struct power_meter *part, size_t devices);

/*
 * Adds the samples of a part as if they had been added one by one; lines of
 * the part count from LINES. False, and nothing is added, when a device's
 * first sample in it is not later than its last before.
 */
bool
power_join(struct power_meter *, const struct power_meter *part,
    size_t lines);

#endif
