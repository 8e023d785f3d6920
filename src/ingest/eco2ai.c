/*
 * Eco2AI's emission.csv: a plain run has one row, which the tool writes
 * again and again with its total; a training that counts epochs has a row an
 * epoch with what that epoch used. The first kind is not added up, the
 * second is.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/source.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/tracker.h"

enum { GRAMS_PER_KG = 1000, ROWS_MAX = 1000000 };

#define ECO_COLUMNS(X)                                   \
	X(ECO_ID, "id")                                  \
	X(ECO_PROJECT, "project_name")                   \
	X(ECO_EPOCH, "epoch")                            \
	X(ECO_START, "start_time")                       \
	X(ECO_DURATION, "duration(s)")                   \
	X(ECO_ENERGY, "power_consumption(kWh)")          \
	X(ECO_CO2, "CO2_emissions(kg)")                  \
	X(ECO_CPU, "CPU_name")                           \
	X(ECO_GPU, "GPU_name")                           \
	X(ECO_OS, "OS")                                  \
	X(ECO_COST, "cost")

#define ECO_ENUM(column, name) column,
enum eco_column { ECO_COLUMNS(ECO_ENUM) ECO_TOTAL };
#undef ECO_ENUM
#define ECO_NAME(column, name) [column] = name,
static const char *const names[] = { ECO_COLUMNS(ECO_NAME) };
#undef ECO_NAME

/* Until August 2022 the unit had a slip in it. */
static const char old_energy[] = "power_consumption(kWTh)";

/* A row, kept until all are read. */
struct eco_row {
	struct tracker_run run;
	const char *id;
	bool epoch;      /* an interval of a training, not a total */
	double cost;
};

struct eco_file {
	struct reading *reading;
	int columns[ECO_TOTAL];
	bool has_co2;    /* not so in DBJoules, which took the tool over */
	char delimiter;
	struct eco_row *rows;
	size_t count;
	size_t refused;  /* rows whose energy can't be */
	size_t encoded;  /* rows without any number */
	bool unzoned;
	struct pos header;
};

static bool
map_columns(struct eco_file *file, const struct csv_row *header)
{
	size_t i, k;

	for (k = 0; k < ECO_TOTAL; k++)
		file->columns[k] = -1;
	for (i = 0; i < header->count; i++) {
		struct span name = cell_text(header, (int)i);

		for (k = 0; k < ECO_TOTAL; k++)
			if (file->columns[k] < 0 &&
			    (span_equal(name, names[k]) ||
				(k == ECO_ENERGY &&
				    span_equal(name, old_energy))))
				file->columns[k] = (int)i;
	}
	file->header = header->pos;
	file->has_co2 = file->columns[ECO_CO2] >= 0;
	return file->columns[ECO_START] >= 0 &&
	    file->columns[ECO_DURATION] >= 0 && file->columns[ECO_ENERGY] >= 0;
}

static struct span
text_of(const struct eco_file *file, const struct csv_row *row,
    enum eco_column column)
{
	return cell_text(row, file->columns[column]);
}

static double
number_of(const struct eco_file *file, const struct csv_row *row,
    enum eco_column column)
{
	double value;

	if (!cell_number(text_of(file, row, column), file->delimiter, &value))
		return (double)NAN;
	return value;
}

/* "2 device(s)" at the end of "Tesla V100-PCIE-32GB 2 device(s)"; the name before it may be empty. */
static void
note_gpus(struct eco_file *file, struct span text)
{
	struct record *record = file->reading->record;
	size_t end = span_find(text, " device(s)"), at;
	double count;

	if (end == SIZE_MAX)
		return;
	for (at = end; at > 0 && text.s[at - 1] >= '0' &&
	     text.s[at - 1] <= '9';)
		at--;
	if (!cell_number(span_sub(text, at, end - at), ',', &count) ||
	    count < 1 || count > 1024 || (int)count <= record->devices)
		return;
	record->devices = (int)count;
	text = span_trim(span_sub(text, 0, at));
	record->device_model = cell_missing(text) ?
	    NULL : span_dup(file->reading->arena, text);
}

/* "Intel(R) Xeon(R) @ 2.60GHz/1 device(s), TDP:185.0" */
static void
note_machine(struct eco_file *file, const struct csv_row *row)
{
	struct record *record = file->reading->record;
	struct span cpu = text_of(file, row, ECO_CPU);
	struct span os = text_of(file, row, ECO_OS);
	size_t end = span_find(cpu, " device(s)");

	note_gpus(file, text_of(file, row, ECO_GPU));
	while (end != SIZE_MAX && end > 0 && cpu.s[end - 1] != '/')
		end--;
	if (end != SIZE_MAX && end > 0)
		cpu = span_sub(cpu, 0, end - 1);
	if (record->machine.cpu == NULL && !cell_missing(cpu) &&
	    !span_equal(cpu, "CPU"))
		record->machine.cpu = span_dup(file->reading->arena, cpu);
	if (record->machine.os == NULL && !cell_missing(os))
		record->machine.os = span_dup(file->reading->arena, os);
	if (record->title == NULL && text_of(file, row, ECO_PROJECT).n > 0)
		record->title = span_dup(file->reading->arena,
		    text_of(file, row, ECO_PROJECT));
}

