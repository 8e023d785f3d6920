/*
 * Models of several sources in one account: side by side as they were
 * published, or as one study under one method in one place.
 */
#include "account/beside.h"

#include <math.h>
#include <string.h>

#include "account/context.h"
#include "account/score.h"
#include "base/arena.h"
#include "base/diag.h"
#include "catalog/catalog.h"
#include "catalog/published.h"

/* The place where no other is asked for. */
static const char ANYWHERE[] = "WORLD";

struct joining {
	const struct compare_options *options;
	struct catalog *catalog;
	struct arena *arena;
	struct diags *diags;
	struct study *study;            /* of all models */
	struct account_model *models;   /* as published; one a model of the study */
	struct account_compared *items;
	size_t count;
};

/* ID, or with a number behind it when it is taken. */
static const char *
own_id(struct joining *j, const char *wanted)
{
	char *id = arena_strdup(j->arena, wanted);
	size_t i, tries = 1;
	char *p;

	for (p = id; *p != '\0'; p++)
		if (*p == '/')
			*p = '-';
	wanted = id;
	for (i = 0; i < j->count; i++)
		if (strcmp(j->study->models[i].id.text, id) == 0) {
			id = arena_printf(j->arena, "%s-%zu", wanted, ++tries);
			i = (size_t)-1;
		}
	return id;
}

static void
add(struct joining *j, const struct model *model,
    const struct account_model *published, struct account_compared item)
{
	j->study->models = arena_grow(j->arena, j->study->models, j->count,
	    sizeof *j->study->models);
	j->models = arena_grow(j->arena, j->models, j->count,
	    sizeof *j->models);
	j->items = arena_grow(j->arena, j->items, j->count, sizeof *j->items);
	j->study->models[j->count] = *model;
	j->models[j->count] = *published;
	item.co2e = published->line.co2e;
	j->items[j->count++] = item;
	j->study->model_count = j->count;
}

/* "P100×8", "V100", "A100-80GB". */
static const char *
hardware_words(struct joining *j, const char *name, double count)
{
	if (name == NULL || name[0] == '\0')
		return NULL;
	return count >= 1 ?
	    arena_printf(j->arena, "%s\xc3\x97%.0f", name, count) :
	    name;
}

/* The number of parameters, of which the catalogue knows some. */
static void
add_params(struct joining *j, const struct published *published,
    struct model *model)
{
	size_t i, count;
	const struct catalog_fact *facts =
	    catalog_facts(j->catalog, published->model, &count);
	struct origin *origin;

	for (i = 0; i < count; i++) {
		if (strcmp(facts[i].key, "params") != 0)
			continue;
		origin = arena_alloc(j->arena, sizeof *origin);
		*origin = (struct origin){ .kind = ORIGIN_CATALOG,
			.row = arena_printf(j->arena, "model/%s/params",
			    facts[i].model),
			.source = facts[i].source };
		model->params = (struct fact){ true,
			{ .value = facts[i].value, .low = facts[i].value,
			    .high = facts[i].value, .unit = facts[i].unit },
			origin };
	}
}

static void
add_published(struct joining *j, const struct published *published,
    const char *wanted)
{
	struct model model = model_of_published(published,
	    own_id(j, wanted), j->arena);
	struct account_model figures = {
		.hardware = hardware_words(j, published->hardware,
		    published->count),
		.line = line_of_published(published, j->arena),
	};

	add_params(j, published, &model);
	add(j, &model, &figures, (struct account_compared){
		.published = published,
		.covers = published->covers,
		.source = published->source,
		.year = published->year,
	});
}

/* A result, then the one that puts it right. */
static void
add_result(struct joining *j, const struct published *published)
{
	const struct published *right =
	    catalog_published_correction(j->catalog, published->id);

	add_published(j, published, published->rank > 0 ? published->model :
							  published->id);
	if (right == NULL)
		return;
	j->items[j->count - 1].corrected_by = j->count + 1;
	add_published(j, right, right->id);
}

/* A device by its id in the catalogue has a shorter name. */
static const char *
device_words(struct joining *j, const char *name)
{
	const struct device *device =
	    name == NULL ? NULL : catalog_device(j->catalog, name);

	return device != NULL && strcmp(device->id, name) == 0 ?
	    device->label :
	    name;
}

static void
add_stated(struct joining *j, const struct compared_peer *peer)
{
	const struct stated_model *stated = peer->stated;
	struct model model =
	    model_of_stated(stated, own_id(j, stated->id), j->arena);
	struct account_model figures = {
		.hardware = hardware_words(j,
		    device_words(j, stated->device), stated->count),
		.line = line_of_stated(stated, j->arena),
	};

	add(j, &model, &figures, (struct account_compared){
		.covers = stated->covers == NULL ? "" : stated->covers,
		.from = peer->from,
	});
}

