/*
 * A large table read by several threads: each reads blocks of rows of the
 * shapes that are known, into a meter of its own; what they give is joined
 * in the file's order. Where a row takes care, the threads end and the
 * table is read on from there as ever.
 */
#include "base/arena.h"
#include "base/blocks.h"
#include "base/csv.h"
#include "base/source.h"
#include "ingest/delimited_table.h"
#include "ingest/fast_rows.h"
#include "ingest/power_device.h"

enum {
	ROWS = 64,       /* of a run */
	PARTS_LEAST = 16, /* blocks that must be left: fewer are read in little more time than threads take to start */
	WANTED_MOST = 1024
};

/* What one block gives. */
struct part {
	struct table *table;  /* of which only the devices' numbers are looked at */
	struct fast_rows *fast;
	struct power_meter *power;
	uint64_t begin, end;  /* offsets of the rows that were read */
	size_t rows;
	bool whole;           /* every row of the block */
};

struct table_parts {
	struct blocks blocks;
	void **states;
	size_t devices;
	uint64_t fast_bytes;  /* that came fast since a row took care */
	uint64_t wanted;      /* of them, before threads start */
	uint64_t begin, at;   /* offsets: where the threads began; of the next row */
	size_t line, rows;    /* lines before it; rows that the threads read */
	bool off;
};

static void
add_row(struct part *part, const struct fast_row *row, size_t line)
{
	const struct power_device *known = row->device;
	struct power_device *device = part->power->devices[known->number];

	if (!power_take_plain(part->power, device, row->time_s, row->power_w))
		power_take(part->power, device, row->time_s, row->power_w,
		    &(struct pos){ part->table->reading.record->file, line,
			row->column });
}

/* A run of rows that begin before OWN; returns the bytes that they took. */
static size_t
read_run(struct part *part, struct span text, size_t own)
{
	struct fast_row rows[ROWS];
	size_t i, all, n = 0;
	size_t count = fast_rows_read(part->fast, text, rows, ROWS, &all);

	for (i = 0; i < count && n < own; i++) {
		add_row(part, &rows[i], part->rows + i + 1);
		n += rows[i].n;
	}
	part->rows += i;
	return n;
}

/* The work of a thread. */
static void
read_block(void *context, void *state, const struct block *block)
{
	const struct table_parts *parts = context;
	struct part *part = state;
	size_t n, at = 0;

	power_part_begin(part->power, parts->devices);
	part->rows = 0;
	do {
		n = read_run(part, span_sub(block->text, at, block->text.n),
		    block->own - at);
		at += n;
	} while (n > 0 && at < block->own);
	part->begin = block->offset;
	part->end = block->offset + at;
	part->whole = at >= block->own;
}

/* Joins what a block gives, unless it does not follow on what is there. */
static bool
take_part(void *context, void *state)
{
	struct table_parts *parts = context;
	const struct part *part = state;
	struct table *table = part->table;

	if (part->begin != parts->at ||
	    !power_join(table->power, part->power, parts->line + parts->rows))
		return false;
	parts->at = part->end;
	parts->rows += part->rows;
	return part->whole;
}

struct table_parts *
table_parts_open(struct table *table)
{
	const struct read_options *options = &table->options;
	unsigned threads = blocks_threads(options->threads);
	struct table_parts *parts;

	/* a trace's sums depend on the order of what they add */
	if (threads < 2 || options->trace || table->ticks != NULL ||
	    table->map.careful || table->map.energy != COLUMN_NONE)
		return NULL;
	parts = arena_alloc(table->reading.arena, sizeof *parts);
	parts->blocks = (struct blocks){
		.bytes = options->part_bytes == 0 ? (size_t)BLOCKS_BYTES :
						    options->part_bytes,
		.threads = threads,
		.context = parts,
		.work = read_block,
		.take = take_part,
	};
	parts->wanted = parts->blocks.bytes;
	return parts;
}

void
table_parts_rest(struct table_parts *parts)
{
	parts->fast_bytes = 0;
}

/* Room for what the threads give. */
static void
make_states(struct table_parts *parts, struct table *table)
{
	struct arena *arena = table->reading.arena;
	size_t i, count = BLOCKS_SLOTS * parts->blocks.threads;

	parts->states = arena_alloc(arena, count * sizeof *parts->states);
	for (i = 0; i < count; i++) {
		struct part *part = arena_alloc(arena, sizeof *part);

		part->table = table;
		part->fast = fast_rows_twin(table->fast);
		part->power = power_part(table->power);
		parts->states[i] = part;
	}
	parts->blocks.states = parts->states;
}

/* Whether threads are worth their while, from where the table stands. */
static bool
set_range(struct table_parts *parts, struct table *table,
    const struct csv *csv)
{
	struct blocks *blocks = &parts->blocks;
	struct source_place place;

	if (table->power->count > POWER_PART_DEVICES ||
	    !csv_place(csv, &place) || place.size < place.offset ||
	    (place.size - place.offset) / blocks->bytes < PARTS_LEAST)
		return false;
	blocks->fd = place.fd;
	blocks->from = parts->begin = parts->at = place.offset;
	blocks->to = place.size;
	parts->devices = table->power->count;
	parts->line = csv_line(csv);
	parts->rows = 0;
	return true;
}

/* Where rows often take care, threads start ever more rarely. */
static void
set_wanted(struct table_parts *parts)
{
	uint64_t bytes = parts->blocks.bytes;

	if (parts->at - parts->begin >= PARTS_LEAST * bytes)
		parts->wanted = bytes;
	else if (parts->wanted < WANTED_MOST * bytes)
		parts->wanted *= 2;
	parts->fast_bytes = 0;
}

bool
table_read_parts(struct table *table, struct csv *csv, size_t n)
{
	struct table_parts *parts = table->parts;
	size_t i;

	parts->fast_bytes += n;
	if (parts->off || parts->fast_bytes < parts->wanted)
		return false;
	parts->off = !set_range(parts, table, csv);
	if (parts->off)
		return false;
	if (parts->states == NULL)
		make_states(parts, table);
	for (i = 0; i < BLOCKS_SLOTS * parts->blocks.threads; i++) {
		const struct part *part = parts->states[i];

		fast_rows_follow(part->fast, table->fast);
	}
	parts->off = !blocks_run(&parts->blocks);
	table->rows += parts->rows;
	table->chosen += parts->rows;
	csv_skip(csv, parts->at - parts->begin, parts->rows);
	set_wanted(parts);
	return parts->rows > 0;
}
