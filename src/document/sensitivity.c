/*
 * The walk rank as a table and a chart: which input causes which share of
 * the range of the study's main figure.
 */
#include <cmark.h>
#include <stddef.h>
#include <string.h>

#include "account/account.h"
#include "account/range.h"
#include "base/arena.h"
#include "base/word.h"
#include "document/build.h"
#include "document/charts.h"
#include "document/markup.h"
#include "document/text.h"
#include "study/study.h"

enum { SHOWN_MAX = 10, COLUMN_COUNT = 4 };

static const struct number_style percent = { .unit = UNIT_PERCENT,
		.decimals = 1 };

/* The whole of what is told: the figure, its name, what is shown of its inputs. */
struct telling {
	struct builder *b;
	const struct figure *figure;
	const char *name;
	const struct number_style *style;
	struct influences all;
	size_t shown;
};

static const struct account_model *
find_model(const struct builder *b, const char *id)
{
	size_t i;

	for (i = 0; i < b->account->model_count; i++)
		if (strcmp(b->account->models[i].model->id.text, id) == 0)
			return &b->account->models[i];
	return NULL;
}

static const char *
model_name(const struct builder *b, const char *id)
{
	return find_model(b, id)->model->name.text;
}

/* The emissions of a model or of all, else the energy; NULL when neither has a range. */
static bool
choose_figure(struct telling *t, const char *id)
{
	const struct account_model *model =
	    id == NULL ? NULL : find_model(t->b, id);
	const struct account_line *total =
	    model == NULL ? &t->b->account->total : &model->line;

	if (total->co2e != NULL && total->co2e->uncertain) {
		t->figure = total->co2e;
		t->name = word(t->b, "CO_{2}e");
		t->style = &t->b->styles.mass;
	} else if (total->energy != NULL && total->energy->uncertain) {
		t->figure = total->energy;
		t->name = word(t->b, "Energy");
		t->style = &t->b->styles.energy;
	} else {
		return false;
	}
	t->all = figure_influences(t->figure, t->b->arena);
	t->shown = t->all.count < SHOWN_MAX ? t->all.count : SHOWN_MAX;
	return t->all.count != 0;
}

static const struct figure *
ratio_figure(struct builder *b, double value)
{
	struct figure *figure = arena_alloc(b->arena, sizeof *figure);

	*figure = (struct figure){ .op = FIGURE_INPUT, .known = true,
		.unit = UNIT_ONE, .written = UNIT_PERCENT, .value = value,
		.low = value, .high = value };
	return figure;
}

static const struct figure *
figure_alone(const struct telling *t, const struct influence *influence)
{
	struct figure *figure = arena_alloc(t->b->arena, sizeof *figure);

	*figure = *t->figure;
	figure->low = influence->low;
	figure->high = influence->high;
	return figure;
}

/* "grid/USA", "study.xml:26", "--pue": tells inputs of one name apart. */
static const char *
place_of(const struct telling *t, const struct origin *origin)
{
	const char *file = origin->pos.file, *slash;

	if (origin->row != NULL)
		return origin->row;
	if (file == NULL)
		return "";
	/* a path may name a person's home */
	slash = strrchr(file, '/');
	return arena_printf(t->b->arena, "%s:%zu",
	    slash == NULL ? file : slash + 1, origin->pos.line);
}

/* "carbon intensity, grid/USA [2]" */
static const char *
input_label(const struct telling *t, const struct figure *input)
{
	const char *cited = cite_text(t->b, input->origin->source);
	const char *place = place_of(t, input->origin);

	const char *name = word(t->b, input->name);

	return with_cites(t->b, with_more(t->b, name, place), cited);
}

static void
fill_row(const struct telling *t, struct doc_row *row,
    const struct influence *influence)
{
	struct doc_cell *cells = arena_alloc(t->b->arena,
	    COLUMN_COUNT * sizeof *cells);

	cells[0] = (struct doc_cell){
		.text = input_label(t, influence->input), .marks = "" };
	cells[1] = (struct doc_cell){
		.text = input_text(t->b, influence->input), .marks = "" };
	cells[2] = (struct doc_cell){
		.figure = ratio_figure(t->b, influence->share), .marks = "" };
	cells[3] = (struct doc_cell){ .figure = figure_alone(t, influence),
		.bound = BOUND_RANGE, .marks = "" };
	row->cells = cells;
}

