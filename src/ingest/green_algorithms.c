/*
 * The Green Algorithms calculator's CSV: one row with what was filled in and
 * what was estimated from it. The AI page writes two sets of columns, for
 * training and inference, and their totals beside them.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/source.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/tracker.h"

enum { COLUMN_NAME = 64, SECONDS_PER_HOUR = 3600, WATTS_PER_KW = 1000,
	RUNS_MAX = 100000 };

static const char *const prefixes[] = { "", "training-", "inference-" };

struct ga_file {
	struct reading *reading;
	const char **names;      /* of the header's columns */
	size_t count;
	const struct csv_row *row;
	const char *prefix;
	char delimiter;
	struct tracker_run *runs;
	size_t run_count;
};

static int
column_of(const struct ga_file *file, const char *prefix, const char *name)
{
	char whole[COLUMN_NAME];
	size_t i;

	snprintf(whole, sizeof whole, "%s%s", prefix, name);
	for (i = 0; i < file->count; i++)
		if (span_equal(span_of(file->names[i]), whole))
			return (int)i;
	return -1;
}

static struct span
text_of(const struct ga_file *file, const char *name)
{
	return cell_text(file->row, column_of(file, file->prefix, name));
}

static double
number_of(const struct ga_file *file, const char *name)
{
	double value;

	if (!cell_number(text_of(file, name), file->delimiter, &value) ||
	    value < 0)
		return (double)NAN;
	return value;
}

static struct pos
pos_of(const struct ga_file *file, const char *name)
{
	return cell_pos(file->row, column_of(file, file->prefix, name));
}

static const char *
name_of(const struct ga_file *file, const char *name)
{
	struct span text = text_of(file, name);

	if (cell_missing(text) || span_equal_nocase(text, "other"))
		return NULL;
	return span_dup(file->reading->arena, text);
}

/* The first row's; counts of a core type that the estimate leaves out are not there. */
static void
note_machine(struct ga_file *file)
{
	struct record *record = file->reading->record;
	struct machine *machine = &record->machine;
	struct span type = text_of(file, "coreType");
	double count = number_of(file, "numberGPUs");

	if (record->run_count > 0 || file->run_count > 0)
		return;
	if (!span_equal(type, "CPU") && count >= 1 && count <= 1e6) {
		record->devices = (int)count;
		record->device_model = name_of(file, "GPUmodel");
		machine->accelerator = record->device_model;
		machine->accelerators = record->devices;
		machine->accelerator_max_power_w = number_of(file, "tdpGPU");
		machine->pos = pos_of(file, "GPUmodel");
		machine->power_pos = pos_of(file, "tdpGPU");
	}
	if (!span_equal(type, "GPU"))
		machine->cpu = name_of(file, "CPUmodel");
	machine->memory_gb = number_of(file, "memory");
	if (text_of(file, "appVersion").n > 0)
		record->tool_version = span_dup(file->reading->arena,
		    text_of(file, "appVersion"));
}

/* power_needed x runTime x mult_factor is energy_needed: a row that disagrees has other units, or was edited. */
static void
check_row(struct ga_file *file, const struct tracker_run *run)
{
	double energy_kwh = number_of(file, "power_needed") *
	    run->run.duration_s / SECONDS_PER_HOUR / WATTS_PER_KW;
	double co2e_g = run->run.energy_kwh *
	    number_of(file, "carbonIntensity");

	if (fabs(energy_kwh - run->run.energy_kwh) > 0.02 * energy_kwh)
		diag(file->reading->diags, DIAG_LOG_IMPLAUSIBLE, run->run.pos,
		    "energy_needed is %.6g kWh, but power and time come to "
		    "%.6g kWh", run->run.energy_kwh, energy_kwh);
	if (fabs(co2e_g - run->run.co2e_g) > 0.02 * co2e_g)
		diag(file->reading->diags, DIAG_LOG_IMPLAUSIBLE,
		    pos_of(file, "carbonEmissions"), "carbonEmissions is "
		    "%.6g g, but energy and intensity come to %.6g g",
		    run->run.co2e_g, co2e_g);
}

static void
add_run(struct ga_file *file, const struct tracker_run *run)
{
	file->runs = arena_grow(file->reading->arena, file->runs,
	    file->run_count, sizeof *file->runs);
	file->runs[file->run_count++] = *run;
}

