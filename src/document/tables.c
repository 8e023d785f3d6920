/*
 * Tables as data: which columns there are, what stands in them, which notes
 * they need.
 */
#include <stddef.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/word.h"
#include "catalog/catalog.h"
#include "document/arrange.h"
#include "document/build.h"
#include "document/restated.h"
#include "document/table_request.h"
#include "document/text.h"
#include "study/study.h"

enum { COLUMNS_MAX = 24 };

/* A table while it is made. */
struct making {
	struct builder *b;
	struct doc_table *table;
	struct doc_column columns[COLUMNS_MAX];
	/* what fills a column: a member of the line, or one of the texts */
	size_t offsets[COLUMNS_MAX];
	enum bound bounds[COLUMNS_MAX];
	size_t count;
	struct doc_cell *cells; /* row by row */
};

static const struct figure *
line_figure(const struct account_line *line, size_t offset)
{
	return *(const struct figure *const *)(const void *)(
	    (const char *)line + offset);
}

enum { COLUMN_MODEL = 1000, COLUMN_HARDWARE, COLUMN_PARAMS };

static bool
any_known(const struct account *account, size_t offset)
{
	size_t i;

	for (i = 0; i < account->model_count; i++) {
		const struct figure *figure =
		    line_figure(&account->models[i].line, offset);

		if (figure != NULL && figure->known)
			return true;
	}
	return false;
}

static struct doc_column *
add_column(struct making *m, const char *key, const char *head, size_t offset)
{
	struct doc_column *column = &m->columns[m->count];

	m->offsets[m->count] = offset;
	m->bounds[m->count++] = BOUND_VALUE;
	*column = (struct doc_column){ .key = key, .head = head, .unit = "",
		.align = ALIGN_LEFT, .marks = "" };
	return column;
}

static struct doc_column *
add_numbers(struct making *m, const char *key, const char *head,
    size_t offset, struct number_style style)
{
	struct doc_column *column = add_column(m, key, head, offset);

	column->align = ALIGN_DECIMAL;
	column->style = style;
	column->unit = unit_text(style.unit);
	return column;
}

/* Adds a note and returns its letter. */
static const char *
add_note(struct making *m, const char *text)
{
	return table_add_note(m->b, m->table, text);
}

static struct distinct
inputs_of(struct builder *b, size_t offset, const char *symbol)
{
	struct distinct list = { 0 };
	size_t i;

	for (i = 0; i < b->account->model_count; i++)
		distinct_add(b, &list,
		    line_figure(&b->account->models[i].line, offset), symbol);
	return list;
}

/* Whether the study itself states one of the inputs called SYMBOL. */
static bool
inputs_stated(struct builder *b, size_t offset, const char *symbol)
{
	struct distinct list = inputs_of(b, offset, symbol);
	size_t i;

	for (i = 0; i < list.count; i++)
		if (list.items[i]->origin->kind == ORIGIN_STUDY)
			return true;
	return false;
}

static void
add_range(struct making *m, const char *key, const char *head, size_t offset,
    struct number_style style)
{
	struct doc_column *column = add_numbers(m, key, head, offset, style);

	m->bounds[m->count - 1] = BOUND_RANGE;
	column->align = ALIGN_RANGE;
	column->marks = add_note(m,
	    sentence_add(m->b, word(m->b, "95\xc2\xa0% ranges."),
		range_phrase(m->b, offset)));
}

/* The range of the emissions, or of the energy when theirs is not known. */
static void
range_column(struct making *m)
{
	const struct account *account = m->b->account;
	size_t co2e = offsetof(struct account_line, co2e);
	size_t energy = offsetof(struct account_line, energy);

	if (table_request_ranges(m->b->request) != RANGES_INTERVAL)
		return;
	if (any_uncertain(account, co2e))
		add_range(m, "co2e_range", WORD("CO_{2}e range"), co2e,
		    m->b->styles.mass);
	else if (any_uncertain(account, energy))
		add_range(m, "energy_range", WORD("Energy range"), energy,
		    m->b->styles.energy);
}

