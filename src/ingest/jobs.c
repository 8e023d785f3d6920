/*
 * Jobs to a record: rows of one job joined, steps left out, times and
 * energies added. Which node an energy belongs to is jobs_nodes.c's affair.
 */
#include "ingest/jobs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "ingest/ingest.h"
#include "ingest/jobs_fold.h"
#include "ingest/power.h"

enum { NODE_LIST_LONGEST = 8192 };

static const double J_PER_KWH = 3.6e6;

struct jobs {
	struct reading *reading;
	struct job *rows;
	size_t row_count;
	size_t outside, cut; /* jobs outside the window, and across its border */
	struct pos cut_pos;
	bool timeless;       /* a job without start and end, though there is a window */
};

/* What the folded jobs add up to. */
struct sums {
	size_t ran, waiting, aborted, running, metered, timeless;
	double time_s, gpu_s, metered_s, energy_j, start_s, end_s;
	bool zoned, gpus_differ, nodes_differ, types_differ, slices;
	int gpus, nodes;
	const char *gpu_type;
	struct pos time_pos, energy_pos, aborted_pos, running_pos, second_pos;
	struct pos unmetered_pos, timeless_pos;
};

struct job
job_none(void)
{
	return (struct job){
		.state = JOB_UNKNOWN,
		.gpus = -1,
		.nodes = -1,
		.start_s = (double)NAN,
		.end_s = (double)NAN,
		.elapsed_s = (double)NAN,
		.energy_j = (double)NAN,
	};
}

struct jobs *
jobs_open(struct reading *reading)
{
	struct jobs *jobs = arena_alloc(reading->arena, sizeof *jobs);

	jobs->reading = reading;
	return jobs;
}

/* Where the job lies in the window; a job that is not over ends after it. */
static bool
is_wanted(struct jobs *jobs, const struct job *job)
{
	const struct read_options *options = jobs->reading->options;
	bool running = job->state == JOB_RUNNING && isnan(job->end_s);

	if (isnan(options->from_s) && isnan(options->to_s))
		return true;
	if (isnan(job->start_s) || (isnan(job->end_s) && !running)) {
		jobs->timeless |= job->state != JOB_WAITING;
		return true;
	}
	if (job->end_s <= options->from_s || job->start_s >= options->to_s) {
		jobs->outside += !job->step;
		return false;
	}
	if ((job->start_s < options->from_s || job->end_s > options->to_s) &&
	    !job->step && jobs->cut++ == 0)
		jobs->cut_pos = job->pos;
	return true;
}

void
jobs_add(struct jobs *jobs, const struct job *job)
{
	struct job *row;

	if (!is_wanted(jobs, job))
		return;
	jobs->rows = arena_grow(jobs->reading->arena, jobs->rows,
	    jobs->row_count, sizeof *jobs->rows);
	row = &jobs->rows[jobs->row_count++];
	*row = *job;
	if (job->node_list != NULL &&
	    strlen(job->node_list) > NODE_LIST_LONGEST)
		row->node_list = NULL;
	if (isnan(row->end_s) && row->elapsed_s >= 0)
		row->end_s = row->start_s + row->elapsed_s;
}

/* Watts per node that no node draws: the energy is not the job's. */
static bool
is_implausible(const struct job *job)
{
	double nodes = job->nodes > 0 ? job->nodes : 1000;

	return job->energy_j / nodes / job->elapsed_s > POWER_MAX_W;
}

/* An energy of 0 means that the cluster collects none. */
static void
check_energies(struct jobs *jobs, struct job *all, size_t count)
{
	size_t i, refused = 0;
	struct pos pos = { NULL, 0, 0 };

	for (i = 0; i < count; i++) {
		if (!(all[i].energy_j > 0)) {
			all[i].energy_j = (double)NAN;
		} else if (is_implausible(&all[i])) {
			all[i].energy_j = (double)NAN;
			if (refused++ == 0)
				pos = all[i].energy_pos;
		}
	}
	if (refused > 0)
		diag(jobs->reading->diags, DIAG_LOG_IMPLAUSIBLE, pos,
		    "the energy of %zu jobs would be over %d W a node and is "
		    "left out", refused, (int)POWER_MAX_W);
}

static void
say_overlaps(struct diags *diags, const struct job_overlap *overlap)
{
	if (overlap->dropped > 0)
		diag(diags, DIAG_LOG_OVERLAP, overlap->pos,
		    "%zu jobs ran beside others on one node, and each states "
		    "the whole node's energy: theirs is not added, so the "
		    "sum is a lower bound", overlap->dropped);
	if (overlap->unknown > 0)
		diag(diags, DIAG_LOG_OVERLAP, overlap->pos,
		    "%zu jobs ran at the same time as others on nodes that "
		    "the file does not name: where they shared a node, its "
		    "energy is counted twice; the node list would tell",
		    overlap->unknown);
}

