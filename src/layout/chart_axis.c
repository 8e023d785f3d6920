/*
 * Axes: ranges rounded outward to decades or to steps of 1, 2 or 5, and as
 * many labels as there is room for.
 */
#include "layout/chart_axis.h"

#include <math.h>

#include "base/arena.h"
#include "document/chart.h"
#include "layout/layout.h"

#define EDGE 1e-9         /* a value on a decade does not ask for the next */
#define VALUE_MAX 1e300
#define SPAN_LEAST 1e-9   /* of the larger end: what is nearer is the same */
#define LABEL_SPACE 0.9   /* em between labels */
#define LABEL_HEIGHT 1.7  /* em from label to label on a vertical axis */
#define COUNTED_MAX 1e9   /* steps from 0 that are counted exactly */
#define MINOR_SPACE 22.0  /* points: shorter decades have no minor ticks */
#define MINUS "\xe2\x88\x92"

enum {
	STEPS = 5,            /* about so many on a linear axis */
	PLAIN_DECADES_MAX = 7,  /* labels past 10,000,000 are powers */
	PLAIN_DECADES_MIN = -4,
	LINEAR_DIGITS_MAX = 8,  /* up to 999,999,999 */
	DECADES_FINE = 2,     /* up to so many decades also 2 and 5 are labelled */
	TICKS_MAX = 1000
};

/* What is larger can't be rounded outward, nor what is smaller divided. */
static bool
usable(bool logarithmic, double value)
{
	return fabs(value) <= VALUE_MAX && (!logarithmic || value > 0);
}

void
reach_include(struct reach *reach, const struct doc_scale *scale,
    double value)
{
	if (!usable(scale->kind == SCALE_LOG, value))
		return;
	reach->least = fmin(reach->least, value);
	reach->most = fmax(reach->most, value);
}

/* 1, 2 or 5 times a power of ten, at least STEP. */
static double
round_step(double step)
{
	double power = pow(10, floor(log10(step) + EDGE));
	double digit = step / power;

	return power * (digit <= 1 + EDGE ? 1 :
		digit <= 2 + EDGE ? 2 :
		digit <= 5 + EDGE ? 5 :
				    10);
}

/* What divides a clock's next unit; beyond it decimal steps of that. */
static double
clock_step(double step, double cycle)
{
	static const double parts[] = { 1, 2, 3, 5, 6, 10, 12, 15, 30 };
	size_t i;

	if (step <= 1)
		return round_step(step);
	if (step > cycle)
		return cycle * round_step(step / cycle);
	for (i = 0; i < sizeof parts / sizeof parts[0]; i++)
		if (parts[i] >= step && parts[i] < cycle &&
		    fmod(cycle, parts[i]) == 0)
			return parts[i];
	return cycle;
}

static double
next_step(const struct axis *axis, double step)
{
	return axis->cycle > 0 ? clock_step(step, axis->cycle) :
				 round_step(step);
}

static void
linear_range(struct axis *axis, double low, double high)
{
	double least = fmax(fabs(low), fabs(high)) * SPAN_LEAST;

	if (high - low <= fmax(least, 1 / VALUE_MAX)) {
		least = least > 0 ? fmax(fabs(low), fabs(high)) / 10 : 1;
		high += least;
		low -= low == 0 ? 0 : least;
	}
	axis->step = next_step(axis, (high - low) / STEPS);
	axis->low = floor(low / axis->step + EDGE) * axis->step;
	axis->high = ceil(high / axis->step - EDGE) * axis->step;
	if (axis->to_data)
		axis->high = fmax(high, axis->low + axis->step);
}

static void
log_range(struct axis *axis, double low, double high)
{
	axis->low = floor(log10(low) + EDGE);
	axis->high = ceil(log10(high) - EDGE);
	if (axis->high <= axis->low) {
		axis->low -= 1;
		axis->high = axis->low + 2;
	}
}