static void
energy_columns(struct making *m)
{
	struct builder *b = m->b;
	struct doc_column *column;
	struct distinct pue = inputs_of(b,
	    offsetof(struct account_line, energy), "PUE");
	struct distinct intensity = inputs_of(b,
	    offsetof(struct account_line, co2e), "I");

	column = add_numbers(m, "energy", WORD("Energy"),
	    offsetof(struct account_line, energy), b->styles.energy);
	if (pue.count != 0)
		column->marks = add_note(m,
		    phrase(b,
			"Energy of the facility: IT energy times a PUE of {pue}.",
			"pue", inputs_phrase(b, &pue), NULL));
	column = add_numbers(m, "co2e", WORD("CO_{2}e"),
	    offsetof(struct account_line, co2e), b->styles.mass);
	if (intensity.count != 0)
		column->marks = add_note(m,
		    phrase(b,
			"Location-based, at a carbon intensity of {intensity}.",
			"intensity", inputs_phrase(b, &intensity), NULL));
	range_column(m);
	if (any_known(b->account, offsetof(struct account_line, co2e_market)))
		add_numbers(m, "co2e_market", WORD("CO_{2}e, market-based"),
		    offsetof(struct account_line, co2e_market),
		    b->styles.mass);
}

/* Embodied emissions and water, where they were asked for. */
static void
beside_columns(struct making *m)
{
	struct builder *b = m->b;
	size_t embodied = offsetof(struct account_line, embodied);
	size_t water = offsetof(struct account_line, water);
	struct number_style litres = { .unit = UNIT_L,
		.decimals = DECIMALS_SIGNIFICANT, .significant = 3 };
	struct doc_column *column;
	struct distinct mass = inputs_of(b, embodied, "M_{dev}");

	if (any_known(b->account, embodied)) {
		column = add_numbers(m, "embodied", WORD("Embodied CO_{2}e"),
		    embodied, b->styles.mass);
		if (mass.count != 0)
			column->marks = add_note(m,
			    phrase(b,
				"The run's share of making its devices, beside the emissions of electricity: {mass} each.",
				"mass", inputs_phrase(b, &mass), NULL));
	}
	if (any_known(b->account, water) &&
	    inputs_stated(b, water, "WUE"))
		add_numbers(m, "water", WORD("Water"), water, litres);
}

static const char *
currency_of(struct builder *b)
{
	size_t i;

	for (i = 0; i < b->account->model_count; i++) {
		const struct figure *cost = b->account->models[i].line.cost;

		if (cost != NULL && cost->known)
			return cost->currency;
	}
	return "";
}

static bool
is_listed(const struct distinct *rates)
{
	size_t i;

	for (i = 0; i < rates->count; i++)
		if (rates->items[i]->origin->kind != ORIGIN_CATALOG)
			return false;
	return rates->count != 0;
}

static bool
any_interval(const struct account *account)
{
	size_t i;

	for (i = 0; i < account->model_count; i++) {
		const struct figure *cost = account->models[i].line.cost;

		if (cost != NULL && cost->known && cost->interval)
			return true;
	}
	return false;
}

/* List prices have two ends with names: preemptible and on demand. */
static void
cost_columns(struct making *m)
{
	struct builder *b = m->b;
	size_t offset = offsetof(struct account_line, cost);
	struct distinct rates = inputs_of(b, offset, "c");
	struct doc_column *column;
	const char *mark = "";

	if (!any_known(b->account, offset))
		return;
	if (rates.count != 0)
		mark = add_note(m,
		    phrase(b,
			"Device-hours times the price of a device-hour: {prices}.",
			"prices", inputs_phrase(b, &rates), NULL));
	if (!any_interval(b->account)) {
		column = add_numbers(m, "cost", WORD("Cloud cost"), offset,
		    b->styles.money);
		column->unit = currency_of(b);
		column->marks = mark;
		return;
	}
	column = add_numbers(m, "cost_low",
	    is_listed(&rates) ? WORD("preemptible") : WORD("low"), offset,
	    b->styles.money);
	m->bounds[m->count - 1] = BOUND_LOW;
	column->unit = currency_of(b);
	column->spanner = WORD("Cloud compute cost");
	column->marks = mark;
	column = add_numbers(m, "cost_high",
	    is_listed(&rates) ? WORD("on-demand") : WORD("high"), offset,
	    b->styles.money);
	m->bounds[m->count - 1] = BOUND_HIGH;
	column->unit = currency_of(b);
	column->spanner = WORD("Cloud compute cost");
	column->marks = mark;
}

