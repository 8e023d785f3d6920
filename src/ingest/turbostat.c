/*
 * turbostat: a table an interval, the machine's total in the row with "-"
 * for its processor (or the only row of --Summary). Watts are means of the
 * interval, whose length stands in a column only when asked for.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/num.h"
#include "base/source.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/interval.h"

enum { CELLS_MAX = 512, UNUSED = -1 };

/* Columns of power or energy; the first of them that is there holds those behind it on its line. */
struct meaning {
	const char *watts, *joules;
	const char *part;
};

enum domain { PLATFORM, PACKAGE, MEMORY, CORES, GRAPHICS, DOMAINS };

static const struct meaning meanings[DOMAINS] = {
	[PLATFORM] = { "SysWatt", "Sys_J", "platform" },
	[PACKAGE] = { "PkgWatt", "Pkg_J", "package" },
	[MEMORY] = { "RAMWatt", "RAM_J", "memory" },
	[CORES] = { "CorWatt", "Cor_J", "cores" },
	[GRAPHICS] = { "GFXWatt", "GFX_J", "graphics" },
};

struct table {
	struct reading *reading;
	struct interval_meter *meter;
	int columns[DOMAINS], parts[DOMAINS];
	int time, cpu;
	bool joules, any_joules, header;
	double elapsed_s;         /* of the command; NAN when not stated */
	double last_s;
	size_t summaries, untimed, timed;
	double watts[DOMAINS];    /* sums over rows, for a mean */
	size_t counts[DOMAINS];
	struct pos first_pos, pos;
};

/* Cells of a line: by tabs where it has any, else by blanks. */
static size_t
split(struct span line, struct span cells[CELLS_MAX])
{
	bool tabs = memchr(line.s, '\t', line.n) != NULL;
	size_t n = 0;

	while (line.n > 0 && n < CELLS_MAX) {
		struct span cell;

		if (!tabs)
			line = span_trim(line);
		cell = span_trim(span_cut(&line, tabs ? '\t' : ' '));
		if (cell.n > 0 || tabs)
			cells[n++] = cell;
	}
	return n;
}

static int
find_cell(const struct span *cells, size_t count, const char *name)
{
	size_t i;

	for (i = 0; name != NULL && i < count; i++)
		if (span_equal(cells[i], name))
			return (int)i;
	return UNUSED;
}

static bool
is_header(const struct span *cells, size_t count)
{
	return find_cell(cells, count, "PkgWatt") >= 0 ||
	    find_cell(cells, count, "Pkg_J") >= 0 ||
	    find_cell(cells, count, "SysWatt") >= 0 ||
	    find_cell(cells, count, "Avg_MHz") >= 0 ||
	    find_cell(cells, count, "Bzy_MHz") >= 0;
}

static void
read_header(struct table *table, const struct span *cells, size_t count)
{
	size_t i;

	table->header = true;
	table->joules = false;
	table->time = find_cell(cells, count, "Time_Of_Day_Seconds");
	table->cpu = find_cell(cells, count, "CPU");
	for (i = 0; i < DOMAINS; i++) {
		int joules = find_cell(cells, count, meanings[i].joules);

		table->columns[i] = joules >= 0 ? joules :
		    find_cell(cells, count, meanings[i].watts);
		table->joules = table->joules || joules >= 0;
	}
}

static double
cell_value(const struct span *cells, size_t count, int column)
{
	double value;

	if (column < 0 || (size_t)column >= count ||
	    !cell_number(cells[column], ' ', &value))
		return (double)NAN;
	return value;
}

/* Cores and graphics lie inside the package, all of them inside the platform: those that the row at hand, or one before it, states. */
static void
set_roles(struct table *table, const double values[DOMAINS])
{
	bool platform = values[PLATFORM] > 0 ||
	    interval_has(table->meter, table->parts[PLATFORM]);
	bool package = values[PACKAGE] > 0 ||
	    interval_has(table->meter, table->parts[PACKAGE]);

	interval_set_role(table->meter, table->parts[PACKAGE],
	    platform ? PART_INSIDE : PART_HOST);
	interval_set_role(table->meter, table->parts[MEMORY],
	    platform ? PART_INSIDE : PART_HOST);
	interval_set_role(table->meter, table->parts[CORES],
	    platform || package ? PART_INSIDE : PART_HOST);
	interval_set_role(table->meter, table->parts[GRAPHICS],
	    platform || package ? PART_INSIDE : PART_HOST);
}

