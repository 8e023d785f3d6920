/*
 * Made-up studies for the tests of charts and for the gallery.
 */
#include "chart_samples.h"

#include <math.h>
#include <string.h>

#include "account/account.h"
#include "account/score.h"
#include "base/arena.h"
#include "base/trace.h"
#include "study/record.h"
#include "study/study.h"

enum { METHODS = 9, REGIONS = 7, INPUTS = 6, PARTS = 7, GRIDS = 8,
	READINGS = 6000 };

const char *const made_up_names[MADE_TOTAL] = {
	[MADE_USUAL] = "usual",
	[MADE_ONE] = "one",
	[MADE_MANY] = "many",
	[MADE_LONG] = "long",
	[MADE_WIDE] = "wide",
	[MADE_UNKNOWN] = "unknown",
	[MADE_EQUAL] = "equal",
	[MADE_TO_ZERO] = "to-zero",
	[MADE_RANDOM] = "random",
};

/* What goes into the numbers. */
struct maker {
	enum made_up kind;
	uint64_t state;
	struct arena *arena;
};

/* 0..1 (Marsaglia's xorshift64). */
static double
chance(struct maker *maker)
{
	maker->state ^= maker->state << 13;
	maker->state ^= maker->state >> 7;
	maker->state ^= maker->state << 17;
	return (double)(maker->state >> 11) / 9007199254740992.0;
}

static size_t
below(struct maker *maker, size_t n)
{
	return (size_t)(chance(maker) * (double)n);
}

static const struct origin nowhere = { .source = NULL };

/* A known figure; its range is the worst that KIND has. */
static const struct figure *
figure_new(struct maker *maker, const char *symbol, double value,
    enum unit unit)
{
	struct figure *figure = arena_alloc(maker->arena, sizeof *figure);
	double spread = chance(maker) < 0.3 ? 0 : chance(maker) * 0.6;

	*figure = (struct figure){
		.op = FIGURE_INPUT,
		.symbol = symbol,
		.name = "made up",
		.unit = unit,
		.written = unit,
		.value = value,
		.low = value * (1 - spread),
		.high = value * (1 + 2 * spread),
		.known = isfinite(value),
		.quality = chance(maker) < 0.3 ? QUALITY_ASSUMED :
						 QUALITY_SAMPLED,
		.origin = &nowhere,
	};
	if (unit == UNIT_CURRENCY)
		memcpy(figure->currency, "USD", 4);
	if (maker->kind == MADE_TO_ZERO && chance(maker) < 0.7)
		figure->low = 0;
	return figure;
}

static const struct figure *
sum_new(struct maker *maker, const struct figure *a, const struct figure *b)
{
	const struct figure **arguments =
	    arena_alloc(maker->arena, 2 * sizeof *arguments);
	struct figure *figure = arena_alloc(maker->arena, sizeof *figure);

	arguments[0] = a;
	arguments[1] = b;
	*figure = *a;
	figure->op = FIGURE_SUM;
	figure->value += b->value;
	figure->low += b->low;
	figure->high += b->high;
	figure->known = a->known && b->known;
	figure->arguments = arguments;
	figure->argument_count = 2;
	return figure;
}

/* Grams of CO2e. */
static double
mass_of(struct maker *maker, size_t i, size_t count)
{
	switch (maker->kind) {
	case MADE_UNKNOWN:
		return (double)NAN;
	case MADE_EQUAL:
		return 262000;
	case MADE_WIDE:
		return pow(10, 12 * (double)i / (double)(count - 1));
	case MADE_RANDOM:
		if (chance(maker) < 0.15)
			return chance(maker) < 0.7 ? (double)NAN : 0;
		return pow(10, -3 + 16 * chance(maker));
	case MADE_USUAL:
	case MADE_ONE:
	case MADE_MANY:
	case MADE_LONG:
	case MADE_TO_ZERO:
	case MADE_TOTAL:
		break;
	}
	return pow(10, 3.5 + 2.4 * chance(maker));
}