/* One set of columns, in which an estimate stands. */
static bool
read_set(struct ga_file *file, const char *prefix)
{
	struct tracker_run run;
	double repeats;

	file->prefix = prefix;
	if (column_of(file, prefix, "energy_needed") < 0)
		return false;
	run = tracker_run_none(pos_of(file, "energy_needed"));
	run.run.energy_kwh = number_of(file, "energy_needed");
	run.run.co2e_g = number_of(file, "carbonEmissions");
	repeats = number_of(file, "mult_factor");
	run.run.duration_s = number_of(file, "runTime") * SECONDS_PER_HOUR *
	    (isnan(repeats) ? 1 : repeats);
	run.pue = number_of(file, "PUE");
	run.kind = RECORD_MODELLED;
	if (!(run.pue >= 1 && run.pue <= 100))
		run.pue = (double)NAN;
	if (isnan(run.run.energy_kwh))
		return false;
	check_row(file, &run);
	tracker_plausible(file->reading, &run);
	note_machine(file);
	if (repeats > 1)
		diag(file->reading->diags, DIAG_LOG_RUNS,
		    pos_of(file, "mult_factor"), "time and energy are of %g "
		    "runs (mult_factor)", repeats);
	add_run(file, &run);
	return true;
}

/* The totals of the AI page alone. */
static bool
read_total(struct ga_file *file)
{
	struct tracker_run run;

	file->prefix = "";
	run = tracker_run_none(pos_of(file, "tot_energy_needed"));
	run.run.energy_kwh = number_of(file, "tot_energy_needed");
	run.run.co2e_g = number_of(file, "tot_carbonEmissions");
	run.kind = RECORD_MODELLED;
	if (isnan(run.run.energy_kwh))
		return false;
	add_run(file, &run);
	return true;
}

/* The totals are the sum of the sets beside them: never a third. */
static void
read_row(struct ga_file *file)
{
	size_t i, sets = 0;

	for (i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
		sets += read_set(file, prefixes[i]) ? 1 : 0;
	if (sets > 0 || read_total(file))
		file->reading->record->rows++;
	else
		row_skip(file->reading, file->row->pos,
		    "no energy_needed in kWh");
}

static void
keep_header(struct ga_file *file, const struct csv_row *header)
{
	size_t i;

	file->names = arena_alloc(file->reading->arena,
	    header->count * sizeof(const char *));
	file->count = header->count;
	for (i = 0; i < header->count; i++)
		file->names[i] = span_dup(file->reading->arena,
		    cell_text(header, (int)i));
}

static void
finish(struct ga_file *file)
{
	struct reading *reading = file->reading;
	struct record *record = reading->record;

	rows_skipped_end(reading);
	if (file->run_count == 0) {
		diag(reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = record->file },
		    "no row with an energy_needed below the header");
		return;
	}
	if (!tracker_finish(reading, file->runs, file->run_count))
		return;
	record->scope = SCOPE_UNKNOWN;
	diag(reading->diags, DIAG_LOG_SCOPE, record->energy_pos,
	    "an estimate from TDP, use and time that were filled in, with the "
	    "calculator's PUE inside; nothing was measured");
	if (file->run_count > 1)
		diag(reading->diags, DIAG_LOG_RUNS, file->runs[1].run.pos,
		    "%zu estimates in one file; they are added",
		    file->run_count);
}

static void
read_green_algorithms(struct reading *reading)
{
	struct ga_file file = {
		.reading = reading,
		.delimiter = cell_delimiter(reading->source),
		.prefix = "",
	};
	struct csv *csv = csv_open(reading->source, file.delimiter,
	    reading->arena);
	struct csv_row row;

	file.row = &row;
	if (csv_row(csv, &row)) {
		keep_header(&file, &row);
		while (file.run_count < RUNS_MAX && csv_row(csv, &row))
			read_row(&file);
	}
	finish(&file);
	csv_close(csv);
}

static int
sniff(const struct sniff *sniff)
{
	if (span_find(sniff->line, "coreType") == SIZE_MAX ||
	    span_find(sniff->line, "energy_needed") == SIZE_MAX ||
	    span_find(sniff->line, "carbonEmissions") == SIZE_MAX)
		return 0;
	return 95;
}

const struct format format_green_algorithms = {
	.name = "green-algorithms",
	.title = "Green Algorithms results CSV",
	.gives = "D N M P E",
	.sniff = sniff,
	.read = read_green_algorithms,
};
