/*
 * A trace: millions of readings over time, kept as a bounded number of
 * equal bins with least, most and mean. It does not matter in which order
 * the devices of a log come. No domain words.
 */
#ifndef WATTLEAF_TRACE_H
#define WATTLEAF_TRACE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum { TRACE_BINS = 512 };

struct trace_bin {
	double least, most;  /* of the readings; NAN: none */
	double area;         /* integral over what is covered */
	double covered_s;    /* summed over the devices */
};

/* Open to read. Bin i is of the seconds from (first + i) * width_s on. */
struct trace {
	double width_s;      /* a power of two */
	double first;        /* a whole number */
	size_t count;        /* bins in use */
	struct trace_bin bins[TRACE_BINS];
};

struct trace *
trace_new(struct arena *);

/* A reading. Times that are not finite, or beyond what a clock shows, are left out. */
void
trace_reading(struct trace *, double time_s, double value);

/* The stretch between two readings of one device: a straight line. */
void
trace_stretch(struct trace *, double from_s, double from_value, double to_s,
    double to_value);

/* The mean over a stretch, as a counter or an interval gives it: it counts as a reading of each bin there. */
void
trace_mean(struct trace *, double from_s, double to_s, double value);

/* What is remembered of one device. */
struct trace_pen {
	struct trace *trace; /* the rest is zero at first */
	double last_s, last_value;
	double steps_s;      /* sum of the steps that are no gaps */
	size_t steps, readings;
};

/*
 * A reading of one device, later than its last: adds it and the stretch
 * before it, unless that is longer than ten usual steps: a gap.
 */
void
trace_follow(struct trace_pen *, double time_s, double value);

/* Adds all of FROM. */
void
trace_join(struct trace *, const struct trace *from);

#endif
