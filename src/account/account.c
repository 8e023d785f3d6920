/*
 * A study's figures: runs, their sums by stage and model, totals.
 *   E = PUE E_it,  C = E I   (design, section 5; Strubell et al. 2019, eqs 1-2)
 */
#include <stddef.h>
#include <string.h>

#include "account/context.h"
#include "account/elsewhere.h"
#include "account/mix.h"
#include "account/range.h"
#include "account/rule.h"
#include "account/score.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "base/word.h"
#include "catalog/catalog.h"
#include "study/record.h"
#include "study/study.h"

_Static_assert((int)STAGE_COUNT == (int)STAGE_TOTAL, "a line per stage");

static const struct label ENERGY = { "E", WORD("energy, PUE included") };
static const struct label CO2E = { "C", WORD("emissions, location-based") };
static const struct label CO2E_MARKET = { "C_{m}", WORD("emissions, market-based") };

/* The members of a line that add up over runs. */
static const struct {
	size_t offset;
	struct label label;
} sums[] = {
	{ offsetof(struct account_line, time), { "t", WORD("wall hours") } },
	{ offsetof(struct account_line, device_hours),
	    { "H", WORD("device-hours") } },
	{ offsetof(struct account_line, it_energy), { "E_{it}", WORD("IT energy") } },
	{ offsetof(struct account_line, energy),
	    { "E", WORD("energy, PUE included") } },
	{ offsetof(struct account_line, co2e),
	    { "C", WORD("emissions, location-based") } },
	{ offsetof(struct account_line, co2e_market),
	    { "C_{m}", WORD("emissions, market-based") } },
	{ offsetof(struct account_line, embodied), { "M", WORD("embodied") } },
	{ offsetof(struct account_line, water), { "W", WORD("water") } },
	{ offsetof(struct account_line, cost), { "K", WORD("rental cost") } },
	{ offsetof(struct account_line, electricity),
	    { "K_{e}", WORD("electricity cost") } },
};

enum { SUM_COUNT = sizeof sums / sizeof sums[0] };

static const struct figure **
member(struct account_line *line, size_t offset)
{
	return (const struct figure **)(void *)((char *)line + offset);
}

/* Adds up one member over lines; NULL when no line has it. */
static const struct figure *
sum_member(struct arena *arena, const struct account_line *const *lines,
    size_t count, size_t i)
{
	const struct figure **parts =
	    arena_alloc(arena, count * sizeof *parts + 1);
	size_t j, n = 0;

	for (j = 0; j < count; j++) {
		struct account_line line = *lines[j];

		parts[n] = *member(&line, sums[i].offset);
		if (parts[n] != NULL)
			n++;
	}
	if (n == 0)
		return NULL;
	return n == 1 && count == 1 ?
	    parts[0] :
	    figure_sum(arena, sums[i].label, parts, n);
}

static struct account_line
sum_lines(struct arena *arena, const struct account_line *const *lines,
    size_t count)
{
	struct account_line total = { 0 };
	size_t i;

	if (count == 1)
		return *lines[0];
	if (count == 0)
		return total;
	for (i = 0; i < SUM_COUNT; i++)
		*member(&total, sums[i].offset) =
		    sum_member(arena, lines, count, i);
	return total;
}

/* What n equal runs took: all that adds up is multiplied. */
static void
repeat_line(struct accounting *a, struct account_line *line)
{
	static const struct label times = { "n", WORD("equal runs") };
	const struct figure *count = figure_from_value(a->arena, times,
	    (double)a->run->repeat.value, UNIT_COUNT,
	    origin_of_whole(a->arena, &a->run->repeat.pos),
	    QUALITY_MEASURED);
	size_t i;

	for (i = 0; i < SUM_COUNT; i++) {
		const struct figure **one = member(line, sums[i].offset);

		if (*one != NULL)
			*one = figure_product(a->arena, sums[i].label, *one,
			    count);
	}
}

/* Explanations show a mass in the unit that the intensity was written in. */
static enum unit
mass_unit(const struct figure *intensity)
{
	if (intensity->written == UNIT_LB_PER_KWH ||
	    intensity->written == UNIT_LB_PER_MWH)
		return UNIT_LB;
	return UNIT_KG;
}

static const struct figure *
emissions(struct accounting *a, struct label label,
    const struct figure *energy, const struct figure *intensity)
{
	struct figure *mass =
	    figure_product(a->arena, label, energy, intensity);

	mass->written = mass_unit(intensity);
	return mass;
}

