/*
 * wattleaf inspect: what each log or hardware file says.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/num.h"
#include "base/str.h"
#include "base/timestamp.h"
#include "base/unit.h"
#include "cli/cli.h"
#include "document/data.h"
#include "document/text.h"
#include "ingest/ingest.h"
#include "write/output.h"

enum { INSPECT_DIGITS = 6 };

static const char *
moment_text(struct arena *arena, double seconds, bool zoned)
{
	char text[TIMESTAMP_TEXT];

	if (isnan(seconds))
		return NULL;
	timestamp_text(seconds, zoned, text);
	return arena_strdup(arena, text);
}

static void
add_count(struct arena *arena, struct data *object, const char *key,
    double count)
{
	data_add_number(arena, object, key, count < 0 ? (double)NAN : count);
}

static bool
has_machine(const struct machine *machine)
{
	return machine->accelerator != NULL || machine->accelerators >= 0 ||
	    machine->cpu != NULL || !isnan(machine->memory_gb) ||
	    !isnan(machine->accelerator_power_w);
}

static void
add_machine(struct arena *arena, struct data *parent,
    const struct machine *machine)
{
	struct data *object;

	if (!has_machine(machine)) {
		data_add_null(arena, parent, "hardware");
		return;
	}
	object = data_add(parent, "hardware", data_object(arena));
	data_add_text(arena, object, "accelerator", machine->accelerator);
	add_count(arena, object, "accelerators_per_node",
	    machine->accelerators);
	add_count(arena, object, "nodes", machine->nodes);
	data_add_number(arena, object, "power_limit_w",
	    machine->accelerator_power_limit_w);
	data_add_number(arena, object, "rated_power_w",
	    machine->accelerator_max_power_w);
	data_add_number(arena, object, "power_w",
	    machine->accelerator_power_w);
	data_add_number(arena, object, "accelerator_memory_gb",
	    machine->accelerator_memory_gb);
	data_add_text(arena, object, "cpu", machine->cpu);
	add_count(arena, object, "cpus_per_node", machine->cpus);
	data_add_number(arena, object, "memory_gb", machine->memory_gb);
	data_add_text(arena, object, "os", machine->os);
}

static void
add_diagnostics(struct job *job, struct data *parent,
    const struct record *record)
{
	struct arena *arena = job->arena;
	struct data *list =
	    data_add(parent, "diagnostics", data_list(arena));
	size_t i;

	for (i = 0; i < record->diag_count; i++) {
		const struct diagnostic *item =
		    &job->diags.items[record->diag_first + i];
		struct data *object =
		    data_add(list, NULL, data_object(arena));
		char name[DIAG_NAME];

		data_add_text(arena, object, "code",
		    arena_strdup(arena, diag_name(item->code, name)));
		data_add_text(arena, object, "level",
		    diag_level_name(diag_level(item->code)));
		data_add_number(arena, object, "line",
		    item->pos.line == 0 ? (double)NAN :
					  (double)item->pos.line);
		data_add_number(arena, object, "column",
		    item->pos.line == 0 ? (double)NAN :
					  (double)item->pos.column);
		data_add_text(arena, object, "text", item->text);
	}
}

static void
add_energy(struct arena *arena, struct data *object,
    const struct record *record)
{
	data_add_number(arena, object, "it_energy_kwh",
	    record->it_energy_kwh);
	data_add_number(arena, object, "energy_kwh", record->energy_kwh);
	data_add_number(arena, object, "pue_included", record->pue_included);
	data_add_number(arena, object, "mean_power_w", record->mean_power_w);
	data_add_number(arena, object, "max_power_w", record->max_power_w);
	data_add_number(arena, object, "max_gap_s", record->max_gap_s);
	data_add_number(arena, object, "coverage", record->coverage);
}

static void
add_reported(struct arena *arena, struct data *object,
    const struct record *record)
{
	data_add_number(arena, object, "co2e_kg_reported",
	    unit_from_base(UNIT_KG, record->co2e_g_reported));
	data_add_number(arena, object, "intensity_g_per_kwh",
	    record->intensity_g_per_kwh);
	data_add_number(arena, object, "cost", record->cost);
	data_add_text(arena, object, "currency", record->currency);
}

static struct data *
record_data(struct job *job, const struct record *record)
{
	struct arena *arena = job->arena;
	struct data *object = data_object(arena);

	data_add_text(arena, object, "file", record->file);
	data_add_text(arena, object, "format", record->format);
	data_add_text(arena, object, "format_version",
	    record->format_version);
	data_add_text(arena, object, "kind", record_kind_name(record->kind));
	data_add_text(arena, object, "scope",
	    record_scope_name(record->scope));
	add_count(arena, object, "devices", record->devices);
	data_add_text(arena, object, "device_model", record->device_model);
	data_add_text(arena, object, "start",
	    moment_text(arena, record->start_s, record->zoned));
	data_add_text(arena, object, "end",
	    moment_text(arena, record->end_s, record->zoned));
	data_add_number(arena, object, "duration_s", record->duration_s);
	data_add_bool(arena, object, "duration_is_lower_bound",
	    record->duration_is_lower_bound);
	add_energy(arena, object, record);
	data_add_number(arena, object, "rows", (double)record->rows);
	data_add_number(arena, object, "rows_skipped",
	    (double)record->rows_skipped);
	data_add_number(arena, object, "runs", (double)record->run_count);
	add_reported(arena, object, record);
	data_add_number(arena, object, "steps", record->steps);
	data_add_number(arena, object, "flops", record->flops);
	add_machine(arena, object, &record->machine);
	add_diagnostics(job, object, record);
	return object;
}

/* "label      value unit" when the value is known. */
static void
line(struct job *job, struct buf *out, const char *label, double value,
    enum unit unit, const char *behind)
{
	struct number_style style = { unit, DECIMALS_SIGNIFICANT,
		INSPECT_DIGITS };

