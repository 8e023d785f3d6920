/*
 * Charts as they are laid out: dots where the values are, and no text on
 * other text, on a line or outside the box.
 */
#include "tests.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "layout/layout.h"
#include "layout/palette.h"
#include "layout_samples.h"

#define WIDE 453.54
#define NARROW 218.27

/* The N-th dot of a chart; NULL past the last. */
static const struct scene_item *
dot(const struct scene *scene, size_t n)
{
	size_t i;

	for (i = 0; i < scene->count; i++)
		if (scene->items[i].kind == SCENE_DOT && n-- == 0)
			return &scene->items[i];
	return NULL;
}

static size_t
dots(const struct scene *scene)
{
	size_t n = 0;

	while (dot(scene, n) != NULL)
		n++;
	return n;
}

/* Where a tick label's tick is. */
static double
tick(const struct bench *bench, const struct scene *scene, const char *label)
{
	const struct scene_item *item = bench_find(scene, label);

	ck_assert_ptr_nonnull(item);
	return (item->x + bench_right(bench, item)) / 2;
}

/* The box of a text: about what its letters cover. */
struct box {
	double left, right, top, bottom;
};

static struct box
box_of(const struct bench *bench, const struct scene_item *item)
{
	return (struct box){
		.left = item->x,
		.right = bench_right(bench, item),
		.top = item->y - 0.62 * item->size,
		.bottom = item->y + 0.12 * item->size,
	};
}

/* True when no two texts of a chart cover each other. */
static bool
texts_apart(const struct bench *bench, const struct scene *scene)
{
	struct box a, b;
	size_t i, k;

	for (i = 0; i < scene->count; i++)
		for (k = 0; k < i; k++) {
			if (scene->items[i].kind != SCENE_TEXT ||
			    scene->items[k].kind != SCENE_TEXT)
				continue;
			a = box_of(bench, &scene->items[i]);
			b = box_of(bench, &scene->items[k]);
			if (a.left < b.right - 0.01 &&
			    b.left < a.right - 0.01 && a.top < b.bottom &&
			    b.top < a.bottom)
				return false;
		}
	return true;
}

/* True when no dashed line runs through a text in FACE. */
static bool
lines_clear(const struct bench *bench, const struct scene *scene,
    enum face face)
{
	size_t i, k;

	for (i = 0; i < scene->count; i++) {
		const struct scene_item *line = &scene->items[i];

		if (line->kind != SCENE_LINE || line->dash <= 0)
			continue;
		for (k = 0; k < scene->count; k++) {
			const struct scene_item *item = &scene->items[k];

			if (item->kind != SCENE_TEXT || item->face != face ||
			    item->y > fmax(line->y, line->y2) ||
			    item->y < fmin(line->y, line->y2))
				continue;
			if (line->x > item->x - 0.5 &&
			    line->x < bench_right(bench, item) + 0.5)
				return false;
		}
	}
	return true;
}

START_TEST(dots_stand_at_their_values)
{
	/* top row first */
	static const double values[] = { 626155, 1438, 262, 192, 26 };
	struct bench bench;
	struct scene *scene;
	double ten, million;
	size_t i;

	bench_open(&bench, WIDE);
	scene = layout_chart(&bench.layout, sample_chart(bench.arena), true);
	ck_assert_uint_eq(dots(scene), 5);
	ten = tick(&bench, scene, "10");
	million = tick(&bench, scene, "1,000,000");
	for (i = 0; i < 5; i++)
		ck_assert_double_eq_tol(dot(scene, i)->x, ten +
		    (million - ten) * (log10(values[i]) - 1) / 5, 0.02);
	ck_assert_double_eq_tol(tick(&bench, scene, "1,000"),
	    ten + (million - ten) * 2 / 5, 0.02);
	bench_close(&bench);
}
END_TEST

START_TEST(linear_axis_begins_at_zero)
{
	struct bench bench;
	struct doc_chart *chart;
	struct scene *scene;
	double zero, end;

	bench_open(&bench, WIDE);
	chart = sample_chart(bench.arena);
	chart->x.kind = SCALE_LINEAR;
	scene = layout_chart(&bench.layout, chart, true);
	zero = tick(&bench, scene, "0");
	end = tick(&bench, scene, "1,000,000");
	ck_assert_double_eq_tol(dot(scene, 0)->x,
	    zero + (end - zero) * 0.626155, 0.02);
	ck_assert_double_eq_tol(tick(&bench, scene, "200,000"),
	    zero + (end - zero) * 0.2, 0.02);
	bench_close(&bench);
}
END_TEST

