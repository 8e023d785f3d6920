/*
 * EnergiBridge: a row a sample, columns sorted by name. Energies are
 * counters of the processor (32 bits, so they wrap), powers are samples.
 * PP0 and PP1 are inside the package, the processor inside the system.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/diag.h"
#include "base/source.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/interval.h"
#include "ingest/meter_text.h"
#include "ingest/power.h"

enum { METERS_MAX = 64 };

static const double milli = 1000;
/* Counters hold 32 bits of an energy unit of 2^-16 J or coarser. */
static const double wrap_least_j = 65536;
/* A wrap that would need more power than this is a reset. */
static const double socket_most_w = 2000;

enum meaning { COUNTER_J, POWER_W, POWER_MW };

/* One energy or power column. */
struct column {
	int index, part;
	enum meaning quantity;
	double last;      /* NAN before the first row */
	size_t wraps, resets;
	double wrap_j;
	struct pos wrap_pos, reset_pos;
};

struct bridge {
	struct reading *reading;
	struct interval_meter *meter;
	char delimiter;
	int time, delta;
	struct column columns[METERS_MAX];
	size_t column_count, fields;
	bool begun, power, counter, gpu, host, inside;
	double last_stamp_s, shift_s, last_s;
	size_t rows, shifted;
	struct pos shifted_pos, first_pos, inside_pos;
};

static bool
name_has(struct span name, const char *part)
{
	return span_find(name, part) != SIZE_MAX;
}

static bool
is_gpu(struct span name)
{
	return span_starts(name, "GPU") && name_has(name, "_POWER (");
}

/* "GPU0_POWER (mWatts)" is the part "GPU0". */
static int
part_of(struct bridge *bridge, struct span name, enum interval_role role)
{
	size_t end = span_find(name, "_POWER (");

	if (end == SIZE_MAX)
		end = span_find(name, "_ENERGY (");
	return interval_part(bridge->meter,
	    span_dup(bridge->reading->arena, span_sub(name, 0, end)), role);
}

static bool
read_quantity(struct span name, enum meaning *quantity)
{
	if (span_ends(name, "_ENERGY (J)"))
		*quantity = COUNTER_J;
	else if (span_ends(name, "_POWER (Watts)"))
		*quantity = POWER_W;
	else if (span_ends(name, "_POWER (mWatts)"))
		*quantity = POWER_MW;
	else
		return false;
	return true;
}

/* What another column of the header holds already. */
static bool
is_inside(const struct csv_row *header, struct span name)
{
	if (span_starts(name, "PP0_") || span_starts(name, "PP1_"))
		return meter_column(header, "PACKAGE_ENERGY (J)") >= 0;
	return span_equal(name, "CPU_POWER (Watts)") &&
	    (meter_column(header, "SYSTEM_POWER (Watts)") >= 0 ||
	    meter_column(header, "CPU_ENERGY (J)") >= 0 ||
	    meter_column(header, "PACKAGE_ENERGY (J)") >= 0);
}

static void
add_column(struct bridge *bridge, const struct csv_row *header, int index)
{
	struct span name = cell_text(header, index);
	struct column *column = &bridge->columns[bridge->column_count];
	enum interval_role role = PART_HOST;
	enum meaning quantity;

	if (bridge->column_count == METERS_MAX ||
	    !read_quantity(name, &quantity))
		return;
	if (is_inside(header, name)) {
		bridge->inside = true;
		bridge->inside_pos = cell_pos(header, index);
		return;
	}
	if (is_gpu(name)) {
		role = PART_GPU;
		bridge->gpu = true;
	} else {
		bridge->host = true;
	}
	*column = (struct column){
		.index = index,
		.part = part_of(bridge, name, role),
		.quantity = quantity,
		.last = (double)NAN,
	};
	if (column->part >= 0)
		bridge->column_count++;
}

