/*
 * Stamps and steps of a job. It must not know who wrote the log.
 */
#include "ingest/train_job.h"

#include <math.h>

#include "ingest/ingest.h"

enum { WORLD_MAX = 10000000 };

struct train_job
train_job_open(struct reading *reading)
{
	return (struct train_job){
		.reading = reading,
		.lines = { .source = reading->source, .rank = RANK_NONE },
		.clock = { .reading = reading },
		.step = (double)NAN,
	};
}

bool
train_job_line(struct train_job *job, struct train_line *line)
{
	if (train_lines_next(&job->lines, line))
		return true;
	train_lines_end(&job->lines, job->reading);
	return false;
}

bool
train_job_stamp(struct train_job *job, const struct train_line *line,
    double *time_s)
{
	if (!train_stamp(job->reading, line->text, time_s))
		return false;
	train_clock_add(&job->clock, *time_s, line->pos);
	return true;
}

void
train_job_step(struct train_job *job, double step)
{
	struct record *record = job->reading->record;

	if (step < job->step)
		train_clock_restart(&job->clock);
	else
		train_clock_step(&job->clock);
	job->step = step;
	record->steps = isnan(record->steps) ? step :
	    fmax(record->steps, step);
}

void
train_job_devices(struct train_job *job, const struct train_line *line,
    const char *word)
{
	double number;

	if (train_number(line->text, word, &number) && number >= 1 &&
	    number <= WORLD_MAX)
		job->reading->record->devices = (int)number;
}