START_TEST(hollow_dots_are_hollow)
{
	struct bench bench;
	struct scene *scene;

	bench_open(&bench, WIDE);
	scene = layout_chart(&bench.layout, sample_chart(bench.arena), true);
	ck_assert_int_eq(dot(scene, 0)->fill, INK_WHITE);
	ck_assert_int_eq(dot(scene, 0)->stroke, PALETTE_BLUE);
	ck_assert_int_eq(dot(scene, 1)->fill, PALETTE_BLUE);
	bench_close(&bench);
}
END_TEST

START_TEST(nothing_touches_in_the_sample)
{
	static const double widths[] = { WIDE, 396, 345.83, 252, NARROW };
	struct bench bench;
	struct scene *scene;
	size_t i;

	bench_open(&bench, WIDE);
	for (i = 0; i < sizeof widths / sizeof widths[0]; i++) {
		bench.layout.style.width = widths[i];
		scene = layout_chart(&bench.layout,
		    sample_chart(bench.arena), true);
		ck_assert_double_eq(scene->width, widths[i]);
		ck_assert(bench_inside(&bench, scene));
		ck_assert(texts_apart(&bench, scene));
		ck_assert(lines_clear(&bench, scene, FACE_SANS_BOLD));
		ck_assert(lines_clear(&bench, scene, FACE_SANS));
	}
	bench_close(&bench);
}
END_TEST

/* A value that is moved off a line must come to rest, whatever the rounding. */
START_TEST(any_width_comes_to_an_end)
{
	struct bench bench;
	struct scene *scene;
	int i;

	bench_open(&bench, WIDE);
	for (i = 0; i < 1000; i++) {
		bench.layout.style.width = 200 + i * 0.32;
		scene = layout_chart(&bench.layout,
		    sample_chart(bench.arena), false);
		ck_assert(bench_inside(&bench, scene));
	}
	bench_close(&bench);
}
END_TEST

START_TEST(references_that_crowd)
{
	static struct doc_reference crowd[] = {
		{ "Car incl. fuel, 1 lifetime", "126,000 lb", 126000 },
		{ "NY–SF flight, 1 passenger", "1,984 lb", 1984 },
		{ "Human life, 1 year", "11,023 lb", 11023 },
		{ "American life, 1 year", "36,156 lb", 36156 },
		{ "The same place", "126,000 lb", 126000 },
	};
	struct bench bench;
	struct doc_chart *chart;
	struct scene *scene;
	size_t count;

	bench_open(&bench, WIDE);
	chart = sample_chart(bench.arena);
	chart->references = crowd;
	for (count = 0; count <= 5; count++) {
		chart->reference_count = count;
		bench.layout.style.width = WIDE;
		scene = layout_chart(&bench.layout, chart, false);
		ck_assert(bench_inside(&bench, scene));
		ck_assert(texts_apart(&bench, scene));
		bench.layout.style.width = NARROW;
		scene = layout_chart(&bench.layout, chart, false);
		ck_assert(bench_inside(&bench, scene));
		ck_assert(texts_apart(&bench, scene));
	}
	bench_close(&bench);
}
END_TEST

START_TEST(many_references)
{
	struct doc_reference crowd[20];
	struct bench bench;
	struct doc_chart *chart;
	struct scene *scene;
	size_t i;

	for (i = 0; i < 20; i++)
		crowd[i] = (struct doc_reference){ "Something", "1 lb",
			pow(10, (double)(i % 7)) };
	crowd[3].value = (double)NAN;
	crowd[4].value = 0;
	bench_open(&bench, WIDE);
	chart = sample_chart(bench.arena);
	chart->references = crowd;
	chart->reference_count = 20;
	scene = layout_chart(&bench.layout, chart, false);
	ck_assert(bench_inside(&bench, scene));
	ck_assert(texts_apart(&bench, scene));
	bench_close(&bench);
}
END_TEST

START_TEST(few_and_many_marks)
{
	static const size_t counts[] = { 1, 2, 12, 60 };
	static const double highs[] = { 1, 950, 1e6, 1e12 };
	struct bench bench;
	struct scene *scene;
	size_t i, k;

	bench_open(&bench, WIDE);
	for (i = 0; i < 4; i++)
		for (k = 0; k < 8; k++) {
			bench.layout.style.width = k < 4 ? WIDE : NARROW;
			scene = layout_chart(&bench.layout,
			    sample_long_chart(bench.arena, counts[i], 1,
				highs[k % 4]), true);
			ck_assert_uint_eq(dots(scene), counts[i]);
			ck_assert(bench_inside(&bench, scene));
			ck_assert(texts_apart(&bench, scene));
		}
	bench_close(&bench);
}
END_TEST