static void
read_header(struct bridge *bridge, const struct csv_row *row)
{
	size_t i;

	bridge->column_count = 0;
	bridge->begun = false;
	bridge->fields = row->count;
	bridge->time = meter_column(row, "Time");
	bridge->delta = meter_column(row, "Delta");
	for (i = 0; i < row->count; i++)
		add_column(bridge, row, (int)i);
	for (i = 0; i < bridge->column_count; i++)
		if (bridge->columns[i].quantity == COUNTER_J)
			bridge->counter = true;
		else
			bridge->power = true;
}

/* A counter that fell has wrapped, when that needs a power that can be. */
static double
counter_step(struct column *column, double value, double step_s,
    struct pos pos)
{
	double wrap_j = wrap_least_j, energy_j;

	if (value >= column->last)
		return value - column->last;
	while (wrap_j < column->last)
		wrap_j *= 2;
	energy_j = wrap_j - column->last + value;
	if (step_s > 0 && energy_j / step_s <= socket_most_w) {
		if (column->wraps++ == 0)
			column->wrap_pos = pos;
		column->wrap_j = wrap_j;
		return energy_j;
	}
	if (column->resets++ == 0)
		column->reset_pos = pos;
	return (double)NAN;
}

static double
step_energy(struct column *column, double value, double step_s,
    struct pos pos)
{
	if (isnan(column->last) || isnan(value))
		return (double)NAN;
	if (column->quantity == COUNTER_J)
		return counter_step(column, value, step_s, pos);
	if (column->quantity == POWER_MW)
		value /= milli;
	return (column->quantity == POWER_MW ? column->last / milli :
		column->last) / 2 * step_s + value / 2 * step_s;
}

/* Stamps that disagree with the stated step give way to it. */
static bool
next_time(struct bridge *bridge, const struct csv_row *row, double *time_s)
{
	double stamp_s = meter_number(row, bridge->time, bridge->delimiter) /
	    milli;
	double delta_s = meter_number(row, bridge->delta,
	    bridge->delimiter) / milli;
	double step_s = stamp_s - bridge->last_stamp_s;

	if (isnan(stamp_s))
		return false;
	if (!bridge->begun || (delta_s <= 0 && step_s > 0)) {
		bridge->begun = false; /* delta 0 begins a session */
		bridge->shift_s = 0;
	} else if (!isnan(delta_s) && delta_s > 0 &&
	    fabs(step_s - delta_s) > fmax(delta_s / 2, 0.05)) {
		if (bridge->shifted++ == 0)
			bridge->shifted_pos = row->pos;
		bridge->shift_s += delta_s - step_s;
	}
	bridge->last_stamp_s = stamp_s;
	*time_s = stamp_s + bridge->shift_s;
	return true;
}

static void
add_step(struct bridge *bridge, const struct csv_row *row, double time_s)
{
	double energy_j[INTERVAL_PARTS];
	struct interval interval = {
		.start_s = bridge->last_s,
		.duration_s = time_s - bridge->last_s,
		.energy_j = energy_j,
		.pos = row->pos,
	};
	size_t i;

	for (i = 0; i < INTERVAL_PARTS; i++)
		energy_j[i] = (double)NAN;
	for (i = 0; i < bridge->column_count; i++) {
		struct column *column = &bridge->columns[i];

		energy_j[column->part] = step_energy(column,
		    meter_number(row, column->index, bridge->delimiter),
		    interval.duration_s, row->pos);
	}
	interval_add(bridge->meter, &interval);
}

static void
keep_row(struct bridge *bridge, const struct csv_row *row, double time_s)
{
	size_t i;

	for (i = 0; i < bridge->column_count; i++)
		bridge->columns[i].last = meter_number(row,
		    bridge->columns[i].index, bridge->delimiter);
	if (bridge->rows++ == 0)
		bridge->first_pos = row->pos;
	bridge->last_s = time_s;
	bridge->begun = true;
}

static void
read_sample(struct bridge *bridge, const struct csv_row *row)
{
	double time_s;

	if (row->count != bridge->fields) {
		row_skip(bridge->reading, row->pos, "%zu fields under a "
		    "header of %zu: a column that came later shifts the rest",
		    row->count, bridge->fields);
		return;
	}
	if (!next_time(bridge, row, &time_s)) {
		row_skip(bridge->reading, row->pos, "no time");
		return;
	}
	if (bridge->begun && time_s <= bridge->last_s) {
		row_skip(bridge->reading, row->pos,
		    "not later than the sample before");
		return;
	}
	if (bridge->begun)
		add_step(bridge, row, time_s);
	keep_row(bridge, row, time_s);
}

