/*
 * Charts of numbers that others have worked out for one model: under each
 * method, in each region, with each input at its ends.
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/word.h"
#include "document/build.h"
#include "document/charts.h"
#include "document/methods.h"
#include "document/story.h"
#include "document/text.h"

/* The set that the request means: of its model, else the first. */
static const struct chart_values *
chosen(const struct chart_values *const *list,
    const struct chart_request *request)
{
	if (list == NULL)
		return NULL;
	for (; *list != NULL; list++)
		if (request->model == NULL || ((*list)->model != NULL &&
		    strcmp((*list)->model, request->model) == 0))
			return *list;
	return NULL;
}

static bool
spans_decades(const struct chart_values *values)
{
	double least = HUGE_VAL, most = -HUGE_VAL;
	size_t i;

	for (i = 0; i < values->count; i++) {
		least = fmin(least, values->rows[i].value);
		most = fmax(most, values->rows[i].value);
	}
	return least <= most && chart_spans_decades(least, most);
}

static void
add_base(struct builder *b, struct doc_chart *chart,
    const struct chart_values *values)
{
	const struct number_style *style = chart_style(b, values->unit);

	if (!isfinite(values->base))
		return;
	chart_add_reference(b, chart, (struct doc_reference){
		.label = word(b, values->base_label),
		.text = phrase(b, "{number} {unit}", "number",
		    chart_number(b, values->base, style), "unit",
		    say_unit(b, style->unit), NULL),
		.value = unit_from_base(style->unit, values->base),
	});
}

static void
add_row(struct builder *b, struct doc_chart *chart,
    const struct chart_value *value, const char *text)
{
	chart_add_row(b, chart, (struct doc_category){
		.label = value->name,
		.detail = value->detail == NULL ? "" : value->detail,
		.text = text,
	});
}

/* The line, the title of the axis, the caption, and WHAT it is in words. */
static void
finish(struct builder *b, struct doc_chart *chart,
    const struct chart_values *values, const char *what, const char *caption)
{
	const char *unit = say_unit(b, chart_style(b, values->unit)->unit);
	const char *subject = word(b, values->subject);

	add_base(b, chart, values);
	chart->x.title = chart_axis_title(b, subject,
	    unit_dimension(values->unit) != DIM_MASS ? unit :
	    phrase(b, "{unit} CO_{2}e", "unit", unit, NULL),
	    chart->x.kind == SCALE_LOG);
	chart->caption = values->caption != NULL &&
	    values->caption[0] != '\0' ? word(b, values->caption) :
					 word(b, caption);
	chart_say(b, chart, phrase(b, what, "subject",
	    text_plain(subject, b->arena), "unit", unit, NULL));
}

/* A dot a row; the study's own is filled, the others are hollow. */
static struct doc_chart *
dots(struct builder *b, const struct chart_values *values,
    const char *caption)
{
	const struct number_style *style = chart_style(b, values->unit);
	struct doc_chart *chart = chart_new(b,
	    spans_decades(values) ? SCALE_LOG : SCALE_LINEAR, SCALE_CATEGORY);
	struct doc_series *series = chart_add_series(b, chart, MARK_POINT,
	    CHART_MAIN, NULL, values->count);
	size_t i;

	chart->x.zero = true;
	for (i = 0; i < values->count; i++) {
		const struct chart_value *row = &values->rows[i];

		add_row(b, chart, row, chart_number(b, row->value, style));
		series->data[i].x = unit_from_base(style->unit, row->value);
		series->data[i].low = unit_from_base(style->unit, row->low);
		series->data[i].high = unit_from_base(style->unit, row->high);
		series->data[i].hollow = !row->own;
	}
	finish(b, chart, values, chart->x.kind == SCALE_LOG ?
	    WORD("Dot chart on a logarithmic scale: {subject}, in {unit}.") :
	    WORD("Dot chart: {subject}, in {unit}."), caption);
	chart_say_rows(b, chart, say_unit(b, style->unit));
	return chart;
}

