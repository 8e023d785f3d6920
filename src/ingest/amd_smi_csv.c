/*
 * amd-smi metric --csv: power of each GPU, with --watch its time in whole
 * seconds since 1970; or the energy counter (-E), which may bear no time.
 * Cells hold lists in Python's notation, headers repeat, and a banner may
 * stand before the first.
 */
#include <math.h>
#include <string.h>

#include "base/csv.h"
#include "base/diag.h"
#include "base/source.h"
#include "base/timestamp.h"
#include "base/unit.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/gpu_meters.h"
#include "ingest/ingest.h"

static const char advice[] = "\"amd-smi metric -p -w 1 --csv\" writes the "
    "times";

enum column {
	COLUMN_GPU,
	COLUMN_TIME,
	COLUMN_POWER,
	COLUMN_ENERGY,
	COLUMNS
};

struct table {
	struct reading *reading;
	struct gpu_meters *meters; /* opened with the first row */
	int columns[COLUMNS];      /* -1: there is none */
	size_t width;              /* of the header */
	bool unzoned;
};

static enum column
column_of(struct span name)
{
	static const struct {
		const char *name;
		enum column column;
	} names[] = {
		{ "gpu", COLUMN_GPU },
		{ "timestamp", COLUMN_TIME },
		{ "socket_power", COLUMN_POWER },
		{ "current_socket_power", COLUMN_POWER },
		{ "average_socket_power", COLUMN_POWER },
		{ "total_energy_consumption", COLUMN_ENERGY },
	};
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		if (span_equal(name, names[i].name))
			return names[i].column;
	return COLUMNS;
}

/* True for a header, whose columns are then known; the first of several powers counts. */
static bool
read_header(struct table *table, const struct csv_row *row)
{
	int columns[COLUMNS];
	size_t i;

	memset(columns, -1, sizeof columns);
	for (i = 0; i < row->count; i++) {
		enum column column = column_of(cell_text(row, (int)i));

		if (column != COLUMNS && columns[column] < 0)
			columns[column] = (int)i;
	}
	if (columns[COLUMN_GPU] < 0 || (columns[COLUMN_POWER] < 0 &&
					   columns[COLUMN_ENERGY] < 0))
		return false;
	memcpy(table->columns, columns, sizeof columns);
	table->width = row->count;
	return true;
}

static double
read_time(struct table *table, const struct csv_row *row)
{
	struct span text = cell_text(row, table->columns[COLUMN_TIME]);
	double zone_s = table->reading->options->zone_s, time_s;
	bool zoned;

	if (cell_number(text, ',', &time_s))
		return time_s;
	if (!timestamp_parse(text, &time_s, &zoned))
		return (double)NAN;
	if (zoned)
		return time_s;
	table->unzoned = table->unzoned || isnan(zone_s);
	return isnan(zone_s) ? time_s : time_s - zone_s;
}

/* A bare number is in the tool's own UNIT. */
static double
read_value(const struct csv_row *row, int column, enum unit own)
{
	enum unit unit;
	double value;

	if (!cell_quantity(cell_text(row, column), ',', &value, &unit))
		return (double)NAN;
	if (unit == UNIT_TOTAL)
		unit = own;
	if (unit_dimension(unit) != unit_dimension(own))
		return (double)NAN;
	return unit_to_base(unit, value);
}

static void
add_reading(struct table *table, const struct csv_row *row,
    enum column column, double time_s)
{
	int at = table->columns[column];
	struct gpu_sample sample = {
		.id = cell_text(row, table->columns[COLUMN_GPU]),
		.time_s = time_s,
		.pos = cell_pos(row, at),
	};

	if (at < 0)
		return;
	sample.kind = column == COLUMN_ENERGY ? GPU_ENERGY : GPU_POWER;
	sample.value = read_value(row, at,
	    column == COLUMN_ENERGY ? UNIT_J : UNIT_W);
	gpu_meters_add(table->meters, &sample);
}

static void
read_row(struct table *table, const struct csv_row *row)
{
	bool timed = table->columns[COLUMN_TIME] >= 0;
	double time_s;

	if (read_header(table, row) || table->width == 0)
		return;
	if (row->torn && row->count < table->width) {
		row_skip(table->reading, row->pos, "the row is cut off");
		return;
	}
	if (row->count != table->width) {
		row_skip(table->reading, row->pos,
		    "%zu cells instead of %zu", row->count, table->width);
		return;
	}
	if (table->meters == NULL)
		table->meters = gpu_meters_open(table->reading,
		    timed ? CLOCK_DATED : CLOCK_ORDER);
	time_s = timed ? read_time(table, row) : (double)NAN;
	add_reading(table, row, COLUMN_ENERGY, time_s);
	add_reading(table, row, COLUMN_POWER, time_s);
}

static void
finish(struct table *table)
{
	struct reading *reading = table->reading;
	struct record *record = reading->record;

	record->zoned = table->columns[COLUMN_TIME] >= 0 && !table->unzoned;
	if (table->meters != NULL &&
	    gpu_meters_finish(table->meters, 1, advice))
		return;
	diag(reading->diags, DIAG_LOG_NOTHING,
	    (struct pos){ .file = record->file }, table->width == 0 ?
	    "no header names gpu and socket_power or "
	    "total_energy_consumption" :
	    "no row holds a power or an energy");
}

static void
read_csv(struct reading *reading)
{
	struct table table = { .reading = reading };
	struct csv *csv = csv_open(reading->source, ',', reading->arena);
	struct csv_row row;

	memset(table.columns, -1, sizeof table.columns);
	while (csv_row(csv, &row))
		read_row(&table, &row);
	csv_close(csv);
	finish(&table);
}

/* True when one of the names between the commas is NAME. */
static bool
has_name(struct span line, const char *name)
{
	while (line.n > 0)
		if (span_equal(span_trim(span_cut(&line, ',')), name))
			return true;
	return false;
}

/* The header is the first line, or the second behind the banner. */
static int
sniff_csv(const struct sniff *sniff)
{
	struct span rest = sniff->head;
	int i;

	for (i = 0; i < 4 && rest.n > 0; i++) {
		struct span line = span_cut(&rest, '\n');

		if (has_name(line, "gpu") &&
		    (has_name(line, "socket_power") ||
			has_name(line, "current_socket_power") ||
			has_name(line, "average_socket_power") ||
			has_name(line, "total_energy_consumption")))
			return 90;
	}
	return 0;
}

const struct format format_amd_smi_csv = {
	.name = "amd-smi-csv",
	.title = "amd-smi metric --csv",
	.gives = "D N P E",
	.sniff = sniff_csv,
	.read = read_csv,
};
