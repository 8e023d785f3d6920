/*
 * Tables and paragraphs as they are laid out: where decimal points stand,
 * what fits, what is tagged.
 */
#include "tests.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "layout/fonts.h"
#include "layout/layout.h"
#include "layout/palette.h"
#include "layout/paragraph.h"
#include "layout_samples.h"

#define WIDE 453.54
#define NARROW 218.27

/* Where the decimal point of a printed number stands. */
static double
point_of(const struct bench *bench, const struct scene *scene,
    const char *number, const char *integer)
{
	const struct scene_item *item = bench_find(scene, number);

	ck_assert_ptr_nonnull(item);
	return item->x + fonts_measure(bench->layout.fonts, item->face,
	    item->size, span_of(integer)).width;
}

START_TEST(decimal_points_are_aligned)
{
	struct bench bench;
	struct scene *scene;
	double point;

	bench_open(&bench, WIDE);
	scene = layout_table(&bench.layout, sample_table(bench.arena), true);
	point = point_of(&bench, scene, "1,415.78", "1,415");
	ck_assert_double_eq_tol(point, point_of(&bench, scene, "517.66",
	    "517"), 0.01);
	ck_assert_double_eq_tol(point, point_of(&bench, scene, "12,041.51",
	    "12,041"), 0.01);
	/* whole numbers end at the point, a dash too */
	point = point_of(&bench, scene, "27", "27");
	ck_assert_double_eq_tol(point, point_of(&bench, scene, "656,347",
	    "656,347"), 0.01);
	bench_close(&bench);
}
END_TEST

START_TEST(missing_value_is_a_grey_dash)
{
	struct bench bench;
	struct scene *scene;
	const struct scene_item *dash;

	bench_open(&bench, WIDE);
	scene = layout_table(&bench.layout, sample_table(bench.arena), true);
	dash = bench_find(scene, "—");
	ck_assert_ptr_nonnull(dash);
	ck_assert_int_eq(dash->fill, PALETTE_GREY);
	ck_assert_double_eq_tol(bench_right(&bench, dash),
	    point_of(&bench, scene, "1,415.78", "1,415"), 0.01);
	bench_close(&bench);
}
END_TEST

START_TEST(heads_stand_over_their_numbers)
{
	struct bench bench;
	struct scene *scene;
	const struct scene_item *head, *widest, *unit;

	bench_open(&bench, WIDE);
	scene = layout_table(&bench.layout, sample_table(bench.arena), true);
	head = bench_find(scene, "Power");
	unit = bench_find(scene, "W");
	widest = bench_find(scene, "12,041.51");
	ck_assert_double_eq_tol(head->x + bench_right(&bench, head),
	    widest->x + bench_right(&bench, widest), 0.05);
	ck_assert_double_eq_tol(unit->x + bench_right(&bench, unit),
	    widest->x + bench_right(&bench, widest), 0.05);
	ck_assert_int_eq(unit->fill, PALETTE_GREY);
	bench_close(&bench);
}
END_TEST

START_TEST(scripts_are_small_and_moved)
{
	struct bench bench;
	struct scene *scene;
	const struct scene_item *base, *sub, *mark;

	bench_open(&bench, WIDE);
	scene = layout_table(&bench.layout, sample_table(bench.arena), true);
	base = bench_find(scene, "Transformer");
	sub = bench_find(scene, "base");
	ck_assert_double_eq_tol(sub->size, 0.7 * 9, 1e-9);
	ck_assert_double_eq_tol(sub->y - base->y, 0.16 * 9, 1e-9);
	ck_assert_double_eq_tol(sub->x, bench_right(&bench, base), 0.01);
	base = bench_find(scene, "Energy");
	mark = bench_find(scene, "\xe2\x80\x8a" "a");
	ck_assert_ptr_nonnull(mark);
	ck_assert_double_eq_tol(base->y - mark->y, 0.33 * 9, 1e-9);
	bench_close(&bench);
}
END_TEST

static size_t
rules_of(const struct scene *scene, double weight)
{
	size_t i, count = 0;

	for (i = 0; i < scene->count; i++)
		count += scene->items[i].kind == SCENE_LINE &&
		    fabs(scene->items[i].weight - weight) < 1e-9;
	return count;
}

START_TEST(rules_are_those_of_booktabs)
{
	struct bench bench;
	struct scene *scene;

	bench_open(&bench, WIDE);
	scene = layout_table(&bench.layout, sample_table(bench.arena), true);
	ck_assert_uint_eq(rules_of(scene, 0.8), 2);
	ck_assert_uint_eq(rules_of(scene, 0.5), 1);
	ck_assert_uint_eq(rules_of(scene, 0.35), 1);
	/* a total has a rule above it */
	scene = layout_table(&bench.layout,
	    sample_long_table(bench.arena, 9), true);
	ck_assert_uint_eq(rules_of(scene, 0.5), 2);
	bench_close(&bench);
}
END_TEST

