/*
 * Logs of DeepSpeed: lines with a stamp in brackets, steps among them. The
 * time is that between the first and the last stamp of each run.
 */
#include <stdint.h>

#include "base/diag.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/train_job.h"

/* "epoch=0/micro_step=1840/global_step=460, Running..." or "0/460, Running...". */
static bool
read_step(struct span text, double *step)
{
	size_t end = span_find(text, ", RunningAvgSamplesPerSec=");
	size_t at;

	if (end == SIZE_MAX)
		return train_number(text, "[Rank 0] step=", step);
	at = end;
	while (at > 0 && text.s[at - 1] >= '0' && text.s[at - 1] <= '9')
		at--;
	return at > 0 && (text.s[at - 1] == '=' || text.s[at - 1] == '/') &&
	    train_number(span_sub(text, at, end - at), "", step);
}

static void
take_line(struct train_job *job, const struct train_line *line)
{
	double time_s, step;

	if (span_starts(span_trim(line->text), "[2"))
		train_job_stamp(job, line, &time_s);
	train_job_devices(job, line, "dist_world_size=");
	if (read_step(line->text, &step) &&
	    train_lines_counts(&job->lines, line)) {
		job->reading->record->rows++;
		train_job_step(job, step);
	}
}

static void
finish(struct train_job *job)
{
	struct reading *reading = job->reading;
	struct record *record = reading->record;

	if (!train_clock_ran(&job->clock) || record->rows == 0) {
		diag(reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = record->file },
		    record->rows == 0 ? "no step was logged" :
		    "the steps have no stamps to take the time from");
		return;
	}
	train_clock_finish(&job->clock);
	diag(reading->diags, DIAG_LOG_SCOPE, record->time_pos,
	    "the time is from the first stamp to the last: start-up is in it");
}

static void
read_log(struct reading *reading)
{
	struct train_job job = train_job_open(reading);
	struct train_line line;

	while (train_job_line(&job, &line))
		take_line(&job, &line);
	finish(&job);
}

/* Megatron under DeepSpeed states iterations too: then its reader is the better one. */
static int
sniff_log(const struct sniff *sniff)
{
	if (span_find(sniff->head, "RunningAvgSamplesPerSec=") != SIZE_MAX)
		return 80;
	return span_find(sniff->head, "] [INFO] [launch.py:") != SIZE_MAX ||
	    span_find(sniff->head, ":log_dist] [Rank 0]") != SIZE_MAX ? 60 : 0;
}

const struct format format_deepspeed_log = {
	.name = "deepspeed-log",
	.title = "DeepSpeed log",
	.gives = "D N",
	.sniff = sniff_log,
	.read = read_log,
};
