/*
 * From what was found to the tree of a study. Every guess and every line to
 * fill in has its comment; nothing of a log but its path, its device and
 * its numbers goes into it.
 */
#include <math.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/tree.h"
#include "base/unit.h"
#include "catalog/catalog.h"
#include "cli/cli.h"
#include "cli/init.h"
#include "document/text.h"
#include "study/folder_name.h"
#include "study/record.h"

enum { SHOWN_DIGITS = 3, NAMED_MAX = 40 };

static const char legend[] =
    "What lies in this folder, as wattleaf init sorted it. Fill in the lines that\n"
    "ask (\"which?\", \"how many?\") or take them out, and look at each \"guess\".\n"
    "wattleaf catalog lists all devices, regions and countries to choose from.\n"
    "Running it again adds new logs and leaves the rest as it stands.";

/* Regions to choose from, one of each large provider; those that the catalogue has are shown. */
static const char *const usual_regions[] = { "aws/us-east-1",
	"gcp/us-central1", "azure/eastus" };

void
init_put(const struct init *init, struct element *element, const char *name,
    const char *value, const char *beside)
{
	attribute_add(element,
	    (struct attribute){ .name = name,
		.value = value,
		.pos = element->pos,
		.value_pos = element->pos,
		.beside = beside },
	    init->job->arena);
}

static const char *
number(const struct init *init, double value, enum unit unit)
{
	struct number_style style = { .unit = unit,
		.decimals = DECIMALS_SIGNIFICANT, .significant = SHOWN_DIGITS };

	return arena_printf(init->job->arena, "%s %s",
	    text_number(value, &style, init->job->arena).text,
	    unit_text(unit));
}

static const char *
duration_words(const struct init *init, double seconds)
{
	return number(init, unit_to_base(UNIT_S, seconds),
	    seconds < 600          ? UNIT_S :
		seconds < 2 * 3600 ? UNIT_MIN :
				     UNIT_H);
}

static const char *
energy_words(const struct init *init, double kwh)
{
	return number(init, kwh, kwh < 0.01 ? UNIT_WH : UNIT_KWH);
}

static const char *
scope_words(const struct init *init, const struct record *record)
{
	if (record->scope == SCOPE_GPU && record->devices > 0)
		return arena_printf(init->job->arena, " of %d %s",
		    record->devices,
		    str_plural((size_t)record->devices, "GPU", "GPUs"));
	switch (record->scope) {
	case SCOPE_UNKNOWN:
		break;
	case SCOPE_GPU:
		return " of GPUs";
	case SCOPE_PROCESSOR:
		return " of processors";
	case SCOPE_PROCESS:
		return " of the process";
	case SCOPE_NODE:
		return " of the node";
	case SCOPE_FACILITY:
		return " of the facility";
	}
	return "";
}

const char *
init_log_words(const struct init *init, const struct record *record)
{
	struct arena *arena = init->job->arena;
	const char *text = record->format;

	if (!isnan(record->it_energy_kwh))
		text = arena_printf(arena, "%s, %s%s", text,
		    energy_words(init, record->it_energy_kwh),
		    scope_words(init, record));
	if (record->duration_s > 0)
		text = arena_printf(arena, "%s, %s%s", text,
		    record->duration_is_lower_bound ? "at least " : "",
		    duration_words(init, record->duration_s));
	if (record->run_count > 1)
		text = arena_printf(arena, "%s, %zu runs", text,
		    record->run_count);
	return text;
}

/* Whether another log of the run, with an energy, has stamps of the other kind. */
static bool
needs_zone(const struct gathered_run *run, const struct gathered_file *file)
{
	size_t i;

	if (isnan(file->record->start_s) || file->record->zoned)
		return false;
	for (i = 0; i < run->count; i++)
		if (run->files[i]->record->zoned &&
		    !isnan(run->files[i]->record->start_s))
			return true;
	return false;
}

void
init_add_log(const struct init *init, struct element *run,
    const struct gathered_file *file)
{
	struct element *log = element_add(run, "log", run->pos,
	    init->job->arena);

	init_put(init, log, "href", file->path,
	    init_log_words(init, file->record));
	if (file->reason[0] != '\0')
		log->above = arena_printf(init->job->arena, "guess: %s",
		    file->reason);
	if (!isnan(file->record->cost) && isnan(file->record->it_energy_kwh))
		init_put(init, log, "role", "cost", NULL);
}