struct axis
axis_of(const struct doc_scale *scale, struct reach reach)
{
	struct axis axis = {
		.logarithmic = scale->kind == SCALE_LOG,
		.to_data = scale->kind == SCALE_TIME,
		.cycle = scale->kind == SCALE_TIME ? scale->cycle : 0,
	};

	if (scale->least < scale->most) {
		reach_include(&reach, scale, scale->least);
		reach_include(&reach, scale, scale->most);
	}
	axis.empty = reach.least > reach.most;
	if (axis.empty)
		return axis;
	if (scale->zero)
		reach_include(&reach, scale, 0);
	if (axis.logarithmic)
		log_range(&axis, reach.least, reach.most);
	else
		linear_range(&axis, reach.least, reach.most);
	return axis;
}

bool
axis_shows(const struct axis *axis, double value)
{
	return !axis->empty && usable(axis->logarithmic, value);
}

double
axis_at(const struct axis *axis, double value)
{
	if (axis->logarithmic)
		value = log10(value);
	return fmin(1, fmax(0,
	    (value - axis->low) / (axis->high - axis->low)));
}

/* "1,000", or "10^{9}" on an axis that goes too far for that. */
static struct run
decade_label(struct layout *layout, const struct axis *axis,
    const struct text_style *style, int decade, int digit)
{
	struct number_style number = {
		.decimals = decade < 0 ? -decade : 0,
		.language = layout->words,
	};
	struct run run = { 0 };
	const char *text;

	if (axis->high > PLAIN_DECADES_MAX || axis->low < PLAIN_DECADES_MIN)
		text = arena_printf(layout->arena, "10^{%s%d}",
		    decade < 0 ? MINUS : "", decade < 0 ? -decade : decade);
	else
		text = text_number(digit * pow(10, decade), &number,
		    layout->arena).text;
	run_add_markup(layout, &run, style, span_of(text));
	return run;
}

static int
exponent(double value)
{
	return (int)floor(log10(value) + EDGE);
}

/* "200,000", or "2×10^{12}" on an axis whose numbers would be too long. */
static const char *
linear_text(const struct layout *layout, const struct axis *axis, double value)
{
	double largest = fmax(fabs(axis->low), fabs(axis->high));
	int step = exponent(axis->step), top = exponent(largest);
	struct number_style number = { .decimals = step < 0 ? -step : 0,
		.language = layout->words };
	struct arena *arena = layout->arena;

	if (value == 0 || (top <= LINEAR_DIGITS_MAX &&
	    step >= PLAIN_DECADES_MIN))
		return text_number(value, &number, arena).text;
	number.decimals = top - step;
	return arena_printf(arena, "%s\xc3\x97" "10^{%s%d}",
	    text_number(value / pow(10, top), &number, arena).text,
	    top < 0 ? MINUS : "", top < 0 ? -top : top);
}

static struct run
linear_label(struct layout *layout, const struct axis *axis,
    const struct text_style *style, double value)
{
	struct run run = { 0 };

	run_add_markup(layout, &run, style,
	    span_of(linear_text(layout, axis, value)));
	return run;
}

double
axis_end_width(struct layout *layout, const struct axis *axis,
    const struct text_style *style, bool right)
{
	double value = right ? axis->high : axis->low;

	if (axis->empty)
		return 0;
	return axis->logarithmic ?
	    decade_label(layout, axis, style, (int)value, 1).width :
	    linear_label(layout, axis, style, value).width;
}

static void
add_tick(struct layout *layout, struct axis *axis, double at,
    struct run label, bool grid)
{
	axis->ticks = arena_grow(layout->arena, axis->ticks,
	    axis->tick_count, sizeof *axis->ticks);
	axis->ticks[axis->tick_count++] = (struct axis_tick){
		.at = at, .label = label, .grid = grid,
	};
}

