/*
 * Rows read fast, by one thread and by two, against rows read with care, on
 * whatever the fuzzer found: all must give the same bits and say the same.
 */
#include "fuzz/careful.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/source.h"
#include "ingest/delimited.h"
#include "ingest/ingest.h"

struct outcome {
	struct arena *arena;
	struct diags diags;
	struct record *record; /* NULL when the columns can't be used */
};

static struct outcome
read_table(const char *path, const struct read_options *options, bool careful)
{
	struct outcome outcome = { .arena = arena_new() };
	struct column_map map;
	struct reading reading = { .options = options,
		.arena = outcome.arena, .diags = &outcome.diags };

	outcome.diags.arena = outcome.arena;
	reading.record = arena_alloc(outcome.arena, sizeof *reading.record);
	record_clear(reading.record);
	reading.record->file = "table";
	reading.source = source_open(path, outcome.arena, &outcome.diags);
	if (reading.source == NULL)
		return outcome;
	if (column_map_parse(&reading, &map)) {
		map.careful = careful;
		delimited_read(&reading, &map);
		outcome.record = reading.record;
	}
	source_close(reading.source);
	return outcome;
}

static bool
is_same_number(double a, double b)
{
	return memcmp(&a, &b, sizeof a) == 0;
}

static bool
is_same(const struct record *a, const struct record *b)
{
	return a->rows == b->rows && a->rows_skipped == b->rows_skipped &&
	    is_same_number(a->energy_kwh, b->energy_kwh) &&
	    is_same_number(a->start_s, b->start_s) &&
	    is_same_number(a->end_s, b->end_s) &&
	    is_same_number(a->covered_s, b->covered_s) &&
	    is_same_number(a->max_gap_s, b->max_gap_s) &&
	    is_same_number(a->max_power_w, b->max_power_w) &&
	    a->device_list_count == b->device_list_count;
}

static bool
say_same(const struct diags *a, const struct diags *b)
{
	size_t i;

	for (i = 0; i < a->count && i < b->count; i++)
		if (a->items[i].code != b->items[i].code ||
		    a->items[i].pos.line != b->items[i].pos.line ||
		    a->items[i].pos.column != b->items[i].pos.column ||
		    strcmp(a->items[i].text, b->items[i].text) != 0)
			return false;
	return a->count == b->count;
}

static void
compare(const struct outcome *a, const struct outcome *b)
{
	if ((a->record == NULL) != (b->record == NULL) ||
	    (a->record != NULL && !is_same(a->record, b->record)) ||
	    !say_same(&a->diags, &b->diags))
		abort();
}

void
careful_check(const char *path, const struct read_options *options)
{
	struct read_options one = *options, several = *options;
	struct outcome careful = read_table(path, options, true);
	struct outcome fast, parts;

	one.threads = 1;
	several.threads = 2;
	several.part_bytes = 200;
	fast = read_table(path, &one, false);
	parts = read_table(path, &several, false);
	compare(&fast, &careful);
	compare(&parts, &careful);
	arena_free(fast.arena);
	arena_free(parts.arena);
	arena_free(careful.arena);
}