static const char *
name_of(struct maker *maker, size_t i)
{
	static const char *const names[] = { "Transformer_{big}",
		"BERT_{base}", "ELMo", "GPT-2", "Switch-C", "T5-11B", "Ours",
		"Ours, distilled", "PaLM 540B", "ResNet-50" };
	static const char *const long_names[] = {
		"Mixture of sixty-four experts, 7 B active of 56 B, second run after a hard restart",
		"Anextremelylongnamewithoutasinglespacewhichnolinecanbreakexceptbycuttingitsomewh_{x}",
		"Baseline with the tokenizer of the earlier paper, three seeds, early stop at 200 k",
	};
	bool stretched = maker->kind == MADE_LONG ||
	    (maker->kind == MADE_RANDOM && chance(maker) < 0.2);

	if (stretched)
		return long_names[i % 3];
	if (maker->kind == MADE_MANY)
		return arena_printf(maker->arena, "%s-%zu", names[i % 10], i);
	return names[i % 10];
}

static void
make_stages(struct maker *maker, struct account_model *model, double mass)
{
	double rest = mass, part;
	int i;

	for (i = STAGE_COUNT - 1; i >= 0; i--) {
		part = i == 0 ? rest : chance(maker) < 0.4 ? 0 :
		    rest * chance(maker) * 0.6;
		if (part > 0)
			model->stages[i].co2e = figure_new(maker, "C", part,
			    UNIT_G);
		rest -= part;
	}
}

static void
make_line(struct maker *maker, struct account_model *model, double mass)
{
	static const char *const symbols[] = { "P_{dev}", "P", "P_{tdp}" };
	struct account_line *line = &model->line;
	double kwh = mass / 400, it = kwh / 1.4;

	line->co2e = figure_new(maker, "C", mass, UNIT_G);
	line->energy = figure_new(maker, "E", kwh, UNIT_KWH);
	line->it_energy = figure_new(maker, symbols[below(maker, 3)], it,
	    UNIT_KWH);
	if (chance(maker) < 0.6)
		line->it_energy = sum_new(maker,
		    figure_new(maker, "P_{dev}", 0.8 * it, UNIT_KWH),
		    figure_new(maker, "p_{host}", 0.2 * it, UNIT_KWH));
	if (chance(maker) < 0.5)
		line->embodied = figure_new(maker, "M", 0.15 * mass, UNIT_G);
	line->cost = figure_new(maker, "K", mass / 300, UNIT_CURRENCY);
}

static struct model *
study_model(struct maker *maker, size_t i)
{
	struct model *model = arena_alloc(maker->arena, sizeof *model);
	double value = 20 + 12 * chance(maker);

	model->id.text = arena_printf(maker->arena, "m%zu", i);
	model->name.text = name_of(maker, i);
	if (maker->kind == MADE_RANDOM && chance(maker) < 0.2)
		return model;
	model->scores = arena_alloc(maker->arena, sizeof *model->scores);
	model->score_count = 1;
	model->scores[0] = (struct score){
		.metric.text = "BLEU",
		.dataset.text = "newstest2014 en-de",
		.value = maker->kind == MADE_EQUAL ? 28.4 : value,
		.written = "28.4",
	};
	return model;
}

/* Readings of eight devices with warm-up, dips and a gap. */
static struct record *
record_new(struct maker *maker)
{
	struct record *record = arena_alloc(maker->arena, sizeof *record);
	double step = maker->kind == MADE_RANDOM ? pow(10, 4 * chance(maker) -
	    2) : 5, watts, last = 60, time;
	size_t i, count = maker->kind == MADE_ONE ? 40 : READINGS;

	record_clear(record);
	record->devices = 8;
	record->trace = trace_new(maker->arena);
	for (i = 0; i < count; i++) {
		time = 1.7e9 + (double)i * step;
		watts = i < count / 50 ? 65 : i % 700 < 30 ? 120 : 380;
		watts += 40 * (chance(maker) - 0.5);
		if (i > count * 3 / 5 && i < count * 7 / 10)
			continue;
		trace_reading(record->trace, time, watts);
		if (i > 0 && i != count * 7 / 10)
			trace_stretch(record->trace, time - step, last, time,
			    watts);
		last = watts;
	}
	return record;
}

