/*
 * The time of a training from lines that each state the mean seconds of an
 * iteration since the line before.
 */
#ifndef WATTLEAF_TRAIN_STEPS_H
#define WATTLEAF_TRAIN_STEPS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"

struct reading;

struct train_step {
	double iteration;
	double seconds;   /* of one iteration, mean over the log interval */
	double time_s;    /* of the line; NAN when it has no stamp */
	size_t line;
};

struct train_steps {
	struct reading *reading;
	struct train_step *items;
	size_t count;
	size_t copies;    /* the line before once more */
	double first;     /* number of a training's first iteration: 0 or 1 */
	bool full;
};

/* False when it is no step: the caller counts the row as skipped. */
bool
train_steps_add(struct train_steps *, double iteration, double seconds,
    double time_s, struct pos);

/*
 * Fills duration_s, steps, rows, time_pos and, from stamps, start_s, end_s.
 * An iteration that falls is a restart, said with LOG_RUNS; what was done
 * twice counts twice. Lines that are missing (the iterations jump) are not
 * made up: LOG_PARTIAL, lower bound. Without stamps the time leaves out
 * evaluation and checkpoints: lower bound too. LOG_NOTHING when no two lines
 * follow each other: what a single one averages over is not known.
 */
void
train_steps_finish(struct train_steps *);

#endif
