/*
 * What a disclosure states beside the models: the same runs under other
 * methods and elsewhere, what emissions are told beside, energy mixes,
 * scores against emissions.
 */
#include <math.h>
#include <string.h>

#include "account/beside.h"
#include "account/elsewhere.h"
#include "account/mix.h"
#include "account/score.h"
#include "base/arena.h"
#include "catalog/catalog.h"
#include "catalog/place.h"
#include "document/data.h"
#include "restate/parts.h"
#include "restate/tree.h"
#include "study/study.h"

enum { METRICS_MAX = 64 };

static const char *
or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

static const struct figure *
or_unknown(struct reading *r, const struct figure *figure)
{
	return figure != NULL ? figure :
	    figure_unknown(r->arena, label_co2e, UNIT_G, NULL);
}

static bool *
flags(struct reading *r, const struct account *account)
{
	return arena_alloc(r->arena,
	    (account->model_count + 1) * sizeof(bool));
}

static size_t
index_of(const struct account *account, const struct account_model *model)
{
	return (size_t)(model - account->models);
}

static bool
are_all(const bool *items, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (!items[i])
			return false;
	return true;
}

/* The models under a method of which only energy and emissions are stated. */
static const struct account *
account_under(struct reading *r, const struct account *account,
    const char *method, const struct data *object, bool *compared)
{
	struct account *under = arena_alloc(r->arena, sizeof *under);
	const struct data *item;
	size_t i;

	*under = *account;
	under->method = method;
	under->models = arena_alloc(r->arena,
	    (account->model_count + 1) * sizeof *under->models);
	for (i = 0; i < account->model_count; i++)
		under->models[i] = (struct account_model){
			.model = account->models[i].model };
	for (item = stated_items(object, "models"); item != NULL;
	     item = item->next) {
		const struct account_model *of = stated_model_of(account,
		    item);

		if (of == NULL)
			continue;
		i = index_of(account, of);
		under->models[i].line.energy =
		    stated_figure(item, "energy_kwh");
		under->models[i].line.co2e = stated_figure(item, "co2e_kg");
		compared[i] = data_path(item, "compared")->truth;
	}
	return under;
}

static void
add_methods(struct reading *r, const struct data *tree,
    struct account *account)
{
	struct account_methods *methods =
	    arena_alloc(r->arena, sizeof *methods);
	struct account_comparison *items = arena_alloc(r->arena,
	    (stated_count(tree, "methods") + 1) * sizeof *items);
	bool *compared = flags(r, account);
	const struct data *item;

	for (item = stated_items(tree, "methods"); item != NULL;
	     item = item->next) {
		const char *id = stated_method(r, stated_text(item, "id"));

		if (id == NULL)
			continue;
		items[methods->count++] = (struct account_comparison){
			.account = account_under(r, account, id, item,
			    compared),
			.pue = stated_figure(item, "pue"),
			.intensity = stated_figure(item,
			    "intensity_g_per_kwh"),
			.energy = stated_figure(item, "energy_kwh"),
			.co2e = stated_figure(item, "co2e_kg"),
			.ratio = stated_figure(item, "ratio"),
		};
	}
	methods->items = items;
	methods->compared = compared;
	methods->all_compared = are_all(compared, account->model_count);
	if (methods->count > 1)
		account->methods = methods;
}

/* The figure of an item under its name, with its source. */
static const struct figure *
named(struct reading *r, const struct figure *stated,
    const struct data *item, const char *name)
{
	struct figure *figure = arena_alloc(r->arena, sizeof *figure);
	struct origin *origin = arena_alloc(r->arena, sizeof *origin);
	const struct data *source;

	*origin = r->origin;
	origin->row = or_empty(stated_text(item, "id"));
	source = stated_items(data_path(item, "co2e_kg"), "sources");
	origin->source = source == NULL ? NULL : source->text;
	*figure = *stated;
	figure->name = name;
	figure->origin = origin;
	return figure;
}

static void
add_equivalents(struct reading *r, const struct data *tree,
    struct account *account)
{
	const struct data *item;

