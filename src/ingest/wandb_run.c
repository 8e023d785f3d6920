/*
 * The binary run-ID.wandb: a write-ahead log in blocks of 32 KiB, whose
 * records are protocol buffer messages. A run that was killed leaves it cut
 * off. Names, hosts and paths in it are not read.
 */
#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/diag.h"
#include "base/json.h"
#include "base/num.h"
#include "base/source.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/record_bytes.h"
#include "ingest/wandb_environment.h"
#include "ingest/wandb_stats.h"

enum {
	FILE_HEADER = 7,      /* ":W&B", u16 magic, u8 version */
	BLOCK = 32768,        /* counted from the start of the file */
	CHUNK_HEADER = 7,     /* u32 checksum, u16 length, u8 kind */
	MAGIC = 0xbee1,
	MESSAGE_MAX = 16 << 20 /* bytes; what is read stands in much shorter ones */
};

enum chunk_kind { CHUNK_FULL = 1, CHUNK_FIRST, CHUNK_MIDDLE, CHUNK_LAST };

/* Fields of the messages, by their numbers. */
enum {
	RECORD_HISTORY = 2,
	RECORD_STATS = 7,
	RECORD_RUN = 17,
	RECORD_EXIT = 18,
	RECORD_ENVIRONMENT = 26,
	HISTORY_ITEM = 1,
	STATS_TIME = 2,
	STATS_ITEM = 3,
	ITEM_KEY = 1,
	ITEM_VALUE = 16,
	RUN_START = 17,
	RUN_RESUMED = 18,
	EXIT_RUNTIME = 2
};

struct run {
	struct reading *reading;
	struct checksum sum;
	struct wandb_stats *stats;
	uint64_t at;          /* of the next byte in the file */
	struct buf message;   /* of several chunks */
	bool joining;
	double start_s, last_s; /* NAN before */
	double exit_s;        /* stated with the end; NAN for none */
	double logged_s;      /* highest _runtime of the history */
	double step;
	bool ended, resumed, cut;
	size_t damaged;
};

static struct pos
whole(const struct run *run)
{
	return (struct pos){ .file = run->reading->record->file };
}

static void
take_last(struct run *run, double time_s)
{
	if (time_s > 1e8 && time_s < 1e11 && !(run->last_s >= time_s))
		run->last_s = time_s;
}

/* Values are JSON texts; only bare numbers matter here. */
static bool
read_item(struct span message, struct span *key, double *value)
{
	struct field field;
	struct span text = { "", 0 };

	key->n = 0;
	while (field_next(&message, &field)) {
		if (field.number == ITEM_KEY)
			*key = field.bytes;
		else if (field.number == ITEM_VALUE)
			text = field.bytes;
	}
	return key->n > 0 && num_parse(span_trim(text), value);
}

static void
take_stats(struct run *run, struct span message)
{
	double time_s = (double)NAN, value;
	struct span rest = message, key;
	struct field field;

	while (field_next(&rest, &field))
		if (field.number == STATS_TIME)
			time_s = field_time(field.bytes);
	take_last(run, time_s);
	while (field_next(&message, &field))
		if (field.number == STATS_ITEM &&
		    read_item(field.bytes, &key, &value))
			wandb_stats_add(run->stats, key, value, time_s,
			    whole(run));
}

static void
take_history(struct run *run, struct span message)
{
	struct field field;
	struct span key;
	double value;

	while (field_next(&message, &field)) {
		if (field.number != HISTORY_ITEM ||
		    !read_item(field.bytes, &key, &value))
			continue;
		if (span_equal(key, "_timestamp"))
			take_last(run, value);
		else if (span_equal(key, "_runtime") && value > 0 &&
		    !(run->logged_s >= value))
			run->logged_s = value;
		else if (span_equal(key, "_step") && !(run->step >= value))
			run->step = value;
	}
}

static void
take_run(struct run *run, struct span message)
{
	struct field field;

	while (field_next(&message, &field)) {
		if (field.number == RUN_START && isnan(run->start_s))
			run->start_s = field_time(field.bytes);
		else if (field.number == RUN_RESUMED)
			run->resumed = field.value != 0;
	}
}

/* A runtime of 0 isn't written: it is unknown. */
static void
take_exit(struct run *run, struct span message)
{
	struct field field;

	run->ended = true;
	while (field_next(&message, &field))
		if (field.number == EXIT_RUNTIME && (int32_t)field.value > 0)
			run->exit_s = (double)(int32_t)field.value;
}

static void
take_record(struct run *run, struct span message)
{
	struct field field;

	run->reading->record->rows++;
	while (field_next(&message, &field)) {
		if (field.number == RECORD_STATS)
			take_stats(run, field.bytes);
		else if (field.number == RECORD_HISTORY)
			take_history(run, field.bytes);
		else if (field.number == RECORD_RUN)
			take_run(run, field.bytes);
		else if (field.number == RECORD_EXIT)
			take_exit(run, field.bytes);
		else if (field.number == RECORD_ENVIRONMENT)
			wandb_environment_read(run->reading, field.bytes);
	}
}

static void
take_chunk(struct run *run, unsigned kind, struct span data)
{
	if (kind == CHUNK_FULL) {
		run->joining = false;
		take_record(run, data);
		return;
	}
	if (kind == CHUNK_FIRST)
		run->message.n = 0;
	else if (!run->joining)
		return;
	run->joining = kind != CHUNK_LAST &&
	    run->message.n + data.n <= MESSAGE_MAX;
	if (!run->joining && kind != CHUNK_LAST) {
		row_skip(run->reading, whole(run), "a record of more than "
		    "%d bytes", (int)MESSAGE_MAX);
		return;
	}
	if (data.n > 0)
		buf_add(&run->message, data.s, data.n);
	if (kind == CHUNK_LAST && run->message.n > 0)
		take_record(run, (struct span){ run->message.s,
		    run->message.n });
}

