/*
 * Tables of samples by a column map: rows to a power or a counter meter.
 */
#include "ingest/delimited_table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/diag.h"
#include "base/timestamp.h"
#include "ingest/cell.h"
#include "ingest/counter.h"
#include "ingest/fast_rows.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/power.h"
#include "ingest/ticks.h"

/* Numbers of seconds since 1970 that are later than this (1973) are dates; smaller ones count from the log's start. */
static const double epoch_least_s = 1e8;

/* The text once for all rows that hold it. */
static const char *
keep_model(struct table *table, struct span model)
{
	size_t i;

	if (model.n == 0 || cell_missing(model))
		return NULL;
	for (i = 0; i < table->model_count; i++)
		if (span_equal(model, table->models[i]))
			return table->models[i];
	if (i == MODELS_MAX)
		return NULL;
	table->models[i] = span_dup(table->reading.arena, model);
	table->model_count++;
	return table->models[i];
}

/* How many of the unit make a second; the number's size gives an unknown unit away. */
static double
time_divisor(const struct column_map *map, double number)
{
	if (map->time_unit != UNIT_TOTAL)
		return unit_from_base(map->time_unit, 1) / 3600;
	if (number >= 1e17)
		return 1e9;
	if (number >= 1e14)
		return 1e6;
	return number >= 1e11 ? 1e3 : 1;
}

static bool
read_stamp(struct table *table, struct span text, double *time_s)
{
	double zone_s = table->reading.options->zone_s;
	bool zoned;

	if (!timestamp_parse(text, time_s, &zoned))
		return false;
	table->dated = true;
	if (zoned || table->map.zoned)
		return true;
	if (isnan(zone_s))
		table->unzoned = true;
	else
		*time_s -= zone_s;
	return true;
}

static bool
read_time(struct table *table, struct span text, double *time_s)
{
	double number;

	if (read_stamp(table, text, time_s))
		return true;
	if (!cell_number(text, table->map.delimiter, &number) || number < 0)
		return false;
	if (table->divisor <= 0) {
		table->divisor = time_divisor(&table->map, number);
		table->dated = table->dated ||
		    number / table->divisor >= epoch_least_s;
	}
	*time_s = number / table->divisor;
	return true;
}

/* NAN when the cell holds no reading; stops the reading at a number without a unit. */
static double
read_value(struct table *table, const struct csv_row *row, int column)
{
	const struct column_map *map = &table->map;
	struct span text = cell_text(row, column);
	enum unit unit, wanted = map->energy == COLUMN_NONE ? UNIT_W :
							      UNIT_KWH;
	double value;

	if (!cell_quantity(text, map->delimiter, &value, &unit))
		return (double)NAN;
	if (unit == UNIT_TOTAL)
		unit = map->power_unit;
	if (unit == UNIT_TOTAL) {
		diag(table->reading.diags, DIAG_QUANTITY_UNIT,
		    cell_pos(row, column), "\"%s\" is a bare number: name "
		    "its unit, as in columns=\"...,unit=%s\"",
		    span_dup(table->reading.arena, text),
		    wanted == UNIT_W ? "W" : "J");
		table->stop = true;
		return (double)NAN;
	}
	if (unit_dimension(unit) != unit_dimension(wanted))
		return (double)NAN;
	return unit_to_base(unit, value);
}

/* A log whose times count from its start has no place in the run's window. */
static void
open_meter(struct table *table)
{
	if (table->power != NULL || table->counter != NULL)
		return;
	if (!table->dated) {
		if (!isnan(table->options.from_s) ||
		    !isnan(table->options.to_s))
			diag(table->reading.diags, DIAG_LOG_WINDOW,
			    (struct pos){ .file = table->reading.record->file },
			    "its times count from its start; all of it is "
			    "used");
		table->options.from_s = table->options.to_s = (double)NAN;
	}
	if (table->map.energy == COLUMN_NONE)
		table->power = power_open(&table->reading);
	else
		table->counter = counter_open(&table->reading);
}