/* Electricity is shown when the study itself states its price. */
static void
electricity_column(struct making *m)
{
	struct builder *b = m->b;
	size_t offset = offsetof(struct account_line, electricity);
	struct distinct tariffs = inputs_of(b, offset, "c_{e}");
	struct doc_column *column;

	if (!inputs_stated(b, offset, "c_{e}"))
		return;
	column = add_numbers(m, "electricity_cost", WORD("Electricity"), offset,
	    b->styles.money);
	column->unit = currency_of(b);
	column->marks = add_note(m,
	    phrase(b, "Facility energy at {prices}.", "prices",
		inputs_phrase(b, &tariffs), NULL));
}

static bool
any_params(const struct study *study)
{
	size_t i;

	for (i = 0; i < study->model_count; i++)
		if (study->models[i].params.known)
			return true;
	return false;
}

static bool
has_column(const struct making *m, const char *key)
{
	size_t i;

	for (i = 0; i < m->count; i++)
		if (strcmp(m->columns[i].key, key) == 0)
			return true;
	return false;
}

/* Columns that are not there unless somebody wants them; a cost has two ends. */
static void
asked_columns(struct making *m)
{
	const struct asked_column *asked;
	struct doc_column *column;
	size_t i;

	for (i = 0; (asked = asked_column_at(i)) != NULL; i++) {
		const char *style = (const char *)&m->b->styles + asked->style;

		if (!column_is_asked(m->b, asked->key) ||
		    has_column(m, asked->key) || (has_column(m, "cost_low") &&
			strcmp(asked->key, "cost") == 0))
			continue;
		column = add_numbers(m, asked->key, asked->head,
		    asked->offset,
		    *(const struct number_style *)(const void *)style);
		if (column->style.unit == UNIT_CURRENCY)
			column->unit = currency_of(m->b);
	}
}

static void
choose_columns(struct making *m)
{
	const struct account *account = m->b->account;
	const struct doc_styles *styles = &m->b->styles;
	size_t i;

	add_column(m, "model", WORD("Model"), COLUMN_MODEL);
	if (any_params(account->study))
		add_numbers(m, "params", WORD("Params"), COLUMN_PARAMS,
		    styles->params);
	for (i = 0; i < account->model_count; i++)
		if (account->models[i].hardware != NULL)
			break;
	if (i < account->model_count)
		add_column(m, "hardware", WORD("Hardware"), COLUMN_HARDWARE);
	if (any_known(account, offsetof(struct account_line, power)))
		add_numbers(m, "power", WORD("Power"),
		    offsetof(struct account_line, power), styles->power);
	if (any_known(account, offsetof(struct account_line, time)))
		add_numbers(m, "time", WORD("Time"),
		    offsetof(struct account_line, time), styles->time);
	else if (any_known(account,
	    offsetof(struct account_line, device_hours)))
		add_numbers(m, "device_hours", WORD("Device-hours"),
		    offsetof(struct account_line, device_hours),
		    styles->device_hours);
	energy_columns(m);
	beside_columns(m);
	cost_columns(m);
	electricity_column(m);
	asked_columns(m);
}

