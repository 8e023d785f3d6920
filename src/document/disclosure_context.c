/*
 * What a reader must know beside the figures: machines, places, how many
 * runs. The words that prose prints stand beside the values.
 */
#include "document/disclosure.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/num.h"
#include "catalog/catalog.h"
#include "catalog/place.h"
#include "document/build.h"
#include "document/data.h"
#include "document/text.h"
#include "study/record.h"
#include "study/study.h"

static struct data *
member(struct data *object, const char *key)
{
	struct data *child = object->first;

	while (child != NULL && strcmp(child->key, key) != 0)
		child = child->next;
	return child;
}

void
disclosure_name(struct data *object, const char *markup)
{
	struct data *name = member(object, "name");

	if (name != NULL && name->kind == DATA_TEXT)
		name->markup = markup;
}

void
disclosure_count(struct data *object, const char *key,
    const struct figure *figure)
{
	struct data *number = member(object, key);

	if (number != NULL && number->kind == DATA_NUMBER)
		number->figure = figure;
}

static double
runs_of(const struct run *run)
{
	return run->repeat.known ? (double)run->repeat.value : 1;
}

double
disclosure_runs(const struct account_model *model, int stage)
{
	double sum = 0;
	size_t i;

	for (i = 0; i < model->run_count; i++)
		if (stage == STAGE_TOTAL ||
		    (int)model->runs[i].run->stage == stage)
			sum += runs_of(model->runs[i].run);
	return sum;
}

const char *
disclosure_score_words(struct builder *b, const struct score *score)
{
	char value[NUM_TEXT];

	num_shortest(score->value, value);
	return with_detail(b, arena_printf(b->arena, "%s %s",
		score->metric.text,
		text_written(value, b->doc->words, b->arena)),
	    score->dataset.text);
}

const char *
disclosure_devices(struct builder *b, const char *device, double count)
{
	/* what the catalogue says of it in brackets is not its name */
	if (device != NULL && strstr(device, " (") != NULL)
		device = arena_strndup(b->arena, device,
		    (size_t)(strstr(device, " (") - device));
	return device == NULL || isnan(count) ?
	    device :
	    arena_printf(b->arena, "%.0f\xc2\xa0\xc3\x97\xc2\xa0%s", count,
		device);
}

void
disclosure_machine(struct builder *b, struct data *object,
    const struct account_run *run, const struct hardware *hardware)
{
	const struct record *record = hardware->record;
	const struct data *name = member(object, "name");
	const char *device = name != NULL && name->kind == DATA_TEXT ?
	    name->text :
	    record != NULL ? record->machine.accelerator :
			     NULL;
	const char *cpu = hardware->cpu.text != NULL ? hardware->cpu.text :
	    record != NULL                           ? record->machine.cpu :
						       NULL;
	const struct figure *devices = run->line.devices;

	data_add_text(b->arena, object, "cpu", cpu);
	data_add_number(b->arena, object, "memory_gb",
	    hardware->memory.known ? hardware->memory.q.value :
		record != NULL     ? record->machine.memory_gb :
				     (double)NAN);
	object->text = disclosure_devices(b, device == NULL ? cpu : device,
	    devices == NULL || !devices->known ? (double)NAN :
						 devices->value);
}

/* Whether the list has a place of these words. */
static bool
has_place(const struct data *list, const char *region, const char *grid,
    double year)
{
	const char *words[] = { grid, region };
	static const char *const keys[] = { "grid", "region" };
	const struct data *item;
	size_t i;

	for (item = list->first; item != NULL; item = item->next) {
		const struct data *of_item = data_path(item, "year");
		bool same = of_item->kind == DATA_NULL ?
		    isnan(year) :
		    of_item->number == year;

		for (i = 0; i < 2; i++) {
			const char *text = data_path(item, keys[i])->text;

			same = same && (text == NULL) == (words[i] == NULL) &&
			    (text == NULL || strcmp(text, words[i]) == 0);
		}
		if (same)
			return true;
	}
	return false;
}

