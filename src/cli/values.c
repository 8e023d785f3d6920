/*
 * Which values options have: a row says where the names of each are listed,
 * nothing is listed twice.
 */
#include "cli/values.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/unit.h"
#include "catalog/catalog.h"
#include "check/check.h"
#include "cli/cli.h"
#include "cli/listing.h"
#include "cli/options.h"
#include "cli/profiles.h"
#include "document/charts.h"
#include "ingest/ingest.h"
#include "layout/venue.h"
#include "write/output.h"

struct listing {
	struct job *job;
	struct values *values;
};

static void
add(struct listing *listing, const char *name)
{
	struct values *values = listing->values;

	values->names = arena_grow(listing->job->arena, values->names,
	    values->count, sizeof *values->names);
	values->names[values->count++] = name;
}

static void
add_words(struct listing *listing, const char *words)
{
	struct span rest = span_of(words);

	while (rest.n > 0)
		add(listing, span_dup(listing->job->arena,
		    span_cut(&rest, ' ')));
}

/* The ids of a table's rows up to a slash when HEADS, each once: rows of one head stand together. */
static void
add_rows(struct listing *listing, const char *table, bool heads)
{
	const struct values *values = listing->values;
	const struct factor *row;
	size_t i;

	for (i = 0; (row = catalog_row(listing->job->catalog, table, i)) !=
	     NULL; i++) {
		struct span rest = span_of(row->id);
		const char *name = !heads ? row->id :
		    span_dup(listing->job->arena, span_cut(&rest, '/'));

		if (values->count == 0 ||
		    strcmp(values->names[values->count - 1], name) != 0)
			add(listing, name);
	}
}

static void
add_methods(struct listing *listing)
{
	add_rows(listing, "method", true);
	add(listing, "all");
}

static void
add_places(struct listing *listing)
{
	add_rows(listing, "scenario", false);
	add_rows(listing, "region", false);
	add_rows(listing, "grid", false);
	add_rows(listing, "subregion", false);
}

static void
add_regions(struct listing *listing)
{
	add_rows(listing, "region", false);
}

static void
add_grids(struct listing *listing)
{
	add_rows(listing, "grid", false);
	add_rows(listing, "subregion", false);
}

static void
add_mixes(struct listing *listing)
{
	add(listing, "default");
	add_rows(listing, "mix", true);
}

static void
add_equivalents(struct listing *listing)
{
	add_rows(listing, "equivalent", false);
}

static void
add_devices(struct listing *listing)
{
	const struct device *device;
	size_t i;

	for (i = 0; (device = catalog_device_row(listing->job->catalog, i)) !=
	     NULL; i++)
		add(listing, device->id);
}

static void
add_cpus(struct listing *listing)
{
	add_rows(listing, "cpu", false);
}

static void
add_outputs(struct listing *listing)
{
	size_t i, count;
	const char *const *names =
	    output_names(listing->job->arena, &count);

	for (i = 0; i < count; i++)
		add(listing, names[i]);
}

static void
add_log_formats(struct listing *listing)
{
	size_t i;

	for (i = 0; ingest_formats[i] != NULL; i++)
		add(listing, ingest_formats[i]->name);
}

static void
add_check_formats(struct listing *listing)
{
	size_t i, count;
	const char *const *names =
	    check_format_names(listing->job->arena, &count);

	for (i = 0; i < count; i++)
		add(listing, names[i]);
}

static void
add_charts(struct listing *listing)
{
	size_t i;

	for (i = 0; chart_kind_at(i) != NULL; i++)
		add(listing, chart_kind_at(i)->name);
}

static void
add_templates(struct listing *listing)
{
	const char *names[TEMPLATES_MAX];
	size_t i, count = template_names(listing->job, names);

	for (i = 0; i < count; i++)
		add(listing, names[i]);
}

static void
add_venues(struct listing *listing)
{
	struct job *job = listing->job;
	struct venue *venues =
	    arena_alloc(job->arena, VENUES_MAX * sizeof *venues);
	size_t i, count = venues_read(data_file(job, "templates",
	    "venues.csv"), venues, job->arena, &job->diags);

	for (i = 0; i < count; i++)
		add(listing, venues[i].id);
}

static void
add_profiles(struct listing *listing)
{
	const char *names[PROFILES_MAX];
	size_t i, count = profile_names(listing->job, names);

	for (i = 0; i < count; i++)
		add(listing, names[i]);
}

static const char collated[] =
    "pdf html md json csv jsonl txt svg chart png all report.pdf report.html "
    "report.md collation.json totals.csv items.csv items.jsonl problems.txt "
    "chart.svg chart.pdf chart.png";

static void
add_languages(struct listing *listing)
{
	size_t i, count;
	const char *const *tags = language_tags(listing->job, &count);

	for (i = 0; i < count; i++)
		add(listing, tags[i]);
}

static void
add_units(struct listing *listing)
{
	enum unit unit;

	for (unit = 0; unit < UNIT_TOTAL; unit++)
		if (unit_dimension(unit) == DIM_MASS ||
		    unit_dimension(unit) == DIM_ENERGY ||
		    unit_dimension(unit) == DIM_TIME ||
		    unit_dimension(unit) == DIM_POWER)
			add(listing, unit_text(unit));
}

