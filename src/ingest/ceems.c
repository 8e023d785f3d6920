/*
 * CEEMS' answers: jobs with their energy in kWh and their emissions in
 * grams by several sources. The sources are alternatives and never added;
 * user, project and job names are not kept.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"
#include "base/source.h"
#include "base/timestamp.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"

enum { SOURCES_MAX = 8, GPUS_MAX = 100000 };

/* One source of emission factors: "rte_total". */
struct factor_source {
	char name[32];
	double co2e_g;
	size_t jobs;
};

struct jobs {
	struct reading *reading;
	struct span text;
	struct record_run *runs;
	size_t run_count, running, without_energy;
	double energy_kwh, duration_s, timed;
	double gpus;           /* of every job so far; NAN once they differ */
	double start_s, end_s;
	struct factor_source sources[SOURCES_MAX];
	size_t source_count;
	struct pos running_pos;
};

/* {"total": 0.12} or, in older versions, the bare number. */
static double
energy_of(const struct json *job, const char *key)
{
	const struct json *value = json_member(job, key);
	double number;

	if (json_is_object(value))
		number = json_member_number(value, "total");
	else if (!json_number(value, &number))
		number = (double)NAN;
	return number >= 0 ? number : (double)NAN;
}

static double
stamp_of(const struct json *job, const char *text_key, const char *ms_key)
{
	double number = json_member_number(job, ms_key), time_s;
	const char *text = json_text(json_member(job, text_key));
	bool zoned;

	if (number > 0)
		return number / 1000;
	if (text != NULL && timestamp_parse(span_of(text), &time_s, &zoned) &&
	    zoned)
		return time_s;
	return (double)NAN;
}

/* "00:08:17" and "1-02:03:04" in seconds. */
static double
elapsed_of(const struct json *job)
{
	const char *text = json_text(json_member(job, "elapsed"));
	int days = 0, hours, minutes, seconds, end = 0;

	if (text == NULL || strlen(text) > 32)
		return (double)NAN;
	if (strchr(text, '-') != NULL &&
	    sscanf(text, "%6d-%n", &days, &end) != 1)
		return (double)NAN;
	if (sscanf(text + end, "%6d:%2d:%2d", &hours, &minutes, &seconds) != 3 ||
	    days < 0 || hours < 0 || minutes < 0 || seconds < 0)
		return (double)NAN;
	return days * 86400.0 + hours * 3600.0 + minutes * 60 + seconds;
}

static struct factor_source *
source_named(struct jobs *jobs, const char *name)
{
	size_t i;

	for (i = 0; i < jobs->source_count; i++)
		if (strcmp(jobs->sources[i].name, name) == 0)
			return &jobs->sources[i];
	if (i == SOURCES_MAX || strlen(name) >= sizeof jobs->sources[i].name)
		return NULL;
	snprintf(jobs->sources[i].name, sizeof jobs->sources[i].name, "%s",
	    name);
	jobs->source_count++;
	return &jobs->sources[i];
}

static void
add_source(const char *name, const struct json *value, void *context)
{
	struct factor_source *source;
	double co2e_g;

	if (!json_number(value, &co2e_g) || !(co2e_g >= 0))
		return;
	source = source_named(context, name);
	if (source == NULL)
		return;
	source->co2e_g += co2e_g;
	source->jobs++;
}

static void
widen(struct jobs *jobs, const struct record_run *run)
{
	if (!(jobs->start_s <= run->start_s) && !isnan(run->start_s))
		jobs->start_s = run->start_s;
	if (!(jobs->end_s >= run->end_s) && !isnan(run->end_s))
		jobs->end_s = run->end_s;
	if (isnan(run->duration_s))
		return;
	jobs->duration_s += run->duration_s;
	jobs->timed++;
}

static void
note_gpus(struct jobs *jobs, const struct json *job)
{
	double gpus = json_member_number(json_member(job, "allocation"), "gpus");

	if (!(gpus >= 0 && gpus < GPUS_MAX))
		gpus = (double)NAN;
	if (jobs->run_count == 0)
		jobs->gpus = gpus;
	else if (!(jobs->gpus >= gpus && jobs->gpus <= gpus))
		jobs->gpus = (double)NAN;
}

static void
keep_run(struct jobs *jobs, const struct record_run *run)
{
	jobs->runs = arena_grow(jobs->reading->arena, jobs->runs,
	    jobs->run_count, sizeof *jobs->runs);
	jobs->runs[jobs->run_count++] = *run;
}

