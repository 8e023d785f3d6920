/*
 * experiment-impact-tracker's data.json: a JSON object a line for each
 * sample, whose power holds for the time since the sample before. Start and
 * end of the run stand in the info.pkl beside it.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"
#include "base/source.h"
#include "ingest/beside.h"
#include "ingest/cell.h"
#include "ingest/course.h"
#include "ingest/formats.h"
#include "ingest/impact_info.h"
#include "ingest/ingest.h"
#include "ingest/power.h"

enum {
	WS_PER_KWH = 3600000,
	START_MOST_S = 600,   /* from the start to the first sample */
	END_MOST_S = 3600,    /* from the last sample to the end */
	ZONE_STEP_S = 900,    /* zones differ by quarters of an hour */
	GAP_STEPS = 10,       /* a gap is longer than so many mean steps */
	GAP_LEAST_S = 60
};

/* What a sample says. */
struct sample {
	double time_s, gpu_w, cpu_w, all_gpu_w, all_cpu_w, intensity;
	struct pos pos;
};

struct impact {
	struct reading *reading;
	struct impact_info info;
	bool has_info;
	double start_s, end_s;   /* of the run; NAN unknown */
	double zone_s;           /* found from the first sample */
	double first_s;          /* of the first sample */
	struct sample last;
	double gpu_kwh, cpu_kwh, all_kwh;
	double covered_s, blank_s;
	double intensity;        /* the last that was stated */
	double unpriced_kwh;     /* energy before the first */
	double co2e_g;
	double steps_s;
	size_t steps;
	struct pos gap_pos, first_pos;
	struct trace *trace;     /* NULL: none is kept */
	uint64_t gpus;           /* those that the processes used */
	size_t late;
};

/* A power, or NAN; *BAD when it is out of range. */
static double
power_of(const struct json *object, const char *key, bool *bad)
{
	double power_w = json_member_number(object, key);

	if (power_w < 0 || power_w > POWER_MAX_W)
		*bad = true;
	return power_w;
}

static double
plus(double a, double b)
{
	return isnan(a) ? b : isnan(b) ? a : a + b;
}

/* "(0, 4711)": GPU and process; the digits of the process are not kept. */
static void
note_gpu(const char *name, const struct json *value, void *context)
{
	struct impact *impact = context;
	long gpu;

	(void)value;
	name += strspn(name, "( \"'");
	if (*name < '0' || *name > '9')
		return;
	gpu = strtol(name, NULL, 10);
	if (gpu < 64)
		impact->gpus |= UINT64_C(1) << gpu;
}

/* The file that stands beside data.json, in its folder or in its archive. */
static void
read_info(struct impact *impact)
{
	struct source *source = beside_open(impact->reading, "info.pkl");
	struct span text;

	if (source != NULL && source_text(source, &text))
		impact->has_info = impact_info_read(text, &impact->info);
	source_close(source);
}

/*
 * The zone of the tracker's clock is not stored: of the quarter hours, one at
 * most puts the start within ten minutes before the first sample.
 */
static void
set_start(struct impact *impact, double first_s)
{
	const struct read_options *options = impact->reading->options;
	double zone_s, lead_s;

	impact->first_s = first_s;
	if (impact->has_info) {
		zone_s = isnan(options->zone_s) ?
		    ZONE_STEP_S *
			ceil((impact->info.start_local_s - first_s) /
			    ZONE_STEP_S) :
		    options->zone_s;
		lead_s = first_s - (impact->info.start_local_s - zone_s);
		if (lead_s >= 0 && lead_s <= START_MOST_S &&
		    fabs(zone_s) <= 14 * 3600) {
			impact->zone_s = zone_s;
			impact->start_s = first_s - lead_s;
			return;
		}
	}
	lead_s = first_s - options->from_s;
	if (lead_s >= 0 && lead_s <= START_MOST_S)
		impact->start_s = options->from_s;
}

/* The part of the time between two samples that lies in the window. */
static double
clipped(const struct impact *impact, double from_s, double to_s)
{
	const struct read_options *options = impact->reading->options;

	if (from_s < options->from_s)
		from_s = options->from_s;
	if (to_s > options->to_s)
		to_s = options->to_s;
	return to_s > from_s ? to_s - from_s : 0;
}

/* Emissions at the intensity of the time; before the first one is known, at that one. */
static void
add_intensity(struct impact *impact, double kwh, double intensity)
{
	if (intensity >= 0 && intensity < 1e4) {
		impact->intensity = intensity;
		impact->co2e_g += impact->unpriced_kwh * intensity;
		impact->unpriced_kwh = 0;
	}
	if (isnan(impact->intensity))
		impact->unpriced_kwh += kwh;
	else
		impact->co2e_g += kwh * impact->intensity;
}

/* Whether a stretch is longer than what usually lies between samples: it counts, and is not drawn. */
static bool
is_gap(const struct impact *impact, double seconds)
{
	return impact->steps > 0 && seconds > GAP_LEAST_S &&
	    seconds * (double)impact->steps > GAP_STEPS * impact->steps_s;
}

