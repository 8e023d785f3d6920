/*
 * What a sampler of GPUs reads: power and energy counters, device by
 * device. Decides which of them becomes the record's energy, so that none
 * counts twice. It must not know how the readings are written.
 */
#ifndef WATTLEAF_GPU_METERS_H
#define WATTLEAF_GPU_METERS_H

#include <stdbool.h>

#include "base/pos.h"
#include "base/str.h"
#include "ingest/gpu_list.h"

struct gpu_meters;
struct reading;

/* In the order in which they are preferred: a counter misses nothing between two readings. */
enum gpu_reading {
	GPU_ENERGY,        /* counter, kWh */
	GPU_POWER,         /* W */
	GPU_POWER_AVERAGE,
	GPU_POWER_INSTANT,
	GPU_READINGS
};

enum gpu_clock {
	CLOCK_DATED,   /* seconds since 1970 */
	CLOCK_UNDATED, /* seconds since some start */
	CLOCK_ORDER    /* no times: readings in their order */
};

struct gpu_sample {
	enum gpu_reading kind;
	struct span id;
	struct span alias;  /* another name, for options->device alone */
	struct span model;
	double time_s;      /* CLOCK_ORDER: number of the scrape, or NAN for one after the other */
	double value;       /* NAN: the row states none */
	struct pos pos;
};

/* The clock must be known before the first sample; what is not dated can't be cut to a window, which is said (LOG_WINDOW). */
struct gpu_meters *
gpu_meters_open(struct reading *, enum gpu_clock);

/* Adds one reading or counts it as skipped. A second one of the same device and time is passed over. */
void
gpu_meters_add(struct gpu_meters *, const struct gpu_sample *);

/* What is known of the device, to be completed; NULL when it is not wanted. Spans in it must live as long as the arena. */
struct gpu_fact *
gpu_meters_fact(struct gpu_meters *, struct span id, struct span alias,
    struct pos);

/*
 * Fills the record. ADVICE says what would have given the times (NULL: it
 * has them). False, without a diagnostic, when no reading was added.
 */
bool
gpu_meters_finish(struct gpu_meters *, int nodes, const char *advice);

#endif