static void
add_place(struct builder *b, struct data *list,
    const struct account_model *model, const struct run *run)
{
	const struct study *study = b->account->study;
	const char *grid = place_words(study, model->model, run,
	    offsetof(struct place, grid))->text;
	const char *region = place_words(study, model->model, run,
	    offsetof(struct place, region))->text;
	const struct whole *when = place_year(study, model->model, run);
	double year = when->known ? (double)when->value : (double)NAN;
	const char *asked = region != NULL ? region : grid;
	struct catalog_place place;
	struct data *object;

	if (asked == NULL || has_place(list, region, grid, year))
		return;
	object = data_add(list, NULL, data_object(b->arena));
	data_add_text(b->arena, object, "grid", grid);
	data_add_text(b->arena, object, "region", region);
	data_add_text(b->arena, object, "name",
	    catalog_place(b->catalog, asked, 0, &place) ? place.name : NULL);
	data_add_number(b->arena, object, "year", year);
	object->text = member(object, "name")->kind == DATA_TEXT ?
	    word_parts(b, member(object, "name")->text) :
	    asked;
}

/* The figure at OFFSET when all runs have the same; else NULL. */
static const struct figure *
common_figure(const struct account_model *model, size_t offset)
{
	const struct figure *common = NULL;
	size_t i;

	for (i = 0; i < model->run_count; i++) {
		const struct figure *figure =
		    *(const struct figure *const *)(const void *)(
			(const char *)&model->runs[i].line + offset);

		if (figure == NULL || !figure->known ||
		    (common != NULL && figure->value != common->value))
			return NULL;
		common = figure;
	}
	return common;
}

/* The computation of all runs; NULL as soon as one does not state it. */
static const struct figure *
total_flops(struct builder *b, const struct account_model *model)
{
	struct figure *sum = arena_alloc(b->arena, sizeof *sum);
	const struct figure **parts = arena_alloc(b->arena,
	    model->run_count * sizeof *parts + 1);
	size_t i;

	if (model->run_count == 0)
		return NULL;
	*sum = (struct figure){ .op = FIGURE_SUM, .symbol = "F",
		.name = "computation", .unit = UNIT_FLOP, .written = UNIT_FLOP,
		.known = true, .quality = QUALITY_MODELLED,
		.arguments = parts, .argument_count = model->run_count };
	for (i = 0; i < model->run_count; i++) {
		const struct run *run = model->runs[i].run;

		parts[i] = model->runs[i].flops;
		if (parts[i] == NULL || !parts[i]->known)
			return NULL;
		sum->value += parts[i]->value * runs_of(run);
		sum->low += parts[i]->low * runs_of(run);
		sum->high += parts[i]->high * runs_of(run);
	}
	return sum;
}

void
disclosure_context(struct builder *b, struct data *object,
    const struct account_model *model)
{
	const struct model *stated = model->model;
	struct data *places;
	size_t i;

	data_add_text(b->arena, object, "task", stated->task.text);
	data_add_text(b->arena, object, "url", stated->url.text);
	data_add_text(b->arena, object, "public", stated->public.text);
	places = data_add(object, "places", data_list(b->arena));
	for (i = 0; i < model->run_count; i++)
		add_place(b, places, model, model->runs[i].run);
	data_add_number(b->arena, object, "runs",
	    disclosure_runs(model, STAGE_TOTAL));
	disclosure_quantity(b, object, "pue",
	    common_figure(model, offsetof(struct account_line, pue)),
	    UNIT_ONE);
	disclosure_quantity(b, object, "intensity_g_per_kwh",
	    common_figure(model, offsetof(struct account_line, intensity)),
	    UNIT_G_PER_KWH);
	disclosure_quantity(b, object, "flops", total_flops(b, model),
	    UNIT_FLOP);
}
