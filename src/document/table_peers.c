/*
 * The table of a comparison: one row a model, each with what its figure
 * covers, whose it is and of which year.
 */
#include <math.h>
#include <string.h>

#include "account/account.h"
#include "account/published.h"
#include "base/arena.h"
#include "base/word.h"
#include "catalog/catalog.h"
#include "catalog/published.h"
#include "document/arrange.h"
#include "document/build.h"
#include "document/peers.h"
#include "document/table_edit.h"
#include "document/text.h"
#include "study/study.h"

enum { NOTES_MAX = 26, MARKS_MAX = 8 };

/* A row while it is made: the model and what it is from. */
struct peer {
	size_t index;
	const struct account_model *model;
	const struct account_compared *item;
};

struct making {
	struct builder *b;
	struct doc_table *table;
};

/* A column, and what fills its cells. */
struct kind {
	struct doc_column column;
	bool (*shown)(const struct making *); /* NULL: always */
	struct doc_cell (*cell)(struct making *, const struct peer *);
};

/* The mark of a note, which is one for all rows that it is about. */
static const char *
note(struct making *m, const char *marks, const char *text)
{
	struct doc_table *table = m->table;
	char mark[2] = { (char)('a' + (char)table->note_count), '\0' };
	size_t i;

	for (i = 0; i < table->note_count; i++)
		if (strcmp(table->notes[i].text, text) == 0)
			break;
	if (i == NOTES_MAX || strlen(marks) > 2 * MARKS_MAX)
		return marks;
	if (i == table->note_count)
		table->notes[table->note_count++] = (struct doc_note){
			.mark = arena_strdup(m->b->arena, mark),
			.text = text };
	return arena_printf(m->b->arena, "%s%s%s", marks,
	    marks[0] == '\0' ? "" : ",", table->notes[i].mark);
}

/* The facts KEY that the catalogue has of a published model. What a figure rests on is said of that figure's source alone. */
static const char *
facts(struct making *m, const struct peer *peer, const char *marks,
    const char *key, bool of_source)
{
	const struct published *published = peer->item->published;
	const struct catalog_fact *list;
	size_t i, j, count;

	if (published == NULL)
		return marks;
	for (j = 0; j < 2; j++) {
		list = catalog_facts(m->b->catalog,
		    j == 0 ? published->model : published->id, &count);
		for (i = 0; i < count; i++)
			if (strcmp(list[i].key, key) == 0 &&
			    list[i].text != NULL && (!of_source ||
				strcmp(list[i].source, published->source) ==
				0))
				marks = note(m, marks,
				    word(m->b, list[i].text));
	}
	return marks;
}

static struct doc_cell
text_cell_of(const char *text)
{
	return (struct doc_cell){ .text = text, .marks = "" };
}

static struct doc_cell
figure_cell(struct making *m, const struct figure *figure)
{
	return (struct doc_cell){
		.figure = figure_or_unknown(m->b, figure), .marks = "" };
}

static struct doc_cell
model_cell(struct making *m, const struct peer *peer)
{
	struct doc_cell cell = text_cell_of(peer->model->model->name.text);

	cell.marks = facts(m, peer, "", "scope", false);
	return cell;
}

static struct doc_cell
params_cell(struct making *m, const struct peer *peer)
{
	return figure_cell(m, figure_of_params(m->b, peer->model->model));
}

static struct doc_cell
covers_cell(struct making *m, const struct peer *peer)
{
	return peer->item->covers[0] == '\0' ?
	    figure_cell(m, figure_missing(m->b,
		WORD("what it covers is not stated"))) :
	    text_cell_of(word_parts(m->b, peer->item->covers));
}

static struct doc_cell
hardware_cell(struct making *m, const struct peer *peer)
{
	return peer->model->hardware == NULL ?
	    figure_cell(m, figure_missing(m->b,
		WORD("hardware was not stated"))) :
	    text_cell_of(peer->model->hardware);
}

static struct doc_cell
energy_cell(struct making *m, const struct peer *peer)
{
	const struct figure *it = peer->model->line.it_energy;
	struct doc_cell cell = figure_cell(m, peer->model->line.energy);

	if (cell.figure->known)
		cell.marks = facts(m, peer, "", "power", true);
	if (m->b->account->beside->normalised && it != NULL && it->known &&
	    it->quality == QUALITY_ASSUMED)
		cell.marks = note(m, cell.marks,
		    assumption_text(m->b, assumption_of(m->b, it)));
	return cell;
}

