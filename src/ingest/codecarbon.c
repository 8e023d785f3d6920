/*
 * CodeCarbon's emissions.csv: rows are gathered by run, of which the row
 * with the longest duration counts, and runs are added up.
 */
#include "ingest/codecarbon.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/source.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"

enum {
	RUNS_MAX = 1000000,
	TABLE_FIRST = 64
};

/* The same for everybody who does not use the tool's API: no key. */
static const char default_experiment[] =
    "5b0fa12a-3dd7-45bb-9766-cc326314d9f1";

/* What names the row's run; empty when the row is a run of its own. */
static struct span
run_key(const struct cc_file *file, const struct cc_row *row)
{
	struct span key = row->texts[CC_RUN];

	if (file->layout.columns[CC_RUN] < 0)
		key = row->texts[CC_EXPERIMENT];
	if (cell_missing(key) || span_equal(key, default_experiment))
		key.n = 0;
	return key;
}

static size_t
slot_of(const struct cc_file *file, struct span key)
{
	uint64_t hash = UINT64_C(14695981039346656037);
	size_t i, slot;

	for (i = 0; i < key.n; i++)
		hash = (hash ^ (unsigned char)key.s[i]) *
		    UINT64_C(1099511628211);
	slot = (size_t)(hash ^ hash >> 32) & (file->table_size - 1);
	while (file->table[slot] != 0 &&
	    !span_equal(key, file->runs[file->table[slot] - 1].run.id))
		slot = (slot + 1) & (file->table_size - 1);
	return slot;
}

static void
grow_table(struct cc_file *file)
{
	size_t i;

	file->table_size = file->table_size == 0 ? (size_t)TABLE_FIRST :
						   2 * file->table_size;
	file->table = arena_alloc(file->reading->arena,
	    file->table_size * sizeof *file->table);
	for (i = 0; i < file->count; i++)
		if (file->runs[i].run.id != NULL)
			file->table[slot_of(file,
			    span_of(file->runs[i].run.id))] = i + 1;
}

static struct cc_run *
add_run(struct cc_file *file, struct span key)
{
	struct arena *arena = file->reading->arena;
	struct cc_run *run;

	file->runs = arena_grow(arena, file->runs, file->count,
	    sizeof *file->runs);
	run = &file->runs[file->count++];
	*run = (struct cc_run){ .share = 1 };
	run->run.duration_s = -1;
	if (key.n > 0)
		run->run.id = span_dup(arena, key);
	return run;
}

/* The run that the row belongs to, a new one if need be. */
static struct cc_run *
find_run(struct cc_file *file, struct span key)
{
	struct cc_run *run;
	size_t slot;

	if (key.n == 0 || memchr(key.s, '\0', key.n) != NULL)
		return add_run(file, (struct span){ "", 0 });
	if (2 * (file->count + 1) > file->table_size)
		grow_table(file);
	slot = slot_of(file, key);
	if (file->table[slot] != 0)
		return &file->runs[file->table[slot] - 1];
	run = add_run(file, key);
	file->table[slot] = file->count;
	return run;
}

static bool
is_falling(const struct cc_run *run, const struct cc_row *row)
{
	double more = row->duration_s - run->run.duration_s;
	double change = row->energy_kwh - run->run.energy_kwh;

	/* what pandas shifts in the last digits does not count */
	if (fabs(change) <= 1e-9 * row->energy_kwh)
		return false;
	return (more > 0 && change < 0) || (more < 0 && change > 0);
}

static void
keep_row(struct cc_file *file, struct cc_run *run, const struct cc_row *row)
{
	run->run.start_s = row->end_s - row->duration_s;
	run->run.end_s = row->end_s;
	run->run.duration_s = row->duration_s;
	run->run.energy_kwh = row->energy_kwh;
	run->run.co2e_g = row->co2e_g;
	run->run.pos = row->energy_pos;
	if (run->run.host_key == NULL)
		run->run.host_key = cc_host_key(file->reading, row);
	run->gpu_kwh = row->gpu_kwh;
	run->water_l = row->water_l;
	run->pue = row->pue;
	run->machine = span_equal(row->texts[CC_MODE], "machine");
	run->fallback = cc_place_fallback(row);
	run->gpus = !cell_missing(row->texts[CC_GPU_MODEL]);
}

/* Tasks follow each other inside a run: their energies are added. */
static void
add_task(struct cc_run *run, const struct cc_row *row)
{
	run->run.start_s = fmin(run->run.start_s,
	    row->end_s - row->duration_s);
	run->run.end_s = fmax(run->run.end_s, row->end_s);
	run->run.duration_s += row->duration_s;
	run->run.energy_kwh += row->energy_kwh;
	run->run.co2e_g += row->co2e_g;
	run->gpu_kwh += row->gpu_kwh;
	run->water_l += row->water_l;
}

