/*
 * The same runs elsewhere: the table, and the chart's rows.
 */
#include <math.h>
#include <string.h>

#include "account/account.h"
#include "account/elsewhere.h"
#include "base/arena.h"
#include "base/word.h"
#include "document/build.h"
#include "document/chart_rows.h"
#include "document/story.h"
#include "study/study.h"

enum { COLUMN_PLACE, COLUMN_PUE, COLUMN_INTENSITY, COLUMN_ENERGY,
	COLUMN_CO2E, COLUMN_RATIO, COLUMN_TOTAL };

/* "Norway (cleanest cloud region)" */
static const char *
name_of(struct builder *b, const struct account_elsewhere *item)
{
	return with_detail(b, word_parts(b, item->name),
	    word_parts(b, item->detail));
}

static void
set_columns(struct builder *b, struct doc_table *table)
{
	static const struct number_style two = { .unit = UNIT_ONE,
		.decimals = 2 };
	struct doc_column *columns =
	    arena_alloc(b->arena, COLUMN_TOTAL * sizeof *columns);

	columns[COLUMN_PLACE] = story_words("place", WORD("The same runs"));
	columns[COLUMN_PUE] = story_numbers("pue", WORD("PUE"), two);
	columns[COLUMN_INTENSITY] = story_numbers("intensity", WORD("Intensity"),
	    b->styles.intensity);
	columns[COLUMN_ENERGY] = story_numbers("energy", WORD("Energy"),
	    b->styles.energy);
	columns[COLUMN_CO2E] = story_numbers("co2e", WORD("CO_{2}e"),
	    b->styles.mass);
	columns[COLUMN_RATIO] = story_numbers("ratio", WORD("Ratio"),
	    story_digits(UNIT_ONE));
	table->columns = columns;
	table->column_count = COLUMN_TOTAL;
}

static void
set_row(struct builder *b, struct doc_row *row,
    const struct account_elsewhere *item)
{
	const char *const words[] = { name_of(b, item) };
	const struct figure *const figures[] = { item->pue, item->intensity,
		item->energy, item->co2e, item->ratio };

	story_row(b, row, words, 1, figures,
	    sizeof figures / sizeof figures[0]);
}

static const char *
left_out(struct builder *b)
{
	const struct account *account = b->account;
	const char *list = "";
	size_t i;

	for (i = 0; i < account->model_count; i++)
		if (!account->elsewhere->counted[i] &&
		    account->models[i].alternative_to == NULL)
			list = list_add(b, list,
			    model_phrase(b, &account->models[i]));
	return list;
}

/* Adds a note and its letter to a column. */
static void
mark_column(struct builder *b, struct doc_table *table, size_t column,
    const char *text)
{
	char mark[2] = { (char)('a' + table->note_count), '\0' };

	story_note(b, table, arena_strdup(b->arena, mark), text);
	table->columns[column].marks =
	    table->notes[table->note_count - 1].mark;
}

/* What stands in place of the runs' own, each with its source. */
static void
note_factors(struct builder *b, struct doc_table *table, size_t column,
    const char *symbol, const char *lead)
{
	const struct account_elsewheres *all = b->account->elsewhere;
	struct distinct list = { 0 };
	size_t i;

	for (i = 0; i < all->count; i++) {
		distinct_add(b, &list, all->items[i].new_pue, symbol);
		distinct_add(b, &list, all->items[i].new_intensity, symbol);
	}
	if (list.count != 0)
		mark_column(b, table, column,
		    phrase(b, lead, "values", inputs_phrase(b, &list),
			NULL));
}

static void
set_notes(struct builder *b, struct doc_table *table)
{
	const struct account_elsewheres *all = b->account->elsewhere;

	note_factors(b, table, COLUMN_PUE, "PUE",
	    WORD("PUE in place of the runs\xe2\x80\x99 own: {values}."));
	note_factors(b, table, COLUMN_INTENSITY, "I",
	    WORD("Intensities in place of the runs\xe2\x80\x99 own: {values}."));
	if (!all->all_counted)
		mark_column(b, table, COLUMN_ENERGY,
		    phrase(b,
			"Left out, since their energy is not known: {models}.",
			"models", left_out(b), NULL));
	mark_column(b, table, COLUMN_RATIO,
	    word(b, "Emissions over those of the first row."));
	if (!all->items[0].co2e->known)
		story_note(b, table, "\xe2\x80\x94",
		    word(b, "Not known: the study does not say where the runs were."));
}

const struct doc_table *
table_of_regions(struct builder *b)
{
	const struct account_elsewheres *all = b->account->elsewhere;
	struct doc_table *table;
	size_t i;

	if (all == NULL || all->count == 0)
		return NULL;
	table = arena_alloc(b->arena, sizeof *table);
	table->id = "regions";
	table->caption =
	    word(b, "The same runs elsewhere. What the equipment took is as in the first row; a grid or a kind of electricity brings its carbon intensity, a provider\xe2\x80\x99s region its PUE too, other cooling its PUE alone. PUE and intensity are what the total comes to.");
	set_columns(b, table);
	table->row_count = all->count;
	table->rows =
	    arena_alloc(b->arena, all->count * sizeof *table->rows);
	for (i = 0; i < all->count; i++)
		set_row(b, &table->rows[i], &all->items[i]);
	set_notes(b, table);
	return table_into_text(b, table);
}

static const struct figure *
co2e_of(struct builder *b, const struct account_elsewhere *item,
    const char *model)
{
	const struct account *account = b->account;
	size_t i;

	if (model == NULL)
		return item->co2e;
	for (i = 0; i < account->model_count; i++)
		if (strcmp(account->models[i].model->id.text, model) == 0)
			return item->models[i];
	return NULL;
}

static struct chart_value
value_of(struct builder *b, const struct account_elsewhere *item,
    const char *model)
{
	const struct figure *co2e = co2e_of(b, item, model);
	bool known = co2e != NULL && co2e->known;

	return (struct chart_value){
		.name = word_parts(b, item->name),
		.detail = word_parts(b, item->detail),
		.value = known ? co2e->value : (double)NAN,
		.low = known ? co2e->low : (double)NAN,
		.high = known ? co2e->high : (double)NAN,
		.share = (double)NAN,
		.own = item == b->account->elsewhere->items,
	};
}

const struct chart_values *
regions_values(struct builder *b, const char *model)
{
	const struct account_elsewheres *all = b->account->elsewhere;
	struct chart_values *values;
	struct chart_value *rows;
	size_t i;

	if (all == NULL || all->count == 0)
		return NULL;
	values = arena_alloc(b->arena, sizeof *values);
	rows = arena_alloc(b->arena, all->count * sizeof *rows);
	for (i = 0; i < all->count; i++)
		rows[i] = value_of(b, &all->items[i], model);
	*values = (struct chart_values){
		.model = model,
		.subject = WORD("Emissions of the same runs"),
		.caption =
		    WORD("The same runs elsewhere. Filled dot: as accounted for in this report."),
		.unit = UNIT_KG,
		.base = (double)NAN,
		.rows = rows,
		.count = all->count,
	};
	return values;
}
