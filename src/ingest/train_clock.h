/*
 * How long a job ran, by the time stamps of its lines. Where the job was
 * stopped and started again, the idle time between is left out.
 */
#ifndef WATTLEAF_TRAIN_CLOCK_H
#define WATTLEAF_TRAIN_CLOCK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"

struct reading;
struct record_run;

struct train_clock {
	struct reading *reading;
	struct record_run *runs;  /* the last one is open */
	size_t count;
	bool split;               /* the next stamp begins a run */
	double gap_from_s, gap_to_s; /* the longest pause since the last step */
	struct pos gap_pos;
	double longest_s;         /* pause inside a run */
	struct pos longest_pos;
	size_t steps_back;        /* of the clock */
};

/* A line with its time; the runs are kept in the arena. */
void
train_clock_add(struct train_clock *, double time_s, struct pos);

/* The line that was added last is a step: pauses before it are no restart. */
void
train_clock_step(struct train_clock *);

/* The line that was added last shows that the job began again since the last step: the longest pause since then is idle. */
void
train_clock_restart(struct train_clock *);

/* True when time has passed between two lines. */
bool
train_clock_ran(const struct train_clock *);

/*
 * Fills start_s, end_s, zoned, duration_s, runs, time_pos. Says LOG_RUNS for
 * several runs, LOG_TIME for a clock that steps back and LOG_GAP for a pause
 * that is most of the time.
 */
void
train_clock_finish(struct train_clock *);

#endif