/* "final training, tuning": the stages that a model's runs are of. */
static const char *
stages_of(struct joining *j, const struct model *model)
{
	static const char *const words[] = {
		[STAGE_FINAL] = "final training",
		[STAGE_TUNING] = "tuning",
		[STAGE_FAILED] = "failed runs",
		[STAGE_INFERENCE] = "inference",
		[STAGE_OTHER] = "other runs",
	};
	const char *text = "";
	enum stage stage;
	size_t i;

	for (stage = 0; stage < STAGE_TOTAL; stage++) {
		for (i = 0; i < model->run_count; i++)
			if (model->runs[i].stage == stage)
				break;
		if (i < model->run_count)
			text = arena_printf(j->arena, "%s%s%s", text,
			    text[0] == '\0' ? "" : ", ", words[stage]);
	}
	return text;
}

/* No run keeps a place of its own; an energy after a PUE is told before it. */
static struct model
moved(struct joining *j, const struct model *model,
    const struct account_model *figures)
{
	struct model copy = *model;
	size_t i;

	copy.place = (struct place){ 0 };
	copy.runs = arena_alloc(j->arena,
	    model->run_count * sizeof *copy.runs + 1);
	for (i = 0; i < model->run_count; i++) {
		const struct figure *it = figures->runs[i].line.it_energy;
		struct run *run = &copy.runs[i];

		*run = model->runs[i];
		run->place = (struct place){ 0 };
		if (!run->energy.known || run->it_energy.known)
			continue;
		if (figure_known(it)) {
			run->it_energy = run->energy;
			run->it_energy.q.value = it->value;
			run->it_energy.q.low = it->low;
			run->it_energy.q.high = it->high;
		}
		run->energy.known = false;
	}
	return copy;
}

static bool
add_study(struct joining *j, const struct compared_peer *peer)
{
	const struct account_options options = { .method = NULL };
	struct account *account = account_study_as(peer->study, j->catalog,
	    &options, j->arena, j->diags);
	struct model model;
	size_t i;

	for (i = 0; account != NULL && i < account->model_count; i++) {
		const struct model *own = account->models[i].model;

		model = j->options->normalise ?
		    moved(j, own, &account->models[i]) :
		    *own;
		model.id.text = own_id(j, own->id.text);
		add(j, &model, &account->models[i],
		    (struct account_compared){
			.covers = stages_of(j, own),
			.from = peer->from,
			.method = account->method,
		    });
	}
	return account != NULL;
}

static bool
add_peer(struct joining *j, const struct compared_peer *peer)
{
	if (peer->study != NULL)
		return add_study(j, peer);
	if (peer->published != NULL)
		add_result(j, peer->published);
	else
		add_stated(j, peer);
	return true;
}

/* The account of figures as they were published: nothing is added up. */
static struct account *
as_published(struct joining *j)
{
	const struct account_options options = {
		.equivalents = j->options->equivalents };
	struct account *account = arena_alloc(j->arena, sizeof *account);
	struct accounting a = { .study = j->study, .catalog = j->catalog,
		.method = "wattleaf", .options = &options,
		.arena = j->arena, .diags = j->diags };
	size_t i;

	account->study = j->study;
	account->catalog = j->catalog;
	account->method = a.method;
	account->models = j->models;
	account->model_count = j->count;
	for (i = 0; i < j->count; i++)
		j->models[i].model = &j->study->models[i];
	account_equivalents(&a, account);
	account->metrics = account_metrics(account, j->arena, j->diags);
	return account;
}

static struct account *
normalised(struct joining *j)
{
	const struct account_options options = {
		.method = j->options->method,
		.equivalents = j->options->equivalents };
	struct place *place = &j->study->place;
	struct account *account;
	size_t i;

	place->region.text = j->options->region;
	place->grid.text = j->options->grid != NULL ||
		j->options->region != NULL ? j->options->grid : ANYWHERE;
	place->pue = j->options->pue;
	account = account_study_as(j->study, j->catalog, &options, j->arena,
	    j->diags);
	for (i = 0; account != NULL && i < j->count; i++)
		if (account->models[i].hardware == NULL)
			account->models[i].hardware = j->models[i].hardware;
	return account;
}

struct account *
account_beside(const struct compared_peer *peers, size_t count,
    const struct compare_options *options, struct catalog *catalog,
    struct arena *arena, struct diags *diags)
{
	struct joining j = { .options = options, .catalog = catalog,
		.arena = arena, .diags = diags,
		.study = arena_alloc(arena, sizeof *j.study) };
	struct account_beside *beside = arena_alloc(arena, sizeof *beside);
	struct account *account;
	size_t i;

	j.study->title.text = options->title;
	j.study->file = "compare";
	j.study->folder = ".";
	for (i = 0; i < count; i++)
		if (!add_peer(&j, &peers[i]))
			return NULL;
	account = options->normalise ? normalised(&j) : as_published(&j);
	if (account == NULL)
		return NULL;
	beside->normalised = options->normalise;
	beside->place = options->region != NULL ? options->region :
	    options->grid != NULL ? options->grid : ANYWHERE;
	beside->items = j.items;
	account->beside = beside;
	return account;
}
