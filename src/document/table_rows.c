/*
 * The rows of the table of models: by stage of the work or family of models,
 * and their total.
 */
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/word.h"
#include "catalog/catalog.h"
#include "document/arrange.h"
#include "document/build.h"
#include "document/story.h"
#include "document/table_request.h"
#include "study/record.h"
#include "study/study.h"

static const char *const stage_headings[] = {
	[STAGE_FINAL] = WORD("Final runs"),
	[STAGE_TUNING] = WORD("Tuning"),
	[STAGE_FAILED] = WORD("Failed runs"),
	[STAGE_INFERENCE] = WORD("Inference"),
	[STAGE_OTHER] = WORD("Other runs"),
};

_Static_assert(sizeof stage_headings / sizeof stage_headings[0] ==
    STAGE_TOTAL, "a heading per stage");

/* What can't be added up over models. */
static const char *const never_summed[] = { "params", "hardware", "power",
	"pue", "intensity" };

static void
add_row(struct builder *b, struct doc_table *table, struct doc_row row)
{
	table->rows = arena_grow(b->arena, table->rows, table->row_count,
	    sizeof row);
	table->rows[table->row_count++] = row;
}

static const char *
device_label(struct builder *b, const struct hardware *hardware)
{
	const char *name = hardware->device.text;
	const struct device *device;

	if (name == NULL && hardware->record != NULL)
		name = hardware->record->machine.accelerator;
	device = name == NULL ? NULL : catalog_device(b->catalog, name);
	return device == NULL ? name : device->label;
}

/* "P100×8" of the stage's first run with hardware: stages may differ in it. */
static const char *
stage_hardware(struct builder *b, const struct account_model *model,
    int stage)
{
	const char *label = NULL;
	size_t i;

	for (i = 0; i < model->run_count; i++) {
		const struct account_run *run = &model->runs[i];
		const struct figure *devices = run->line.devices;

		if ((int)run->run->stage != stage ||
		    run->run->hardware_count == 0 ||
		    (label = device_label(b, &run->run->hardware[0])) == NULL)
			continue;
		return devices == NULL || !devices->known ? label :
		    arena_printf(b->arena, "%s\xc3\x97%.0f", label,
			devices->value);
	}
	return label;
}

/* Into an array that can grow. */
static void
copy_rows(struct builder *b, struct doc_table *table)
{
	const struct doc_table old = *table;
	size_t i;

	table->rows = NULL;
	table->row_count = 0;
	for (i = 0; i < old.row_count; i++)
		add_row(b, table, old.rows[i]);
}

/* The cells of one stage of a model; marks stay those of the model. */
static const struct doc_cell *
stage_cells(struct builder *b, const struct doc_table *table,
    const struct row_maker *maker, size_t model, int stage)
{
	struct account_model part = b->account->models[model];
	struct doc_cell *cells = arena_alloc(b->arena,
	    (table->column_count + 1) * sizeof *cells);
	size_t i;

	part.line = part.stages[stage];
	part.hardware = stage_hardware(b, &b->account->models[model], stage);
	memcpy(cells, maker->cells(maker->context, &part),
	    table->column_count * sizeof *cells);
	for (i = 0; i < table->column_count; i++)
		cells[i].marks = table->rows[model].cells[i].marks;
	return cells;
}

static void
group_by_stage(struct builder *b, struct doc_table *table,
    const struct row_maker *maker)
{
	const struct doc_table whole = *table;
	const char *heading;
	size_t i;
	int stage;

	table->rows = NULL;
	table->row_count = 0;
	for (stage = 0; stage < STAGE_TOTAL; stage++) {
		heading = word(b, stage_headings[stage]);
		for (i = 0; i < b->account->model_count; i++) {
			if (b->account->models[i].stages[stage].it_energy ==
			    NULL)
				continue;
			add_row(b, table, (struct doc_row){ .group = heading,
			    .cells = stage_cells(b, &whole, maker, i,
				stage) });
			heading = NULL;
		}
	}
}

/* A name up to its subscript, its first blank, dash or bracket: "Transformer" of "Transformer_{big}". */
static struct span
family_of(const struct account_model *model)
{
	struct span name = span_of(model->model->name.text);

	return span_sub(name, 0, strcspn(name.s, "_ -("));
}

static bool
same_family(const struct account_model *a, const struct account_model *b)
{
	struct span one = family_of(a), other = family_of(b);

	return one.n == other.n && memcmp(one.s, other.s, one.n) == 0;
}

/* By model: the first of its family, and how many that one has. */
struct families {
	size_t *first, *size;
};

