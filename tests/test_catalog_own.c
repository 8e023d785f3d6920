/*
 * A user's own rows: they win, keep their place, and their faults are said
 * with file, line and column.
 */
#include <math.h>
#include <string.h>

#include "catalog/machine.h"
#include "catalog/place.h"
#include "catalog_job.h"

static void
write_file(const char *name, const char *text)
{
	FILE *file = fopen(name, "w");

	ck_assert_ptr_nonnull(file);
	fputs(text, file);
	ck_assert_int_eq(fclose(file), 0);
}

static const char head[] = "table,id,match,value,low,high,unit,year,note\n";

static bool
add_rows(struct job *job, const char *file, const char *rows)
{
	char text[4096];

	snprintf(text, sizeof text, "%s%s", head, rows);
	write_file(file, text);
	return catalog_add(job->catalog, file);
}

START_TEST(test_win)
{
	struct catalog_place place;
	const struct factor *factor;
	const struct device *device;
	struct job job;

	job = job_new();
	ck_assert(add_rows(&job, "own-win.csv",
	    "grid,DEU,,310,300,320,g/kWh,2024,our supplier\n"
	    "device,lab-chip,Lab Chip|LC-1,75,,,W,2026,\n"
	    "device,v100,,290,280,295,W,2026,set by our admin\n"
	    "region,cluster,,DEU,,,text,2026,\n"
	    "site,cluster/pue/2026,,1.07,,,ratio,2026,measured\n"
	    "cpu,lab-cpu,,33,,,W,2026,\n"
	    "electricity,DEU/2026,,0.21,,,EUR/kWh,2026,\n"
	    "equivalent,cup-of-tea,,50,,,g,2026,\n"));
	factor = catalog_grid(job.catalog, "DEU");
	/* what the row leaves open is as ours has it */
	ck_assert_ptr_eq(catalog_grid(job.catalog, "Germany"), factor);
	ck_assert_ptr_eq(catalog_grid(job.catalog, "de"), factor);
	ck_assert_str_eq(factor->name, "Germany");
	ck_assert_str_eq(factor->boundary, "lifecycle generation");
	ck_assert_double_eq(factor->value, 310);
	ck_assert_str_eq(factor->pos.file, "own-win.csv");
	ck_assert_uint_eq(factor->pos.line, 2);
	/* whatever the year: the user knows */
	ck_assert_ptr_eq(catalog_grid_year(job.catalog, "DEU", 2020), factor);
	device = catalog_device(job.catalog, "8x LC-1");
	ck_assert_ptr_nonnull(device);
	ck_assert_str_eq(device->id, "lab-chip");
	ck_assert_str_eq(device->label, "lab-chip");
	ck_assert_double_eq(device->tdp.value, 75);
	ck_assert_str_eq(device->tdp.pos.file, "own-win.csv");
	device = catalog_device(job.catalog, "Tesla V100");
	ck_assert_str_eq(device->label, "V100");
	ck_assert_str_eq(device->vendor, "NVIDIA");
	ck_assert_double_eq(device->tdp.value, 290);
	ck_assert(catalog_place(job.catalog, "cluster", 0, &place));
	ck_assert_double_eq(place.pue->value, 1.07);
	ck_assert_ptr_eq(place.intensity, factor);
	ck_assert_double_eq(catalog_cpu(job.catalog, "LAB-CPU")->tdp->value,
	    33);
	ck_assert_double_eq(catalog_electricity(job.catalog, "DEU", 0)->value,
	    0.21);
	ck_assert_str_eq(
	    catalog_electricity(job.catalog, "DEU", 0)->currency, "EUR");
	ck_assert_double_eq(
	    catalog_equivalent(job.catalog, "cup of tea")->value, 50);
	/* ours beside them are as they were */
	ck_assert_double_eq(catalog_grid(job.catalog, "USA")->value, 383.55);
	ck_assert_ptr_null(catalog_grid(job.catalog, "USA")->pos.file);
	ck_assert_uint_eq(job.diags->count, 0);
	arena_free(job.arena);
}
END_TEST

/* What is added first wins over what comes later. */
START_TEST(test_order)
{
	struct job job;

	job = job_new();
	ck_assert(add_rows(&job, "own-first.csv",
	    "grid,USA,,111,,,g/kWh,2024,\n"));
	ck_assert(add_rows(&job, "own-second.csv",
	    "grid,USA,,222,,,g/kWh,2024,\ngrid,FRA,,33,,,g/kWh,2024,\n"));
	ck_assert_double_eq(catalog_grid(job.catalog, "USA")->value, 111);
	ck_assert_double_eq(catalog_grid(job.catalog, "FRA")->value, 33);
	arena_free(job.arena);
}
END_TEST

