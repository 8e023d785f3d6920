/*
 * wandb-events.jsonl: the system metrics of a Weights & Biases run, one
 * object for each half minute.
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
#include "ingest/wandb_stats.h"

struct events {
	struct reading *reading;
	struct wandb_stats *stats;
	double time_s;         /* of the line at hand */
	double first_s, last_s;
	size_t lines;
	struct pos pos, first_pos;
};

static void
take_member(const char *name, const struct json *value, void *context)
{
	struct events *events = context;
	double number;

	if (strstr(name, "powerWatts") != NULL && json_number(value, &number))
		wandb_stats_add(events->stats, span_of(name), number,
		    events->time_s, events->pos);
}

static void
take_line(struct events *events, struct span line)
{
	struct json *root = json_read_quietly(line);
	double time_s;

	if (!json_is_object(root)) {
		row_skip(events->reading, events->pos, "no JSON object");
	} else if (!json_number(json_member(root, "_timestamp"), &time_s) ||
	    !(time_s > 1e8 && time_s < 1e11)) {
		row_skip(events->reading, events->pos, "no _timestamp in "
		    "seconds since 1970");
	} else {
		if (events->lines++ == 0)
			events->first_pos = events->pos;
		if (!(events->first_s <= time_s))
			events->first_s = time_s;
		if (!(events->last_s >= time_s))
			events->last_s = time_s;
		events->time_s = time_s;
		json_members(root, take_member, events);
	}
	json_free(root);
}

/* No card states a power: the lines still say how long the run was watched. */
static void
finish_time(struct events *events)
{
	struct reading *reading = events->reading;
	struct record *record = reading->record;

	record->rows = events->lines;
	if (!(events->last_s > events->first_s)) {
		diag(reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = record->file },
		    "no power (system.gpu.N.powerWatts) and no two lines with "
		    "a _timestamp");
		return;
	}
	record->start_s = events->first_s;
	record->end_s = events->last_s;
	record->zoned = true;
	record->duration_s = events->last_s - events->first_s;
	record->duration_is_lower_bound = true;
	record->time_pos = events->first_pos;
	if (wandb_stats_have(events->stats))
		return;
	diag(reading->diags, DIAG_LOG_SCOPE, events->first_pos,
	    "no card states its power (system.gpu.N.powerWatts): only the "
	    "time between the first line and the last is known");
}

static void
read_events(struct reading *reading)
{
	struct events events = {
		.reading = reading,
		.stats = wandb_stats_open(reading),
		.first_s = (double)NAN,
		.last_s = (double)NAN,
	};
	struct span line;

	while (source_line(reading->source, &line)) {
		events.pos = source_pos(reading->source, 1);
		if (span_trim(line).n > 0)
			take_line(&events, line);
	}
	rows_skipped_end(reading);
	if (wandb_stats_have(events.stats))
		wandb_stats_finish(events.stats);
	if (isnan(reading->record->energy_kwh) &&
	    !diags_have_error(reading->diags, reading->record->diag_first))
		finish_time(&events);
}

static int
sniff_events(const struct sniff *sniff)
{
	struct span line = span_trim(sniff->line);

	if (!span_starts(line, "{"))
		return 0;
	if (span_find(line, "\"system.") != SIZE_MAX &&
	    (span_find(line, "\"_timestamp\"") != SIZE_MAX ||
		span_find(line, "\"_runtime\"") != SIZE_MAX))
		return 95;
	return 0;
}

const struct format format_wandb_events = {
	.name = "wandb-events",
	.title = "W&B wandb-events.jsonl",
	.gives = "D N P E",
	.sniff = sniff_events,
	.read = read_events,
};