	if (isnan(value))
		return;
	buf_printf(out, "  %-12s%s%s%s%s\n", label,
	    text_number(value, &style, job->arena).text,
	    unit_text(unit)[0] == '\0' ? "" : " ", unit_text(unit), behind);
}

static void
text_line(struct buf *out, const char *label, const char *text)
{
	if (text != NULL)
		buf_printf(out, "  %-12s%s\n", label, text);
}

static double
seconds(double s)
{
	return unit_to_base(UNIT_S, s);
}

static void
print_energy(struct job *job, const struct record *record, struct buf *out)
{
	const char *scope = record_scope_name(record->scope);

	line(job, out, "energy", record->energy_kwh, UNIT_KWH,
	    arena_printf(job->arena, ", %s%s%s",
		record_kind_name(record->kind),
		scope == NULL ? "" : ", scope ", scope == NULL ? "" : scope));
	line(job, out, "", record->energy_kwh, UNIT_J, "");
	if (!isnan(record->pue_included) && record->pue_included > 1) {
		line(job, out, "PUE inside", record->pue_included, UNIT_ONE,
		    "");
		line(job, out, "IT energy", record->it_energy_kwh, UNIT_KWH,
		    "");
	}
	line(job, out, "mean power", record->mean_power_w, UNIT_W, "");
	line(job, out, "max power", record->max_power_w, UNIT_W, "");
	line(job, out, "largest gap", seconds(record->max_gap_s), UNIT_S, "");
	line(job, out, "coverage", record->coverage, UNIT_PERCENT, "");
	line(job, out, "CO\xe2\x82\x82"
	    "e", record->co2e_g_reported, UNIT_KG, ", as the tool states");
	line(job, out, "intensity", record->intensity_g_per_kwh,
	    UNIT_G_PER_KWH, "");
}

static void
print_machine(struct job *job, const struct machine *machine, struct buf *out)
{
	text_line(out, "accelerator", machine->accelerator);
	if (machine->accelerators >= 0)
		buf_printf(out, "  %-12s%d%s\n", "per node",
		    machine->accelerators,
		    machine->nodes < 0 ? "" :
					 arena_printf(job->arena,
					     ", nodes %d", machine->nodes));
	line(job, out, "power", machine->accelerator_power_w, UNIT_W,
	    ", one reading of one accelerator");
	line(job, out, "power limit", machine->accelerator_power_limit_w,
	    UNIT_W, "");
	line(job, out, "rated power", machine->accelerator_max_power_w, UNIT_W,
	    "");
	text_line(out, "processor", machine->cpu);
	line(job, out, "memory", machine->memory_gb, UNIT_GB, "");
}