static struct doc_cell
make_cell(struct making *m, const struct account_model *model, size_t column)
{
	size_t offset = m->offsets[column];
	struct doc_cell cell = { .bound = m->bounds[column], .marks = "" };

	if (offset == COLUMN_MODEL) {
		cell.text = model->model->name.text;
	} else if (offset == COLUMN_HARDWARE && model->hardware != NULL) {
		cell.text = model->hardware;
	} else if (offset == COLUMN_PARAMS) {
		cell.figure = figure_of_params(m->b, model->model);
	} else if (offset != COLUMN_HARDWARE) {
		cell.figure = line_figure(&model->line, offset);
	}
	if (cell.text == NULL && cell.figure == NULL)
		cell.figure = figure_missing(m->b,
		    offset == COLUMN_HARDWARE ? WORD("hardware was not stated") :
						NULL);
	return cell;
}

static void
make_rows(struct making *m)
{
	const struct account *account = m->b->account;
	struct doc_table *table = m->table;
	size_t i, j;

	table->rows = arena_alloc(m->b->arena,
	    account->model_count * sizeof *table->rows + 1);
	table->row_count = account->model_count;
	m->cells = arena_alloc(m->b->arena,
	    account->model_count * m->count * sizeof *m->cells + 1);
	for (i = 0; i < account->model_count; i++) {
		for (j = 0; j < m->count; j++)
			m->cells[i * m->count + j] =
			    make_cell(m, &account->models[i], j);
		table->rows[i].cells = m->cells + i * m->count;
	}
}

/* A row that is no model's: one stage of it, or the sum of all. */
static const struct doc_cell *
other_cells(void *context, const struct account_model *model)
{
	struct making *m = context;
	struct doc_cell *cells = arena_alloc(m->b->arena,
	    m->count * sizeof *cells + 1);
	size_t j;

	for (j = 0; j < m->count; j++)
		cells[j] = make_cell(m, model, j);
	return cells;
}

/* An energy that nobody measured says so beside its number. */
static void
mark_assumed(struct making *m)
{
	const struct account *account = m->b->account;
	const char *marks[ASSUMPTIONS_MAX] = { NULL };
	size_t i, j, k;

	for (j = 0; j < m->count; j++)
		if (m->offsets[j] == offsetof(struct account_line, energy))
			break;
	for (i = 0; i < account->model_count; i++) {
		const struct figure *energy = account->models[i].line.it_energy;

		if (!energy->known || energy->quality != QUALITY_ASSUMED)
			continue;
		k = assumption_of(m->b, energy);
		if (marks[k] == NULL)
			marks[k] = add_note(m, assumption_text(m->b, k));
		m->cells[i * m->count + j].marks = marks[k];
	}
}

static const char *
table_caption(struct builder *b)
{
	const char *title, *source;

	if (b->account->restated != NULL)
		return restated_caption(b);
	title = catalog_method_text(b->catalog, b->account->method, "title");
	source = catalog_method_text(b->catalog, b->account->method, "source");
	return phrase(b,
	    "Energy, CO_{2}e emissions and cost of each model, by the method of {method}. Time is wall-clock time; power is the mean draw of the whole machine before PUE.",
	    "method", with_cites(b, title, cite_text(b, source)), NULL);
}

const struct doc_table *
table_of_models(struct builder *b)
{
	struct making m = { .b = b };

	m.table = arena_alloc(b->arena, sizeof *m.table);
	m.table->id = "models";
	m.table->caption = table_caption(b);
	choose_columns(&m);
	make_rows(&m);
	mark_assumed(&m);
	m.table->column_count = m.count;
	m.table->columns =
	    arena_alloc(b->arena, m.count * sizeof *m.table->columns);
	memcpy(m.table->columns, m.columns, m.count * sizeof *m.columns);
	table_group(b, m.table, &(struct row_maker){ other_cells, &m });
	table_arrange(b, m.table);
	table_explain_dash(b, m.table);
	if (b->main_table == NULL)
		b->main_table = m.table;
	return table_number(b, m.table);
}
