/*
 * Scores against emissions: what a gain costs, and the Pareto front of the
 * models that no other beats in both.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "document/build.h"
#include "document/charts.h"
#include "document/text.h"
#include "study/study.h"

/* A model that has both. */
struct scored {
	const struct account_model *model;
	const struct score *score;
	bool front;
};

struct scores {
	struct scored *items;
	size_t count;
	const struct score *like; /* the metric and the data set of all */
	bool lower;               /* is better */
};

static double
weight(const struct account_model *model)
{
	return model->line.co2e->known ? -model->line.co2e->value :
					 (double)NAN;
}

static bool
same_text(const char *a, const char *b)
{
	return strcmp(a == NULL ? "" : a, b == NULL ? "" : b) == 0;
}

static bool
alike(const struct score *a, const struct score *b)
{
	return same_text(a->metric.text, b->metric.text) &&
	    same_text(a->dataset.text, b->dataset.text);
}

static const struct score *
score_like(const struct model *model, const struct score *like)
{
	size_t i;

	for (i = 0; i < model->score_count; i++)
		if (alike(&model->scores[i], like) &&
		    isfinite(model->scores[i].value))
			return &model->scores[i];
	return NULL;
}

/* The score that most models have. */
static const struct score *
common_score(const struct account_model **models, size_t count)
{
	const struct score *best = NULL;
	size_t i, k, n, most = 0;

	for (i = 0; i < count; i++)
		for (k = 0; k < models[i]->model->score_count; k++) {
			const struct score *like = &models[i]->model->scores[k];
			size_t m;

			for (m = n = 0; m < count; m++)
				n += score_like(models[m]->model, like) !=
				    NULL;
			if (n > most) {
				most = n;
				best = like;
			}
		}
	return best;
}

/* Models come lightest first: each that is better than all before is on the front. */
static void
find_front(struct scores *scores)
{
	double best = (double)NAN, value;
	size_t i;

	for (i = 0; i < scores->count; i++) {
		value = scores->items[i].score->value;
		if (scores->lower)
			value = -value;
		scores->items[i].front = !(value <= best);
		if (scores->items[i].front)
			best = value;
	}
}

static struct scores
scores_of(struct builder *b, const struct chart_request *request)
{
	const struct account_model **models;
	struct scores scores = { .count = 0 };
	size_t i, count;

	models = chart_models(b, request, weight, &count);
	scores.like = common_score(models, count);
	scores.items = arena_alloc(b->arena, count * sizeof *scores.items + 1);
	for (i = 0; scores.like != NULL && i < count; i++) {
		const struct score *score =
		    score_like(models[i]->model, scores.like);

		if (score != NULL && models[i]->line.co2e->known)
			scores.items[scores.count++] =
			    (struct scored){ models[i], score, false };
	}
	scores.lower = scores.like != NULL &&
	    same_text(scores.like->better.text, "lower");
	find_front(&scores);
	return scores;
}

static void
add_front(struct builder *b, struct doc_chart *chart,
    const struct scores *scores)
{
	const struct number_style *style = &b->styles.mass;
	struct doc_series *series = chart_add_series(b, chart, MARK_STEP,
	    CHART_GUIDE, "Pareto front", scores->count);
	size_t i, n = 0;

	for (i = 0; i < scores->count; i++) {
		if (!scores->items[i].front)
			continue;
		series->data[n] =
		    chart_datum(scores->items[i].model->line.co2e, style);
		series->data[n++].y = scores->items[i].score->value;
	}
	series->count = n;
	if (n < 2)
		chart->series_count--;
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
		const struct scored *item = &scores->items[i];

		if (item->front != front)
			continue;
		series->data[n] = chart_datum(item->model->line.co2e, style);
		series->data[n].y = item->score->value;
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

	chart_say(b, chart, "Scatter plot of %s against emissions in %s.",
	    scores->like->metric.text, unit_text(style->unit));
	for (i = 0; i < scores->count; i++)
		chart_say(b, chart, "%s: %s at %s %s%s.",
		    text_plain(scores->items[i].model->model->name.text,
			b->arena),
		    scores->items[i].score->written,
		    text_figure(scores->items[i].model->line.co2e,
			BOUND_VALUE, style, b->arena).text,
		    unit_text(style->unit),
		    scores->items[i].front ? ", on the Pareto front" : "");
}

static struct doc_chart *
build_score(struct builder *b, const struct chart_request *request)
{
	struct scores scores = scores_of(b, request);
	struct doc_chart *chart = chart_new(b, SCALE_LINEAR, SCALE_LINEAR);
	const struct score *like = scores.like;
	double least, most;
	bool log;

	if (scores.count == 0)
		return chart_nothing(b, request, "score",
		    "no model has both a score and emissions");
	least = scores.items[0].model->line.co2e->value;
	most = scores.items[scores.count - 1].model->line.co2e->value;
	log = chart_spans_decades(least, most);
	chart->x.kind = log ? SCALE_LOG : SCALE_LINEAR;
	chart->x.zero = true;
	chart->x.title = arena_printf(b->arena, "Emissions, %s CO_{2}e%s",
	    unit_text(b->styles.mass.unit), log ? " (log scale)" : "");
	chart->y.title = arena_printf(b->arena, "%s%s%s%s",
	    like->metric.text, like->dataset.text == NULL ? "" : ", ",
	    like->dataset.text == NULL ? "" : like->dataset.text,
	    scores.lower ? " (lower is better)" : "");
	add_front(b, chart, &scores);
	add_points(b, chart, &scores, true);
	add_points(b, chart, &scores, false);
	chart->caption = "Score against emissions. No model on the Pareto front is beaten in both.";
	say_scores(b, chart, &scores);
	return chart;
}

const struct chart_kind chart_kind_score = {
	.name = "score",
	.title = "Score against emissions, with the Pareto front",
	.build = build_score,
};
