/*
 * Charts of a thousand made-up studies, by what their scenes hold: no text
 * on another or on a foreign dot, none outside, leaders that cross nothing,
 * ticks round and rising, every mark in the plot, every text in the size that
 * was asked for, captions that tell what is drawn and nothing else.
 */
#include "tests.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/num.h"
#include "base/str.h"
#include "chart_faults.h"
#include "chart_samples.h"
#include "layout/layout.h"
#include "layout/palette.h"
#include "layout_samples.h"

enum { STUDIES = 1000, ROUNDS = 20, TICKS_MAX = 64 };

#define NEAR 0.02
#define SCRIPT 0.7 /* of the size around it */
#define AXIS 0.8   /* weight that axes alone have */

static const struct scene_item *
first_overlap(const struct bench *bench, const struct scene *scene)
{
	struct area *areas = arena_alloc(bench->arena,
	    (scene->count + 1) * sizeof *areas);
	size_t i, k;

	for (i = 0; i < scene->count; i++) {
		if (scene->items[i].kind != SCENE_TEXT)
			continue;
		areas[i] = area_of(bench, &scene->items[i]);
		for (k = 0; k < i; k++)
			if (scene->items[k].kind == SCENE_TEXT &&
			    areas[i].left < areas[k].right - NEAR &&
			    areas[k].left < areas[i].right - NEAR &&
			    areas[i].top < areas[k].bottom &&
			    areas[k].top < areas[i].bottom)
				return &scene->items[i];
	}
	return NULL;
}

static const struct scene_item *
first_outside(const struct bench *bench, const struct scene *scene)
{
	size_t i;

	for (i = 0; i < scene->count; i++) {
		struct area area = area_of(bench, &scene->items[i]);

		if (scene->items[i].kind == SCENE_TEXT &&
		    (area.left < -NEAR || area.top < -NEAR ||
			area.right > scene->width + NEAR ||
			area.bottom > scene->height + NEAR))
			return &scene->items[i];
	}
	return NULL;
}

static const struct scene_item *
first_of_other_size(const struct bench *bench, const struct scene *scene)
{
	double size = bench->layout.style.label_size;
	size_t i;

	for (i = 0; i < scene->count; i++) {
		const struct scene_item *item = &scene->items[i];

		if (item->kind == SCENE_TEXT &&
		    fabs(item->size - size) > 1e-9 &&
		    fabs(item->size - SCRIPT * size) > 1e-9)
			return item;
	}
	return NULL;
}

/* The x axis is the last level black line of its weight. */
static struct area
plot_of(const struct scene *scene)
{
	struct area plot = { 0, HUGE_VAL, 0, 0 };
	size_t i;

	for (i = 0; i < scene->count; i++) {
		const struct scene_item *item = &scene->items[i];

		if (item->kind != SCENE_LINE)
			continue;
		if (item->weight == AXIS && item->y == item->y2) {
			plot.left = item->x;
			plot.right = item->x2;
			plot.bottom = item->y;
		}
		if (item->stroke == PALETTE_GRID)
			plot.top = fmin(plot.top, fmin(item->y, item->y2));
	}
	return plot;
}

/* Keys stand above the plot. */
static const struct scene_item *
first_mark_outside(const struct scene *scene)
{
	struct area plot = plot_of(scene), area;
	size_t i;

	for (i = 0; i < scene->count; i++) {
		area = mark_area(&scene->items[i]);
		if (area.left > area.right || area.bottom < plot.top)
			continue;
		if (area.left < plot.left - NEAR ||
		    area.right > plot.right + NEAR ||
		    area.top < plot.top - NEAR ||
		    area.bottom > plot.bottom + NEAR)
			return &scene->items[i];
	}
	return NULL;
}

/* "−1,000" as a number; NAN when it is none. */
static double
number_of(struct span text)
{
	char plain[64];
	size_t i, n = 0;
	double value;

	for (i = 0; i < text.n && n + 2 < sizeof plain; i++) {
		if (i + 2 < text.n && memcmp(text.s + i, "\xe2\x88\x92", 3) ==
		    0) {
			plain[n++] = '-';
			i += 2;
		} else if (text.s[i] != ',') {
			plain[n++] = text.s[i];
		}
	}
	plain[n] = '\0';
	return num_parse(span_of(plain), &value) ? value : (double)NAN;
}

