/*
 * The table that nvidia-smi prints, as people paste it into logs. Hardware
 * alone: its watts are rounded and of one instant. A training log that
 * holds the table is a training log.
 */
#include <math.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/num.h"
#include "base/source.h"
#include "ingest/formats.h"
#include "ingest/gpu_list.h"
#include "ingest/hardware_text.h"
#include "ingest/ingest.h"

struct table {
	struct reading *reading;
	struct gpu_list *list;
	struct gpu_fact fact;   /* of the GPU whose second line is awaited */
	bool open;
	size_t tables;
	struct pos second, cut; /* the second table; the first name cut off */
	const char *cut_name;
	bool whole_name;        /* some name is not cut off */
};

/* The cell N (from 0) between bars. */
static struct span
cell(struct span line, size_t n)
{
	line = span_trim(line);
	if (line.n == 0 || line.s[0] != '|')
		return (struct span){ "", 0 };
	line = span_sub(line, 1, line.n);
	while (n-- > 0)
		span_cut(&line, '|');
	return span_trim(span_cut(&line, '|'));
}

static size_t
last_blank(struct span text)
{
	size_t n;

	for (n = text.n; n > 0; n--)
		if (text.s[n - 1] == ' ')
			return n - 1;
	return SIZE_MAX;
}

/* Persistence, or the driver's model on Windows. */
static bool
is_mode(struct span word)
{
	static const char *const modes[] = { "On", "Off", "N/A", "WDDM", "TCC",
		"MCDM", "ERR!" };
	size_t i;

	for (i = 0; i < sizeof modes / sizeof modes[0]; i++)
		if (span_equal(word, modes[i]))
			return true;
	return false;
}

/* "00000000:83:00.0 Off" */
static struct span
bus_of(struct span text)
{
	struct span bus = span_cut(&text, ' ');

	if (bus.n < 10 || bus.s[bus.n - 2] != '.' || bus.s[bus.n - 5] != ':')
		return (struct span){ "", 0 };
	return bus;
}

static void
take_name(struct table *table, struct span name)
{
	struct reading *reading = table->reading;

	if (!span_ends(name, "...")) {
		table->fact.model = (struct span){
			span_dup(reading->arena, name), name.n };
		table->whole_name = true;
	} else if (table->cut.line == 0) {
		table->cut = table->fact.pos;
		table->cut_name = span_dup(reading->arena, name);
	}
}

/* "|   0  NVIDIA H200                    On  |   00000000:83:00.0 Off |": rows of processes and MIG instances have no bus id. */
static bool
take_first(struct table *table, struct span line)
{
	struct span text = cell(line, 0), bus = bus_of(cell(line, 1));
	size_t mode = last_blank(text);
	struct span index, name;
	double number;

	if (bus.n == 0 || mode == SIZE_MAX ||
	    !is_mode(span_sub(text, mode + 1, text.n)))
		return false;
	text = span_trim(span_sub(text, 0, mode));
	index = span_cut(&text, ' ');
	name = span_trim(text);
	if (!num_parse(index, &number) || name.n == 0)
		return false;
	table->fact = gpu_fact_none();
	table->fact.id = span_of(arena_printf(table->reading->arena,
	    "%.*s %.*s", (int)index.n, index.s, (int)bus.n, bus.s));
	table->fact.pos = source_pos(table->reading->source,
	    (size_t)(name.s - line.s) + 1);
	take_name(table, name);
	table->open = true;
	return true;
}

static double
watts(struct span text)
{
	size_t blank = last_blank(text);

	return hardware_power_w(blank == SIZE_MAX ? text :
	    span_sub(text, blank + 1, text.n));
}

/* "| N/A   52C    P0            628W /  700W |   32362MiB / 143771MiB |" */
static void
take_second(struct table *table, struct span line)
{
	struct span cap = cell(line, 0), memory = cell(line, 1);
	struct span draw = span_trim(span_cut(&cap, '/'));

	/* the fan's "N/A" holds a slash too */
	if (span_ends(draw, "N") && span_starts(cap, "A"))
		draw = span_trim(span_cut(&cap, '/'));
	table->fact.draw_w = watts(draw);
	table->fact.limit_w = watts(span_trim(cap));
	if (!isnan(table->fact.draw_w))
		table->fact.power_pos = source_pos(table->reading->source, 1);
	span_cut(&memory, '/');
	table->fact.memory_gb = hardware_memory_gb(span_trim(memory));
}

static void
close_gpu(struct table *table)
{
	if (table->open && gpu_list_add(table->list, &table->fact))
		table->reading->record->rows++;
	table->open = false;
}

static void
take_heading(struct table *table, struct span line)
{
	struct record *record = table->reading->record;
	size_t driver = span_find(line, "Driver Version: ");
	struct span rest;

	if (++table->tables == 2)
		table->second = source_pos(table->reading->source, 1);
	if (driver == SIZE_MAX || record->tool_version != NULL)
		return;
	rest = span_trim(span_sub(line, driver + 16, line.n));
	record->tool_version = span_dup(table->reading->arena,
	    span_cut(&rest, ' '));
}

static void
take_line(struct table *table, struct span line)
{
	if (span_find(line, "| NVIDIA-SMI ") != SIZE_MAX) {
		close_gpu(table);
		take_heading(table, line);
	} else if (table->open) {
		take_second(table, line);
		close_gpu(table);
	} else if (table->tables > 0) {
		take_first(table, line);
	}
}

static void
finish(struct table *table)
{
	struct reading *reading = table->reading;

	close_gpu(table);
	gpu_list_finish(table->list, -1);
	if (gpu_list_count(table->list) == 0) {
		diag(reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = reading->record->file },
		    "no row of a table names a GPU");
		return;
	}
	if (table->cut.line > 0)
		diag(reading->diags, DIAG_LOG_PARTIAL, table->cut,
		    "the table cuts the name off, \"%s\": %s\"nvidia-smi -L\" "
		    "has it whole", table->cut_name, table->whole_name ? "" :
		    "the model is not known; ");
	if (table->second.line > 0)
		diag(reading->diags, DIAG_LOG_SCOPE, table->second,
		    "%zu tables; they are read as hardware alone, each GPU "
		    "once", table->tables);
	diag(reading->diags, DIAG_LOG_SNAPSHOT, reading->record->machine.pos,
	    "a table holds the power of one instant in whole watts; "
	    "\"nvidia-smi --query-gpu=timestamp,uuid,name,power.draw "
	    "--format=csv -l 1\" would give an energy");
}

static void
read_table(struct reading *reading)
{
	struct table table = {
		.reading = reading,
		.list = gpu_list_open(reading),
	};
	struct span line;

	while (source_line(reading->source, &line))
		take_line(&table, line);
	finish(&table);
}

/* The table alone, or with the date above it; in any other log it is the least that it says. */
static int
sniff_table(const struct sniff *sniff)
{
	struct span rest = sniff->head;
	int i;

	if (span_find(rest, "| NVIDIA-SMI ") == SIZE_MAX)
		return 0;
	for (i = 0; i < 4 && rest.n > 0; i++)
		if (span_find(span_cut(&rest, '\n'), "| NVIDIA-SMI ") !=
		    SIZE_MAX)
			return 55;
	return 15;
}

const struct format format_nvidia_smi_table = {
	.name = "nvidia-smi-table",
	.title = "table of nvidia-smi",
	.gives = "N M",
	.sniff = sniff_table,
	.read = read_table,
};