/* Adds the ticks between a decade and the next; 2 and 5 with labels when FINE. */
static void
add_minor(struct layout *layout, struct axis *axis,
    const struct text_style *style, int decade, bool fine)
{
	struct run label;
	int digit;

	for (digit = 2; digit < 10; digit++) {
		label = (struct run){ 0 };
		if (fine && (digit == 2 || digit == 5))
			label = decade_label(layout, axis, style, decade,
			    digit);
		add_tick(layout, axis, axis_at(axis,
		    digit * pow(10, decade)), label, label.count != 0);
	}
}

/* The room that a label takes along the axis. */
static double
label_room(struct layout *layout, const struct axis *axis,
    const struct text_style *style)
{
	if (axis->vertical)
		return LABEL_HEIGHT * style->size;
	return LABEL_SPACE * style->size +
	    fmax(axis_end_width(layout, axis, style, true),
		axis_end_width(layout, axis, style, false));
}

static void
log_ticks(struct layout *layout, struct axis *axis,
    const struct text_style *style, double width)
{
	int low = (int)axis->low, high = (int)axis->high, decade, every = 1;
	double each = width / (high - low);
	double label = label_room(layout, axis, style);
	bool fine = high - low <= DECADES_FINE && high <= PLAIN_DECADES_MAX &&
	    low >= PLAIN_DECADES_MIN && label <= each * log10(2);
	struct run none = { 0 };

	while (every * each < label && every <= high - low)
		every++;
	for (decade = low; decade <= high; decade++) {
		add_tick(layout, axis, axis_at(axis, pow(10, decade)),
		    (decade - low) % every == 0 ?
		    decade_label(layout, axis, style, decade, 1) : none,
		    true);
		if (decade < high && each >= MINOR_SPACE)
			add_minor(layout, axis, style, decade, fine);
	}
}

/* True for 1, 2, 4 or 5 times a power of ten, and for what divides a clock. */
static bool
is_round(const struct axis *axis, double step)
{
	double digit = step / pow(10, floor(log10(step) + EDGE));

	if (axis->cycle > 0 && step > 1)
		return fabs(next_step(axis, step * (1 - EDGE)) - step) <
		    EDGE * step;
	return fabs(digit - rint(digit)) < EDGE * 10 &&
	    (rint(digit) <= 2 || rint(digit) == 4 || rint(digit) == 5);
}

/* How many steps from label to label: round numbers again, or both ends; more than COUNT when there is room for one alone. */
static int
label_steps(const struct axis *axis, double each, double room, int count)
{
	int every;

	for (every = 1; every <= count; every++)
		if (every * each >= room &&
		    is_round(axis, every * axis->step))
			return every;
	return count * each >= room ? count : count + 1;
}

static void
linear_ticks(struct layout *layout, struct axis *axis,
    const struct text_style *style, double width)
{
	double count = floor((axis->high - axis->low) / axis->step + EDGE);
	double first = rint(axis->low / axis->step);
	struct run none = { 0 };
	double value;
	int i, from, every = label_steps(axis,
	    axis->step * width / (axis->high - axis->low),
	    label_room(layout, axis, style), (int)fmin(count, TICKS_MAX));

	from = (int)fmod(every - fmod(first, every), every);
	if (fabs(first) > COUNTED_MAX || from + every > count)
		from = 0;
	for (i = 0; i <= count && i < TICKS_MAX; i++) {
		value = (first + i) * axis->step;
		add_tick(layout, axis, axis_at(axis, value),
		    (i - from) % every == 0 ?
		    linear_label(layout, axis, style, value) : none, true);
	}
}

void
axis_ticks(struct layout *layout, struct axis *axis,
    const struct text_style *style, double length)
{
	axis->ticks = NULL;
	axis->tick_count = 0;
	if (axis->empty)
		return;
	if (axis->logarithmic)
		log_ticks(layout, axis, style, length);
	else
		linear_ticks(layout, axis, style, length);
}
