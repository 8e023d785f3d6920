/*
 * The parts that charts are made of.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/word.h"
#include "document/build.h"
#include "document/charts.h"
#include "document/text.h"
#include "study/study.h"

/* A logarithmic axis serves when the values span more than this factor. */
static const double LOG_SPAN = 20;

struct doc_chart *
chart_new(struct builder *b, enum scale_kind x, enum scale_kind y)
{
	struct doc_chart *chart = arena_alloc(b->arena, sizeof *chart);

	*chart = (struct doc_chart){
		.id = "",
		.caption = "",
		.description = "",
		.x = { .kind = x, .title = "" },
		.y = { .kind = y, .title = "" },
	};
	return chart;
}

void
chart_add_row(struct builder *b, struct doc_chart *chart,
    struct doc_category row)
{
	chart->rows = arena_grow(b->arena, chart->rows, chart->row_count,
	    sizeof row);
	chart->rows[chart->row_count++] = row;
}

void
chart_add_reference(struct builder *b, struct doc_chart *chart,
    struct doc_reference reference)
{
	chart->references = arena_grow(b->arena, chart->references,
	    chart->reference_count, sizeof reference);
	chart->references[chart->reference_count++] = reference;
}

struct doc_series *
chart_add_series(struct builder *b, struct doc_chart *chart,
    enum mark_kind mark, enum chart_role role, const char *name,
    size_t count)
{
	struct doc_series series = { .name = name, .mark = mark,
		.role = role, .count = count };
	size_t i;

	series.data = arena_alloc(b->arena, count * sizeof *series.data + 1);
	for (i = 0; i < count; i++)
		series.data[i] = (struct doc_datum){ .x = (double)NAN,
			.y = (double)NAN, .low = (double)NAN,
			.high = (double)NAN };
	chart->series = arena_grow(b->arena, chart->series,
	    chart->series_count, sizeof series);
	chart->series[chart->series_count++] = series;
	return &chart->series[chart->series_count - 1];
}

/* Far more than a factor of twenty can't be read from a linear axis. */
bool
chart_spans_decades(double least, double most)
{
	return least > 0 && most / least > LOG_SPAN;
}

const struct number_style *
chart_style(const struct builder *b, enum unit unit)
{
	switch (unit_dimension(unit)) {
	case DIM_TIME:
		return &b->styles.time;
	case DIM_POWER:
		return &b->styles.power;
	case DIM_ENERGY:
		return &b->styles.energy;
	case DIM_MASS:
		return &b->styles.mass;
	case DIM_MONEY:
		return &b->styles.money;
	case DIM_INTENSITY:
		return &b->styles.intensity;
	case DIM_COUNT:
	case DIM_RATIO:
	case DIM_RATE:
	case DIM_TARIFF:
	case DIM_MEMORY:
	case DIM_FLOP:
	case DIM_FLOP_RATE:
	case DIM_MEMORY_POWER:
	case DIM_WATER:
	case DIM_WATER_USE:
		break;
	}
	return &b->styles.ratio;
}

const char *
chart_number(struct builder *b, double value, const struct number_style *style)
{
	return isfinite(value) ? say_number(b, value, style) : "";
}

struct doc_datum
chart_datum(const struct figure *figure, const struct number_style *style)
{
	if (figure == NULL || !figure->known)
		return (struct doc_datum){ .x = (double)NAN,
			.y = (double)NAN, .low = (double)NAN,
			.high = (double)NAN };
	return (struct doc_datum){
		.x = unit_from_base(style->unit, figure->value),
		.y = (double)NAN,
		.low = unit_from_base(style->unit, figure->low),
		.high = unit_from_base(style->unit, figure->high),
	};
}

void
chart_say(struct builder *b, struct doc_chart *chart, const char *text)
{
	chart->description = sentence_add(b, chart->description, text);
}

/* "84 h": as number_text, but that the line may break; UNIT may be "". */
static const char *
plain_quantity(struct builder *b, const char *number, const char *unit)
{
	return unit[0] == '\0' ? number :
	    phrase(b, "{number} {unit}", "number", number, "unit", unit,
		NULL);
}

static const char *
row_sentence(struct builder *b, const struct doc_category *row,
    const char *unit)
{
	bool known = row->text != NULL && row->text[0] != '\0';
	const char *name = text_plain(row->label, b->arena);

	name = with_more(b, name, text_plain(row->detail, b->arena));
	return phrase(b, "{name}: {value}.", "name", name, "value",
	    known ? plain_quantity(b, text_plain(row->text, b->arena), unit) :
		    word(b, "not known"), NULL);
}

