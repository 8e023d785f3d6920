/*
 * Stated intervals of energy. Serial ones are summed as they come; windows
 * are kept, sorted by their start, and each second is given to the window
 * that began first.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/trace.h"
#include "ingest/cell.h"
#include "ingest/course.h"
#include "ingest/ingest.h"
#include "ingest/interval_parts.h"
#include "ingest/power.h"

enum { WINDOWS_MAX = 1000000 };

/* Counters are read every millisecond at best: shorter means say nothing. */
static const double power_least_s = 1e-3;

struct interval_meter *
interval_open(struct reading *reading, enum interval_order order,
    enum record_kind kind)
{
	struct interval_meter *meter = arena_alloc(reading->arena,
	    sizeof *meter);

	meter->reading = reading;
	meter->order = order;
	meter->kind = kind;
	meter->first_s = meter->last_s = meter->drawn_s = (double)NAN;
	meter->trace = course_open(reading);
	return meter;
}

int
interval_part(struct interval_meter *meter, const char *id,
    enum interval_role role)
{
	size_t i;

	for (i = 0; i < meter->part_count; i++)
		if (strcmp(meter->parts[i].id, id) == 0)
			return (int)i;
	if (i == INTERVAL_PARTS)
		return INTERVAL_NO_PART;
	meter->parts[i].id = arena_strdup(meter->reading->arena, id);
	meter->parts[i].role = role;
	meter->part_count++;
	return (int)i;
}

size_t
interval_parts(const struct interval_meter *meter)
{
	return meter->part_count;
}

void
interval_set_role(struct interval_meter *meter, int part,
    enum interval_role role)
{
	if (part >= 0 && (size_t)part < meter->part_count)
		meter->parts[part].role = role;
}

bool
interval_has(const struct interval_meter *meter, int part)
{
	return part >= 0 && (size_t)part < meter->part_count &&
	    (meter->parts[part].stated > 0 &&
	    sum_value(&meter->parts[part].energy_j) > 0);
}

/* The interval's part that lies in the run's window, 0..1. */
static double
share_in_window(struct interval_meter *meter, double start_s,
    double duration_s)
{
	const struct read_options *options = meter->reading->options;
	double from_s, to_s;

	if (isnan(options->from_s) && isnan(options->to_s))
		return 1;
	if (!(start_s >= INTERVAL_EPOCH_LEAST_S) || isnan(duration_s)) {
		meter->undated = true;
		return 1;
	}
	from_s = fmax(start_s, isnan(options->from_s) ? start_s :
		options->from_s);
	to_s = fmin(start_s + duration_s, isnan(options->to_s) ?
		start_s + duration_s : options->to_s);
	if (duration_s <= 0)
		return to_s >= from_s ? 1 : 0;
	return to_s <= from_s ? 0 : (to_s - from_s) / duration_s;
}

static void
note_hole(struct interval_meter *meter, const struct window *window)
{
	double hole_s = window->start_s - meter->last_s;

	if (hole_s > meter->max_hole_s) {
		meter->max_hole_s = hole_s;
		meter->hole_pos = window->pos;
	}
}

static void
note_time(struct interval_meter *meter, const struct window *window,
    double share)
{
	double end_s = window->start_s + window->duration_s;

	if (isnan(window->duration_s))
		return;
	meter->timed++;
	sum_add(&meter->covered_s, window->duration_s * share);
	meter->max_step_s = fmax(meter->max_step_s, window->duration_s);
	if (isnan(window->start_s))
		return;
	note_hole(meter, window);
	if (!(meter->first_s <= window->start_s))
		meter->first_s = window->start_s;
	if (!(meter->last_s >= end_s))
		meter->last_s = end_s;
}

