/*
 * The lists of wattleaf catalog, and how rows of the catalogue become
 * entries.
 */
#include "cli/listing.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "catalog/catalog.h"
#include "catalog/listed.h"
#include "catalog/place.h"
#include "cli/cli.h"
#include "document/data.h"

static const char dash[] = "\xe2\x80\x93";

static void fill_devices(struct job *, const struct list *, struct entries *);
static void fill_methods(struct job *, const struct list *, struct entries *);
static void fill_regions(struct job *, const struct list *, struct entries *);
static void fill_sources(struct job *, const struct list *, struct entries *);

static const struct list lists[] = {
	{ "hardware|devices|device|accelerators|gpus",
	    "accelerators and their rated power", "device", fill_devices },
	{ "cpus|cpu|processors", "processors and the rated power of a socket",
	    "cpu", NULL },
	{ "cores|core", "power of one core", "core", NULL },
	{ "vcpus|vcpu", "power of a virtual CPU", "vcpu", NULL },
	{ "memory|dram", "power of memory", "dram", NULL },
	{ "power", "measured power of accelerators and machines", "power",
	    NULL },
	{ "embodied", "emissions of making hardware", "embodied", NULL },
	{ "grids|grid|subregions|subregion|countries",
	    "carbon intensity of countries and parts of them",
	    "grid|subregion", NULL },
	{ "regions|region", "regions of cloud providers", "region",
	    fill_regions },
	{ "sites|site", "PUE, water and carbon-free energy of regions by year",
	    "site", NULL },
	{ "providers|provider", "cloud providers", "provider", NULL },
	{ "pue|pues", "power usage effectiveness by year", "pue", NULL },
	{ "intensities|intensity", "carbon intensities by data set",
	    "intensity", NULL },
	{ "fuels|fuel", "carbon intensity of fuels", "fuel", NULL },
	{ "mixes|mix", "energy mixes", "mix", NULL },
	{ "prices|price", "list prices of device-hours", "price", NULL },
	{ "electricity|tariffs", "prices of electricity", "electricity",
	    NULL },
	{ "gwp|gases", "global warming potentials", "gwp", NULL },
	{ "equivalents|equivalent", "what emissions are told beside",
	    "equivalent", NULL },
	{ "methods|method", "methods of accounting", NULL, fill_methods },
	{ "rules|rule|defaults", "rules and defaults of the methods",
	    "method", NULL },
	{ "models|results|result|model", "published results of models",
	    "result", NULL },
	{ "facts|fact", "what to know of published models", "model", NULL },
	{ "scenarios|scenario", "what a run is compared with", "scenario",
	    NULL },
	{ "checks|check", "bounds of wattleaf check", "check", NULL },
	{ "sources|source|references", "where factors come from", NULL,
	    fill_sources },
	{ "formats|format", "logs and hardware files that are read", NULL,
	    fill_formats },
	{ "outputs|output", "files that are written", NULL, fill_outputs },
	{ "templates|template", "templates of reports", NULL,
	    fill_templates },
	{ "charts|chart", "charts", NULL, fill_charts },
	{ "venues|venue", "venues and their widths", NULL, fill_venues },
	{ "profiles|profile", "what conferences ask for", NULL,
	    fill_profiles },
};

enum { LISTS = sizeof lists / sizeof lists[0] };

const struct list *
list_at(size_t i)
{
	return i < LISTS ? &lists[i] : NULL;
}

const struct list *
list_named(const char *name)
{
	size_t i;

	for (i = 0; i < LISTS; i++) {
		struct span rest = span_of(lists[i].names);

		while (rest.n > 0)
			if (span_equal_nocase(span_cut(&rest, '|'), name))
				return &lists[i];
	}
	return NULL;
}

const char *
list_name(struct job *job, const struct list *list)
{
	struct span rest = span_of(list->names);

	return span_dup(job->arena, span_cut(&rest, '|'));
}

void
entries_add(struct job *job, struct entries *entries, struct entry entry)
{
	if (entry.others == NULL)
		entry.others = "";
	entries->items = arena_grow(job->arena, entries->items,
	    entries->count, sizeof *entries->items);
	entries->items[entries->count++] = entry;
}

static struct entry
entry_of_factor(struct job *job, const struct list *list, const char *table,
    size_t i)
{
	const struct factor *factor = catalog_row(job->catalog, table, i);

	return (struct entry){ .list = list, .id = factor->id,
		.name = factor->name, .text = factor->text, .factor = factor,
		.others = catalog_names(job->catalog, table, i) };
}

static void
fill_tables(struct job *job, const struct list *list, struct entries *entries)
{
	struct span rest = span_of(list->tables);
	size_t i;

	while (rest.n > 0) {
		const char *table =
		    span_dup(job->arena, span_cut(&rest, '|'));

		for (i = 0; catalog_row(job->catalog, table, i) != NULL; i++)
			entries_add(job, entries,
			    entry_of_factor(job, list, table, i));
	}
}

