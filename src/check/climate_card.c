/*
 * Climate performance model card (Hershcovich et al. 2022) in Markdown or
 * LaTeX: numbered questions with answers. It has two runs, the final
 * model's and all experiments', of one power and one place.
 */
#include <string.h>

#include "base/arena.h"
#include "base/source.h"
#include "check/claim.h"
#include "check/column.h"
#include "check/format.h"
#include "check/grid.h"
#include "check/markup_table.h"
#include "check/plain.h"

enum { QUESTIONS = 11 };

/* The quantities that the questions ask for; each goes to the final run, to all runs, or to both. */
static const struct question {
	const char *words[3]; /* one stands in the label of the number */
	enum claim_kind claim;
	bool final, all;
} questions[QUESTIONS + 1] = {
	[2] = { { "final", "training" }, CLAIM_HOURS, true, false },
	[3] = { { "all experiments", "experiments" }, CLAIM_HOURS, false,
	    true },
	[4] = { { "power", "energy", "Energy" }, CLAIM_POWER, true, true },
	[6] = { { "mix" }, CLAIM_INTENSITY, true, true },
	[7] = { { "CO2" }, CLAIM_CO2E, true, false },
	[8] = { { "CO2" }, CLAIM_CO2E, false, true },
};

/* The number before the label: "2. How much time"; 0 for none. */
static size_t
question_number(struct span label)
{
	size_t n = 0;

	if (label.n == 0 || label.s[0] < '1' || label.s[0] > '9')
		return 0;
	n = (size_t)(label.s[0] - '0');
	if (label.n > 1 && label.s[1] >= '0' && label.s[1] <= '9')
		n = 10 * n + (size_t)(label.s[1] - '0');
	return n <= QUESTIONS ? n : 0;
}

static const struct question *
question_of(struct span label)
{
	size_t i, number = question_number(label);

	for (i = 0; i < 3 && questions[number].words[i] != NULL; i++)
		if (span_find(label, questions[number].words[i]) < label.n)
			return &questions[number];
	return NULL;
}

/* Question 4 is answered in kW, as the card's authors do, or in kWh: of both runs' power, of the final run's energy. */
static void
take_answer(const struct question *question, struct span cell, struct pos pos,
    struct claim_row *final, struct claim_row *all, struct arena *arena)
{
	struct column column = { COLUMN_CLAIM, question->claim, OF_OPEN,
		UNIT_TOTAL };

	if (question->final)
		column_take(&column, cell, pos, final, arena);
	if (question->all && (question->claim != CLAIM_POWER ||
	    final->claims[CLAIM_POWER].known))
		column_take(&column, cell, pos, all, arena);
}

static void
take_table(const struct grid *grid, struct claim_set *set,
    struct claim_row *final, struct claim_row *all)
{
	size_t i;

	for (i = 0; i < grid->row_count; i++) {
		struct span label = plain_text(grid_at(grid, i, 0).text,
		    grid->arena);
		const struct question *question = question_of(label);
		const struct grid_cell cell = grid_at(grid, i, 1);

		if (question != NULL)
			take_answer(question,
			    plain_text(cell.text, grid->arena), cell.pos,
			    final, all, set->arena);
		else if (final->name == NULL && label.n > 0 &&
		    question_number(label) == 0 &&
		    !span_ends(label, " card"))
			final->name = span_dup(set->arena, label);
	}
}

static void
read_card(struct claim_reading *reading)
{
	struct claim_set *set = reading->set;
	struct claim_row final = { 0 }, all = { 0 };
	struct markup markup, start;
	struct span text;
	bool found = true;

	if (!source_text_within(reading->source, CLAIM_TEXT_MAX,
	    &text))
		return;
	markup = start = markup_of(text, set->file);
	while (found) {
		struct grid grid = { .arena = reading->arena };

		found = markup_pipe_table(&markup, &grid) ||
		    markup_tabular(&start, &grid);
		if (found)
			take_table(&grid, set, &final, &all);
	}
	all.name = final.name == NULL ? "all experiments" :
		arena_printf(reading->arena, "%s, all experiments", final.name);
	final.kind = all.kind = ROW_ASIDE;
	final.pos = all.pos = start.at;
	*claim_row_add(set, start.at) = final;
	*claim_row_add(set, start.at) = all;
}

static int
sniff(struct span head)
{
	static const char *const words[] = { "Energy mix at",
		"energy mix at the geo", "Climate performance model card",
		"CO2eq was emitted to train the final",
		"Time to train final model" };
	size_t i, found = 0;

	for (i = 0; i < sizeof words / sizeof words[0]; i++)
		found += span_find(head, words[i]) < head.n;
	return found >= 2 ? 90 : 0;
}

const struct claim_format claims_climate_card = {
	.name = "climate-card",
	.title = "climate performance model card, Markdown or LaTeX",
	.sniff = sniff,
	.read = read_card,
};