/* Into the course of power. What bears no time follows on what was before; of windows inside others each second is drawn once. */
static void
draw(struct interval_meter *meter, const struct window *window,
    double power_w)
{
	double from_s = window->start_s, end_s;

	if (meter->trace == NULL)
		return;
	if (isnan(from_s))
		from_s = isnan(meter->drawn_s) ? 0 : meter->drawn_s;
	end_s = from_s + window->duration_s;
	if (meter->order == INTERVAL_NESTED)
		from_s = fmax(from_s, meter->drawn_s);
	if (from_s < INTERVAL_EPOCH_LEAST_S)
		trace_mean(meter->trace, from_s, end_s, power_w);
	else
		course_add(meter->trace, meter->reading, from_s, end_s,
		    power_w);
	meter->drawn_s = fmax(end_s, meter->drawn_s);
}

static void
add_energy(struct interval_meter *meter, const struct window *window,
    double share)
{
	double total_j = 0, energy_j;
	size_t i;

	for (i = 0; i < meter->part_count; i++) {
		struct part *part = &meter->parts[i];

		energy_j = i < window->parts ? window->energy_j[i] :
					       (double)NAN;
		if (isnan(energy_j)) {
			if (part->missing++ == 0)
				part->missing_pos = window->pos;
			continue;
		}
		part->stated++;
		sum_add(&part->energy_j, energy_j * share);
		if (window->duration_s >= power_least_s)
			part->max_w = fmax(part->max_w,
			    energy_j / window->duration_s);
		if (part->role != PART_INSIDE)
			total_j += energy_j;
	}
	if (window->duration_s >= power_least_s) {
		meter->max_w = fmax(meter->max_w,
		    total_j / window->duration_s);
		draw(meter, window, total_j / window->duration_s);
	}
}

static void
count_window(struct interval_meter *meter, const struct window *window,
    double share)
{
	if (share <= 0)
		return;
	if (meter->used++ == 0)
		meter->first_pos = window->pos;
	note_time(meter, window, share);
	add_energy(meter, window, share);
}

/* What is wrong with the interval, or NULL. */
static const char *
fault_of(const struct interval_meter *meter, const struct interval *interval)
{
	double seconds = interval->duration_s;
	size_t i, stated = 0;

	if (isinf(interval->start_s) || isinf(seconds) || seconds < 0)
		return "the time is not one";
	for (i = 0; i < meter->part_count; i++) {
		double energy_j = interval->energy_j[i];

		if (isnan(energy_j))
			continue;
		stated++;
		if (!(energy_j >= 0) || isinf(energy_j))
			return "the energy is negative";
		if (seconds >= power_least_s &&
		    energy_j / seconds > POWER_MAX_W)
			return "the energy is more than 100 kW give in its "
			    "time";
	}
	return stated == 0 ? "no energy in its cells" : NULL;
}

static void
keep_window(struct interval_meter *meter, const struct window *window)
{
	struct arena *arena = meter->reading->arena;
	struct window *kept;

	if (meter->window_count == WINDOWS_MAX) {
		if (!meter->limit_said)
			diag(meter->reading->diags, DIAG_LOG_PARTIAL,
			    window->pos, "more than %d windows; the rest is "
			    "left out", (int)WINDOWS_MAX);
		meter->limit_said = true;
		return;
	}
	meter->windows = arena_grow(arena, meter->windows,
	    meter->window_count, sizeof *meter->windows);
	kept = &meter->windows[meter->window_count++];
	*kept = *window;
	kept->energy_j = arena_alloc(arena,
	    (window->parts + 1) * sizeof *kept->energy_j);
	if (window->parts > 0)
		memcpy(kept->energy_j, window->energy_j,
		    window->parts * sizeof *kept->energy_j);
}

bool
interval_add(struct interval_meter *meter, const struct interval *interval)
{
	double energy_j[INTERVAL_PARTS];
	struct window window = {
		.start_s = interval->start_s,
		.duration_s = interval->duration_s,
		.energy_j = energy_j,
		.parts = meter->part_count,
		.pos = interval->pos,
	};
	const char *fault = fault_of(meter, interval);

	if (fault != NULL) {
		row_skip(meter->reading, interval->pos, "%s", fault);
		return false;
	}
	if (window.parts > 0)
		memcpy(energy_j, interval->energy_j,
		    window.parts * sizeof energy_j[0]);
	if (meter->order == INTERVAL_NESTED)
		keep_window(meter, &window);
	else
		count_window(meter, &window, share_in_window(meter,
		    window.start_s, window.duration_s));
	return true;
}