/* The numbers on the line under the x axis, from left to right. */
static size_t
ticks_of(const struct bench *bench, const struct scene *scene,
    double values[TICKS_MAX])
{
	double size = bench->layout.style.label_size;
	struct area plot = plot_of(scene);
	size_t i, n = 0;

	for (i = 0; i < scene->count && n < TICKS_MAX; i++) {
		const struct scene_item *item = &scene->items[i];

		if (item->kind == SCENE_TEXT && item->size == size &&
		    item->y > plot.bottom + 0.9 * size && item->y < plot.bottom +
		    1.7 * size)
			values[n++] = number_of(item->text);
	}
	return n;
}

/* True for 1, 2, 4 or 5 times a power of ten, and what divides a clock. */
static bool
is_round(double value)
{
	double digit = value / pow(10, floor(log10(value) + 1e-9));

	return fabs(digit - 1) < 1e-6 || fabs(digit - 2) < 1e-6 ||
	    fabs(digit - 4) < 1e-6 ||
	    fabs(digit - 5) < 1e-6 || fabs(digit - 10) < 1e-6;
}

static bool
is_clock(double step)
{
	static const double steps[] = { 3, 6, 12, 15, 24, 30, 60 };
	size_t i;

	for (i = 0; i < sizeof steps / sizeof steps[0]; i++)
		if (fabs(step - steps[i]) < 1e-9)
			return true;
	return is_round(step) || is_round(step / 24) || is_round(step / 60);
}

/* Rising; on a log scale each is round, else each step is and all are alike. */
static bool
ticks_are_good(const struct bench *bench, const struct scene *scene,
    enum scale_kind kind)
{
	bool logarithmic = kind == SCALE_LOG, good;
	double values[TICKS_MAX], step = 0;
	size_t i, n = ticks_of(bench, scene, values);

	for (i = 0; i < n; i++)
		if (isnan(values[i]) || (logarithmic && values[i] == 10 &&
		    n > 1 && values[n - 1] == 10))
			return true; /* powers: 10 and a raised number */
	for (i = 1; i < n; i++) {
		if (!(values[i] > values[i - 1]))
			return false;
		if (logarithmic) {
			if (!is_round(values[i]) || !is_round(values[i - 1]))
				return false;
			continue;
		}
		if (i > 1 && fabs(values[i] - values[i - 1] - step) >
		    1e-6 * fabs(values[i]))
			return false;
		step = values[i] - values[i - 1];
		good = kind == SCALE_TIME ? is_clock(step) : is_round(step);
		if (!good && n > 2)
			return false;
	}
	return true;
}

static void
say(const struct scene_item *item, const char *what,
    const struct chart_kind *kind, size_t seed, double width)
{
	if (item != NULL)
		fprintf(stderr, "# %s, seed %zu, width %g: %s at %.2f,%.2f "
		    "%.*s\n", kind->name, seed, width, what, item->x, item->y,
		    (int)item->text.n, item->text.s == NULL ? "" :
		    item->text.s);
	ck_assert_msg(item == NULL, "%s, seed %zu, width %g: %s", kind->name,
	    seed, width, what);
}

static void
check_names(struct bench *bench, const struct chart_kind *kind,
    const struct doc_chart *chart, const struct scene *scene, size_t seed)
{
	double width = bench->layout.style.width;
	const char *name = fault_whose_name(bench, chart);

	say(fault_leaders_cross(scene), "a leader across another", kind, seed,
	    width);
	say(fault_leader_on_dot(scene), "a leader on a foreign dot", kind,
	    seed, width);
	say(fault_leader_through_text(bench, scene), "a leader through a text",
	    kind, seed, width);
	say(fault_text_on_dot(bench, scene), "a text on a dot", kind, seed,
	    width);
	say(fault_on_dashes(bench, scene), "a text or its white on dashes",
	    kind, seed, width);
	ck_assert_msg(name == NULL, "%s, seed %zu, width %g: another's name "
	    "beside %s", kind->name, seed, width, name);
}

