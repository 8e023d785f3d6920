/*
 * BoAmps reports, as JSON and as the flattened CSV that is made of it: both
 * are read by paths such as measures/0/powerConsumption. Several measures of
 * one task are other views of the same energy, unless their times part them.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"
#include "base/source.h"
#include "ingest/boamps.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/tracker.h"

enum {
	MEASURES_MAX = 64,
	COMPONENTS_MAX = 64,
	REPORTS_MAX = 2000,
	NUMBER_TEXT = 32
};

/* kWh, unless a report from before February 2025 names a unit. */
static double
energy_of(const struct boamps_report *report, size_t index)
{
	double value = boamps_item_number(
	    report, "measures", index, "powerConsumption");
	struct span name = boamps_item_text(report, "measures", index, "unit");
	char text[NUMBER_TEXT];
	enum unit unit;

	if (name.n == 0)
		return value;
	if (span_ends(name, "Joule") || span_ends(name, "joule"))
		name.n -= strlen("oule");
	snprintf(text, sizeof text, "%.*s", (int)name.n, name.s);
	if (span_equal_nocase(name, "j"))
		text[0] = 'J';
	unit = unit_lookup(span_of(text));
	if (unit == UNIT_TOTAL || unit_dimension(unit) != DIM_ENERGY) {
		row_skip(report->reading, boamps_energy_pos(report, index),
		    "its unit is no unit of energy that is known");
		return (double)NAN;
	}
	return unit_to_base(unit, value);
}

static bool
holds(struct span text, const char *word)
{
	size_t i, n = strlen(word);

	for (i = 0; i + n <= text.n; i++)
		if (span_equal_nocase(span_sub(text, i, n), word))
			return true;
	return false;
}

/* A meter or a counter, or a model of one. */
static enum record_kind
kind_of(const struct boamps_report *report, size_t index)
{
	struct span method = boamps_item_text(
	    report, "measures", index, "measurementMethod");
	struct span gpu = boamps_item_text(
	    report, "measures", index, "gpuTrackingMode");
	struct span cpu = boamps_item_text(
	    report, "measures", index, "cpuTrackingMode");

	return holds(method, "wattmeter") || holds(gpu, "nvml") ||
		holds(cpu, "rapl") ?
	    RECORD_MEASURED :
	    RECORD_MODELLED;
}

/*
 * The time of a measure is its begin, but CodeCarbon writes its end: a
 * measure can't end after the report about it.
 */
static void
set_window(struct boamps_report *report, size_t index, struct record_run *run)
{
	double written_s;
	bool zoned, same;

	if (!tracker_stamp(report->reading,
		boamps_item_text(
		    report, "measures", index, "measurementDateTime"),
		&run->start_s, &zoned))
		return;
	report->zoned = zoned;
	if (tracker_stamp(report->reading,
		boamps_text(report, "header/reportDatetime"), &written_s,
		&same) &&
	    same == zoned &&
	    holds(boamps_item_text(
		      report, "measures", index, "measurementMethod"),
		"codecarbon") &&
	    run->start_s + run->duration_s > written_s + 1)
		run->start_s -= run->duration_s;
	run->end_s = run->start_s + run->duration_s;
}

static struct tracker_run
read_measure(struct boamps_report *report, size_t index)
{
	struct tracker_run run = tracker_run_none(
	    boamps_energy_pos(report, index));
	double duration_s = boamps_item_number(
	    report, "measures", index, "measurementDuration");

	run.run.energy_kwh = energy_of(report, index);
	if (duration_s >= 0)
		run.run.duration_s = duration_s;
	run.pue = 1;
	run.kind = kind_of(report, index);
	set_window(report, index, &run.run);
	tracker_plausible(report->reading, &run);
	return run;
}

static bool
apart(const struct record_run *a, const struct record_run *b)
{
	return a->end_s <= b->start_s + 1 || b->end_s <= a->start_s + 1;
}

/* True when the measure is another view of one that counts already; the larger of the two takes its place. */
static bool
is_view(
    struct boamps_report *report, size_t first, const struct tracker_run *run)
{
	size_t i;

	for (i = first; i < report->run_count; i++) {
		struct tracker_run *other = &report->runs[i];

		if (apart(&other->run, &run->run))
			continue;
		if (report->views++ == 0)
			report->view_pos = run->run.pos;
		if (run->run.energy_kwh > other->run.energy_kwh)
			*other = *run;
		return true;
	}
	return false;
}

