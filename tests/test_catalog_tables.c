/*
 * The catalogue's tables: that they agree with each other, and what a
 * faulty or missing table gives.
 */
#include <math.h>
#include <string.h>
#include <sys/stat.h>

#include "catalog_job.h"

static const char *const table_names[] = { "core", "cpu", "device", "dram",
	"electricity", "embodied", "equivalent", "fuel", "grid", "gwp",
	"intensity", "method", "mix", "model", "power", "price", "provider",
	"pue", "region", "result", "scenario", "site", "subregion", "vcpu" };

enum { TABLES = sizeof table_names / sizeof table_names[0] };

static void
check_factor(const struct job *job, const struct factor *factor)
{
	ck_assert_msg(catalog_citation(job->catalog, factor->source) != NULL,
	    "%s/%s: no source %s", factor->table, factor->id, factor->source);
	ck_assert(factor->low_source[0] == '\0' ||
	    catalog_citation(job->catalog, factor->low_source) != NULL);
	ck_assert(factor->high_source[0] == '\0' ||
	    catalog_citation(job->catalog, factor->high_source) != NULL);
	ck_assert_msg(factor->year > 2000 && factor->year < 2100,
	    "%s/%s: year %d", factor->table, factor->id, factor->year);
	ck_assert_msg(factor->text != NULL ||
		(isnan(factor->value) &&
		    strcmp(factor->table, "result") == 0) ||
		(factor->low <= factor->value &&
		    factor->value <= factor->high),
	    "%s/%s: outside its range", factor->table, factor->id);
	if (strstr(factor->note, "general knowledge") != NULL ||
	    strstr(factor->note, "check first") != NULL)
		ck_assert_msg(factor->unconfirmed, "%s/%s lost its mark",
		    factor->table, factor->id);
}

/* Every row has a source, a year and an id of its own; ranges hold the value. */
START_TEST(test_consistency)
{
	struct job job = job_new();
	const struct factor *factor, *other;
	size_t table, i, k;

	for (table = 0; table < TABLES; table++) {
		const char *name = table_names[table];

		for (i = 0; (factor = catalog_row(job.catalog, name, i)) !=
		     NULL; i++) {
			check_factor(&job, factor);
			for (k = 0; k < i; k++) {
				other = catalog_row(job.catalog, name, k);
				ck_assert_msg(strcmp(other->id, factor->id) !=
					0, "%s/%s twice", name, factor->id);
			}
		}
		ck_assert_uint_gt(i, 3);
	}
	ck_assert_uint_eq(job.diags->count, 0);
	arena_free(job.arena);
}
END_TEST

START_TEST(test_citations)
{
	struct job job = job_new();
	const struct citation *citation, *strubell;
	size_t i, k;

	for (i = 0; (citation = catalog_citation_row(job.catalog, i)) != NULL;
	     i++) {
		ck_assert_ptr_nonnull(strstr(citation->text, citation->title));
		ck_assert(strncmp(citation->licence, "CC", 2) != 0 ||
		    citation->attribution[0] != '\0');
		for (k = 0; k < i; k++)
			ck_assert_str_ne(citation->id,
			    catalog_citation_row(job.catalog, k)->id);
	}
	ck_assert_uint_gt(i, 30);
	ck_assert_uint_eq(job.diags->count, 0);
	strubell = catalog_citation(job.catalog, "strubell2019");
	ck_assert_ptr_nonnull(strubell);
	ck_assert_str_eq(strubell->author,
	    "Strubell, Emma and Ganesh, Ananya and McCallum, Andrew");
	ck_assert_str_eq(strubell->year, "2019");
	ck_assert_ptr_null(catalog_citation(job.catalog, "nobody1900"));
	arena_free(job.arena);
}
END_TEST

/* A price is of a device, and a family is one, that the catalogue has. */
START_TEST(test_price_devices)
{
	struct job job = job_new();
	const struct factor *price;
	const struct device *device;
	size_t i;

	for (i = 0; (price = catalog_row(job.catalog, "price", i)) != NULL;
	     i++) {
		const char *id = strchr(price->id, '/') + 1;
		char name[64] = { 0 };

		memcpy(name, id, strcspn(id, "/"));
		device = catalog_device(job.catalog, name);
		ck_assert_msg(device != NULL, "no device %s", name);
		ck_assert_str_eq(device->id, name);
	}
	for (i = 0; (device = catalog_device_row(job.catalog, i)) != NULL; i++)
		if (device->family[0] != '\0')
			ck_assert_ptr_nonnull(catalog_factor(job.catalog,
			    "device", device->family));
	arena_free(job.arena);
}
END_TEST

/* Every name that the table gives leads back to its own row. */
START_TEST(test_device_names)
{
	struct job job = job_new();
	const struct device *device;
	size_t i;

	for (i = 0; (device = catalog_device_row(job.catalog, i)) != NULL;
	     i++) {
		ck_assert_ptr_eq(catalog_device(job.catalog, device->id),
		    device);
		ck_assert_ptr_eq(catalog_device(job.catalog, device->name),
		    device);
		ck_assert_msg(catalog_device(job.catalog, device->label) ==
			device,
		    "label %s", device->label);
	}
	ck_assert_uint_ge(i, 141);
	arena_free(job.arena);
}
END_TEST

