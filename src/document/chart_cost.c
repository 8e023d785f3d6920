/*
 * Costs as ranges: from the cheapest price to the dearest.
 */
#include <math.h>

#include "account/account.h"
#include "base/arena.h"
#include "document/build.h"
#include "document/charts.h"
#include "document/text.h"
#include "study/study.h"

static double
weight(const struct account_model *model)
{
	const struct figure *cost = model->line.cost;

	return cost != NULL && cost->known ? cost->high : (double)NAN;
}

/* A price that is one number is a dot; a range, a bar. */
static void
add_costs(struct builder *b, struct doc_chart *chart,
    const struct account_model **models, size_t count)
{
	const struct number_style *style = &b->styles.money;
	struct doc_series *ranges, *dots;
	size_t i;

	chart_add_series(b, chart, MARK_RANGE, CHART_SECOND, NULL, count);
	dots = chart_add_series(b, chart, MARK_POINT, CHART_MAIN, NULL, count);
	ranges = &chart->series[0];
	for (i = 0; i < count; i++) {
		const struct figure *cost = models[i]->line.cost;
		struct doc_datum datum = chart_datum(cost, style);

		chart_add_row(b, chart, (struct doc_category){
			.label = models[i]->model->name.text,
			.detail = models[i]->hardware == NULL ? "" :
								models[i]->hardware,
			.text = say_figure(b, cost, BOUND_RANGE, style),
		});
		if (datum.low < datum.high)
			ranges->data[i] = datum;
		else
			dots->data[i] = datum;
	}
}

/* The lowest price; where it is 0 a logarithmic scale could not show it. */
static double
least(const struct account_model **models, size_t count)
{
	double low = HUGE_VAL;
	size_t i;

	for (i = 0; i < count; i++)
		low = fmin(low, models[i]->line.cost->low);
	return low;
}

static struct doc_chart *
build_cost(struct builder *b, const struct chart_request *request)
{
	const struct account_model **models;
	const char *currency;
	struct doc_chart *chart;
	size_t count;
	bool log;

	models = chart_models(b, request, weight, &count);
	while (count > 0 && isnan(weight(models[count - 1])))
		count--;
	if (count == 0)
		return chart_nothing(b, request, "cost", "no price is known");
	log = chart_spans_decades(least(models, count),
	    models[0]->line.cost->high);
	currency = models[0]->line.cost->currency;
	chart = chart_new(b, log ? SCALE_LOG : SCALE_LINEAR, SCALE_CATEGORY);
	chart->x.zero = true;
	add_costs(b, chart, models, count);
	chart->x.title = chart_axis_title(b, word(b, "Cost of cloud compute"),
	    currency, log);
	chart->caption = word(b,
	    "Cost of cloud compute, from the lowest price to the highest.");
	chart_say(b, chart, phrase(b, log ?
		"Ranges of cost on a logarithmic scale, in {currency}." :
		"Ranges of cost, in {currency}.", "currency", currency, NULL));
	chart_say_rows(b, chart, currency);
	return chart;
}

const struct chart_kind chart_kind_cost = {
	.name = "cost",
	.title = "Cost, from the lowest price to the highest",
	.build = build_cost,
};
