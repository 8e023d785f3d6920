/*
 * From a file to its slips: recognise, read, judge row by row, say.
 */
#include "check/check.h"

#include <string.h>

#include "base/arena.h"
#include "base/source.h"
#include "base/str.h"
#include "catalog/catalog.h"
#include "check/format.h"
#include "check/judge.h"

static const struct claim_format *
format_by_name(const char *name)
{
	size_t i;

	for (i = 0; claim_formats[i] != NULL; i++)
		if (strcmp(claim_formats[i]->name, name) == 0)
			return claim_formats[i];
	return NULL;
}

static const struct claim_format *
format_by_content(const struct source *source, int *score)
{
	const struct claim_format *best = NULL;
	size_t i;

	*score = 0;
	for (i = 0; claim_formats[i] != NULL; i++) {
		int s = claim_formats[i]->sniff(source_head(source));

		if (s > *score) {
			*score = s;
			best = claim_formats[i];
		}
	}
	return best;
}

const char *const *
check_format_names(struct arena *arena, size_t *count)
{
	const char **names = NULL;

	for (*count = 0; claim_formats[*count] != NULL; ++*count) {
		names = arena_grow(arena, names, *count, sizeof *names);
		names[*count] = claim_formats[*count]->name;
	}
	return names;
}

const char *
check_formats(struct arena *arena)
{
	const char *text = claim_formats[0]->name;
	size_t i;

	for (i = 1; claim_formats[i] != NULL; i++)
		text = arena_printf(arena, "%s%s%s", text,
		    claim_formats[i + 1] == NULL ? " or " : ", ",
		    claim_formats[i]->name);
	return text;
}

static const struct claim_format *
named(const char *name, struct arena *arena, struct diags *diags)
{
	const struct claim_format *format = format_by_name(name);
	size_t count;
	const char *const *names = check_format_names(arena, &count);

	if (format == NULL)
		diag(diags, DIAG_FORMAT_NAME, (struct pos){ 0 },
		    "check has no format \"%s\"; one of %s%s", name,
		    check_formats(arena),
		    str_meant(arena, name, names, count));
	return format;
}

/* The reader of the file, or NULL with a diagnostic. */
static const struct claim_format *
choose(const char *path, const char *name, const struct source *source,
    struct arena *arena, struct diags *diags)
{
	const struct claim_format *format;
	struct pos pos = { .file = path };
	int score;

	if (name != NULL)
		return named(name, arena, diags);
	format = format_by_content(source, &score);
	if (format == NULL)
		diag(diags, DIAG_FORMAT_UNKNOWN, pos,
		    "neither a study nor a disclosure: it should hold one of %s; --format names it",
		    check_formats(arena));
	return format;
}

static size_t
count_claims(const struct claim_set *set)
{
	enum claim_kind kind;
	size_t i, n = 0;

	for (i = 0; i < set->count; i++)
		for (kind = 0; kind < CLAIM_TOTAL; kind++)
			n += kind != CLAIM_COUNT &&
			    set->rows[i].claims[kind].known;
	return n;
}

/* The device that a row names; a name that is not known is said once a row. */
static const struct device *
device_of(const struct judging *j)
{
	const struct device *device;

	if (j->row->device == NULL)
		return NULL;
	device = catalog_device(j->catalog, j->row->device);
	if (device == NULL)
		diag(j->diags, DIAG_CHECK_UNUSED, j->row->pos,
		    "\"%s\" is no device of the catalogue: its power is not checked",
		    j->row->device);
	return device;
}

static void
judge_row(struct judging *j, size_t index)
{
	size_t i;

	j->row_index = index;
	j->row = &j->set->rows[index];
	j->totals += j->row->kind == ROW_TOTAL;
	j->device = device_of(j);
	relate(j);
	for (i = 0; check_rules[i].code != DIAG_TOTAL; i++)
		if (check_rules[i].sums || !j->row->sum_only)
			check_rules[i].judge(j, &check_rules[i]);
}