static void
add_power(struct table *table, struct span id, const struct tick_row *row)
{
	if (isnan(row->power_w))
		row_skip(&table->reading, row->pos, "no power in its cell");
	else if (!power_add(table->power, id, span_of(row->model),
	    row->time_s, row->power_w, row->pos))
		row_skip(&table->reading, row->pos,
		    "%.6g W is outside of 0..%d W, or its device is one too "
		    "many", row->power_w, (int)POWER_MAX_W);
}

/* The sink of the ticks. */
static void
add_tick_row(void *context, int device, const struct tick_row *row)
{
	struct table *table = context;
	const char *wanted = table->reading.options->device;
	char id[16] = "";

	if (device == TICKS_TOO_MANY) {
		row_skip(&table->reading, row->pos,
		    "one row more than the %d of a tick",
		    ticks_devices(table->ticks));
		return;
	}
	if (ticks_devices(table->ticks) > 1)
		snprintf(id, sizeof id, "%d", device);
	if (wanted != NULL && id[0] != '\0' && strcmp(wanted, id) != 0)
		return;
	table->chosen++;
	add_power(table, span_of(id), row);
}

static bool
is_wanted(const struct table *table, const struct csv_row *row)
{
	const char *wanted = table->reading.options->device;
	size_t i;

	if (wanted == NULL || table->map.device == COLUMN_NONE ||
	    span_equal(cell_text(row, table->map.device), wanted))
		return true;
	for (i = 0; i < COLUMN_ALIASES; i++)
		if (table->map.aliases[i] != COLUMN_NONE &&
		    span_equal(cell_text(row, table->map.aliases[i]), wanted))
			return true;
	return false;
}

static void
add_count(struct table *table, const struct csv_row *row, struct span id,
    double time_s)
{
	double value = read_value(table, row, table->map.energy);

	if (!table->stop && !counter_add(table->counter, id,
	    cell_text(row, table->map.model), time_s, value,
	    cell_pos(row, table->map.energy)))
		row_skip(&table->reading, row->pos, "no counter reading that "
		    "follows the one before");
}

static void
add_sample(struct table *table, const struct csv_row *row, double time_s)
{
	struct span id = cell_text(row, table->map.device);
	struct tick_row sample;

	if (!is_wanted(table, row))
		return;
	if (table->counter != NULL) {
		table->chosen++;
		add_count(table, row, id, time_s);
		return;
	}
	sample = (struct tick_row){
		.time_s = time_s,
		.power_w = read_value(table, row, table->map.power),
		.model = keep_model(table, cell_text(row, table->map.model)),
		.pos = cell_pos(row, table->map.power),
	};
	if (table->stop)
		return;
	if (table->ticks != NULL) {
		ticks_add(table->ticks, &sample);
		return;
	}
	table->chosen++;
	add_power(table, id, &sample);
}

/* Rows like this one come fast from now on. */
static void
learn_row(struct table *table, const struct csv_row *row, double time_s)
{
	struct fast_row known = {
		.time_s = time_s,
		.power_w = read_value(table, row, table->map.power),
		.model = keep_model(table, cell_text(row, table->map.model)),
	};

	if (isnan(known.power_w) || !is_wanted(table, row))
		return;
	if (table->ticks == NULL)
		known.device = power_find(table->power,
		    cell_text(row, table->map.device));
	if (table->ticks != NULL || known.device != NULL)
		fast_rows_learn(table->fast, row, &known);
}

/* A header, a comment, or damage. */
static void
pass_row(struct table *table, const struct csv_row *row)
{
	if (span_starts(cell_text(row, 0), "#"))
		return;
	if (table->map.header != NULL && table->map.header(row, &table->map)) {
		fast_rows_forget(table->fast);
		return;
	}
	if (table->rows == 1 && table->map.header_rows == HEADER_UNKNOWN)
		return;
	row_skip(&table->reading, row->pos, "no time in column %d",
	    table->map.time);
}

/* Several blanks are one delimiter, and none before the first field. */
static void
join_blanks(struct csv_row *row)
{
	size_t i, n = 0;

	for (i = 0; i < row->count; i++)
		if (row->fields[i].text.n > 0)
			row->fields[n++] = row->fields[i];
	row->count = n;
}

