/*
 * The disclosure as a tree of values: the keys of disclosure.json and the
 * paths of templates. Units are in the key and beside the value.
 */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/diag.h"
#include "catalog/catalog.h"
#include "document/build.h"
#include "document/data.h"
#include "document/disclosure.h"
#include "document/story.h"
#include "document/text.h"
#include "study/study.h"

struct sources {
	struct builder *b;
	struct data *list;   /* of ids, for one quantity */
};

static bool
list_has(const struct data *list, const char *text)
{
	const struct data *item;

	for (item = list->first; item != NULL; item = item->next)
		if (item->text != NULL && strcmp(item->text, text) == 0)
			return true;
	return false;
}

static void
add_id(struct sources *sources, const char *id)
{
	if (id == NULL || id[0] == '\0' || list_has(sources->list, id))
		return;
	data_add_text(sources->b->arena, sources->list, NULL, id);
}

/* The ends of a range may come from other sources than the value. */
static void
add_source(const struct figure *input, void *context)
{
	struct sources *sources = context;

	add_id(sources, input->origin->source);
	add_id(sources, input->origin->low_source);
	add_id(sources, input->origin->high_source);
}

/* Numbers in UNIT, the unit of the key; null when not known. */
static void
add_quantity(struct builder *b, struct data *parent, const char *key,
    const struct figure *figure, enum unit unit)
{
	struct data *object;
	struct sources sources = { b, NULL };

	if (figure == NULL || !figure->known) {
		data_add_null(b->arena, parent, key);
		return;
	}
	object = data_add(parent, key, data_object(b->arena));
	object->figure = figure;
	if (figure->interval)
		data_add_null(b->arena, object, "value");
	else
		data_add_number(b->arena, object, "value",
		    unit_from_base(unit, figure->value));
	data_add_number(b->arena, object, "low",
	    unit_from_base(unit, figure->low));
	data_add_number(b->arena, object, "high",
	    unit_from_base(unit, figure->high));
	data_add_text(b->arena, object, "unit",
	    figure->currency[0] != '\0' ? figure->currency :
		unit == UNIT_ONE            ? "1" :
					      unit_text(unit));
	data_add_text(b->arena, object, "quality",
	    quality_name(figure->quality));
	if (figure->at_least)
		data_add_bool(b->arena, object, "at_least", true);
	if (figure->uncertain && figure->partial)
		data_add_bool(b->arena, object, "range_partial", true);
	sources.list = data_add(object, "sources", data_list(b->arena));
	figure_inputs(figure, add_source, &sources);
}

void
disclosure_quantity(struct builder *b, struct data *parent, const char *key,
    const struct figure *figure, enum unit unit)
{
	add_quantity(b, parent, key, figure, unit);
}

/* The quantities of a line, in the order of design, section 7. */
static void
add_line(struct builder *b, struct data *parent,
    const struct account_line *line)
{
	add_quantity(b, parent, "device_hours", line->device_hours, UNIT_H);
	add_quantity(b, parent, "wall_hours", line->time, UNIT_H);
	add_quantity(b, parent, "power_w", line->power, UNIT_W);
	add_quantity(b, parent, "it_energy_kwh", line->it_energy, UNIT_KWH);
	add_quantity(b, parent, "energy_kwh", line->energy, UNIT_KWH);
	add_quantity(b, parent, "co2e_kg", line->co2e, UNIT_KG);
	add_quantity(b, parent, "co2e_market_kg", line->co2e_market, UNIT_KG);
	add_quantity(b, parent, "embodied_kg", line->embodied, UNIT_KG);
	add_quantity(b, parent, "water_l", line->water, UNIT_L);
	add_quantity(b, parent, "cost", line->cost, UNIT_CURRENCY);
	add_quantity(b, parent, "electricity_cost", line->electricity,
	    UNIT_CURRENCY);
}