/* From FROM_S to TO_S at the sample's power. */
static void
add_interval(struct impact *impact, const struct sample *sample,
    double from_s, double to_s)
{
	struct record *record = impact->reading->record;
	double seconds = clipped(impact, from_s, to_s);
	double power_w = plus(sample->gpu_w, sample->cpu_w);
	double all_w = plus(sample->all_gpu_w, sample->all_cpu_w);

	if (!(seconds > 0))
		return;
	if (isnan(power_w)) {
		impact->blank_s += seconds;
		return;
	}
	impact->covered_s += seconds;
	if (!is_gap(impact, to_s - from_s))
		course_add(impact->trace, impact->reading, from_s, to_s,
		    power_w);
	if (!isnan(sample->gpu_w))
		impact->gpu_kwh = plus(impact->gpu_kwh,
		    sample->gpu_w * seconds / WS_PER_KWH);
	if (!isnan(sample->cpu_w))
		impact->cpu_kwh = plus(impact->cpu_kwh,
		    sample->cpu_w * seconds / WS_PER_KWH);
	if (!isnan(all_w))
		impact->all_kwh = plus(impact->all_kwh,
		    all_w * seconds / WS_PER_KWH);
	add_intensity(impact, power_w * seconds / WS_PER_KWH,
	    sample->intensity);
	record->max_power_w = fmax(record->max_power_w, power_w);
}

static void
note_step(struct impact *impact, const struct sample *sample)
{
	struct record *record = impact->reading->record;
	double step_s = sample->time_s - impact->last.time_s;

	impact->steps++;
	impact->steps_s += step_s;
	if (!(step_s <= record->max_gap_s)) {
		record->max_gap_s = step_s;
		impact->gap_pos = sample->pos;
	}
}

static void
add_sample(struct impact *impact, const struct sample *sample)
{
	struct record *record = impact->reading->record;

	if (sample->time_s <= impact->last.time_s) {
		if (impact->late++ == 0)
			diag(impact->reading->diags, DIAG_LOG_TIME,
			    sample->pos, "a sample is not later than the one "
			    "before: it is left out");
		return;
	}
	record->rows++;
	if (isnan(impact->last.time_s)) {
		set_start(impact, sample->time_s);
		impact->first_pos = sample->pos;
		if (!isnan(impact->start_s))
			add_interval(impact, sample, impact->start_s,
			    sample->time_s);
	} else {
		note_step(impact, sample);
		add_interval(impact, sample, impact->last.time_s,
		    sample->time_s);
	}
	impact->last = *sample;
}

static void
take_object(struct impact *impact, const struct json *object,
    struct pos pos)
{
	bool bad = false;
	struct sample sample = {
		.time_s = json_member_number(object, "timestamp"),
		.gpu_w = power_of(object,
		    "nvidia_estimated_attributable_power_draw", &bad),
		.cpu_w = power_of(object,
		    "rapl_estimated_attributable_power_draw", &bad),
		.all_gpu_w = power_of(object, "nvidia_draw_absolute", &bad),
		.all_cpu_w = power_of(object, "rapl_power_draw_absolute",
		    &bad),
		.intensity = json_member_number(object, "realtime_carbon_intensity"),
		.pos = pos,
	};

	json_members(json_member(object,
	    "per_gpu_average_estimated_utilization_absolute"), note_gpu,
	    impact);
	if (!(sample.time_s > 1e8 && sample.time_s < 1e11))
		row_skip(impact->reading, pos, "no timestamp in seconds");
	else if (bad)
		row_skip(impact->reading, pos,
		    "a power is outside of 0..%d W", (int)POWER_MAX_W);
	else
		add_sample(impact, &sample);
}

/* From the last sample to the end, at its power. */
static void
set_end(struct impact *impact)
{
	const struct read_options *options = impact->reading->options;
	double last_s = impact->last.time_s, end_s = (double)NAN;

	if (!isnan(impact->zone_s))
		end_s = impact->info.end_local_s - impact->zone_s;
	else if (!isnan(impact->start_s))
		end_s = options->to_s;
	if (end_s >= last_s && end_s <= last_s + END_MOST_S) {
		impact->end_s = end_s;
		add_interval(impact, &impact->last, last_s, end_s);
	}
}

static int
count_gpus(uint64_t gpus)
{
	int count = 0;

	for (; gpus != 0; gpus &= gpus - 1)
		count++;
	return count == 0 ? -1 : count;
}

static void
set_energy(struct impact *impact)
{
	struct record *record = impact->reading->record;
	double kwh = plus(impact->gpu_kwh, impact->cpu_kwh);

	record->kind = RECORD_SAMPLED;
	record->scope = SCOPE_PROCESS;
	record->trace = impact->trace;
	record->energy_kwh = record->it_energy_kwh = kwh;
	record->pue_included = 1;
	record->covered_s = impact->covered_s;
	record->mean_power_w = kwh * WS_PER_KWH / impact->covered_s;
	if (!isnan(impact->intensity) && kwh > 0)
		record->intensity_g_per_kwh = impact->co2e_g / kwh;
	else if (impact->has_info)
		record->intensity_g_per_kwh =
		    impact->info.intensity_g_per_kwh;
}