const char *
init_log_line(const struct init *init, const struct gathered_file *file,
    bool first)
{
	return arena_printf(init->job->arena,
	    !init->yaml ? "<log href=\"%s\"/>" :
		first   ? "logs:\n- href: %s" :
			  "- href: %s",
	    file->path);
}

/* Logs whose energy another log counts, each ready to be put back. */
static void
add_twice(const struct init *init, struct element *element,
    const struct gathered_run *run)
{
	struct arena *arena = init->job->arena;
	bool first = element_child(element, "log") == NULL;
	size_t i;

	for (i = 0; i < run->count; i++) {
		const struct gathered_file *file = run->files[i];

		if (file->use != FILE_TWICE)
			continue;
		element->tail = comment_joined(arena, element->tail,
		    arena_printf(arena,
			"left out (%s): %s.\nIf that is not so, this counts:\n%s",
			init_log_words(init, file->record), file->reason,
			init_log_line(init, file, first)));
		first = false;
	}
}

/* Names of event files hold the host's, others perhaps an address. */
static const char *
run_id(const struct init *init, const struct gathered_run *run)
{
	if (run->key[0] != '\0' && run->stem == NULL)
		return name_id(run->key, init->job->arena);
	if (run->stem == NULL || strchr(run->stem, '@') != NULL ||
	    strcmp(run->files[0]->record->format, "tfevents") == 0)
		return "";
	return name_id(run->key[0] == '\0' ?
		run->stem :
		arena_printf(init->job->arena, "%s-%s", run->key, run->stem),
	    init->job->arena);
}

struct element *
init_add_run(const struct init *init, struct element *model,
    const struct gathered_run *run)
{
	struct element *element = element_add(model, "run", model->pos,
	    init->job->arena);
	const char *id = run_id(init, run);
	size_t i;

	if (id[0] != '\0')
		init_put(init, element, "id", id, NULL);
	if (run->staged)
		init_put(init, element, "stage", stage_name(run->stage),
		    "guess, from the folder's name");
	init_add_hardware(init, element, run);
	for (i = 0; i < run->count; i++) {
		if (run->files[i]->use != FILE_LOG)
			continue;
		init_add_log(init, element, run->files[i]);
		if (needs_zone(run, run->files[i]))
			init_put(init, element->last, "zone", "",
			    "which? UTC or +01:00: its stamps name none");
	}
	add_twice(init, element, run);
	if (element_child(element, "hardware") == NULL)
		element->tail = comment_joined(init->job->arena, element->tail,
		    init->yaml ?
			"hardware: {device: a100-sxm-80, count: 8}  # optional, for the table" :
			"optional, for the table: <hardware device=\"a100-sxm-80\" count=\"8\"/>");
	return element;
}

static bool
is_taken(const struct element *root, const char *id)
{
	const struct element *model = element_child(root, "model");

	for (; model != NULL; model = element_next(model, "model")) {
		const struct attribute *other =
		    element_attribute(model, "id");

		if (other != NULL && strcmp(other->value, id) == 0)
			return true;
	}
	return false;
}

/* The last folder's name, all of them when that is taken, a number when those are. */
static const char *
model_id(const struct init *init, const struct element *root, const char *key)
{
	struct arena *arena = init->job->arena;
	const char *slash = strrchr(key, '/');
	const char *id = name_id(slash == NULL ? key : slash + 1, arena);
	const char *numbered;
	int n;

	if (id[0] != '\0' && !is_taken(root, id))
		return id;
	id = name_id(key, arena);
	if (id[0] == '\0')
		id = "model";
	numbered = id;
	for (n = 2; is_taken(root, numbered); n++)
		numbered = arena_printf(arena, "%s-%d", id, n);
	return numbered;
}

struct element *
init_add_model(const struct init *init, struct element *root,
    const struct gathered_model *model)
{
	struct arena *arena = init->job->arena;
	const char *slash = strrchr(model->key, '/');
	const char *id = model_id(init, root, model->key);
	struct element *element =
	    element_add(root, "model", root->pos, arena);
	size_t i;

	init_put(init, element, "id", id, NULL);
	if (model->key[0] == '\0')
		init_put(init, element, "name", "Model",
		    "guess: what is it called?");
	else
		init_put(init, element, "name",
		    slash == NULL ? model->key : slash + 1,
		    "guess, from the folder's name");
	for (i = 0; i < model->count; i++)
		init_add_run(init, element, &model->runs[i]);
	return element;
}