static void
write_file(const char *name, const char *text)
{
	FILE *file = fopen(name, "w");

	ck_assert_ptr_nonnull(file);
	fputs(text, file);
	ck_assert_int_eq(fclose(file), 0);
}

enum { HEAD_COUNT = 24 };

/* A catalogue whose tables are empty but for a grid with faults. */
static void
write_broken(const char *grid)
{
	static const char *const empty[] = { "accelerators", "checks", "cores",
		"cpus", "dram", "electricity", "embodied", "equivalents", "fuels",
		"gwp", "intensities", "methods", "mixes", "models", "power",
		"prices", "providers", "pue", "regions", "results",
		"scenarios", "sites", "subregions", "vcpus" };
	char name[64];
	size_t i;

	mkdir("catalog-broken", 0777);
	write_file("catalog-broken/VERSION", "0.1\n");
	write_file("catalog-broken/sources.csv", "id\n");
	for (i = 0; i < HEAD_COUNT; i++) {
		snprintf(name, sizeof name, "catalog-broken/%s.csv", empty[i]);
		write_file(name, "id,name,value,unit,source\n");
	}
	write_file("catalog-broken/grid.csv", grid);
}

/* Reads the broken catalogue's grid; the caller frees the job's arena. */
static struct job
job_broken(const char *grid, size_t *rows)
{
	struct job job;

	write_broken(grid);
	job = job_open("catalog-broken");
	ck_assert_ptr_nonnull(job.catalog);
	ck_assert_uint_eq(job.diags->count, 0);
	*rows = 0;
	while (catalog_row(job.catalog, "grid", *rows) != NULL)
		(*rows)++;
	return job;
}

/* A faulty row, the column of its fault and what the message says. */
static const struct {
	const char *row;
	size_t column;
	const char *text;
} faults[] = {
	{ "A,Aland,12x,,,g/kWh,2024,s,", 9, "not a number" },
	{ "A,Aland,,,,g/kWh,2024,s,", 9, "empty" },
	{ "A,Aland,5,6,7,g/kWh,2024,s,", 9, "range" },
	{ "A,Aland,5,,4,g/kWh,2024,s,", 9, "range" },
	{ "A,Aland,5,,,furlong,2024,s,", 13, "unit" },
	{ "A,Aland,5,,,,2024,s,", 13, "empty" },
	{ "A,Aland,5,,,g/kWh,20.5,s,", 19, "whole" },
	{ "A,Aland,5,,,g/kWh,2024,,", 24, "empty" },
	{ "A,Aland,5,,,g/kWh,2024,s,maybe", 26, "unconfirmed" },
	{ ",Aland,5,,,g/kWh,2024,s,", 1, "empty" },
	{ "A,Aland,5", 1, "columns" },
};

START_TEST(test_faults)
{
	static const char head[] =
	    "id,name,value,low,high,unit,year,source,mark\n";
	static const char good[] = "B,Beeland,7,6,8,g/kWh,2024,s,unconfirmed\n";
	char grid[512];
	const struct diagnostic *item;
	struct job job;
	size_t rows;

	snprintf(grid, sizeof grid, "%s%s\n%s", head, faults[_i].row, good);
	job = job_broken(grid, &rows);
	ck_assert_uint_eq(rows, 1);
	ck_assert_uint_eq(job.diags->count, 1);
	item = &job.diags->items[0];
	ck_assert_int_eq(item->code, DIAG_CATALOG_ROW);
	ck_assert_str_eq(item->pos.file, "catalog-broken/grid.csv");
	ck_assert_uint_eq(item->pos.line, 2);
	ck_assert_uint_eq(item->pos.column, faults[_i].column);
	ck_assert_ptr_nonnull(strstr(item->text, faults[_i].text));
	arena_free(job.arena);
}
END_TEST

START_TEST(test_heading)
{
	size_t rows;
	struct job job = job_broken(
	    "id,nmae,value,unit,source\nA,Aland,5,g/kWh,s\n", &rows);

	ck_assert_uint_eq(rows, 0);
	ck_assert_uint_eq(job.diags->count, 2);
	ck_assert_uint_eq(job.diags->items[0].pos.line, 1);
	ck_assert_uint_eq(job.diags->items[0].pos.column, 4);
	ck_assert_ptr_nonnull(strstr(job.diags->items[0].text, "nmae"));
	arena_free(job.arena);
}
END_TEST

START_TEST(test_missing)
{
	struct job job = job_open("no-such-folder");

	ck_assert_ptr_null(job.catalog);
	ck_assert_uint_gt(job.diags->count, 0);
	arena_free(job.arena);
	write_broken("id\n");
	ck_assert_int_eq(remove("catalog-broken/pue.csv"), 0);
	job = job_open("catalog-broken");
	ck_assert_ptr_null(job.catalog);
	ck_assert_uint_eq(job.diags->count, 1);
	ck_assert_str_eq(job.diags->items[0].pos.file,
	    "catalog-broken/pue.csv");
	arena_free(job.arena);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("catalog_tables");
	TCase *tcase = tcase_create("test_faults");

	tests_add(suite, test_consistency);
	tests_add(suite, test_citations);
	tests_add(suite, test_price_devices);
	tests_add(suite, test_device_names);
	tcase_add_loop_test(tcase, test_faults, 0,
	    sizeof faults / sizeof faults[0]);
	suite_add_tcase(suite, tcase);
	tests_add(suite, test_heading);
	tests_add(suite, test_missing);
	return tests_run(suite);
}
