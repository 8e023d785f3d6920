/*
 * A job by the lines of its log, of which some bear a stamp and some are
 * steps: what the readers of stamped training logs share.
 */
#ifndef WATTLEAF_TRAIN_JOB_H
#define WATTLEAF_TRAIN_JOB_H

#include <stdbool.h>

#include "ingest/train_clock.h"
#include "ingest/train_line.h"

struct reading;

struct train_job {
	struct reading *reading;
	struct train_lines lines;
	struct train_clock clock;
	double step;          /* the last one; NAN before */
};

struct train_job
train_job_open(struct reading *);

/* The next line; false, with all said of the lines, at the end. */
bool
train_job_line(struct train_job *, struct train_line *);

/* Takes the stamp of the line, where it has one, into the clock. */
bool
train_job_stamp(struct train_job *, const struct train_line *,
    double *time_s);

/* Takes a step that was just logged; one that falls is the job's new start. */
void
train_job_step(struct train_job *, double step);

/* The line's number of devices behind WORD: the record's, where it is one. */
void
train_job_devices(struct train_job *, const struct train_line *,
    const char *word);

#endif
