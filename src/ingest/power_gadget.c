/*
 * Intel Power Gadget's CSV: cumulative energies since the log began, times
 * of day without a date. Cores (IA) and graphics (GT) are inside the
 * processor; memory is beside it. Totals stand behind the rows.
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

enum { METERS_MAX = 16 };

static const char elapsed_name[] = "Elapsed Time (sec)";

struct gadget {
	struct reading *reading;
	struct interval_meter *meter;
	char delimiter;
	int elapsed;
	int columns[METERS_MAX], parts[METERS_MAX];
	double last_j[METERS_MAX];
	size_t count, rows;
	bool graphics;
	double last_s;
	struct pos first_pos;
};

/* "Cumulative Processor Energy_0(Joules)" is "Processor 0". */
static bool
is_counter(struct span name, const char *what)
{
	return span_starts(name, "Cumulative ") &&
	    span_ends(name, "(Joules)") &&
	    span_starts(span_sub(name, 11, name.n), what);
}

static void
add_column(struct gadget *gadget, struct span name, int column)
{
	size_t mark = span_find(name, "_"), end = span_find(name, "(");
	bool memory = is_counter(name, "DRAM");
	char id[48];

	if (gadget->count == METERS_MAX ||
	    (!memory && !is_counter(name, "Processor")))
		return;
	snprintf(id, sizeof id, "%s%.*s", memory ? "memory" : "package",
	    mark < end && end - mark < 8 ? (int)(end - mark) : 0,
	    name.s + (mark < name.n ? mark : 0));
	gadget->columns[gadget->count] = column;
	gadget->last_j[gadget->count] = 0;
	gadget->parts[gadget->count] = interval_part(gadget->meter, id,
	    PART_HOST);
	gadget->count += gadget->parts[gadget->count] >= 0;
}

static void
read_header(struct gadget *gadget, const struct csv_row *row)
{
	size_t i;

	gadget->count = 0;
	gadget->last_s = 0;
	gadget->elapsed = meter_column(row, elapsed_name);
	for (i = 0; i < row->count; i++)
		add_column(gadget, cell_text(row, (int)i), (int)i);
}

static void
read_sample(struct gadget *gadget, const struct csv_row *row, double time_s)
{
	double energy_j[INTERVAL_PARTS];
	struct interval interval = {
		.start_s = gadget->last_s,
		.duration_s = time_s - gadget->last_s,
		.energy_j = energy_j,
		.pos = row->pos,
	};
	size_t i;

	for (i = 0; i < INTERVAL_PARTS; i++)
		energy_j[i] = (double)NAN;
	for (i = 0; i < gadget->count; i++)
		energy_j[gadget->parts[i]] = meter_number(row,
		    gadget->columns[i], gadget->delimiter) -
		    gadget->last_j[i];
	if (!interval_add(gadget->meter, &interval))
		return;
	if (gadget->rows++ == 0)
		gadget->first_pos = row->pos;
	for (i = 0; i < gadget->count; i++)
		if (!isnan(energy_j[gadget->parts[i]]))
			gadget->last_j[i] += energy_j[gadget->parts[i]];
	gadget->last_s = time_s;
}

/* Behind the samples stand totals: "Total Elapsed Time (sec) = 1.25". */
static bool
is_total(const struct csv_row *row)
{
	struct span text = cell_text(row, 0);

	return memchr(text.s, '=', text.n) != NULL;
}

static void
read_row(struct gadget *gadget, const struct csv_row *row)
{
	double time_s;

	if (meter_column(row, elapsed_name) >= 0) {
		read_header(gadget, row);
		return;
	}
	if (is_total(row))
		return;
	time_s = meter_number(row, gadget->elapsed, gadget->delimiter);
	if (isnan(time_s))
		row_skip(gadget->reading, row->pos, "no elapsed time");
	else if (time_s <= gadget->last_s && gadget->rows > 0)
		row_skip(gadget->reading, row->pos,
		    "not later than the row before");
	else
		read_sample(gadget, row, time_s);
}

static void
read_gadget(struct reading *reading)
{
	struct gadget *gadget = arena_alloc(reading->arena, sizeof *gadget);
	struct csv *csv;
	struct csv_row row;

	gadget->reading = reading;
	gadget->elapsed = -1;
	gadget->delimiter = cell_delimiter(reading->source);
	gadget->meter = interval_open(reading, INTERVAL_SERIAL,
	    RECORD_MEASURED);
	csv = csv_open(reading->source, gadget->delimiter, reading->arena);
	while (csv_row(csv, &row))
		read_row(gadget, &row);
	csv_close(csv);
	rows_skipped_end(reading);
	if (!interval_finish(gadget->meter))
		return;
	reading->record->scope = SCOPE_PROCESSOR;
	diag(reading->diags, DIAG_LOG_SCOPE, gadget->first_pos, "energy of "
	    "the processor since the log began, memory beside it; times have "
	    "no date");
	diag(reading->diags, DIAG_LOG_INSIDE, gadget->first_pos, "cores (IA) "
	    "and graphics (GT) are parts of the processor: they are not "
	    "added");
}

static int
sniff(const struct sniff *sniff)
{
	return span_find(sniff->line, elapsed_name) != SIZE_MAX &&
		span_find(sniff->line, "Processor Energy_0") != SIZE_MAX ?
	    97 : 0;
}

const struct format format_power_gadget = {
	.name = "intel-power-gadget",
	.title = "Intel Power Gadget CSV",
	.gives = "D P E",
	.sniff = sniff,
	.read = read_gadget,
};
