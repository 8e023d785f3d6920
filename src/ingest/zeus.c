/*
 * Zeus: energy of measurement windows, which nest (a step in an epoch), and
 * the older power logs: "Time,Power" in mW of zeus_monitor, and rows of
 * watts without a header, which are read only when named.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/diag.h"
#include "base/source.h"
#include "base/timestamp.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/interval.h"
#include "ingest/meter_text.h"
#include "ingest/power.h"

enum { FIXED_COLUMNS = 3, GPUS_MAX = 64, NANO_DIGITS = 9 };

static const char windows_header[] = "start_time,window_name,elapsed_time,gpu";
static const char monitor_header[] = "Time,Power";
static const double milli = 1000;

/* A window log while it is read. */
struct windows {
	struct reading *reading;
	struct interval_meter *meter;
	int parts[GPUS_MAX];    /* of the columns from the fourth on */
	size_t part_count;
};

static bool
is_header(const struct csv_row *row)
{
	return span_equal(cell_text(row, 0), "start_time");
}

static bool
is_wanted(const struct windows *windows, struct span gpu)
{
	const char *wanted = windows->reading->options->device;

	return wanted == NULL || span_equal(gpu, wanted) ||
	    (span_starts(gpu, "gpu") &&
	    span_equal(span_sub(gpu, 3, gpu.n), wanted));
}

/* "gpu0_energy" is the part "gpu0". */
static void
read_header(struct windows *windows, const struct csv_row *row)
{
	size_t i;

	windows->part_count = 0;
	for (i = FIXED_COLUMNS; i < row->count &&
	     windows->part_count < GPUS_MAX; i++) {
		struct span name = cell_text(row, (int)i);
		int *part = &windows->parts[windows->part_count++];

		*part = INTERVAL_NO_PART;
		if (!span_starts(name, "gpu") || !span_ends(name, "_energy"))
			continue;
		name.n -= sizeof "_energy" - 1;
		if (is_wanted(windows, name))
			*part = interval_part(windows->meter,
			    span_dup(windows->reading->arena, name),
			    PART_GPU);
	}
}

/* The window's name may hold commas, for it is not quoted: what stands behind it is found from the right. */
static void
read_window(struct windows *windows, const struct csv_row *row)
{
	double energy_j[INTERVAL_PARTS];
	struct interval interval = {
		.energy_j = energy_j,
		.pos = row->pos,
	};
	size_t i, first = row->count - windows->part_count;

	for (i = 0; i < INTERVAL_PARTS; i++)
		energy_j[i] = (double)NAN;
	if (row->count < FIXED_COLUMNS + windows->part_count) {
		row_skip(windows->reading, row->pos,
		    "%zu fields instead of %zu", row->count,
		    FIXED_COLUMNS + windows->part_count);
		return;
	}
	interval.start_s = meter_number(row, 0, ',');
	interval.duration_s = meter_number(row, (int)first - 1, ',');
	for (i = 0; i < windows->part_count; i++)
		if (windows->parts[i] >= 0)
			energy_j[windows->parts[i]] =
			    meter_number(row, (int)(first + i), ',');
	if (isnan(interval.start_s) || isnan(interval.duration_s))
		row_skip(windows->reading, row->pos,
		    "no start or no elapsed time");
	else
		interval_add(windows->meter, &interval);
}

static void
finish_windows(struct windows *windows)
{
	struct reading *reading = windows->reading;

	rows_skipped_end(reading);
	reading->record->scope = SCOPE_GPU;
	if (!interval_finish(windows->meter))
		return;
	reading->record->zoned = !isnan(reading->record->start_s);
	diag(reading->diags, DIAG_LOG_SCOPE, reading->record->energy_pos,
	    "energy of the GPUs alone, in the windows that the program "
	    "measured");
}

