/*
 * Seconds per iteration to seconds. Stamps are preferred where they are
 * plausible: they hold evaluation and checkpoints too.
 */
#include "ingest/train_steps.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "ingest/ingest.h"

enum {
	ITEMS_MAX = 2000000,
	SECONDS_MAX = 86400,  /* a longer iteration is a unit mistake */
	IDLE_TIMES = 10,      /* a pause of more than this times the work ... */
	IDLE_S = 600          /* ... and this is no work */
};

#define SAME_SHARE 0.01

/* What the steps add up to. */
struct total {
	double seconds;
	double usual;         /* iterations between two lines */
	size_t restarts, stamped, idle, starts;
	double missing;       /* iterations that no line tells of */
	size_t restart_line, idle_line, missing_line;
	double idle_s;
};

/* Several ranks, or tee, print one line; their clocks differ a little. */
static bool
is_copy(const struct train_step *last, double iteration, double seconds)
{
	return last != NULL && last->iteration == iteration &&
	    fabs(last->seconds - seconds) <= SAME_SHARE * seconds;
}

bool
train_steps_add(struct train_steps *steps, double iteration, double seconds,
    double time_s, struct pos pos)
{
	const struct train_step *last = steps->count == 0 ? NULL :
	    &steps->items[steps->count - 1];

	if (!(iteration >= 0 && iteration < 1e15) ||
	    !(seconds > 0 && seconds <= SECONDS_MAX))
		return false;
	if (is_copy(last, iteration, seconds)) {
		steps->copies++;
		return true;
	}
	if (steps->count >= ITEMS_MAX) {
		if (!steps->full)
			diag(steps->reading->diags, DIAG_FILE_LIMIT, pos,
			    "more than %d steps", (int)ITEMS_MAX);
		steps->full = true;
		return true;
	}
	steps->items = arena_grow(steps->reading->arena, steps->items,
	    steps->count, sizeof *steps->items);
	steps->items[steps->count++] = (struct train_step){
		.iteration = iteration,
		.seconds = seconds,
		.time_s = time_s,
		.line = pos.line,
	};
	return true;
}

/* How many iterations further than the line before; 0 for the first and after a restart. */
static double
advance(const struct train_steps *steps, size_t i)
{
	double more;

	if (i == 0 || i >= steps->count)
		return 0;
	more = steps->items[i].iteration - steps->items[i - 1].iteration;
	return more > 0 ? more : 0;
}

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/* The median of the advances; NAN for none. */
static double
usual_advance(const struct train_steps *steps)
{
	double *advances = arena_alloc(steps->reading->arena,
	    (steps->count + 1) * sizeof *advances);
	size_t i, n = 0;

	for (i = 1; i < steps->count; i++)
		if (advance(steps, i) > 0)
			advances[n++] = advance(steps, i);
	if (n == 0)
		return (double)NAN;
	qsort(advances, n, sizeof *advances, by_value);
	return advances[(n - 1) / 2];
}

/* True when lines are missing before this one: another log interval would show twice. */
static bool
is_jump(const struct train_steps *steps, size_t i, double usual)
{
	double more = advance(steps, i);

	return more > 1.5 * usual && more != advance(steps, i - 1) &&
	    more != advance(steps, i + 1);
}

/* The iterations that the line's mean stands for. */
static double
covered(const struct train_steps *steps, size_t i, struct total *total)
{
	double more = advance(steps, i);

	if (more <= 0) {
		total->starts++;
		return fmax(1, fmin(total->usual,
		    steps->items[i].iteration - steps->first + 1));
	}
	return is_jump(steps, i, total->usual) ? total->usual : more;
}