static void
add_hardware(struct builder *b, struct data *list, const struct account_run *run,
    const struct hardware *hardware)
{
	struct data *object = data_object(b->arena);
	const struct device *device = hardware->device.text == NULL ?
	    NULL :
	    catalog_device(b->catalog, hardware->device.text);

	data_add(list, NULL, object);
	data_add_text(b->arena, object, "device",
	    device == NULL ? NULL : device->id);
	data_add_text(b->arena, object, "name",
	    device != NULL ? device->name : hardware->device.text);
	data_add_number(b->arena, object, "count",
	    run->line.devices->known ? run->line.devices->value :
				       (double)NAN);
	data_add_text(b->arena, object, "unit", hardware->unit.text);
	disclosure_machine(b, object, run, hardware);
}

static void
add_all_hardware(struct builder *b, struct data *parent,
    const struct account_model *model)
{
	struct data *list =
	    data_add(parent, "hardware", data_list(b->arena));
	size_t i, j;

	for (i = 0; i < model->run_count; i++)
		for (j = 0; j < model->runs[i].run->hardware_count; j++)
			add_hardware(b, list, &model->runs[i],
			    &model->runs[i].run->hardware[j]);
}

static void
add_scores(struct builder *b, struct data *parent, const struct model *model)
{
	struct data *list = data_add(parent, "score", data_list(b->arena));
	struct data *object;
	size_t i;

	for (i = 0; i < model->score_count; i++) {
		const struct score *score = &model->scores[i];

		object = data_add(list, NULL, data_object(b->arena));
		data_add_text(b->arena, object, "metric", score->metric.text);
		data_add_number(b->arena, object, "value", score->value);
		data_add_text(b->arena, object, "dataset",
		    score->dataset.text);
		data_add_text(b->arena, object, "better", score->better.text);
		object->text = disclosure_score_words(b, score);
	}
}

static void
add_stages(struct builder *b, struct data *parent,
    const struct account_model *model)
{
	struct data *stages =
	    data_add(parent, "stages", data_object(b->arena));
	enum stage stage;

	for (stage = 0; stage < STAGE_TOTAL; stage++) {
		const struct account_line *line = &model->stages[stage];
		struct data *object;

		if (line->it_energy == NULL) {
			data_add_null(b->arena, stages, stage_name(stage));
			continue;
		}
		object = data_add(stages, stage_name(stage),
		    data_object(b->arena));
		add_line(b, object, line);
		data_add_number(b->arena, object, "runs",
		    disclosure_runs(model, (int)stage));
	}
}

/* Grams per functional unit, and what that unit is; null when not asked for or not known. */
static void
add_sci(struct builder *b, struct data *parent,
    const struct account_model *model)
{
	const struct functional_unit *unit =
	    study_functional_unit(b->account->study, model->model);
	struct data *object;

	if (model->sci == NULL || !model->sci->known) {
		data_add_null(b->arena, parent, "sci");
		return;
	}
	object = data_add(parent, "sci", data_object(b->arena));
	data_add_text(b->arena, object, "functional_unit",
	    text_plain(unit->name.text, b->arena));
	data_add_number(b->arena, object, "count", unit->count.q.value);
	add_quantity(b, object, "co2e_g", model->sci, UNIT_G);
}

static void
add_model(struct builder *b, struct data *list,
    const struct account_model *model)
{
	struct data *object =
	    data_add(list, NULL, data_object(b->arena));
	const struct model *stated = model->model;
	const struct figure *energy = model->line.it_energy;

	data_add_text(b->arena, object, "id", stated->id.text);
	data_add_text(b->arena, object, "name",
	    text_plain(stated->name.text, b->arena));
	data_add_number(b->arena, object, "params",
	    stated->params.known ? stated->params.q.value : (double)NAN);
	disclosure_name(object, stated->name.text);
	disclosure_count(object, "params", figure_of_params(b, stated));
	add_all_hardware(b, object, model);
	disclosure_context(b, object, model);
	add_line(b, object, &model->line);
	add_scores(b, object, stated);
	add_stages(b, object, model);
	data_add_text(b->arena, object, "quality",
	    energy == NULL || !energy->known ? NULL :
					       quality_name(energy->quality));
	data_add_text(b->arena, object, "alternative_to",
	    model->alternative_to);
	add_quantity(b, object, "all_over_final", model->over_final,
	    UNIT_ONE);
	add_sci(b, object, model);
}

