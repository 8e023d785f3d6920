/*
 * Scores against emissions: what a gain costs, and the Pareto front of the
 * models that no other beats in both.
 */
#include <math.h>
#include <string.h>

#include "account/account.h"
#include "account/score.h"
#include "base/arena.h"
#include "base/diag.h"
#include "document/build.h"
#include "document/charts.h"
#include "document/story.h"
#include "document/text.h"
#include "study/study.h"

/* Among more points whiskers would hide the dots; the table has the ranges. */
enum { WHISKERS_MAX = 20 };

/* What the chart shows of a metric: all of its models, or the one that was asked for. */
struct scores {
	const struct account_scored **items; /* lightest first */
	size_t count;
	const struct account_metric *metric;
};

/* One metric stands on the axis; the others are named. */
static void
say_others(struct builder *b, const struct chart_request *request,
    const struct account_metric *shown)
{
	const struct account_metrics *metrics = b->account->metrics;
	const char *list = "";
	size_t i;

	for (i = 0; i < metrics->count && request->metric.text == NULL &&
	     request->score == NULL; i++)
		if (&metrics->items[i] != shown)
			list = list_add(b, list,
			    metric_name(b, &metrics->items[i]));
	if (list[0] != '\0')
		diag(b->diags, DIAG_CHART_METRIC, request->pos,
		    "the chart \"score\" shows %s; metric=NAME, or --metric, chooses another: %s",
		    metric_name(b, shown), list);
}

static struct scores
scores_of(struct builder *b, const struct chart_request *request)
{
	struct scores scores = { .count = 0 };
	size_t i;

	scores.metric = request->score != NULL ? request->score :
	    metric_next(b, &request->metric, 0);
	if (scores.metric == NULL)
		return scores;
	say_others(b, request, scores.metric);
	scores.items = arena_alloc(b->arena,
	    scores.metric->count * sizeof *scores.items + 1);
	for (i = 0; i < scores.metric->count; i++) {
		const struct account_scored *item = &scores.metric->items[i];

		if (request->model == NULL ||
		    strcmp(item->model->model->id.text, request->model) == 0)
			scores.items[scores.count++] = item;
	}
	return scores;
}

/* Models that are level share a place: a line needs two. */
static void
add_front(struct builder *b, struct doc_chart *chart,
    const struct scores *scores)
{
	const struct number_style *style = &b->styles.mass;
	struct doc_series *series = chart_add_series(b, chart, MARK_STEP,
	    CHART_GUIDE, word(b, "Pareto front"), scores->count);
	struct doc_datum datum;
	size_t i, n = 0;

	for (i = 0; i < scores->count; i++) {
		if (!scores->items[i]->front)
			continue;
		datum = chart_datum(scores->items[i]->model->line.co2e, style);
		datum.y = scores->items[i]->score->value;
		if (n > 0 && datum.x == series->data[n - 1].x &&
		    datum.y == series->data[n - 1].y)
			continue;
		series->data[n++] = datum;
	}
	series->count = n;
	if (n < 2)
		chart->series_count--;
}

/* Whether the front is more than one place. */
static bool
has_front(const struct doc_chart *chart)
{
	return chart->series_count != 0 && chart->series[0].mark == MARK_STEP;
}

/* Those on the front first: their names find the best places. */
static void
add_points(struct builder *b, struct doc_chart *chart,
    const struct scores *scores, bool front)
{
	const struct number_style *style = &b->styles.mass;
	struct doc_series *series = chart_add_series(b, chart, MARK_POINT,
	    CHART_MAIN, NULL, scores->count);
	size_t i, n = 0;

	for (i = 0; i < scores->count; i++) {
		const struct account_scored *item = scores->items[i];

		if (item->front != front)
			continue;
		series->data[n] = chart_datum(item->model->line.co2e, style);
		series->data[n].y = item->score->value;
		if (scores->count > WHISKERS_MAX)
			series->data[n].low = series->data[n].high =
			    (double)NAN;
		series->data[n].text = item->model->model->name.text;
		series->data[n++].hollow =
		    item->model->line.it_energy->quality == QUALITY_ASSUMED;
	}
	series->count = n;
}