static void
add_log(struct maker *maker, struct model *model)
{
	model->runs = arena_alloc(maker->arena, sizeof *model->runs);
	model->run_count = 1;
	model->runs[0].logs = arena_alloc(maker->arena,
	    sizeof *model->runs[0].logs);
	model->runs[0].log_count = 1;
	model->runs[0].logs[0].record = record_new(maker);
}

static size_t
model_count(struct maker *maker)
{
	switch (maker->kind) {
	case MADE_ONE:
		return 1;
	case MADE_MANY:
		return 60;
	case MADE_RANDOM:
		return 1 + below(maker, chance(maker) < 0.2 ? 60 : 12);
	case MADE_USUAL:
	case MADE_LONG:
	case MADE_WIDE:
	case MADE_UNKNOWN:
	case MADE_EQUAL:
	case MADE_TO_ZERO:
	case MADE_TOTAL:
		break;
	}
	return 7;
}

static struct account *
account_new(struct maker *maker)
{
	static const char *const hardware[] = { "A100\xc3\x97" "64",
		"TPUv3\xc3\x97" "512", NULL, "H100-SXM5-80GB\xc3\x97" "1024" };
	struct account *account = arena_alloc(maker->arena, sizeof *account);
	static const struct study study;
	double mass;
	size_t i;

	account->study = &study;
	account->model_count = model_count(maker);
	account->models = arena_alloc(maker->arena,
	    account->model_count * sizeof *account->models);
	for (i = 0; i < account->model_count; i++) {
		struct model *model = study_model(maker, i);

		mass = mass_of(maker, i, account->model_count);
		if (i == 0 && maker->kind != MADE_UNKNOWN)
			add_log(maker, model);
		account->models[i].model = model;
		account->models[i].hardware = hardware[below(maker, 4)];
		make_line(maker, &account->models[i], mass);
		make_stages(maker, &account->models[i], mass);
	}
	return account;
}

/* Reference lines at places where some of them crowd. */
static void
add_equivalents(struct maker *maker, struct account *account)
{
	static const char *const names[] = { "NY\xe2\x80\x93SF flight, 1 passenger",
		"Car, one lifetime with fuel" };
	struct figure *figure;
	size_t i;

	account->equivalents = arena_alloc(maker->arena,
	    2 * sizeof *account->equivalents);
	account->equivalent_count = 2;
	for (i = 0; i < 2; i++) {
		figure = arena_alloc(maker->arena, sizeof *figure);
		*figure = *figure_new(maker, "eq",
		    i == 0 ? 9e5 : 5.7e7, UNIT_G);
		figure->name = names[i];
		account->equivalents[i] = figure;
	}
}

static const struct chart_values *const *
values_new(struct maker *maker, const char *const *names, size_t count,
    const char *subject, bool sensitivity)
{
	const struct chart_values **list =
	    arena_alloc(maker->arena, 2 * sizeof *list);
	struct chart_values *values =
	    arena_alloc(maker->arena, sizeof *values);
	struct chart_value *rows =
	    arena_alloc(maker->arena, count * sizeof *rows);
	double base = pow(10, 3 + 3 * chance(maker)), reach = 0.5, share = 0.5;
	size_t i;

	for (i = 0; i < count; i++) {
		rows[i] = (struct chart_value){ .name = names[i],
			.detail = "", .value = base * (0.4 + chance(maker)),
			.share = (double)NAN, .own = i == 0 };
		rows[i].low = rows[i].value * (0.6 + 0.4 * chance(maker));
		rows[i].high = rows[i].value * (1 + 0.7 * chance(maker));
		if (maker->kind == MADE_RANDOM && chance(maker) < 0.2)
			rows[i].value = (double)NAN;
		if (!sensitivity)
			continue;
		rows[i].low = base * (1 - reach * chance(maker));
		rows[i].high = base * (1 + 1.4 * reach * chance(maker));
		rows[i].share = share;
		reach *= 0.7;
		share *= 0.5;
	}
	*values = (struct chart_values){ .subject = subject,
		.caption = "", .unit = UNIT_G, .base = base,
		.base_label = "as reported", .rows = rows, .count = count };
	list[0] = values;
	return list;
}

