/*
 * A node's own power meter: what its management controller reads.
 */
#ifndef WATTLEAF_NODE_POWER_H
#define WATTLEAF_NODE_POWER_H

#include "base/pos.h"

struct power_meter;
struct reading;

/* One reading of the whole node, from which no energy comes; ADVICE says what would give one. */
void
node_power_snapshot(struct reading *, double power_w, struct pos,
    const char *advice);

/* As power_finish; the meter says nothing of accelerators. */
void
node_power_finish(struct reading *, struct power_meter *);

#endif