static void
print_record(struct job *job, const struct record *record, struct buf *out)
{
	buf_printf(out, "%s: %s%s%s\n", record->file,
	    record->format == NULL ? "not recognised" : record->format,
	    record->format_version == NULL ? "" : " ",
	    record->format_version == NULL ? "" : record->format_version);
	if (record->format == NULL)
		return;
	text_line(out, "device", record->device_model);
	if (record->devices >= 0)
		buf_printf(out, "  %-12s%d\n", "devices", record->devices);
	text_line(out, "start",
	    moment_text(job->arena, record->start_s, record->zoned));
	text_line(out, "end",
	    moment_text(job->arena, record->end_s, record->zoned));
	line(job, out, "duration", seconds(record->duration_s), UNIT_S,
	    record->duration_is_lower_bound ? ", at least" : "");
	print_energy(job, record, out);
	if (record->run_count != 0)
		buf_printf(out, "  %-12s%zu\n", "runs", record->run_count);
	if (record->rows + record->rows_skipped != 0)
		buf_printf(out, "  %-12s%zu used, %zu skipped\n", "rows",
		    record->rows, record->rows_skipped);
	print_machine(job, &record->machine, out);
}

/* The run in the file of --window; false with a diagnostic when it has none. */
static bool
read_window(struct job *job, struct read_options *options)
{
	struct read_options plain = read_options_none();
	const struct record *record;

	if (job->options.window == NULL)
		return true;
	record = ingest_read(job->options.window, &plain, job->arena,
	    &job->diags);
	if (record->format == NULL)
		return false;
	if (isnan(record->start_s) || isnan(record->end_s)) {
		diag(&job->diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = job->options.window },
		    "it holds no start and end of a run in wall-clock time");
		return false;
	}
	options->from_s = record->start_s;
	options->to_s = record->end_s;
	return true;
}

static bool
read_options_of(struct job *job, struct read_options *options)
{
	*options = read_options_none();
	options->format = job->options.format;
	options->columns = job->options.columns;
	if (job->options.zone != NULL &&
	    !zone_parse(job->options.zone, &options->zone_s)) {
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "--zone=%s must be UTC or an offset such as +01:00",
		    job->options.zone);
		return false;
	}
	return read_window(job, options);
}

static void
print_found(struct job *job, const char *path, const struct found *found,
    struct buf *out)
{
	size_t i;

	for (i = 0; i < found->count; i++)
		print_record(job, found->records[i], out);
	if (found->searched)
		buf_printf(out, "%s: %zu %s read, %zu skipped%s\n", path,
		    found->count, found->count == 1 ? "file" : "files",
		    found->skipped,
		    found->skipped == 0 || job->options.verbose ?
			"" :
			" (--verbose names them)");
}

static int
inspect(struct job *job)
{
	struct data *list = data_list(job->arena);
	struct read_options options;
	struct buf out = { 0 };
	size_t i, j;

	if (job->argument_count == 0)
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "inspect needs at least one file, archive or folder");
	if (job->argument_count == 0 || !read_options_of(job, &options))
		return 0;
	for (i = 0; i < job->argument_count; i++) {
		const struct found found = ingest_find(job->arguments[i],
		    &options, job->arena, &job->diags);

		for (j = 0; job->options.json && j < found.count; j++)
			data_add(list, NULL,
			    record_data(job, found.records[j]));
		if (!job->options.json)
			print_found(job, job->arguments[i], &found, &out);
	}
	if (job->options.json)
		json_data(list, &out);
	stdout_write(&job->diags, out.s, out.n);
	buf_free(&out);
	return 0;
}

static const char *const examples[] = {
	"wattleaf inspect logs/power.csv",
	"wattleaf inspect --json emissions.csv",
	"wattleaf inspect runs/ logs.tar.gz power.csv.zst",
	"zcat power.csv.gz | wattleaf inspect -",
	"wattleaf inspect power/node_0.txt --window result_0.txt",
	"wattleaf inspect mine.csv --columns time=0,power=2,unit=W,device=1",
	NULL,
};

const struct command command_inspect = {
	.name = "inspect",
	.arguments = "FILE|DIR|ARCHIVE|-... [options]",
	.summary =
	    "prints what each log or hardware file says: duration, devices, power, energy",
	.examples = examples,
	.bit = FOR_INSPECT,
	.run = inspect,
};