/* One method's totals, and each model's energy and emissions under it. */
static void
add_method(struct builder *b, struct data *list,
    const struct account_comparison *item)
{
	const struct account *account = item->account;
	struct data *object = data_add(list, NULL, data_object(b->arena));
	struct data *models, *model;
	size_t i;

	data_add_text(b->arena, object, "id", account->method);
	data_add_text(b->arena, object, "title",
	    catalog_method_text(b->catalog, account->method, "title"));
	add_quantity(b, object, "pue", item->pue, UNIT_ONE);
	add_quantity(b, object, "intensity_g_per_kwh", item->intensity,
	    UNIT_G_PER_KWH);
	add_quantity(b, object, "energy_kwh", item->energy, UNIT_KWH);
	add_quantity(b, object, "co2e_kg", item->co2e, UNIT_KG);
	add_quantity(b, object, "ratio", item->ratio, UNIT_ONE);
	models = data_add(object, "models", data_list(b->arena));
	for (i = 0; i < account->model_count; i++) {
		const struct account_line *line = &account->models[i].line;

		model = data_add(models, NULL, data_object(b->arena));
		data_add_text(b->arena, model, "id",
		    account->models[i].model->id.text);
		data_add_bool(b->arena, model, "compared",
		    b->account->methods->compared[i]);
		add_quantity(b, model, "energy_kwh", line->energy, UNIT_KWH);
		add_quantity(b, model, "co2e_kg", line->co2e, UNIT_KG);
	}
}

/* The same runs under each method; empty when one stands alone. */
static void
add_methods(struct builder *b, struct data *root)
{
	const struct account_methods *methods = b->account->methods;
	struct data *list = data_add(root, "methods", data_list(b->arena));
	size_t i;

	for (i = 0; methods != NULL && i < methods->count; i++)
		add_method(b, list, &methods->items[i]);
}

static void
add_study(struct builder *b, struct data *root)
{
	const struct study *study = b->account->study;
	struct data *object =
	    data_add(root, "study", data_object(b->arena));

	data_add_text(b->arena, object, "title", study->title.text);
	data_add_text(b->arena, object, "method", b->account->method);
	data_add_text(b->arena, object, "method_title",
	    catalog_method_text(b->catalog, b->account->method, "title"));
	data_add_text(b->arena, object, "language", b->options->language);
	data_add_number(b->arena, object, "year",
	    study->year.known ? (double)study->year.value : (double)NAN);
	data_add_bool(b->arena, object, "anonymous",
	    study_is_anonymous(study));
}

static void
add_factor(const struct figure *input, void *context)
{
	struct sources *factors = context;
	struct builder *b = factors->b;
	const struct origin *origin = input->origin;
	const struct data *item;
	struct data *object;
	enum unit unit = input->written;

	if (origin->kind != ORIGIN_CATALOG && origin->kind != ORIGIN_METHOD)
		return;
	for (item = factors->list->first; item != NULL; item = item->next)
		if (strcmp(data_path(item, "id")->text, origin->row) == 0)
			return;
	object = data_add(factors->list, NULL, data_object(b->arena));
	data_add_text(b->arena, object, "id", origin->row);
	data_add_text(b->arena, object, "name", origin->note);
	data_add_number(b->arena, object, "value",
	    input->interval ? (double)NAN : unit_from_base(unit, input->value));
	data_add_number(b->arena, object, "low",
	    unit_from_base(unit, input->low));
	data_add_number(b->arena, object, "high",
	    unit_from_base(unit, input->high));
	data_add_text(b->arena, object, "unit", unit_text(unit));
	data_add_text(b->arena, object, "source",
	    origin->source == NULL || origin->source[0] == '\0' ?
		NULL :
		origin->source);
}

