/*
 * The catalogue against the research that its tables were made from, row by
 * row, where that is at hand.
 */
#include "base/arena.h"
#include "base/csv.h"
#include "base/diag.h"
#include "base/num.h"
#include "base/source.h"
#include "catalog/catalog.h"
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

int
main(void)
{
	Suite *suite;
	char path[TESTS_PATH];

	if (access(tests_path(path, "WATTLEAF_SHARED", "data"), R_OK) != 0)
		return tests_skip("the research data are not here");
	suite = suite_create("catalog_research");
	tests_add(suite, test_research);
	return tests_run(suite);
}
