/*
 * Reads an earlier disclosure, or a study as it stands, and sets it beside
 * the present one.
 */
#include "cli/baseline.h"

#include <math.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/json.h"
#include "catalog/catalog.h"
#include "check/disclosure_text.h"
#include "cli/cli.h"
#include "document/data.h"
#include "document/document.h"
#include "document/text.h"
#include "study/study.h"

enum { COLUMNS = 7 };

struct line {
	const char *id, *name;
	double co2e_kg, energy_kwh; /* NAN: not known */
	bool at_least;
};

struct baseline {
	const char *path, *method, *catalog;
	struct line *models;
	size_t count;
	struct line total;
};

static double
value_of(const struct json *object, const char *key)
{
	return json_member_number(json_member(object, key), "value");
}

static struct line
line_of(struct job *job, const struct json *object)
{
	const char *id = json_text(json_member(object, "id"));
	const char *name = json_text(json_member(object, "name"));

	return (struct line){
		.id = id == NULL ? "" : arena_strdup(job->arena, id),
		.name = name == NULL ? "" : arena_strdup(job->arena, name),
		.co2e_kg = value_of(object, "co2e_kg"),
		.energy_kwh = value_of(object, "energy_kwh"),
		.at_least = json_is_true(json_member(
		    json_member(object, "co2e_kg"), "at_least")),
	};
}

static const char *
text_of(struct job *job, const struct json *object, const char *key)
{
	const char *text = json_text(json_member(object, key));

	return text == NULL ? "(not stated)" : arena_strdup(job->arena, text);
}

/* False when it is no disclosure. */
static bool
take(struct job *job, struct baseline *baseline, const struct json *root)
{
	const struct json *models = json_member(root, "models");
	size_t i;

	if (!json_is_array(models) ||
	    !json_is_object(json_member(root, "totals")))
		return false;
	baseline->method =
	    text_of(job, json_member(root, "study"), "method");
	baseline->catalog = text_of(job, root, "catalog");
	baseline->count = json_count(models);
	baseline->models = arena_alloc(job->arena,
	    baseline->count * sizeof *baseline->models + 1);
	for (i = 0; i < baseline->count; i++)
		baseline->models[i] = line_of(job, json_item(models, i));
	baseline->total = line_of(job, json_member(root, "totals"));
	return true;
}

static void
say_no_baseline(struct job *job, const char *path)
{
	diag(&job->diags, DIAG_FORMAT_UNKNOWN, (struct pos){ .file = path },
	    "--baseline must be a disclosure.json that report wrote, a report.pdf that carries it, or a study");
}

static bool
take_file(struct job *job, struct baseline *baseline)
{
	struct pos at = { .file = baseline->path, .line = 1, .column = 1 };
	struct json *root = NULL;
	struct span text;
	bool taken = false;

	if (disclosure_text(baseline->path, DIAG_FORMAT_UNKNOWN, job->arena,
		&job->diags, &text, &at.file))
		root = json_read(text, at, &job->diags);
	if (root != NULL) {
		taken = take(job, baseline, root);
		if (!taken)
			say_no_baseline(job, baseline->path);
	}
	json_free(root);
	return taken;
}

static double
known(const struct figure *figure, enum unit unit)
{
	return figure == NULL || !figure->known ?
	    (double)NAN :
	    unit_from_base(unit, figure->value);
}

static struct line
line_of_account(const struct account_line *line, const char *id,
    const char *name)
{
	return (struct line){
		.id = id,
		.name = name,
		.co2e_kg = known(line->co2e, UNIT_KG),
		.energy_kwh = known(line->energy, UNIT_KWH),
		.at_least = line->co2e != NULL && line->co2e->at_least,
	};
}

