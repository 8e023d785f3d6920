/*
 * Bins are aligned to multiples of their width, a power of two; when a time
 * does not fit any more, the width is doubled and neighbours are merged. So
 * the bins depend on the readings alone, not on their order.
 */
#include "base/trace.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"

#define WIDTH_LEAST 0.0009765625 /* 2^-10 s */
#define GAP_STEPS 10.0           /* of the usual size */
#define TIME_MOST 1e13           /* s: far past any clock; bins count exactly */

struct trace *
trace_new(struct arena *arena)
{
	struct trace *trace = arena_alloc(arena, sizeof *trace);

	trace->width_s = WIDTH_LEAST;
	return trace;
}

static bool
in_time(double time_s)
{
	return fabs(time_s) <= TIME_MOST;
}

static void
clear_bin(struct trace_bin *bin)
{
	*bin = (struct trace_bin){ .least = (double)NAN, .most = (double)NAN };
}

static void
merge_bin(struct trace_bin *into, const struct trace_bin *bin)
{
	into->least = fmin(into->least, bin->least);
	into->most = fmax(into->most, bin->most);
	into->area += bin->area;
	into->covered_s += bin->covered_s;
}

/* Doubles the width. */
static void
coarsen(struct trace *trace)
{
	double first = floor(trace->first / 2);
	size_t i, to, count = 0;
	struct trace_bin bin;

	for (i = 0; i < trace->count; i++) {
		bin = trace->bins[i];
		to = (size_t)(floor((trace->first + (double)i) / 2) - first);
		if (to >= count)
			clear_bin(&trace->bins[count++]);
		merge_bin(&trace->bins[to], &bin);
	}
	trace->first = first;
	trace->count = count;
	trace->width_s *= 2;
}

/* Makes bins up to LAST, or before the first. */
static void
extend(struct trace *trace, double first, double last)
{
	size_t shift = (size_t)(trace->first - first);
	size_t count = (size_t)(last - first) + 1, i;

	memmove(trace->bins + shift, trace->bins,
	    trace->count * sizeof trace->bins[0]);
	for (i = 0; i < shift; i++)
		clear_bin(&trace->bins[i]);
	for (i = shift + trace->count; i < count; i++)
		clear_bin(&trace->bins[i]);
	trace->first = first;
	trace->count = count;
}

/* The bin of a time, made when it is new. */
static size_t
bin_at(struct trace *trace, double time_s)
{
	double at = floor(time_s / trace->width_s), first, last;

	if (trace->count > 0 && at >= trace->first &&
	    at < trace->first + (double)trace->count)
		return (size_t)(at - trace->first);
	if (trace->count == 0)
		trace->first = at;
	for (;;) {
		first = fmin(at, trace->first);
		last = fmax(at, trace->first + (double)trace->count - 1);
		if (last - first < TRACE_BINS)
			break;
		coarsen(trace);
		at = floor(time_s / trace->width_s);
	}
	extend(trace, first, last);
	return (size_t)(at - trace->first);
}

void
trace_reading(struct trace *trace, double time_s, double value)
{
	struct trace_bin *bin;

	if (!in_time(time_s) || !isfinite(value))
		return;
	bin = &trace->bins[bin_at(trace, time_s)];
	bin->least = fmin(bin->least, value);
	bin->most = fmax(bin->most, value);
}

void
trace_stretch(struct trace *trace, double from_s, double from_value,
    double to_s, double to_value)
{
	double slope, start, end, middle;
	size_t i, first, last;

	if (!in_time(from_s) || !in_time(to_s) || !(from_s < to_s) ||
	    !isfinite(from_value) || !isfinite(to_value))
		return;
	slope = (to_value - from_value) / (to_s - from_s);
	last = bin_at(trace, to_s);
	first = bin_at(trace, from_s);
	/* the second may have coarsened the first's bins */
	last = bin_at(trace, to_s);
	for (i = first; i <= last; i++) {
		start = fmax(from_s,
		    (trace->first + (double)i) * trace->width_s);
		end = fmin(to_s,
		    (trace->first + (double)i + 1) * trace->width_s);
		if (!(start < end))
			continue;
		middle = from_value + slope * ((start + end) / 2 - from_s);
		trace->bins[i].area += middle * (end - start);
		trace->bins[i].covered_s += end - start;
	}
}

/* What ends where a bin begins is not in it. */
void
trace_mean(struct trace *trace, double from_s, double to_s, double value)
{
	size_t i, last;

	if (!in_time(from_s) || !in_time(to_s) || !(from_s < to_s) ||
	    !isfinite(value))
		return;
	to_s = nextafter(to_s, from_s);
	trace_stretch(trace, from_s, value, to_s, value);
	last = bin_at(trace, to_s);
	for (i = bin_at(trace, from_s); i <= last; i++) {
		trace->bins[i].least = fmin(trace->bins[i].least, value);
		trace->bins[i].most = fmax(trace->bins[i].most, value);
	}
}

void
trace_follow(struct trace_pen *pen, double time_s, double value)
{
	struct trace *trace = pen->trace;
	double step = time_s - pen->last_s;

	trace_reading(trace, time_s, value);
	if (pen->readings++ > 0 && (pen->steps == 0 ||
	    step * (double)pen->steps <= GAP_STEPS * pen->steps_s)) {
		trace_stretch(trace, pen->last_s, pen->last_value, time_s,
		    value);
		pen->steps_s += step;
		pen->steps++;
	}
	pen->last_s = time_s;
	pen->last_value = value;
}

void
trace_join(struct trace *trace, const struct trace *from)
{
	struct trace copy = *from;
	size_t i;

	if (from->count == 0)
		return;
	while (copy.width_s < trace->width_s)
		coarsen(&copy);
	while (trace->width_s < copy.width_s)
		coarsen(trace);
	for (i = 0; i < copy.count; i++)
		merge_bin(&trace->bins[bin_at(trace,
		    (copy.first + (double)i + 0.5) * copy.width_s)],
		    &copy.bins[i]);
}