static struct doc_chart *
build_methods(struct builder *b, const struct chart_request *request)
{
	const struct chart_facts *facts = b->options->chart_facts;
	const struct chart_values *values =
	    facts == NULL ? NULL : chosen(facts->methods, request);

	if (values == NULL)
		values = methods_values(b, request->model);
	return values == NULL ? chart_nothing(b, request, "methods",
	    "nothing was computed by other methods") : dots(b, values,
	    WORD("The same runs accounted for by each method; the filled dot is the one reported."));
}

static struct doc_chart *
build_regions(struct builder *b, const struct chart_request *request)
{
	const struct chart_facts *facts = b->options->chart_facts;
	const struct chart_values *values =
	    facts == NULL ? NULL : chosen(facts->regions, request);

	if (values == NULL)
		values = regions_values(b, request->model);
	return values == NULL ? chart_nothing(b, request, "regions",
	    "nothing was computed for other regions") : dots(b, values,
	    WORD("The same runs in other places; the filled dot is where they were."));
}

/* One side of a row: from the result to where the input's end takes it. */
static void
set_side(const struct builder *b, const struct chart_values *values,
    struct doc_datum *datum, double end, bool below)
{
	enum unit unit = chart_style(b, values->unit)->unit;
	double base = unit_from_base(unit, values->base);
	double to = unit_from_base(unit, end);

	if (!isfinite(to) || (to < base) != below)
		return;
	datum->low = fmin(base, to);
	datum->high = fmax(base, to);
}

/* "62 %", or what the result becomes: "12–34". */
static const char *
side_text(struct builder *b, const struct chart_values *values,
    const struct chart_value *row)
{
	const struct number_style percent = { .unit = UNIT_PERCENT,
		.decimals = 0 };
	const struct number_style *style = chart_style(b, values->unit);

	if (isfinite(row->share))
		return phrase(b, "{number} %", "number",
		    chart_number(b, row->share, &percent), NULL);
	if (!isfinite(row->low) || !isfinite(row->high))
		return "";
	return arena_printf(b->arena, "%s\xe2\x80\x93%s",
	    chart_number(b, row->low, style),
	    chart_number(b, row->high, style));
}

/* A tornado: with the input at its low end hatched, at its high end full. */
static struct doc_chart *
build_sensitivity(struct builder *b, const struct chart_request *request)
{
	const struct chart_facts *facts = b->options->chart_facts;
	const struct chart_values *values =
	    facts == NULL ? NULL : chosen(facts->sensitivity, request);
	struct doc_chart *chart;
	struct doc_series *low, *high;
	size_t i;

	if (values == NULL)
		values = sensitivity_values(b, request->model);
	if (values == NULL || !isfinite(values->base))
		return chart_nothing(b, request, "sensitivity",
		    "no input has a range");
	chart = chart_new(b, SCALE_LINEAR, SCALE_CATEGORY);
	chart_add_series(b, chart, MARK_RANGE, CHART_SECOND,
	    word(b, "lower result"), values->count);
	high = chart_add_series(b, chart, MARK_RANGE, CHART_MAIN,
	    word(b, "higher result"), values->count);
	low = &chart->series[0];
	for (i = 0; i < values->count; i++) {
		const struct chart_value *row = &values->rows[i];

		add_row(b, chart, row, side_text(b, values, row));
		set_side(b, values, &low->data[i], fmin(row->low, row->high),
		    true);
		set_side(b, values, &high->data[i], fmax(row->low, row->high),
		    false);
	}
	finish(b, chart, values,
	    WORD("Tornado chart: {subject}, in {unit}."),
	    WORD("The result with one input at a time at the ends of its range; percentages: its share of the variance."));
	chart_say_rows(b, chart, "");
	return chart;
}

const struct chart_kind chart_kind_methods = {
	.name = "methods",
	.title = "The same runs under each method",
	.build = build_methods,
};

const struct chart_kind chart_kind_regions = {
	.name = "regions",
	.title = "The same runs in other regions",
	.build = build_regions,
};

const struct chart_kind chart_kind_sensitivity = {
	.name = "sensitivity",
	.title = "Which input decides the result",
	.build = build_sensitivity,
};