static void
check_overlaps(struct jobs *jobs, struct job *all, size_t count)
{
	struct job **pointers =
	    arena_alloc(jobs->reading->arena, count * sizeof *pointers + 1);
	struct diags *diags = jobs->reading->diags;
	struct job_overlap overlap;
	size_t i;

	for (i = 0; i < count; i++)
		pointers[i] = &all[i];
	overlap = jobs_drop_overlap(pointers, count);
	if (!overlap.given_up) {
		say_overlaps(diags, &overlap);
		return;
	}
	diag(diags, DIAG_LOG_OVERLAP,
	    (struct pos){ .file = jobs->reading->record->file },
	    "too many jobs at one time to see which shared a node: the "
	    "energies are left out");
	for (i = 0; i < count; i++)
		all[i].energy_j = (double)NAN;
}

static void
sum_devices(struct sums *sums, const struct job *job)
{
	if (sums->ran == 1) {
		sums->gpus = job->gpus;
		sums->nodes = job->nodes;
		sums->gpu_type = job->gpu_type;
	}
	sums->gpus_differ |= sums->gpus != job->gpus;
	sums->nodes_differ |= sums->nodes != job->nodes;
	sums->types_differ |= (sums->gpu_type == NULL) !=
		(job->gpu_type == NULL) ||
	    (job->gpu_type != NULL &&
		strcmp(job->gpu_type, sums->gpu_type) != 0);
	sums->slices |= job->slices;
	sums->gpu_s += job->gpus < 0 ? (double)NAN :
				       job->gpus * job->elapsed_s;
}

static void
sum_energy(struct sums *sums, const struct job *job)
{
	if (isnan(job->energy_j)) {
		if (sums->unmetered_pos.line == 0)
			sums->unmetered_pos = job->pos;
		return;
	}
	if (sums->metered++ == 0)
		sums->energy_pos = job->energy_pos;
	sums->energy_j += job->energy_j;
	sums->metered_s += job->elapsed_s;
}

static void
sum_job(struct sums *sums, const struct job *job)
{
	if (job->state == JOB_WAITING || !(job->elapsed_s > 0)) {
		sums->waiting++;
		if (job->state != JOB_WAITING && isnan(job->elapsed_s) &&
		    sums->timeless++ == 0)
			sums->timeless_pos = job->pos;
		return;
	}
	if (sums->ran++ == 0)
		sums->time_pos = job->time_pos;
	if (sums->ran == 2)
		sums->second_pos = job->pos;
	if (job->state == JOB_ABORTED && sums->aborted++ == 0)
		sums->aborted_pos = job->pos;
	if (job->state == JOB_RUNNING && sums->running++ == 0)
		sums->running_pos = job->pos;
	sums->time_s += job->elapsed_s;
	sums->start_s = fmin(sums->start_s, job->start_s);
	sums->end_s = fmax(sums->end_s, job->end_s);
	sums->zoned &= job->zoned;
	sum_devices(sums, job);
	sum_energy(sums, job);
}

static void
fill_runs(struct record *record, struct arena *arena, const struct job *all,
    size_t count)
{
	size_t i;

	record->runs = arena_alloc(arena, count * sizeof *record->runs + 1);
	for (i = 0; i < count; i++) {
		if (all[i].state == JOB_WAITING || !(all[i].elapsed_s > 0))
			continue;
		record->runs[record->run_count++] = (struct record_run){
			.id = all[i].id,
			.start_s = all[i].start_s,
			.end_s = all[i].end_s,
			.duration_s = all[i].elapsed_s,
			.energy_kwh = all[i].energy_j / J_PER_KWH,
			.co2e_g = (double)NAN,
			.pos = all[i].pos,
		};
	}
}

static void
fill_devices(struct record *record, const struct sums *sums)
{
	struct machine *machine = &record->machine;

	machine->pos = sums->time_pos;
	if (!sums->types_differ)
		record->device_model = machine->accelerator = sums->gpu_type;
	if (!sums->nodes_differ)
		machine->nodes = sums->nodes;
	if (sums->gpus_differ || sums->slices)
		return;
	record->devices = sums->gpus;
	if (machine->nodes > 0 && sums->gpus >= 0 &&
	    sums->gpus % machine->nodes == 0)
		machine->accelerators = sums->gpus / machine->nodes;
}

static void
fill_energy(struct record *record, const struct sums *sums)
{
	if (sums->metered == 0)
		return;
	record->kind = RECORD_MEASURED;
	record->scope = SCOPE_NODE;
	record->energy_kwh = sums->energy_j / J_PER_KWH;
	record->it_energy_kwh = record->energy_kwh;
	record->pue_included = 1;
	record->energy_pos = sums->energy_pos;
	record->covered_s = sums->metered_s;
	record->coverage = sums->metered_s / sums->time_s;
	record->mean_power_w = sums->energy_j / sums->metered_s;
}

