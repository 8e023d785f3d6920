/*
 * Logs of DeepSpeed: lines with a stamp in brackets, steps among them. The
 * time is that between the first and the last stamp of each run.
 */
#include <math.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/source.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/train_clock.h"
#include "ingest/train_line.h"

enum { WORLD_MAX = 10000000 };

struct log {
	struct reading *reading;
	struct train_lines lines;
	struct train_clock clock;
	double step;          /* the last one; NAN before */
};

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
take_step(struct log *log, double step)
{
	struct record *record = log->reading->record;

	record->rows++;
	if (step < log->step)
		train_clock_restart(&log->clock);
	else
		train_clock_step(&log->clock);
	log->step = step;
	record->steps = isnan(record->steps) ? step :
	    fmax(record->steps, step);
}

static void
take_line(struct log *log, const struct train_line *line)
{
	struct record *record = log->reading->record;
	double time_s, number;

	if (span_starts(span_trim(line->text), "[2") &&
	    train_stamp(log->reading, line->text, &time_s))
		train_clock_add(&log->clock, time_s, line->pos);
	if (train_number(line->text, "dist_world_size=", &number) &&
	    number >= 1 && number <= WORLD_MAX)
		record->devices = (int)number;
	if (read_step(line->text, &number) &&
	    train_lines_counts(&log->lines, line))
		take_step(log, number);
}

static void
finish(struct log *log)
{
	struct reading *reading = log->reading;
	struct record *record = reading->record;

	if (!train_clock_ran(&log->clock) || record->rows == 0) {
		diag(reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = record->file },
		    record->rows == 0 ? "no step was logged" :
		    "the steps have no stamps to take the time from");
		return;
	}
	train_clock_finish(&log->clock);
	diag(reading->diags, DIAG_LOG_SCOPE, record->time_pos,
	    "the time is from the first stamp to the last: start-up is in it");
}

static void
read_log(struct reading *reading)
{
	struct log log = {
		.reading = reading,
		.lines = { .source = reading->source, .rank = RANK_NONE },
		.clock = { .reading = reading },
		.step = (double)NAN,
	};
	struct train_line line;

	while (train_lines_next(&log.lines, &line))
		take_line(&log, &line);
	train_lines_end(&log.lines, reading);
	finish(&log);
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
