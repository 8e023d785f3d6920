/*
 * Reading one disclosure: JSON, a PDF that carries it, or the record of a
 * batch.
 */
#include "collate/reading.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"
#include "base/source.h"
#include "base/str.h"
#include "base/unit.h"
#include "batch/record.h"
#include "check/check.h"
#include "check/disclosure_text.h"
#include "check/leaf.h"
#include "collate/found.h"

enum { PROBLEMS_MAX = 3, TEXT_MAX = 500 };

struct reading {
	const struct found *found;
	const struct catalog *catalog;
	struct arena *arena;
	struct diags diags;
	struct record record;
	const char *file; /* for positions */
	struct span text; /* of the disclosure */
	struct json *root; /* what is in it; NULL where it is not read */
};

struct record
reading_fault(const struct found *found, const char *code, const char *text,
    struct arena *arena)
{
	struct record record = record_new(found->name);

	record.reason = code;
	record.exit_status = 1;
	record.errors = record.problem_count = 1;
	record.problems = arena_alloc(arena, sizeof *record.problems);
	*record.problems = (struct record_problem){ .code = code,
		.level = "error", .text = text };
	return record;
}

/* Whether what was read can be added up. */

/* A quantity is known by its value or by both its ends. */
static void
check_figure(struct reading *r, enum record_key key)
{
	const char *path, *wanted = record_unit(key);

	if (record_can_be_added(&r->record, key))
		return;
	path = arena_printf(r->arena, "totals/%s", record_key(key));
	diag(&r->diags, DIAG_COLLATE_VALUE,
	    leaf_place(r->text, r->root, r->file, path, r->arena),
	    "%s must be null or have low, value and high in this order, from 0 to 1e18, in %s",
	    path, wanted == NULL ? "a currency" : wanted);
}

static bool
is_ours(struct reading *r, const struct json *root)
{
	static const char *const members[] = { "wattleaf", "study", "models",
		"totals" };
	size_t i;

	for (i = 0; i < sizeof members / sizeof members[0]; i++) {
		const struct json *member = json_member(root, members[i]);
		bool good = i == 0 ? json_text(member) != NULL :
		    i == 2         ? json_is_array(member) :
				     json_is_object(member);

		if (good)
			continue;
		diag(&r->diags, DIAG_COLLATE_FOREIGN,
		    (struct pos){ r->file, 1, 1 },
		    "it should have \"%s\": is it a disclosure.json?",
		    members[i]);
		return false;
	}
	return true;
}

/* Slips: their number, and the first as problems. */

static struct record_problem
problem_of(const struct slip *slip, struct arena *arena)
{
	char name[DIAG_NAME];
	const char *text = arena_printf(arena, "%s: %s (%s)",
	    diag_meaning(slip->code), slip->text,
	    sureness_name(slip->sureness));

	return (struct record_problem){
		.code = arena_strdup(arena, diag_name(slip->code, name)),
		.level = "warning",
		.file = slip->pos.file,
		.text = span_dup(arena, span_sub(span_of(text), 0, TEXT_MAX)),
		.line = slip->pos.line,
		.column = slip->pos.column,
	};
}

static void
check(struct reading *r)
{
	struct diags quiet = { .arena = r->arena };
	struct record *record = &r->record;
	struct check_result result;
	size_t i;

	if (diags_have_error(&r->diags, 0) ||
	    !check_disclosure(r->text, r->root, r->file, r->catalog, r->arena,
		&quiet, &result))
		return;
	record->checked = true;
	record->slips = record->warnings = result.slip_count;
	record->problems = arena_alloc(r->arena,
	    PROBLEMS_MAX * sizeof *record->problems);
	for (i = 0; i < result.slip_count && i < PROBLEMS_MAX; i++)
		record->problems[record->problem_count++] =
		    problem_of(&result.slips[i], r->arena);
}

