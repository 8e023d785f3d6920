/*
 * Slurm's jobs as JSON: sacct --json from the accounting data base, and the
 * REST interface's /jobs, which is another shape. Numbers are plain or
 * {"set", "infinite", "number"} by version.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"
#include "base/source.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/jobs.h"
#include "ingest/slurm_text.h"

enum { NODES_MAX = 1000000 };

/* A file while it is read. */
struct dump {
	struct reading *reading;
	struct span text;
	struct span rest;     /* behind the last key that was looked for */
	struct pos rest_pos;
	struct jobs *jobs;
	double now_s;         /* when the file was written; NAN unknown */
};

/* A number that is set and finite; NAN otherwise. */
static double
number_of(const struct json *value)
{
	const struct json *inner = json_member(value, "number");
	double number;

	if (inner != NULL) {
		const struct json *set = json_member(value, "set");

		if ((set != NULL && !json_is_true(set)) ||
		    json_is_true(json_member(value, "infinite")))
			return (double)NAN;
		value = inner;
	}
	return json_number(value, &number) && number < 1e18 ? number :
							      (double)NAN;
}

/* A time since 1970; 0 is none. */
static double
moment_of(const struct json *value)
{
	double seconds = number_of(value);

	return seconds > 1e8 && seconds < 1e11 ? seconds : (double)NAN;
}

static struct span
text_of(const struct json *value)
{
	const char *text = json_text(value);

	return text == NULL ? (struct span){ "", 0 } : span_of(text);
}

/* A text, or a list of several that hold at once: one that tells of an end counts. */
static enum job_state
state_of(const struct json *value)
{
	enum job_state state = JOB_UNKNOWN;
	size_t i, count = json_count(value);
	bool known;

	if (!json_is_array(value))
		return slurm_state(text_of(value), &known);
	for (i = 0; i < count; i++) {
		enum job_state one =
		    slurm_state(text_of(json_item(value, i)), &known);

		if (known && (state == JOB_UNKNOWN || one == JOB_RUNNING))
			state = one;
	}
	return state;
}

/* Moves behind the next KEY and returns its place: jobs are read in the file's order. */
static struct pos
next_key(struct dump *dump, const char *key)
{
	size_t at = span_find(dump->rest, key), i;
	struct pos pos;

	if (at == SIZE_MAX)
		return dump->rest_pos;
	for (i = 0; i < at; i++) {
		dump->rest_pos.column++;
		if (dump->rest.s[i] != '\n')
			continue;
		dump->rest_pos.line++;
		dump->rest_pos.column = 1;
	}
	pos = dump->rest_pos;
	dump->rest = span_sub(dump->rest, at + 1, dump->rest.n);
	dump->rest_pos.column++;
	return pos;
}

static char *
id_of(const struct dump *dump, const struct json *job, const char *key)
{
	const struct json *array = json_member(job, "array");
	double id = number_of(json_member(job, key));
	double task = number_of(json_member(array, "task_id"));
	double offset =
	    number_of(json_member(json_member(job, "het"), "job_offset"));
	double main_id = number_of(json_member(array, "job_id"));

	if (isnan(id))
		return NULL;
	if (!isnan(task) && main_id > 0)
		return arena_printf(dump->reading->arena, "%.0f_%.0f", main_id,
		    task);
	if (number_of(json_member(json_member(job, "het"), "job_id")) > 0 &&
	    !isnan(offset))
		return arena_printf(dump->reading->arena, "%.0f+%.0f",
		    number_of(json_member(json_member(job, "het"), "job_id")),
		    offset);
	return arena_printf(dump->reading->arena, "%.0f", id);
}

static int
count_of(const struct json *value)
{
	double number = number_of(value);

	return number >= 1 && number <= NODES_MAX && number == floor(number) ?
	    (int)number : -1;
}

