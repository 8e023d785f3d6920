/*
 * Axes: ranges rounded outward to decades or to steps of 1, 2 or 5, and as
 * many labels as there is room for.
 */
#include "layout/chart_axis.h"

#include <math.h>

#include "base/arena.h"
#include "layout/layout.h"

#define EDGE 1e-9         /* a value on a decade does not ask for the next */
#define VALUE_MAX 1e300
#define LABEL_SPACE 0.9   /* em between labels */
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

static void
include(const struct doc_chart *chart, double value, double *low,
    double *high)
{
	if (!usable(chart->logarithmic, value))
		return;
	*low = fmin(*low, value);
	*high = fmax(*high, value);
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

static void
linear_range(struct axis *axis, double low, double high)
{
	low = fmin(low, 0);
	high = fmax(high, 0);
	if (high - low < 1 / VALUE_MAX)
		high = low + 1;
	axis->step = round_step((high - low) / STEPS);
	axis->low = floor(low / axis->step + EDGE) * axis->step;
	axis->high = ceil(high / axis->step - EDGE) * axis->step;
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
axis_of(const struct doc_chart *chart)
{
	struct axis axis = { .logarithmic = chart->logarithmic };
	double low = (double)INFINITY, high = -(double)INFINITY;
	size_t i;

	for (i = 0; i < chart->mark_count; i++) {
		if (!usable(chart->logarithmic, chart->marks[i].value))
			continue;
		include(chart, chart->marks[i].value, &low, &high);
		include(chart, chart->marks[i].low, &low, &high);
		include(chart, chart->marks[i].high, &low, &high);
	}
	for (i = 0; i < chart->reference_count; i++)
		include(chart, chart->references[i].value, &low, &high);
	axis.empty = low > high;
	if (axis.empty)
		return axis;
	if (axis.logarithmic)
		log_range(&axis, low, high);
	else
		linear_range(&axis, low, high);
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
linear_text(const struct axis *axis, double value, struct arena *arena)
{
	double largest = fmax(fabs(axis->low), fabs(axis->high));
	int step = exponent(axis->step), top = exponent(largest);
	struct number_style number = { .decimals = step < 0 ? -step : 0 };

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
	    span_of(linear_text(axis, value, layout->arena)));
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

static void
log_ticks(struct layout *layout, struct axis *axis,
    const struct text_style *style, double width)
{
	int low = (int)axis->low, high = (int)axis->high, decade, every = 1;
	double each = width / (high - low);
	double label = LABEL_SPACE * style->size +
	    fmax(axis_end_width(layout, axis, style, true),
		axis_end_width(layout, axis, style, false));
	bool fine = high - low <= DECADES_FINE && high <= PLAIN_DECADES_MAX &&
	    low >= PLAIN_DECADES_MIN && label <= each * log10(2);
	struct run none = { 0 };

	while (every * each < label && every < high - low)
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

static void
linear_ticks(struct layout *layout, struct axis *axis,
    const struct text_style *style, double width)
{
	double count = rint((axis->high - axis->low) / axis->step);
	double label = LABEL_SPACE * style->size +
	    fmax(axis_end_width(layout, axis, style, true),
		axis_end_width(layout, axis, style, false));
	struct run none = { 0 };
	double value;
	int i, every = 1;

	while (every * width / count < label && every < count)
		every++;
	for (i = 0; i <= count && i < TICKS_MAX; i++) {
		value = axis->low + i * axis->step;
		add_tick(layout, axis, axis_at(axis, value), i % every == 0 ?
		    linear_label(layout, axis, style, value) : none, true);
	}
}

void
axis_ticks(struct layout *layout, struct axis *axis,
    const struct text_style *style, double width)
{
	axis->ticks = NULL;
	axis->tick_count = 0;
	if (axis->empty)
		return;
	if (axis->logarithmic)
		log_ticks(layout, axis, style, width);
	else
		linear_ticks(layout, axis, style, width);
}