static void
say_counters(struct bridge *bridge)
{
	struct diags *diags = bridge->reading->diags;
	size_t i;

	for (i = 0; i < bridge->column_count; i++) {
		const struct column *column = &bridge->columns[i];

		if (column->wraps > 0)
			diag(diags, DIAG_LOG_FALLING, column->wrap_pos,
			    "the counter passed its end (%.0f J) %zu %s and "
			    "is read on", column->wrap_j, column->wraps,
			    column->wraps == 1 ? "time" : "times");
		if (column->resets > 0)
			diag(diags, DIAG_LOG_FALLING, column->reset_pos,
			    "the counter was set back %zu %s; what was used "
			    "meanwhile is missing", column->resets,
			    column->resets == 1 ? "time" : "times");
	}
	if (bridge->shifted > 0)
		diag(diags, DIAG_LOG_TIME, bridge->shifted_pos, "stamps of "
		    "%zu %s disagree with the step that Delta states: Delta "
		    "is used", bridge->shifted,
		    str_plural(bridge->shifted, "row", "rows"));
	if (bridge->inside)
		diag(diags, DIAG_LOG_INSIDE, bridge->inside_pos, "PP0, PP1 and "
		    "the processor's power lie inside another column: they "
		    "are not added");
}

static void
finish(struct bridge *bridge)
{
	struct reading *reading = bridge->reading;
	struct record *record = reading->record;

	rows_skipped_end(reading);
	if (bridge->column_count == 0) {
		diag(reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ record->file, 1, 1 }, "no column of energy "
		    "or power: the tool found no meter that it may read");
		return;
	}
	record->scope = bridge->gpu ?
	    (bridge->host ? SCOPE_NODE : SCOPE_GPU) :
	    bridge->counter ? SCOPE_PROCESSOR : SCOPE_NODE;
	if (!interval_finish(bridge->meter))
		return;
	record->rows = bridge->rows;
	record->zoned = true;
	record->energy_pos = record->time_pos = bridge->first_pos;
	say_counters(bridge);
	if (bridge->counter)
		diag(reading->diags, DIAG_LOG_SCOPE, bridge->first_pos,
		    "of several processor sockets an Intel machine's log "
		    "holds the first alone");
}

static void
read_energibridge(struct reading *reading)
{
	struct bridge *bridge = arena_alloc(reading->arena, sizeof *bridge);
	struct csv *csv;
	struct csv_row row;

	bridge->reading = reading;
	bridge->delimiter = cell_delimiter(reading->source);
	csv = csv_open(reading->source, bridge->delimiter, reading->arena);
	bridge->time = bridge->delta = -1;
	bridge->meter = interval_open(reading, INTERVAL_SERIAL,
	    RECORD_SAMPLED);
	while (csv_row(csv, &row)) {
		if (span_equal(cell_text(&row, 0), "Delta"))
			read_header(bridge, &row);
		else
			read_sample(bridge, &row);
	}
	csv_close(csv);
	finish(bridge);
	if (reading->record->kind != RECORD_NONE && !bridge->power)
		reading->record->kind = RECORD_MEASURED;
}

static int
sniff(const struct sniff *sniff)
{
	struct span line = sniff->line;

	if (!span_starts(line, "Delta") || line.n < 10 ||
	    !span_starts(span_sub(line, 6, line.n), "Time"))
		return 0;
	return span_find(line, "_MEMORY") != SIZE_MAX ||
		span_find(line, "CPU_") != SIZE_MAX ||
		span_find(line, "_POWER (") != SIZE_MAX ? 97 : 50;
}

const struct format format_energibridge = {
	.name = "energibridge",
	.title = "EnergiBridge CSV",
	.gives = "D N P E",
	.sniff = sniff,
	.read = read_energibridge,
};