static struct span
take_bytes(struct run *run, size_t n)
{
	struct span bytes = source_bytes(run->reading->source, n);

	run->at += bytes.n;
	return bytes;
}

/* Goes to the block behind the byte at AT. */
static void
pass_block(struct run *run, uint64_t at)
{
	uint64_t end = at + BLOCK - at % BLOCK;

	if (end > run->at)
		take_bytes(run, (size_t)(end - run->at));
}

/* A chunk that fails its checksum spoils the rest of its block. */
static void
spoil(struct run *run, uint64_t at)
{
	run->joining = false;
	if (run->damaged++ == 0)
		row_skip(run->reading, whole(run),
		    "a damaged block at byte %" PRIu64, at);
	else
		run->reading->record->rows_skipped++;
	pass_block(run, at);
}

/* False at the end of the file. */
static bool
read_chunk(struct run *run)
{
	uint64_t at = run->at, stated;
	size_t left = (size_t)(BLOCK - at % BLOCK), n;
	struct span header, data;
	uint32_t sum;
	unsigned kind;

	if (left < CHUNK_HEADER)
		return take_bytes(run, left).n == left;
	header = take_bytes(run, CHUNK_HEADER);
	run->cut = header.n > 0 && header.n < CHUNK_HEADER;
	if (header.n < CHUNK_HEADER)
		return false;
	stated = bytes_number(header, 0, 4);
	n = (size_t)bytes_number(header, 4, 2);
	kind = (unsigned)bytes_number(header, 6, 1);
	sum = checksum_of(&run->sum, 0, span_sub(header, 6, 1));
	if (n > left - CHUNK_HEADER || (kind == 0 && n == 0)) {
		spoil(run, at);
		return true;
	}
	data = take_bytes(run, n);
	run->cut = data.n < n;
	if (run->cut)
		return false;
	if (checksum_of(&run->sum, sum, data) == stated)
		take_chunk(run, kind, data);
	else
		spoil(run, at);
	return true;
}

/* The run's own time, of which the samples of power cover a part. */
static void
set_duration(struct run *run)
{
	struct record *record = run->reading->record;
	double by_stamps = run->last_s - run->start_s;
	double seconds = run->resumed ? (double)NAN : run->exit_s;

	record->duration_is_lower_bound = isnan(seconds);
	if (isnan(seconds) && by_stamps > 0)
		seconds = by_stamps;
	else if (isnan(seconds) && !run->resumed)
		seconds = run->logged_s;
	record->duration_s = seconds;
	record->time_pos = whole(run);
	if (isnan(seconds)) {
		record->duration_is_lower_bound = false;
		return;
	}
	record->start_s = run->start_s;
	record->end_s = run->start_s + seconds;
	record->zoned = !isnan(run->start_s);
	if (!isnan(record->covered_s))
		record->coverage = fmin(1, record->covered_s / seconds);
}

static void
say(const struct run *run)
{
	const struct record *record = run->reading->record;
	struct diags *diags = run->reading->diags;

	if (run->cut || !run->ended)
		diag(diags, DIAG_LOG_PARTIAL, whole(run),
		    "the file breaks off before the run's end: a run that was "
		    "killed, or that still runs");
	else if (record->duration_is_lower_bound)
		diag(diags, DIAG_LOG_SCOPE, whole(run),
		    "the end states no seconds: the time goes to the last "
		    "reading and is at least this long");
	wandb_environment_say(run->reading);
	if (run->resumed)
		diag(diags, DIAG_LOG_RUNS, whole(run),
		    "the run was resumed: this file holds one session, the "
		    "others have files of their own");
}

static void
finish(struct run *run)
{
	struct reading *reading = run->reading;
	struct record *record = reading->record;
	size_t records = record->rows;

	rows_skipped_end(reading);
	if (wandb_stats_have(run->stats)) {
		record->rows = 0;
		wandb_stats_finish(run->stats);
	}
	if (run->step >= 0)
		record->steps = run->step;
	if (isnan(run->start_s) && !isnan(record->energy_kwh))
		run->start_s = record->start_s;
	set_duration(run);
	if (isnan(record->duration_s) && isnan(record->energy_kwh) &&
	    !diags_have_error(reading->diags, record->diag_first))
		diag(reading->diags, DIAG_LOG_NOTHING, whole(run),
		    "%zu records state neither a time nor a power", records);
	else
		say(run);
}

static void
read_run(struct reading *reading)
{
	struct run run = {
		.reading = reading,
		.stats = wandb_stats_open(reading),
		.start_s = (double)NAN,
		.last_s = (double)NAN,
		.exit_s = (double)NAN,
		.logged_s = (double)NAN,
		.step = (double)NAN,
	};

	checksum_init(&run.sum, CHECKSUM_ZLIB);
	if (bytes_number(take_bytes(&run, FILE_HEADER), 4, 2) != MAGIC) {
		diag(reading->diags, DIAG_LOG_NOTHING, whole(&run),
		    "the file's first bytes are not those of a W&B run");
		return;
	}
	while (read_chunk(&run))
		continue;
	finish(&run);
	buf_free(&run.message);
}

static int
sniff_run(const struct sniff *sniff)
{
	return span_starts(sniff->head, ":W&B") ? 100 : 0;
}

const struct format format_wandb_run = {
	.name = "wandb-run",
	.title = "W&B binary run (.wandb)",
	.gives = "D N P E",
	.sniff = sniff_run,
	.read = read_run,
};
