/*
 * The catalogue's files as they lie in the folder, read without the
 * catalogue: each row has what a row must have, and names are of one row.
 */
#include <dirent.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/diag.h"
#include "base/num.h"
#include "base/source.h"
#include "base/unit.h"
#include "catalog/place.h"
#include "catalog_job.h"

enum { ROWS_MAX = 4000 };

/* A file with its columns; its row is the one read last. */
struct file {
	struct arena *arena;
	struct diags diags;
	struct source *source;
	struct csv *csv;
	struct csv_row row;
	char *headings[64];
	size_t width;
	const char *name;
};

static const char *const files[] = { "accelerators", "checks", "cores", "cpus", "dram",
	"electricity", "embodied", "equivalents", "fuels", "grid", "gwp",
	"intensities", "methods", "mixes", "models", "power", "prices",
	"providers", "pue", "regions", "results", "scenarios", "sites", "subregions",
	"vcpus" };

enum { FILES = sizeof files / sizeof files[0] };

static void
open_file(struct file *file, const char *name)
{
	char path[TESTS_PATH], within[64];
	size_t i;

	*file = (struct file){ .arena = arena_new(), .name = name };
	file->diags.arena = file->arena;
	snprintf(within, sizeof within, "catalog/%s.csv", name);
	file->source =
	    source_open(tests_path(path, "WATTLEAF_DATADIR", within),
		file->arena, &file->diags);
	ck_assert_msg(file->source != NULL, "%s", name);
	file->csv = csv_open(file->source, ',', file->arena);
	ck_assert(csv_row(file->csv, &file->row));
	file->width = file->row.count;
	for (i = 0; i < file->width; i++)
		file->headings[i] =
		    span_dup(file->arena, file->row.fields[i].text);
}

static void
close_file(struct file *file)
{
	csv_close(file->csv);
	source_close(file->source);
	arena_free(file->arena);
}

/* The text of a column; NULL when the table has none of that name. */
static const char *
field(struct file *file, const char *heading)
{
	size_t i;

	for (i = 0; i < file->width; i++)
		if (strcmp(file->headings[i], heading) == 0)
			return span_dup(file->arena,
			    file->row.fields[i].text);
	return NULL;
}

static double
number(struct file *file, const char *heading)
{
	const char *text = field(file, heading);
	double value = (double)NAN;

	if (text != NULL && text[0] != '\0')
		ck_assert_msg(num_parse(span_of(text), &value),
		    "%s: %s is \"%s\"", file->name, heading, text);
	return value;
}

#define HOLDS(file, condition) \
	ck_assert_msg(condition, "%s: %s", (file)->name, field(file, "id"))

/* Ids are made of what needs no quotes, and follow each other as bytes do: look-ups in large files rest on it. */
static void
check_id(struct file *file, const char *before)
{
	const char *id = field(file, "id");

	HOLDS(file, id[0] != '\0');
	HOLDS(file, strpbrk(id, " !\"#$%&'()*+,") == NULL);
	HOLDS(file, file->row.fields[0].text.s[0] == id[0]);
	HOLDS(file, strcmp(before, id) < 0);
}

static void
check_unit(struct file *file)
{
	const char *unit = field(file, "unit");

	HOLDS(file, strcmp(unit, "text") == 0 || strcmp(unit, "count") == 0 ||
		unit_lookup(span_of(unit)) != UNIT_TOTAL);
}

static void
check_year(struct file *file)
{
	double year = number(file, "year");

	HOLDS(file, year >= 2000 && year < 2100 && year == floor(year));
}

static void
check_range(struct file *file)
{
	bool words = strcmp(field(file, "unit"), "text") == 0;
	double value = words ? (double)NAN : number(file, "value");
	double low = number(file, "low"), high = number(file, "high");

	HOLDS(file, words || !isnan(value) ||
		strcmp(file->name, "results") == 0);
	HOLDS(file, isnan(low) || low <= value);
	HOLDS(file, isnan(high) || high >= value);
	HOLDS(file, field(file, "low_source") == NULL ||
		field(file, "low_source")[0] == '\0' || low < value);
	HOLDS(file, field(file, "high_source") == NULL ||
		field(file, "high_source")[0] == '\0' || high > value);
}

static void
check_mark(struct file *file)
{
	const char *mark = field(file, "mark"), *note = field(file, "note");

	HOLDS(file, mark[0] == '\0' || strcmp(mark, "unconfirmed") == 0);
	HOLDS(file, mark[0] != '\0' ||
		(strstr(note, "general knowledge") == NULL &&
		    strstr(note, "check first") == NULL &&
		    strstr(note, "doubtful") == NULL &&
		    strstr(note, "was not seen") == NULL));
}

static void
check_source(struct file *file, const struct catalog *catalog,
    const char *heading, bool needed)
{
	const char *source = field(file, heading);

	if (!needed && (source == NULL || source[0] == '\0'))
		return;
	ck_assert_msg(catalog_citation(catalog, source) != NULL,
	    "%s: %s has the source \"%s\"", file->name, field(file, "id"),
	    source);
}

