/*
 * pyJoules' CSVHandler: one row a tagged interval, all energies in
 * microjoules. Cores and uncore are inside the package.
 */
#include <math.h>
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

enum { FIXED_COLUMNS = 3, COLUMNS_MAX = 90 };

static const double micro = 1e6;

struct trace {
	struct reading *reading;
	struct interval_meter *meter;
	int parts[COLUMNS_MAX];
	size_t columns;     /* of the header in force; 0 before one */
	bool gpus, others, inside;
	struct pos inside_pos;
};

/* "core_0" and "uncore_0" lie inside "package_0" where that is logged. */
static bool
is_inside(const struct csv_row *header, struct span name)
{
	char package[32];
	size_t mark = span_find(name, "_");

	if (!span_starts(name, "core_") && !span_starts(name, "uncore_"))
		return false;
	snprintf(package, sizeof package, "package%.*s",
	    (int)(name.n - mark < 16 ? name.n - mark : 16), name.s + mark);
	return meter_column(header, package) >= 0;
}

static enum interval_role
role_of(struct trace *trace, const struct csv_row *header, int column)
{
	struct span name = cell_text(header, column);

	if (span_starts(name, "nvidia_gpu_")) {
		trace->gpus = true;
		return PART_GPU;
	}
	trace->others = true;
	if (!is_inside(header, name))
		return PART_HOST;
	if (!trace->inside)
		trace->inside_pos = cell_pos(header, column);
	trace->inside = true;
	return PART_INSIDE;
}

static void
read_header(struct trace *trace, const struct csv_row *row)
{
	size_t i;

	trace->columns = row->count < COLUMNS_MAX ? row->count :
						    (size_t)COLUMNS_MAX;
	for (i = FIXED_COLUMNS; i < trace->columns; i++) {
		struct span name = cell_text(row, (int)i);

		trace->parts[i] = name.n == 0 ? INTERVAL_NO_PART :
		    interval_part(trace->meter,
			span_dup(trace->reading->arena, name),
			role_of(trace, row, (int)i));
	}
}

/* A tag may hold the delimiter: energies and duration are found from the right. */
static void
read_interval(struct trace *trace, const struct csv_row *row)
{
	double energy_j[INTERVAL_PARTS];
	struct interval interval = {
		.energy_j = energy_j,
		.pos = row->pos,
	};
	size_t i, shift;

	if (row->count < trace->columns) {
		row_skip(trace->reading, row->pos, "%zu fields under a header "
		    "of %zu, as of a machine with other domains", row->count,
		    trace->columns);
		return;
	}
	for (i = 0; i < INTERVAL_PARTS; i++)
		energy_j[i] = (double)NAN;
	shift = row->count - trace->columns;
	interval.start_s = meter_number(row, 0, ';');
	interval.duration_s =
	    meter_number(row, (int)(FIXED_COLUMNS - 1 + shift), ';');
	for (i = FIXED_COLUMNS; i < trace->columns; i++)
		if (trace->parts[i] >= 0)
			energy_j[trace->parts[i]] =
			    meter_number(row, (int)(i + shift), ';') / micro;
	if (isnan(interval.start_s) || isnan(interval.duration_s))
		row_skip(trace->reading, row->pos, "no time or no duration");
	else
		interval_add(trace->meter, &interval);
}

static void
finish(struct trace *trace)
{
	struct reading *reading = trace->reading;
	struct record *record = reading->record;

	rows_skipped_end(reading);
	record->scope = !trace->gpus ? SCOPE_PROCESSOR :
	    trace->others ? SCOPE_NODE : SCOPE_GPU;
	if (!interval_finish(trace->meter))
		return;
	record->zoned = !isnan(record->start_s);
	if (trace->inside)
		diag(reading->diags, DIAG_LOG_INSIDE, trace->inside_pos,
		    "core and uncore are parts of the package: they are not "
		    "added to it");
	if (!trace->gpus)
		diag(reading->diags, DIAG_LOG_SCOPE, record->energy_pos,
		    "energy of processors and memory: no GPU is in it");
}

static void
read_pyjoules(struct reading *reading)
{
	struct trace trace = { .reading = reading };
	struct csv *csv = csv_open(reading->source, ';', reading->arena);
	struct csv_row row;

	trace.meter = interval_open(reading, INTERVAL_NESTED,
	    RECORD_MEASURED);
	while (csv_row(csv, &row)) {
		if (span_equal(cell_text(&row, 0), "timestamp"))
			read_header(&trace, &row);
		else if (trace.columns == 0)
			row_skip(reading, row.pos, "no header is before it");
		else
			read_interval(&trace, &row);
	}
	csv_close(csv);
	if (reading->record->rows_skipped == 0 &&
	    interval_parts(trace.meter) == 0)
		diag(reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ reading->record->file, 1, 1 },
		    "the header names no energy domain");
	else
		finish(&trace);
}

static int
sniff(const struct sniff *sniff)
{
	return span_starts(sniff->line, "timestamp;tag;duration") ? 97 : 0;
}

const struct format format_pyjoules = {
	.name = "pyjoules",
	.title = "pyJoules CSV",
	.gives = "D N E",
	.sniff = sniff,
	.read = read_pyjoules,
};
