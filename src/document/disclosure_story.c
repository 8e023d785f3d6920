/*
 * The story's own comparisons in the disclosure: equivalents, the same runs
 * elsewhere, energy mixes, scores against emissions.
 */
#include <math.h>
#include <string.h>

#include "account/account.h"
#include "account/elsewhere.h"
#include "account/mix.h"
#include "account/score.h"
#include "base/pos.h"
#include "catalog/catalog.h"
#include "document/build.h"
#include "document/data.h"
#include "document/disclosure.h"
#include "document/story.h"
#include "document/text.h"
#include "study/study.h"

static struct data *
add_object(struct builder *b, struct data *list)
{
	return data_add(list, NULL, data_object(b->arena));
}

static void
add_equivalents(struct builder *b, struct data *root)
{
	struct data *list = data_add(root, "equivalents",
	    data_list(b->arena));
	const struct figure *co2e = b->account->total.co2e;
	size_t i;

	for (i = 0; i < b->account->equivalent_count; i++) {
		const struct figure *one = b->account->equivalents[i];
		const char *slash = strchr(one->origin->row, '/');
		struct data *object = add_object(b, list);

		data_add_text(b->arena, object, "id",
		    slash == NULL ? one->origin->row : slash + 1);
		data_add_text(b->arena, object, "name",
		    text_plain(one->name, b->arena));
		disclosure_quantity(b, object, "co2e_kg", one, UNIT_KG);
		data_add_number(b->arena, object, "total_over",
		    co2e != NULL && co2e->known ? co2e->value / one->value :
						  (double)NAN);
	}
}

static void
add_region(struct builder *b, struct data *list,
    const struct account_elsewhere *item)
{
	struct data *object = add_object(b, list);
	struct data *models, *model;
	size_t i;

	data_add_text(b->arena, object, "id", item->id);
	data_add_text(b->arena, object, "name",
	    text_plain(item->name, b->arena));
	data_add_text(b->arena, object, "detail",
	    item->detail[0] == '\0' ? NULL :
				      text_plain(item->detail, b->arena));
	disclosure_quantity(b, object, "pue", item->pue, UNIT_ONE);
	disclosure_quantity(b, object, "intensity_g_per_kwh",
	    item->intensity, UNIT_G_PER_KWH);
	disclosure_quantity(b, object, "energy_kwh", item->energy, UNIT_KWH);
	disclosure_quantity(b, object, "co2e_kg", item->co2e, UNIT_KG);
	disclosure_quantity(b, object, "ratio", item->ratio, UNIT_ONE);
	models = data_add(object, "models", data_list(b->arena));
	for (i = 0; i < b->account->model_count; i++) {
		if (!b->account->elsewhere->counted[i])
			continue;
		model = add_object(b, models);
		data_add_text(b->arena, model, "id",
		    b->account->models[i].model->id.text);
		disclosure_quantity(b, model, "co2e_kg", item->models[i],
		    UNIT_KG);
	}
}

static void
add_regions(struct builder *b, struct data *root)
{
	const struct account_elsewheres *all = b->account->elsewhere;
	struct data *list = data_add(root, "regions", data_list(b->arena));
	size_t i;

	for (i = 0; all != NULL && i < all->count; i++)
		add_region(b, list, &all->items[i]);
}

static void
add_mix(struct builder *b, struct data *list, const struct account_mix *mix)
{
	struct data *object = add_object(b, list);
	const struct factor *factor = mix->factor;
	size_t i;

	data_add_text(b->arena, object, "id", factor->id);
	data_add_text(b->arena, object, "name",
	    text_plain(factor->name, b->arena));
	data_add_number(b->arena, object, "year", factor->year);
	data_add_text(b->arena, object, "boundary", factor->boundary);
	for (i = 0; i < MIX_WHOLE; i++)
		disclosure_quantity(b, object,
		    mix_part_name((enum mix_part)i), mix->share[i],
		    UNIT_ONE);
	disclosure_quantity(b, object, "other_or_unstated", mix->rest,
	    UNIT_ONE);
}

static void
add_mixes(struct builder *b, struct data *root)
{
	const struct account_mixes *mixes = b->account->mixes;
	struct data *list = data_add(root, "mix", data_list(b->arena));
	size_t i;

	for (i = 0; mixes != NULL && i < mixes->count; i++)
		add_mix(b, list, &mixes->items[i]);
}

static void
add_scored(struct builder *b, struct data *list,
    const struct account_scored *item)
{
	struct data *object = add_object(b, list);
	const struct account_step *step = &item->step;

	data_add_text(b->arena, object, "id", item->model->model->id.text);
	data_add_number(b->arena, object, "value", item->score->value);
	data_add_bool(b->arena, object, "front", item->front);
	if (step->gain == NULL) {
		data_add_null(b->arena, object, "step");
		return;
	}
	object = data_add(object, "step", data_object(b->arena));
	data_add_number(b->arena, object, "gain", step->gain->value);
	disclosure_quantity(b, object, "co2e_kg", step->co2e, UNIT_KG);
	disclosure_quantity(b, object, "cost", step->cost, UNIT_CURRENCY);
	disclosure_quantity(b, object, "co2e_kg_per_point",
	    step->co2e_per_point, UNIT_KG);
	disclosure_quantity(b, object, "cost_per_point",
	    step->cost_per_point, UNIT_CURRENCY);
}

static void
add_scores(struct builder *b, struct data *root)
{
	const struct account_metrics *metrics = b->account->metrics;
	struct data *list = data_add(root, "scores", data_list(b->arena));
	size_t i, k;

	for (i = 0; i < metrics->count; i++) {
		const struct account_metric *metric = &metrics->items[i];
		struct data *object = add_object(b, list), *items;

		data_add_text(b->arena, object, "metric",
		    metric->like->metric.text);
		data_add_text(b->arena, object, "dataset",
		    metric->like->dataset.text);
		data_add_text(b->arena, object, "better",
		    metric->lower ? "lower" : "higher");
		items = data_add(object, "models", data_list(b->arena));
		for (k = 0; k < metric->count; k++)
			add_scored(b, items, &metric->items[k]);
		items = data_add(object, "left_out", data_list(b->arena));
		for (k = 0; k < metric->left_out_count; k++)
			data_add_text(b->arena, items, NULL,
			    metric->left_out[k]->model->id.text);
	}
}

void
story_inputs(struct builder *b,
    void (*each)(const struct figure *, void *), void *context)
{
	const struct account *account = b->account;
	size_t i;

	for (i = 0; i < account->equivalent_count; i++)
		figure_inputs(account->equivalents[i], each, context);
	for (i = 0; account->elsewhere != NULL &&
	     i < account->elsewhere->count; i++)
		figure_inputs(account->elsewhere->items[i].co2e, each,
		    context);
	for (i = 0; account->mixes != NULL && i < account->mixes->count; i++)
		figure_inputs(account->mixes->items[i].rest, each, context);
}

void
disclosure_story(struct builder *b, struct data *root)
{
	add_equivalents(b, root);
	add_regions(b, root);
	add_mixes(b, root);
	add_scores(b, root);
}
