/*
 * Emissions of models: dots on a scale that holds what people know, or bars
 * when there are few.
 */
#include <math.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/word.h"
#include "catalog/catalog.h"
#include "document/build.h"
#include "document/charts.h"
#include "document/text.h"
#include "study/study.h"

static double
weight(const struct account_model *model)
{
	return model->line.co2e->known ? model->line.co2e->value : (double)NAN;
}

static void
add_reference(struct builder *b, struct doc_chart *chart,
    const struct figure *one)
{
	chart_add_reference(b, chart, (struct doc_reference){
		.label = word(b, one->name),
		.text = equivalent_text(b, one),
		.value = unit_from_base(b->styles.mass.unit, one->value),
	});
}

void
chart_add_equivalents(struct builder *b, struct doc_chart *chart)
{
	const struct figure *const *all = b->account->equivalents;
	bool chosen = b->account->equivalents_chosen;
	const struct figure *ends[2];
	size_t i;

	if (chart->row_count == 0)
		return;
	for (i = 0; chosen && i < b->account->equivalent_count; i++)
		add_reference(b, chart, all[i]);
	if (chosen || b->account->equivalent_count < 2)
		return;
	ends[0] = ends[1] = all[0];
	for (i = 1; i < b->account->equivalent_count; i++) {
		if (all[i]->value < ends[0]->value)
			ends[0] = all[i];
		if (all[i]->value > ends[1]->value)
			ends[1] = all[i];
	}
	add_reference(b, chart, ends[0]);
	add_reference(b, chart, ends[1]);
}

/* Whether the values and the references ask for a logarithmic scale. */
static bool
spans_decades(const struct doc_chart *chart)
{
	const struct doc_series *series = &chart->series[0];
	double least, most;
	size_t i;

	if (series->count == 0)
		return false;
	least = most = series->data[0].x;
	for (i = 0; i < series->count; i++) {
		least = fmin(least, series->data[i].x);
		most = fmax(most, series->data[i].x);
	}
	for (i = 0; i < chart->reference_count; i++)
		most = fmax(most, chart->references[i].value);
	return chart_spans_decades(least, most);
}

/* "BERT_{base} (TPUv2×16), GPT-2 (TPUv3×32)": those without emissions. */
static const char *
left_out(struct builder *b)
{
	const char *list = "";
	size_t i;

	for (i = 0; i < b->account->model_count; i++) {
		const struct account_model *model = &b->account->models[i];

		if (model->line.co2e->known)
			continue;
		list = list_add(b, list, model_phrase(b, model));
	}
	return list;
}

static const char *
caption(struct builder *b, const struct doc_chart *chart)
{
	const char *out = left_out(b);
	const char *text = phrase(b,
	    "Training emissions of the models in Table {n}.", "n",
	    say_count(b, b->main_table == NULL ? 1 :
		(size_t)b->main_table->number), NULL);

	text = sentence_add(b, text, chart_explains(b, chart));
	if (chart->reference_count != 0)
		text = sentence_add(b, text, phrase(b, "{words}.", "words",
		    with_cites(b,
			word(b, "Dashed lines: reference activities"),
			equivalent_cites(b)), NULL));
	return out[0] == '\0' ? text : sentence_add(b, text, phrase(b,
	    "Not shown, since not known: {models}.", "models", out, NULL));
}

static void
add_models(struct builder *b, struct doc_chart *chart,
    const struct chart_request *request, enum mark_kind mark)
{
	const struct number_style *style = &b->styles.mass;
	const struct account_model **models;
	struct doc_series *series;
	size_t i, count;

	models = chart_models(b, request, weight, &count);
	while (count > 0 && !models[count - 1]->line.co2e->known)
		count--;
	series = chart_add_series(b, chart, mark, CHART_MAIN, NULL, count);
	for (i = 0; i < count; i++) {
		const struct account_line *line = &models[i]->line;

		series->data[i] = chart_datum(line->co2e, style);
		series->data[i].hollow =
		    line->it_energy->quality == QUALITY_ASSUMED;
		chart_add_row(b, chart, (struct doc_category){
			.label = models[i]->model->name.text,
			.detail = models[i]->hardware == NULL ? "" :
								models[i]->hardware,
			.text = say_figure(b, line->co2e, BOUND_VALUE,
			    style),
		});
	}
}

/* The title of the axis, the caption, and WHAT it is with all values in words. */
static void
finish(struct builder *b, struct doc_chart *chart, const char *what)
{
	const char *unit = say_unit(b, b->styles.mass.unit);

	chart->x.title = chart_axis_title(b, word(b, "Training emissions"),
	    phrase(b, "{unit} CO_{2}e", "unit", unit, NULL),
	    chart->x.kind == SCALE_LOG);
	chart->caption = caption(b, chart);
	chart_say(b, chart, phrase(b, what, "unit", unit, NULL));
	if (chart->row_count == 0)
		chart_say(b, chart, word(b, "No value is known."));
	chart_say_rows(b, chart, unit);
}

static struct doc_chart *
build_emissions(struct builder *b, const struct chart_request *request)
{
	struct doc_chart *chart = chart_new(b, SCALE_LINEAR, SCALE_CATEGORY);

	add_models(b, chart, request, MARK_POINT);
	chart_add_equivalents(b, chart);
	if (spans_decades(chart))
		chart->x.kind = SCALE_LOG;
	chart->x.zero = true;
	finish(b, chart, chart->x.kind == SCALE_LOG ?
	    WORD("Dot chart on a logarithmic scale of training emissions in {unit} CO\xe2\x82\x82" "e.") :
	    WORD("Dot chart of training emissions in {unit} CO\xe2\x82\x82" "e."));
	return chart;
}

static struct doc_chart *
build_bars(struct builder *b, const struct chart_request *request)
{
	struct doc_chart *chart = chart_new(b, SCALE_LINEAR, SCALE_CATEGORY);

	add_models(b, chart, request, MARK_BAR);
	chart->x.zero = true;
	if (chart->row_count == 0)
		return chart_nothing(b, request, "bars",
		    "no emissions are known");
	finish(b, chart,
	    WORD("Bar chart of training emissions in {unit} CO\xe2\x82\x82" "e."));
	return chart;
}

const struct chart_kind chart_kind_emissions = {
	.name = "emissions",
	.title = "Training emissions, with ranges and reference lines",
	.build = build_emissions,
};

const struct chart_kind chart_kind_bars = {
	.name = "bars",
	.title = "Training emissions of few models, as bars",
	.build = build_bars,
};
