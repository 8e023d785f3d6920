/*
 * wattleaf catalog: what the catalogue and the registries hold.
 */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "catalog/catalog.h"
#include "cli/cli.h"
#include "cli/listing.h"
#include "cli/screen.h"
#include "document/data.h"
#include "write/output.h"

enum { LISTS_MAX = 64, LIST_COLUMN = 20 };

enum form { FORM_TEXT, FORM_CSV, FORM_JSON, FORM_NONE };

/* How to print; FORM_NONE with a diagnostic. */
static enum form
form_of(struct job *job)
{
	static const char *const names[] = { "text", "csv", "json" };
	const char *format = job->options.format;

	if (job->options.json)
		return FORM_JSON;
	if (format == NULL || strcmp(format, "text") == 0)
		return FORM_TEXT;
	if (strcmp(format, "csv") == 0)
		return FORM_CSV;
	if (strcmp(format, "json") == 0)
		return FORM_JSON;
	diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
	    "--format=%s must be text, csv or json%s", format,
	    str_meant(job->arena, format, names, 3));
	return FORM_NONE;
}

static void
add_fitting(struct job *job, const struct list *list, const char *pattern,
    struct entries *found)
{
	struct entries all = list_entries(job, list);
	size_t i;

	for (i = 0; i < all.count; i++)
		if (pattern == NULL ||
		    entry_fits(job, &all.items[i], pattern))
			entries_add(job, found, all.items[i]);
}

/* An entry of that very id is what was meant. */
static void
keep_exact(struct entries *found, const char *pattern)
{
	size_t i, count = 0;

	for (i = 0; i < found->count; i++)
		if (span_equal_nocase(span_of(found->items[i].id), pattern))
			found->items[count++] = found->items[i];
	if (count > 0)
		found->count = count;
}

/* Ids that are called like PATTERN in the list, or in all of them. */
static const char *
near_misses(struct job *job, const struct list *list, const char *pattern)
{
	const char *near = "", *names[LISTS_MAX];
	const struct list *one;
	size_t i, n = 0;

	for (i = 0; near[0] == '\0' && (one = list_at(i)) != NULL; i++) {
		struct span rest = span_of(one->tables == NULL ? "" :
		    one->tables);

		if (list == NULL && n < LISTS_MAX)
			names[n++] = list_name(job, one);
		while ((list == NULL || one == list) && rest.n > 0 &&
		    near[0] == '\0')
			near = catalog_suggest(job->catalog,
			    span_dup(job->arena, span_cut(&rest, '|')),
			    pattern, job->arena);
	}
	if (near[0] == '\0' && n > 0 &&
	    str_nearest(pattern, names, n) != NULL)
		near = str_nearest(pattern, names, n);
	return near;
}

/* Of a registry, whose rows no table has. */
static const char *
near_entry(struct job *job, const struct list *list, const char *pattern)
{
	struct entries all = list_entries(job, list);
	const char **ids =
	    arena_alloc(job->arena, all.count * sizeof *ids + 1);
	const char *nearest;
	size_t i;

	for (i = 0; i < all.count; i++)
		ids[i] = all.items[i].id;
	nearest = str_nearest(pattern, ids, all.count);
	return nearest == NULL ? "" : nearest;
}

static void
say_nothing(struct job *job, const struct list *list, const char *pattern)
{
	const char *near = near_misses(job, list, pattern);

	if (near[0] == '\0' && list != NULL)
		near = near_entry(job, list, pattern);
	diag(&job->diags, DIAG_CATALOG_UNKNOWN, (struct pos){ 0 },
	    "%s%s holds \"%s\"%s%s%s", list == NULL ? "no table" : "nothing in ",
	    list == NULL ? "" : list_name(job, list), pattern,
	    near[0] == '\0' ? "; wattleaf catalog names the tables" :
			      "; did you mean ",
	    near, near[0] == '\0' ? "" : "?");
}

/* A word that is nearly a table's name may have meant it. */
static void
add_meant(struct job *job, struct buf *out)
{
	const char *names[LISTS_MAX], *nearest;
	const struct list *one;
	size_t i;

	for (i = 0; i < LISTS_MAX && (one = list_at(i)) != NULL; i++)
		names[i] = list_name(job, one);
	nearest = list_named(job->arguments[0]) != NULL ?
	    NULL :
	    str_nearest(job->arguments[0], names, i);
	if (nearest != NULL)
		buf_printf(out,
		    "\nThere is a table \"%s\": wattleaf catalog %s\n",
		    nearest, nearest);
}

