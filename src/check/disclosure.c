/*
 * Our own disclosure.json: models with their stages, and the totals. Raw
 * doubles, so nothing is rounded; a quantity that is null is not there.
 */
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/num.h"
#include "base/source.h"
#include "check/claim.h"
#include "check/column.h"
#include "check/format.h"
#include "check/leaf.h"

enum { MODELS_TABLE = 1 };

#define NONE SIZE_MAX

struct disclosure {
	struct claim_set *set;
	struct arena *arena;
	struct diags *diags;
	size_t model;      /* index of the model's row; NONE before the first */
	size_t row;        /* of the line that is read: model, stage or totals */
	size_t hardware;   /* entries of the model so far */
	bool staged;       /* the model has a stage */
};

static const struct {
	const char *key;
	struct column column;
} keys[] = {
	{ "device_hours", { COLUMN_CLAIM, CLAIM_DEVICE_HOURS, OF_ALL,
	    UNIT_H } },
	{ "wall_hours", { COLUMN_CLAIM, CLAIM_HOURS, OF_ALL, UNIT_H } },
	{ "it_energy_kwh", { COLUMN_CLAIM, CLAIM_IT_ENERGY, OF_OPEN,
	    UNIT_KWH } },
	{ "energy_kwh", { COLUMN_CLAIM, CLAIM_ENERGY, OF_ALL, UNIT_KWH } },
	{ "co2e_kg", { COLUMN_CLAIM, CLAIM_CO2E, OF_OPEN, UNIT_KG } },
	{ "cost", { COLUMN_CLAIM, CLAIM_COST, OF_OPEN, UNIT_CURRENCY } },
};

static const char *const stages[] = { "final", "tuning", "failed",
	"inference", "other" };

static struct claim_row *
row_of(const struct disclosure *d, size_t index)
{
	return index == NONE ? NULL : &d->set->rows[index];
}

static size_t
add_row(struct disclosure *d, struct pos pos, size_t table)
{
	struct claim_row *row = claim_row_add(d->set, pos);

	if (row == NULL)
		return NONE;
	row->table = table;
	return d->set->count - 1;
}

/* The model once more, as the total of its stages. */
static void
end_model(struct disclosure *d)
{
	struct claim_row copy;

	if (!d->staged || d->model == NONE)
		return;
	d->staged = false;
	copy = d->set->rows[d->model];
	copy.table = MODELS_TABLE + 1 + d->model;
	copy.kind = ROW_TOTAL;
	copy.sum_only = true;
	if (add_row(d, copy.pos, copy.table) != NONE)
		d->set->rows[d->set->count - 1] = copy;
}

static void
begin_model(struct disclosure *d, struct pos pos)
{
	end_model(d);
	d->model = d->row = add_row(d, pos, MODELS_TABLE);
	d->hardware = 0;
}

static void
begin_stage(struct disclosure *d, const char *name, struct pos pos)
{
	struct claim_row *row;

	if (d->model == NONE)
		return;
	d->row = add_row(d, pos, MODELS_TABLE + 1 + d->model);
	row = row_of(d, d->row);
	d->staged = true;
	if (row == NULL)
		return;
	row->name = name;
	row->sum_only = true;
}

static void
begin_totals(struct disclosure *d, struct pos pos)
{
	struct claim_row *row;

	end_model(d);
	d->row = add_row(d, pos, MODELS_TABLE);
	d->model = NONE;
	row = row_of(d, d->row);
	if (row == NULL)
		return;
	row->name = "totals";
	row->kind = ROW_TOTAL;
}

static void
take_container(struct disclosure *d, const struct leaf *leaf)
{
	static const char staged[] = "models/#/stages/";
	size_t i;

	if (strcmp(leaf->path, "models/#") == 0)
		begin_model(d, leaf->pos);
	else if (strcmp(leaf->path, "totals") == 0)
		begin_totals(d, leaf->pos);
	else if (strcmp(leaf->path, "models/#/stages") == 0)
		d->row = NONE;
	else if (strcmp(leaf->path, "models/#/hardware/#") == 0)
		d->hardware++;
	for (i = 0; i < sizeof stages / sizeof stages[0]; i++)
		if (strncmp(leaf->path, staged, strlen(staged)) == 0 &&
		    strcmp(leaf->path + strlen(staged), stages[i]) == 0)
			begin_stage(d, stages[i], leaf->pos);
}

