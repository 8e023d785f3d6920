/*
 * The layouts that a table falls back to where its column is narrow, one by
 * one.
 */
#include "tests.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "document/document.h"
#include "layout/layout.h"
#include "layout_samples.h"

#define NARROW 218.27

START_TEST(narrow_table_has_two_lines_a_cell)
{
	struct bench bench;
	struct scene *scene;
	const struct scene_item *name, *device, *low, *high;

	bench_open(&bench, NARROW);
	scene = layout_table(&bench.layout, sample_table(bench.arena), true);
	ck_assert_uint_eq(bench.diags.count, 0);
	ck_assert_double_le(scene->width, NARROW + 0.01);
	ck_assert(bench_inside(&bench, scene));
	ck_assert_double_ge(bench_find(scene, "12,041.51")->size, 7);
	/* hardware under the model's name, on-demand under preemptible */
	name = bench_find(scene, "ELMo");
	device = bench_find(scene, "P100×3");
	ck_assert_double_eq_tol(name->x, device->x, 1e-9);
	ck_assert_double_gt(device->y, name->y);
	low = bench_find(scene, "433");
	high = bench_find(scene, "1,472");
	ck_assert_double_eq_tol(bench_right(&bench, low),
	    bench_right(&bench, high), 0.01);
	ck_assert_double_eq_tol(low->y, name->y, 1e-9);
	ck_assert_double_eq_tol(high->y, device->y, 1e-9);
	ck_assert_uint_eq(bench_cells(scene), 6);
	ck_assert(bench_text_in_leaves(scene));
	bench_close(&bench);
}
END_TEST

START_TEST(what_all_share_goes_to_a_note)
{
	struct bench bench;
	struct doc_table *table;
	struct doc_cell *cells;
	struct scene *scene;
	size_t i;

	bench_open(&bench, 250);
	table = sample_table(bench.arena);
	for (i = 0; i < table->row_count; i++) {
		cells = arena_alloc(bench.arena, 8 * sizeof *cells);
		memcpy(cells, table->rows[i].cells, 8 * sizeof *cells);
		cells[1].text = "P100×8";
		cells[2].text = "1,415.78";
		table->rows[i].cells = cells;
	}
	scene = layout_table(&bench.layout, table, true);
	ck_assert_uint_eq(bench_cells(scene), 6);
	ck_assert_uint_eq(bench_tags(scene, "Note"), 5);
	ck_assert_ptr_nonnull(bench_find(scene, "Hardware:"));
	ck_assert_ptr_nonnull(bench_find(scene, "1,415.78\xc2\xa0W"));
	bench_close(&bench);
}
END_TEST

START_TEST(one_model_is_turned)
{
	struct bench bench;
	struct doc_table *table;
	struct scene *scene;

	bench_open(&bench, NARROW);
	table = sample_table(bench.arena);
	table->row_count = 1;
	scene = layout_table(&bench.layout, table, true);
	/* a row a quantity: its name, unit and number; heads and hardware above */
	ck_assert_uint_eq(bench_cells(scene), 3);
	ck_assert_uint_eq(bench_tags(scene, "TR"), 2 + 6);
	ck_assert_double_lt(bench_find(scene, "Energy")->x,
	    bench_find(scene, "kWh")->x);
	ck_assert_double_eq(bench_find(scene, "Energy")->y,
	    bench_find(scene, "27")->y);
	ck_assert_double_eq(bench_find(scene, "27")->size, 9);
	bench_close(&bench);
}
END_TEST

START_TEST(wide_table_stands_in_parts)
{
	struct bench bench;
	struct scene *scene;

	bench_open(&bench, 130);
	scene = layout_table(&bench.layout, sample_table(bench.arena), true);
	ck_assert_uint_eq(bench.diags.count, 0);
	ck_assert_double_le(scene->width, 130 + 0.01);
	ck_assert_uint_eq(bench_tags(scene, "Table"), 2);
	ck_assert_uint_eq(bench_tags(scene, "Caption"), 1);
	ck_assert_uint_eq(bench_tags(scene, "Note"), 3);
	ck_assert_double_gt(bench_find(scene, "preempt.")->y,
	    bench_find(scene, "Power")->y);
	bench_close(&bench);
}
END_TEST

START_TEST(too_wide_is_said)
{
	struct bench bench;
	struct doc_table *table;
	struct doc_cell *cells;
	const char *said;

	bench_open(&bench, 130);
	table = sample_table(bench.arena);
	cells = arena_alloc(bench.arena, 8 * sizeof *cells);
	memcpy(cells, table->rows[0].cells, 8 * sizeof *cells);
	cells[4].text = "1,000,000,000,000,000,000,000,000,000,000,000";
	table->rows[0].cells = cells;
	ck_assert_ptr_nonnull(layout_table(&bench.layout, table, true));
	ck_assert_uint_eq(bench.diags.count, 1);
	ck_assert_int_eq(bench.diags.items[0].code, DIAG_TABLE_WIDTH);
	said = bench.diags.items[0].text;
	ck_assert_ptr_nonnull(strstr(said, "has 130.0 pt"));
	ck_assert_ptr_nonnull(strstr(said, "--width"));
	/* all but the column that is too wide by itself */
	ck_assert_ptr_nonnull(strstr(said,
	    "--columns hardware,power,time,co2e,low,high"));
	bench_close(&bench);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("table layouts");

	tests_add(suite, narrow_table_has_two_lines_a_cell);
	tests_add(suite, what_all_share_goes_to_a_note);
	tests_add(suite, one_model_is_turned);
	tests_add(suite, wide_table_stands_in_parts);
	tests_add(suite, too_wide_is_said);
	return tests_run(suite);
}