static const char columns[] =
    "model params hardware power time energy co2e cost device_hours pue "
    "intensity it_energy co2e_market embodied electricity_cost";

/* The first row that names the option and has a bit of the command decides. */
static const struct value_row {
	const char *option;
	unsigned commands;
	enum value_kind kind;
	void (*list)(struct listing *); /* or NULL */
	const char *words;              /* or NULL */
} rows[] = {
	{ "output", FOR_CONVERT | FOR_INIT, VALUE_FILE, NULL, NULL },
	{ "output", FOR_ALL, VALUE_FOLDER, NULL, NULL },
	{ "format", FOR_DOCUMENT, VALUE_LIST, add_outputs, NULL },
	{ "format", FOR_COLLATE, VALUE_LIST, NULL, collated },
	{ "profile", FOR_ALL, VALUE_ONE, add_profiles, NULL },
	{ "format", FOR_INSPECT, VALUE_ONE, add_log_formats, NULL },
	{ "format", FOR_CHECK, VALUE_ONE, add_check_formats, NULL },
	{ "format", FOR_EXPLAIN, VALUE_ONE, NULL, "text markdown json" },
	{ "format", FOR_CONVERT | FOR_INIT, VALUE_ONE, NULL, "yaml xml" },
	{ "format", FOR_CATALOG, VALUE_ONE, NULL, "text csv json" },
	{ "template", FOR_ALL, VALUE_ONE, add_templates, NULL },
	{ "method", FOR_REPORT, VALUE_LIST, add_methods, NULL },
	{ "method", FOR_ALL, VALUE_ONE, add_methods, NULL },
	{ "catalog", FOR_ALL, VALUE_FILE, NULL, NULL },
	{ "window", FOR_ALL, VALUE_FILE, NULL, NULL },
	{ "baseline", FOR_ALL, VALUE_FILE, NULL, NULL },
	{ "equivalent", FOR_ALL, VALUE_LIST, add_equivalents, NULL },
	{ "regions", FOR_ALL, VALUE_LIST, add_places, NULL },
	{ "mix", FOR_ALL, VALUE_LIST, add_mixes, NULL },
	{ "hardware", FOR_ALL, VALUE_ONE, add_devices, NULL },
	{ "cpu", FOR_ALL, VALUE_ONE, add_cpus, NULL },
	{ "region", FOR_ALL, VALUE_ONE, add_regions, NULL },
	{ "grid", FOR_ALL, VALUE_ONE, add_grids, NULL },
	{ "precision", FOR_ALL, VALUE_ONE, NULL,
	    "fp64 fp32 tf32 bf16 fp16 fp8" },
	{ "units", FOR_ALL, VALUE_LIST, add_units, NULL },
	{ "venue", FOR_ALL, VALUE_ONE, add_venues, NULL },
	{ "width", FOR_ALL, VALUE_ONE, NULL, "column full" },
	{ "lang", FOR_ALL, VALUE_ONE, add_languages, NULL },
	{ "ranges", FOR_ALL, VALUE_ONE, NULL, "interval pm both none" },
	{ "theme", FOR_ALL, VALUE_ONE, NULL, "light dark auto" },
	{ "font", FOR_ALL, VALUE_ONE, NULL, "serif sans" },
	{ "chart", FOR_ALL, VALUE_LIST, add_charts, NULL },
	{ "dump", FOR_ALL, VALUE_ONE, NULL, "model document scene" },
	{ "columns", FOR_DOCUMENT, VALUE_LIST, NULL, columns },
	{ "sort", FOR_ALL, VALUE_ONE, NULL, columns },
	{ "group", FOR_ALL, VALUE_ONE, NULL, "stage family none" },
	{ "zone", FOR_ALL, VALUE_ONE, NULL, "UTC" },
};

static struct values
listed(struct job *job, const struct value_row *row)
{
	struct values values = { .kind = row->kind };
	struct listing listing = { job, &values };

	if (row->list != NULL)
		row->list(&listing);
	if (row->words != NULL)
		add_words(&listing, row->words);
	return values;
}

struct values
option_values(struct job *job, const struct option_row *option,
    const struct command *command)
{
	size_t i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (strcmp(rows[i].option, option->name) == 0 &&
		    (rows[i].commands & command->bit) != 0)
			return listed(job, &rows[i]);
	return (struct values){ .kind = VALUE_ANY };
}

/* The lists of the catalogue by their first names. */
static void
add_lists(struct listing *listing)
{
	size_t i;

	for (i = 0; list_at(i) != NULL; i++)
		add(listing, list_name(listing->job, list_at(i)));
}

static void
add_models(struct listing *listing)
{
	add_rows(listing, "model", true);
}

/* Commands whose words have names of their own. */
static const struct value_row words[] = {
	{ "catalog", FOR_CATALOG, VALUE_ONE, add_lists, NULL },
	{ "compare", FOR_COMPARE, VALUE_ONE, add_models, NULL },
};

struct values
command_values(struct job *job, const struct command *command)
{
	size_t i;

	for (i = 0; i < sizeof words / sizeof words[0]; i++)
		if ((words[i].commands & command->bit) != 0)
			return listed(job, &words[i]);
	return (struct values){ .kind = VALUE_FILE };
}