static void
print_entries(struct job *job, const struct entries *found, enum form form)
{
	struct buf out = { 0 };

	switch (form) {
	case FORM_TEXT:
		entries_text(job, found, output_columns(), &out);
		if (found->count > 1)
			entries_sources(job, found, job->options.sources,
			    output_columns(), &out);
		break;
	case FORM_CSV:
		entries_csv(job, found, &out);
		break;
	case FORM_JSON:
		json_data(entries_data(job, found), &out);
		break;
	case FORM_NONE:
		break;
	}
	if (form == FORM_TEXT)
		add_meant(job, &out);
	if (out.n != 0)
		stdout_write(&job->diags, out.s, out.n);
	buf_free(&out);
}

static struct data *
data_of_lists(struct job *job)
{
	struct data *root = data_object(job->arena), *list;
	const struct list *one;
	size_t i;

	data_add_text(job->arena, root, "catalog",
	    catalog_version(job->catalog));
	list = data_add(root, "tables", data_list(job->arena));
	for (i = 0; (one = list_at(i)) != NULL; i++) {
		struct data *object =
		    data_add(list, NULL, data_object(job->arena));

		data_add_text(job->arena, object, "name",
		    list_name(job, one));
		data_add_number(job->arena, object, "rows",
		    (double)list_entries(job, one).count);
		data_add_text(job->arena, object, "summary", one->summary);
	}
	return root;
}

/* The lists for people, broken where a terminal is narrow. */
static void
show_lists(struct job *job)
{
	const struct hang hang = { LIST_COLUMN, 0 }, none = { 0, 0 };
	const char *last = arena_printf(job->arena,
	    "\nCatalogue %s. catalog TABLE shows one, catalog PATTERN searches all.\n",
	    catalog_version(job->catalog));
	const struct list *one;
	struct buf out = { 0 };
	size_t i;

	for (i = 0; (one = list_at(i)) != NULL; i++)
		buf_printf(&out, "%-12s %5zu  %s\n", list_name(job, one),
		    list_entries(job, one).count, one->summary);
	screen_write(job, (struct span){ out.s, out.n }, hang);
	screen_write(job, span_of(last), none);
	buf_free(&out);
}

static void
print_lists(struct job *job, enum form form)
{
	const struct list *one;
	struct buf out = { 0 };
	size_t i;

	if (form == FORM_TEXT) {
		show_lists(job);
		return;
	}
	if (form == FORM_JSON) {
		json_data(data_of_lists(job), &out);
	} else if (form == FORM_CSV) {
		buf_puts(&out, "table,rows,summary\r\n");
		for (i = 0; (one = list_at(i)) != NULL; i++) {
			buf_printf(&out, "%s,%zu,", list_name(job, one),
			    list_entries(job, one).count);
			csv_cell(&out, one->summary, job->arena);
			buf_puts(&out, "\r\n");
		}
	}
	stdout_write(&job->diags, out.s, out.n);
	buf_free(&out);
}

/* The words behind the table's name, or all of them, as one pattern. */
static const char *
pattern_of(struct job *job, size_t first)
{
	const char *pattern = NULL;
	size_t i;

	for (i = first; i < job->argument_count; i++)
		pattern = arena_printf(job->arena, "%s%s%s",
		    pattern == NULL ? "" : pattern, pattern == NULL ? "" : " ",
		    job->arguments[i]);
	return pattern;
}

static void
search_tables(struct job *job, enum form form)
{
	const struct list *list = list_named(job->arguments[0]), *one;
	const char *pattern = pattern_of(job, list == NULL ? 0 : 1);
	struct entries found = { .count = 0 };
	size_t i;

	for (i = 0; (one = list_at(i)) != NULL; i++)
		if (list == NULL || one == list)
			add_fitting(job, one, pattern, &found);
	if (list != NULL && pattern != NULL)
		keep_exact(&found, pattern);
	if (found.count == 0)
		say_nothing(job, list, pattern == NULL ? "" : pattern);
	else
		print_entries(job, &found, form);
}

static int
catalog(struct job *job)
{
	enum form form = form_of(job);

	if (form == FORM_NONE || !job_catalog(job))
		return 0;
	if (job->argument_count == 0)
		print_lists(job, form);
	else
		search_tables(job, form);
	return 0;
}

static const char *const examples[] = {
	"wattleaf catalog",
	"wattleaf catalog hardware h100",
	"wattleaf catalog grids France",
	"wattleaf catalog regions aws/eu --sources",
	"wattleaf catalog prices a100 --format csv",
	"wattleaf catalog patterson2021",
	"wattleaf catalog formats codecarbon",
	NULL,
};

const struct command command_catalog = {
	.name = "catalog",
	.arguments = "[TABLE] [PATTERN] [options]",
	.summary =
	    "searches hardware, places, prices, methods, models, equivalents, sources, formats, venues and all other tables",
	.examples = examples,
	.bit = FOR_CATALOG,
	.run = catalog,
};
