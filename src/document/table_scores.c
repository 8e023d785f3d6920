/*
 * Accuracy bought per tonne: scores, emissions and cost, and what each step
 * along the Pareto front adds and costs per point.
 */
#include <stddef.h>
#include <string.h>

#include "account/account.h"
#include "account/score.h"
#include "base/arena.h"
#include "base/word.h"
#include "document/build.h"
#include "document/story.h"
#include "study/study.h"

enum { COLUMN_MODEL, COLUMN_SCORE, COLUMN_CO2E, COLUMN_COST, COLUMN_GAIN,
	COLUMN_CO2E_PER, COLUMN_COST_PER, COLUMN_TOTAL };

/* More models that are beaten are named in a note: they have no step, and the main table has their emissions. */
enum { BEATEN_MAX = 10 };

/* A table while it is made: columns that stay empty are left out. */
struct scoring {
	struct builder *b;
	const struct account_metric *metric;
	struct doc_table *table;
	bool shown[COLUMN_TOTAL];
	size_t rows;
};

/* Decimals of the scores as they were written. */
static int
decimals_of(const struct account_metric *metric)
{
	size_t i, most = 0;

	for (i = 0; i < metric->count; i++) {
		const char *written = metric->items[i].score->written;
		const char *point = strchr(written, '.');
		size_t n = point == NULL ? 0 : strspn(point + 1, "0123456789");

		if (n > most)
			most = n;
	}
	return (int)(most > 6 ? 6 : most);
}

static const struct figure *
cost_of(const struct account_scored *item)
{
	return item->model->line.cost;
}

static void
find_shown(struct scoring *s)
{
	size_t i;

	for (i = 0; i < COLUMN_TOTAL; i++)
		s->shown[i] = i <= COLUMN_CO2E;
	for (i = 0; i < s->metric->count; i++) {
		const struct account_scored *item = &s->metric->items[i];

		s->shown[COLUMN_COST] |=
		    cost_of(item) != NULL && cost_of(item)->known;
		s->shown[COLUMN_GAIN] |= item->step.gain != NULL;
		s->shown[COLUMN_CO2E_PER] |= item->step.gain != NULL;
		s->shown[COLUMN_COST_PER] |= item->step.cost != NULL;
	}
}

/* The currency of the costs; one model tells it. */
static const char *
currency_of(const struct scoring *s)
{
	size_t i;

	for (i = 0; i < s->metric->count; i++)
		if (cost_of(&s->metric->items[i]) != NULL &&
		    cost_of(&s->metric->items[i])->known)
			return cost_of(&s->metric->items[i])->currency;
	return "";
}

/* Costs with two ends stand under each other by their dashes. */
static bool
any_interval(const struct scoring *s)
{
	size_t i;

	for (i = 0; i < s->metric->count; i++)
		if (cost_of(&s->metric->items[i]) != NULL &&
		    cost_of(&s->metric->items[i])->interval)
			return true;
	return false;
}

static void
set_columns(struct scoring *s)
{
	const struct doc_styles *styles = &s->b->styles;
	const struct number_style score = { .unit = UNIT_ONE,
		.decimals = decimals_of(s->metric) };
	struct number_style mass = story_digits(styles->mass.unit);
	struct number_style money = story_digits(UNIT_CURRENCY);
	struct doc_column all[COLUMN_TOTAL];
	size_t i, n = 0;

	all[COLUMN_MODEL] = story_words("model", WORD("Model"));
	all[COLUMN_SCORE] =
	    story_numbers("score", s->metric->like->metric.text, score);
	all[COLUMN_CO2E] = story_numbers("co2e", WORD("CO_{2}e"), styles->mass);
	all[COLUMN_COST] = story_numbers("cost", WORD("Cost"), styles->money);
	all[COLUMN_GAIN] = story_numbers("gain", WORD("Gain"), score);
	all[COLUMN_CO2E_PER] =
	    story_numbers("co2e_per_point", WORD("CO_{2}e per point"), mass);
	all[COLUMN_COST_PER] =
	    story_numbers("cost_per_point", WORD("Cost per point"), money);
	all[COLUMN_COST].unit = currency_of(s);
	all[COLUMN_COST_PER].unit = currency_of(s);
	all[COLUMN_GAIN].marks = "a";
	if (any_interval(s)) {
		all[COLUMN_COST].align = ALIGN_RANGE;
		all[COLUMN_COST_PER].align = ALIGN_RANGE;
	}
	s->table->columns = arena_alloc(s->b->arena, sizeof all);
	for (i = 0; i < COLUMN_TOTAL; i++)
		if (s->shown[i])
			s->table->columns[n++] = all[i];
	s->table->column_count = n;
}

/* A figure with both ends when it was stated so; nothing where it has no meaning. */
static struct doc_cell
cell(const struct figure *figure)
{
	return (struct doc_cell){ .marks = "", .figure = figure,
		.text = figure == NULL ? "" : NULL,
		.bound = figure != NULL && figure->interval ? BOUND_RANGE :
							      BOUND_VALUE };
}

