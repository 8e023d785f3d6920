/*
 * What the two forms of macOS powermetrics share: samples of mean power with
 * the time that passed, stamped to the second.
 */
#ifndef WATTLEAF_POWERMETRICS_H
#define WATTLEAF_POWERMETRICS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"

struct interval_meter;
struct reading;

struct powermetrics {
	struct reading *reading;
	struct interval_meter *meter;
	int part;
	double end_s;        /* of the sample before; NAN before the first */
	size_t samples;
	struct pos first_pos;
	bool parts;          /* one sample's power was summed from its parts */
};

/* One sample; NAN where it says nothing. */
struct powermetrics_sample {
	double stamp_s, elapsed_s;
	double total_w;      /* combined or package */
	double cpu_w, gpu_w, ane_w;
	struct pos pos;
};

void
powermetrics_open(struct powermetrics *, struct reading *);

void
powermetrics_add(struct powermetrics *, const struct powermetrics_sample *);

void
powermetrics_finish(struct powermetrics *);

#endif