static void
read_row(struct table *table, struct csv_row *row)
{
	double time_s;

	table->rows++;
	if (table->map.header_rows != HEADER_UNKNOWN &&
	    table->rows <= (size_t)table->map.header_rows)
		return;
	if (table->map.delimiter == ' ')
		join_blanks(row);
	if (!read_time(table, cell_text(row, table->map.time), &time_s)) {
		pass_row(table, row);
		return;
	}
	open_meter(table);
	add_sample(table, row, time_s);
	if (table->power != NULL && !table->stop && !table->map.careful)
		learn_row(table, row, time_s);
}

static void
read_rows(struct table *table)
{
	struct csv *csv = csv_open(table->reading.source,
	    table->map.delimiter, table->reading.arena);
	struct csv_row row;

	while (!table->stop && csv_row(csv, &row)) {
		read_row(table, &row);
		if (!fast_rows_idle(table->fast) && !table->stop)
			table_read_fast(table, csv);
	}
	csv_close(csv);
	if (table->ticks != NULL && !table->stop)
		ticks_end(table->ticks);
	rows_skipped_end(&table->reading);
}

static void
say_ticks(struct table *table)
{
	struct record *record = table->reading.record;

	if (table->ticks != NULL && ticks_devices(table->ticks) > 1)
		diag(table->reading.diags, DIAG_LOG_TICKS,
		    (struct pos){ .file = record->file }, "no column names "
		    "the device; %d rows come at a time, which makes %d "
		    "devices", ticks_devices(table->ticks),
		    ticks_devices(table->ticks));
}

static void
finish(struct table *table)
{
	struct record *record = table->reading.record;
	struct pos pos = { .file = record->file };

	if (table->stop)
		return;
	if (table->power == NULL && table->counter == NULL) {
		diag(table->reading.diags, DIAG_LOG_NOTHING, pos,
		    "no row has a time in column %d", table->map.time);
	} else if (table->chosen == 0) {
		diag(table->reading.diags, DIAG_LOG_NOTHING, pos,
		    "no row is of device \"%s\"",
		    table->reading.options->device);
	} else if (table->counter != NULL) {
		counter_finish(table->counter);
	} else if (power_single(table->power)) {
		power_snapshot(table->power);
	} else {
		power_finish(table->power);
		say_ticks(table);
	}
	record->zoned = table->dated && !table->unzoned;
	if (!table->dated)
		record->start_s = record->end_s = (double)NAN;
	if (!table->dated ||
	    (table->ticks != NULL && ticks_devices(table->ticks) > 1))
		record->partial = NULL; /* parts of it can't be joined */
}

void
delimited_read(struct reading *reading, const struct column_map *map)
{
	struct table *table = arena_alloc(reading->arena, sizeof *table);

	*table = (struct table){
		.reading = *reading,
		.options = *reading->options,
		.map = *map,
	};
	table->reading.options = &table->options;
	if (table->map.delimiter == '\0')
		table->map.delimiter = cell_delimiter(reading->source);
	table->fast = fast_rows_open(reading->arena, &table->map,
	    map->zoned || isnan(table->options.zone_s) ? 0 :
							 table->options.zone_s);
	if (map->device == COLUMN_NONE && map->energy == COLUMN_NONE)
		table->ticks = ticks_open(reading->arena, add_tick_row,
		    table);
	table->parts = table_parts_open(table);
	read_rows(table);
	finish(table);
}

/* Any table could be one: nothing is without its column map. */
static int
sniff(const struct sniff *sniff)
{
	(void)sniff;
	return 0;
}

static void
read_delimited(struct reading *reading)
{
	struct column_map map;

	if (reading->options->columns == NULL)
		diag(reading->diags, DIAG_FORMAT_UNKNOWN,
		    (struct pos){ .file = reading->record->file },
		    "a delimited log needs its columns named, as in "
		    "columns=\"time=0,power=2,unit=W,device=1\"");
	else if (column_map_parse(reading, &map))
		delimited_read(reading, &map);
}

const struct format format_delimited = {
	.name = "delimited",
	.title = "delimited text with named columns",
	.gives = "D N M P E",
	.sniff = sniff,
	.read = read_delimited,
};