static void
take_allocated(struct dump *dump, const struct json *list, struct job *job)
{
	struct slurm_tres tres = slurm_tres_none();
	size_t i, count = json_count(list);

	for (i = 0; i < count; i++) {
		const struct json *item = json_item(list, i);
		const char *type = json_text(json_member(item, "type"));
		const char *name = json_text(json_member(item, "name"));
		double number = number_of(json_member(item, "count"));

		if (type == NULL || isnan(number))
			continue;
		slurm_tres_add(&tres, span_of(name == NULL || *name == '\0' ?
		    type : arena_printf(dump->reading->arena, "%s/%s", type,
		    name)), number);
	}
	slurm_tres_to_job(&tres, dump->reading, job);
}

/* Steps lie inside the job; their energy stands for it where it has none. */
static double
energy_of_steps(const struct json *steps)
{
	double most_j = (double)NAN;
	size_t i, count = json_count(steps);

	for (i = 0; i < count; i++) {
		const struct json *statistics =
		    json_member(json_item(steps, i), "statistics");

		most_j = fmax(most_j, number_of(json_member(
		    json_member(statistics, "energy"), "consumed")));
	}
	return most_j;
}

static void
add_job(struct dump *dump, struct job *job)
{
	if (job->id == NULL)
		row_skip(dump->reading, job->pos, "the job has no number");
	else
		jobs_add(dump->jobs, job);
}

static void
take_nodes(struct dump *dump, const struct json *nodes, struct job *job)
{
	const char *list = json_text(nodes);

	if (list != NULL && !cell_missing(span_of(list)) &&
	    strncmp(list, "None", 4) != 0)
		job->node_list = arena_strdup(dump->reading->arena, list);
}

/* Where an accounted job stands: at its "job_id", but not at that of its array. */
static void
take_accounted(struct dump *dump, const struct json *item)
{
	const struct json *time = json_member(item, "time");
	const struct json *steps = json_member(item, "steps");
	struct job job = job_none(), step;

	job.pos = next_key(dump, "\"allocation_nodes\"");
	job.time_pos = job.energy_pos = job.pos;
	job.zoned = true;
	job.id = id_of(dump, item, "job_id");
	job.state = state_of(
	    json_is_object(json_member(item, "state")) ?
		json_member(json_member(item, "state"), "current") :
		json_member(item, "state"));
	job.elapsed_s = number_of(json_member(time, "elapsed"));
	job.start_s = moment_of(json_member(time, "start"));
	job.end_s = moment_of(json_member(time, "end"));
	job.nodes = count_of(json_member(item, "allocation_nodes"));
	take_nodes(dump, json_member(item, "nodes"), &job);
	take_allocated(dump,
	    json_member(json_member(item, "tres"), "allocated"), &job);
	add_job(dump, &job);
	if (job.id == NULL || json_count(steps) == 0)
		return;
	step = job;
	step.step = true;
	step.energy_j = energy_of_steps(steps);
	jobs_add(dump->jobs, &step);
}

/* GPUs of a running or ended job: by its resources, else by its gres. */
static void
take_given(struct dump *dump, const struct json *item, struct job *job)
{
	const struct json *detail = json_member(item, "gres_detail");
	struct slurm_tres tres =
	    slurm_tres_of(text_of(json_member(item, "tres_alloc_str")));
	size_t i, count = json_count(detail);

	slurm_tres_to_job(&tres, dump->reading, job);
	if (job->gpus >= 0)
		return;
	tres = slurm_tres_none();
	for (i = 0; i < count; i++)
		slurm_tres_add_gres(&tres, text_of(json_item(detail, i)));
	slurm_tres_to_job(&tres, dump->reading, job);
}