	account->equivalents = arena_alloc(r->arena,
	    (stated_count(tree, "equivalents") + 1) *
		sizeof *account->equivalents);
	for (item = stated_items(tree, "equivalents"); item != NULL;
	     item = item->next) {
		const struct figure *co2e = stated_figure(item, "co2e_kg");
		const char *name = stated_text(item, "name");

		if (co2e == NULL || name == NULL || !(co2e->value > 0))
			continue;
		account->equivalents[account->equivalent_count++] = named(r,
		    co2e, item, name);
	}
}

static const struct figure *const *
elsewhere_models(struct reading *r, const struct data *object,
    const struct account *account, bool *counted)
{
	const struct figure **models = arena_alloc(r->arena,
	    (account->model_count + 1) * sizeof *models);
	const struct data *item;

	for (item = stated_items(object, "models"); item != NULL;
	     item = item->next) {
		const struct account_model *of = stated_model_of(account,
		    item);

		if (of == NULL)
			continue;
		models[index_of(account, of)] =
		    stated_figure(item, "co2e_kg");
		counted[index_of(account, of)] = true;
	}
	return models;
}

static void
add_regions(struct reading *r, const struct data *tree,
    struct account *account)
{
	struct account_elsewheres *all = arena_alloc(r->arena, sizeof *all);
	struct account_elsewhere *items = arena_alloc(r->arena,
	    (stated_count(tree, "regions") + 1) * sizeof *items);
	bool *counted = flags(r, account);
	const struct data *item;

	for (item = stated_items(tree, "regions"); item != NULL;
	     item = item->next)
		items[all->count++] = (struct account_elsewhere){
			.id = or_empty(stated_text(item, "id")),
			.name = or_empty(stated_text(item, "name")),
			.detail = or_empty(stated_text(item, "detail")),
			.pue = stated_figure(item, "pue"),
			.intensity = stated_figure(item,
			    "intensity_g_per_kwh"),
			.energy = stated_figure(item, "energy_kwh"),
			.co2e = or_unknown(r, stated_figure(item, "co2e_kg")),
			.ratio = stated_figure(item, "ratio"),
			.models = elsewhere_models(r, item, account,
			    counted),
		};
	all->items = items;
	all->counted = counted;
	all->all_counted = are_all(counted, account->model_count);
	if (all->count > 0)
		account->elsewhere = all;
}

static const struct factor *
mix_factor(struct reading *r, const struct data *item)
{
	struct factor *factor = arena_alloc(r->arena, sizeof *factor);
	double year = stated_number(item, "year");
	const struct data *source = stated_items(
	    data_path(item, "other_or_unstated"), "sources");

	*factor = (struct factor){
		.table = "mix",
		.id = or_empty(stated_text(item, "id")),
		.name = or_empty(stated_text(item, "name")),
		.per = "", .currency = "", .note = "",
		.year = year >= 1 && year <= 9999 ? (int)year : 0,
		.boundary = or_empty(stated_text(item, "boundary")),
		.source = source == NULL ? NULL : source->text,
	};
	return factor;
}

static void
add_mixes(struct reading *r, const struct data *tree,
    struct account *account)
{
	struct account_mixes *mixes = arena_alloc(r->arena, sizeof *mixes);
	struct account_mix *items = arena_alloc(r->arena,
	    (stated_count(tree, "mix") + 1) * sizeof *items);
	const struct data *item;
	size_t i;

	for (item = stated_items(tree, "mix"); item != NULL;
	     item = item->next) {
		struct account_mix *mix = &items[mixes->count];

		mix->factor = mix_factor(r, item);
		mix->rest = stated_figure(item, "other_or_unstated");
		for (i = 0; i < MIX_WHOLE; i++)
			mix->share[i] = stated_figure(item,
			    mix_part_name((enum mix_part)i));
		mixes->count += mix->rest != NULL;
	}
	mixes->items = items;
	if (mixes->count > 0)
		account->mixes = mixes;
}

static bool
is_of(const char *a, const char *b)
{
	return strcmp(or_empty(a), or_empty(b)) == 0;
}