/* What the row's machine is told by. */
static const char *
host_key(struct eco_file *file, const struct csv_row *row)
{
	struct span cpu = text_of(file, row, ECO_CPU);
	struct span gpu = text_of(file, row, ECO_GPU);

	if (cell_missing(cpu))
		return NULL;
	return tracker_host_key(file->reading,
	    span_of(arena_printf(file->reading->arena, "%.*s\n%.*s",
		(int)cpu.n, cpu.s, (int)gpu.n, gpu.s)));
}

/* Reads the row's numbers; false with the row skipped. */
static bool
read_numbers(struct eco_file *file, const struct csv_row *row,
    struct eco_row *out)
{
	struct record_run *run = &out->run.run;

	run->duration_s = number_of(file, row, ECO_DURATION);
	run->energy_kwh = number_of(file, row, ECO_ENERGY);
	run->co2e_g = GRAMS_PER_KG * number_of(file, row, ECO_CO2);
	out->cost = number_of(file, row, ECO_COST);
	if (!(run->duration_s >= 0)) {
		bool number = !isnan(run->duration_s) ||
		    !isnan(run->energy_kwh);

		file->encoded += number ? 0 : 1;
		row_skip(file->reading, cell_pos(row,
		    file->columns[ECO_DURATION]), "no duration");
		return false;
	}
	if (isnan(run->energy_kwh) &&
	    !cell_missing(text_of(file, row, ECO_ENERGY))) {
		row_skip(file->reading, run->pos, "its energy is no number");
		return false;
	}
	return true;
}

static void
read_row(struct eco_file *file, const struct csv_row *row)
{
	struct reading *reading = file->reading;
	struct eco_row out = { .run = tracker_run_none(cell_pos(row,
	    file->columns[ECO_ENERGY])) };
	struct record_run *run = &out.run.run;
	struct span id = text_of(file, row, ECO_ID);
	bool zoned = true;

	if (!read_numbers(file, row, &out))
		return;
	if (!tracker_stamp(reading, text_of(file, row, ECO_START),
	    &run->start_s, &zoned)) {
		row_skip(reading, row->pos, "no start_time");
		return;
	}
	reading->record->rows++;
	file->unzoned = file->unzoned || !zoned;
	run->end_s = run->start_s + run->duration_s;
	run->host_key = host_key(file, row);
	out.epoch = !cell_missing(text_of(file, row, ECO_EPOCH));
	out.id = cell_missing(id) ? NULL : span_dup(reading->arena, id);
	out.run.kind = RECORD_MODELLED;
	out.run.pue = 1;
	out.run.machine = true;
	file->refused += tracker_plausible(reading, &out.run) ? 0 : 1;
	note_machine(file, row);
	file->rows = arena_grow(reading->arena, file->rows, file->count,
	    sizeof *file->rows);
	file->rows[file->count++] = out;
}

/* By run, then by start, then by place in the file. */
static int
by_run(const void *a, const void *b)
{
	const struct eco_row *x = a, *y = b;
	int order = strcmp(x->id == NULL ? "" : x->id,
	    y->id == NULL ? "" : y->id);

	if (order != 0)
		return order;
	if (x->run.run.start_s < y->run.run.start_s)
		return -1;
	if (x->run.run.start_s > y->run.run.start_s)
		return 1;
	return x->run.run.pos.line < y->run.run.pos.line ? -1 :
	    x->run.run.pos.line > y->run.run.pos.line;
}

static double
plus(double sum, double x)
{
	return isnan(x) ? sum : isnan(sum) ? x : sum + x;
}

/* Epochs follow each other inside a training. */
static void
add_epoch(struct eco_row *sum, const struct eco_row *row)
{
	struct record_run *run = &sum->run.run;

	run->end_s = fmax(run->end_s, row->run.run.end_s);
	run->duration_s += row->run.run.duration_s;
	run->energy_kwh = plus(run->energy_kwh, row->run.run.energy_kwh);
	run->co2e_g = plus(run->co2e_g, row->run.run.co2e_g);
	sum->cost = plus(sum->cost, row->cost);
}

/* What a run's rows come to. */
struct eco_total {
	struct eco_row epochs, whole;
	size_t epoch_count, whole_count;
};

static struct eco_total
total_of(const struct eco_row *rows, size_t count)
{
	struct eco_total total = { .epoch_count = 0 };
	size_t i;

	for (i = 0; i < count; i++) {
		if (!rows[i].epoch) {
			if (total.whole_count++ == 0 ||
			    rows[i].run.run.duration_s >=
				total.whole.run.run.duration_s)
				total.whole = rows[i];
		} else if (total.epoch_count++ == 0) {
			total.epochs = rows[i];
		} else {
			add_epoch(&total.epochs, &rows[i]);
		}
	}
	return total;
}

/* A total that spans its own epochs has them inside. */
static bool
spans(const struct eco_row *whole, const struct eco_row *epochs)
{
	return whole->run.run.start_s < epochs->run.run.end_s - 1 &&
	    whole->run.run.end_s > epochs->run.run.start_s + 1;
}