static void
check_chart(struct bench *bench, const struct chart_kind *kind,
    const struct doc_chart *chart, size_t seed)
{
	const struct scene *scene = layout_chart(&bench->layout, chart,
	    false);
	double width = bench->layout.style.width;

	ck_assert(scene_balanced(scene));
	ck_assert_double_eq(scene->width, width);
	say(first_overlap(bench, scene), "a text on another", kind, seed,
	    width);
	say(first_outside(bench, scene), "a text outside", kind, seed, width);
	say(first_of_other_size(bench, scene), "a text of another size",
	    kind, seed, width);
	say(first_mark_outside(scene), "a mark outside the plot", kind, seed,
	    width);
	check_names(bench, kind, chart, scene, seed);
	ck_assert_msg(words_are_true(bench, scene, kind->name, chart),
	    "%s, seed %zu, width %g: words", kind->name, seed, width);
	ck_assert_msg(ticks_are_good(bench, scene,
	    chart->x.kind), "%s, seed %zu, width %g: ticks",
	    kind->name, seed, width);
}

/* One study of the thousand: each kind of chart of it. */
static void
check_study(struct bench *bench, enum made_up made, size_t seed)
{
	static const double widths[] = { 238.11, 453.54, 218.27, 396 };
	const struct chart_request request = { .model = NULL };
	struct builder *b = made_up(made, seed, bench->arena, &bench->diags);
	const struct chart_kind *kind;
	const struct doc_chart *chart;
	size_t i;

	for (i = 0; (kind = chart_kind_at(i)) != NULL; i++) {
		chart = chart_build(b, kind, &request, true);
		if (chart == NULL)
			continue;
		bench->layout.style.width = widths[(seed + i) % 4];
		check_chart(bench, kind, chart, seed);
	}
}

START_TEST(a_thousand_studies)
{
	struct bench bench;
	size_t seed;

	for (seed = (size_t)_i * STUDIES / ROUNDS;
	     seed < (size_t)(_i + 1) * STUDIES / ROUNDS; seed++) {
		if (seed % 10 == 0) {
			if (seed != (size_t)_i * STUDIES / ROUNDS)
				bench_close(&bench);
			bench_open(&bench, 100);
		}
		check_study(&bench, MADE_RANDOM, seed);
	}
	bench_close(&bench);
}
END_TEST

START_TEST(the_worst_cases)
{
	struct bench bench;
	size_t seed;

	bench_open(&bench, 100);
	for (seed = 0; seed < 8; seed++)
		check_study(&bench, (enum made_up)_i, seed);
	bench_close(&bench);
}
END_TEST

/* The same data give the same chart; no role looks like its neighbour in gray. */
static double
gray(int color)
{
	return color == COLOR_NONE ? 1 :
	    (0.2126 * (color >> 16 & 255) + 0.7152 * (color >> 8 & 255) +
		0.0722 * (color & 255)) / 255;
}

START_TEST(neighbours_differ_in_gray)
{
	int role, black;

	for (black = 0; black < 2; black++)
		for (role = CHART_MAIN; role < CHART_REST; role++) {
			struct role_look a = palette_look((enum chart_role)role,
			    black);
			struct role_look b = palette_look(
			    (enum chart_role)(role + 1), black);

			ck_assert(a.hatch != b.hatch);
			ck_assert(a.hatch == HATCH_NONE ||
			    b.hatch == HATCH_NONE ||
			    fabs(gray(a.fill) - gray(b.fill)) < 0.4);
			ck_assert(fabs(gray(a.fill) - gray(b.fill)) > 0.12 ||
			    a.hatch != HATCH_NONE);
			/* the ink of every role can be read on white */
			ck_assert_double_lt(gray(a.ink), 0.45);
		}
}
END_TEST

static const struct doc_chart *
chart_of(struct bench *bench, const struct chart_kind *kind,
    enum made_up made)
{
	const struct chart_request request = { .model = NULL };
	struct builder *b = made_up(made, 3, bench->arena, &bench->diags);

	return chart_build(b, kind, &request, true);
}

