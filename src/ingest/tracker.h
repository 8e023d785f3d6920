/*
 * What readers of energy trackers share: runs with an energy as the tracker
 * states it, its own PUE inside, and what they come to together.
 */
#ifndef WATTLEAF_TRACKER_H
#define WATTLEAF_TRACKER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "study/record.h"

struct reading;

struct tracker_run {
	struct record_run run;  /* energy as stated */
	double pue;             /* factor inside the energy; NAN not known */
	enum record_kind kind;  /* of its energy */
	bool machine;           /* counts it whole: overlaps are one energy */
};

/* Nothing known, at POS. */
struct tracker_run
tracker_run_none(struct pos);

/*
 * Takes an energy that the duration makes impossible (or that is negative)
 * out of the run, says LOG_IMPLAUSIBLE and returns false.
 */
bool
tracker_plausible(struct reading *, struct tracker_run *);

/*
 * Fills runs, run_count, start, end, duration, energy_kwh, it_energy_kwh,
 * pue_included, co2e_g_reported, intensity (where it is unknown), mean power
 * and kind. Runs outside the window are left out; machine runs that overlap
 * count once (LOG_OVERLAP). False with LOG_NOTHING when no run is left.
 */
bool
tracker_finish(struct reading *, struct tracker_run *, size_t count);

/* Seconds of a stamp, the zone that was asked for taken off one without; *ZONED as the record wants it. */
bool
tracker_stamp(const struct reading *, struct span, double *seconds,
    bool *zoned);

/* A digest of what tells machines apart, so that no text of it is kept. */
const char *
tracker_host_key(struct reading *, struct span);

/* "4 x NVIDIA A100" or "NVIDIA A100": how many (1 without a count) and, in the arena, what; 0 and NULL when it is missing. */
int
tracker_devices(struct reading *, struct span, const char **model);

#endif
