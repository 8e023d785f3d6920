/*
 * Energy from power samples: trapezoid over time stamps, device by device,
 * clipped to a window. Shared by every sampler's reader.
 */
#ifndef WATTLEAF_POWER_H
#define WATTLEAF_POWER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"
#include "base/str.h"

struct arena;
struct partial;
struct power_device;
struct power_meter;
struct reading;

/* The window is the reading's options' (NAN: all samples). */
struct power_meter *
power_open(struct reading *);

/*
 * Adds one sample of the device called ID (an empty span: the only device).
 * Times of one device must rise: a sample that does not is left out and
 * counted (LOG_TIME, once a device). POWER_W outside 0..POWER_MAX_W is
 * refused (false): the caller counts the row as skipped.
 */
bool
power_add(struct power_meter *, struct span id, struct span model,
    double time_s, double power_w, struct pos);

/* The device called ID, NULL when none of its samples was added. */
struct power_device *
power_find(struct power_meter *, struct span id);

enum { POWER_MAX_W = 100000 }; /* one device or node; above it is a unit mistake */

/* True when no device has had more than one sample: a snapshot, from which no energy comes. */
bool
power_single(const struct power_meter *);

/*
 * For a snapshot: fills devices, device_model, device_list, rows and the
 * machine's accelerators with their mean power; says LOG_SNAPSHOT. The
 * window does not count.
 */
void
power_snapshot(struct power_meter *);

/*
 * Integrates what was added and fills the record: devices, device_model,
 * device_list, start_s, end_s, duration_s, energy_kwh, it_energy_kwh,
 * pue_included (1), mean_power_w, max_power_w, max_gap_s, covered_s,
 * coverage, rows, energy_pos, kind (RECORD_SAMPLED). Says LOG_GAP for a gap
 * over ten median steps (of the first 64), LOG_PARTIAL for a device with one
 * sample and LOG_NOTHING when no device has two in the window. max_power_w
 * is the sum of the devices' maxima. Between the first and the last reading inside the window
 * nothing is invented: what lies outside is left to accounting.
 */
void
power_finish(struct power_meter *);

/* Fills the record from a digest of samples as power_finish or power_snapshot would; the window is that of what was added. */
void
power_from_partial(struct reading *, const struct partial *);

#endif