static void
read_measures(struct boamps_report *report)
{
	struct reading *reading = report->reading;
	size_t i, first = report->run_count;
	size_t count = boamps_count(
	    report, "measures", "powerConsumption", MEASURES_MAX);

	for (i = 0; i < count; i++) {
		struct tracker_run run = read_measure(report, i);

		if (isnan(run.run.energy_kwh)) {
			row_skip(reading, run.run.pos,
			    "a measure without an "
			    "energy that can be used");
			continue;
		}
		reading->record->rows++;
		if (is_view(report, first, &run))
			continue;
		report->runs = arena_grow(reading->arena, report->runs,
		    report->run_count, sizeof *report->runs);
		report->runs[report->run_count++] = run;
	}
}

static void
note_component(struct boamps_report *report, size_t index)
{
	struct reading *reading = report->reading;
	struct record *record = reading->record;
	struct machine *machine = &record->machine;
	const char *list = "infrastructure/components", *model;
	struct span type = boamps_item_text(
	    report, list, index, "componentType");
	struct span name = boamps_item_text(
	    report, list, index, "componentName");
	double count = boamps_item_number(report, list, index, "nbComponent");
	double memory_gb = boamps_item_number(
	    report, list, index, "memorySize");
	int named = tracker_devices(reading, name, &model);

	if (span_equal_nocase(type, "gpu") && record->devices < 0) {
		record->devices = count >= 1 && count <= 1e6 ? (int)count :
		    named > 0                                ? named :
							       -1;
		record->device_model = machine->accelerator = model;
		machine->accelerators = record->devices;
		if (memory_gb > 0)
			machine->accelerator_memory_gb = memory_gb;
	} else if (span_equal_nocase(type, "cpu") && machine->cpu == NULL) {
		machine->cpu = model;
	} else if (span_equal_nocase(type, "ram") && memory_gb > 0) {
		machine->memory_gb = memory_gb * (count >= 1 ? count : 1);
	}
}

static void
note_scope(struct boamps_report *report)
{
	struct record *record = report->reading->record;
	struct span mode = boamps_item_text(
	    report, "measures", 0, "cpuTrackingMode");

	if (holds(boamps_item_text(report, "measures", 0, "measurementMethod"),
		"wattmeter") ||
	    span_equal(mode, "machine"))
		record->scope = SCOPE_NODE;
	else if (span_equal(mode, "process"))
		record->scope = SCOPE_PROCESS;
}

static void
note_report(struct boamps_report *report)
{
	struct reading *reading = report->reading;
	struct record *record = reading->record;
	struct span text = boamps_text(report, "measures/0/version");
	size_t i,
	    count = boamps_count(report, "infrastructure/components",
		"componentType", COMPONENTS_MAX);

	for (i = 0; i < count; i++)
		note_component(report, i);
	if (record->tool_version == NULL && text.n > 0 && text.n < 64)
		record->tool_version = span_dup(reading->arena, text);
	text = boamps_text(report, "system/os");
	if (record->machine.os == NULL && text.n > 0)
		record->machine.os = span_dup(reading->arena, text);
	text = boamps_text(report, "header/formatVersion");
	if (text.n > 0 && text.n < 64)
		record->format_version = span_dup(reading->arena, text);
	if (isnan(record->intensity_g_per_kwh))
		record->intensity_g_per_kwh = boamps_number(
		    report, "environment/powerSourceCarbonIntensity");
	note_scope(report);
}

static void
say_report(const struct boamps_report *report, struct pos pos)
{
	struct diags *diags = report->reading->diags;

	if (holds(boamps_text(report, "measures/0/measurementMethod"),
		"codecarbon"))
		diag(diags, DIAG_LOG_SCOPE, pos,
		    "CodeCarbon's energy has its pue inside, for which a "
		    "report has no field; its default of 1 is taken: its "
		    "emissions.csv states it");
	if (holds(boamps_text(report, "task/taskStage"), "inference"))
		diag(diags, DIAG_LOG_SCOPE, pos,
		    "the task is inference, not training");
	if (!isnan(boamps_number(
		report, "measures/0/powerCalibrationMeasurement")))
		diag(diags, DIAG_LOG_SCOPE, pos,
		    "a calibration of the idle machine is stated; whether it "
		    "has been taken off is not");
}

