/*
 * Scores against emissions, and the front that no model is beaten on.
 */
#include "account/score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "account/context.h"
#include "account/range.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/word.h"
#include "study/study.h"

enum { METRICS_MAX = 64 };

struct scoring {
	struct arena *arena;
	struct diags *diags;
	const struct account *account;
	struct account_metric *items;
	size_t count;
	bool many; /* more than are compared */
};

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

static bool
has_emissions(const struct account_model *model)
{
	return figure_known(model->line.co2e) && !model->line.co2e->at_least;
}

/* Where one model says what is better, it holds for all; two that differ are told apart from nobody. */
static void
read_direction(struct scoring *s, struct account_metric *metric)
{
	const struct words *said = NULL;
	size_t i;

	for (i = 0; i < metric->count; i++) {
		const struct words *better = &metric->items[i].score->better;

		if (better->text == NULL)
			continue;
		if (said == NULL)
			said = better;
		else if (strcmp(said->text, better->text) != 0)
			diag(s->diags, DIAG_SCORE_DIRECTION, better->pos,
			    "better=\"%s\" of %s was \"%s\" at an earlier model, which is taken",
			    better->text, metric->like->metric.text,
			    said->text);
	}
	metric->lower = said != NULL && strcmp(said->text, "lower") == 0;
}

/* Lightest first, of equal emissions the better, then as in the study. */
static int
compare_scored(const void *a, const void *b)
{
	const struct account_scored *first = a, *second = b;
	double x = first->model->line.co2e->value;
	double y = second->model->line.co2e->value;

	if (x != y)
		return x < y ? -1 : 1;
	if (first->good != second->good)
		return first->good > second->good ? -1 : 1;
	return (first->model > second->model) - (first->model < second->model);
}

/* Whether the two are equal in emissions and score. */
static bool
is_level(const struct account_scored *a, const struct account_scored *b)
{
	return a->good == b->good &&
	    a->model->line.co2e->value == b->model->line.co2e->value;
}

/* What a step costs at the lower and at the higher of the stated prices; see the header. */
static void
match_ends(const struct figure *cost, const struct figure *a,
    const struct figure *b)
{
	double low = b->low - a->low, high = b->high - a->high;

	if (cost->interval && !cost->uncertain && cost->self != NULL) {
		cost->self->low = fmin(low, high);
		cost->self->high = fmax(low, high);
	}
}

/* A step's cost; NULL unless both are in one currency. */
static const struct figure *
cost_of_step(struct arena *arena, const struct figure *a,
    const struct figure *b)
{
	static const struct label label = { "dK", WORD("cost of the step") };
	const struct figure *cost;

	if (!figure_known(a) || !figure_known(b) || a->at_least ||
	    b->at_least || strcmp(a->currency, b->currency) != 0)
		return NULL;
	cost = figure_difference(arena, label, b, a);
	range_fill(&cost, 1);
	match_ends(cost, a, b);
	return cost;
}

static void
make_step(struct scoring *s, const struct account_metric *metric,
    const struct account_scored *from, struct account_scored *to)
{
	static const struct label gain = { "dS", WORD("gain in score") };
	static const struct label mass = { "dC", WORD("emissions of the step") };
	static const struct label per = { "dC/dS", WORD("emissions per point") };
	static const struct label price = { "dK/dS", WORD("cost per point") };
	struct arena *arena = s->arena;
	const struct account_line *a = &from->model->line;
	const struct account_line *b = &to->model->line;
	struct account_step *step = &to->step;

	step->gain = metric->lower ?
	    figure_difference(arena, gain, from->value, to->value) :
	    figure_difference(arena, gain, to->value, from->value);
	step->co2e = figure_difference(arena, mass, b->co2e, a->co2e);
	step->cost = cost_of_step(arena, a->cost, b->cost);
	step->co2e_per_point =
	    figure_quotient(arena, per, step->co2e, step->gain);
	range_fill(&step->co2e, 1);
	range_fill(&step->co2e_per_point, 1);
	if (step->cost != NULL)
		step->cost_per_point =
		    figure_quotient(arena, price, step->cost, step->gain);
}