/* A model with several entries of hardware has no one device. */
static void
take_hardware(struct disclosure *d, const struct leaf *leaf)
{
	static const struct column count = { COLUMN_CLAIM, CLAIM_COUNT,
		OF_OPEN, UNIT_COUNT };
	struct claim_row *row = row_of(d, d->model);

	if (row == NULL)
		return;
	if (d->hardware > 1) {
		row->device = NULL;
		row->claims[CLAIM_COUNT].known = false;
	} else if (leaf_ends(leaf, "device")) {
		row->device = span_dup(d->arena, leaf->text);
	} else if (leaf_ends(leaf, "count")) {
		column_take(&count, leaf->text, leaf->pos, row, d->arena);
	}
}

/* The path ends with KEY/LAST. */
static bool
is_member(const struct leaf *leaf, const char *key, const char *last)
{
	struct span path = span_of(leaf->path);
	size_t n = strlen(last) + 1;

	if (!leaf_ends(leaf, last) || path.n <= n)
		return false;
	path.n -= n;
	return span_ends(path, key) && path.n > strlen(key) &&
	    path.s[path.n - strlen(key) - 1] == '/';
}

/* One end of the range of a quantity, or the currency of a cost. */
static void
take_end(struct claim_row *row, const char *key, const struct column *column,
    const struct leaf *leaf)
{
	struct stated_range *range = &row->ranges[column->claim];
	double value;

	if (is_member(leaf, key, "low") && num_parse(leaf->text, &value)) {
		range->has_low = true;
		range->low = unit_to_base(column->unit, value);
	} else if (is_member(leaf, key, "high") &&
	    num_parse(leaf->text, &value)) {
		range->has_high = true;
		range->high = unit_to_base(column->unit, value);
	} else if (column->unit == UNIT_CURRENCY &&
	    leaf->text.n == CURRENCY_TEXT - 1 && is_member(leaf, key, "unit")) {
		memcpy(row->currency, leaf->text.s, CURRENCY_TEXT - 1);
	}
}

static void
take_value(struct disclosure *d, const struct leaf *leaf)
{
	struct claim_row *row = row_of(d, d->row);
	size_t i;

	for (i = 0; row != NULL && i < sizeof keys / sizeof keys[0]; i++) {
		take_end(row, keys[i].key, &keys[i].column, leaf);
		if (is_member(leaf, keys[i].key, "value"))
			column_take(&keys[i].column, leaf->text, leaf->pos,
			    row, d->arena);
		if (is_member(leaf, keys[i].key, "at_least") &&
		    span_equal(leaf->text, "true"))
			row->at_least =
			    row->claims[keys[i].column.claim].at_least = true;
	}
}

/* What the numbers say of one another can be judged all the same. */
static void
say_withheld(const struct disclosure *d, struct pos pos)
{
	diag(d->diags, DIAG_CHECK_WITHHELD, pos,
	    "the disclosure is anonymous: factors of its regions are not looked up");
}

static void
take(const struct leaf *leaf, void *context)
{
	struct disclosure *d = context;
	struct claim_row *model = row_of(d, d->model);

	if (leaf->container)
		take_container(d, leaf);
	else if (strcmp(leaf->path, "study/anonymous") == 0 &&
	    span_equal(leaf->text, "true"))
		say_withheld(d, leaf->pos);
	else if (strncmp(leaf->path, "models/#/hardware/", 18) == 0)
		take_hardware(d, leaf);
	else if (model != NULL && strcmp(leaf->path, "models/#/name") == 0)
		model->name = span_dup(d->arena, leaf->text);
	else if (model != NULL && leaf->text.n > 0 &&
	    strcmp(leaf->path, "models/#/alternative_to") == 0)
		model->kind = ROW_ASIDE;
	else
		take_value(d, leaf);
}

void
disclosure_claims(struct span text, struct claim_reading *reading)
{
	struct disclosure d = { reading->set, reading->arena, reading->diags,
		NONE, NONE, 0, false };

	if (reading->root != NULL)
		leaf_walk_read(text, reading->root, reading->set->file,
		    reading->arena, take, &d);
	else
		leaf_walk_json(text, reading->set->file, reading->arena,
		    reading->diags, take, &d);
	end_model(&d);
}

static void
read_disclosure(struct claim_reading *reading)
{
	struct span text;

	if (source_text_within(reading->source, CLAIM_TEXT_MAX,
	    &text))
		disclosure_claims(text, reading);
}

static int
sniff(struct span head)
{
	return span_starts(span_trim(head), "{") &&
		span_find(head, "\"wattleaf\"") < head.n ?
	    95 :
	    0;
}

const struct claim_format claims_disclosure = {
	.name = "disclosure",
	.title = "disclosure.json of wattleaf",
	.sniff = sniff,
	.read = read_disclosure,
};