/* The end of a running job is the one that its limit sets: no end. */
static void
take_span(const struct dump *dump, const struct json *item, struct job *job)
{
	job->start_s = moment_of(json_member(item, "start_time"));
	job->end_s = moment_of(json_member(item, "end_time"));
	if (job->state == JOB_WAITING) {
		job->start_s = job->end_s = (double)NAN;
	} else if (job->state == JOB_RUNNING) {
		job->elapsed_s = dump->now_s - job->start_s;
		job->end_s = (double)NAN;
	} else {
		job->elapsed_s = job->end_s - job->start_s;
	}
}

static void
take_queued(struct dump *dump, const struct json *item)
{
	struct job job = job_none();

	job.pos = next_key(dump, "\"job_id\"");
	job.time_pos = job.energy_pos = job.pos;
	job.zoned = true;
	job.id = id_of(dump, item, "job_id");
	job.state = state_of(json_member(item, "job_state"));
	take_span(dump, item, &job);
	job.nodes = count_of(json_member(item, "node_count"));
	take_nodes(dump, json_member(item, "nodes"), &job);
	take_given(dump, item, &job);
	add_job(dump, &job);
}

static const char *
release_of(const struct dump *dump, const struct json *root)
{
	const struct json *meta = json_member(root, "meta");
	const struct json *slurm = json_member(meta, "slurm");
	const char *release;

	if (slurm == NULL)
		slurm = json_member(meta, "Slurm");
	release = json_text(json_member(slurm, "release"));
	return release == NULL || strlen(release) > 32 ?
	    NULL : arena_strdup(dump->reading->arena, release);
}

static void
read_jobs(struct reading *reading,
    void (*take)(struct dump *, const struct json *), const char *advice)
{
	struct dump dump = { .reading = reading };
	struct pos start = { reading->record->file, 1, 1 };
	const struct json *jobs;
	struct json *root;
	size_t i, count;

	if (!source_text(reading->source, &dump.text))
		return;
	root = json_read(dump.text, start, reading->diags);
	if (root == NULL)
		return;
	dump.rest = dump.text;
	dump.rest_pos = start;
	dump.jobs = jobs_open(reading);
	dump.now_s = moment_of(json_member(root, "last_update"));
	reading->record->tool_version = release_of(&dump, root);
	jobs = json_member(root, "jobs");
	count = json_count(jobs);
	for (i = 0; i < count; i++)
		take(&dump, json_item(jobs, i));
	json_free(root);
	rows_skipped_end(reading);
	jobs_finish(dump.jobs, advice);
}

static void
read_accounting(struct reading *reading)
{
	read_jobs(reading, take_accounted,
	    "sacct -P --format=JobID,ElapsedRaw,State,AllocTRES,Start,End "
	    "has it");
}

static void
read_queue(struct reading *reading)
{
	read_jobs(reading, take_queued,
	    "a running job's end_time is its limit, not its end: sacct "
	    "--json has it once it is over");
}

static bool
has(const struct sniff *sniff, const char *text)
{
	return span_find(sniff->head, text) != SIZE_MAX;
}

static bool
is_dump(const struct sniff *sniff)
{
	return span_starts(span_trim(sniff->head), "{") &&
	    has(sniff, "\"jobs\"") && has(sniff, "\"job_id\"");
}

static int
sniff_accounting(const struct sniff *sniff)
{
	return is_dump(sniff) && has(sniff, "\"allocation_nodes\"") ? 90 : 0;
}

static int
sniff_queue(const struct sniff *sniff)
{
	return is_dump(sniff) && has(sniff, "\"job_state\"") &&
		!has(sniff, "\"allocation_nodes\"") ? 90 : 0;
}

const struct format format_slurm_sacct_json = {
	.name = "slurm-sacct-json",
	.title = "Slurm sacct --json",
	.gives = "D N M E",
	.sniff = sniff_accounting,
	.read = read_accounting,
};

const struct format format_slurmrestd_json = {
	.name = "slurmrestd-json",
	.title = "Slurm REST interface, /jobs",
	.gives = "D N M",
	.sniff = sniff_queue,
	.read = read_queue,
};