static const struct chart_shares *
shares_new(struct maker *maker)
{
	static const char *const parts[PARTS] = { "coal", "gas", "nuclear",
		"hydro", "wind", "solar", "biomass" };
	static const char *const grids[GRIDS] = { "Provider A, Iowa",
		"Provider A, Taiwan", "Provider B, Dublin",
		"Provider B, Virginia", "Provider C", "France", "Norway",
		"World" };
	struct chart_shares *shares = arena_alloc(maker->arena,
	    sizeof *shares);
	struct chart_share_row *rows = arena_alloc(maker->arena,
	    GRIDS * sizeof *rows);
	double *list, rest;
	size_t i, k;

	for (i = 0; i < GRIDS; i++) {
		list = arena_alloc(maker->arena, PARTS * sizeof *list);
		for (k = 0, rest = 1; k < PARTS; k++) {
			list[k] = chance(maker) < 0.2 ? (double)NAN :
			    rest * chance(maker) * 0.7;
			rest -= list[k] > 0 ? list[k] : 0;
		}
		rows[i] = (struct chart_share_row){ grids[i], "", list };
	}
	*shares = (struct chart_shares){ .subject = "Electricity by source",
		.caption = "", .parts = parts, .part_count = PARTS,
		.rows = rows, .row_count = GRIDS };
	return shares;
}

static const struct chart_facts *
facts_new(struct maker *maker)
{
	static const char *const methods[METHODS] = { "wattleaf",
		"Strubell et al. 2019", "Patterson et al. 2021",
		"Green Algorithms 3.0", "ML CO_{2} Impact", "CodeCarbon 3",
		"Carbontracker", "experiment-impact-tracker", "eco2AI" };
	static const char *const regions[REGIONS] = { "us-east-1, as run",
		"Sweden", "France", "Iowa", "Poland", "100 % renewable",
		"As run, PUE of 1.1" };
	static const char *const inputs[INPUTS] = { "Intensity of the grid",
		"PUE", "Power of a device", "Power of the rest of the node",
		"Hours", "Use" };
	struct chart_facts *facts = arena_alloc(maker->arena, sizeof *facts);

	facts->methods = values_new(maker, methods, METHODS,
	    "Emissions of Transformer_{big}", false);
	facts->regions = values_new(maker, regions, REGIONS,
	    "Emissions of Transformer_{big}", false);
	facts->sensitivity = values_new(maker, inputs, INPUTS,
	    "Emissions of Transformer_{big}", true);
	facts->mix = shares_new(maker);
	return facts;
}

struct builder *
made_up(enum made_up kind, uint64_t seed, struct arena *arena,
    struct diags *diags)
{
	struct maker maker = { kind, seed * 2654435761u + 88172645463325252u,
		arena };
	struct builder *b = arena_alloc(arena, sizeof *b);
	struct doc_options *options = arena_alloc(arena, sizeof *options);
	struct doc *doc = arena_alloc(arena, sizeof *doc);
	struct account *account = account_new(&maker);

	account->metrics = account_metrics(account, arena, diags);
	if (kind != MADE_RANDOM || chance(&maker) < 0.6)
		add_equivalents(&maker, account);
	options->chart_facts = facts_new(&maker);
	options->units = kind == MADE_WIDE ? "t" : NULL;
	*b = (struct builder){ .account = account, .options = options,
		.arena = arena, .diags = diags, .doc = doc };
	b->styles.mass = (struct number_style){ .unit = kind == MADE_WIDE ? UNIT_T : UNIT_KG,
		.decimals = DECIMALS_SIGNIFICANT, .significant = 3 };
	b->styles.money = (struct number_style){ .unit = UNIT_CURRENCY,
		.decimals = DECIMALS_SIGNIFICANT, .significant = 3 };
	return b;
}