void
chart_say_rows(struct builder *b, struct doc_chart *chart, const char *unit)
{
	size_t i;

	for (i = 0; i < chart->row_count; i++)
		chart_say(b, chart, row_sentence(b, &chart->rows[i], unit));
	for (i = 0; i < chart->reference_count; i++)
		chart_say(b, chart, phrase(b,
		    "Reference line, {name}: {value}.", "name",
		    text_plain(chart->references[i].label, b->arena), "value",
		    chart->references[i].text, NULL));
}

static bool
any_hollow(const struct doc_chart *chart)
{
	size_t i, k;

	for (k = 0; k < chart->series_count; k++)
		for (i = 0; i < chart->series[k].count; i++)
			if (chart->series[k].mark == MARK_POINT &&
			    chart->series[k].data[i].hollow)
				return true;
	return false;
}

static bool
any_range(const struct doc_chart *chart)
{
	size_t i, k;

	for (k = 0; k < chart->series_count; k++)
		for (i = 0; i < chart->series[k].count; i++)
			if ((chart->series[k].mark == MARK_POINT ||
				chart->series[k].mark == MARK_BAR) &&
			    chart->series[k].data[i].low <
			    chart->series[k].data[i].high)
				return true;
	return false;
}

const char *
chart_explains(struct builder *b, const struct doc_chart *chart)
{
	bool stated = b->account->restated != NULL;
	const char *text = "";

	if (any_hollow(chart))
		text = sentence_add(b, text, word(b, stated ?
		    WORD("Hollow dots: assumed, as the disclosure says.") :
		    WORD("Filled dots: from measured, sampled or stated power; hollow dots: assumed from the thermal design power.")));
	if (any_range(chart))
		text = sentence_add(b, text, word(b, stated ?
		    WORD("Whiskers: ranges that the disclosure states.") :
		    WORD("Whiskers: 95\xc2\xa0% ranges that follow from those of the inputs.")));
	return text;
}

const char *
chart_axis_title(struct builder *b, const char *name, const char *unit,
    bool log)
{
	const char *title = phrase(b, "{name}, {unit}", "name", name, "unit",
	    unit, NULL);

	return log ? phrase(b, "{title} (log scale)", "title", title, NULL) :
		     title;
}

struct doc_chart *
chart_nothing(struct builder *b, const struct chart_request *request,
    const char *name, const char *why)
{
	diag(b->diags, DIAG_CHART_NOTHING, request->pos,
	    "there is no chart \"%s\": %s", name, why);
	return NULL;
}

/* A model and what it weighs. */
struct weighed {
	const struct account_model *model;
	double weight;
};

static int
compare_weights(const void *a, const void *b)
{
	const struct weighed *first = a, *second = b;

	if (isnan(first->weight) != isnan(second->weight))
		return isnan(first->weight) ? 1 : -1;
	if (first->weight != second->weight && !isnan(first->weight))
		return first->weight < second->weight ? 1 : -1;
	/* of one array, in the study's order */
	return (first->model > second->model) - (first->model < second->model);
}

const struct account_model **
chart_models(struct builder *b, const struct chart_request *request,
    double (*weight)(const struct account_model *), size_t *count)
{
	size_t i, n = 0, all = b->account->model_count;
	struct weighed *list = arena_alloc(b->arena, all * sizeof *list + 1);
	const struct account_model **models =
	    arena_alloc(b->arena, all * sizeof *models + 1);

	for (i = 0; i < all; i++) {
		const struct account_model *model = &b->account->models[i];

		if (request->model == NULL ||
		    strcmp(request->model, model->model->id.text) == 0)
			list[n++] = (struct weighed){ model, weight(model) };
	}
	if (n > 1)
		qsort(list, n, sizeof *list, compare_weights);
	for (i = 0; i < n; i++)
		models[i] = list[i].model;
	*count = n;
	return models;
}

const char *
chart_mark_name(enum mark_kind mark)
{
	static const char *const names[] = {
		[MARK_POINT] = "point",
		[MARK_BAR] = "bar",
		[MARK_STACK] = "stack",
		[MARK_RANGE] = "range",
		[MARK_LINE] = "line",
		[MARK_STEP] = "step",
		[MARK_BAND] = "band",
		[MARK_SPAN] = "span",
		[MARK_TEXT] = "text",
	};

	return names[mark];
}