/* Of a figure that was put right, by how much. */
static const char *
correction_note(struct making *m, const struct peer *peer)
{
	const struct number_style whole = { .unit = UNIT_ONE,
		.decimals = 0, .significant = 0 };
	size_t right = peer->item->corrected_by;

	return phrase(m->b, m->b->account->beside->normalised ?
	    "Put right by the row {row}: {mass}, {times} times lower, as published." :
	    "Put right by the row {row}: {mass}, {times} times lower.",
	    "row", m->b->account->models[right - 1].model->name.text, "mass",
	    peer_published(m->b, right - 1), "times",
	    say_number(m->b, peer_correction(m->b, peer->index), &whole),
	    NULL);
}

static struct doc_cell
co2e_cell(struct making *m, const struct peer *peer)
{
	struct doc_cell cell = figure_cell(m, peer->model->line.co2e);

	if (!isnan(peer_correction(m->b, peer->index)))
		cell.marks = note(m, "", correction_note(m, peer));
	if (!cell.figure->known)
		cell.marks = facts(m, peer, cell.marks, "energy", true);
	return cell;
}

/* As it was printed, where the table shows another unit. */
static struct doc_cell
printed_cell(struct making *m, const struct peer *peer)
{
	const struct figure *co2e = peer->item->co2e;

	if (co2e == NULL || !co2e->known)
		return figure_cell(m, co2e);
	return text_cell_of(peer_published(m->b, peer->index));
}

/* The currency of the first cost that is known; "" when none is. */
static const char *
currency_of(const struct making *m)
{
	const struct account *account = m->b->account;
	size_t i;

	for (i = 0; i < account->model_count; i++) {
		const struct figure *cost = account->models[i].line.cost;

		if (cost != NULL && cost->known && cost->currency[0] != '\0')
			return cost->currency;
	}
	return "";
}

/* A cost in another currency than the column's says so. */
static struct doc_cell
cost_cell(struct making *m, const struct peer *peer)
{
	const struct figure *cost = peer->model->line.cost;
	struct doc_cell cell = figure_cell(m, cost);

	cell.bound = BOUND_RANGE;
	if (cell.figure->known &&
	    strcmp(cost->currency, currency_of(m)) != 0)
		cell = text_cell_of(say_quantity(m->b, cost, BOUND_RANGE,
		    &m->b->styles.money));
	if (cost != NULL && cost->known)
		cell.marks = facts(m, peer, "", "price", true);
	return cell;
}

static struct doc_cell
year_cell(struct making *m, const struct peer *peer)
{
	return peer->item->year == 0 ?
	    figure_cell(m, figure_missing(m->b, NULL)) :
	    text_cell_of(arena_printf(m->b->arena, "%d", peer->item->year));
}

static struct doc_cell
source_cell(struct making *m, const struct peer *peer)
{
	const struct account_compared *item = peer->item;
	const struct published *published = item->published;
	const char *cited = cite_text(m->b, item->source);
	const char *name = arena_printf(m->b->arena, "%s%s%s",
	    peer_source(m->b, peer->index), cited[0] == '\0' ? "" :
		"\xc2\xa0", cited);
	struct doc_cell cell = text_cell_of(item->method == NULL ? name :
	    phrase(m->b, "{source}, method of {method}", "source", name,
		"method", catalog_method_text(m->b->catalog, item->method,
		    "title"), NULL));

	if (published != NULL &&
	    published->quantity[PUBLISHED_CO2E].unconfirmed)
		cell.marks = note(m, "",
		    phrase(m->b, "Not confirmed: {note}.", "note",
			word(m->b, published->note), NULL));
	if (published != NULL && strncmp(
		published->quantity[PUBLISHED_CO2E].boundary,
		"location-based", strlen("location-based")) != 0)
		cell.marks = note(m, cell.marks,
		    phrase(m->b, "Emissions are {boundary}.", "boundary",
			word(m->b,
			    published->quantity[PUBLISHED_CO2E].boundary),
			NULL));
	return cell;
}

static bool
any_params(const struct making *m)
{
	const struct account *account = m->b->account;
	size_t i;

	for (i = 0; i < account->model_count; i++)
		if (account->models[i].model->params.known)
			return true;
	return false;
}

static bool
any_cost(const struct making *m)
{
	const struct account *account = m->b->account;
	size_t i;

	for (i = 0; i < account->model_count; i++)
		if (account->models[i].line.cost != NULL &&
		    account->models[i].line.cost->known)
			return true;
	return false;
}