START_TEST(table_fills_the_column)
{
	struct bench bench;
	struct scene *scene;
	size_t i, full = 0;

	bench_open(&bench, WIDE);
	scene = layout_table(&bench.layout, sample_table(bench.arena), true);
	ck_assert_double_eq_tol(scene->width, WIDE, 1e-6);
	for (i = 0; i < scene->count; i++)
		full += scene->items[i].kind == SCENE_LINE &&
		    scene->items[i].x < 0.01 &&
		    fabs(scene->items[i].x2 - WIDE) < 0.01;
	ck_assert_uint_eq(full, 3);
	ck_assert(bench_inside(&bench, scene));
	ck_assert_uint_eq(bench.diags.count, 0);
	bench_close(&bench);
}
END_TEST

START_TEST(structure_is_regular)
{
	struct bench bench;
	struct scene *scene;

	bench_open(&bench, WIDE);
	scene = layout_table(&bench.layout, sample_table(bench.arena), true);
	ck_assert(bench_text_in_leaves(scene));
	ck_assert(scene_balanced(scene));
	ck_assert_uint_eq(bench_cells(scene), 8);
	ck_assert_uint_eq(bench_tags(scene, "TR"), 3 + 8);
	ck_assert_uint_eq(bench_tags(scene, "TD"), 8 * 7);
	ck_assert_uint_eq(bench_tags(scene, "Caption"), 1);
	ck_assert_uint_eq(bench_tags(scene, "Note"), 3);
	scene = layout_table(&bench.layout,
	    sample_long_table(bench.arena, 20), false);
	ck_assert_uint_eq(bench_cells(scene), 8);
	ck_assert_uint_eq(bench_tags(scene, "TR"), 3 + 2 + 20);
	ck_assert(bench_text_in_leaves(scene));
	bench_close(&bench);
}
END_TEST

START_TEST(narrow_column_breaks_lines)
{
	struct bench bench;
	struct doc_table *table;
	struct scene *scene;
	double size;

	bench_open(&bench, NARROW);
	table = sample_long_table(bench.arena, 8);
	table->column_count = 5;
	scene = layout_table(&bench.layout, table, true);
	ck_assert_double_le(scene->width, NARROW + 0.01);
	ck_assert(bench_inside(&bench, scene));
	ck_assert_uint_eq(bench.diags.count, 0);
	size = bench_find(scene, "12,041.51")->size;
	ck_assert(size >= 7 && size <= 9);
	/* the long name is there, on several lines */
	ck_assert_ptr_nonnull(bench_find(scene, "Ours"));
	ck_assert_ptr_null(bench_find(scene,
	    "Switch Transformer (sparsely activated)"));
	ck_assert_ptr_nonnull(bench_find(scene, "(sparsely activated)"));
	bench_close(&bench);
}
END_TEST

START_TEST(odd_tables_are_laid_out)
{
	static const size_t columns[] = { 0, 1, 2, 8 }, rows[] = { 0, 1, 60 };
	struct bench bench;
	struct doc_table *table;
	struct scene *scene;
	size_t i, k;

	bench_open(&bench, WIDE);
	for (i = 0; i < 4; i++)
		for (k = 0; k < 3; k++) {
			table = sample_long_table(bench.arena, rows[k]);
			table->column_count = columns[i];
			scene = layout_table(&bench.layout, table, k == 0);
			ck_assert_double_gt(scene->height, 0);
			ck_assert(bench_inside(&bench, scene));
			ck_assert(scene_balanced(scene));
		}
	bench_close(&bench);
}
END_TEST

START_TEST(words_in_a_column_of_numbers)
{
	struct bench bench;
	struct doc_table *table;
	struct doc_cell *cells;
	struct scene *scene;

	bench_open(&bench, WIDE);
	table = sample_table(bench.arena);
	cells = arena_alloc(bench.arena, 8 * sizeof *cells);
	memcpy(cells, table->rows[0].cells, 8 * sizeof *cells);
	cells[2].text = "n.a.";
	cells[3].text = "0.4–1.25";
	table->rows[0].cells = cells;
	scene = layout_table(&bench.layout, table, true);
	ck_assert_double_eq_tol(bench_right(&bench, bench_find(scene,
	    "n.a.")), point_of(&bench, scene, "517.66", "517"), 0.01);
	ck_assert_double_eq_tol(point_of(&bench, scene, "0.4–1.25",
	    "0.4–1"), point_of(&bench, scene, "84", "84"), 0.01);
	bench_close(&bench);
}
END_TEST

static const char prose[] =
    "The training of a model is reported with its energy, its emissions "
    "and its cost, and every number says where it comes from: a meter, a "
    "counter, a data sheet, or a default of the method.";