const struct figure *
account_rounded(struct accounting *a, const char *parameter, enum unit unit,
    const struct figure *figure)
{
	static const struct label decimals = { "d", WORD("decimals") };
	const struct factor *factor = rule_number(a, parameter);

	return factor == NULL || figure == NULL ?
	    figure :
	    figure_rounded(a->arena, figure,
		figure_from_factor(a->arena, decimals, factor, ORIGIN_METHOD,
		    QUALITY_MEASURED),
		unit);
}

static void
account_run(struct accounting *a, struct account_run *result)
{
	struct account_line *line = &result->line;

	result->flops = flops_of_run(a);
	account_time(a, line);
	account_place(a, line);
	account_energy(a, result);
	line->energy = account_rounded(a, "round_energy", UNIT_KWH,
	    figure_product(a->arena, ENERGY, line->pue, line->it_energy));
	line->co2e = account_rounded(a, "round_mass", UNIT_KG,
	    emissions(a, CO2E, line->energy, line->intensity));
	if (line->co2e_market != NULL)
		line->co2e_market = emissions(a, CO2E_MARKET, line->energy,
		    line->co2e_market);
	account_embodied(a, line);
	account_water(a, line);
	account_cost(a, line);
	if (a->run->repeat.known && a->run->repeat.value > 1)
		repeat_line(a, line);
}

static const char *
device_label(struct accounting *a, const struct hardware *hardware)
{
	const struct record *record = hardware->record;
	const char *name = hardware->device.text;
	const struct device *device;

	if (name == NULL && record != NULL)
		name = record->machine.accelerator;
	if (name == NULL)
		return NULL;
	device = catalog_device(a->catalog, name);
	return device == NULL ? name : device->label;
}

/* A name that could mean several devices is taken as one, and that is said. */
static void
say_choice(struct accounting *a, const struct words *name, const char *id)
{
	const char *others = catalog_others(a->catalog, "device", name->text,
	    a->arena);

	if (others[0] != '\0')
		diag(a->diags, DIAG_DEVICE_CHOICE, name->pos,
		    "\"%s\" is taken as %s; it could be %s", name->text, id,
		    others);
}

/* A device that somebody wrote must be one that we know. */
static void
check_device(struct accounting *a, const struct hardware *hardware)
{
	const struct words *name = &hardware->device;
	const struct device *device;
	const char *near;

	if (name->text == NULL)
		return;
	device = catalog_device(a->catalog, name->text);
	if (device != NULL) {
		say_choice(a, name, device->id);
		return;
	}
	near = catalog_suggest(a->catalog, "device", name->text, a->arena);
	diag(a->diags, DIAG_UNKNOWN_DEVICE, name->pos,
	    "no device is called \"%s\"%s%s", name->text,
	    near[0] == '\0' ? "" : "; did you mean ", near);
}

/* "P100×8" of the model's first run with hardware; NULL when nothing is known. */
static const char *
hardware_label(struct accounting *a, const struct account_model *model)
{
	size_t i;

	for (i = 0; i < model->run_count; i++) {
		const struct account_run *run = &model->runs[i];
		const char *label = run->run->hardware_count == 0 ?
		    NULL :
		    device_label(a, &run->run->hardware[0]);

		if (label == NULL)
			continue;
		return !figure_known(run->line.devices) ?
		    label :
		    arena_printf(a->arena, "%s\xc3\x97%.0f", label,
			run->line.devices->value);
	}
	return NULL;
}

/* The whole over the final runs; what is not known of either has no ratio. */
static const struct figure *
over_final(struct accounting *a, const struct account_model *model)
{
	static const struct label label = { "C/C_{final}",
		WORD("all stages over the final one") };
	const struct account_line *all = &model->line;
	const struct account_line *final = &model->stages[STAGE_FINAL];
	bool co2e = figure_known(all->co2e) && !all->co2e->at_least &&
	    figure_known(final->co2e) && !final->co2e->at_least;

	if (final->it_energy == NULL || all->it_energy == final->it_energy)
		return NULL;
	if (!co2e && (!figure_known(all->device_hours) ||
			 !figure_known(final->device_hours)))
		return NULL;
	return figure_quotient(a->arena, label,
	    co2e ? all->co2e : all->device_hours,
	    co2e ? final->co2e : final->device_hours);
}