/* True when a report of the same id has been read. */
static bool
is_repeated(struct boamps_report *report)
{
	struct span id = boamps_text(report, "header/reportId");
	size_t i;

	if (cell_missing(id))
		return false;
	for (i = 0; i < report->id_count; i++)
		if (span_equal(id, report->ids[i]))
			return true;
	report->ids = arena_grow(report->reading->arena, report->ids,
	    report->id_count, sizeof(const char *));
	report->ids[report->id_count++] = span_dup(report->reading->arena, id);
	return false;
}

/* One report: the file's only one, or a row of the flattened form. */
static void
read_report(struct boamps_report *report)
{
	size_t first = report->run_count;

	if (is_repeated(report)) {
		if (report->repeated++ == 0)
			report->repeated_pos = boamps_energy_pos(report, 0);
		return;
	}
	read_measures(report);
	if (report->run_count == first)
		return;
	note_report(report);
	if (first == 0)
		say_report(report, report->runs[0].run.pos);
}

static void
say_overlaps(const struct boamps_report *report)
{
	struct diags *diags = report->reading->diags;

	if (report->views > 0)
		diag(diags, DIAG_LOG_OVERLAP, report->view_pos,
		    "%zu measures of a task beside another that no time "
		    "parts: views of one energy, of which the largest counts",
		    report->views);
	if (report->repeated > 0)
		diag(diags, DIAG_LOG_OVERLAP, report->repeated_pos,
		    "%zu reports have the id of one before: each counts once",
		    report->repeated);
}

static void
finish(struct boamps_report *report)
{
	struct reading *reading = report->reading;

	rows_skipped_end(reading);
	if (report->run_count == 0) {
		diag(reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = reading->record->file },
		    "no measure with a powerConsumption");
		return;
	}
	if (!tracker_finish(reading, report->runs, report->run_count))
		return;
	reading->record->zoned = report->zoned;
	say_overlaps(report);
	if (report->run_count > 1)
		diag(reading->diags, DIAG_LOG_RUNS, report->runs[1].run.pos,
		    "%zu measures at different times, or of different "
		    "reports; they are added",
		    report->run_count);
}

static void
read_rows(struct boamps_report *report)
{
	struct reading *reading = report->reading;
	struct csv *csv = csv_open(
	    reading->source, report->delimiter, reading->arena);
	struct csv_row row;
	size_t i, reports = 0;

	report->row = &row;
	if (csv_row(csv, &row)) {
		report->count = row.count;
		report->names = arena_alloc(
		    reading->arena, row.count * sizeof(const char *));
		for (i = 0; i < row.count; i++)
			report->names[i] = span_dup(
			    reading->arena, cell_text(&row, (int)i));
		while (reports++ < REPORTS_MAX && csv_row(csv, &row))
			read_report(report);
	}
	finish(report);
	csv_close(csv);
}

static void
read_boamps(struct reading *reading)
{
	struct boamps_report report = { .reading = reading };
	struct pos start = { reading->record->file, 1, 1 };
	struct json *root;

	report.delimiter = cell_delimiter(reading->source);
	if (!span_starts(span_trim(source_head(reading->source)), "{")) {
		read_rows(&report);
		return;
	}
	if (!source_text(reading->source, &report.text))
		return;
	root = json_read(report.text, start, reading->diags);
	if (root == NULL)
		return;
	report.root = root;
	read_report(&report);
	finish(&report);
	json_free(root);
}

static int
sniff(const struct sniff *sniff)
{
	if (span_find(sniff->line, "measures_0_powerConsumption") != SIZE_MAX)
		return 95;
	if (!span_starts(span_trim(sniff->head), "{") ||
	    span_find(sniff->head, "\"powerConsumption\"") == SIZE_MAX ||
	    span_find(sniff->head, "\"measures\"") == SIZE_MAX ||
	    span_find(sniff->head, "\"$schema\"") != SIZE_MAX)
		return 0;
	return 94;
}

const struct format format_boamps = {
	.name = "boamps",
	.title = "BoAmps report",
	.gives = "D N M E",
	.sniff = sniff,
	.read = read_boamps,
};
