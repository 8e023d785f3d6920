/*
 * JSON lines of detectron2 (metrics.json) and OpenMMLab (*.log.json): each
 * states the mean seconds of an iteration since the line before.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/diag.h"
#include "base/json.h"
#include "base/source.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/train_steps.h"

struct log {
	struct reading *reading;
	struct train_steps steps;
	double epoch, iteration; /* of the last line; NAN before */
	double offset;           /* iterations of the epochs before */
	size_t lines;
};

/* Older OpenMMLab counts iterations from 1 in each epoch. */
static double
count_on(struct log *log, double epoch, double iteration)
{
	if (iteration <= log->iteration)
		log->offset = epoch > log->epoch ?
		    log->offset + log->iteration : 0;
	log->epoch = epoch;
	log->iteration = iteration;
	return log->offset + iteration;
}

/* A line of a validation states a time of its own: it is none of the training. */
static bool
is_training(const struct json *root)
{
	const char *mode = json_text(json_member(root, "mode"));

	return mode == NULL || strcmp(mode, "train") == 0;
}

static void
take_line(struct log *log, const struct json *root, struct pos pos)
{
	double iteration, seconds, epoch = (double)NAN;

	if (!json_number(json_member(root, "time"), &seconds) ||
	    !is_training(root))
		return;
	json_number(json_member(root, "epoch"), &epoch);
	if (json_number(json_member(root, "iteration"), &iteration)) {
		log->steps.first = 0;
	} else if (json_number(json_member(root, "iter"), &iteration)) {
		iteration = count_on(log, epoch, iteration);
	} else {
		row_skip(log->reading, pos, "a time and no iteration");
		return;
	}
	if (!train_steps_add(&log->steps, iteration, seconds, (double)NAN,
	    pos))
		row_skip(log->reading, pos,
		    "%.6g s is no time of an iteration", seconds);
}

static void
finish(struct log *log)
{
	struct reading *reading = log->reading;

	rows_skipped_end(reading);
	train_steps_finish(&log->steps);
	if (!isnan(reading->record->duration_s))
		diag(reading->diags, DIAG_LOG_SCOPE, reading->record->time_pos,
		    "times of iterations are added: evaluation, checkpoints "
		    "and start-up are not in them; no count of devices is "
		    "stated");
}

static void
read_log(struct reading *reading)
{
	struct log log = {
		.reading = reading,
		.steps = { .reading = reading, .first = 1 },
		.epoch = (double)NAN,
		.iteration = (double)NAN,
	};
	struct span line;

	while (source_line(reading->source, &line)) {
		struct pos pos = source_pos(reading->source, 1);
		struct json *root;

		if (span_trim(line).n == 0)
			continue;
		root = json_read_quietly(line);
		if (json_is_object(root))
			take_line(&log, root, pos);
		else
			row_skip(reading, pos, "no JSON object");
		json_free(root);
	}
	finish(&log);
}

/* The line states seconds and an iteration. */
static bool
is_step(struct span line)
{
	return span_starts(line, "{") &&
	    span_find(line, "\"data_time\":") != SIZE_MAX &&
	    span_find(line, "\"time\":") != SIZE_MAX &&
	    (span_find(line, "\"iteration\":") != SIZE_MAX ||
		span_find(line, "\"iter\":") != SIZE_MAX);
}

static int
sniff_log(const struct sniff *sniff)
{
	struct span rest = sniff->head;
	int i;

	for (i = 0; i < 8 && rest.n > 0; i++)
		if (is_step(span_trim(span_cut(&rest, '\n'))))
			return 88;
	return span_starts(span_trim(sniff->line), "{\"env_info\":") ? 70 : 0;
}

const struct format format_step_json = {
	.name = "step-json",
	.title = "detectron2 metrics.json, OpenMMLab *.log.json",
	.gives = "D",
	.sniff = sniff_log,
	.read = read_log,
};
