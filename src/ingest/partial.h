/*
 * A digest of a log: what its samples come to, device by device, kept so
 * that digests of parts join to that of the whole. It must not know how a
 * digest is written.
 */
#ifndef WATTLEAF_PARTIAL_H
#define WATTLEAF_PARTIAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/pos.h"
#include "ingest/power_device.h"
#include "ingest/sum.h"
#include "study/record.h"

struct arena;
struct read_options;
struct reading;

struct partial_sample {
	double time_s;
	double value;         /* W; of a counter kWh */
};

/* Samples of one device that follow one another. */
struct partial_body {
	size_t samples;       /* 0: none, and only the counts below are set */
	size_t disordered;    /* left out: not later than the one before */
	size_t resets;        /* of a counter */
	struct partial_sample first, last;
	double min_w, max_w;  /* NAN for a counter */
	double max_gap_s;
	struct exact_sum energy; /* J; of a counter kWh */
	struct pos first_pos, gap_pos, disordered_pos, reset_pos;
	double steps[STEPS_KEPT]; /* the first intervals */
};

/* The first sample stands apart: where it repeats the last of the part before, the whole log would not have counted it. */
struct partial_device {
	const char *id;
	const char *model;    /* or NULL */
	struct partial_sample lead;
	struct pos lead_pos;
	struct partial_body body; /* of what follows the first sample */
};

/* A log that was read. */
struct partial_log {
	const char *sha256;   /* of the file as it lies; NULL: not known */
	double bytes;         /* NAN: not known */
};

struct partial {
	bool counter;         /* else samples of power */
	bool accelerators;    /* devices are such */
	const char *format;   /* of the logs */
	const char *tool_version, *device_model;
	enum record_scope scope;
	bool zoned;
	size_t rows_skipped;  /* beside those out of order */
	struct machine machine;
	struct partial_device *devices;
	size_t count;
	struct partial_log *logs;
	size_t log_count;
	struct diags said;    /* by the reader, beside what the samples tell */
};

/* Adds a sample behind the others; one that is not later is counted and left out. */
void
partial_take(struct partial_body *, bool counter, struct partial_sample,
    struct pos);

/* Device and its first sample as one. */
struct partial_body
partial_whole(const struct partial_device *, bool counter);

/* Adds all of NEXT, which begins no earlier than the device ends and goes on later. */
void
partial_append(struct partial_device *, const struct partial_device *next,
    bool counter);

double
partial_device_end_s(const struct partial_device *);

/* Where the samples begin and end; NAN when there are none. */
double
partial_start_s(const struct partial *);

double
partial_end_s(const struct partial *);

/* Room for COUNT devices, and the record's digest from now on. */
struct partial *
partial_new(struct reading *, bool counter, size_t count);

/* What the record says beside its samples goes to its digest, and of DIAGS what was said from FIRST on. */
void
partial_complete(struct record *, size_t first, const struct diags *,
    struct arena *);

/* Fills the record as the reader of the log whole would have. */
void
partial_record(struct reading *, struct partial *);

/*
 * Joins digests, records that have one: those of the same kind whose
 * devices follow one another in time, in whatever order they come, become
 * one record, which says anew what its samples tell. What overlaps stays a
 * record of its own (LOG_OVERLAP); a part that is there twice goes
 * (LOG_TWICE). Returns how many records there are now.
 */
size_t
partial_join(struct record **, size_t count, const struct read_options *,
    struct arena *, struct diags *);

#endif
