/*
 * Redfish /redfish/v1/Chassis/.../Power: the node's power at one instant.
 * There is no time in it. The first control is the node's, others are parts
 * of it.
 */
#include <math.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/json.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/json_documents.h"
#include "ingest/node_power.h"
#include "ingest/power.h"

static const char advice[] = "\"ipmitool dcmi power reading\" in a loop "
    "writes the times, and so does a table of times and watts";

struct log {
	struct reading *reading;
	size_t documents, readings;
	double power_w;     /* the first */
	double average_w, interval_min;
	size_t controls;    /* of the first document */
	struct pos pos;
};

static void
take_document(void *context, const struct json *json,
    struct json_cursor cursor)
{
	struct log *log = context;
	const struct json *controls = json_member(json, "PowerControl");
	const struct json *control = json_item(controls, 0);
	const struct json *metrics = json_member(control, "PowerMetrics");
	struct pos pos = json_cursor_key(&cursor, "PowerConsumedWatts");
	double power_w;

	log->documents++;
	if (!json_number(json_member(control, "PowerConsumedWatts"),
		&power_w)) {
		if (log->documents > 1)
			row_skip(log->reading, pos, "no PowerConsumedWatts");
		return;
	}
	if (!(power_w >= 0 && power_w <= POWER_MAX_W)) {
		row_skip(log->reading, pos, "%.6g W is outside of 0..%d W",
		    power_w, (int)POWER_MAX_W);
		return;
	}
	if (log->readings++ > 0)
		return;
	log->power_w = power_w;
	log->controls = json_count(controls);
	log->pos = pos;
	json_number(json_member(metrics, "AverageConsumedWatts"),
	    &log->average_w);
	json_number(json_member(metrics, "IntervalInMin"),
	    &log->interval_min);
}

static void
say_parts(const struct log *log)
{
	struct diags *diags = log->reading->diags;

	if (log->controls > 1)
		diag(diags, DIAG_LOG_OVERLAP, log->pos, "%zu power controls; "
		    "the first is the node's, the others are parts of it and "
		    "are not added", log->controls);
	if (!isnan(log->average_w) && !isnan(log->interval_min))
		diag(diags, DIAG_LOG_SCOPE, log->pos, "its mean of %.6g W is "
		    "of the controller's last %.6g min, not of a run",
		    log->average_w, log->interval_min);
}

static void
read_json(struct reading *reading)
{
	struct log log = {
		.reading = reading,
		.average_w = (double)NAN,
		.interval_min = (double)NAN,
	};
	struct pos pos = { .file = reading->record->file };

	reading->record->scope = SCOPE_NODE;
	if (json_documents_read(reading, take_document, &log) == 0)
		return;
	rows_skipped_end(reading);
	if (log.readings == 0) {
		diag(reading->diags, DIAG_LOG_NOTHING, pos,
		    "PowerControl states no PowerConsumedWatts");
		return;
	}
	node_power_snapshot(reading, log.power_w, log.pos, advice);
	reading->record->rows = log.readings;
	say_parts(&log);
	if (log.readings > 1)
		diag(reading->diags, DIAG_LOG_PARTIAL, log.pos, "%zu readings "
		    "bear no time, so that no energy comes from them: %s",
		    log.readings, advice);
}

static int
sniff_json(const struct sniff *sniff)
{
	return span_starts(span_trim(sniff->head), "{") &&
		span_find(sniff->head, "\"PowerControl\"") != SIZE_MAX ?
	    88 : 0;
}

const struct format format_redfish_power = {
	.name = "redfish-power",
	.title = "Redfish Power resource",
	.gives = "P",
	.sniff = sniff_json,
	.read = read_json,
};