static struct eco_row
settle(struct eco_file *file, const struct eco_row *rows, size_t count)
{
	struct eco_total total = total_of(rows, count);
	struct diags *diags = file->reading->diags;

	if (total.whole_count > 1)
		diag(diags, DIAG_LOG_OVERLAP, total.whole.run.run.pos,
		    "%zu rows of one run each state its total: the longest "
		    "counts", total.whole_count);
	if (total.epoch_count == 0)
		return total.whole;
	if (total.whole_count == 0)
		return total.epochs;
	if (spans(&total.whole, &total.epochs)) {
		diag(diags, DIAG_LOG_OVERLAP, total.whole.run.run.pos,
		    "a total beside the %zu epochs of its run: it is not "
		    "added", total.epoch_count);
		return total.epochs;
	}
	add_epoch(&total.epochs, &total.whole);
	return total.epochs;
}

/* Puts each run's rows together; runs without an id stay by themselves. */
/* Rows without an id are a run each. */
static bool
same_run(const struct eco_row *a, const struct eco_row *b)
{
	return a->id != NULL && b->id != NULL && strcmp(a->id, b->id) == 0;
}

static struct tracker_run *
gather(struct eco_file *file, size_t *run_count)
{
	struct record *record = file->reading->record;
	struct tracker_run *runs = arena_alloc(file->reading->arena,
	    (file->count + 1) * sizeof *runs);
	size_t i, end;

	*run_count = 0;
	if (file->count == 0)
		return runs;
	qsort(file->rows, file->count, sizeof *file->rows, by_run);
	for (i = 0; i < file->count; i = end) {
		struct eco_row row;

		end = i + 1;
		while (end < file->count &&
		    same_run(&file->rows[i], &file->rows[end]))
			end++;
		row = settle(file, &file->rows[i], end - i);
		row.run.run.id = file->rows[i].id;
		runs[(*run_count)++] = row.run;
		if (row.cost > 0)
			record->cost = plus(record->cost, row.cost);
	}
	return runs;
}

static void
say_scope(struct eco_file *file, size_t runs)
{
	struct reading *reading = file->reading;
	struct record *record = reading->record;

	if (!isnan(record->energy_kwh))
		diag(reading->diags, DIAG_LOG_SCOPE, record->energy_pos,
		    "the energy has the pue given to the tracker inside, which "
		    "the file does not state; the tool's default of 1 is "
		    "taken");
	if (!isnan(record->cost))
		diag(reading->diags, DIAG_LOG_SCOPE, record->energy_pos,
		    "the cost is in a currency that the file does not state");
	if (!file->has_co2)
		diag(reading->diags, DIAG_LOG_TOOL_FAULT, file->header,
		    "columns as DBJoules writes them: what it calls kWh is "
		    "not always kWh");
	if (runs > 1)
		diag(reading->diags, DIAG_LOG_RUNS, record->energy_pos,
		    "%zu runs in one file; they are added", runs);
}

static void
finish(struct eco_file *file)
{
	struct reading *reading = file->reading;
	struct record *record = reading->record;
	struct tracker_run *runs;
	size_t count;

	rows_skipped_end(reading);
	if (file->count == 0 && file->encoded > 0) {
		diag(reading->diags, DIAG_LOG_NOTHING, file->header,
		    "its cells are not numbers: the tracker was told to encode "
		    "the file (encode_file); a run without that option has "
		    "them");
		return;
	}
	runs = gather(file, &count);
	if (!tracker_finish(reading, runs, count))
		return;
	record->format_version = file->has_co2 ? NULL : "DBJoules";
	record->zoned = !file->unzoned;
	record->scope = SCOPE_PROCESS;
	record->machine.accelerator = record->device_model;
	record->machine.accelerators = record->devices;
	say_scope(file, count);
}

static void
read_eco2ai(struct reading *reading)
{
	struct eco_file file = {
		.reading = reading,
		.delimiter = cell_delimiter(reading->source),
	};
	struct csv *csv = csv_open(reading->source, file.delimiter,
	    reading->arena);
	struct csv_row row;

	if (csv_row(csv, &row) && map_columns(&file, &row)) {
		while (file.count < ROWS_MAX && csv_row(csv, &row))
			read_row(&file, &row);
		finish(&file);
	} else {
		diag(reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ reading->record->file, 1, 1 },
		    "the header lacks one of start_time, duration(s), "
		    "power_consumption(kWh)");
	}
	csv_close(csv);
}

static int
sniff(const struct sniff *sniff)
{
	if (span_find(sniff->line, "power_consumption(kW") == SIZE_MAX ||
	    span_find(sniff->line, "duration(s)") == SIZE_MAX ||
	    span_find(sniff->line, "start_time") == SIZE_MAX)
		return 0;
	return span_find(sniff->line, "CO2_emissions(kg)") != SIZE_MAX ? 95 :
									 70;
}

const struct format format_eco2ai = {
	.name = "eco2ai",
	.title = "Eco2AI emission.csv",
	.gives = "D N M E C",
	.sniff = sniff,
	.read = read_eco2ai,
};
