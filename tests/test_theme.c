/*
 * The dark theme: everything that is read keeps a contrast of 4.5:1 against
 * its page, and nothing else is on a themed picture.
 */
#include <math.h>

#include "base/arena.h"
#include "base/colour.h"
#include "layout/palette.h"
#include "layout/scene.h"
#include "layout/theme.h"
#include "tests.h"

static const double LEAST = 4.5;

/* WCAG 2.2, contrast ratio. */
static double
contrast(int a, int b)
{
	double first = colour_luminance(a) + 0.05;
	double second = colour_luminance(b) + 0.05;

	return fmax(first, second) / fmin(first, second);
}

static void
check_ink(int color)
{
	double light = contrast(color, INK_WHITE);
	double dark = contrast(theme_dark(color), theme_dark(INK_WHITE));

	ck_assert_msg(light >= LEAST, "%06x: %.2f", (unsigned)color, light);
	ck_assert_msg(dark >= LEAST, "%06x dark: %.2f", (unsigned)color,
	    dark);
}

START_TEST(what_is_read_has_contrast_in_both)
{
	enum chart_role role;

	check_ink(INK_BLACK);
	check_ink(PALETTE_GREY);
	check_ink(PALETTE_BLUE);
	check_ink(PALETTE_REFERENCE);
	check_ink(PALETTE_LINK);
	for (role = 0; role < CHART_ROLES; role++)
		check_ink(palette_look(role, false).ink);
}
END_TEST

/* What was put right and what is one's own differ in lightness from what was published, and in shape besides. */
START_TEST(series_of_a_comparison_differ_in_grey)
{
	static const enum chart_role roles[] = { CHART_SECOND, CHART_THIRD };
	int first = palette_look(CHART_MAIN, false).ink;
	size_t i;

	for (i = 0; i < sizeof roles / sizeof roles[0]; i++) {
		int other = palette_look(roles[i], false).ink;

		ck_assert(contrast(first, other) >= 1.2);
		ck_assert(contrast(theme_dark(first), theme_dark(other)) >=
		    1.2);
	}
}
END_TEST

START_TEST(themed_scene_has_a_ground_and_no_light_ink)
{
	struct arena *arena = arena_new();
	struct scene *scene = scene_new(100, 50, arena);
	struct scene *themed;

	scene_line(scene, 0, 0, 9, 9, 1, PALETTE_BLUE);
	themed = theme_scene(scene, THEME_DARK, 5, arena);
	ck_assert(scene_balanced(themed));
	ck_assert_double_eq(themed->width, 110);
	ck_assert_double_eq(themed->height, 60);
	ck_assert_int_eq(themed->items[1].kind, SCENE_BOX);
	ck_assert_int_eq(themed->items[1].fill, theme_dark(INK_WHITE));
	ck_assert_double_eq(themed->items[1].x2, 110);
	ck_assert_int_eq(themed->items[themed->count - 1].stroke,
	    theme_dark(PALETTE_BLUE));
	ck_assert_double_eq(themed->items[themed->count - 1].x, 5);
	ck_assert_int_eq(themed->items[1].stroke, COLOR_NONE);
	themed = theme_scene(scene, THEME_AUTO, 0, arena);
	ck_assert_int_eq(themed->items[1].fill, INK_WHITE);
	arena_free(arena);
}
END_TEST

START_TEST(names_of_themes)
{
	enum theme theme = THEME_NONE;

	ck_assert(theme_named("dark", &theme) && theme == THEME_DARK);
	ck_assert(theme_named("auto", &theme) && theme == THEME_AUTO);
	ck_assert(!theme_named("", &theme));
	ck_assert(!theme_named("Dark", &theme));
}
END_TEST

int
main(void)
{
	TCase *tests = tcase_create("theme");
	Suite *suite = suite_create("theme");

	tcase_add_test(tests, what_is_read_has_contrast_in_both);
	tcase_add_test(tests, series_of_a_comparison_differ_in_grey);
	tcase_add_test(tests, themed_scene_has_a_ground_and_no_light_ink);
	tcase_add_test(tests, names_of_themes);
	suite_add_tcase(suite, tests);
	return tests_run(suite);
}
