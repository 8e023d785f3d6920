/*
 * System metrics of Weights & Biases: which keys are the power of a card,
 * and what must not be added to it.
 */
#ifndef WATTLEAF_WANDB_STATS_H
#define WATTLEAF_WANDB_STATS_H

#include <stdbool.h>

#include "base/pos.h"
#include "base/str.h"

struct reading;
struct wandb_stats;

struct wandb_stats *
wandb_stats_open(struct reading *);

/* A key "system.gpu.0.powerWatts" or "gpu.0.powerWatts" and its value; other keys don't matter. */
void
wandb_stats_add(struct wandb_stats *, struct span key, double value,
    double time_s, struct pos);

/* True when a power was added. */
bool
wandb_stats_have(const struct wandb_stats *);

/*
 * Integrates the cards' power into the record, or the machine's where the
 * cards have none. Never both: LOG_OVERLAP says what was left out. One
 * reading each is a snapshot without an energy.
 */
void
wandb_stats_finish(struct wandb_stats *);

#endif