/* By start; of those that begin together the longest first. */
static int
by_start(const void *a, const void *b)
{
	const struct window *x = a, *y = b;

	if (x->start_s < y->start_s)
		return -1;
	if (x->start_s > y->start_s)
		return 1;
	if (x->duration_s > y->duration_s)
		return -1;
	if (x->duration_s < y->duration_s)
		return 1;
	return x->pos.line < y->pos.line ? -1 : x->pos.line > y->pos.line;
}

/* The share of the window behind UNTIL_S; stamps that nearly meet do. */
static double
share_behind(const struct window *window, double until_s)
{
	double slack_s = fmin(power_least_s, window->duration_s / 10);
	double hidden_s = until_s - window->start_s;

	if (!(hidden_s > slack_s))
		return 1;
	if (hidden_s >= window->duration_s - slack_s)
		return 0;
	return 1 - hidden_s / window->duration_s;
}

static double
total_of(const struct interval_meter *meter, const struct window *window)
{
	double total_j = 0;
	size_t i;

	for (i = 0; i < window->parts; i++)
		if (meter->parts[i].role != PART_INSIDE &&
		    !isnan(window->energy_j[i]))
			total_j += window->energy_j[i];
	return total_j;
}

/* What was stated more than once. */
struct overlap {
	size_t count;
	struct sum stated_j, counted_j;
	struct pos pos;
};

static void
say_overlap(struct interval_meter *meter, const struct overlap *overlap)
{
	if (overlap->count == 0)
		return;
	diag(meter->reading->diags, DIAG_LOG_OVERLAP, overlap->pos,
	    "%zu of %zu windows lie inside others or overlap them: %.6g J "
	    "are stated in all, %.6g J when each second counts once",
	    overlap->count, meter->window_count,
	    sum_value(&overlap->stated_j), sum_value(&overlap->counted_j));
}

/* Windows whose stamps tell nothing (all 0) can't be laid side by side. */
static bool
has_stamps(const struct interval_meter *meter)
{
	size_t i;

	for (i = 0; i < meter->window_count; i++)
		if (!(meter->windows[i].start_s > 0) ||
		    isnan(meter->windows[i].duration_s))
			return false;
	return true;
}

static void
count_windows(struct interval_meter *meter)
{
	struct overlap overlap = { 0 };
	double until_s = -HUGE_VAL, share, total_j;
	size_t i;

	qsort(meter->windows, meter->window_count, sizeof *meter->windows,
	    by_start);
	for (i = 0; i < meter->window_count; i++) {
		const struct window *window = &meter->windows[i];

		share = share_behind(window, until_s);
		total_j = total_of(meter, window);
		sum_add(&overlap.stated_j, total_j);
		sum_add(&overlap.counted_j, total_j * share);
		if (share < 1 && overlap.count++ == 0)
			overlap.pos = window->pos;
		until_s = fmax(until_s, window->start_s + window->duration_s);
		count_window(meter, window, share * share_in_window(meter,
		    window->start_s, window->duration_s));
	}
	say_overlap(meter, &overlap);
}

static void
count_stampless(struct interval_meter *meter)
{
	size_t i;

	if (meter->window_count > 1)
		diag(meter->reading->diags, DIAG_LOG_OVERLAP,
		    meter->windows[0].pos, "the rows carry no clock time: "
		    "whether one measurement lies inside another cannot be "
		    "seen, and all are added");
	for (i = 0; i < meter->window_count; i++) {
		meter->windows[i].start_s = (double)NAN;
		count_window(meter, &meter->windows[i], share_in_window(meter,
		    (double)NAN, (double)NAN));
	}
}

bool
interval_finish(struct interval_meter *meter)
{
	if (meter->window_count > 0 && has_stamps(meter))
		count_windows(meter);
	else if (meter->window_count > 0)
		count_stampless(meter);
	return interval_record(meter);
}