/* The slips as diagnostics. */
static void
say(const struct check_result *result, struct diags *diags)
{
	size_t i;

	for (i = 0; i < result->slip_count; i++)
		diag(diags, result->slips[i].code, result->slips[i].pos,
		    "%s (%s)", result->slips[i].text,
		    sureness_name(result->slips[i].sureness));
	if (result->slip_count == CHECK_SLIPS_MAX)
		diag(diags, DIAG_CHECK_UNUSED,
		    (struct pos){ .file = result->claims.file },
		    "the first %d slips are shown", CHECK_SLIPS_MAX);
}

/* False, with why, when nothing in the set could be judged. */
static bool
has_claims(const struct claim_format *format, struct claim_set *set,
    struct diags *diags)
{
	set->format = format->name;
	if (count_claims(set) != 0)
		return true;
	diag(diags, DIAG_LOG_NOTHING, (struct pos){ .file = set->file },
	    "read as %s, it holds no quantity with a unit: hours, power, energy, emissions or cost",
	    format->title);
	return false;
}

static bool
read_claims(const struct claim_format *format, struct source *source,
    struct diags *diags, struct check_result *result)
{
	struct claim_set *set = &result->claims;
	size_t first = diags->count;
	struct claim_reading reading = {
		.source = source,
		.set = set,
		.arena = set->arena,
		.diags = diags,
	};

	set->format = format->name;
	format->read(&reading);
	return !diags_have_error(diags, first) &&
	    has_claims(format, set, diags);
}

static bool
read_file(const char *path, const char *name, struct diags *diags,
    struct check_result *result)
{
	struct arena *arena = result->claims.arena;
	struct source *source = source_open(path, arena, diags);
	const struct claim_format *format;
	bool good;

	if (source == NULL)
		return false;
	format = choose(path, name, source, arena, diags);
	good = format != NULL &&
	    read_claims(format, source, diags, result);
	source_close(source);
	return good;
}

bool
check_read(const char *path, struct arena *arena, struct diags *diags,
    struct claim_set *claims)
{
	struct check_result result = {
		.claims = { .file = path, .arena = arena } };
	bool good = read_file(path, NULL, diags, &result);

	*claims = result.claims;
	return good;
}

/* False when the rules can't be read. */
static bool
judge(const struct catalog *catalog, struct diags *diags,
    struct check_result *result)
{
	struct judging j = {
		.set = &result->claims,
		.catalog = catalog,
		.result = result,
		.arena = result->claims.arena,
		.diags = diags,
	};
	size_t i;

	if (!bounds_read(catalog, &j.bounds, diags))
		return false;
	for (i = 0; i < result->claims.count; i++)
		judge_row(&j, i);
	return true;
}

bool
check_file(const char *path, const char *name, const struct catalog *catalog,
    struct arena *arena, struct diags *diags, struct check_result *result)
{
	*result = (struct check_result){
		.claims = { .file = path, .arena = arena } };
	if (!read_file(path, name, diags, result) ||
	    !judge(catalog, diags, result))
		return false;
	say(result, diags);
	return true;
}

const char *
check_form(const struct source *source)
{
	int score;
	const struct claim_format *format = format_by_content(source, &score);

	return format == NULL ? NULL : format->name;
}

bool
check_disclosure(struct span text, const struct json *root, const char *path,
    const struct catalog *catalog, struct arena *arena, struct diags *diags,
    struct check_result *result)
{
	struct claim_reading reading = { .set = &result->claims,
		.arena = arena, .diags = diags, .root = root };
	size_t first = diags->count;

	*result = (struct check_result){
		.claims = { .file = path, .arena = arena } };
	disclosure_claims(text, &reading);
	return !diags_have_error(diags, first) &&
	    judge(catalog, diags, result);
}

bool
check_tell(struct check_result *result, struct diags *diags)
{
	if (!has_claims(&claims_disclosure, &result->claims, diags))
		return false;
	say(result, diags);
	return true;
}

bool
check_prepare(const struct catalog *catalog, struct diags *diags)
{
	struct bounds bounds;
	size_t first = diags->count;

	catalog_device(catalog, "none");
	catalog_row(catalog, "price", 0);
	return bounds_read(catalog, &bounds, diags) &&
	    !diags_have_error(diags, first);
}