static void
take_job(struct jobs *jobs, const struct json *job, size_t index)
{
	double host_kwh = energy_of(job, "total_cpu_energy_usage_kwh");
	double gpu_kwh = energy_of(job, "total_gpu_energy_usage_kwh");
	const char *id = json_text(json_member(job, "uuid"));
	struct record_run run = {
		.id = id == NULL ? NULL :
				   arena_strdup(jobs->reading->arena, id),
		.start_s = stamp_of(job, "started_at", "started_at_ts"),
		.end_s = stamp_of(job, "ended_at", "ended_at_ts"),
		.duration_s = elapsed_of(job),
		.energy_kwh = isnan(host_kwh) ? gpu_kwh :
		    host_kwh + (isnan(gpu_kwh) ? 0 : gpu_kwh),
		.co2e_g = (double)NAN,
		.pos = json_key_pos(jobs->text, "uuid", index,
		    jobs->reading->record->file),
	};

	if (isnan(run.energy_kwh)) {
		row_skip(jobs->reading, run.pos, "the job states no energy");
		return;
	}
	if (isnan(run.duration_s) && run.end_s > run.start_s)
		run.duration_s = run.end_s - run.start_s;
	if (isnan(run.end_s) && jobs->running++ == 0)
		jobs->running_pos = run.pos;
	note_gpus(jobs, job);
	keep_run(jobs, &run);
	widen(jobs, &run);
	jobs->energy_kwh += run.energy_kwh;
	json_members(json_member(job, "total_cpu_emissions_gms"), add_source,
	    jobs);
	json_members(json_member(job, "total_gpu_emissions_gms"), add_source,
	    jobs);
}

/* The first source is shown; the rest are named beside it. */
static void
set_emissions(struct jobs *jobs)
{
	struct reading *reading = jobs->reading;
	struct record *record = reading->record;
	const char *list = "";
	size_t i;

	if (jobs->source_count == 0)
		return;
	record->co2e_g_reported = jobs->sources[0].co2e_g;
	if (record->energy_kwh > 0)
		record->intensity_g_per_kwh = record->co2e_g_reported /
		    record->energy_kwh;
	if (jobs->source_count == 1)
		return;
	for (i = 1; i < jobs->source_count; i++)
		list = arena_printf(reading->arena, "%s%s%s %.6g g", list,
		    i > 1 ? ", " : "", jobs->sources[i].name,
		    jobs->sources[i].co2e_g);
	diag(reading->diags, DIAG_LOG_SCOPE, json_key_pos(jobs->text,
	    jobs->sources[0].name, 0, record->file), "%s %.6g g is shown; "
	    "alternatives by other factors, never added: %s",
	    jobs->sources[0].name, jobs->sources[0].co2e_g, list);
}

static void
say_jobs(const struct jobs *jobs)
{
	struct diags *diags = jobs->reading->diags;

	if (jobs->running > 0)
		diag(diags, DIAG_LOG_PARTIAL, jobs->running_pos,
		    "%zu of %zu jobs had not ended when this was asked: "
		    "energy and time are of the part until then",
		    jobs->running, jobs->run_count);
	if (jobs->run_count > 1)
		diag(diags, DIAG_LOG_RUNS, jobs->runs[0].pos,
		    "%zu jobs; their energies and elapsed times are added",
		    jobs->run_count);
	diag(diags, DIAG_LOG_SCOPE, jobs->runs[0].pos, "the jobs' shares of "
	    "their hosts and the GPUs that they were given");
}

static void
finish(struct jobs *jobs)
{
	struct record *record = jobs->reading->record;

	rows_skipped_end(jobs->reading);
	if (jobs->run_count == 0) {
		diag(jobs->reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ record->file, 1, 1 },
		    "no job with its energy");
		return;
	}
	record->kind = RECORD_MEASURED;
	record->scope = SCOPE_PROCESS;
	record->runs = jobs->runs;
	record->rows = record->run_count = jobs->run_count;
	record->devices = isnan(jobs->gpus) ? -1 : (int)jobs->gpus;
	record->start_s = jobs->start_s;
	record->end_s = jobs->running > 0 ? (double)NAN : jobs->end_s;
	record->zoned = true;
	record->energy_kwh = record->it_energy_kwh = jobs->energy_kwh;
	record->pue_included = 1;
	record->energy_pos = record->time_pos = jobs->runs[0].pos;
	if (jobs->timed > 0) {
		record->duration_s = jobs->duration_s;
		record->duration_is_lower_bound =
		    jobs->timed < (double)jobs->run_count;
	}
	if (jobs->duration_s > 0 && !record->duration_is_lower_bound)
		record->mean_power_w = jobs->energy_kwh * 3.6e6 /
		    jobs->duration_s;
	set_emissions(jobs);
	say_jobs(jobs);
}

static void
read_ceems(struct reading *reading)
{
	struct jobs jobs = {
		.reading = reading,
		.gpus = (double)NAN,
		.start_s = (double)NAN,
		.end_s = (double)NAN,
	};
	struct pos start = { reading->record->file, 1, 1 };
	struct json *root;
	const struct json *data;
	size_t i, count;

	if (!source_text(reading->source, &jobs.text))
		return;
	root = json_read(jobs.text, start, reading->diags);
	if (root == NULL)
		return;
	data = json_is_array(root) ? root : json_member(root, "data");
	count = json_count(data);
	for (i = 0; i < count; i++)
		take_job(&jobs, json_item(data, i), i);
	finish(&jobs);
	json_free(root);
}

static int
sniff(const struct sniff *sniff)
{
	struct span head = span_trim(sniff->head);

	return (span_starts(head, "{") || span_starts(head, "[")) &&
		span_find(head, "\"total_cpu_energy_usage_kwh\"") != SIZE_MAX ?
	    97 : 0;
}

const struct format format_ceems = {
	.name = "ceems",
	.title = "CEEMS API JSON",
	.gives = "D N E",
	.sniff = sniff,
	.read = read_ceems,
};