static void
say_energy(struct jobs *jobs, const struct sums *sums)
{
	if (sums->metered == 0)
		return;
	diag(jobs->reading->diags, DIAG_LOG_SCOPE, sums->energy_pos,
	    "the energy is that of whole nodes, with or without their GPUs "
	    "as the cluster's plug-in reads it, and the job's alone only "
	    "where no other job was on them");
	if (sums->metered < sums->ran)
		diag(jobs->reading->diags, DIAG_LOG_PARTIAL,
		    sums->unmetered_pos,
		    "the energy of %zu of %zu jobs is not known (%.6g of "
		    "%.6g h): the sum is a lower bound",
		    sums->ran - sums->metered, sums->ran,
		    (sums->time_s - sums->metered_s) / 3600,
		    sums->time_s / 3600);
}

static void
say_devices(struct jobs *jobs, const struct sums *sums)
{
	struct diags *diags = jobs->reading->diags;

	if (sums->slices)
		diag(diags, DIAG_LOG_SCOPE, sums->time_pos,
		    "the count is of slices (MIG), not of GPUs: state the "
		    "count, and the share of the GPU, in the study");
	else if (sums->gpus_differ && !isnan(sums->gpu_s))
		diag(diags, DIAG_LOG_SCOPE, sums->second_pos,
		    "the jobs had different numbers of GPUs, %.10g GPU-hours "
		    "together: state device-hours=\"%.10g h\" in the study",
		    sums->gpu_s / 3600, sums->gpu_s / 3600);
	else if (sums->gpus_differ)
		diag(diags, DIAG_LOG_SCOPE, sums->second_pos,
		    "only some jobs state their number of GPUs: state the "
		    "count or the device-hours in the study");
	else if (sums->gpus < 0)
		diag(diags, DIAG_LOG_SCOPE, sums->time_pos,
		    "no number of GPUs is stated: state count= in the study");
}

static void
say_states(struct jobs *jobs, const struct sums *sums)
{
	struct diags *diags = jobs->reading->diags;

	if (sums->ran > 1)
		diag(diags, DIAG_LOG_RUNS, sums->second_pos,
		    "%zu jobs ran; their times are added", sums->ran);
	if (sums->aborted > 0)
		diag(diags, DIAG_LOG_ABORTED, sums->aborted_pos,
		    "%zu of %zu jobs did not end with success; they used "
		    "energy all the same", sums->aborted, sums->ran);
	if (sums->running > 0)
		diag(diags, DIAG_LOG_PARTIAL, sums->running_pos,
		    "%zu of %zu jobs were still running: their time is a "
		    "lower bound", sums->running, sums->ran);
	if (sums->timeless > 0)
		diag(diags, DIAG_LOG_PARTIAL, sums->timeless_pos,
		    "%zu more jobs ran and state no time: they are left out",
		    sums->timeless);
	if (jobs->cut > 0 || jobs->timeless)
		diag(diags, DIAG_LOG_WINDOW, jobs->cut_pos,
		    "%s", jobs->cut > 0 ?
			"a job reaches over the window's border and counts "
			"whole" :
			"jobs without start and end count whole");
}

static void
fill(struct jobs *jobs, const struct sums *sums)
{
	struct record *record = jobs->reading->record;

	record->duration_s = sums->time_s;
	record->time_pos = sums->time_pos;
	record->start_s = sums->start_s;
	record->end_s = sums->running + sums->timeless > 0 ?
	    (double)NAN : sums->end_s;
	record->zoned = sums->zoned && !isnan(sums->start_s);
	record->duration_is_lower_bound =
	    sums->running + sums->timeless > 0;
	fill_devices(record, sums);
	fill_energy(record, sums);
	say_states(jobs, sums);
	say_devices(jobs, sums);
	say_energy(jobs, sums);
}

void
jobs_finish(struct jobs *jobs, const char *advice)
{
	struct reading *reading = jobs->reading;
	struct sums sums = {
		.start_s = (double)NAN,
		.end_s = (double)NAN,
		.zoned = true,
		.gpus = -1,
		.nodes = -1,
	};
	struct job *all;
	size_t i, count = jobs_fold(reading, jobs->rows, jobs->row_count, &all);

	check_energies(jobs, all, count);
	check_overlaps(jobs, all, count);
	for (i = 0; i < count; i++)
		sum_job(&sums, &all[i]);
	reading->record->rows = jobs->row_count;
	if (sums.ran > 0) {
		fill_runs(reading->record, reading->arena, all, count);
		fill(jobs, &sums);
		return;
	}
	diag(reading->diags, DIAG_LOG_NOTHING,
	    (struct pos){ .file = reading->record->file },
	    "%zu jobs, none of which states how long it ran%s; %s",
	    sums.waiting, jobs->outside > 0 ? " inside the window" : "",
	    advice);
}