/* In their order each that is better than all before is on the front; two that are level share their place. */
static void
find_front(struct scoring *s, struct account_metric *metric)
{
	const struct account_scored *last = NULL;
	size_t i;

	for (i = 0; i < metric->count; i++) {
		struct account_scored *item = &metric->items[i];
		bool level = last != NULL && is_level(last, item);

		item->front =
		    last == NULL || level || item->good > last->good;
		if (!item->front || level)
			continue;
		if (last != NULL)
			make_step(s, metric, last, item);
		last = item;
	}
}

static void
sort_items(struct account_metric *metric)
{
	size_t i;

	for (i = 0; i < metric->count; i++) {
		double value = metric->items[i].score->value;

		metric->items[i].good = metric->lower ? -value : value;
	}
	if (metric->count > 1)
		qsort(metric->items, metric->count, sizeof *metric->items,
		    compare_scored);
}

static void
fill_metric(struct scoring *s, struct account_metric *metric)
{
	static const struct label label = { "S", WORD("score") };
	const struct account *account = s->account;
	size_t i, all = account->model_count;

	metric->items =
	    arena_alloc(s->arena, all * sizeof *metric->items + 1);
	metric->left_out =
	    arena_alloc(s->arena, all * sizeof *metric->left_out + 1);
	for (i = 0; i < all; i++) {
		const struct account_model *model = &account->models[i];
		const struct score *score =
		    score_like(model->model, metric->like);

		if (score == NULL || !has_emissions(model)) {
			metric->left_out[metric->left_out_count++] = model;
			continue;
		}
		metric->items[metric->count++] = (struct account_scored){
			.model = model,
			.score = score,
			.value = figure_from_value(s->arena, label,
			    score->value, UNIT_ONE,
			    origin_of_whole(s->arena, &score->metric.pos),
			    QUALITY_MEASURED),
		};
	}
	read_direction(s, metric);
	sort_items(metric);
	find_front(s, metric);
}

static void
add_metric(struct scoring *s, const struct score *like)
{
	size_t i;

	for (i = 0; i < s->count; i++)
		if (alike(s->items[i].like, like))
			return;
	if (s->count == METRICS_MAX) {
		if (!s->many)
			diag(s->diags, DIAG_SCORE_MANY, like->metric.pos,
			    "scores of %s and of what comes after it are not compared",
			    like->metric.text);
		s->many = true;
		return;
	}
	s->items = arena_grow(s->arena, s->items, s->count,
	    sizeof *s->items);
	s->items[s->count] = (struct account_metric){ .like = like };
	fill_metric(s, &s->items[s->count++]);
}

/* That of most models first; else the order of the study. */
static void
put_largest_first(struct scoring *s)
{
	struct account_metric largest;
	size_t i, at = 0;

	for (i = 1; i < s->count; i++)
		if (s->items[i].count > s->items[at].count)
			at = i;
	if (at == 0)
		return;
	largest = s->items[at];
	memmove(s->items + 1, s->items, at * sizeof *s->items);
	s->items[0] = largest;
}

const struct account_metrics *
account_metrics(const struct account *account, struct arena *arena,
    struct diags *diags)
{
	struct scoring s = { .arena = arena, .diags = diags,
		.account = account };
	struct account_metrics *metrics = arena_alloc(arena, sizeof *metrics);
	size_t i, j;

	for (i = 0; i < account->model_count; i++) {
		const struct account_model *model = &account->models[i];

		for (j = 0; has_emissions(model) &&
		     j < model->model->score_count; j++)
			if (isfinite(model->model->scores[j].value))
				add_metric(&s, &model->model->scores[j]);
	}
	put_largest_first(&s);
	*metrics = (struct account_metrics){ s.items, s.count };
	return metrics;
}