/* What only an accelerator has. */
static const struct data *
ratings(struct job *job, const struct device *device)
{
	struct arena *arena = job->arena;
	struct data *more = data_object(arena);

	data_add_text(arena, more, "label", device->label);
	data_add_text(arena, more, "vendor", device->vendor);
	data_add_text(arena, more, "kind", device->kind);
	data_add_text(arena, more, "count_as", device->count_as);
	data_add_number(arena, more, "memory_gb", device->memory_gb);
	data_add_number(arena, more, "tflops_fp64", device->peak_fp64);
	data_add_number(arena, more, "tflops_fp32", device->peak_fp32);
	data_add_number(arena, more, "tflops_tf32", device->peak_tf32);
	data_add_number(arena, more, "tflops_fp16", device->peak_fp16);
	data_add_number(arena, more, "tflops_fp8", device->peak_fp8);
	return more;
}

static void
fill_devices(struct job *job, const struct list *list,
    struct entries *entries)
{
	size_t i;

	for (i = 0; catalog_device_row(job->catalog, i) != NULL; i++) {
		struct entry entry =
		    entry_of_factor(job, list, "device", i);

		entry.more = ratings(job,
		    catalog_device_row(job->catalog, i));
		entries_add(job, entries, entry);
	}
}

/* A region says little without what its grid and its data centres are. */
static void
fill_regions(struct job *job, const struct list *list,
    struct entries *entries)
{
	struct catalog_place place;
	size_t i, first = entries->count;

	fill_tables(job, list, entries);
	for (i = first; i < entries->count; i++) {
		struct entry *entry = &entries->items[i];
		struct data *more = data_object(job->arena);

		if (!catalog_place(job->catalog, entry->id, 0, &place))
			continue;
		data_add_text(job->arena, more, "grid", place.grid);
		data_add_number(job->arena, more, "intensity_g_per_kwh",
		    place.intensity == NULL ? (double)NAN :
					      place.intensity->value);
		data_add_number(job->arena, more, "pue",
		    place.pue == NULL ? (double)NAN : place.pue->value);
		entry->more = more;
		if (place.intensity != NULL)
			entry->text = arena_printf(job->arena,
			    "%s, %.4g g/kWh", entry->text,
			    place.intensity->value);
	}
}

/* A method is what has a title among its rules. */
static void
fill_methods(struct job *job, const struct list *list,
    struct entries *entries)
{
	const struct factor *factor;
	size_t i;

	for (i = 0; (factor = catalog_row(job->catalog, "method", i)) != NULL;
	     i++) {
		struct span id = span_of(factor->id);
		struct data *more;
		const char *method;

		if (!span_ends(id, "/title"))
			continue;
		id.n -= strlen("/title");
		method = span_dup(job->arena, id);
		more = data_object(job->arena);
		data_add_text(job->arena, more, "summary",
		    catalog_method_text(job->catalog, method, "summary"));
		entries_add(job, entries,
		    (struct entry){ .list = list, .id = method,
			.name = factor->text, .factor = factor,
			.text = "", .more = more });
	}
}

static void
fill_sources(struct job *job, const struct list *list,
    struct entries *entries)
{
	const struct citation *citation;
	size_t i;

	for (i = 0;
	     (citation = catalog_citation_row(job->catalog, i)) != NULL; i++)
		entries_add(job, entries,
		    (struct entry){ .list = list, .id = citation->id,
			.name = citation->title, .text = citation->text,
			.citation = citation });
}

struct entries
list_entries(struct job *job, const struct list *list)
{
	struct entries entries = { .count = 0 };

	if (list->fill != NULL)
		list->fill(job, list, &entries);
	else
		fill_tables(job, list, &entries);
	return entries;
}

double
entry_number(const struct factor *factor, double value)
{
	return unit_from_base(factor->unit, value);
}

const char *
entry_unit(struct job *job, const struct factor *factor)
{
	const char *unit = unit_text(factor->unit);
	bool money = factor->currency != NULL && factor->currency[0] != '\0';
	bool per = factor->per != NULL && factor->per[0] != '\0';

	if (factor->text != NULL)
		return "";
	return arena_printf(job->arena, "%s%s%s%s",
	    money ? factor->currency : "",
	    money && strlen(unit) >= CURRENCY_TEXT - 1 ?
		unit + CURRENCY_TEXT - 1 :
		unit,
	    per ? " per " : "", per ? factor->per : "");
}

const char *
entry_value(struct job *job, const struct entry *entry)
{
	const struct factor *factor = entry->factor;
	const char *range = "", *unit;

	if (entry->text != NULL)
		return entry->text;
	if (factor == NULL || isnan(factor->value))
		return "\xe2\x80\x94";
	if (factor->low < factor->high)
		range = arena_printf(job->arena, " (%.6g%s%.6g)",
		    entry_number(factor, factor->low), dash,
		    entry_number(factor, factor->high));
	unit = entry_unit(job, factor);
	return arena_printf(job->arena, "%.9g%s%s%s",
	    entry_number(factor, factor->value), range,
	    unit[0] == '\0' ? "" : " ", unit);
}
