/*
 * Logs of NeMo: its own lines carry stamps, the progress bars between them
 * don't, so that the time is at least what the stamps span.
 */
#include <stdint.h>

#include "base/diag.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/train_job.h"

static const char mark[] = "[NeMo ";

struct log {
	struct train_job job;
	bool behind;          /* a step stands behind the last stamp */
};

static void
take_line(struct log *log, const struct train_line *line)
{
	struct train_job *job = &log->job;
	double time_s, step;

	if (span_find(line->text, mark) != SIZE_MAX &&
	    train_job_stamp(job, line, &time_s)) {
		job->reading->record->rows++;
		log->behind = false;
	}
	if (span_find(line->text, " processes") != SIZE_MAX)
		train_job_devices(job, line, "Starting with ");
	if ((train_number(line->text, "global_step=", &step) ||
		train_number(line->text, "global_step:", &step)) &&
	    train_lines_counts(&job->lines, line)) {
		log->behind = true;
		train_job_step(job, step);
	}
}

static void
finish(struct log *log)
{
	struct reading *reading = log->job.reading;
	struct record *record = reading->record;

	if (!train_clock_ran(&log->job.clock)) {
		diag(reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = record->file },
		    "no two lines of NeMo's have stamps; its TensorBoard "
		    "events or a scheduler's record (sacct) hold the time");
		return;
	}
	train_clock_finish(&log->job.clock);
	record->duration_is_lower_bound = log->behind;
	diag(reading->diags, log->behind ? DIAG_LOG_PARTIAL : DIAG_LOG_SCOPE,
	    record->time_pos, "the time is from NeMo's first stamp to its "
	    "last, start-up included%s", log->behind ? "; training steps "
	    "follow the last stamp without a time: at least this long" : "");
}

static void
read_log(struct reading *reading)
{
	struct log log = { .job = train_job_open(reading) };
	struct train_line line;

	while (train_job_line(&log.job, &line))
		take_line(&log, &line);
	finish(&log);
}

/* "[NeMo I 2026-02-13 00:14:11 utils:662]" */
static int
sniff_log(const struct sniff *sniff)
{
	size_t at = span_find(sniff->head, mark);
	struct span rest;

	if (at == SIZE_MAX)
		return 0;
	rest = span_sub(sniff->head, at + sizeof mark, sniff->head.n);
	return span_starts(rest, " 2") ? 75 : 0;
}

const struct format format_nemo_log = {
	.name = "nemo-log",
	.title = "NeMo log",
	.gives = "D N",
	.sniff = sniff_log,
	.read = read_log,
};
