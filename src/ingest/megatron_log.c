/*
 * Logs of Megatron-LM and its relatives: each line states the mean time of
 * an iteration over the log interval, in ms or in s as its label says.
 */
#include <math.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/source.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/train_line.h"
#include "ingest/train_steps.h"

enum { WORLD_MAX = 10000000 };

static const char label[] = "elapsed time per iteration (";

struct log {
	struct reading *reading;
	struct train_lines lines;
	struct train_steps steps;
	double world;         /* NAN: not stated */
	double world_least;
	struct pos world_pos;
};

/* "iteration    29020/  311541": false for program text. */
static bool
read_iteration(struct span text, double *iteration)
{
	size_t at = span_find(text, "iteration ");

	return at != SIZE_MAX && at < span_find(text, label) &&
	    span_find(text, "/") != SIZE_MAX &&
	    train_number(text, "iteration ", iteration);
}

static bool
read_seconds(struct span text, double *seconds)
{
	if (train_number(text, "per iteration (s):", seconds))
		return true;
	if (!train_number(text, "per iteration (ms):", seconds))
		return false;
	*seconds /= 1000;
	return true;
}

static void
take_step(struct log *log, const struct train_line *line)
{
	double iteration, seconds, time_s = (double)NAN;

	if (!read_iteration(line->text, &iteration) ||
	    !train_lines_counts(&log->lines, line))
		return;
	if (!train_stamp(log->reading, span_sub(line->text, 0,
	    span_find(line->text, "iteration ")), &time_s))
		time_s = (double)NAN;
	if (!read_seconds(line->text, &seconds))
		row_skip(log->reading, line->pos,
		    "no time per iteration in ms or s");
	else if (!train_steps_add(&log->steps, iteration, seconds, time_s,
	    line->pos))
		row_skip(log->reading, line->pos,
		    "%.6g s is no time of an iteration", seconds);
}

/* "using world size: 384, ..." or "world_size ......... 384". */
static void
take_world(struct log *log, const struct train_line *line)
{
	struct span text = line->text;
	size_t at = span_find(text, "world_size ");
	double world;

	if (at != SIZE_MAX) {
		text = span_sub(text, at + 11, text.n);
		while (text.n > 0 && (text.s[0] == '.' || text.s[0] == ' '))
			text = span_sub(text, 1, text.n);
		if (!train_number(text, "", &world))
			return;
	} else if (!train_number(text, "using world size:", &world)) {
		return;
	}
	if (!(world >= 1 && world <= WORLD_MAX))
		return;
	if (isnan(log->world))
		log->world_pos = line->pos;
	log->world = fmax(log->world, world);
	log->world_least = fmin(log->world_least, world);
}

static void
finish(struct log *log)
{
	struct reading *reading = log->reading;

	rows_skipped_end(reading);
	train_steps_finish(&log->steps);
	if (isnan(log->world))
		return;
	reading->record->devices = (int)log->world;
	if (log->world_least < log->world)
		diag(reading->diags, DIAG_LOG_SCOPE, log->world_pos,
		    "the world size changes from %.0f to %.0f: the larger is "
		    "taken for all of the time", log->world_least,
		    log->world);
}

static void
read_log(struct reading *reading)
{
	struct log log = {
		.reading = reading,
		.lines = { .source = reading->source, .rank = RANK_NONE },
		.steps = { .reading = reading, .first = 1 },
		.world = (double)NAN,
		.world_least = (double)NAN,
	};
	struct train_line line;

	while (train_lines_next(&log.lines, &line)) {
		if (span_find(line.text, label) != SIZE_MAX)
			take_step(&log, &line);
		else
			take_world(&log, &line);
	}
	train_lines_end(&log.lines, reading);
	finish(&log);
	if (reading->record->duration_is_lower_bound)
		diag(reading->diags, DIAG_LOG_SCOPE, reading->record->time_pos,
		    "times of iterations are added: evaluation, checkpoints "
		    "and start-up are not in them");
}

static int
sniff_log(const struct sniff *sniff)
{
	return span_find(sniff->head, label) != SIZE_MAX ? 90 : 0;
}

const struct format format_megatron_log = {
	.name = "megatron-log",
	.title = "Megatron-LM log",
	.gives = "D N",
	.sniff = sniff_log,
	.read = read_log,
};