static void
read_disclosure(struct reading *r)
{
	if (!disclosure_text(r->found->path, DIAG_COLLATE_FOREIGN, r->arena,
		&r->diags, &r->text, &r->file))
		return;
	r->root = json_read(r->text, (struct pos){ r->file, 1, 1 }, &r->diags);
	if (r->root == NULL)
		return;
	if (is_ours(r, r->root))
		record_take_disclosure(&r->record, r->root, r->arena);
	r->record.kind = "disclosure";
	r->record.status = record_gap(&r->record) != NULL ?
	    RECORD_INCOMPLETE :
	    RECORD_COMPLETE;
}

/* A batch checks what is of another form, and finds no totals in it. */
static bool
is_of_another_form(const struct record *record)
{
	return record->status != RECORD_FAILED && record->kind != NULL &&
	    strcmp(record->kind, "disclosure") == 0 &&
	    record->origin.content == NULL;
}

static void
read_result(struct reading *r)
{
	struct source *source =
	    source_open(r->found->path, r->arena, &r->diags);
	struct span text;

	if (source == NULL)
		return;
	if (source_text(source, &text) &&
	    (text.n > RECORD_BYTES_MAX ||
		!record_read(&r->record, text, r->arena)))
		diag(&r->diags, DIAG_BATCH_RESULT,
		    (struct pos){ .file = r->file }, "it is no result.json");
	source_close(source);
	r->record.id = r->found->name;
	if (is_of_another_form(&r->record))
		diag(&r->diags, DIAG_COLLATE_FOREIGN,
		    (struct pos){ .file = r->file },
		    "the batch found one of another form");
}

/* The folders above tell of the machine, not of the study. */
static const char *
shown_file(const char *path)
{
	const char *slash = path == NULL ? NULL : strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

/* What is said of the file itself is of its whole path; of one in it, "a.pdf/disclosure.json", is not. */
static const char *
file_of(const struct reading *r, const struct diagnostic *item)
{
	return item->pos.file != NULL &&
		strcmp(item->pos.file, r->found->path) == 0 ?
	    shown_file(item->pos.file) :
	    item->pos.file;
}

/* What was said while it was read, instead of all else. */
static void
take_problems(struct reading *r)
{
	struct record fault = record_new(r->found->name);
	size_t i, count = r->diags.count;
	char name[DIAG_NAME];

	if (!diags_have_error(&r->diags, 0))
		return;
	count = count < PROBLEMS_MAX ? count : PROBLEMS_MAX;
	fault.exit_status = 3;
	fault.problems =
	    arena_alloc(r->arena, count * sizeof *fault.problems);
	for (i = 0; i < r->diags.count && fault.problem_count < count; i++) {
		const struct diagnostic *item = &r->diags.items[i];

		if (diag_level(item->code) != DIAG_ERROR)
			continue;
		fault.problems[fault.problem_count++] =
		    (struct record_problem){
			.code = arena_strdup(r->arena,
			    diag_name(item->code, name)),
			.level = "error",
			.file = file_of(r, item),
			.text = span_dup(r->arena,
			    span_sub(span_of(item->text), 0, TEXT_MAX)),
			.line = item->pos.line,
			.column = item->pos.column,
		};
	}
	fault.errors = fault.problem_count;
	fault.reason = fault.problems[0].code;
	r->record = fault;
}

struct record
reading_record(const struct found *found, const struct catalog *catalog,
    struct arena *arena)
{
	struct reading r = {
		.found = found,
		.catalog = catalog,
		.arena = arena,
		.diags = { .arena = arena },
		.record = record_new(found->name),
		.file = shown_file(found->path),
	};
	size_t i;

	if (found->kind == FOUND_RECORD)
		read_result(&r);
	else
		read_disclosure(&r);
	if (r.record.status != RECORD_FAILED)
		for (i = 0; i < RECORD_KEYS; i++)
			check_figure(&r, (enum record_key)i);
	if (found->kind == FOUND_FILE)
		check(&r);
	json_free(r.root);
	take_problems(&r);
	r.record.file_count = 0;
	if (r.record.problem_count > PROBLEMS_MAX)
		r.record.problem_count = PROBLEMS_MAX;
	return r.record;
}
