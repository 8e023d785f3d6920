/*
 * The tables of a page of a disclosure that no report needs: what is stated
 * of each model beside its main figures, and the factors.
 */
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "account/account.h"
#include "account/restated.h"
#include "base/arena.h"
#include "base/num.h"
#include "base/word.h"
#include "document/arrange.h"
#include "document/build.h"
#include "document/restated.h"
#include "document/story.h"
#include "document/text.h"
#include "study/study.h"

enum { WORDS = 3, DIGITS_MOST = 12 };

/* Figures that the table of models has not, or not always. */
static const struct {
	const char *key, *head;
	size_t offset, style;
} asides[] = {
#define ASIDE(name, title, member, as)               \
	{ (name), (title), offsetof(struct account_line, member), \
		offsetof(struct doc_styles, as) }
	ASIDE("device_hours", WORD("Device-hours"), device_hours,
	    device_hours),
	ASIDE("it_energy", WORD("IT energy"), it_energy, energy),
	ASIDE("pue", WORD("PUE"), pue, ratio),
	ASIDE("intensity", WORD("Intensity"), intensity, intensity),
	ASIDE("electricity_cost", WORD("Electricity"), electricity, money),
#undef ASIDE
};

enum { ASIDES = sizeof asides / sizeof asides[0] };

static const struct figure *
figure_at(const struct account_model *model, size_t offset)
{
	return *(const struct figure *const *)(const void *)(
	    (const char *)&model->line + offset);
}

/* The first known figure of a column; NULL: nobody states one. */
static const struct figure *
first_known(const struct builder *b, size_t offset)
{
	size_t i;

	for (i = 0; i < b->account->model_count; i++) {
		const struct figure *figure =
		    figure_at(&b->account->models[i], offset);

		if (figure != NULL && figure->known)
			return figure;
	}
	return NULL;
}

static const char *
or_not_reported(struct builder *b, const char *text)
{
	return text == NULL ? word(b, "not reported") : text;
}

static void
set_row(struct builder *b, struct doc_row *row, size_t model,
    const size_t *shown, size_t count)
{
	const struct account_model *of = &b->account->models[model];
	const struct restated_model *beside =
	    &b->account->restated->models[model];
	const char *words[WORDS] = { of->model->name.text,
		or_not_reported(b, beside->place == NULL ? NULL :
			word_parts(b, beside->place)),
		word(b, or_not_reported(b, beside->evidence)) };
	const struct figure *figures[ASIDES];
	size_t i;

	for (i = 0; i < count; i++)
		figures[i] = figure_at(of, asides[shown[i]].offset);
	story_row(b, row, words, WORDS, figures, count);
}

static size_t
choose(struct builder *b, struct doc_table *table, size_t *shown)
{
	const struct figure *known;
	struct doc_column *column;
	size_t i, count = 0;

	table->columns = arena_alloc(b->arena,
	    (WORDS + ASIDES) * sizeof *table->columns);
	table->columns[0] = story_words("model", WORD("Model"));
	table->columns[1] = story_words("place", WORD("Place"));
	table->columns[2] = story_words("evidence", WORD("Evidence"));
	for (i = 0; i < ASIDES; i++) {
		known = first_known(b, asides[i].offset);
		if (known == NULL)
			continue;
		column = &table->columns[WORDS + count];
		*column = story_numbers(asides[i].key, asides[i].head,
		    *(const struct number_style *)(const void *)(
			(const char *)&b->styles + asides[i].style));
		if (column->style.unit == UNIT_CURRENCY)
			column->unit = known->currency;
		shown[count++] = i;
	}
	table->column_count = WORDS + count;
	return count;
}

const struct doc_table *
table_of_stated(struct builder *b)
{
	struct doc_table *table = arena_alloc(b->arena, sizeof *table);
	size_t i, shown[ASIDES], count = choose(b, table, shown);

	if (b->account->model_count == 0)
		return NULL;
	table->id = "stated";
	table->caption =
	    word(b, "Where each model ran and how its energy is known, as the disclosure states it.");
	table->row_count = b->account->model_count;
	table->rows = arena_alloc(b->arena,
	    table->row_count * sizeof *table->rows);
	for (i = 0; i < table->row_count; i++)
		set_row(b, &table->rows[i], i, shown, count);
	table_explain_dash(b, table);
	return table_number(b, table);
}

/* As it stands in the disclosure, without the noise of the last bits. */
static const char *
number_text(struct builder *b, double number)
{
	char text[NUM_TEXT];

	num_shortest(number, text);
	if (strlen(text) > DIGITS_MOST)
		snprintf(text, sizeof text, "%.10g", number);
	return text_written(arena_strdup(b->arena, text), b->doc->words,
	    b->arena);
}

/* "44.18 (44.179–67.53) g/kWh" */
static const char *
value_text(struct builder *b, const struct restated_factor *factor)
{
	bool range = factor->low < factor->high;
	const char *ends = !range ? "" :
	    arena_printf(b->arena, "%s\xe2\x80\x93%s",
		number_text(b, factor->low), number_text(b, factor->high));
	const char *text = isnan(factor->value) ? ends :
	    range ? phrase(b, "{number} ({range})", "number",
		number_text(b, factor->value), "range", ends, NULL) :
		    number_text(b, factor->value);

	return text[0] == '\0' ? word(b, "not reported") :
	    text_with_unit(text, word(b, factor->unit), b->doc->words,
		b->arena);
}

/* "France, lifecycle generation, 2024 (grid/FRA/2024)" */
static const char *
factor_name(struct builder *b, const struct restated_factor *factor)
{
	return factor->name == NULL ?
	    or_not_reported(b, factor->id) :
	    with_detail(b, word_parts(b, factor->name), factor->id);
}

const struct doc_table *
table_of_factors(struct builder *b)
{
	const struct account_restated *restated = b->account->restated;
	struct doc_table *table = arena_alloc(b->arena, sizeof *table);
	size_t i;

	if (restated->factor_count == 0)
		return NULL;
	table->id = "factors";
	table->caption = word(b, "The factors that the disclosure names, with their sources.");
	table->column_count = WORDS;
	table->columns = arena_alloc(b->arena, WORDS * sizeof *table->columns);
	table->columns[0] = story_words("factor", WORD("Factor"));
	table->columns[1] = story_words("value", WORD("Value"));
	table->columns[2] = story_words("source", WORD("Source"));
	table->row_count = restated->factor_count;
	table->rows = arena_alloc(b->arena,
	    table->row_count * sizeof *table->rows);
	for (i = 0; i < restated->factor_count; i++) {
		const struct restated_factor *factor = &restated->factors[i];
		const char *cited = cite_text(b, factor->source);
		const char *words[WORDS] = { factor_name(b, factor),
			value_text(b, factor),
			cited[0] != '\0' ? cited :
			    or_not_reported(b, factor->source) };

		story_row(b, &table->rows[i], words, WORDS, NULL, 0);
	}
	return table_number(b, table);
}