/* The seconds since the line before by the stamps; NAN when they don't say. */
static double
by_stamps(const struct train_steps *steps, size_t i, struct total *total)
{
	double more = advance(steps, i), passed;
	double work = more * steps->items[i].seconds;

	if (more <= 0)
		return (double)NAN;
	passed = steps->items[i].time_s - steps->items[i - 1].time_s;
	if (passed > IDLE_TIMES * work && passed > work + IDLE_S) {
		if (total->idle++ == 0)
			total->idle_line = steps->items[i].line;
		total->idle_s += passed - work;
		return (double)NAN;
	}
	return passed >= 0 ? passed : (double)NAN;
}

static void
add_step(const struct train_steps *steps, size_t i, struct total *total)
{
	double passed = by_stamps(steps, i, total);
	double iterations = covered(steps, i, total);

	if (i > 0 && advance(steps, i) <= 0 && total->restarts++ == 0)
		total->restart_line = steps->items[i].line;
	if (!isnan(passed)) {
		total->seconds += passed;
		total->stamped++;
		return;
	}
	total->seconds += iterations * steps->items[i].seconds;
	if (advance(steps, i) > iterations) {
		if (total->missing <= 0)
			total->missing_line = steps->items[i].line;
		total->missing += advance(steps, i) - iterations;
	}
}

static struct pos
at_line(const struct train_steps *steps, size_t line)
{
	return (struct pos){ steps->reading->record->file, line, 1 };
}

static void
say(const struct train_steps *steps, const struct total *total)
{
	struct diags *diags = steps->reading->diags;

	if (total->restarts > 0)
		diag(diags, DIAG_LOG_RUNS, at_line(steps, total->restart_line),
		    "the iteration falls %zu times: the job began again; what "
		    "was done twice counts twice, as it used energy twice",
		    total->restarts);
	if (total->idle > 0)
		diag(diags, DIAG_LOG_GAP, at_line(steps, total->idle_line),
		    "%.0f s between lines are far more than their iterations "
		    "took and are left out as idle", total->idle_s);
	if (total->missing > 0)
		diag(diags, DIAG_LOG_PARTIAL,
		    at_line(steps, total->missing_line),
		    "no line tells of %.0f iterations; their time is not in "
		    "the sum", total->missing);
	if (steps->copies > 0)
		diag(diags, DIAG_LOG_TWICE,
		    (struct pos){ .file = steps->reading->record->file },
		    "%zu lines say again what the line before them said; "
		    "they count once", steps->copies);
}

static void
set_record(const struct train_steps *steps, const struct total *total)
{
	struct record *record = steps->reading->record;
	const struct train_step *first = &steps->items[0];
	size_t i;

	record->rows = steps->count;
	record->duration_s = total->seconds;
	record->time_pos = at_line(steps, first->line);
	record->duration_is_lower_bound = total->missing > 0 ||
	    total->stamped + total->starts + total->idle < steps->count;
	record->steps = 0;
	for (i = 0; i < steps->count; i++)
		record->steps = fmax(record->steps,
		    steps->items[i].iteration - steps->first + 1);
	if (isnan(first->time_s) ||
	    isnan(steps->items[steps->count - 1].time_s))
		return;
	record->start_s = first->time_s - first->seconds *
	    fmin(total->usual, first->iteration - steps->first + 1);
	record->end_s = steps->items[steps->count - 1].time_s;
	record->zoned = !isnan(steps->reading->options->zone_s);
}

void
train_steps_finish(struct train_steps *steps)
{
	struct total total = { .usual = usual_advance(steps) };
	size_t i;

	if (isnan(total.usual)) {
		diag(steps->reading->diags, DIAG_LOG_NOTHING,
		    at_line(steps, steps->count == 0 ? 0 :
			steps->items[0].line),
		    "%s; give the time with time=, or add a scheduler's "
		    "record (sacct) or a power log", steps->count == 0 ?
			"no line states an iteration's time" :
			"no two iterations follow each other: how many a "
			"line's mean covers is not known");
		return;
	}
	for (i = 0; i < steps->count; i++)
		add_step(steps, i, &total);
	set_record(steps, &total);
	say(steps, &total);
}
