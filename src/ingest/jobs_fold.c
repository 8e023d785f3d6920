/*
 * One item a job: a row printed twice counts once, segments of a requeued
 * job are joined without the wait between them, steps are parts of the job
 * and are used only where its own row is missing.
 */
#include "ingest/jobs_fold.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "ingest/ingest.h"
#include "ingest/jobs.h"

/* What happened, for the diagnostics. */
struct fold {
	size_t steps, repeated, requeued, orphans, step_energies;
	struct pos steps_pos, repeated_pos, requeued_pos, orphans_pos;
	struct pos step_energies_pos;
};

static int
compare(double a, double b)
{
	if (isnan(a) || isnan(b))
		return isnan(a) - isnan(b);
	return (a > b) - (a < b);
}

static int
order_of(const struct job *a, const struct job *b)
{
	int order = strcmp(a->id, b->id);

	if (order == 0)
		order = a->step - b->step;
	if (order == 0)
		order = compare(a->start_s, b->start_s);
	if (order == 0)
		order = compare(a->elapsed_s, b->elapsed_s);
	return order;
}

/* One start is one segment, listed again perhaps while it ran; without starts, one time. */
static bool
same_segment(const struct job *a, const struct job *b)
{
	if (a->step != b->step || compare(a->start_s, b->start_s) != 0)
		return false;
	return !isnan(a->start_s) || compare(a->elapsed_s, b->elapsed_s) == 0;
}

static int
place_order(const struct job *a, const struct job *b)
{
	if (a->pos.line != b->pos.line)
		return a->pos.line < b->pos.line ? -1 : 1;
	return (a->pos.column > b->pos.column) -
	    (a->pos.column < b->pos.column);
}

static int
by_id(const void *a, const void *b)
{
	int order = order_of(a, b);

	return order != 0 ? order : place_order(a, b);
}

static int
by_place(const void *a, const void *b)
{
	return place_order(a, b);
}

/* Counts, and keeps the place that comes first in the file. */
static void
count_at(size_t *count, struct pos *first, struct pos pos)
{
	if ((*count)++ == 0 || pos.line < first->line ||
	    (pos.line == first->line && pos.column < first->column))
		*first = pos;
}

/* Adds a later segment of the same job. */
static void
join_segment(struct job *job, const struct job *segment)
{
	if (segment->state == JOB_WAITING)
		return;
	if (job->state == JOB_WAITING) {
		*job = *segment;
		return;
	}
	if (!isnan(segment->elapsed_s))
		job->elapsed_s = isnan(job->elapsed_s) ? segment->elapsed_s :
		    job->elapsed_s + segment->elapsed_s;
	if (segment->energy_j > 0)
		job->energy_j = job->energy_j > 0 ?
		    job->energy_j + segment->energy_j : segment->energy_j;
	job->start_s = fmin(job->start_s, segment->start_s);
	job->end_s = fmax(job->end_s, segment->end_s);
	job->state = segment->state;
	if (job->gpus != segment->gpus)
		job->gpus = -1;
	if (job->nodes != segment->nodes)
		job->nodes = -1;
}

static double
larger(double a, double b)
{
	return isnan(a) ? b : fmax(a, b);
}

/* Steps lie inside one another (.batch and .extern span the job): the largest stands for all. */
static void
join_step(struct job *job, const struct job *step)
{
	if (step->elapsed_s > job->elapsed_s || isnan(job->elapsed_s)) {
		job->elapsed_s = step->elapsed_s;
		job->time_pos = step->time_pos;
	}
	job->energy_j = larger(job->energy_j, step->energy_j);
	job->start_s = fmin(job->start_s, step->start_s);
	job->end_s = fmax(job->end_s, step->end_s);
	if (step->gpus > job->gpus) {
		job->gpus = step->gpus;
		job->gpu_type = step->gpu_type;
		job->slices = step->slices;
	}
	if (step->nodes > job->nodes)
		job->nodes = step->nodes;
	if (step->state == JOB_ABORTED || step->state == JOB_RUNNING)
		job->state = step->state;
}

/* How many rows from FROM on are of one job. */
static size_t
group_size(const struct job *rows, size_t from, size_t count)
{
	size_t i;

	for (i = from + 1; i < count; i++)
		if (strcmp(rows[i].id, rows[from].id) != 0)
			break;
	return i - from;
}

