/*
 * What a W&B run's own file tells of the machine it began on.
 */
#ifndef WATTLEAF_WANDB_ENVIRONMENT_H
#define WATTLEAF_WANDB_ENVIRONMENT_H

#include "base/str.h"

struct reading;

/*
 * Fills the record's machine and device model from an environment message;
 * the first one that names an accelerator counts. Names of users and hosts,
 * paths and mail addresses in it are not read.
 */
void
wandb_environment_read(struct reading *, struct span message);

/* Says whose cards those are, when any were named. */
void
wandb_environment_say(struct reading *);

#endif
