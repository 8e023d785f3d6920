/*
 * TensorBoard event files: records with masked CRC32C checksums, of which
 * the wall times and steps count.
 */
#include <math.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/source.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/record_bytes.h"

enum {
	HEADER = 12,          /* u64 length, u32 its checksum */
	FOOTER = 4,
	MARK_WITHIN = 96      /* bytes in which the first record names itself */
};

enum event_field { EVENT_TIME = 1, EVENT_STEP = 2 };

struct events {
	struct reading *reading;
	struct checksum sum;
	struct span rest;
	double first_s, last_s; /* NAN before */
	double step;
	const char *stopped;    /* why the reading ended early, or NULL */
};

static bool
is_masked(const struct events *events, struct span bytes, uint64_t stated)
{
	uint32_t sum = checksum_of(&events->sum, 0, bytes);

	return (uint32_t)((sum >> 15 | sum << 17) + UINT32_C(0xa282ead8)) ==
	    stated;
}

static void
take_event(struct events *events, struct span message)
{
	struct record *record = events->reading->record;
	double time_s = (double)NAN, step = (double)NAN;
	struct field field;

	while (field_next(&message, &field)) {
		if (field.number == EVENT_TIME)
			time_s = field_double(&field);
		else if (field.number == EVENT_STEP)
			step = (double)(int64_t)field.value;
	}
	if (!(time_s > 1e8 && time_s < 1e11)) {
		row_skip(events->reading, (struct pos){ .file = record->file },
		    "record %zu has no wall time",
		    record->rows + record->rows_skipped + 1);
		return;
	}
	record->rows++;
	if (!(time_s >= events->first_s))
		events->first_s = time_s;
	if (!(time_s <= events->last_s))
		events->last_s = time_s;
	if (step >= 0 && !(step <= events->step))
		events->step = step;
}

/* The next record; false at the end and where no further one can be found. */
static bool
next_record(struct events *events)
{
	struct span rest = events->rest, data;
	uint64_t n = bytes_number(rest, 0, 8);

	if (rest.n == 0)
		return false;
	if (rest.n < HEADER + FOOTER) {
		events->stopped = "breaks off inside a record";
		return false;
	}
	if (!is_masked(events, span_sub(rest, 0, 8), bytes_number(rest, 8, 4))) {
		events->stopped = "has a damaged record: its length fails "
		    "the checksum";
		return false;
	}
	if (n > rest.n - HEADER - FOOTER) {
		events->stopped = "breaks off inside a record";
		return false;
	}
	data = span_sub(rest, HEADER, (size_t)n);
	events->rest = span_sub(rest, HEADER + (size_t)n + FOOTER, rest.n);
	if (is_masked(events, data, bytes_number(rest, HEADER + (size_t)n, 4)))
		take_event(events, data);
	else
		row_skip(events->reading,
		    (struct pos){ .file = events->reading->record->file },
		    "record %zu fails its checksum",
		    events->reading->record->rows +
			events->reading->record->rows_skipped + 1);
	return true;
}

static void
finish(struct events *events)
{
	struct reading *reading = events->reading;
	struct record *record = reading->record;
	struct pos pos = { .file = record->file };

	rows_skipped_end(reading);
	if (events->stopped != NULL)
		diag(reading->diags, DIAG_LOG_PARTIAL, pos,
		    "the file %s after %zu records: a run that was killed, or "
		    "that still runs", events->stopped, record->rows);
	if (!(events->last_s > events->first_s)) {
		diag(reading->diags, DIAG_LOG_NOTHING, pos,
		    "no two events at different times: the file's folder may "
		    "hold others");
		return;
	}
	record->start_s = events->first_s;
	record->end_s = events->last_s;
	record->zoned = true;
	record->duration_s = record->end_s - record->start_s;
	record->duration_is_lower_bound = events->stopped != NULL;
	record->steps = events->step;
	record->time_pos = pos;
	diag(reading->diags, DIAG_LOG_SCOPE, pos,
	    "the time is from the first event to the last; a run may write "
	    "several files, which overlap (one a tag group) or follow each "
	    "other (restarts)");
}

static void
read_events(struct reading *reading)
{
	struct events events = {
		.reading = reading,
		.first_s = (double)NAN,
		.last_s = (double)NAN,
		.step = (double)NAN,
	};

	checksum_init(&events.sum, CHECKSUM_CASTAGNOLI);
	if (!source_text(reading->source, &events.rest))
		return;
	while (next_record(&events))
		continue;
	finish(&events);
}

static int
sniff_events(const struct sniff *sniff)
{
	size_t at = span_find(span_sub(sniff->head, 0, MARK_WITHIN),
	    "brain.Event:");

	return at != SIZE_MAX && at >= HEADER &&
	    bytes_number(sniff->head, 0, 8) < MARK_WITHIN ? 100 : 0;
}

const struct format format_tfevents = {
	.name = "tfevents",
	.title = "TensorBoard event file",
	.gives = "D",
	.sniff = sniff_events,
	.read = read_events,
};