/* A meter that is not there shows 0.00. */
static void
read_values(struct table *table, const struct span *cells, size_t count,
    double values[DOMAINS])
{
	size_t i;

	for (i = 0; i < DOMAINS; i++) {
		values[i] = cell_value(cells, count, table->columns[i]);
		if (!(values[i] > 0))
			values[i] = (double)NAN;
	}
}

static void
add_interval(struct table *table, const double values[DOMAINS],
    double start_s, double duration_s)
{
	double energy_j[INTERVAL_PARTS];
	struct interval interval = {
		.start_s = start_s,
		.duration_s = duration_s,
		.energy_j = energy_j,
		.pos = table->pos,
	};
	size_t i;

	for (i = 0; i < INTERVAL_PARTS; i++)
		energy_j[i] = (double)NAN;
	for (i = 0; i < DOMAINS; i++)
		energy_j[table->parts[i]] = table->joules ? values[i] :
		    values[i] * duration_s;
	set_roles(table, values);
	if (interval_add(table->meter, &interval))
		table->timed++;
}

/* The first row's interval began at an unknown time: its watts tell no energy, its joules do. */
static void
add_summary(struct table *table, const double values[DOMAINS], double time_s)
{
	double step_s = time_s - table->last_s;

	if (!isnan(table->elapsed_s)) {
		add_interval(table, values, (double)NAN, table->elapsed_s);
		table->elapsed_s = (double)NAN;
	} else if (step_s > 0) {
		add_interval(table, values, table->last_s, step_s);
	} else if (table->joules) {
		add_interval(table, values, (double)NAN, (double)NAN);
	} else if (!isnan(step_s)) {
		row_skip(table->reading, table->pos,
		    "not later than the row before");
	} else {
		table->untimed++;
	}
	table->last_s = time_s;
}

static void
read_summary(struct table *table, const struct span *cells, size_t count)
{
	double values[DOMAINS], time_s;
	size_t i, known = 0;

	read_values(table, cells, count, values);
	for (i = 0; i < DOMAINS; i++) {
		if (isnan(values[i]))
			continue;
		known++;
		table->watts[i] += values[i];
		table->counts[i]++;
	}
	if (table->summaries++ == 0)
		table->first_pos = table->pos;
	table->any_joules = table->any_joules || table->joules;
	time_s = cell_value(cells, count, table->time);
	if (known > 0)
		add_summary(table, values, time_s);
}

/* "5.031399 sec" of a command that turbostat ran. */
static bool
read_elapsed(struct table *table, struct span line)
{
	double seconds;

	line = span_trim(line);
	if (!span_ends(line, " sec") ||
	    !num_parse(span_sub(line, 0, line.n - 4), &seconds) ||
	    seconds <= 0)
		return false;
	table->elapsed_s = seconds;
	return true;
}

/* The row of the whole machine: "-" for its processor, or no such column. */
static bool
is_summary(const struct table *table, const struct span *cells, size_t count)
{
	double number;

	if (table->cpu < 0)
		return count > 0 && num_parse(cells[0], &number);
	return (size_t)table->cpu < count &&
	    span_equal(cells[table->cpu], "-");
}

static void
read_line(struct table *table, struct span line)
{
	struct span cells[CELLS_MAX];
	size_t count;

	table->pos = source_pos(table->reading->source, 1);
	if (read_elapsed(table, line))
		return;
	count = split(line, cells);
	if (is_header(cells, count))
		read_header(table, cells, count);
	else if (table->header && is_summary(table, cells, count))
		read_summary(table, cells, count);
}

