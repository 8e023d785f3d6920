/*
 * Reading what a worker, or a stranger, wrote about a study.
 */
#include "batch/record.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"
#include "batch/digest.h"
#include "write/chars.h"

enum { TEXT_MAX = 2000, STATUS_MAX = 255 };

#define NAME_OF(name, key) [name] = (key),
static const char *const keys[] = { RECORD_FIGURES(NAME_OF) };
#undef NAME_OF

_Static_assert(sizeof keys / sizeof keys[0] == RECORD_KEYS,
    "every figure has a key");

static const char *const statuses[] = {
	[RECORD_COMPLETE] = "complete",
	[RECORD_INCOMPLETE] = "incomplete",
	[RECORD_FAILED] = "failed",
};

static const struct record_figure unknown = { .value = (double)NAN,
	.low = (double)NAN, .high = (double)NAN };

struct record
record_new(const char *id)
{
	struct record record = { .id = id, .status = RECORD_FAILED };
	size_t i;

	for (i = 0; i < RECORD_KEYS; i++)
		record.figures[i] = unknown;
	return record;
}

const char *
record_key(enum record_key key)
{
	return keys[key];
}

bool
record_is_known(const struct record_figure *figure)
{
	return !isnan(figure->value) || !isnan(figure->low) ||
	    !isnan(figure->high);
}

const char *
record_money_unit(const struct record *record)
{
	const char *unit = record->figures[RECORD_COST].unit;

	return unit != NULL ? unit :
			      record->figures[RECORD_ELECTRICITY_COST].unit;
}

const char *
record_gap(const struct record *record)
{
	const struct record_figure *energy = &record->figures[RECORD_ENERGY];
	const struct record_figure *co2e = &record->figures[RECORD_CO2E];

	return energy->unit == NULL ? "energy is not known" :
	    co2e->unit == NULL	    ? "emissions are not known" :
	    energy->at_least	    ? "energy is not known as a whole" :
	    co2e->at_least	    ? "emissions are not known as a whole" :
				      NULL;
}

const char *
record_status_name(enum record_status status)
{
	return statuses[status];
}

/* Clean and not too long; NULL when it is no text. */
static const char *
text_member(const struct json *object, const char *name, struct arena *arena)
{
	const char *text = json_text(json_member(object, name));
	struct buf clean = { 0 };
	const char *copy;

	if (text == NULL)
		return NULL;
	chars_clean(&clean, span_sub(span_of(text), 0, TEXT_MAX));
	copy = arena_strndup(arena, clean.s == NULL ? "" : clean.s, clean.n);
	buf_free(&clean);
	return copy;
}

static size_t
count_member(const struct json *object, const char *name)
{
	double number = json_member_number(object, name);

	return number >= 0 && number < 1e15 ? (size_t)number : 0;
}

static struct record_figure
read_figure(const struct json *object, struct arena *arena)
{
	struct record_figure figure = unknown;

	if (!json_is_object(object))
		return figure;
	figure.value = json_member_number(object, "value");
	figure.low = json_member_number(object, "low");
	figure.high = json_member_number(object, "high");
	figure.at_least = json_is_true(json_member(object, "at_least"));
	figure.unit = text_member(object, "unit", arena);
	figure.quality = text_member(object, "quality", arena);
	return figure;
}

static void
read_figures(struct record *record, const struct json *totals,
    struct arena *arena)
{
	size_t i;

	for (i = 0; i < RECORD_KEYS; i++)
		record->figures[i] =
		    read_figure(json_member(totals, keys[i]), arena);
}

/* The grid of a model's places, FOUND so far or not. */
static const char *
join_places(const char *found, const struct json *places,
    struct arena *arena)
{
	size_t i;

	for (i = 0; i < json_count(places); i++) {
		const char *grid =
		    text_member(json_item(places, i), "grid", arena);

		if (grid == NULL)
			continue;
		if (found == NULL)
			found = grid;
		else if (strcmp(found, grid) != 0)
			found = RECORD_SEVERAL;
	}
	return found;
}

/* The weaker of two, NULL: not said. */
static const char *
weaker(const char *a, const char *b)
{
	static const char *const order[] = { "assumed", "modelled", "sampled",
		"measured" };
	size_t i;

	if (a == NULL || b == NULL)
		return a == NULL ? b : a;
	for (i = 0; i < sizeof order / sizeof order[0]; i++)
		if (strcmp(a, order[i]) == 0 || strcmp(b, order[i]) == 0)
			return order[i];
	return NULL;
}

static const char *
sum_of(const struct json *disclosure, struct arena *arena)
{
	char sum[DIGEST_TEXT];
	struct buf text = { 0 };
	bool good = json_sorted(disclosure, &text);

	if (good)
		digest_of(text.s, sum);
	buf_free(&text);
	return good ? arena_strdup(arena, sum) : NULL;
}

static struct record_origin
origin_of(const struct json *disclosure, struct arena *arena)
{
	const struct json *models = json_member(disclosure, "models");
	struct record_origin origin = {
		.content = sum_of(disclosure, arena),
		.program = text_member(disclosure, "wattleaf", arena),
		.catalog = text_member(disclosure, "catalog", arena),
		.model = text_member(json_item(models, 0), "id", arena),
		.anonymous = json_is_true(json_member(
		    json_member(disclosure, "study"), "anonymous")),
	};
	size_t i;

	for (i = 0; i < json_count(models); i++) {
		const struct json *model = json_item(models, i);

		origin.place = join_places(origin.place,
		    json_member(model, "places"), arena);
		origin.evidence = weaker(origin.evidence,
		    text_member(model, "quality", arena));
	}
	return origin;
}

