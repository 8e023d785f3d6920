/*
 * nvidia-smi -q as text: one report describes hardware, several in one file
 * (-l) are power samples. Keys repeat from section to section: what the
 * memory and the module draw is not read beside the board's.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/num.h"
#include "base/source.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/gpu_meters.h"
#include "ingest/hardware_text.h"
#include "ingest/ingest.h"
#include "ingest/nvidia_smi_gpu.h"

static const char report_start[] = "NVSMI LOG=";

/* Places in order of preference, 0 the best. */
enum { DRAWS = 3, LIMITS = 5, MAX_LIMITS = 2 };

static const char *const draws[DRAWS] = { "Average Power Draw", "Power Draw",
	"Instantaneous Power Draw" };
static const char *const limits[LIMITS] = { "Current Power Limit",
	"Enforced Power Limit", "Power Limit", "Default Power Limit",
	"Max Power Limit" };
/* The default limit is the board's TDP; the maximum is what overclocking allows. */
static const char *const max_limits[MAX_LIMITS] = { "Default Power Limit",
	"Max Power Limit" };

/* The GPU that is being read. */
struct gpu {
	bool open;
	size_t index;      /* in its report */
	struct span bus;
	struct span uuid, model, memory; /* in the arena */
	double draw_w[DRAWS], limit_w[LIMITS], max_limit_w[MAX_LIMITS];
	struct pos pos, draw_pos;
};

struct report {
	struct reading *reading;
	struct gpu_meters *meters;
	size_t reports, gpus, silent; /* reports; GPUs of this one; GPUs without a power */
	struct pos silent_pos;
	double time_s;
	double attached;
	struct pos attached_pos;
	size_t first_gpus;  /* of the first report */
	bool mig;
	struct pos mig_pos, memory_pos; /* memory: of its power; line 0 for none */
	char section[48];
	struct gpu gpu;
};

static double
first_of(const double *values, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!isnan(values[i]))
			return values[i];
	return (double)NAN;
}

static void
put(double *values, const char *const *keys, size_t n, struct span key,
    struct span value)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (span_equal(key, keys[i]))
			values[i] = hardware_power_w(value);
}

static void
clear(double *values, size_t n)
{
	while (n > 0)
		values[--n] = (double)NAN;
}

static void
describe(const struct report *report, struct span id, struct span alias)
{
	const struct gpu *gpu = &report->gpu;
	struct gpu_fact *fact = gpu_meters_fact(report->meters, id, alias,
	    gpu->pos);

	if (fact == NULL || report->reports > 1)
		return;
	fact->model = gpu->model;
	fact->limit_w = first_of(gpu->limit_w, LIMITS);
	fact->max_limit_w = first_of(gpu->max_limit_w, MAX_LIMITS);
	fact->memory_gb = hardware_memory_gb(gpu->memory);
}

/* Ends the GPU that was being read. */
static void
end_gpu(struct report *report)
{
	struct gpu *gpu = &report->gpu;
	double draw_w = first_of(gpu->draw_w, DRAWS);
	struct span id = gpu_id_blank(gpu->uuid) ? gpu->bus : gpu->uuid;
	char number[24];
	struct span index;

	if (!gpu->open)
		return;
	gpu->open = false;
	snprintf(number, sizeof number, "%zu", gpu->index);
	index = span_of(number);
	describe(report, id, index);
	if (isnan(draw_w)) {
		if (report->silent++ == 0)
			report->silent_pos = gpu->pos;
		return;
	}
	gpu_meters_add(report->meters, &(struct gpu_sample){
		.kind = GPU_POWER,
		.id = id,
		.alias = index,
		.model = gpu->model,
		.time_s = report->time_s,
		.value = draw_w,
		.pos = gpu->draw_pos,
	});
}

static void
begin_gpu(struct report *report, struct span bus, struct pos pos)
{
	struct gpu *gpu = &report->gpu;
	struct arena *arena = report->reading->arena;

	end_gpu(report);
	*gpu = (struct gpu){
		.open = true,
		.index = report->gpus++,
		.bus = { span_dup(arena, bus), bus.n },
		.pos = pos,
	};
	clear(gpu->draw_w, DRAWS);
	clear(gpu->limit_w, LIMITS);
	clear(gpu->max_limit_w, MAX_LIMITS);
	report->section[0] = '\0';
	if (report->reports <= 1)
		report->first_gpus = report->gpus;
}

static void
begin_report(struct report *report)
{
	end_gpu(report);
	report->reports++;
	report->gpus = 0;
	report->time_s = (double)NAN;
}

/* What stands before the first GPU of a report. */
static void
take_head(struct report *report, struct span key, struct span value,
    struct pos pos)
{
	struct record *record = report->reading->record;
	double zone_s = report->reading->options->zone_s;

	if (span_equal(key, "Timestamp") &&
	    smi_time(value, &report->time_s) && !isnan(zone_s))
		report->time_s -= zone_s;
	if (span_equal(key, "Driver Version") && record->tool_version == NULL &&
	    !cell_missing(value))
		record->tool_version = span_dup(report->reading->arena, value);
	if (span_equal(key, "Attached GPUs") && report->reports <= 1 &&
	    num_parse(value, &report->attached))
		report->attached_pos = pos;
}

static struct span
keep(const struct report *report, struct span text)
{
	return (struct span){ span_dup(report->reading->arena, text), text.n };
}

static void
take_power(struct gpu *gpu, struct span key, struct span value,
    struct pos pos)
{
	bool silent = isnan(first_of(gpu->draw_w, DRAWS));