static struct para *
para_of(struct bench *bench, const char *text, double width,
    enum para_align align)
{
	struct text_style style = { .face = FACE_SERIF, .size = 10 };
	struct para *para = para_new(&bench->layout);

	para_add_markup(&bench->layout, para, &style, text);
	para_set(&bench->layout, para, width, 0, align);
	return para;
}

START_TEST(justified_lines_fill_the_width)
{
	struct bench bench;
	struct scene *scene;
	struct para *para;
	double last = 0;
	size_t i, k;

	bench_open(&bench, WIDE);
	para = para_of(&bench, prose, 300, PARA_JUSTIFY);
	ck_assert_int_eq(para->align, PARA_JUSTIFY);
	ck_assert_uint_ge(para->line_count, 3);
	for (i = 0; i + 1 < para->line_count; i++) {
		scene = scene_new(300, 100, bench.arena);
		para_place(para, scene, i, 1, 0, 10);
		for (k = 0; k < scene->count; k++)
			last = bench_right(&bench, &scene->items[k]);
		ck_assert_double_eq_tol(last, 300, 0.05);
	}
	bench_close(&bench);
}
END_TEST

START_TEST(ragged_lines_are_one_text)
{
	struct bench bench;
	struct scene *scene;
	struct para *para;

	bench_open(&bench, WIDE);
	para = para_of(&bench, prose, 250, PARA_LEFT);
	scene = scene_new(250, 100, bench.arena);
	para_place(para, scene, 0, para->line_count, 0, 10);
	ck_assert_uint_eq(scene->count, para->line_count);
	bench_close(&bench);
}
END_TEST

START_TEST(long_words_are_cut)
{
	static const char word[] = "https://example.org/"
	    "averyveryveryverylongpathwithoutanyplacetobreakit/étéétéétéétéété";
	struct bench bench;
	struct scene *scene;
	struct para *para;
	struct buf all = { 0 };
	size_t i;

	bench_open(&bench, WIDE);
	para = para_of(&bench, word, 60, PARA_JUSTIFY);
	ck_assert_uint_gt(para->line_count, 3);
	scene = scene_new(60, 200, bench.arena);
	para_place(para, scene, 0, para->line_count, 0, 10);
	for (i = 0; i < scene->count; i++) {
		ck_assert_double_le(bench_right(&bench, &scene->items[i]),
		    60.01);
		buf_add(&all, scene->items[i].text.s, scene->items[i].text.n);
	}
	ck_assert_str_eq(all.s, word);
	buf_free(&all);
	/* not even one letter fits: one a line, and an end */
	para = para_of(&bench, "abc", 0, PARA_LEFT);
	ck_assert_uint_eq(para->line_count, 3);
	bench_close(&bench);
}
END_TEST

START_TEST(breaks_stand_where_they_may)
{
	struct bench bench;
	struct para *para;

	bench_open(&bench, WIDE);
	para = para_of(&bench, "wall-clock", 30, PARA_LEFT);
	ck_assert_uint_eq(para->line_count, 2);
	/* what is bound together stays so */
	ck_assert_uint_eq(para_of(&bench, "Switch-C", 500,
	    PARA_LEFT)->word_count, 1);
	ck_assert_uint_eq(para_of(&bench, "T5-11B", 500,
	    PARA_LEFT)->word_count, 2);
	ck_assert_uint_eq(para_of(&bench, "7 B active of 56 B, second",
	    500, PARA_LEFT)->word_count, 5);
	ck_assert_uint_eq(para_of(&bench, "56 Bits", 500,
	    PARA_LEFT)->word_count, 2);
	para = para_of(&bench, "-5", 500, PARA_LEFT);
	ck_assert_uint_eq(para->word_count, 1);
	para = para_of(&bench, "", 100, PARA_LEFT);
	ck_assert_uint_eq(para->line_count, 0);
	ck_assert_double_eq(para_height(para, 0), 0);
	bench_close(&bench);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("layout");

	tests_add(suite, decimal_points_are_aligned);
	tests_add(suite, missing_value_is_a_grey_dash);
	tests_add(suite, heads_stand_over_their_numbers);
	tests_add(suite, scripts_are_small_and_moved);
	tests_add(suite, rules_are_those_of_booktabs);
	tests_add(suite, table_fills_the_column);
	tests_add(suite, structure_is_regular);
	tests_add(suite, narrow_column_breaks_lines);
	tests_add(suite, odd_tables_are_laid_out);
	tests_add(suite, words_in_a_column_of_numbers);
	tests_add(suite, justified_lines_fill_the_width);
	tests_add(suite, ragged_lines_are_one_text);
	tests_add(suite, long_words_are_cut);
	tests_add(suite, breaks_stand_where_they_may);
	return tests_run(suite);
}