static void
set_columns(const struct telling *t, struct doc_table *table)
{
	struct doc_column *columns = arena_alloc(t->b->arena,
	    COLUMN_COUNT * sizeof *columns);

	columns[0] = (struct doc_column){ .key = "input", .head = WORD("Input"),
		.unit = "", .marks = "" };
	columns[1] = (struct doc_column){ .key = "stated", .head = WORD("Value"),
		.unit = "", .marks = "" };
	columns[2] = (struct doc_column){ .key = "share", .head = WORD("Share"),
		.unit = "%", .align = ALIGN_DECIMAL, .style = percent,
		.marks = "" };
	columns[3] = (struct doc_column){ .key = "alone",
		.head = phrase(t->b, "{quantity} by it alone", "quantity",
		    t->name, NULL),
		.unit = unit_text(t->style->unit), .align = ALIGN_RANGE,
		.style = *t->style, .marks = "" };
	table->columns = columns;
	table->column_count = COLUMN_COUNT;
}

static const char *
rest_text(const struct telling *t)
{
	double rest = 0;
	size_t i;

	for (i = t->shown; i < t->all.count; i++)
		rest += t->all.items[i].share;
	return t->shown == t->all.count ?
	    "" :
	    phrase(t->b,
		"The other {n} inputs cause {percent}\xc2\xa0% together.",
		"n", say_count(t->b, t->all.count - t->shown), "percent",
		say_number(t->b, rest, &percent), NULL);
}

static const struct doc_table *
make_table(const struct telling *t)
{
	struct builder *b = t->b;
	struct doc_table *table = arena_alloc(b->arena, sizeof *table);
	size_t i;

	table->id = "sensitivity";
	table->caption = sentence_add(b, phrase(b,
	    "What causes the range of {quantity} of all models, {value}: each input's share of the variance, and the range if it alone were uncertain.",
	    "quantity", t->name, "value",
	    say_quantity(b, t->figure, BOUND_BOTH, t->style), NULL),
	    rest_text(t));
	set_columns(t, table);
	table->rows = arena_alloc(b->arena, t->shown * sizeof *table->rows);
	table->row_count = t->shown;
	for (i = 0; i < t->shown; i++)
		fill_row(t, &table->rows[i], &t->all.items[i]);
	return table_into_text(b, table);
}

const struct chart_values *
sensitivity_values(struct builder *b, const char *model)
{
	struct telling t = { .b = b };
	struct chart_values *values = arena_alloc(b->arena, sizeof *values);
	struct chart_value *rows;
	size_t i;

	if (!choose_figure(&t, model))
		return NULL;
	rows = arena_alloc(b->arena, t.shown * sizeof *rows);
	for (i = 0; i < t.shown; i++) {
		const struct influence *one = &t.all.items[i];

		rows[i] = (struct chart_value){
			.name = word(b, one->input->name),
			.detail = place_of(&t, one->input->origin),
			.value = t.figure->value,
			.low = one->low,
			.high = one->high,
			.share = one->share,
		};
	}
	*values = (struct chart_values){
		.model = model,
		.subject = phrase(b, t.figure->unit == UNIT_KWH ?
			"Energy of {models}" : "Emissions of {models}",
		    "models", model == NULL ? word(b, "all models") :
			model_name(b, model), NULL),
		.unit = t.figure->unit,
		.base = t.figure->value,
		.base_label = WORD("as reported"),
		.rows = rows,
		.count = t.shown,
	};
	return values;
}

cmark_node *
prose_sensitivity(struct builder *b, cmark_node *sibling)
{
	struct telling t = { .b = b };

	if (!b->options->sensitivity || b->account->restated != NULL)
		return sibling;
	if (!choose_figure(&t, NULL))
		return paragraph_after(b, sibling,
		    word(b, "No input of this study has a range: there is no sensitivity to show."));
	sibling = block_after(b, sibling, make_table(&t), NULL);
	return block_after(b, sibling, NULL,
	    chart_build(b, &chart_kind_sensitivity,
		&(const struct chart_request){ .model = NULL }, true));
}