static struct families
find_families(struct builder *b)
{
	const struct account *account = b->account;
	size_t count = account->model_count, i, k;
	struct families families = {
		.first = arena_alloc(b->arena, (count + 1) * sizeof(size_t)),
		.size = arena_alloc(b->arena, (count + 1) * sizeof(size_t)),
	};

	for (i = 0; i < count; i++) {
		for (k = 0; k < i; k++)
			if (families.first[k] == k && same_family(
				&account->models[k], &account->models[i]))
				break;
		families.first[i] = k;
		families.size[k]++;
	}
	return families;
}

/* Adds the rows of the family that begins with model FIRST, or of all that are alone. */
static void
add_family(struct builder *b, struct doc_table *table,
    const struct doc_row *rows, const struct families *families,
    size_t first, const char *heading)
{
	size_t i, begin;

	for (i = 0; i < b->account->model_count; i++) {
		begin = families->first[i];
		if (first == SIZE_MAX ? families->size[begin] > 1 :
					begin != first)
			continue;
		add_row(b, table, (struct doc_row){ .cells = rows[i].cells,
		    .group = heading });
		heading = NULL;
	}
}

static void
group_by_family(struct builder *b, struct doc_table *table)
{
	const struct families families = find_families(b);
	const struct doc_row *rows = table->rows;
	const char *others = NULL;
	size_t i;

	table->rows = NULL;
	table->row_count = 0;
	for (i = 0; i < b->account->model_count; i++) {
		if (families.first[i] != i || families.size[i] == 1)
			continue;
		others = word(b, "Other models");
		add_family(b, table, rows, &families, i, span_dup(b->arena,
		    family_of(&b->account->models[i])));
	}
	add_family(b, table, rows, &families, SIZE_MAX, others);
}

static bool
is_summed(const struct doc_column *column)
{
	size_t i;

	for (i = 0; i < sizeof never_summed / sizeof never_summed[0]; i++)
		if (strcmp(column->key, never_summed[i]) == 0)
			return false;
	return true;
}

static bool
any_alternative(const struct account *account)
{
	size_t i;

	for (i = 0; i < account->model_count; i++)
		if (account->models[i].alternative_to != NULL)
			return true;
	return false;
}

/* The sum of all models: figures that leave a part out print as "at least". */
static void
add_total(struct builder *b, struct doc_table *table,
    const struct row_maker *maker)
{
	struct model *name = arena_alloc(b->arena, sizeof *name);
	struct account_model whole = { .model = name,
		.line = b->account->total };
	struct doc_cell *cells = arena_alloc(b->arena,
	    (table->column_count + 1) * sizeof *cells);
	bool at_least = false;
	size_t i;

	name->name.text = word(b, "Total");
	memcpy(cells, maker->cells(maker->context, &whole),
	    table->column_count * sizeof *cells);
	for (i = 0; i < table->column_count; i++) {
		if (!is_summed(&table->columns[i]))
			cells[i] = (struct doc_cell){ .text = "",
				.marks = "" };
		at_least |= cells[i].figure != NULL &&
		    cells[i].figure->at_least;
	}
	if (any_alternative(b->account))
		cells[0].marks = table_add_note(b, table,
		    word(b, "Of rows of one model, the first is counted."));
	if (at_least)
		story_note(b, table, "\xe2\x89\xa5",
		    word(b, "At least: parts of the sum are not known."));
	copy_rows(b, table);
	add_row(b, table, (struct doc_row){ .cells = cells, .total = true });
}

void
table_group(struct builder *b, struct doc_table *table,
    const struct row_maker *maker)
{
	const char *group = b->request->group.text;

	if (group != NULL && strcmp(group, "stage") == 0)
		group_by_stage(b, table, maker);
	else if (group != NULL && strcmp(group, "family") == 0)
		group_by_family(b, table);
	if (b->request->total)
		add_total(b, table, maker);
}

/* Adds REASON to a list joined by commas unless it is there. */
static const char *
join_reason(struct builder *b, const char *list, const char *reason)
{
	if (reason == NULL || strstr(list, word(b, reason)) != NULL)
		return list;
	return list_add(b, list, word(b, reason));
}

void
table_explain_dash(struct builder *b, struct doc_table *table)
{
	const char *reasons = "";
	bool dash = false;
	size_t i, j;

	for (i = 0; i < table->row_count; i++)
		for (j = 0; j < table->column_count; j++) {
			const struct doc_cell *cell = &table->rows[i].cells[j];

			if (cell->text != NULL || cell->figure->known)
				continue;
			dash = true;
			if (b->account->restated != NULL)
				continue;
			reasons = join_reason(b, reasons,
			    cell->figure->reason);
		}
	if (dash)
		story_note(b, table, "\xe2\x80\x94",
		    reasons[0] == '\0' ? word(b, "Not reported.") :
			phrase(b, "Not known: {reasons}.", "reasons", reasons,
			    NULL));
}
