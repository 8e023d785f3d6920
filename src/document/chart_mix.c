/*
 * Parts of a whole: energy mixes stacked to 100 %. What nobody states is a
 * part of its own.
 */
#include <math.h>

#include "base/arena.h"
#include "document/build.h"
#include "document/charts.h"
#include "document/story.h"
#include "document/text.h"

enum { PARTS_MAX = 7 };

#define UNSTATED_LEAST 0.005 /* below half a percent it is rounding */

static const char *
percent(struct builder *b, double share)
{
	const struct number_style style = { .unit = UNIT_PERCENT,
		.decimals = 0 };

	return chart_number(b, share, &style);
}

static double
unstated(const struct chart_shares *shares, size_t row)
{
	double rest = 1;
	size_t k;

	for (k = 0; k < shares->part_count; k++)
		if (shares->rows[row].shares[k] > 0)
			rest -= shares->rows[row].shares[k];
	return rest > UNSTATED_LEAST ? rest : 0;
}

static void
set_share(struct builder *b, struct doc_datum *datum, double share)
{
	if (!(share > 0))
		return;
	datum->x = 100 * share;
	datum->text = percent(b, share);
}

static void
say_mix(struct builder *b, struct doc_chart *chart)
{
	size_t i, k;

	chart_say(b, chart, word(b, "Stacked bar chart in percent."));
	for (i = 0; i < chart->row_count; i++) {
		const char *list = "";

		for (k = 0; k < chart->series_count; k++)
			if (chart->series[k].data[i].x > 0)
				list = list_add(b, list, phrase(b,
				    "{part} {share}", "part",
				    text_plain(chart->series[k].name, b->arena),
				    "share", chart->series[k].data[i].text,
				    NULL));
		chart_say(b, chart, phrase(b, "{name}: {value}.", "name",
		    text_plain(chart->rows[i].label, b->arena), "value", list,
		    NULL));
	}
}

static struct doc_chart *
build_mix(struct builder *b, const struct chart_request *request)
{
	const struct chart_facts *facts = b->options->chart_facts;
	const struct chart_shares *shares =
	    facts == NULL ? mix_shares(b) : facts->mix;
	struct doc_chart *chart;
	struct doc_series *series;
	size_t i, k;

	if (shares == NULL || shares->row_count == 0)
		return chart_nothing(b, request, "mix",
		    "no energy mix is known");
	chart = chart_new(b, SCALE_LINEAR, SCALE_CATEGORY);
	for (i = 0; i < shares->row_count; i++)
		chart_add_row(b, chart, (struct doc_category){
			.label = shares->rows[i].name,
			.detail = shares->rows[i].detail == NULL ? "" :
			    shares->rows[i].detail,
			.text = "" });
	for (k = 0; k < shares->part_count && k < PARTS_MAX; k++) {
		series = chart_add_series(b, chart, MARK_STACK,
		    (enum chart_role)(CHART_MAIN + k),
		    word(b, shares->parts[k]),
		    shares->row_count);
		for (i = 0; i < shares->row_count; i++)
			set_share(b, &series->data[i],
			    shares->rows[i].shares[k]);
	}
	series = chart_add_series(b, chart, MARK_STACK, CHART_REST,
	    word(b, "other or unstated"), shares->row_count);
	for (i = 0; i < shares->row_count; i++)
		set_share(b, &series->data[i], unstated(shares, i));
	chart->x.zero = true;
	chart->x.most = 100;
	chart->x.title = chart_axis_title(b, word(b, shares->subject), "%",
	    false);
	chart->caption = shares->caption != NULL &&
	    shares->caption[0] != '\0' ? word(b, shares->caption) :
	    word(b, "Where the electricity comes from, as stated.");
	say_mix(b, chart);
	return chart;
}

const struct chart_kind chart_kind_mix = {
	.name = "mix",
	.title = "Energy mix of providers",
	.build = build_mix,
};
