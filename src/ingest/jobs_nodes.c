/*
 * Energies of jobs that used one node at one time: each is the node's, so
 * only one of them counts. Node lists are compared as ranges, not expanded.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/jobs.h"

enum { COMPARISONS_MAX = 20000000 };

/* "dgx[01-04,7]x": what stands before, between and behind the brackets. */
struct nodes {
	struct span prefix, ranges, rest;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Cuts one name off a list, whose commas in brackets belong to the name. */
static struct span
take_name(struct span *list)
{
	size_t i, depth = 0;
	struct span name;

	for (i = 0; i < list->n; i++) {
		char c = list->s[i];

		if (c == '[')
			depth++;
		else if (c == ']' && depth > 0)
			depth--;
		else if (c == ',' && depth == 0)
			break;
	}
	name = span_sub(*list, 0, i);
	*list = span_sub(*list, i + (i < list->n), list->n);
	return span_trim(name);
}

static struct nodes
nodes_of(struct span name)
{
	size_t open = span_find(name, "["), close, n = name.n;

	if (open != SIZE_MAX) {
		struct span inside = span_sub(name, open + 1, name.n);

		close = span_find(inside, "]");
		if (close == SIZE_MAX)
			close = inside.n;
		return (struct nodes){
			.prefix = span_sub(name, 0, open),
			.ranges = span_sub(inside, 0, close),
			.rest = span_sub(inside, close, inside.n),
		};
	}
	while (n > 0 && is_digit(name.s[n - 1]))
		n--;
	return (struct nodes){
		.prefix = span_sub(name, 0, n),
		.ranges = span_sub(name, n, name.n),
	};
}

/* "01-04" or "7" as numbers; cut off the list. */
static void
take_range(struct span *ranges, double *low, double *high)
{
	struct span range = span_trim(span_cut(ranges, ','));
	double bounds[2] = { 0, 0 };
	size_t i, which = 0;

	for (i = 0; i < range.n; i++) {
		if (range.s[i] == '-' && which == 0)
			which = 1;
		else if (is_digit(range.s[i]))
			bounds[which] =
			    bounds[which] * 10 + (range.s[i] - '0');
	}
	*low = bounds[0];
	*high = fmax(bounds[0], bounds[1]);
}

static bool
ranges_meet(struct span a, struct span b)
{
	double low, high, other_low, other_high;

	if (a.n == 0 || b.n == 0)
		return a.n == b.n;
	while (a.n > 0) {
		struct span rest = b;

		take_range(&a, &low, &high);
		while (rest.n > 0) {
			take_range(&rest, &other_low, &other_high);
			if (low <= other_high && other_low <= high)
				return true;
		}
	}
	return false;
}

static bool
names_meet(struct span a, struct span b)
{
	struct nodes x = nodes_of(a), y = nodes_of(b);

	return x.prefix.n == y.prefix.n &&
	    memcmp(x.prefix.s, y.prefix.s, x.prefix.n) == 0 &&
	    ranges_meet(x.ranges, y.ranges);
}

bool
jobs_share_node(struct span a, struct span b)
{
	while (a.n > 0) {
		struct span name = take_name(&a), rest = b;

		while (rest.n > 0)
			if (names_meet(name, take_name(&rest)))
				return true;
	}
	return false;
}

static int
by_start(const void *a, const void *b)
{
	const struct job *x = *(struct job *const *)a;
	const struct job *y = *(struct job *const *)b;

	if (x->start_s != y->start_s)
		return x->start_s < y->start_s ? -1 : 1;
	if (x->pos.line != y->pos.line)
		return x->pos.line < y->pos.line ? -1 : 1;
	return x->pos.column < y->pos.column ? -1 :
	    x->pos.column > y->pos.column;
}

static bool
is_known(const struct job *job)
{
	return !isnan(job->energy_j) && !isnan(job->start_s) &&
	    !isnan(job->end_s);
}

/* The jobs that run at one time and whose energy counts. */
struct active {
	struct job **jobs;
	size_t count;
	size_t comparisons;
};

/* Takes out what has ended or counts no more. */
static void
retire(struct active *active, double now_s)
{
	size_t i, n = 0;

	for (i = 0; i < active->count; i++)
		if (is_known(active->jobs[i]) &&
		    active->jobs[i]->end_s > now_s)
			active->jobs[n++] = active->jobs[i];
	active->comparisons += active->count;
	active->count = n;
}

/* What one comparison costs, in bytes passed over. */
static size_t
cost_of(const struct job *a, const struct job *b)
{
	if (a->node_list == NULL || b->node_list == NULL)
		return 1;
	return 1 + strlen(a->node_list) * strlen(b->node_list) / 64;
}

static bool
meet(const struct job *a, const struct job *b)
{
	return a->node_list != NULL && b->node_list != NULL &&
	    jobs_share_node(span_of(a->node_list), span_of(b->node_list));
}

static void
drop(struct job *job, struct job_overlap *overlap)
{
	if (overlap->dropped++ == 0)
		overlap->pos = job->energy_pos;
	job->energy_j = (double)NAN;
}

/* The energy of the jobs beside JOB on its nodes; NAN when there is none. */
static double
beside(struct active *active, const struct job *job, bool *unknown)
{
	double sum_j = (double)NAN;
	size_t i;

	for (i = 0; i < active->count; i++) {
		const struct job *other = active->jobs[i];

		active->comparisons += cost_of(job, other);
		if (job->node_list == NULL || other->node_list == NULL)
			*unknown = true;
		else if (meet(job, other))
			sum_j = isnan(sum_j) ? other->energy_j :
					       sum_j + other->energy_j;
	}
	return sum_j;
}

/* Either the job's energy counts, or that of those which ran beside it: whichever is more. */
static void
settle(struct active *active, struct job *job, struct job_overlap *overlap)
{
	bool unknown = false;
	double beside_j = beside(active, job, &unknown);
	size_t i;

	if (unknown && overlap->unknown++ == 0 && overlap->dropped == 0)
		overlap->pos = job->energy_pos;
	if (isnan(beside_j))
		return;
	if (job->energy_j <= beside_j) {
		drop(job, overlap);
		return;
	}
	for (i = 0; i < active->count; i++)
		if (meet(job, active->jobs[i]))
			drop(active->jobs[i], overlap);
}

struct job_overlap
jobs_drop_overlap(struct job **jobs, size_t count)
{
	struct job_overlap overlap = { 0 };
	struct active active = { .jobs = jobs };
	size_t i, n = 0;

	for (i = 0; i < count; i++)
		if (is_known(jobs[i]))
			jobs[n++] = jobs[i];
	qsort(jobs, n, sizeof(struct job *), by_start);
	for (i = 0; i < n; i++) {
		struct job *job = jobs[i];

		retire(&active, job->start_s);
		if (active.comparisons > COMPARISONS_MAX) {
			overlap.given_up = true;
			return overlap;
		}
		settle(&active, job, &overlap);
		if (!isnan(job->energy_j))
			active.jobs[active.count++] = job;
	}
	return overlap;
}
