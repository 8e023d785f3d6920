/*
 * The catalogue against the research that its tables were made from, row by
 * row, where that is at hand.
 */
#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/diag.h"
#include "base/num.h"
#include "base/source.h"
#include "catalog/catalog.h"
#include "catalog/machine.h"
#include "tests.h"

struct job {
	struct arena *arena;
	struct diags diags;
	struct catalog *catalog;
};

static double
number_at(const struct csv_row *row, size_t column)
{
	double number = 0;

	ck_assert(num_parse(row->fields[column].text, &number));
	return number;
}

/* Every value and range of FILE stands in TABLE; the columns are its id, value, low, high. Returns how many. */
static size_t
compare(struct job *job, const char *file, const char *table,
    const size_t columns[4])
{
	char path[TESTS_PATH];
	struct source *source =
	    source_open(tests_path(path, "WATTLEAF_SHARED", file), job->arena,
		&job->diags);
	struct csv *csv = csv_open(source, ',', job->arena);
	struct csv_row row;
	size_t n = 0;

	ck_assert(csv_row(csv, &row));
	for (; csv_row(csv, &row); n++) {
		const char *id =
		    span_dup(job->arena, row.fields[columns[0]].text);
		const struct factor *factor =
		    catalog_factor(job->catalog, table, id);

		ck_assert_msg(factor != NULL, "%s is missing", id);
		ck_assert_double_eq(factor->value,
		    number_at(&row, columns[1]));
		ck_assert_double_eq(factor->low, number_at(&row, columns[2]));
		ck_assert_double_eq(factor->high, number_at(&row, columns[3]));
	}
	csv_close(csv);
	source_close(source);
	return n;
}

/* The whole tables against the research that they were made from. */
START_TEST(test_research)
{
	static const size_t accelerators[] = { 0, 6, 7, 8 };
	static const size_t countries[] = { 0, 2, 6, 7 };
	char path[TESTS_PATH];
	struct job job = { .arena = arena_new() };

	job.diags = (struct diags){ .arena = job.arena };
	job.catalog = catalog_open(
	    tests_path(path, "WATTLEAF_DATADIR", "catalog"), job.arena,
	    &job.diags);
	ck_assert_ptr_nonnull(job.catalog);
	ck_assert_uint_eq(compare(&job, "data/accelerators_canonical.csv",
			      "device", accelerators), 141);
	ck_assert_uint_eq(compare(&job, "data/grid_country_default.csv",
			      "grid", countries), 213);
	arena_free(job.arena);
}
END_TEST

static void
open_job(struct job *job)
{
	char path[TESTS_PATH];

	*job = (struct job){ .arena = arena_new() };
	job->diags = (struct diags){ .arena = job->arena };
	job->catalog = catalog_open(
	    tests_path(path, "WATTLEAF_DATADIR", "catalog"), job->arena,
	    &job->diags);
	ck_assert_ptr_nonnull(job->catalog);
}

/* Calls EACH for every row of a file of the research; returns how many it counts. */
static size_t
each_row(struct job *job, const char *file,
    size_t (*each)(struct job *, const struct csv_row *))
{
	char path[TESTS_PATH];
	struct source *source =
	    source_open(tests_path(path, "WATTLEAF_SHARED", file), job->arena,
		&job->diags);
	struct csv *csv = csv_open(source, ',', job->arena);
	struct csv_row row;
	size_t n = 0;

	ck_assert(csv_row(csv, &row));
	while (csv_row(csv, &row))
		n += each(job, &row);
	csv_close(csv);
	source_close(source);
	return n;
}

static const char *
text_at(struct job *job, const struct csv_row *row, size_t column)
{
	return span_dup(job->arena, row->fields[column].text);
}

/* dataset, code, name, level, parent, value: rows by alpha-3 keep their data set's name. */
static size_t
country_row(struct job *job, const struct csv_row *row)
{
	const struct factor *factor;
	const char *code = text_at(job, row, 1);

	if (strlen(code) != 3 ||
	    (strncmp(text_at(job, row, 0), "ember", 5) != 0 &&
		strstr(text_at(job, row, 0), "owid") == NULL))
		return 0;
	factor = catalog_factor(job->catalog, "intensity",
	    arena_printf(job->arena, "%s/%s", code, text_at(job, row, 0)));
	ck_assert_msg(factor != NULL, "%s of %s", code, text_at(job, row, 0));
	ck_assert_double_eq(factor->value, number_at(row, 5));
	return 1;
}

/* dataset, name, vendor, cores, threads, tdp_w: each is found by its name. */
static size_t
cpu_row(struct job *job, const struct csv_row *row)
{
	const struct cpu *cpu;

	if (row->fields[5].text.n == 0 ||
	    (!span_starts(row->fields[1].text, "Intel Xeon ") &&
		!span_starts(row->fields[1].text, "AMD EPYC ") &&
		!span_starts(row->fields[1].text, "AMD Ryzen ")))
		return 0;
	cpu = catalog_cpu(job->catalog, text_at(job, row, 1));
	ck_assert_msg(cpu != NULL, "no %s", text_at(job, row, 1));
	ck_assert_double_eq(cpu->tdp->value, number_at(row, 5));
	return 1;
}

/* dataset, code, name, level, value, unit, year */
static size_t
tariff_row(struct job *job, const struct csv_row *row)
{
	const struct factor *factor;

	if (!span_equal(row->fields[0].text, "eia-industrial") &&
	    !span_equal(row->fields[0].text, "eurostat-industrial"))
		return 0;
	factor = catalog_factor(job->catalog, "electricity",
	    arena_printf(job->arena, "%s/%s", text_at(job, row, 1),
		text_at(job, row, 6)));
	ck_assert_msg(factor != NULL, "%s", text_at(job, row, 1));
	ck_assert_double_eq(factor->value, number_at(row, 4));
	return 1;
}

START_TEST(test_data_sets)
{
	struct job job;

	open_job(&job);
	ck_assert_uint_gt(each_row(&job, "data/grid_country.csv",
			      country_row), 600);
	ck_assert_uint_gt(each_row(&job, "data/prices_electricity.csv",
			      tariff_row), 1500);
	ck_assert_uint_eq(job.diags.count, 0);
	arena_free(job.arena);
}
END_TEST

START_TEST(test_processors)
{
	struct job job;

	open_job(&job);
	ck_assert_uint_gt(each_row(&job, "data/cpus.csv", cpu_row), 1000);
	arena_free(job.arena);
}
END_TEST

int
main(void)
{
	Suite *suite;
	char path[TESTS_PATH];

	if (access(tests_path(path, "WATTLEAF_SHARED", "data"), R_OK) != 0)
		return tests_skip("the research data are not here");
	suite = suite_create("catalog_research");
	tests_add(suite, test_research);
	tests_add(suite, test_data_sets);
	tests_add(suite, test_processors);
	return tests_run(suite);
}
