/*
 * Energy from a counter that rises: the last reading less the first, device
 * by device, inside the run's window.
 */
#ifndef WATTLEAF_COUNTER_H
#define WATTLEAF_COUNTER_H

#include <stdbool.h>

#include "base/pos.h"
#include "base/str.h"

struct counter_meter;
struct partial;
struct reading;

struct counter_meter *
counter_open(struct reading *);

/* False when the reading can't be one of a counter. */
bool
counter_add(struct counter_meter *, struct span id, struct span model,
    double time_s, double energy_kwh, struct pos);

/*
 * Fills the record as power_finish does, kind RECORD_MEASURED. A counter
 * that falls was set back: the interval adds nothing and LOG_FALLING is
 * said once a device.
 */
void
counter_finish(struct counter_meter *);

/* Fills the record from a digest of a counter's readings. */
void
counter_from_partial(struct reading *, const struct partial *);

#endif