static double
largest_energy(const struct job *rows, size_t count, struct pos *pos)
{
	double most_j = 0;
	size_t i;

	for (i = 0; i < count; i++)
		if (rows[i].step && rows[i].energy_j > most_j) {
			most_j = rows[i].energy_j;
			*pos = rows[i].energy_pos;
		}
	return most_j;
}

/* The segment at *AT, which moves behind its repetitions; the longest holds. */
static struct job
take_segment(const struct job *rows, size_t count, size_t *at,
    struct fold *fold)
{
	struct job segment = rows[(*at)++];

	while (*at < count && same_segment(&segment, &rows[*at])) {
		const struct job *again = &rows[(*at)++];

		count_at(&fold->repeated, &fold->repeated_pos, again->pos);
		if (again->elapsed_s > segment.elapsed_s ||
		    isnan(segment.elapsed_s))
			segment = *again;
	}
	return segment;
}

/* A job with rows of its own: its segments, and its steps' energy where it has none. */
static struct job
fold_job(const struct job *rows, size_t count, struct fold *fold)
{
	size_t i = 0, segments = 1;
	struct job job = take_segment(rows, count, &i, fold);
	double most_j;

	for (; i < count && !rows[i].step; segments++) {
		struct job segment = take_segment(rows, count, &i, fold);

		join_segment(&job, &segment);
	}
	if (segments > 1)
		count_at(&fold->requeued, &fold->requeued_pos, job.pos);
	for (; i < count; i++)
		count_at(&fold->steps, &fold->steps_pos, rows[i].pos);
	if (segments > 1 || job.energy_j > 0)
		return job;
	most_j = largest_energy(rows, count, &job.energy_pos);
	if (most_j > 0) {
		job.energy_j = most_j;
		count_at(&fold->step_energies, &fold->step_energies_pos,
		    job.energy_pos);
	}
	return job;
}

static struct job
fold_steps(const struct job *rows, size_t count, struct fold *fold)
{
	struct job job = rows[0];
	size_t i;

	job.step = false;
	for (i = 1; i < count; i++)
		join_step(&job, &rows[i]);
	count_at(&fold->orphans, &fold->orphans_pos, job.pos);
	return job;
}

static void
say(struct reading *reading, const struct fold *fold)
{
	struct diags *diags = reading->diags;

	if (fold->steps > 0)
		diag(diags, DIAG_LOG_STEPS, fold->steps_pos,
		    "%zu steps lie inside their jobs and are not added",
		    fold->steps);
	if (fold->step_energies > 0)
		diag(diags, DIAG_LOG_STEPS, fold->step_energies_pos,
		    "%zu jobs state no energy but their steps do: the "
		    "largest step stands for the job, a lower bound",
		    fold->step_energies);
	if (fold->orphans > 0)
		diag(diags, DIAG_LOG_STEPS, fold->orphans_pos,
		    "%zu %s listed by steps alone: the longest step stands "
		    "for the job", fold->orphans, str_plural(fold->orphans,
			"job is", "jobs are"));
	if (fold->repeated > 0)
		diag(diags, DIAG_LOG_TWICE, fold->repeated_pos,
		    "%zu %s a job that is listed already; each counts once",
		    fold->repeated, str_plural(fold->repeated, "row repeats",
			"rows repeat"));
	if (fold->requeued > 0)
		diag(diags, DIAG_LOG_RUNS, fold->requeued_pos,
		    "%zu %s started more than once: their times are added, "
		    "without the wait between", fold->requeued,
		    str_plural(fold->requeued, "job was", "jobs were"));
}

size_t
jobs_fold(struct reading *reading, struct job *rows, size_t count,
    struct job **all)
{
	struct fold fold = { 0 };
	struct job *folded =
	    arena_alloc(reading->arena, count * sizeof *folded + 1);
	size_t i, size, n = 0;

	if (count > 0)
		qsort(rows, count, sizeof *rows, by_id);
	for (i = 0; i < count; i += size) {
		size = group_size(rows, i, count);
		folded[n++] = rows[i].step ?
		    fold_steps(rows + i, size, &fold) :
		    fold_job(rows + i, size, &fold);
	}
	if (n > 0)
		qsort(folded, n, sizeof *folded, by_place);
	say(reading, &fold);
	*all = folded;
	return n;
}
