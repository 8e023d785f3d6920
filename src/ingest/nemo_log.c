/*
 * Logs of NeMo: its own lines carry stamps, the progress bars between them
 * don't, so that the time is at least what the stamps span.
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

static const char mark[] = "[NeMo ";

struct log {
	struct reading *reading;
	struct train_lines lines;
	struct train_clock clock;
	double step;          /* of the progress bar; NAN before */
	bool behind;          /* a step stands behind the last stamp */
};

static void
take_step(struct log *log, double step)
{
	struct record *record = log->reading->record;

	log->behind = true;
	if (step < log->step)
		train_clock_restart(&log->clock);
	log->step = step;
	record->steps = isnan(record->steps) ? step :
	    fmax(record->steps, step);
}

static void
take_line(struct log *log, const struct train_line *line)
{
	struct record *record = log->reading->record;
	double time_s, number;

	if (span_find(line->text, mark) != SIZE_MAX &&
	    train_stamp(log->reading, line->text, &time_s)) {
		train_clock_add(&log->clock, time_s, line->pos);
		record->rows++;
		log->behind = false;
	}
	if (train_number(line->text, "Starting with ", &number) &&
	    span_find(line->text, " processes") != SIZE_MAX && number >= 1 &&
	    number <= WORLD_MAX)
		record->devices = (int)number;
	if ((train_number(line->text, "global_step=", &number) ||
		train_number(line->text, "global_step:", &number)) &&
	    train_lines_counts(&log->lines, line))
		take_step(log, number);
}

static void
finish(struct log *log)
{
	struct reading *reading = log->reading;
	struct record *record = reading->record;

	if (!train_clock_ran(&log->clock)) {
		diag(reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = record->file },
		    "no two lines of NeMo's have stamps; its TensorBoard "
		    "events or a scheduler's record (sacct) hold the time");
		return;
	}
	train_clock_finish(&log->clock);
	record->duration_is_lower_bound = log->behind;
	diag(reading->diags, log->behind ? DIAG_LOG_PARTIAL : DIAG_LOG_SCOPE,
	    record->time_pos, "the time is from NeMo's first stamp to its "
	    "last, start-up included%s", log->behind ? "; training steps "
	    "follow the last stamp without a time: at least this long" : "");
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