START_TEST(values_that_are_not_known)
{
	struct bench bench;
	struct doc_chart *chart;
	struct scene *scene;
	size_t i;

	bench_open(&bench, WIDE);
	chart = sample_chart(bench.arena);
	chart->series[0].data[1].x = (double)NAN;
	chart->rows[1].text = "not reported";
	scene = layout_chart(&bench.layout, chart, true);
	ck_assert_uint_eq(dots(scene), 4);
	ck_assert_int_eq(bench_find(scene, "not reported")->fill,
	    PALETTE_GREY);
	ck_assert_ptr_null(bench_find(scene, "no value is known"));
	for (i = 0; i < chart->row_count; i++)
		chart->series[0].data[i].x = (double)NAN;
	for (i = 0; i < 3; i++) {
		scene = layout_chart(&bench.layout, chart, true);
		ck_assert_uint_eq(dots(scene), 0);
		ck_assert_ptr_nonnull(bench_find(scene, "no value is known"));
		ck_assert(bench_inside(&bench, scene));
		chart->reference_count = 0;
		if (i == 1)
			chart->row_count = chart->series[0].count = 0;
	}
	bench_close(&bench);
}
END_TEST

START_TEST(values_that_a_scale_cannot_show)
{
	static const double odd[] = { 0, -5, 1e-300, 1e300,
		(double)INFINITY, DBL_MAX, 5e-324, -DBL_MAX };
	struct bench bench;
	struct doc_chart *chart;
	struct scene *scene;
	size_t i;

	bench_open(&bench, WIDE);
	for (i = 0; i < 16; i++) {
		chart = sample_chart(bench.arena);
		chart->x.kind = i < 8 ? SCALE_LOG : SCALE_LINEAR;
		chart->series[0].data[2] = (struct doc_datum){
			.x = odd[i % 8], .low = odd[i % 8],
			.high = odd[i % 8] };
		chart->series[0].data[3].low = -odd[i % 8];
		scene = layout_chart(&bench.layout, chart, true);
		ck_assert(bench_inside(&bench, scene));
		ck_assert(scene_balanced(scene));
	}
	bench_close(&bench);
}
END_TEST

static double
linear(int channel)
{
	double c = channel / 255.0;

	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

/* WCAG 2, contrast against white. */
static double
contrast(int color)
{
	return 1.05 / (0.05 + 0.2126 * linear(color >> 16 & 255) +
	    0.7152 * linear(color >> 8 & 255) +
	    0.0722 * linear(color & 255));
}

START_TEST(colours_are_dark_enough)
{
	ck_assert_double_gt(contrast(PALETTE_GREY), 4.5);
	ck_assert_double_gt(contrast(PALETTE_BLUE), 4.5);
	ck_assert_double_gt(contrast(PALETTE_REFERENCE), 4.5);
	ck_assert_double_gt(contrast(PALETTE_LINK), 4.5);
	ck_assert_double_eq_tol(contrast(PALETTE_BLUE), 5.19, 0.01);
}
END_TEST

START_TEST(structure_says_what_is_shown)
{
	struct bench bench;
	struct scene *scene;

	bench_open(&bench, WIDE);
	scene = layout_chart(&bench.layout, sample_chart(bench.arena), true);
	ck_assert(bench_text_in_leaves(scene));
	ck_assert(span_equal(scene->items[0].text, "Figure"));
	ck_assert_str_eq(scene->items[0].attribute,
	    "Dot chart of the emissions.");
	ck_assert_uint_eq(bench_tags(scene, "Caption"), 1);
	ck_assert_str_eq(scene->description, "Dot chart of the emissions.");
	scene = layout_chart(&bench.layout, sample_chart(bench.arena), false);
	ck_assert_uint_eq(bench_tags(scene, "Caption"), 0);
	bench_close(&bench);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("layout-chart");

	tests_add(suite, dots_stand_at_their_values);
	tests_add(suite, linear_axis_begins_at_zero);
	tests_add(suite, hollow_dots_are_hollow);
	tests_add(suite, nothing_touches_in_the_sample);
	tests_add(suite, any_width_comes_to_an_end);
	tests_add(suite, references_that_crowd);
	tests_add(suite, many_references);
	tests_add(suite, few_and_many_marks);
	tests_add(suite, values_that_are_not_known);
	tests_add(suite, values_that_a_scale_cannot_show);
	tests_add(suite, colours_are_dark_enough);
	tests_add(suite, structure_says_what_is_shown);
	return tests_run(suite);
}