/* Stacks are as long as their parts together; names of parts are printed once. */
START_TEST(stacks_add_up)
{
	struct bench bench;
	const struct doc_chart *chart;
	double sum, total;
	size_t i, k;

	bench_open(&bench, 453.54);
	chart = chart_of(&bench, &chart_kind_stages, MADE_USUAL);
	ck_assert_uint_gt(chart->series_count, 1);
	for (i = 0; i < chart->row_count; i++) {
		for (k = 0, sum = 0; k < chart->series_count; k++)
			if (chart->series[k].data[i].x > 0)
				sum += chart->series[k].data[i].x;
		total = number_of(span_of(chart->rows[i].text));
		ck_assert_double_eq_tol(sum, total, 0.006 * total);
	}
	chart = chart_of(&bench, &chart_kind_mix, MADE_USUAL);
	for (i = 0; i < chart->row_count; i++) {
		for (k = 0, sum = 0; k < chart->series_count; k++)
			if (chart->series[k].data[i].x > 0)
				sum += chart->series[k].data[i].x;
		ck_assert_double_eq_tol(sum, 100, 0.5);
	}
	bench_close(&bench);
}
END_TEST

/* No point of the front is beaten, and each other point is. */
START_TEST(the_front_is_the_front)
{
	struct bench bench;
	const struct doc_chart *chart;
	const struct doc_series *front, *rest;
	size_t i, k, beaten;

	bench_open(&bench, 453.54);
	chart = chart_of(&bench, &chart_kind_score, MADE_MANY);
	ck_assert_uint_eq(chart->series_count, 3);
	front = &chart->series[1];
	rest = &chart->series[2];
	ck_assert_uint_eq(front->count + rest->count, 60);
	for (i = 1; i < front->count; i++) {
		ck_assert(front->data[i].x > front->data[i - 1].x);
		ck_assert(front->data[i].y > front->data[i - 1].y);
	}
	for (i = 0; i < rest->count; i++) {
		for (k = beaten = 0; k < front->count; k++)
			beaten += front->data[k].x <= rest->data[i].x &&
			    front->data[k].y >= rest->data[i].y;
		ck_assert_uint_gt(beaten, 0);
	}
	bench_close(&bench);
}
END_TEST

/* A front of one place is not drawn, and nothing speaks of it. */
START_TEST(a_front_of_one_place)
{
	struct bench bench;
	const struct doc_chart *chart;

	bench_open(&bench, 453.54);
	chart = chart_of(&bench, &chart_kind_score, MADE_EQUAL);
	ck_assert_int_eq(chart->series[0].mark, MARK_POINT);
	ck_assert_ptr_nonnull(strstr(chart->caption, "All models have the "
	    "same score and the same emissions."));
	ck_assert_ptr_null(strstr(chart->description, "Pareto"));
	chart = chart_of(&bench, &chart_kind_score, MADE_ONE);
	ck_assert_int_eq(chart->series[0].mark, MARK_POINT);
	ck_assert_ptr_null(strstr(chart->caption, "models"));
	ck_assert_ptr_null(strstr(chart->description, "Pareto"));
	bench_close(&bench);
}
END_TEST

/* Rows with long labels have no thicker bars; what is too narrow for its number is told. */
START_TEST(bars_are_equally_high)
{
	struct bench bench;
	const struct scene *scene;
	double height = 0, top;
	size_t i;

	bench_open(&bench, 218.27);
	scene = layout_chart(&bench.layout, chart_of(&bench,
	    &chart_kind_breakdown, MADE_MANY), false);
	top = plot_of(scene).top;
	for (i = 0; i < scene->count; i++) {
		const struct scene_item *item = &scene->items[i];

		if (item->kind != SCENE_BOX || item->stroke == COLOR_NONE ||
		    item->y < top)
			continue;
		if (height == 0)
			height = item->y2 - item->y;
		ck_assert_double_eq_tol(item->y2 - item->y, height, 1e-9);
	}
	ck_assert_double_gt(height, 0);
	ck_assert_ptr_nonnull(bench_find(scene,
	    "Parts without a number are too narrow for it"));
	bench_close(&bench);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("charts");
	TCase *studies = tcase_create("studies");

	tcase_add_loop_test(studies, a_thousand_studies, 0, ROUNDS);
	tcase_add_loop_test(studies, the_worst_cases, 0, MADE_RANDOM);
	suite_add_tcase(suite, studies);
	tests_add(suite, neighbours_differ_in_gray);
	tests_add(suite, stacks_add_up);
	tests_add(suite, the_front_is_the_front);
	tests_add(suite, a_front_of_one_place);
	tests_add(suite, bars_are_equally_high);
	return tests_run(suite);
}