START_TEST(test_rows)
{
	struct file file;
	struct job job;
	char before[128] = "";
	size_t rows = 0, line = 1;

	job = job_new();
	open_file(&file, files[_i]);
	ck_assert_str_eq(file.headings[0], "id");
	for (; csv_row(file.csv, &file.row); rows++) {
		ck_assert_uint_eq(file.row.count, file.width);
		/* no line end inside a field */
		ck_assert_uint_eq(file.row.pos.line, ++line);
		check_id(&file, before);
		check_unit(&file);
		check_year(&file);
		check_range(&file);
		check_mark(&file);
		check_source(&file, job.catalog, "source", true);
		check_source(&file, job.catalog, "low_source", false);
		check_source(&file, job.catalog, "high_source", false);
		snprintf(before, sizeof before, "%s", field(&file, "id"));
	}
	ck_assert_uint_gt(rows, 3);
	ck_assert_uint_lt(rows, ROWS_MAX);
	close_file(&file);
	arena_free(job.arena);
}
END_TEST

/* Every CSV file of the folder is one that is checked here. */
START_TEST(test_files)
{
	char path[TESTS_PATH];
	DIR *folder =
	    opendir(tests_path(path, "WATTLEAF_DATADIR", "catalog"));
	const struct dirent *entry;
	size_t i, found = 0;

	ck_assert_ptr_nonnull(folder);
	while ((entry = readdir(folder)) != NULL) {
		size_t n = strlen(entry->d_name);

		if (n < 4 || strcmp(entry->d_name + n - 4, ".csv") != 0 ||
		    strcmp(entry->d_name, "sources.csv") == 0)
			continue;
		for (i = 0; i < FILES; i++)
			if (strlen(files[i]) == n - 4 &&
			    memcmp(files[i], entry->d_name, n - 4) == 0)
				break;
		ck_assert_msg(i < FILES, "%s", entry->d_name);
		found++;
	}
	closedir(folder);
	ck_assert_uint_eq(found, FILES);
}
END_TEST

/* Sources: sorted, whole, the licence's line where it asks for one. */
START_TEST(test_sources)
{
	struct file file;
	char before[128] = "";

	open_file(&file, "sources");
	while (csv_row(file.csv, &file.row)) {
		const char *licence = field(&file, "licence");
		bool asks = strstr(licence, "CC BY") != NULL ||
		    strncmp(licence, "MIT", 3) == 0 ||
		    strncmp(licence, "Apache", 6) == 0 ||
		    strncmp(licence, "Open Government", 15) == 0;

		check_id(&file, before);
		HOLDS(&file, licence[0] != '\0');
		HOLDS(&file, !asks || field(&file, "attribution")[0] != '\0');
		/* what may be shipped in a file of its own, or not at all */
		HOLDS(&file, strstr(licence, "ODbL") == NULL);
		HOLDS(&file, strstr(licence, "NC") == NULL);
		HOLDS(&file, strstr(field(&file, "text"),
			field(&file, "title")) != NULL);
		snprintf(before, sizeof before, "%s", field(&file, "id"));
	}
	close_file(&file);
}
END_TEST

/* Every string by which a table knows a row leads to that row alone. */
static void
check_matches(const char *name, const char *heading,
    const char *(*id_of)(const struct catalog *, const char *))
{
	struct file file;
	struct job job;
	size_t n = 0;

	job = job_new();
	open_file(&file, name);
	while (csv_row(file.csv, &file.row)) {
		struct span rest = span_of(field(&file, heading));

		for (; rest.n > 0; n++) {
			const char *match = span_dup(file.arena,
			    span_cut(&rest, '|'));
			const char *id = id_of(job.catalog, match);

			ck_assert_msg(id != NULL &&
				strcmp(id, field(&file, "id")) == 0,
			    "%s: \"%s\" of %s leads to %s", name, match,
			    field(&file, "id"), id == NULL ? "nothing" : id);
		}
	}
	ck_assert_uint_gt(n, 10);
	close_file(&file);
	arena_free(job.arena);
}

static const char *
device_id(const struct catalog *catalog, const char *name)
{
	const struct device *device = catalog_device(catalog, name);

	return device == NULL ? NULL : device->id;
}

static const char *
grid_id(const struct catalog *catalog, const char *name)
{
	const struct factor *grid = catalog_grid(catalog, name);

	return grid == NULL ? NULL : grid->id;
}

static const char *
place_id(const struct catalog *catalog, const char *name)
{
	struct catalog_place place;

	return catalog_place(catalog, name, 0, &place) ? place.id : NULL;
}

START_TEST(test_matches)
{
	check_matches("accelerators", "match", device_id);
	check_matches("accelerators", "id", device_id);
	check_matches("grid", "match", grid_id);
	check_matches("grid", "name", grid_id);
	check_matches("subregions", "match", grid_id);
	check_matches("subregions", "id", grid_id);
	check_matches("regions", "match", place_id);
	check_matches("regions", "id", place_id);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("catalog_rows");
	TCase *tcase = tcase_create("test_rows");

	tcase_add_loop_test(tcase, test_rows, 0, FILES);
	suite_add_tcase(suite, tcase);
	tests_add(suite, test_files);
	tests_add(suite, test_sources);
	tests_add(suite, test_matches);
	return tests_run(suite);
}