/* Whether a figure is shown in another unit, or as another one, than its source's. */
static bool
prints_otherwise(const struct making *m)
{
	const struct account_beside *beside = m->b->account->beside;
	size_t i;

	for (i = 0; i < m->b->account->model_count; i++) {
		const struct figure *co2e = beside->items[i].co2e;

		if (beside->normalised ||
		    (co2e != NULL && co2e->known &&
			co2e->op == FIGURE_INPUT &&
			co2e->written != m->b->styles.mass.unit))
			return true;
	}
	return false;
}

static const struct kind kinds[] = {
	{ .column = { .key = "model", .head = WORD("Model") }, .cell = model_cell },
	{ .column = { .key = "covers", .head = WORD("Covers") },
	    .cell = covers_cell },
	{ .column = { .key = "co2e", .head = WORD("CO_{2}e"),
	      .align = ALIGN_DECIMAL }, .cell = co2e_cell },
	{ .column = { .key = "printed", .head = WORD("As published"),
	      .align = ALIGN_RIGHT }, .shown = prints_otherwise,
	    .cell = printed_cell },
	{ .column = { .key = "energy", .head = WORD("Energy"),
	      .align = ALIGN_DECIMAL }, .cell = energy_cell },
	{ .column = { .key = "hardware", .head = WORD("Hardware") },
	    .cell = hardware_cell },
	{ .column = { .key = "params", .head = WORD("Params"),
	      .align = ALIGN_DECIMAL }, .shown = any_params,
	    .cell = params_cell },
	{ .column = { .key = "cost", .head = WORD("Cloud cost"),
	      .align = ALIGN_RANGE }, .shown = any_cost, .cell = cost_cell },
	{ .column = { .key = "year", .head = WORD("Year") }, .cell = year_cell },
	{ .column = { .key = "source", .head = WORD("Source") },
	    .cell = source_cell },
};

enum { KIND_COUNT = sizeof kinds / sizeof kinds[0] };

static void
style_column(struct making *m, struct doc_column *column)
{
	const struct doc_styles *styles = &m->b->styles;

	column->unit = column->marks = "";
	if (strcmp(column->key, "params") == 0)
		column->style = styles->params;
	else if (strcmp(column->key, "energy") == 0)
		column->style = styles->energy;
	else if (strcmp(column->key, "co2e") == 0)
		column->style = styles->mass;
	else if (strcmp(column->key, "cost") == 0)
		column->style = styles->money;
	else
		return;
	column->unit = column->style.unit == UNIT_CURRENCY ?
	    currency_of(m) :
	    unit_text(column->style.unit);
}

static void
add_rows(struct making *m, const struct kind *const *shown)
{
	const struct account *account = m->b->account;
	struct doc_table *table = m->table;
	size_t i, j;

	table->row_count = account->model_count;
	table->rows = arena_alloc(m->b->arena,
	    table->row_count * sizeof *table->rows + 1);
	for (i = 0; i < table->row_count; i++) {
		const struct peer peer = { i, &account->models[i],
			&account->beside->items[i] };
		struct doc_cell *cells = arena_alloc(m->b->arena,
		    table->column_count * sizeof *cells);

		for (j = 0; j < table->column_count; j++)
			cells[j] = shown[j]->cell(m, &peer);
		table->rows[i].cells = cells;
	}
}

static const char *
caption(struct builder *b)
{
	const struct account_beside *beside = b->account->beside;

	if (!beside->normalised)
		return word(b,
		    "Energy, emissions and cost as their sources published them.");
	return phrase(b,
	    "Energy, emissions and cost recomputed by one method, {method}, in one place, {place}.",
	    "method", catalog_method_text(b->catalog, b->account->method,
		"title"),
	    "place", word_parts(b, beside->place), NULL);
}

const struct doc_table *
table_of_peers(struct builder *b)
{
	struct making m = { .b = b };
	const struct kind *shown[KIND_COUNT];
	struct doc_table *table;
	size_t i;

	if (b->account->beside == NULL)
		return NULL;
	m.table = table = arena_alloc(b->arena, sizeof *table);
	table->notes = arena_alloc(b->arena,
	    (NOTES_MAX + 4) * sizeof *table->notes);
	table->columns = arena_alloc(b->arena, sizeof *table->columns *
	    KIND_COUNT);
	table->id = "models";
	table->caption = caption(b);
	for (i = 0; i < KIND_COUNT; i++) {
		if (kinds[i].shown != NULL && !kinds[i].shown(&m))
			continue;
		shown[table->column_count] = &kinds[i];
		table->columns[table->column_count] = kinds[i].column;
		style_column(&m, &table->columns[table->column_count++]);
	}
	add_rows(&m, shown);
	table_letter_notes(table, b->arena);
	table_arrange(b, table);
	table_explain_dash(b, table);
	b->main_table = table_into_text(b, table);
	return b->main_table;
}
