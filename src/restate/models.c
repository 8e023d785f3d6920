/*
 * The models of a disclosure as those of an account: no run stands behind
 * them.
 */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "account/beside.h"
#include "account/restated.h"
#include "base/arena.h"
#include "base/num.h"
#include "base/str.h"
#include "catalog/catalog.h"
#include "document/data.h"
#include "restate/parts.h"
#include "restate/quantity.h"
#include "restate/tree.h"
#include "study/study.h"

enum { COUNT_MOST = 1000000000 };

const char *
stated_text(const struct data *object, const char *key)
{
	const struct data *data = data_path(object, key);

	return data == NULL || data->kind != DATA_TEXT ? NULL : data->text;
}

double
stated_number(const struct data *object, const char *key)
{
	const struct data *data = data_path(object, key);

	return data == NULL || data->kind != DATA_NUMBER ? (double)NAN :
							   data->number;
}

const struct figure *
stated_figure(const struct data *object, const char *key)
{
	const struct data *data = data_path(object, key);

	return data == NULL ? NULL : data->figure;
}

const struct data *
stated_items(const struct data *object, const char *key)
{
	const struct data *list = data_path(object, key);

	return list == NULL ? NULL : list->first;
}

size_t
stated_count(const struct data *object, const char *key)
{
	const struct data *item;
	size_t n = 0;

	for (item = stated_items(object, key); item != NULL; item = item->next)
		n++;
	return n;
}

struct account_model *
stated_model_of(const struct account *account, const struct data *object)
{
	const char *id = stated_text(object, "id");
	size_t i;

	for (i = 0; id != NULL && i < account->model_count; i++)
		if (strcmp(account->models[i].model->id.text, id) == 0)
			return &account->models[i];
	return NULL;
}

/* The figures of a line; those that every report has are there though unknown. */
static struct account_line
line_of(struct reading *r, const struct data *object)
{
	static const struct {
		const char *key;
		size_t offset;
	} members[] = {
		{ "device_hours", offsetof(struct account_line, device_hours) },
		{ "wall_hours", offsetof(struct account_line, time) },
		{ "power_w", offsetof(struct account_line, power) },
		{ "pue", offsetof(struct account_line, pue) },
		{ "intensity_g_per_kwh",
		    offsetof(struct account_line, intensity) },
		{ "it_energy_kwh", offsetof(struct account_line, it_energy) },
		{ "energy_kwh", offsetof(struct account_line, energy) },
		{ "co2e_kg", offsetof(struct account_line, co2e) },
		{ "co2e_market_kg",
		    offsetof(struct account_line, co2e_market) },
		{ "embodied_kg", offsetof(struct account_line, embodied) },
		{ "water_l", offsetof(struct account_line, water) },
		{ "cost", offsetof(struct account_line, cost) },
		{ "electricity_cost",
		    offsetof(struct account_line, electricity) },
	};
	struct account_line line = line_unknown(NULL, r->arena);
	size_t i;

	for (i = 0; i < sizeof members / sizeof members[0]; i++) {
		const struct figure *figure =
		    stated_figure(object, members[i].key);

		if (figure != NULL)
			memcpy((char *)&line + members[i].offset, &figure,
			    sizeof figure);
	}
	return line;
}

static double
first_count(const struct data *model)
{
	const struct data *item = stated_items(model, "hardware");

	return item == NULL ? (double)NAN : stated_number(item, "count");
}

static size_t
digits_of(double number)
{
	char text[NUM_TEXT];
	size_t n = 0;
	const char *p;

	num_shortest(number, text);
	for (p = text; *p != '\0' && *p != 'e'; p++)
		n += *p >= '0' && *p <= '9' && (n > 0 || *p != '0');
	while (p > text && (p[-1] == '0' || p[-1] == '.') && n > 1)
		n -= *--p == '0';
	return n;
}

/*
 * A power that was worked out prints with fewer digits than one that was
 * measured as a whole: it is one of more digits than that of a device.
 */
static void
tell_power(struct reading *r, struct account_line *line, double count)
{
	const struct figure *power = line->power;
	double hundredths = power->known ? power->value * 100 : 0;
	struct figure *figure;

	if (!power->known || (fabs(hundredths - rint(hundredths)) < 1e-6 &&
		(!(count > 1) ||
		    digits_of(power->value / count) >=
			digits_of(power->value))))
		return;
	figure = arena_alloc(r->arena, sizeof *figure);
	*figure = *power;
	figure->op = FIGURE_INTEGRAL;
	line->power = figure;
}

static const char *
device_label(struct reading *r, const struct data *hardware)
{
	const char *id = stated_text(hardware, "device");
	const struct device *device =
	    id == NULL ? NULL : catalog_device(r->catalog, id);

	return device != NULL && strcmp(device->id, id) == 0 ?
	    device->label :
	    stated_text(hardware, "name");
}