/* What the file says of the machine; the largest number of devices counts. */
static void
note_machine(struct cc_file *file, const struct cc_row *row)
{
	struct record *record = file->reading->record;
	struct arena *arena = file->reading->arena;
	const char *model;
	int devices;

	if (file->gpu_text == NULL ||
	    !span_equal(row->texts[CC_GPU_MODEL], file->gpu_text)) {
		file->gpu_text = span_dup(arena, row->texts[CC_GPU_MODEL]);
		devices = cc_devices(file->reading, row, &model);
		if (devices > record->devices) {
			record->devices = devices;
			record->device_model = model;
			record->machine.pos = row->pos;
		}
	}
	if (record->machine.cpu == NULL && row->texts[CC_CPU_MODEL].n > 0)
		record->machine.cpu = span_dup(arena,
		    row->texts[CC_CPU_MODEL]);
	if (record->machine.os == NULL && row->texts[CC_OS].n > 0)
		record->machine.os = span_dup(arena, row->texts[CC_OS]);
	if (isnan(record->machine.memory_gb))
		record->machine.memory_gb = row->ram_gb;
}

/* What the file says of itself: the first row's project, the last one's version. */
static void
note_tool(struct cc_file *file, const struct cc_row *row)
{
	struct record *record = file->reading->record;
	struct arena *arena = file->reading->arena;
	struct span version = row->texts[CC_VERSION];

	if (record->title == NULL && row->texts[CC_PROJECT].n > 0)
		record->title = span_dup(arena, row->texts[CC_PROJECT]);
	if (version.n > 0 && (record->tool_version == NULL ||
	    !span_equal(version, record->tool_version)))
		record->tool_version = span_dup(arena, version);
	if (span_equal(row->texts[CC_MODE], "process"))
		file->process = true;
	else
		file->machine = true;
	if (!row->zoned)
		file->unzoned = true;
}

static void
add_row(struct cc_file *file, const struct cc_row *row)
{
	struct cc_run *run = find_run(file, run_key(file, row));
	bool first = run->run.duration_s < 0;

	file->reading->record->rows++;
	note_machine(file, row);
	note_tool(file, row);
	if (row->repaired)
		cc_count_fault(file, CC_FAULT_REPAIRED, row->pos);
	if (!first && file->layout.columns[CC_TASK] >= 0) {
		add_task(run, row);
		return;
	}
	if (!first && is_falling(run, row))
		cc_count_fault(file, CC_FAULT_FALLING, row->energy_pos);
	if (!(row->duration_s < run->run.duration_s))
		keep_row(file, run, row);
}

static void
read_rows(struct cc_file *file, struct csv *csv)
{
	struct csv_row row;
	struct cc_row parsed;

	while (csv_row(csv, &row)) {
		if (file->count == RUNS_MAX) {
			diag(file->reading->diags, DIAG_FILE_LIMIT, row.pos,
			    "more than %d runs", (int)RUNS_MAX);
			break;
		}
		if (cc_row_read(file->reading, &file->layout, &row, &parsed))
			add_row(file, &parsed);
	}
	rows_skipped_end(file->reading);
}

static void
read_codecarbon(struct reading *reading)
{
	struct cc_file file = { .reading = reading };
	char delimiter = cell_delimiter(reading->source);
	struct csv *csv = csv_open(reading->source, delimiter,
	    reading->arena);
	struct csv_row header;

	if (csv_row(csv, &header) &&
	    cc_layout_read(&header, delimiter, &file.layout)) {
		read_rows(&file, csv);
		cc_finish(&file);
	} else {
		diag(reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ reading->record->file, 1, 1 },
		    "the header lacks one of timestamp, duration, emissions, "
		    "energy_consumed");
	}
	csv_close(csv);
}

/* Whole names in the first line, whatever delimits and quotes them. */
static bool
has_name(struct span line, char mark, const char *name)
{
	while (line.n > 0) {
		struct span cell = span_trim(span_cut(&line, mark));

		if (cell.n >= 2 && cell.s[0] == '"')
			cell = span_trim(span_sub(cell, 1, cell.n - 2));
		if (span_equal(cell, name))
			return true;
	}
	return false;
}

static int
sniff(const struct sniff *sniff)
{
	char mark = csv_delimiter(sniff->line);

	if (mark == '\0' || !has_name(sniff->line, mark, "timestamp") ||
	    !has_name(sniff->line, mark, "emissions") ||
	    !has_name(sniff->line, mark, "energy_consumed"))
		return 0;
	return 95;
}

const struct format format_codecarbon = {
	.name = "codecarbon",
	.title = "CodeCarbon emissions.csv",
	.gives = "D N M E",
	.sniff = sniff,
	.read = read_codecarbon,
};
