/*
 * CodeCarbon in machine mode counts the whole machine: trackers that run at
 * the same time on one machine (ranks of a job, a tracker inside another)
 * count the same energy. Each second is given to the longest run that
 * covers it.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "ingest/codecarbon.h"
#include "ingest/ingest.h"

/* Stamps are whole seconds, so neighbours may seem to overlap by less than one. */
static const double stamp_s = 1;

enum { SHOWN = 20 };

/* A group of runs under way at the same time, in order of their start. */
struct group {
	struct cc_run **runs;
	size_t count;
	double *times;      /* starts and ends, sorted */
	double *given_s;    /* seconds given to each run */
	size_t *heap;       /* runs under way, the longest first */
	size_t heap_count;
};

/* Machine, then start, then place in the file. */
static int
by_start(const void *a, const void *b)
{
	const struct cc_run *x = *(struct cc_run *const *)a;
	const struct cc_run *y = *(struct cc_run *const *)b;
	int order = strcmp(x->run.host_key, y->run.host_key);

	if (order != 0)
		return order;
	if (x->run.start_s < y->run.start_s)
		return -1;
	if (x->run.start_s > y->run.start_s)
		return 1;
	return x->run.pos.line < y->run.pos.line ? -1 :
	    x->run.pos.line > y->run.pos.line;
}

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static bool
is_longer(const struct group *group, size_t a, size_t b)
{
	double x = group->runs[a]->run.duration_s;
	double y = group->runs[b]->run.duration_s;

	return x > y || (!(x < y) && a < b);
}

static void
heap_swap(struct group *group, size_t i, size_t k)
{
	size_t kept = group->heap[i];

	group->heap[i] = group->heap[k];
	group->heap[k] = kept;
}

static void
heap_push(struct group *group, size_t run)
{
	size_t i = group->heap_count++;

	group->heap[i] = run;
	while (i > 0 &&
	    is_longer(group, group->heap[i], group->heap[(i - 1) / 2])) {
		heap_swap(group, i, (i - 1) / 2);
		i = (i - 1) / 2;
	}
}

static void
heap_pop(struct group *group)
{
	size_t i = 0, child;

	group->heap[0] = group->heap[--group->heap_count];
	while ((child = 2 * i + 1) < group->heap_count) {
		if (child + 1 < group->heap_count &&
		    is_longer(group, group->heap[child + 1],
			group->heap[child]))
			child++;
		if (!is_longer(group, group->heap[child], group->heap[i]))
			break;
		heap_swap(group, i, child);
		i = child;
	}
}

/* Goes through the group's time and gives each piece to the longest run. */
static void
give_time(struct group *group)
{
	size_t i, next = 0;

	for (i = 0; i + 1 < 2 * group->count; i++) {
		double time_s = group->times[i];

		for (; next < group->count &&
		     group->runs[next]->run.start_s <= time_s; next++)
			heap_push(group, next);
		while (group->heap_count > 0 &&
		    group->runs[group->heap[0]]->run.end_s <= time_s)
			heap_pop(group);
		if (group->heap_count > 0)
			group->given_s[group->heap[0]] +=
			    group->times[i + 1] - time_s;
	}
}

/* What rounded stamps leave open is closed: nearly all is all, under a second is nothing. */
static double
share_of(double given_s, double duration_s)
{
	if (given_s >= duration_s - stamp_s / 2 && given_s > duration_s / 2)
		return 1;
	return given_s <= stamp_s ? 0 : given_s / duration_s;
}

/* A row without an id may be a part of another or another machine's: it is named, and added all the same. */
static void
keep_nameless(struct group *group)
{
	size_t i;

	for (i = 0; i < group->count; i++)
		if (group->runs[i]->run.id == NULL)
			group->runs[i]->share = 1;
}

static double
sum_shares(const struct group *group)
{
	double sum = 0;
	size_t i;

	for (i = 0; i < group->count; i++)
		sum += group->runs[i]->share *
		    group->runs[i]->run.energy_kwh;
	return sum;
}

/* ONCE without, COUNTED with what has no id added. */
static void
say_overlap(struct reading *reading, const struct group *group, double once,
    double counted)
{
	struct pos pos = group->runs[0]->run.pos;
	double stated = 0;
	size_t i;

	for (i = 0; i < group->count; i++) {
		if (group->runs[i]->run.pos.line < pos.line)
			pos = group->runs[i]->run.pos;
		stated += group->runs[i]->run.energy_kwh;
	}
	diag(reading->diags, DIAG_LOG_OVERLAP, pos, "%zu runs count the same "
	    "machine at the same time: %.6g kWh once, %.6g kWh together "
	    "(%.3g times as much); counted is %.6g kWh%s", group->count,
	    once, stated, once > 0 ? stated / once : 1, counted,
	    counted > once ? ", as rows without a run id are added" : "");
}

static void
settle(struct reading *reading, struct cc_run **runs, size_t count)
{
	struct arena *arena = reading->arena;
	struct group group = {
		.runs = runs,
		.count = count,
		.times = arena_alloc(arena, 2 * count * sizeof(double)),
		.given_s = arena_alloc(arena, count * sizeof(double)),
		.heap = arena_alloc(arena, count * sizeof(size_t)),
	};
	size_t i;

	for (i = 0; i < count; i++) {
		group.times[2 * i] = runs[i]->run.start_s;
		group.times[2 * i + 1] = runs[i]->run.end_s;
	}
	qsort(group.times, 2 * count, sizeof(double), by_value);
	give_time(&group);
	for (i = 0; i < count; i++)
		runs[i]->share = share_of(group.given_s[i],
		    runs[i]->run.duration_s);
}

/* The runs from FROM on that overlap with one before them. */
static size_t
group_end(struct cc_run **runs, size_t from, size_t count)
{
	double end_s = runs[from]->run.end_s;
	size_t i;

	for (i = from + 1; i < count; i++) {
		const struct record_run *run = &runs[i]->run;

		if (strcmp(run->host_key, runs[from]->run.host_key) != 0 ||
		    run->start_s > end_s - stamp_s)
			break;
		end_s = fmax(end_s, run->end_s);
	}
	return i;
}

void
cc_overlap(struct reading *reading, struct cc_run *all, size_t count)
{
	struct cc_run **runs = arena_alloc(reading->arena,
	    (count + 1) * sizeof(struct cc_run *));
	size_t i, end, n = 0, shown = 0;
	double once;

	for (i = 0; i < count; i++)
		if (all[i].machine && all[i].run.host_key != NULL &&
		    all[i].run.duration_s > 0 &&
		    !isnan(all[i].run.energy_kwh))
			runs[n++] = &all[i];
	qsort(runs, n, sizeof(struct cc_run *), by_start);
	for (i = 0; i < n; i = end) {
		struct group group = { .runs = runs + i };

		end = group_end(runs, i, n);
		group.count = end - i;
		if (group.count < 2)
			continue;
		settle(reading, group.runs, group.count);
		once = sum_shares(&group);
		keep_nameless(&group);
		if (shown++ < SHOWN)
			say_overlap(reading, &group, once,
			    sum_shares(&group));
	}
}