/* "P100×8": the first hardware that is named. */
static const char *
hardware_label(struct reading *r, const struct data *model)
{
	const struct data *item;

	for (item = stated_items(model, "hardware"); item != NULL;
	     item = item->next) {
		const char *label = device_label(r, item);
		double count = stated_number(item, "count");

		if (label == NULL || label[0] == '\0')
			continue;
		return count >= 1 && count <= COUNT_MOST ?
		    arena_printf(r->arena, "%s\xc3\x97%.0f", label, count) :
		    label;
	}
	return NULL;
}

static struct fact
count_of(struct reading *r, double number)
{
	return (struct fact){
		.known = number >= 0 && unit_plausible(number),
		.q = { .value = number, .low = number, .high = number,
		    .unit = UNIT_COUNT },
		.origin = &r->origin,
	};
}

static void
add_scores(struct reading *r, struct model *model, const struct data *object)
{
	const struct data *item = stated_items(object, "score");
	char number[NUM_TEXT];

	model->scores = arena_alloc(r->arena,
	    (stated_count(object, "score") + 1) * sizeof *model->scores);
	for (; item != NULL; item = item->next) {
		double value = stated_number(item, "value");
		const char *metric = stated_text(item, "metric");

		if (metric == NULL || !unit_plausible(fabs(value)))
			continue;
		num_shortest(value, number);
		model->scores[model->score_count++] = (struct score){
			.metric.text = metric,
			.dataset.text = stated_text(item, "dataset"),
			.better.text = stated_text(item, "better"),
			.value = value,
			.written = arena_strdup(r->arena, number),
		};
	}
}

static struct model
model_of(struct reading *r, const struct data *object, size_t index)
{
	const char *id = stated_text(object, "id");
	const char *name = stated_text(object, "name");
	struct model model = {
		.task.text = stated_text(object, "task"),
		.url.text = stated_text(object, "url"),
		.public.text = stated_text(object, "public"),
		.params = count_of(r, stated_number(object, "params")),
		.functional_unit = {
			.name.text = stated_text(object,
			    "sci.functional_unit"),
			.count = count_of(r, stated_number(object,
			    "sci.count")),
		},
		.pos = r->origin.pos,
	};

	if (id == NULL || id[0] == '\0')
		id = arena_printf(r->arena, "%zu", index + 1);
	model.id.text = id;
	model.name.text = name == NULL || name[0] == '\0' ? id : name;
	add_scores(r, &model, object);
	return model;
}

static void
take_model(struct reading *r, const struct data *object,
    const struct model *model, struct account_model *result)
{
	enum stage stage;

	*result = (struct account_model){
		.model = model,
		.hardware = hardware_label(r, object),
		.line = line_of(r, object),
		.alternative_to = stated_text(object, "alternative_to"),
		.over_final = stated_figure(object, "all_over_final"),
		.sci = model->functional_unit.name.text == NULL ||
			!model->functional_unit.count.known ?
		    NULL :
		    stated_figure(object, "sci.co2e_g"),
	};
	tell_power(r, &result->line, first_count(object));
	for (stage = 0; stage < STAGE_TOTAL; stage++) {
		const struct data *part = data_path(object,
		    arena_printf(r->arena, "stages.%s", stage_name(stage)));

		if (part != NULL && part->kind == DATA_OBJECT)
			result->stages[stage] = line_of(r, part);
	}
}

/* "France, aws/us-east-1": each place once. */
static const char *
places_of(struct reading *r, const struct data *object)
{
	const struct data *item;
	const char *list = NULL, *name;

	for (item = stated_items(object, "places"); item != NULL;
	     item = item->next) {
		name = stated_text(item, "name");
		if (name == NULL)
			name = stated_text(item, "region");
		if (name == NULL)
			name = stated_text(item, "grid");
		if (name == NULL ||
		    (list != NULL && strstr(list, name) != NULL))
			continue;
		list = list == NULL ? name :
		    arena_printf(r->arena, "%s, %s", list, name);
	}
	return list;
}

void
stated_models(struct reading *r, const struct data *tree,
    struct study *study, struct account *account,
    struct account_restated *restated)
{
	size_t i = 0, count = stated_count(tree, "models");
	struct restated_model *beside =
	    arena_alloc(r->arena, (count + 1) * sizeof *beside);
	const struct data *item;

	study->models = arena_alloc(r->arena,
	    (count + 1) * sizeof *study->models);
	account->models = arena_alloc(r->arena,
	    (count + 1) * sizeof *account->models);
	for (item = stated_items(tree, "models"); item != NULL;
	     item = item->next, i++) {
		study->models[i] = model_of(r, item, i);
		take_model(r, item, &study->models[i], &account->models[i]);
		beside[i] = (struct restated_model){ places_of(r, item),
			quality_stated(stated_text(item, "quality")) };
	}
	study->model_count = account->model_count = count;
	restated->models = beside;
	account->total = line_of(r, data_path(tree, "totals"));
}
