/*
 * Ticks: the first rows are held back, the intervals between them split at
 * their widest jump, and the split is believed only when the ticks that it
 * gives are alike and short against the time between them.
 */
#include "ingest/ticks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum {
	ROWS_HELD = 1024,
	DEVICES_MOST = 256, /* devices of one tick */
	JUMP_LEAST = 3      /* ratio of an interval between ticks to one inside */
};

/* Drivers answer for one device after the other well within this. */
static const double interval_inside_s = 0.5;
/* Rows of a whole log within this time are one tick: no sampler is so fast. */
static const double one_tick_s = 0.05;
/* Clock resolution of samplers that print milliseconds. */
static const double clock_s = 0.001;

struct ticks {
	struct arena *arena;
	ticks_sink *sink;
	void *context;
	struct tick_row *held;
	size_t count;
	bool learned;
	int devices;
	double step_s;       /* from tick to tick */
	double tick_start_s;
	int next;            /* place of the next row in its tick */
};

/* What a split of the held rows into ticks looks like. */
struct split {
	size_t ticks;
	size_t alike;        /* ticks of the usual size */
	size_t size;         /* the usual one */
	size_t steps;
	double step_s, spread_s; /* mean from tick to tick; the longest tick */
};

struct ticks *
ticks_open(struct arena *arena, ticks_sink *sink, void *context)
{
	struct ticks *ticks = arena_alloc(arena, sizeof *ticks);

	*ticks = (struct ticks){
		.arena = arena,
		.sink = sink,
		.context = context,
		.devices = 1,
		.tick_start_s = (double)NAN,
	};
	return ticks;
}

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/* Half way into the widest jump between sorted intervals; NAN when there is none. */
static double
find_jump(const struct tick_row *rows, size_t n)
{
	double intervals[ROWS_HELD];
	double widest = JUMP_LEAST, limit = (double)NAN;
	size_t i;

	for (i = 0; i + 1 < n; i++)
		intervals[i] = rows[i + 1].time_s - rows[i].time_s;
	qsort(intervals, n - 1, sizeof intervals[0], by_value);
	for (i = 0; i + 2 < n; i++) {
		double ratio = intervals[i + 1] / fmax(intervals[i], clock_s);

		if (intervals[i] <= interval_inside_s && ratio > widest) {
			widest = ratio;
			limit = (intervals[i] + intervals[i + 1]) / 2;
		}
	}
	return limit;
}

/* Adds a tick of SIZE rows. */
static void
count_tick(size_t sizes[DEVICES_MOST + 1], size_t size)
{
	if (size <= DEVICES_MOST)
		sizes[size]++;
}

/* The last tick may be cut short by the end of what is held: it counts only when there are two. */
static struct split
split_rows(const struct tick_row *rows, size_t n, double limit_s)
{
	size_t sizes[DEVICES_MOST + 1] = { 0 };
	struct split split = { 0 };
	size_t i, k, start = 0;

	for (i = 1; i <= n; i++) {
		if (i < n && rows[i].time_s - rows[i - 1].time_s < limit_s)
			continue;
		if (i == n && split.ticks > 1)
			break;
		split.spread_s = fmax(split.spread_s,
		    rows[i - 1].time_s - rows[start].time_s);
		count_tick(sizes, i - start);
		split.ticks++;
		if (i < n) {
			split.step_s += rows[i].time_s - rows[start].time_s;
			split.steps++;
		}
		start = i;
	}
	for (k = 1; k <= DEVICES_MOST; k++)
		if (sizes[k] > split.alike) {
			split.alike = sizes[k];
			split.size = k;
		}
	if (split.steps > 0)
		split.step_s /= (double)split.steps;
	return split;
}

static bool
believed(const struct split *split)
{
	return split->ticks > 1 && split->size > 1 &&
	    split->alike * 10 >= split->ticks * 8 &&
	    split->spread_s < split->step_s / 2;
}

static void
learn(struct ticks *ticks)
{
	const struct tick_row *rows = ticks->held;
	size_t n = ticks->count;
	struct split split;
	double limit_s;

	ticks->learned = true;
	if (n < 2)
		return;
	if (n <= DEVICES_MOST &&
	    fabs(rows[n - 1].time_s - rows[0].time_s) < one_tick_s) {
		ticks->devices = (int)n;
		ticks->step_s = 2 * one_tick_s;
		return;
	}
	limit_s = find_jump(rows, n);
	if (isnan(limit_s))
		return;
	split = split_rows(rows, n, limit_s);
	if (!believed(&split))
		return;
	ticks->devices = (int)split.size;
	ticks->step_s = split.step_s;
}

static void
place(struct ticks *ticks, const struct tick_row *row)
{
	double since_s = row->time_s - ticks->tick_start_s;
	int device;

	if (!(since_s >= 0 && since_s < ticks->step_s / 2)) {
		ticks->tick_start_s = row->time_s;
		ticks->next = 0;
	}
	device = ticks->next < ticks->devices ? ticks->next++ :
						TICKS_TOO_MANY;
	ticks->sink(ticks->context, device, row);
}

static void
release(struct ticks *ticks)
{
	size_t i;

	learn(ticks);
	for (i = 0; i < ticks->count; i++)
		place(ticks, &ticks->held[i]);
	ticks->count = 0;
}

void
ticks_add(struct ticks *ticks, const struct tick_row *row)
{
	if (ticks->learned) {
		place(ticks, row);
		return;
	}
	ticks->held = arena_grow(ticks->arena, ticks->held, ticks->count,
	    sizeof *ticks->held);
	ticks->held[ticks->count++] = *row;
	if (ticks->count == ROWS_HELD)
		release(ticks);
}

void
ticks_end(struct ticks *ticks)
{
	if (!ticks->learned)
		release(ticks);
}

int
ticks_devices(const struct ticks *ticks)
{
	return ticks->devices;
}
