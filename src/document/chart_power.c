/*
 * Power over time, from the readings of a log: the mean, the band between
 * the least and the most reading, and gaps where there was none.
 */
#include <math.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/trace.h"
#include "document/build.h"
#include "document/charts.h"
#include "document/text.h"
#include "study/record.h"
#include "study/study.h"

#define SECONDS_PER_H 3600.0

enum { REASONS_MAX = 4 };

/* Of the bins, so many must hold a reading for a band to mean anything. */
static const double BAND_SHARE = 0.6;

/* The unit of time for a span of so many hours. */
static const struct {
	double hours;
	enum unit unit;
	double cycle;
} clocks[] = {
	{ 0.05, UNIT_S, 60 },
	{ 3, UNIT_MIN, 60 },
	{ 96, UNIT_H, 24 },
	{ HUGE_VAL, UNIT_D, 0 },
};

/* Power is shown in the next unit from so many of the smaller one. */
static const double UNIT_STEP = 10000;

/* The log that is drawn. */
struct course {
	const struct account_model *model;
	const struct record *record;
	const struct trace *trace;
	enum unit unit;  /* of time */
	enum unit power;
	double cycle;
	double least_w, most_w, mean_w, seconds;
};

static double
seconds_of(const struct trace *trace)
{
	return (double)trace->count * trace->width_s;
}

static void
offer(struct course *course, const struct account_model *model,
    const struct record *record)
{
	if (record == NULL || record->trace == NULL ||
	    record->trace->count == 0)
		return;
	if (course->trace != NULL &&
	    seconds_of(record->trace) <= seconds_of(course->trace))
		return;
	course->model = model;
	course->record = record;
	course->trace = record->trace;
}

/* The longest log of the models that the request means. */
static struct course
course_of(struct builder *b, const struct chart_request *request)
{
	struct course course = { .trace = NULL };
	size_t i, j, k;

	for (i = 0; i < b->account->model_count; i++) {
		const struct account_model *model = &b->account->models[i];

		if (request->model != NULL &&
		    strcmp(request->model, model->model->id.text) != 0)
			continue;
		for (j = 0; j < model->model->run_count; j++)
			for (k = 0; k < model->model->runs[j].log_count; k++)
				offer(&course, model,
				    model->model->runs[j].logs[k].record);
	}
	return course;
}

static void
choose_clock(struct course *course)
{
	size_t i = 0;

	course->seconds = seconds_of(course->trace);
	while (course->seconds / SECONDS_PER_H >= clocks[i].hours)
		i++;
	course->unit = clocks[i].unit;
	course->cycle = clocks[i].cycle;
}

/* When bin I begins, since the first, in the unit of time. */
static double
time_at(const struct course *course, double i)
{
	return unit_from_base(course->unit,
	    i * course->trace->width_s / SECONDS_PER_H);
}

static double
mean_of(const struct trace_bin *bin)
{
	return bin->covered_s > 0 ? bin->area / bin->covered_s :
				    (bin->least + bin->most) / 2;
}

static void
measure(struct course *course)
{
	const struct trace *trace = course->trace;
	double area = 0, covered_s = 0;
	size_t i;

	course->least_w = course->most_w = (double)NAN;
	for (i = 0; i < trace->count; i++) {
		course->least_w = fmin(course->least_w, trace->bins[i].least);
		course->most_w = fmax(course->most_w, trace->bins[i].most);
		area += trace->bins[i].area;
		covered_s += trace->bins[i].covered_s;
	}
	course->mean_w = covered_s > 0 ? area / covered_s : (double)NAN;
}

static void
choose_power(struct course *course)
{
	course->power = UNIT_W;
	if (course->most_w >= UNIT_STEP)
		course->power = UNIT_KW;
	if (unit_from_base(UNIT_KW, course->most_w) >= UNIT_STEP)
		course->power = UNIT_MW;
}

static bool
is_gap(const struct trace_bin *bin)
{
	return isnan(bin->least) && !(bin->covered_s > 0);
}

/* Whether readings are as dense as the bins. */
static bool
is_dense(const struct trace *trace)
{
	size_t i, read = 0, all = 0;

	for (i = 0; i < trace->count; i++) {
		read += isnan(trace->bins[i].least) ? 0 : 1;
		all += is_gap(&trace->bins[i]) ? 0 : 1;
	}
	return (double)read >= BAND_SHARE * (double)all;
}

static void
add_gaps(struct builder *b, struct doc_chart *chart,
    const struct course *course)
{
	const struct trace *trace = course->trace;
	struct doc_series *series = chart_add_series(b, chart, MARK_SPAN,
	    CHART_BLANK, word(b, "no readings"), trace->count);
	size_t i, n = 0, first;

	for (i = 0; i < trace->count; i++) {
		if (!is_gap(&trace->bins[i]))
			continue;
		for (first = i; i < trace->count &&
		    is_gap(&trace->bins[i]); i++)
			;
		series->data[n].low = time_at(course, (double)first);
		series->data[n++].high = time_at(course, (double)i);
	}
	series->count = n;
	if (n == 0)
		chart->series_count--;
}