/* The year a log began in; 0 when it does not say. */
static int
year_of(const struct record *record)
{
	struct tm date;
	time_t start;

	if (!(record->start_s > 0 && record->start_s < 253402300799.0))
		return 0;
	start = (time_t)record->start_s;
	return gmtime_r(&start, &date) == NULL ? 0 : date.tm_year + 1900;
}

/* The last year that logs began in; 0 when none says. *ALL: there is no other. */
static int
last_year(const struct init *init, bool *all)
{
	int year = 0, other;
	size_t i;

	*all = true;
	for (i = 0; i < init->gathered.file_count; i++) {
		const struct gathered_file *file = &init->gathered.files[i];

		other = file->use == FILE_LOG ? year_of(file->record) : 0;
		if (other == 0)
			continue;
		*all = *all && (year == 0 || year == other);
		if (year < other)
			year = other;
	}
	return year;
}

static void
add_place(const struct init *init, struct element *root)
{
	struct arena *arena = init->job->arena;
	struct element *place = element_add(root, "place", root->pos, arena);
	const char *regions = "";
	bool all;
	int year = last_year(init, &all);
	size_t i;

	for (i = 0; i < sizeof usual_regions / sizeof usual_regions[0]; i++)
		if (catalog_factor(init->job->catalog, "region",
			usual_regions[i]) != NULL)
			regions = arena_printf(arena, "%s%s, ", regions,
			    usual_regions[i]);
	init_put(init, place, "region", "",
	    arena_printf(arena, "which? %s...", regions));
	if (year != 0)
		init_put(init, place, "year", arena_printf(arena, "%d", year),
		    all ? "read: the logs are of it" :
			  "guess: the last year of the logs");
	place->tail = init->yaml ?
	    "In no cloud? Then, instead of the region, the country or a part of it:\n"
	    "grid: DEU\n"
	    "pue: 1.2  # optional: of the data centre; else that of the region or the world" :
	    "In no cloud? Then, instead of the region, the country or a part of it: grid=\"DEU\".\n"
	    "Optional: pue=\"1.2\", of the data centre; else that of the region or the world.";
}

static bool
is_spec_of(const struct gathered_run *run, const struct gathered_file *file)
{
	size_t i;

	for (i = 0; i < run->choice_count; i++)
		if (run->choices[i] == file)
			return true;
	return run->spec == file || run->processor == file;
}

static bool
is_used_spec(const struct init *init, const struct gathered_file *file)
{
	const struct gathered *all = &init->gathered;
	size_t i, j;

	for (i = 0; i < all->count; i++)
		for (j = 0; j < all->models[i].count; j++)
			if (is_spec_of(&all->models[i].runs[j], file))
				return true;
	return false;
}

/* What was found and has no place, each with the reason. */
static const char *
nowhere(const struct init *init)
{
	struct arena *arena = init->job->arena;
	const char *text = NULL;
	size_t i, n = 0;

	for (i = 0; i < init->gathered.file_count; i++) {
		const struct gathered_file *file = &init->gathered.files[i];

		if (file->use < FILE_SPEC || is_used_spec(init, file) ||
		    n++ >= NAMED_MAX)
			continue;
		text = comment_joined(arena,
		    text == NULL ? "Found, but placed nowhere:" : text,
		    arena_printf(arena, "  %s: %s", file->path,
			file->reason));
	}
	if (n > NAMED_MAX)
		text = comment_joined(arena, text,
		    arena_printf(arena, "  and %zu more", n - NAMED_MAX));
	return text;
}

struct element *
init_tree(const struct init *init)
{
	struct pos pos = { .file = init->folder };
	struct element *root =
	    element_add(NULL, "study", pos, init->job->arena);
	size_t i;

	root->namespace_uri = STUDY_NAMESPACE;
	root->above = legend;
	init_put(init, root, "title",
	    init->gathered.count > 1 ? "Energy and emissions of our models" :
				       "Energy and emissions of our model",
	    "guess: what is the study called?");
	add_place(init, root);
	for (i = 0; i < init->gathered.count; i++)
		init_add_model(init, root, &init->gathered.models[i]);
	root->tail = nowhere(init);
	return root;
}
