/*
 * TensorBoard event files: records with masked CRC32C checksums, of which
 * the wall times and steps count.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/diag.h"
#include "base/source.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/record_bytes.h"

enum {
	HEADER = 12,          /* u64 length, u32 its checksum */
	FOOTER = 4,
	EVENT_HEAD = 4096,    /* bytes of an event in which its time and step stand */
	PIECE = 1 << 16,      /* bytes of an event that are summed at a time */
	MARK_WITHIN = 96      /* bytes in which the first record names itself */
};

enum event_field { EVENT_TIME = 1, EVENT_STEP = 2 };

struct events {
	struct reading *reading;
	struct checksum sum;
	double first_s, last_s; /* NAN before */
	double step;
	const char *stopped;    /* why the reading ended early, or NULL */
};

/* Whether the file states SUM, which it writes turned and shifted. */
static bool
is_masked(uint32_t sum, uint64_t stated)
{
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

/* The event's first bytes, kept while N of them go by; false where the file ends before. */
static bool
take_data(struct events *events, uint64_t n, char head[EVENT_HEAD],
    uint32_t *sum)
{
	struct span piece;
	uint64_t left;

	*sum = 0;
	for (left = n; left > 0; left -= piece.n) {
		piece = source_bytes(events->reading->source,
		    left < PIECE ? (size_t)left : (size_t)PIECE);
		if (piece.n == 0)
			return false;
		if (left == n)
			memcpy(head, piece.s, piece.n < EVENT_HEAD ?
			    piece.n : (size_t)EVENT_HEAD);
		*sum = checksum_of(&events->sum, *sum, piece);
	}
	return true;
}

/* The length of the next record; false at the end and where none can be found. */
static bool
next_length(struct events *events, uint64_t *n)
{
	struct span header = source_bytes(events->reading->source, HEADER);

	if (header.n == 0)
		return false;
	if (header.n < HEADER) {
		events->stopped = "breaks off inside a record";
		return false;
	}
	if (!is_masked(checksum_of(&events->sum, 0, span_sub(header, 0, 8)),
	    bytes_number(header, 8, 4))) {
		events->stopped = "has a damaged record: its length fails "
		    "the checksum";
		return false;
	}
	*n = bytes_number(header, 0, 8);
	return true;
}

static bool
next_record(struct events *events)
{
	char head[EVENT_HEAD];
	struct span footer;
	uint32_t sum;
	uint64_t n;

	if (!next_length(events, &n))
		return false;
	if (!take_data(events, n, head, &sum)) {
		events->stopped = "breaks off inside a record";
		return false;
	}
	footer = source_bytes(events->reading->source, FOOTER);
	if (footer.n < FOOTER) {
		events->stopped = "breaks off inside a record";
		return false;
	}
	if (is_masked(sum, bytes_number(footer, 0, 4)))
		take_event(events, (struct span){ head,
		    n < EVENT_HEAD ? (size_t)n : (size_t)EVENT_HEAD });
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