/* A study as it stands: what the command line says of a run is said of the other alone. */
static bool
take_study(struct job *job, struct baseline *baseline)
{
	struct job then = *job;
	const struct account_options options = { .method = NULL };
	const struct study *study;
	const struct account *account = NULL;
	size_t i;

	then.diags = (struct diags){ .arena = job->arena };
	then.options.run = (struct run_options){ .hardware = NULL };
	study = job_catalog(&then) ? job_study(&then, baseline->path) : NULL;
	if (study != NULL)
		account = account_study_as(study, then.catalog, &options,
		    job->arena, &then.diags);
	diags_append(&job->diags, &then.diags, DIAG_ERROR);
	if (account == NULL)
		return false;
	baseline->method = account->method;
	baseline->catalog = catalog_version(then.catalog);
	baseline->count = account->model_count;
	baseline->models = arena_alloc(job->arena,
	    baseline->count * sizeof *baseline->models + 1);
	for (i = 0; i < baseline->count; i++)
		baseline->models[i] = line_of_account(
		    &account->models[i].line, account->models[i].model->id.text,
		    account->models[i].model->name.text);
	baseline->total = line_of_account(&account->total, "", "");
	return true;
}

struct baseline *
baseline_read(struct job *job)
{
	struct baseline *baseline =
	    arena_alloc(job->arena, sizeof *baseline);
	const char *path = job->options.baseline;

	baseline->path = path;
	return (!is_pdf(path) && job_is_study(job, path) ?
	    take_study(job, baseline) : take_file(job, baseline)) ? baseline :
								    NULL;
}

static double
number_at(const struct data *object, const char *path)
{
	const struct data *found = data_path(object, path);

	return found == NULL || found->kind != DATA_NUMBER ? (double)NAN :
							     found->number;
}

static const char *
text_at(const struct data *object, const char *path)
{
	const struct data *found = data_path(object, path);

	return found == NULL || found->kind != DATA_TEXT ? "" : found->text;
}

struct change_of
baseline_total(const struct baseline *baseline, const struct data *disclosure,
    const char **what)
{
	struct change_of co2e = { baseline->total.co2e_kg,
		number_at(disclosure, "totals.co2e_kg.value") };
	struct change_of energy = { baseline->total.energy_kwh,
		number_at(disclosure, "totals.energy_kwh.value") };

	*what = "emissions";
	if (!isnan(co2e.before) && !isnan(co2e.now))
		return co2e;
	*what = "energy";
	return energy;
}

bool
baseline_has_gaps(const struct baseline *baseline,
    const struct data *disclosure)
{
	const struct data *now =
	    data_path(disclosure, "totals.co2e_kg.at_least");

	return baseline->total.at_least || (now != NULL && now->truth);
}

static const char *
printed(struct job *job, double value, enum unit unit)
{
	const struct number_style style = { .unit = unit,
		.decimals = DECIMALS_SIGNIFICANT, .significant = 3 };

	return isnan(value) ? "\xe2\x80\x94" :
			      text_number(unit_to_base(unit, value), &style,
				  job->arena).text;
}

/* "+10.3 %", "–4.0 %"; a dash when either is not known or the first is nothing. */
static const char *
percent(struct job *job, struct change_of change)
{
	double ratio = 100 * (change.now / change.before - 1);

	if (isnan(change.before) || isnan(change.now) || change.before <= 0)
		return "\xe2\x80\x94";
	return arena_printf(job->arena, "%s%.1f\xc2\xa0%%",
	    ratio < -0.05 ? "\xe2\x80\x93" :
		ratio < 0.05 ? "\xc2\xb1" :
			       "+",
	    fabs(ratio));
}

static struct doc_cell
cell(const char *text)
{
	return (struct doc_cell){ .text = text, .marks = "" };
}

static struct doc_row
row_of(struct job *job, const char *name, const struct line *before,
    const struct line *now, bool total)
{
	struct doc_cell *cells =
	    arena_alloc(job->arena, COLUMNS * sizeof *cells);
	struct change_of co2e = { before->co2e_kg, now->co2e_kg };
	struct change_of energy = { before->energy_kwh, now->energy_kwh };

	cells[0] = cell(name);
	cells[1] = cell(printed(job, co2e.before, UNIT_KG));
	cells[2] = cell(printed(job, co2e.now, UNIT_KG));
	cells[3] = cell(percent(job, co2e));
	cells[4] = cell(printed(job, energy.before, UNIT_KWH));
	cells[5] = cell(printed(job, energy.now, UNIT_KWH));
	cells[6] = cell(percent(job, energy));
	return (struct doc_row){ .cells = cells, .total = total };
}