void
record_take_disclosure(struct record *record, const struct json *disclosure,
    struct arena *arena)
{
	const struct json *study = json_member(disclosure, "study");

	record->origin = origin_of(disclosure, arena);
	record->title = text_member(study, "title", arena);
	record->method = text_member(study, "method", arena);
	record->models = json_count(json_member(disclosure, "models"));
	read_figures(record, json_member(disclosure, "totals"), arena);
}

static void
read_files(struct record *record, const struct json *list,
    struct arena *arena)
{
	size_t i, count = json_count(list);

	count = count < RECORD_FILES_MAX ? count : RECORD_FILES_MAX;
	record->files = arena_alloc(arena,
	    (count + 1) * sizeof *record->files);
	for (i = 0; i < count; i++) {
		const struct json *item = json_item(list, i);
		const char *name = text_member(item, "name", arena);

		if (name == NULL || name[0] == '.' ||
		    strchr(name, '/') != NULL)
			continue;
		record->files[record->file_count++] = (struct record_file){
			name, count_member(item, "bytes") };
	}
}

static const char *
or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

static void
read_problems(struct record *record, const struct json *list,
    struct arena *arena)
{
	size_t i, count = json_count(list);

	count = count < RECORD_PROBLEMS_MAX ? count : RECORD_PROBLEMS_MAX;
	record->problems = arena_alloc(arena,
	    (count + 1) * sizeof *record->problems);
	record->problem_count = count;
	for (i = 0; i < count; i++) {
		const struct json *item = json_item(list, i);

		record->problems[i] = (struct record_problem){
			.code = or_empty(text_member(item, "code", arena)),
			.level = or_empty(text_member(item, "level", arena)),
			.file = text_member(item, "file", arena),
			.text = or_empty(text_member(item, "text", arena)),
			.line = count_member(item, "line"),
			.column = count_member(item, "column"),
		};
	}
}

static bool
read_status(struct record *record, const struct json *root,
    struct arena *arena)
{
	const char *name = text_member(root, "status", arena);
	size_t i;

	for (i = 0; name != NULL && i < sizeof statuses / sizeof statuses[0];
	     i++) {
		if (strcmp(name, statuses[i]) != 0)
			continue;
		record->status = (enum record_status)i;
		return true;
	}
	return false;
}

static struct record_origin
read_origin(const struct json *origin, struct arena *arena)
{
	return (struct record_origin){
		.content = text_member(origin, "content", arena),
		.program = text_member(origin, "wattleaf", arena),
		.catalog = text_member(origin, "catalog", arena),
		.model = text_member(origin, "model", arena),
		.place = text_member(origin, "place", arena),
		.evidence = text_member(origin, "evidence", arena),
		.anonymous = json_is_true(json_member(origin, "anonymous")),
	};
}

static void
read_all(struct record *record, const struct json *root, struct arena *arena)
{
	record->inputs = text_member(root, "inputs", arena);
	record->exit_status =
	    (int)(count_member(root, "exit_status") % (STATUS_MAX + 1));
	record->reason = text_member(root, "reason", arena);
	record->kind = text_member(root, "kind", arena);
	record->title = text_member(root, "title", arena);
	record->method = text_member(root, "method", arena);
	record->models = count_member(root, "models");
	record->origin = read_origin(json_member(root, "origin"), arena);
	record->errors = count_member(root, "errors");
	record->warnings = count_member(root, "warnings");
	record->notes = count_member(root, "notes");
	record->checked = !isnan(json_member_number(root, "slips"));
	record->slips = count_member(root, "slips");
	read_figures(record, json_member(root, "totals"), arena);
	read_files(record, json_member(root, "files"), arena);
	read_problems(record, json_member(root, "diagnostics"), arena);
}

bool
record_read(struct record *record, struct span text, struct arena *arena)
{
	struct diags quiet = { .arena = arena };
	struct json *root = json_read(text, (struct pos){ .line = 1 }, &quiet);
	bool good = json_is_object(root) && read_status(record, root, arena);

	if (good)
		read_all(record, root, arena);
	if (root != NULL)
		json_free(root);
	return good;
}

const char *
record_problem_text(const struct record_problem *problem, struct arena *arena)
{
	const char *place = "";

	if (problem->file != NULL && problem->line == 0)
		place = arena_printf(arena, "%s: ", problem->file);
	else if (problem->file != NULL)
		place = arena_printf(arena, "%s:%zu:%zu: ", problem->file,
		    problem->line, problem->column);
	return arena_printf(arena, "%s%s: %s [%s]", place, problem->level,
	    problem->text, problem->code);
}

const struct record_problem *
record_first_problem(const struct record *record)
{
	size_t i;

	for (i = 0; i < record->problem_count; i++)
		if (strcmp(record->problems[i].level, "error") == 0)
			return &record->problems[i];
	return record->problem_count == 0 ? NULL : &record->problems[0];
}
