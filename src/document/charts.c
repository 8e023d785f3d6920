/*
 * Charts as data: marks, references, axis, and the words for those who
 * can't see them.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "catalog/catalog.h"
#include "document/build.h"
#include "document/text.h"
#include "study/study.h"

/* A logarithmic axis serves when the values span more than this factor. */
static const double LOG_SPAN = 20;

static int
compare_marks(const void *a, const void *b)
{
	const struct doc_mark *first = a;
	const struct doc_mark *second = b;

	if (first->value != second->value)
		return first->value < second->value ? 1 : -1;
	return strcmp(first->label, second->label);
}

static struct doc_mark
make_mark(struct builder *b, const struct account_model *model)
{
	const struct figure *co2e = model->line.co2e;
	const struct number_style *style = &b->styles.mass;

	return (struct doc_mark){
		.label = model->model->name.text,
		.detail = model->hardware == NULL ? "" : model->hardware,
		.value = unit_from_base(style->unit, co2e->value),
		.low = unit_from_base(style->unit, co2e->low),
		.high = unit_from_base(style->unit, co2e->high),
		.hollow = model->line.it_energy->quality == QUALITY_ASSUMED,
		.text = text_figure(co2e, BOUND_VALUE, style, b->arena).text,
	};
}

static void
make_marks(struct builder *b, struct doc_chart *chart)
{
	size_t i;

	chart->marks = arena_alloc(b->arena,
	    b->account->model_count * sizeof *chart->marks + 1);
	for (i = 0; i < b->account->model_count; i++) {
		const struct account_model *model = &b->account->models[i];

		if (model->line.co2e->known)
			chart->marks[chart->mark_count++] =
			    make_mark(b, model);
	}
	if (chart->mark_count != 0)
		qsort(chart->marks, chart->mark_count, sizeof *chart->marks,
		    compare_marks);
}

/* The lightest and the heaviest equivalent frame the picture. */
static void
make_references(struct builder *b, struct doc_chart *chart)
{
	const struct figure *const *all = b->account->equivalents;
	const struct number_style *style = &b->styles.mass;
	const struct figure *ends[2];
	size_t i;

	if (b->account->equivalent_count < 2 || chart->mark_count == 0)
		return;
	ends[0] = ends[1] = all[0];
	for (i = 1; i < b->account->equivalent_count; i++) {
		if (all[i]->value < ends[0]->value)
			ends[0] = all[i];
		if (all[i]->value > ends[1]->value)
			ends[1] = all[i];
	}
	chart->references = arena_alloc(b->arena, 2 * sizeof *chart->references);
	for (i = 0; i < 2; i++)
		chart->references[chart->reference_count++] =
		    (struct doc_reference){
			    .label = ends[i]->name,
			    .text = text_quantity(ends[i], BOUND_VALUE, style,
				b->arena),
			    .value = unit_from_base(style->unit,
				ends[i]->value),
		    };
}

/* Far more than a factor of twenty can't be read from a linear axis. */
static bool
spans_decades(const struct doc_chart *chart)
{
	double least, most;
	size_t i;

	if (chart->mark_count == 0)
		return true;
	least = most = chart->marks[0].value;
	for (i = 0; i < chart->mark_count; i++) {
		least = chart->marks[i].value < least ? chart->marks[i].value :
							least;
		most = chart->marks[i].value > most ? chart->marks[i].value :
						      most;
	}
	for (i = 0; i < chart->reference_count; i++)
		most = chart->references[i].value > most ?
		    chart->references[i].value :
		    most;
	return least > 0 && most / least > LOG_SPAN;
}

static bool
any_hollow(const struct doc_chart *chart)
{
	size_t i;

	for (i = 0; i < chart->mark_count; i++)
		if (chart->marks[i].hollow)
			return true;
	return false;
}

static bool
any_range(const struct doc_chart *chart)
{
	size_t i;

	for (i = 0; i < chart->mark_count; i++)
		if (chart->marks[i].low < chart->marks[i].high)
			return true;
	return false;
}

/* "BERT_{base} (TPUv2×16), GPT-2 (TPUv3×32)": those without emissions. */
static const char *
left_out(struct builder *b)
{
	const char *list = "";
	size_t i;

	for (i = 0; i < b->account->model_count; i++) {
		const struct account_model *model = &b->account->models[i];

		if (model->line.co2e->known)
			continue;
		list = arena_printf(b->arena, "%s%s%s%s%s%s", list,
		    list[0] == '\0' ? "" : ", ", model->model->name.text,
		    model->hardware == NULL ? "" : " (",
		    model->hardware == NULL ? "" : model->hardware,
		    model->hardware == NULL ? "" : ")");
	}
	return list;
}

static const char *
chart_caption(struct builder *b, const struct doc_chart *chart)
{
	const char *out = left_out(b);
	const char *source = b->account->equivalent_count == 0 ?
	    NULL :
	    b->account->equivalents[0]->origin->source;

	return arena_printf(b->arena,
	    "Training emissions of the models in Table %zu.%s%s%s%s%s%s%s%s",
	    b->table_count == 0 ? (size_t)1 : b->table_count,
	    any_hollow(chart) ?
		" Filled dots: from measured, sampled or stated power; hollow dots: assumed from the thermal design power." :
		"",
	    any_range(chart) ?
		" Whiskers: 95\xc2\xa0% ranges that follow from those of the inputs." :
		"",
	    chart->reference_count == 0 ? "" :
					  " Dashed lines: reference activities ",
	    chart->reference_count == 0 ? "" : cite_text(b, source),
	    chart->reference_count == 0 ? "" : ".",
	    out[0] == '\0' ? "" : " Not shown, since not known: ", out,
	    out[0] == '\0' ? "" : ".");
}

/* The picture in words: every mark, then the reference lines. */
static const char *
chart_description(struct builder *b, const struct doc_chart *chart)
{
	const char *unit = unit_text(b->styles.mass.unit);
	const char *text = arena_printf(b->arena,
	    "Dot chart%s of training emissions in %s CO\xe2\x82\x82"
	    "e.",
	    chart->logarithmic ? " on a logarithmic scale" : "", unit);
	size_t i;

	if (chart->mark_count == 0)
		return arena_printf(b->arena, "%s No value is known.", text);
	for (i = 0; i < chart->mark_count; i++)
		text = arena_printf(b->arena, "%s %s%s%s: %s %s.", text,
		    text_plain(chart->marks[i].label, b->arena),
		    chart->marks[i].detail[0] == '\0' ? "" : " on ",
		    chart->marks[i].detail, chart->marks[i].text, unit);
	for (i = 0; i < chart->reference_count; i++)
		text = arena_printf(b->arena, "%s %s: %s.", text,
		    text_plain(arena_printf(b->arena, "Reference line, %s",
				   chart->references[i].label),
			b->arena),
		    chart->references[i].text);
	return text;
}

const struct doc_chart *
chart_of_emissions(struct builder *b)
{
	struct doc_chart *chart = arena_alloc(b->arena, sizeof *chart);

	chart->id = "emissions";
	chart->number = (int)b->chart_count + 1;
	make_marks(b, chart);
	make_references(b, chart);
	chart->logarithmic = spans_decades(chart);
	chart->axis = arena_printf(b->arena,
	    "Training emissions, %s CO_{2}e%s", unit_text(b->styles.mass.unit),
	    chart->logarithmic ? " (log scale)" : "");
	chart->caption = chart_caption(b, chart);
	chart->description = chart_description(b, chart);
	b->charts = arena_grow(b->arena, b->charts, b->chart_count,
	    sizeof *b->charts);
	b->charts[b->chart_count++] = chart;
	return chart;
}