static void
set_columns(struct job *job, struct doc_table *table)
{
	static const char *const keys[COLUMNS] = { "model", "co2e_before",
		"co2e", "co2e_change", "energy_before", "energy",
		"energy_change" };
	static const char *const heads[COLUMNS] = { "Model", "before", "now",
		"change", "before", "now", "change" };
	size_t i;

	table->column_count = COLUMNS;
	table->columns =
	    arena_alloc(job->arena, COLUMNS * sizeof *table->columns);
	for (i = 0; i < COLUMNS; i++)
		table->columns[i] = (struct doc_column){
			.key = keys[i],
			.head = heads[i],
			.unit = i % 3 == 0 ? "" : i < 3 ? "kg" : "kWh",
			.spanner = i == 0 ? NULL :
			    i < 4 ? "CO_{2}e" : "Energy",
			.align = i == 0 ? ALIGN_LEFT : ALIGN_RIGHT,
			.marks = "",
		};
}

static void
add_row(struct job *job, struct doc_table *table, struct doc_row row)
{
	table->rows = arena_grow(job->arena, table->rows, table->row_count,
	    sizeof *table->rows);
	table->rows[table->row_count++] = row;
}

static const struct line nothing = { .id = "", .name = "",
	.co2e_kg = (double)NAN, .energy_kwh = (double)NAN };

static const struct line *
line_called(const struct baseline *baseline, const char *id)
{
	size_t i;

	for (i = 0; i < baseline->count; i++)
		if (strcmp(baseline->models[i].id, id) == 0)
			return &baseline->models[i];
	return &nothing;
}

static struct line
line_now(const struct data *object)
{
	return (struct line){
		.id = text_at(object, "id"),
		.name = text_at(object, "name"),
		.co2e_kg = number_at(object, "co2e_kg.value"),
		.energy_kwh = number_at(object, "energy_kwh.value"),
	};
}

static bool
is_there(const struct data *models, const char *id)
{
	const struct data *model = models == NULL ? NULL : models->first;

	for (; model != NULL; model = model->next)
		if (strcmp(text_at(model, "id"), id) == 0)
			return true;
	return false;
}

/* Models of now in their order, then those that are gone. */
static void
add_models(struct job *job, struct doc_table *table,
    const struct baseline *baseline, const struct data *models)
{
	const struct data *model = models == NULL ? NULL : models->first;
	size_t i;

	for (; model != NULL; model = model->next) {
		struct line now = line_now(model);

		add_row(job, table, row_of(job, now.name,
		    line_called(baseline, now.id), &now, false));
	}
	for (i = 0; i < baseline->count; i++)
		if (!is_there(models, baseline->models[i].id))
			add_row(job, table, row_of(job,
			    baseline->models[i].name, &baseline->models[i],
			    &nothing, false));
}

static void
say_others(struct job *job, const struct baseline *baseline,
    const struct data *disclosure)
{
	const char *method = text_at(disclosure, "study.method");
	const char *catalog = text_at(disclosure, "catalog");
	bool same_method = strcmp(method, baseline->method) == 0;

	if (same_method && strcmp(catalog, baseline->catalog) == 0)
		return;
	diag(&job->diags, DIAG_BASELINE_OTHER,
	    (struct pos){ .file = baseline->path },
	    "it follows the %s %s, this report %s: a part of the change is that",
	    same_method ? "catalogue" : "method",
	    same_method ? baseline->catalog : baseline->method,
	    same_method ? catalog : method);
}

const struct doc_table *
baseline_table(struct job *job, const struct baseline *baseline,
    const struct data *disclosure)
{
	struct doc_table *table = arena_alloc(job->arena, sizeof *table);
	struct line total = line_now(data_path(disclosure, "totals"));

	table->id = "baseline";
	table->caption = "";
	set_columns(job, table);
	add_models(job, table, baseline, data_path(disclosure, "models"));
	add_row(job, table,
	    row_of(job, "Total", &baseline->total, &total, true));
	say_others(job, baseline, disclosure);
	return table;
}