static void
read_zeus(struct reading *reading)
{
	struct windows windows = { .reading = reading };
	struct csv *csv = csv_open(reading->source, ',', reading->arena);
	struct csv_row row;

	windows.meter = interval_open(reading, INTERVAL_NESTED,
	    RECORD_MEASURED);
	while (csv_row(csv, &row)) {
		if (is_header(&row))
			read_header(&windows, &row);
		else
			read_window(&windows, &row);
	}
	csv_close(csv);
	finish_windows(&windows);
}

static int
sniff_zeus(const struct sniff *sniff)
{
	return span_starts(sniff->line, windows_header) &&
		span_find(sniff->line, "_energy") != SIZE_MAX ?
	    97 : 0;
}

const struct format format_zeus = {
	.name = "zeus",
	.title = "Zeus measurement windows",
	.gives = "D N E",
	.sniff = sniff_zeus,
	.read = read_zeus,
};

/* Samples of the cards: one of mW behind a local stamp, or watts behind seconds. */
struct samples {
	struct reading *reading;
	struct power_meter *meter;
	bool monitor;
};

static bool
sample_time(struct samples *samples, const struct csv_row *row, double *time_s)
{
	bool zoned;

	if (!samples->monitor) {
		*time_s = meter_number(row, 0, ',');
		return !isnan(*time_s);
	}
	if (!timestamp_parse(cell_text(row, 0), time_s, &zoned))
		return false;
	*time_s = meter_from_local(samples->reading, *time_s);
	return true;
}

static void
read_sample(struct samples *samples, const struct csv_row *row)
{
	const char *wanted = samples->reading->options->device;
	double time_s, power_w;
	struct span none = { NULL, 0 };
	size_t i;

	if (!sample_time(samples, row, &time_s)) {
		row_skip(samples->reading, row->pos, "no time in its first "
		    "cell, as in a last line");
		return;
	}
	for (i = 1; i < row->count && i <= GPUS_MAX; i++) {
		char id[16];

		snprintf(id, sizeof id, "%zu", i - 1);
		if (wanted != NULL && strcmp(wanted, id) != 0)
			continue;
		power_w = meter_number(row, (int)i, ',');
		if (samples->monitor)
			power_w /= milli;
		if (!power_add(samples->meter, span_of(id), none, time_s,
		    power_w, cell_pos(row, (int)i)))
			row_skip(samples->reading, row->pos,
			    "no power in its cell that can be one");
	}
}

static void
read_power(struct reading *reading)
{
	struct samples samples = { .reading = reading };
	struct csv *csv = csv_open(reading->source, ',', reading->arena);
	struct csv_row row;
	size_t rows = 0;

	samples.meter = power_open(reading);
	reading->record->zoned = true;
	while (csv_row(csv, &row)) {
		if (rows++ == 0 && (samples.monitor =
		    span_equal(cell_text(&row, 0), "Time") &&
		    span_equal(cell_text(&row, 1), "Power")))
			continue;
		if (rows == 1 && span_equal(cell_text(&row, 0), "time"))
			continue;
		read_sample(&samples, &row);
	}
	csv_close(csv);
	rows_skipped_end(reading);
	reading->record->scope = SCOPE_GPU;
	power_finish(samples.meter);
}

/* mW only where the stamp shows zeus_monitor's nanoseconds: "Time,Power" may head anybody's watts. */
static int
sniff_power(const struct sniff *sniff)
{
	struct span rest = sniff->head, line = { "", 0 }, stamp;
	double time_s;
	bool zoned;
	size_t dot;

	if (!span_equal(span_trim(sniff->line), monitor_header))
		return 0;
	while (rest.n > 0 && (span_trim(line).n == 0 ||
	    span_equal(span_trim(line), monitor_header)))
		line = span_cut(&rest, '\n');
	stamp = span_cut(&line, ',');
	dot = span_find(stamp, ".");
	return dot != SIZE_MAX && stamp.n - dot - 1 == NANO_DIGITS &&
		timestamp_parse(stamp, &time_s, &zoned) ?
	    92 : 0;
}

const struct format format_zeus_power = {
	.name = "zeus-power",
	.title = "Zeus power samples",
	.gives = "D N P E",
	.sniff = sniff_power,
	.read = read_power,
};