static void
say_scores(struct builder *b, struct doc_chart *chart,
    const struct scores *scores)
{
	const struct number_style *style = &b->styles.mass;
	size_t i;

	chart_say(b, chart, phrase(b,
	    "Scatter plot of {metric} against emissions in {unit}.", "metric",
	    scores->metric->like->metric.text, "unit",
	    say_unit(b, style->unit), NULL));
	for (i = 0; i < scores->count; i++) {
		const struct account_scored *item = scores->items[i];

		chart_say(b, chart, phrase(b, item->front && has_front(chart) ?
			"{model}: {score} at {mass} {unit}, on the Pareto front." :
			"{model}: {score} at {mass} {unit}.",
		    "model", text_plain(item->model->model->name.text,
			b->arena),
		    "score", text_written(item->score->written,
			b->doc->words, b->arena),
		    "mass", say_figure(b, item->model->line.co2e, BOUND_VALUE,
			style),
		    "unit", say_unit(b, style->unit), NULL));
	}
}

/* What a front of one place says, when it is not the only one there is. */
static const char *
say_best(struct builder *b, const struct scores *scores)
{
	const char *list = "";
	size_t i, n = 0;

	for (i = 0; i < scores->count; i++) {
		if (!scores->items[i]->front)
			continue;
		list = list_add(b, list, model_phrase(b,
		    scores->items[i]->model));
		n++;
	}
	if (n < scores->count)
		return phrase(b,
		    "No other model has a better score or lower emissions than {models}.",
		    "models", list, NULL);
	return n < 2 ? "" :
	    word(b, "All models have the same score and the same emissions.");
}

static const char *
say_left_out(struct builder *b, const struct account_metric *metric)
{
	const char *list = "";
	size_t i;

	for (i = 0; i < metric->left_out_count; i++)
		list = list_add(b, list,
		    model_phrase(b, metric->left_out[i]));
	return list[0] == '\0' ? "" : phrase(b,
	    "Not shown, without this score or without known emissions: {models}.",
	    "models", list, NULL);
}

static const char *
caption(struct builder *b, const struct doc_chart *chart,
    const struct scores *scores)
{
	const struct score *like = scores->metric->like;
	const char *name = like->dataset.text == NULL ? like->metric.text :
	    phrase(b, "{metric} on {dataset}", "metric", like->metric.text,
		"dataset", like->dataset.text, NULL);
	const char *text = phrase(b, has_front(chart) ?
		"{metric} against emissions. No model on the Pareto front is beaten in both." :
		"{metric} against emissions.", "metric", name, NULL);

	if (!has_front(chart))
		text = sentence_add(b, text, say_best(b, scores));
	text = sentence_add(b, text, chart_explains(b, chart));
	return sentence_add(b, text, say_left_out(b, scores->metric));
}

static struct doc_chart *
build_score(struct builder *b, const struct chart_request *request)
{
	struct scores scores = scores_of(b, request);
	struct doc_chart *chart = chart_new(b, SCALE_LINEAR, SCALE_LINEAR);
	const struct score *like;
	double least, most;
	bool log;

	if (scores.count == 0)
		return chart_nothing(b, request, "score",
		    "no model has both a score and emissions");
	like = scores.metric->like;
	least = scores.items[0]->model->line.co2e->value;
	most = scores.items[scores.count - 1]->model->line.co2e->value;
	log = chart_spans_decades(least, most);
	chart->x.kind = log ? SCALE_LOG : SCALE_LINEAR;
	chart->x.zero = true;
	chart->x.title = chart_axis_title(b, word(b, "Emissions"),
	    phrase(b, "{unit} CO_{2}e", "unit",
		say_unit(b, b->styles.mass.unit), NULL), log);
	chart->y.title = like->dataset.text == NULL ? like->metric.text :
	    with_more(b, like->metric.text, like->dataset.text);
	if (scores.metric->lower)
		chart->y.title = phrase(b, "{metric} (lower is better)",
		    "metric", chart->y.title, NULL);
	add_front(b, chart, &scores);
	add_points(b, chart, &scores, true);
	add_points(b, chart, &scores, false);
	chart->caption = caption(b, chart, &scores);
	say_scores(b, chart, &scores);
	return chart;
}

const struct chart_kind chart_kind_score = {
	.name = "score",
	.title = "Score against emissions, with the Pareto front",
	.build = build_score,
};