/* Means of what the summaries show, for a table without its time. */
static void
list_power(struct table *table)
{
	struct record *record = table->reading->record;
	bool platform = table->counts[PLATFORM] > 0;
	double total_w = 0;
	size_t i, n = 0;

	record->device_list = arena_alloc(table->reading->arena,
	    DOMAINS * sizeof *record->device_list);
	for (i = 0; i < DOMAINS; i++) {
		double mean_w = table->watts[i] / (double)table->counts[i];

		if (table->counts[i] == 0 || (platform ? i != PLATFORM :
		    i > MEMORY && table->counts[PACKAGE] > 0))
			continue;
		total_w += mean_w;
		record->device_list[n++] = (struct record_device){
			.id = meanings[i].part,
			.samples = table->counts[i],
			.energy_j = (double)NAN,
			.mean_power_w = mean_w,
			.max_power_w = (double)NAN,
		};
	}
	record->device_list_count = n;
	record->mean_power_w = total_w;
	record->rows = table->summaries;
	record->energy_pos = table->first_pos;
	diag(table->reading->diags, DIAG_LOG_SNAPSHOT, table->first_pos,
	    "%.6g W in %zu %s of unknown length: with --show "
	    "Time_Of_Day_Seconds beside the watts, with --Joules, or around a "
	    "command turbostat tells energy", total_w, table->summaries,
	    table->summaries == 1 ? "interval" : "intervals");
}

static void
say_scope(struct table *table)
{
	struct reading *reading = table->reading;
	struct pos pos = table->first_pos;

	if (interval_has(table->meter, table->parts[PLATFORM])) {
		reading->record->scope = SCOPE_NODE;
		diag(reading->diags, DIAG_LOG_INSIDE, pos, "the platform's "
		    "power holds package and memory: they are not added");
		return;
	}
	reading->record->scope = SCOPE_PROCESSOR;
	diag(reading->diags, DIAG_LOG_SCOPE, pos, "energy of processor "
	    "packages%s: no GPU is in it",
	    interval_has(table->meter, table->parts[MEMORY]) ?
	    " and memory" : " without memory, which shows no power");
	diag(reading->diags, DIAG_LOG_INSIDE, pos, "cores and graphics are "
	    "parts of the package: they are not added");
	if (table->untimed > 0)
		diag(reading->diags, DIAG_LOG_SCOPE, pos, "the first "
		    "interval's length is not in the table: it is left out");
}

static bool
has_power(const struct table *table)
{
	size_t i;

	for (i = 0; i < DOMAINS; i++)
		if (table->counts[i] > 0)
			return true;
	return false;
}

static void
finish(struct table *table)
{
	struct reading *reading = table->reading;

	rows_skipped_end(reading);
	if (!has_power(table)) {
		diag(reading->diags, DIAG_LOG_NOTHING, table->summaries > 0 ?
		    table->first_pos : (struct pos){
			.file = reading->record->file },
		    "no column of power or energy: run turbostat as root with "
		    "--show Time_Of_Day_Seconds,PkgWatt,RAMWatt");
	} else if (table->timed == 0 && !table->any_joules) {
		list_power(table);
	} else if (interval_finish(table->meter)) {
		reading->record->rows = table->summaries;
		reading->record->zoned = true;
		say_scope(table);
	}
}

static void
read_turbostat(struct reading *reading)
{
	struct table *table = arena_alloc(reading->arena, sizeof *table);
	struct span line;
	size_t i;

	table->reading = reading;
	table->elapsed_s = table->last_s = (double)NAN;
	table->time = table->cpu = UNUSED;
	table->meter = interval_open(reading, INTERVAL_SERIAL,
	    RECORD_SAMPLED);
	for (i = 0; i < DOMAINS; i++) {
		table->columns[i] = UNUSED;
		table->parts[i] = interval_part(table->meter,
		    meanings[i].part, PART_HOST);
	}
	while (source_line(reading->source, &line))
		read_line(table, line);
	finish(table);
	if (table->any_joules && reading->record->kind == RECORD_SAMPLED)
		reading->record->kind = RECORD_MEASURED;
}

static int
sniff(const struct sniff *sniff)
{
	struct span rest = sniff->head, cells[CELLS_MAX];
	size_t i, count;

	for (i = 0; i < 40 && rest.n > 0; i++) {
		struct span line = span_trim(span_cut(&rest, '\n'));

		count = split(line, cells);
		if (count < 2 || !is_header(cells, count))
			continue;
		return find_cell(cells, count, "Busy%") >= 0 ||
			find_cell(cells, count, "PkgWatt") >= 0 ||
			find_cell(cells, count, "Pkg_J") >= 0 ? 93 : 0;
	}
	return 0;
}

const struct format format_turbostat = {
	.name = "turbostat",
	.title = "turbostat table",
	.gives = "D P E",
	.sniff = sniff,
	.read = read_turbostat,
};