static void
add_row(struct scoring *s, const struct account_scored *item,
    const char *group)
{
	struct doc_cell all[COLUMN_TOTAL];
	struct doc_cell *cells = arena_alloc(s->b->arena, sizeof all);
	size_t i, n = 0;

	all[COLUMN_MODEL] = (struct doc_cell){ .marks = "",
		.text = model_phrase(s->b, item->model) };
	all[COLUMN_SCORE] = cell(item->value);
	all[COLUMN_CO2E] = cell(item->model->line.co2e);
	all[COLUMN_COST] = cell(figure_or_unknown(s->b, cost_of(item)));
	all[COLUMN_GAIN] = cell(item->step.gain);
	all[COLUMN_CO2E_PER] = cell(item->step.co2e_per_point);
	all[COLUMN_COST_PER] = cell(item->step.cost_per_point);
	for (i = 0; i < COLUMN_TOTAL; i++)
		if (s->shown[i])
			cells[n++] = all[i];
	s->table->rows[s->rows++] =
	    (struct doc_row){ .cells = cells, .group = group };
}

/* Those on the front, then those that are beaten. */
static void
add_rows(struct scoring *s, bool front, const char *group)
{
	size_t i;

	for (i = 0; i < s->metric->count; i++)
		if (s->metric->items[i].front == front) {
			add_row(s, &s->metric->items[i], group);
			group = NULL;
		}
}

static size_t
count_beaten(const struct account_metric *metric)
{
	size_t i, n = 0;

	for (i = 0; i < metric->count; i++)
		n += !metric->items[i].front;
	return n;
}

/* "Beaten in both and not listed, 41 models: A, B." */
static const char *
say_beaten(struct scoring *s)
{
	const char *list = "";
	size_t i, n = count_beaten(s->metric);

	if (n <= BEATEN_MAX)
		return "";
	for (i = 0; i < s->metric->count; i++)
		if (!s->metric->items[i].front)
			list = list_add(s->b, list, s->metric->items[i].model->
			    model->name.text);
	return phrase(s->b,
	    "Beaten in both by a model on the Pareto front and not listed, {n} models: {models}.",
	    "n", say_count(s->b, n), "models", list, NULL);
}

static const char *
say_left_out(struct scoring *s)
{
	const char *list = "";
	size_t i;

	for (i = 0; i < s->metric->left_out_count; i++)
		list = list_add(s->b, list,
		    model_phrase(s->b, s->metric->left_out[i]));
	return list[0] == '\0' ? "" : phrase(s->b,
	    "Left out, without this score or without known emissions: {models}.",
	    "models", list, NULL);
}

static void
set_notes(struct scoring *s)
{
	const char *models = sentence_add(s->b, say_beaten(s),
	    say_left_out(s));

	if (s->shown[COLUMN_GAIN])
		story_note(s->b, s->table, "a",
		    word(s->b, "Over the model before it on the Pareto front; emissions and cost per point are what the step adds over what it gains."));
	if (models[0] == '\0')
		return;
	s->table->columns[0].marks = s->shown[COLUMN_GAIN] ? "b" : "a";
	story_note(s->b, s->table, s->table->columns[0].marks, models);
}

static const char *
caption(struct builder *b, const struct account_metric *metric)
{
	const struct score *like = metric->like;
	const char *name = like->dataset.text == NULL ? like->metric.text :
	    phrase(b, "{metric} on {dataset}", "metric", like->metric.text,
		"dataset", like->dataset.text, NULL);

	return phrase(b, metric->lower ?
	    "What a score takes: {metric} (lower is better) against emissions. No model on the Pareto front is beaten in both." :
	    "What a score takes: {metric} (higher is better) against emissions. No model on the Pareto front is beaten in both.",
	    "metric", name, NULL);
}

const struct doc_table *
table_of_metric(struct builder *b, const struct account_metric *metric)
{
	struct scoring s = { .b = b, .metric = metric };
	size_t beaten = count_beaten(metric);
	bool listed = beaten <= BEATEN_MAX;

	if (metric->count < 2)
		return NULL;
	s.table = arena_alloc(b->arena, sizeof *s.table);
	s.table->id = metric == b->account->metrics->items ?
	    "scores" :
	    arena_printf(b->arena, "scores-%td",
		metric - b->account->metrics->items + 1);
	s.table->caption = caption(b, metric);
	s.table->rows =
	    arena_alloc(b->arena, metric->count * sizeof *s.table->rows);
	s.table->row_count = listed ? metric->count : metric->count - beaten;
	find_shown(&s);
	set_columns(&s);
	add_rows(&s, true, listed && beaten > 0 ?
		word(b, "On the Pareto front") : NULL);
	if (listed)
		add_rows(&s, false, word(b, "Beaten in both"));
	set_notes(&s);
	return table_into_text(b, s.table);
}
