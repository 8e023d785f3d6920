/*
 * Emissions in parts that add up: by stage of the work, and by what drew
 * the power.
 */
#include <math.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/word.h"
#include "document/build.h"
#include "document/charts.h"
#include "document/text.h"
#include "study/study.h"

enum { PARTS_MAX = 5 };

/* A part of the whole: its series, and how much of a model it is. */
struct part {
	const char *name;
	enum chart_role role;
	/* in the base unit of mass; NAN when the model has no such part */
	double (*amount)(const struct account_model *, int part);
};

static double
value_of(const struct figure *figure)
{
	return figure != NULL && figure->known ? figure->value : (double)NAN;
}

static double
stage_amount(const struct account_model *model, int stage)
{
	return value_of(model->stages[stage].co2e);
}

static const struct part stages[STAGE_COUNT] = {
	[STAGE_FINAL] = { WORD("final"), CHART_MAIN, stage_amount },
	[STAGE_TUNING] = { WORD("tuning"), CHART_SECOND, stage_amount },
	[STAGE_FAILED] = { WORD("failed"), CHART_THIRD, stage_amount },
	[STAGE_INFERENCE] = { WORD("inference"), CHART_FOURTH, stage_amount },
	[STAGE_OTHER] = { WORD("other"), CHART_REST, stage_amount },
};

/* The users of IT energy, and what comes on top of it. */
enum { PART_OVERHEAD = USER_COUNT, PART_EMBODIED };

static double
drawn_amount(const struct account_model *model, int part)
{
	const struct account_line *line = &model->line;
	double co2e = value_of(line->co2e), energy = value_of(line->energy);
	double it = value_of(line->it_energy);
	double kwh[USER_COUNT] = { 0 };

	if (part == PART_EMBODIED)
		return value_of(line->embodied);
	if (!(energy > 0) || !(it > 0))
		return (double)NAN;
	if (part == PART_OVERHEAD)
		return co2e * (energy - it) / energy;
	figure_users(line->it_energy, kwh);
	return co2e * kwh[part] / energy;
}

static const struct part drawers[PARTS_MAX] = {
	[USER_DEVICES] = { WORD("devices"), CHART_MAIN, drawn_amount },
	[USER_HOST] = { WORD("rest of the node"), CHART_SECOND, drawn_amount },
	[USER_MACHINE] = { WORD("machine, not split"), CHART_FIFTH, drawn_amount },
	[PART_OVERHEAD] = { WORD("cooling and supply (PUE)"), CHART_THIRD,
	    drawn_amount },
	[PART_EMBODIED] = { WORD("embodied"), CHART_FOURTH, drawn_amount },
};

/* The sum of a model's parts; NAN when none is known. */
static double
total_of(const struct account_model *model, const struct part *parts)
{
	double total = (double)NAN, amount;
	int i;

	for (i = 0; i < PARTS_MAX; i++) {
		amount = parts[i].amount(model, i);
		if (amount > 0 || (amount == 0 && isnan(total)))
			total = (isnan(total) ? 0 : total) + amount;
	}
	return total;
}

static double
stage_weight(const struct account_model *model)
{
	return total_of(model, stages);
}

static double
drawn_weight(const struct account_model *model)
{
	return total_of(model, drawers);
}

static void
add_rows(struct builder *b, struct doc_chart *chart,
    const struct account_model **models, size_t count,
    const struct part *parts)
{
	size_t i;

	for (i = 0; i < count; i++)
		chart_add_row(b, chart, (struct doc_category){
			.label = models[i]->model->name.text,
			.detail = models[i]->hardware == NULL ? "" :
								models[i]->hardware,
			.text = chart_number(b, total_of(models[i], parts),
			    &b->styles.mass),
		});
}

static void
add_part(struct builder *b, struct doc_chart *chart,
    const struct account_model **models, size_t count,
    const struct part *parts, int part)
{
	const struct number_style *style = &b->styles.mass;
	struct doc_series *series = NULL;
	double amount;
	size_t i;

	for (i = 0; i < count; i++) {
		amount = parts[part].amount(models[i], part);
		if (!(amount > 0))
			continue;
		if (series == NULL)
			series = chart_add_series(b, chart, MARK_STACK,
			    parts[part].role, word(b, parts[part].name), count);
		series->data[i].x = unit_from_base(style->unit, amount);
		series->data[i].text = chart_number(b, amount, style);
	}
}

/* "final 1,438 lb, tuning 12 lb" */
static void
say_parts(struct builder *b, struct doc_chart *chart, const char *unit)
{
	size_t i, k;

	for (i = 0; i < chart->row_count; i++) {
		const char *list = "";

		for (k = 0; k < chart->series_count; k++) {
			const struct doc_series *part = &chart->series[k];

			if (!isfinite(part->data[i].x))
				continue;
			list = list_add(b, list, phrase(b,
			    "{part} {mass} {unit}", "part", part->name,
			    "mass", part->data[i].text, "unit", unit, NULL));
		}
		chart_say(b, chart, phrase(b, "{name}: {value}.", "name",
		    text_plain(chart->rows[i].label, b->arena), "value", list,
		    NULL));
	}
}

static struct doc_chart *
stacked(struct builder *b, const struct chart_request *request,
    const struct part *parts, double (*weight)(const struct account_model *),
    const char *what)
{
	struct doc_chart *chart = chart_new(b, SCALE_LINEAR, SCALE_CATEGORY);
	const char *unit = say_unit(b, b->styles.mass.unit);
	const struct account_model **models;
	size_t count;
	int i;

	models = chart_models(b, request, weight, &count);
	while (count > 0 && isnan(weight(models[count - 1])))
		count--;
	add_rows(b, chart, models, count, parts);
	for (i = 0; i < PARTS_MAX; i++)
		add_part(b, chart, models, count, parts, i);
	if (chart->series_count == 0)
		return NULL;
	chart->x.zero = true;
	chart->x.title = chart_axis_title(b, word(b, "Emissions"),
	    phrase(b, "{unit} CO_{2}e", "unit", unit, NULL), false);
	chart_say(b, chart, phrase(b, what, "unit", unit, NULL));
	say_parts(b, chart, unit);
	return chart;
}

static struct doc_chart *
build_stages(struct builder *b, const struct chart_request *request)
{
	struct doc_chart *chart = stacked(b, request, stages, stage_weight,
	    WORD("Stacked bar chart of emissions in {unit}, by stage."));

	if (chart == NULL)
		return chart_nothing(b, request, "stages",
		    "no emissions are known");
	chart->caption = word(b,
	    "Emissions of the final runs against all others.");
	return chart;
}

static struct doc_chart *
build_breakdown(struct builder *b, const struct chart_request *request)
{
	struct doc_chart *chart = stacked(b, request, drawers, drawn_weight,
	    WORD("Stacked bar chart of emissions in {unit}, by what drew the power."));

	if (chart == NULL)
		return chart_nothing(b, request, "breakdown",
		    "no energy is known");
	chart->caption = word(b,
	    "Emissions by what drew the power; evidence that covers whole machines is not split.");
	return chart;
}

const struct chart_kind chart_kind_stages = {
	.name = "stages",
	.title = "Emissions by stage: final against all experiments",
	.build = build_stages,
};

const struct chart_kind chart_kind_breakdown = {
	.name = "breakdown",
	.title = "Emissions of devices, the rest of the node, PUE and hardware",
	.build = build_breakdown,
};