START_TEST(test_source)
{
	struct job job;

	job = job_new();
	write_file("own-source.csv",
	    "table,id,kind,author,title,year,licence,text,value,unit,source\n"
	    "source,we2026,misc,{We},Our meters,2026,ours,We (2026). Our meters.,,,\n"
	    "pue,lab/2026,,,,2026,,,1.2,ratio,we2026\n");
	ck_assert(catalog_add(job.catalog, "own-source.csv"));
	ck_assert_str_eq(catalog_citation(job.catalog, "we2026")->text,
	    "We (2026). Our meters.");
	ck_assert_str_eq(
	    catalog_factor(job.catalog, "pue", "lab/2026")->source, "we2026");
	ck_assert_ptr_nonnull(
	    catalog_citation(job.catalog, "strubell2019"));
	arena_free(job.arena);
}
END_TEST

/* A faulty row, its line and column, and what the message says. */
static const struct {
	const char *rows;
	size_t line, column;
	const char *text;
} faults[] = {
	{ "grdi,DEU,,310,,,g/kWh,2024,\n", 2, 1, "did you mean grid" },
	{ ",DEU,,310,,,g/kWh,2024,\n", 2, 1, "table is empty" },
	{ "grid,,,310,,,g/kWh,2024,\n", 2, 6, "id is empty" },
	{ "grid,DEU,,31x,,,g/kWh,2024,\n", 2, 11, "not a number" },
	{ "grid,DEU,,310,320,,g/kWh,2024,\n", 2, 11, "range" },
	{ "grid,DEU,,310,,,furlong,2024,\n", 2, 17, "not a unit" },
	{ "grid,DEU,,310,,,,2024,\n", 2, 17, "unit is empty" },
	{ "grid,DEU\n", 2, 1, "columns" },
	{ "grid,DEU,,310,,,g/kWh,2024,\ngrid,DEU,,311,,,g/kWh,2024,\n", 3, 6,
	    "twice" },
};

START_TEST(test_faults)
{
	const struct diagnostic *item;
	struct job job;

	job = job_new();
	ck_assert(!add_rows(&job, "own-fault.csv", faults[_i].rows));
	ck_assert_uint_eq(job.diags->count, 1);
	item = &job.diags->items[0];
	ck_assert_int_eq(item->code, DIAG_CATALOG_ROW);
	ck_assert_str_eq(item->pos.file, "own-fault.csv");
	ck_assert_uint_eq(item->pos.line, faults[_i].line);
	ck_assert_uint_eq(item->pos.column, faults[_i].column);
	ck_assert_msg(strstr(item->text, faults[_i].text) != NULL, "%s",
	    item->text);
	arena_free(job.arena);
}
END_TEST

START_TEST(test_no_table)
{
	struct job job;

	job = job_new();
	write_file("own-plain.csv", "id,value,unit\nDEU,310,g/kWh\n");
	ck_assert(!catalog_add(job.catalog, "own-plain.csv"));
	ck_assert_ptr_nonnull(
	    strstr(job.diags->items[0].text, "not in the heading"));
	ck_assert(!catalog_add(job.catalog, "no-such-file.csv"));
	ck_assert_int_eq(job.diags->items[1].code, DIAG_FILE_OPEN);
	arena_free(job.arena);
}
END_TEST

/* A file of what is no table at all ends in diagnostics, not in memory. */
START_TEST(test_hostile)
{
	struct job job;
	FILE *file = fopen("own-hostile.csv", "w");
	size_t i;

	ck_assert_ptr_nonnull(file);
	fputs(head, file);
	for (i = 0; i < 20000; i++)
		fprintf(file, "grid,X%zu,,1,,,g/kWh,2024,\n", i);
	ck_assert_int_eq(fclose(file), 0);
	job = job_new();
	ck_assert(!catalog_add(job.catalog, "own-hostile.csv"));
	ck_assert_uint_eq(job.diags->count, 1);
	ck_assert_int_eq(job.diags->items[0].code, DIAG_FILE_LIMIT);
	write_file("own-hostile.csv", "\"\n,,,\0");
	ck_assert(!catalog_add(job.catalog, "own-hostile.csv"));
	arena_free(job.arena);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("catalog_own");
	TCase *tcase = tcase_create("test_faults");

	tests_add(suite, test_win);
	tests_add(suite, test_order);
	tests_add(suite, test_source);
	tcase_add_loop_test(tcase, test_faults, 0,
	    sizeof faults / sizeof faults[0]);
	suite_add_tcase(suite, tcase);
	tests_add(suite, test_no_table);
	tests_add(suite, test_hostile);
	return tests_run(suite);
}