static void
set_times(struct impact *impact)
{
	const struct read_options *options = impact->reading->options;
	struct record *record = impact->reading->record;

	record->start_s = isnan(impact->start_s) ? impact->first_s :
						   impact->start_s;
	record->end_s = isnan(impact->end_s) ? impact->last.time_s :
					       impact->end_s;
	record->start_s = fmax(record->start_s, options->from_s);
	record->end_s = fmin(record->end_s, options->to_s);
	record->zoned = true;
	record->duration_s = record->end_s - record->start_s;
	record->duration_is_lower_bound = isnan(impact->start_s) ||
	    isnan(impact->end_s);
	record->coverage = isnan(options->from_s) || isnan(options->to_s) ?
	    1 : fmin(1, impact->covered_s / (options->to_s - options->from_s));
	record->time_pos = record->energy_pos = impact->first_pos;
}

static void
say_times(const struct impact *impact)
{
	struct reading *reading = impact->reading;
	const struct record *record = reading->record;

	if (isnan(impact->start_s))
		diag(reading->diags, DIAG_LOG_PARTIAL, impact->first_pos,
		    "%s: the time before the first sample is not counted",
		    impact->has_info ?
			"the start in info.pkl does not go with the samples" :
			"start and end stand in info.pkl, which is not beside "
			"the file");
	else if (isnan(impact->end_s))
		diag(reading->diags, DIAG_LOG_PARTIAL, impact->last.pos,
		    "no end of the run is stated that goes with the samples: "
		    "the last sample is taken for it");
	if (record->max_gap_s > GAP_LEAST_S && record->max_gap_s >
	    GAP_STEPS * impact->steps_s / (double)impact->steps)
		diag(reading->diags, DIAG_LOG_GAP, impact->gap_pos,
		    "%.6g s without a sample; the power after it is taken for "
		    "that time", record->max_gap_s);
	if (impact->blank_s > 0)
		diag(reading->diags, DIAG_LOG_PARTIAL, impact->first_pos,
		    "%.6g s have samples without a power: the energy is a "
		    "lower bound", impact->blank_s);
}

static void
finish(struct impact *impact)
{
	struct reading *reading = impact->reading;
	struct record *record = reading->record;
	double kwh = plus(impact->gpu_kwh, impact->cpu_kwh);

	rows_skipped_end(reading);
	if (isnan(kwh)) {
		diag(reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = record->file },
		    record->rows == 0 ?
			"no sample can be used" :
			"no power of the tracked processes in the time asked "
			"for");
		return;
	}
	set_energy(impact);
	set_times(impact);
	record->devices = count_gpus(impact->gpus);
	record->machine.accelerators = record->devices;
	if (impact->info.version[0] != '\0')
		record->tool_version = arena_strdup(reading->arena,
		    impact->info.version);
	say_times(impact);
	diag(reading->diags, DIAG_LOG_SCOPE, impact->first_pos,
	    "the share of the tracked processes in GPUs and processors; "
	    "those drew %.6g kWh altogether; the tool's reports multiply by a "
	    "PUE, which is not in here", impact->all_kwh);
}

static void
read_data(struct reading *reading)
{
	struct impact impact = {
		.reading = reading,
		.trace = course_open(reading),
		.start_s = (double)NAN,
		.end_s = (double)NAN,
		.zone_s = (double)NAN,
		.first_s = (double)NAN,
		.last = { .time_s = (double)NAN },
		.gpu_kwh = (double)NAN,
		.cpu_kwh = (double)NAN,
		.all_kwh = (double)NAN,
		.intensity = (double)NAN,
	};
	struct span line;

	read_info(&impact);
	while (source_line(reading->source, &line)) {
		struct pos pos = source_pos(reading->source, 1);
		struct json *object;

		if (span_trim(line).n == 0)
			continue;
		object = json_read_quietly(line);
		if (json_is_object(object))
			take_object(&impact, object, pos);
		else
			row_skip(reading, pos, "no JSON object");
		json_free(object);
	}
	if (reading->record->rows > 0)
		set_end(&impact);
	finish(&impact);
}

static void
read_impact(struct reading *reading)
{
	if (impact_info_is(source_head(reading->source)))
		impact_info_alone(reading);
	else
		read_data(reading);
}

static int
sniff(const struct sniff *sniff)
{
	struct span line = span_trim(sniff->line);

	if (impact_info_is(sniff->head))
		return 90;
	if (!span_starts(line, "{") ||
	    span_find(line, "\"timestamp\"") == SIZE_MAX)
		return 0;
	if (span_find(line, "\"rapl_power_draw_absolute\"") == SIZE_MAX &&
	    span_find(line, "\"nvidia_draw_absolute\"") == SIZE_MAX)
		return 0;
	return 95;
}

const struct format format_experiment_impact_tracker = {
	.name = "experiment-impact-tracker",
	.title = "experiment-impact-tracker data.json",
	.gives = "D N P E",
	.sniff = sniff,
	.read = read_impact,
};