/* The score of a model in a metric, NULL when it states none. */
static const struct score *
score_of(const struct account_model *model, const struct data *metric)
{
	const char *name = stated_text(metric, "metric");
	const char *dataset = stated_text(metric, "dataset");
	size_t i;

	for (i = 0; i < model->model->score_count; i++) {
		const struct score *score = &model->model->scores[i];

		if (is_of(score->metric.text, name) &&
		    is_of(score->dataset.text, dataset))
			return score;
	}
	return NULL;
}

static const struct figure *
plain_figure(struct reading *r, double value)
{
	struct figure *figure = arena_alloc(r->arena, sizeof *figure);

	*figure = (struct figure){ .op = FIGURE_INPUT, .symbol = "s",
		.name = "score", .unit = UNIT_ONE, .written = UNIT_ONE,
		.value = value, .low = value, .high = value,
		.known = unit_plausible(fabs(value)),
		.quality = QUALITY_MODELLED, .origin = &r->origin };
	return figure;
}

static struct account_step
step_of(struct reading *r, const struct data *item)
{
	const struct data *step = data_path(item, "step");

	if (step == NULL || step->kind != DATA_OBJECT)
		return (struct account_step){ .gain = NULL };
	return (struct account_step){
		.gain = plain_figure(r, stated_number(step, "gain")),
		.co2e = stated_figure(step, "co2e_kg"),
		.cost = stated_figure(step, "cost"),
		.co2e_per_point = stated_figure(step, "co2e_kg_per_point"),
		.cost_per_point = stated_figure(step, "cost_per_point"),
	};
}

static void
add_left_out(struct reading *r, const struct account *account,
    const struct data *object, struct account_metric *metric)
{
	const struct data *id = stated_items(object, "left_out");
	size_t i;

	metric->left_out = arena_alloc(r->arena,
	    (stated_count(object, "left_out") + 1) *
		sizeof *metric->left_out);
	for (; id != NULL; id = id->next)
		for (i = 0; i < account->model_count; i++)
			if (is_of(account->models[i].model->id.text, id->text)) {
				metric->left_out[metric->left_out_count++] =
				    &account->models[i];
				break;
			}
}

static void
add_metric(struct reading *r, const struct account *account,
    const struct data *object, struct account_metric *metric)
{
	bool lower = is_of(stated_text(object, "better"), "lower");
	const struct data *item;

	*metric = (struct account_metric){ .lower = lower,
		.items = arena_alloc(r->arena,
		    (stated_count(object, "models") + 1) *
			sizeof *metric->items) };
	for (item = stated_items(object, "models"); item != NULL;
	     item = item->next) {
		const struct account_model *model = stated_model_of(account,
		    item);
		const struct score *score =
		    model == NULL ? NULL : score_of(model, object);

		if (score == NULL || !model->line.co2e->known)
			continue;
		if (metric->like == NULL)
			metric->like = score;
		metric->items[metric->count++] = (struct account_scored){
			.model = model,
			.score = score,
			.value = plain_figure(r, score->value),
			.good = lower ? -score->value : score->value,
			.front = data_path(item, "front")->truth,
			.step = step_of(r, item),
		};
	}
	add_left_out(r, account, object, metric);
}

/* A metric in which no model has a score is none. */
static void
add_metrics(struct reading *r, const struct data *tree,
    struct account *account)
{
	struct account_metrics *metrics =
	    arena_alloc(r->arena, sizeof *metrics);
	struct account_metric *items = arena_alloc(r->arena,
	    (stated_count(tree, "scores") + 1) * sizeof *items);
	const struct data *item;

	for (item = stated_items(tree, "scores");
	     item != NULL && metrics->count < METRICS_MAX; item = item->next) {
		add_metric(r, account, item, &items[metrics->count]);
		metrics->count += items[metrics->count].like != NULL;
	}
	metrics->items = items;
	account->metrics = metrics;
}

void
stated_aside(struct reading *r, const struct data *tree,
    struct account *account)
{
	add_methods(r, tree, account);
	add_equivalents(r, tree, account);
	add_regions(r, tree, account);
	add_mixes(r, tree, account);
	add_metrics(r, tree, account);
}