/* Calls EACH for every input of every model's figures. */
static void
each_input(struct builder *b,
    void (*each)(const struct figure *, void *), void *context)
{
	size_t i;

	for (i = 0; i < b->account->model_count; i++) {
		const struct account_line *line = &b->account->models[i].line;

		figure_inputs(line->co2e, each, context);
		figure_inputs(line->energy, each, context);
		if (line->cost != NULL)
			figure_inputs(line->cost, each, context);
		if (line->electricity != NULL)
			figure_inputs(line->electricity, each, context);
	}
}

static void
add_sources(struct builder *b, struct data *root)
{
	struct sources ids = { b, data_list(b->arena) };
	struct data *list = data_add(root, "sources", data_list(b->arena));
	const char *method = catalog_method_text(b->catalog,
	    b->account->method, "source");
	const struct data *id;

	each_input(b, add_source, &ids);
	story_inputs(b, add_source, &ids);
	if (method != NULL && !list_has(ids.list, method))
		data_add_text(b->arena, ids.list, NULL, method);
	for (id = ids.list->first; id != NULL; id = id->next) {
		const struct citation *citation =
		    catalog_citation(b->catalog, id->text);
		struct data *object;

		if (citation == NULL)
			continue;
		object = data_add(list, NULL, data_object(b->arena));
		data_add_text(b->arena, object, "id", citation->id);
		data_add_text(b->arena, object, "text", citation->text);
		data_add_text(b->arena, object, "url",
		    citation->url[0] == '\0' ? NULL : citation->url);
		data_add_text(b->arena, object, "licence", citation->licence);
		data_add_text(b->arena, object, "attribution",
		    citation->attribution[0] == '\0' ? NULL :
						       citation->attribution);
	}
}

/* A path may name a person's home: only the file's own name goes out. */
static const char *
base_name(const char *path)
{
	const char *slash = path == NULL ? NULL : strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

static void
add_diagnostics(struct builder *b, struct data *root)
{
	struct data *list =
	    data_add(root, "diagnostics", data_list(b->arena));
	const struct diags *said = b->options->said != NULL ?
	    b->options->said :
	    b->diags;
	size_t i;

	for (i = 0; i < said->count; i++) {
		const struct diagnostic *item = &said->items[i];
		struct data *object =
		    data_add(list, NULL, data_object(b->arena));
		char name[DIAG_NAME];

		data_add_text(b->arena, object, "code",
		    arena_strdup(b->arena, diag_name(item->code, name)));
		data_add_text(b->arena, object, "level",
		    diag_level_name(diag_level(item->code)));
		data_add_text(b->arena, object, "file",
		    base_name(item->pos.file));
		data_add_number(b->arena, object, "line",
		    item->pos.line == 0 ? (double)NAN :
					  (double)item->pos.line);
		data_add_number(b->arena, object, "column",
		    item->pos.line == 0 ? (double)NAN :
					  (double)item->pos.column);
		data_add_text(b->arena, object, "text", item->text);
		object->text = item->text;
	}
}

struct data *
disclosure_build(struct builder *b)
{
	struct data *root = data_object(b->arena);
	struct sources factors = { b, NULL };
	struct data *models;
	size_t i;

	data_add_text(b->arena, root, "wattleaf", b->options->version);
	data_add_text(b->arena, root, "catalog", b->doc->catalog_version);
	add_study(b, root);
	models = data_add(root, "models", data_list(b->arena));
	for (i = 0; i < b->account->model_count; i++)
		add_model(b, models, &b->account->models[i]);
	add_line(b, data_add(root, "totals", data_object(b->arena)),
	    &b->account->total);
	add_methods(b, root);
	disclosure_story(b, root);
	factors.list = data_add(root, "factors", data_list(b->arena));
	each_input(b, add_factor, &factors);
	add_sources(b, root);
	add_diagnostics(b, root);
	return root;
}
