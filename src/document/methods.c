/*
 * The same runs under each method: the table and the numbers of the chart
 * that a reader should see first, since the method alone decides much.
 */
#include "document/methods.h"
#include "document/story.h"

#include <math.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/word.h"
#include "catalog/catalog.h"
#include "document/build.h"
#include "document/text.h"
#include "study/study.h"

enum { COLUMN_METHOD, COLUMN_COUNTS, COLUMN_PUE, COLUMN_INTENSITY,
	COLUMN_ENERGY, COLUMN_CO2E, COLUMN_RATIO, COLUMN_TOTAL, NOTES_MAX = 3 };

static const char *
title_of(struct builder *b, const struct account_comparison *item)
{
	return catalog_method_text(b->catalog, item->account->method,
	    "title");
}

static const char *
counts_of(struct builder *b, const struct account_comparison *item)
{
	const char *text = catalog_method_text(b->catalog,
	    item->account->method, "counts");

	return text == NULL ? "" : word(b, text);
}

/* "Strubell et al. 2019 [1]" */
static const char *
cited_title(struct builder *b, const struct account_comparison *item)
{
	const char *source = catalog_method_text(b->catalog,
	    item->account->method, "source");

	return with_cites(b, title_of(b, item), cite_text(b, source));
}

/* Names of the models that are compared, or of those that are not. */
static const char *
names_of(struct builder *b, bool compared)
{
	const struct account *account = b->account;
	const char *list = "";
	size_t i;

	for (i = 0; i < account->model_count; i++) {
		const struct account_model *model = &account->models[i];

		if (model->alternative_to != NULL ||
		    account->methods->compared[i] != compared)
			continue;
		list = list_add(b, list, model->model->name.text);
	}
	return list;
}

static void
set_columns(struct builder *b, struct doc_table *table)
{
	struct doc_column *columns =
	    arena_alloc(b->arena, COLUMN_TOTAL * sizeof *columns);

	columns[COLUMN_METHOD] = (struct doc_column){ .key = "method",
		.head = WORD("Method"), .unit = "", .marks = "" };
	columns[COLUMN_COUNTS] = (struct doc_column){ .key = "counts",
		.head = WORD("Power"), .unit = "", .marks = "" };
	columns[COLUMN_PUE] = story_numbers("pue", WORD("PUE"),
	    (struct number_style){ .unit = UNIT_ONE,
		.decimals = 2 });
	columns[COLUMN_INTENSITY] = story_numbers("intensity", WORD("Intensity"),
	    b->styles.intensity);
	columns[COLUMN_ENERGY] = story_numbers("energy", WORD("Energy"),
	    b->styles.energy);
	columns[COLUMN_CO2E] = story_numbers("co2e", WORD("CO_{2}e"),
	    b->styles.mass);
	columns[COLUMN_RATIO] = story_numbers("ratio", WORD("Ratio"),
	    (struct number_style){ .unit = UNIT_ONE,
		.decimals = 2 });
	table->columns = columns;
	table->column_count = COLUMN_TOTAL;
}

static void
set_row(struct builder *b, struct doc_row *row,
    const struct account_comparison *item)
{
	const char *const words[] = { cited_title(b, item),
		counts_of(b, item) };
	const struct figure *const figures[] = { item->pue, item->intensity,
		item->energy, item->co2e, item->ratio };

	_Static_assert(sizeof words / sizeof words[0] +
	    sizeof figures / sizeof figures[0] == COLUMN_TOTAL,
	    "a cell a column");
	story_row(b, row, words, sizeof words / sizeof words[0], figures,
	    sizeof figures / sizeof figures[0]);
}

static bool
any_unknown(const struct account_methods *methods)
{
	size_t i;

	for (i = 0; i < methods->count; i++)
		if (methods->items[i].co2e == NULL ||
		    !methods->items[i].co2e->known)
			return true;
	return false;
}

static void
add_note(struct doc_table *table, const char *mark, const char *text)
{
	table->notes[table->note_count++] =
	    (struct doc_note){ .mark = mark, .text = text };
}

static void
set_notes(struct builder *b, struct doc_table *table)
{
	const struct account_methods *methods = b->account->methods;

	table->notes =
	    arena_alloc(b->arena, NOTES_MAX * sizeof *table->notes);
	table->columns[COLUMN_RATIO].marks = "a";
	add_note(table, "a",
	    phrase(b, "Emissions over those of the first row, {method}.",
		"method", title_of(b, &methods->items[0]), NULL));
	if (!methods->all_compared) {
		table->columns[COLUMN_CO2E].marks = "b";
		add_note(table, "b",
		    phrase(b,
			"Of {models}. Left out, since one of the methods leaves a part open: {others}.",
			"models", names_of(b, true), "others",
			names_of(b, false), NULL));
	}
	if (any_unknown(methods))
		add_note(table, "\xe2\x80\x94",
		    word(b, "Not known: the method takes only what was measured, or has no factor for the place."));
}

/* The least and the greatest emissions over each other; NAN with fewer than two. */
static double
spread(const struct account_methods *methods)
{
	double least = (double)NAN, most = (double)NAN;
	size_t i;

	for (i = 0; i < methods->count; i++) {
		const struct figure *co2e = methods->items[i].co2e;

		if (co2e == NULL || !co2e->known)
			continue;
		if (!(least <= co2e->value))
			least = co2e->value;
		if (!(most >= co2e->value))
			most = co2e->value;
	}
	return most / least;
}

static const char *
caption(struct builder *b)
{
	static const struct number_style factor = { .unit = UNIT_ONE,
		.decimals = DECIMALS_SIGNIFICANT, .significant = 2 };
	const struct account_methods *methods = b->account->methods;
	double times = spread(methods);
	const char *text;

	text = word(b, methods->all_compared ?
	    "The same runs under each method: energy with PUE and location-based emissions of the whole study. PUE and intensity are what the total comes to." :
	    "The same runs under each method: energy with PUE and location-based emissions. PUE and intensity are what the total comes to.");
	return !(times > 1) ? text : sentence_add(b, text,
	    phrase(b, "The method alone makes a factor of {factor}.",
		"factor", say_number(b, times, &factor), NULL));
}

const struct doc_table *
table_of_methods(struct builder *b)
{
	const struct account_methods *methods = b->account->methods;
	struct doc_table *table = arena_alloc(b->arena, sizeof *table);
	size_t i;

	table->id = "methods";
	table->caption = caption(b);
	set_columns(b, table);
	table->rows =
	    arena_alloc(b->arena, methods->count * sizeof *table->rows);
	table->row_count = methods->count;
	for (i = 0; i < methods->count; i++)
		set_row(b, &table->rows[i], &methods->items[i]);
	set_notes(b, table);
	return table_into_text(b, table);
}