	put(gpu->draw_w, draws, DRAWS, key, value);
	put(gpu->limit_w, limits, LIMITS, key, value);
	put(gpu->max_limit_w, max_limits, MAX_LIMITS, key, value);
	if (silent && !isnan(first_of(gpu->draw_w, DRAWS)))
		gpu->draw_pos = pos;
}

/* A key of a section of the GPU. */
static void
take_detail(struct report *report, struct span key, struct span value,
    struct pos pos)
{
	struct gpu *gpu = &report->gpu;
	const char *section = report->section;

	if (strcmp(section, "GPU Power Readings") == 0 ||
	    strcmp(section, "Power Readings") == 0)
		take_power(gpu, key, value, pos);
	else if (strcmp(section, "GPU Memory Power Readings") == 0 &&
	    report->memory_pos.line == 0 && !isnan(hardware_power_w(value)))
		report->memory_pos = pos;
	else if (strcmp(section, "FB Memory Usage") == 0 &&
	    span_equal(key, "Total"))
		gpu->memory = keep(report, value);
	else if (strcmp(section, "MIG Mode") == 0 &&
	    span_equal(key, "Current") && span_equal(value, "Enabled")) {
		if (!report->mig)
			report->mig_pos = pos;
		report->mig = true;
	}
}

static void
take_gpu(struct report *report, struct span key, struct span value,
    struct pos pos)
{
	if (span_equal(key, "Product Name") && !cell_missing(value)) {
		report->gpu.model = keep(report, value);
		report->gpu.pos = pos;
	} else if (span_equal(key, "GPU UUID")) {
		report->gpu.uuid = keep(report, value);
	}
}

static void
begin_section(struct report *report, struct span name)
{
	size_t n = name.n < sizeof report->section ?
	    name.n :
	    sizeof report->section - 1;

	memcpy(report->section, name.s, n);
	report->section[n] = '\0';
}

static void
take_line(struct report *report, struct span line, struct pos pos)
{
	size_t indent = span_run(line, " "), mark = span_find(line, " : ");
	struct span key = span_trim(span_sub(line, 0, mark));
	struct span value = { "", 0 };

	if (mark != SIZE_MAX) {
		value = span_trim(span_sub(line, mark + 3, line.n));
		pos.column = value.n == 0 ? 1 :
		    (size_t)(value.s - line.s) + 1;
	}
	if (indent == 0 && mark == SIZE_MAX && span_starts(line, "GPU ")) {
		begin_gpu(report, span_trim(span_sub(line, 4, line.n)), pos);
	} else if (!report->gpu.open) {
		take_head(report, key, value, pos);
	} else if (indent <= 4 && key.n > 0) {
		begin_section(report,
		    mark == SIZE_MAX ? key : (struct span){ "", 0 });
		take_gpu(report, key, value, pos);
	} else if (mark != SIZE_MAX) {
		take_detail(report, key, value, pos);
	}
}

static void
say_oddities(const struct report *report)
{
	struct diags *diags = report->reading->diags;

	if (!isnan(report->attached) && report->first_gpus > 0 &&
	    report->attached > (double)report->first_gpus)
		diag(diags, DIAG_LOG_IMPLAUSIBLE, report->attached_pos,
		    "Attached GPUs is %.6g, but the file describes %zu: state "
		    "the count in the study", report->attached,
		    report->first_gpus);
	if (report->mig)
		diag(diags, DIAG_LOG_SCOPE, report->mig_pos,
		    "MIG is enabled: power is that of the whole board");
	if (report->memory_pos.line > 0)
		smi_say_memory_power(report->reading, report->memory_pos);
}

static void
finish(struct report *report)
{
	struct reading *reading = report->reading;
	struct record *record = reading->record;
	struct pos pos = { .file = record->file };

	end_gpu(report);
	if (report->reports > 1 && report->silent > 0)
		row_skip(reading, report->silent_pos, "%zu times a GPU states "
		    "no power", report->silent);
	record->zoned = !isnan(reading->options->zone_s);
	say_oddities(report);
	if (gpu_meters_finish(report->meters, 1, NULL))
		return;
	record->rows = report->first_gpus > 0;
	if (report->first_gpus == 0)
		diag(reading->diags, DIAG_LOG_NOTHING, pos,
		    "the report describes no GPU");
	else
		diag(reading->diags, DIAG_LOG_SNAPSHOT, record->machine.pos,
		    "the hardware is described; no power is stated");
}

static void
read_text(struct reading *reading)
{
	struct report *report = arena_alloc(reading->arena, sizeof *report);
	struct span line;

	*report = (struct report){
		.reading = reading,
		.time_s = (double)NAN,
		.attached = (double)NAN,
	};
	report->meters = gpu_meters_open(reading, CLOCK_DATED);
	while (source_line(reading->source, &line)) {
		if (span_find(line, report_start) != SIZE_MAX)
			begin_report(report);
		else
			take_line(report, line,
			    source_pos(reading->source, 1));
	}
	finish(report);
}

static int
sniff_text(const struct sniff *sniff)
{
	if (span_find(sniff->line, report_start) != SIZE_MAX)
		return 90;
	return span_find(sniff->head, "=NVSMI LOG=") != SIZE_MAX ? 30 : 0;
}

const struct format format_nvidia_smi_text = {
	.name = "nvidia-smi-text",
	.title = "nvidia-smi -q as text",
	.gives = "N M P",
	.sniff = sniff_text,
	.read = read_text,
};