static void
add_band(struct builder *b, struct doc_chart *chart,
    const struct course *course)
{
	const struct trace *trace = course->trace;
	struct doc_series *series = chart_add_series(b, chart, MARK_BAND,
	    CHART_SHADE, word(b, "lowest to highest reading"), trace->count);
	size_t i;

	for (i = 0; i < trace->count; i++) {
		const struct trace_bin *bin = &trace->bins[i];

		if (is_gap(bin))
			continue;
		series->data[i].x = time_at(course, (double)i + 0.5);
		series->data[i].low = unit_from_base(course->power,
		    isnan(bin->least) ? mean_of(bin) : bin->least);
		series->data[i].high = unit_from_base(course->power,
		    isnan(bin->most) ? mean_of(bin) : bin->most);
	}
}

static void
add_mean(struct builder *b, struct doc_chart *chart,
    const struct course *course)
{
	const struct trace *trace = course->trace;
	struct doc_series *series = chart_add_series(b, chart, MARK_LINE,
	    CHART_MAIN, word(b, "mean"), trace->count);
	size_t i;

	for (i = 0; i < trace->count; i++) {
		if (is_gap(&trace->bins[i]))
			continue;
		series->data[i].x = time_at(course, (double)i + 0.5);
		series->data[i].y = unit_from_base(course->power,
		    mean_of(&trace->bins[i]));
	}
}

static const char *
power(struct builder *b, const struct course *course, double power_w)
{
	const struct number_style style = { .unit = course->power,
		.decimals = DECIMALS_SIGNIFICANT, .significant = 3 };

	return chart_number(b, power_w, &style);
}

static void
say_course(struct builder *b, struct doc_chart *chart,
    const struct course *course)
{
	const struct number_style style = { .unit = course->unit,
		.decimals = DECIMALS_SIGNIFICANT, .significant = 3 };
	const char *numbers = phrase(b,
	    "mean {mean} {power}, lowest {lowest} {power}, highest {highest} {power}, over {time} {unit}",
	    "mean", power(b, course, course->mean_w), "power",
	    say_unit(b, course->power), "lowest",
	    power(b, course, course->least_w), "highest",
	    power(b, course, course->most_w),
	    "time", chart_number(b, course->seconds / SECONDS_PER_H, &style),
	    "unit", say_unit(b, course->unit), NULL);

	chart->caption = phrase(b, "Power of {model}: {numbers}.", "model",
	    model_phrase(b, course->model), "numbers", numbers, NULL);
	chart_say(b, chart, phrase(b,
	    "Line chart of power over time of {model}: {numbers}.", "model",
	    text_plain(course->model->model->name.text, b->arena), "numbers",
	    numbers, NULL));
}

/* Why a log that was read gives no course of power. */
static const char *
why_none(const struct record *record)
{
	if (record->kind == RECORD_NONE && record->rows > 1 &&
	    record->device_list_count > 0)
		return "its readings bear no time";
	if (record->kind == RECORD_NONE &&
	    (!isnan(record->machine.accelerator_power_w) ||
		record->device_list_count > 0))
		return "each power in it was read once";
	if (record->kind == RECORD_NONE)
		return "it states no power";
	return "it states what whole runs used, not power over time";
}

static const char *
file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

/* "result.txt (nanogpt-log): it states no power; ...", a sentence of the logs of the models that the request means. */
static const char *
reasons(struct builder *b, const struct chart_request *request)
{
	const char *list = "";
	size_t i, j, k, count = 0;

	for (i = 0; i < b->account->model_count; i++) {
		const struct model *model = b->account->models[i].model;

		for (j = 0; j < model->run_count; j++)
			for (k = 0; k < model->runs[j].log_count; k++) {
				const struct record *record =
				    model->runs[j].logs[k].record;

				if (record == NULL || (request->model != NULL &&
				    strcmp(request->model, model->id.text) != 0))
					continue;
				if (count++ < REASONS_MAX)
					list = arena_printf(b->arena,
					    "%s; %s (%s): %s", list,
					    file_name(record->file),
					    record->format, why_none(record));
			}
	}
	if (count > REASONS_MAX)
		list = arena_printf(b->arena, "%s; and %zu more", list,
		    count - REASONS_MAX);
	return list;
}

static struct doc_chart *
build_power(struct builder *b, const struct chart_request *request)
{
	struct course course = course_of(b, request);
	struct doc_chart *chart;

	if (course.trace == NULL)
		return chart_nothing(b, request, "power",
		    arena_printf(b->arena, "no log with power over time was "
			"read%s", reasons(b, request)));
	choose_clock(&course);
	measure(&course);
	choose_power(&course);
	chart = chart_new(b, SCALE_TIME, SCALE_LINEAR);
	chart->x.cycle = course.cycle;
	chart->x.zero = chart->y.zero = true;
	chart->x.title = chart_axis_title(b,
	    word(b, "Time since the first reading"), say_unit(b, course.unit),
	    false);
	chart->y.title = chart_axis_title(b, !course.record->trace_each ||
	    course.record->devices < 2 ?
		word(b, "Power") :
		phrase(b, "Power of one of {n} devices", "n",
		    say_count(b, (size_t)course.record->devices), NULL),
	    say_unit(b, course.power), false);
	add_gaps(b, chart, &course);
	if (is_dense(course.trace))
		add_band(b, chart, &course);
	add_mean(b, chart, &course);
	say_course(b, chart, &course);
	return chart;
}

const struct chart_kind chart_kind_power = {
	.name = "power",
	.title = "Power over time, from a log",
	.build = build_power,
};