static void
sum_stages(struct accounting *a, struct account_model *model)
{
	const struct account_line **lines =
	    arena_alloc(a->arena, model->run_count * sizeof *lines + 1);
	size_t i, n;
	enum stage stage;

	for (stage = 0; stage < STAGE_TOTAL; stage++) {
		n = 0;
		for (i = 0; i < model->run_count; i++)
			if (model->runs[i].run->stage == stage)
				lines[n++] = &model->runs[i].line;
		model->stages[stage] = sum_lines(a->arena, lines, n);
	}
	for (i = 0; i < model->run_count; i++)
		lines[i] = &model->runs[i].line;
	model->line = sum_lines(a->arena, lines, model->run_count);
	model->over_final = over_final(a, model);
}

static void
account_model(struct accounting *a, struct account_model *result)
{
	size_t i, j;

	result->model = a->model;
	result->run_count = a->model->run_count;
	result->runs = arena_alloc(a->arena,
	    result->run_count * sizeof *result->runs + 1);
	for (i = 0; i < result->run_count; i++) {
		a->run = &a->model->runs[i];
		result->runs[i].run = a->run;
		for (j = 0; j < a->run->hardware_count; j++)
			check_device(a, &a->run->hardware[j]);
		account_run(a, &result->runs[i]);
	}
	sum_stages(a, result);
	result->sci = account_sci(a, &result->line);
	result->hardware = hardware_label(a, result);
}

/* The same model on other hardware is one model: a total counts the first. */
static void
find_alternatives(struct accounting *a, struct account *account)
{
	size_t i, j;

	for (i = 1; i < account->model_count; i++)
		for (j = 0; j < i; j++) {
			const struct model *model = account->models[i].model;
			const struct model *first = account->models[j].model;

			if (strcmp(model->name.text, first->name.text) != 0)
				continue;
			account->models[i].alternative_to = first->id.text;
			diag(a->diags, DIAG_MODEL_ALTERNATIVE,
			    model->name.pos,
			    "\"%s\" has the name of \"%s\" and is taken as the same model on other hardware: totals count the first",
			    model->id.text, first->id.text);
			break;
		}
}

static void
sum_models(struct accounting *a, struct account *account)
{
	const struct account_line **lines =
	    arena_alloc(a->arena, account->model_count * sizeof *lines + 1);
	size_t i, n = 0;

	for (i = 0; i < account->model_count; i++)
		if (account->models[i].alternative_to == NULL)
			lines[n++] = &account->models[i].line;
	account->total = sum_lines(a->arena, lines, n);
}

/* The method by name; a diagnostic and false when the catalogue has none. */
static bool
check_method(struct accounting *a)
{
	const struct words *stated = &a->study->method;
	const char *override = a->options->method;
	const char *near;
	struct pos nowhere = { 0 };

	a->method = override != NULL ? override :
	    stated->text != NULL     ? stated->text :
				       "wattleaf";
	if (catalog_method_text(a->catalog, a->method, "title") != NULL)
		return true;
	near = catalog_suggest(a->catalog, "method", a->method, a->arena);
	diag(a->diags, DIAG_UNKNOWN_METHOD,
	    override != NULL ? nowhere : stated->pos,
	    "no method is called \"%s\"%s%s", a->method,
	    near[0] == '\0' ? "" : "; did you mean ", near);
	return false;
}

struct account *
account_study_as(const struct study *study, struct catalog *catalog,
    const struct account_options *options, struct arena *arena,
    struct diags *diags)
{
	struct accounting a = { .study = study, .catalog = catalog,
		.options = options, .arena = arena, .diags = diags };
	struct account *account = arena_alloc(arena, sizeof *account);
	size_t first = diags->count;
	size_t i;

	if (!check_method(&a))
		return NULL;
	account->study = study;
	account->catalog = catalog;
	account->method = a.method;
	account->model_count = study->model_count;
	account->models = arena_alloc(arena,
	    study->model_count * sizeof *account->models + 1);
	for (i = 0; i < study->model_count; i++) {
		a.model = &study->models[i];
		account_model(&a, &account->models[i]);
	}
	find_alternatives(&a, account);
	sum_models(&a, account);
	account_equivalents(&a, account);
	account_ranges(account);
	account->metrics = account_metrics(account, arena, diags);
	account_elsewhere(&a, account);
	account_mixes(&a, account);
	return diags_have_error(diags, first) ? NULL : account;
}

struct account *
account_study(const struct study *study, struct catalog *catalog,
    const char *method, struct arena *arena, struct diags *diags)
{
	const struct account_options options = { .method = method };

	return account_study_as(study, catalog, &options, arena, diags);
}
