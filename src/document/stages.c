/*
 * The table of stages: what the final run took, what came before it, and
 * how many times the final run the whole is (Strubell et al. 2019, Table 4).
 */
#include "document/stages.h"
#include "document/story.h"

#include <stddef.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/word.h"
#include "document/build.h"
#include "study/study.h"

enum { COLUMN_STAGE, COLUMN_HOURS, COLUMN_ENERGY, COLUMN_CO2E, COLUMN_RATIO,
	COLUMN_TOTAL };

static size_t
stages_of(const struct account_model *model)
{
	size_t i, n = 0;

	for (i = 0; i < STAGE_COUNT; i++)
		n += model->stages[i].it_energy != NULL;
	return n;
}

/* Rows that the table has: those of models with several stages, and their sums. */
static size_t
count_rows(const struct account *account)
{
	size_t i, n = 0;

	for (i = 0; i < account->model_count; i++) {
		size_t stages = stages_of(&account->models[i]);

		if (stages > 1)
			n += stages + 1;
	}
	return n;
}

static void
set_row(struct builder *b, struct doc_row *row, const char *name,
    const struct account_line *line, const struct figure *ratio)
{
	struct doc_cell *cells =
	    arena_alloc(b->arena, COLUMN_TOTAL * sizeof *cells);

	cells[COLUMN_STAGE] = (struct doc_cell){ .text = name, .marks = "" };
	cells[COLUMN_HOURS] = (struct doc_cell){
		.figure = figure_or_unknown(b, line->device_hours), .marks = "" };
	cells[COLUMN_ENERGY] = (struct doc_cell){
		.figure = figure_or_unknown(b, line->energy), .marks = "" };
	cells[COLUMN_CO2E] = (struct doc_cell){
		.figure = figure_or_unknown(b, line->co2e), .marks = "" };
	cells[COLUMN_RATIO] = (struct doc_cell){ .marks = "",
		.text = ratio == NULL ? "" : NULL, .figure = ratio };
	row->cells = cells;
}

static size_t
add_model(struct builder *b, struct doc_row *rows,
    const struct account_model *model)
{
	enum stage stage;
	size_t n = 0;

	if (stages_of(model) < 2)
		return 0;
	for (stage = 0; stage < STAGE_TOTAL; stage++)
		if (model->stages[stage].it_energy != NULL)
			set_row(b, &rows[n++], word(b, stage_name(stage)),
			    &model->stages[stage], NULL);
	rows[0].group = model->model->name.text;
	set_row(b, &rows[n], word(b, "all"), &model->line, model->over_final);
	rows[n++].total = true;
	return n;
}

static void
set_columns(struct builder *b, struct doc_table *table)
{
	const struct number_style times = { .unit = UNIT_ONE,
		.decimals = DECIMALS_SIGNIFICANT, .significant = 3 };
	struct doc_column *columns =
	    arena_alloc(b->arena, COLUMN_TOTAL * sizeof *columns);

	columns[COLUMN_STAGE] = (struct doc_column){ .key = "stage",
		.head = WORD("Stage"), .unit = "", .marks = "" };
	columns[COLUMN_HOURS] = story_numbers("device_hours", WORD("Device-hours"),
	    b->styles.device_hours);
	columns[COLUMN_ENERGY] = story_numbers("energy", WORD("Energy"),
	    b->styles.energy);
	columns[COLUMN_CO2E] =
	    story_numbers("co2e", WORD("CO_{2}e"), b->styles.mass);
	columns[COLUMN_RATIO] =
	    story_numbers("all_over_final", WORD("All / final"), times);
	columns[COLUMN_RATIO].marks = "a";
	table->columns = columns;
	table->column_count = COLUMN_TOTAL;
}

const struct doc_table *
table_of_stages(struct builder *b)
{
	const struct account *account = b->account;
	size_t i, n = 0, count = count_rows(account);
	struct doc_table *table;

	if (count == 0)
		return NULL;
	table = arena_alloc(b->arena, sizeof *table);
	table->id = "stages";
	table->caption =
	    word(b, "What each stage of the work took: the final run, tuning, failed runs and inference apart.");
	set_columns(b, table);
	table->rows = arena_alloc(b->arena, count * sizeof *table->rows);
	for (i = 0; i < account->model_count; i++)
		n += add_model(b, table->rows + n, &account->models[i]);
	table->row_count = n;
	table->notes = arena_alloc(b->arena, sizeof *table->notes);
	table->notes[table->note_count++] = (struct doc_note){ .mark = "a",
		.text = word(b, "The whole over the final runs: by emissions, or by device-hours where emissions are not known.") };
	return table_into_text(b, table);
}
