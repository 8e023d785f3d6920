/*
 * Scenes: the dump, the balance of tags, and text made safe.
 */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "layout/scene.h"
#include "layout/utf8.h"
#include "tests.h"

static struct arena *arena;

static void
setup(void)
{
	arena = arena_new();
}

static void
teardown(void)
{
	arena_free(arena);
}

static void
expect_dump(const struct scene *scene, const char *expected)
{
	struct buf out = { NULL, 0, 0 };

	scene_dump(scene, &out);
	ck_assert_str_eq(out.s, expected);
	buf_free(&out);
}

static void
add_shapes(struct scene *scene)
{
	static const struct scene_point points[] = { { 0, 0 }, { 3, 1.5 } };

	scene_add(scene, (struct scene_item){
		.kind = SCENE_BOX, .x = 1, .y = 2, .x2 = 3, .y2 = 4,
		.fill = INK_WHITE, .stroke = COLOR_NONE });
	scene_add(scene, (struct scene_item){
		.kind = SCENE_DOT, .x = 5, .y = 6, .radius = 2.5,
		.fill = COLOR_NONE, .stroke = 0x0072b2, .weight = 1.1 });
	scene_add(scene, (struct scene_item){
		.kind = SCENE_PATH, .points = points, .point_count = 2,
		.fill = COLOR_NONE, .stroke = INK_BLACK, .weight = 0.5,
		.dash = 4 });
	scene_line(scene, -0.001, 0, 10, 20.126, 0.8, INK_BLACK);
}

START_TEST(dump_is_one_item_a_line)
{
	struct scene *scene = scene_new(100, 50.5, arena);

	scene->title = "A \"title\"";
	scene_begin(scene, "Link", "https://example.org/\n");
	scene_text(scene, FACE_SANS_BOLD, 8.5, 0xff0000, 1, 2,
	    span_of("a\\b \"c\"\nd"));
	scene_end(scene, "Link");
	add_shapes(scene);
	expect_dump(scene,
	    "scene 100.00 50.50 en \"A \\\"title\\\"\" \"\"\n"
	    "begin Link \"https://example.org/ \"\n"
	    "text 1.00,2.00 SANS_BOLD 8.50 #ff0000 \"a\\\\b \\\"c\\\" d\"\n"
	    "end Link\n"
	    "box 1.00,2.00 3.00,4.00 fill #ffffff\n"
	    "dot 5.00,6.00 2.50 stroke #0072b2 1.10\n"
	    "polyline 0.00,0.00 3.00,1.50 stroke #000000 0.50 dash 4.00\n"
	    "line 0.00,0.00 10.00,20.13 stroke #000000 0.80\n");
}
END_TEST

START_TEST(append_moves_all)
{
	struct scene *from = scene_new(10, 10, arena);
	struct scene *scene = scene_new(20, 20, arena);

	scene_text(from, FACE_MONO, 9, INK_BLACK, 1, 2, span_of("x"));
	add_shapes(from);
	scene_append(scene, from, 10, 100);
	expect_dump(scene,
	    "scene 20.00 20.00 en \"\" \"\"\n"
	    "text 11.00,102.00 MONO 9.00 #000000 \"x\"\n"
	    "box 11.00,102.00 13.00,104.00 fill #ffffff\n"
	    "dot 15.00,106.00 2.50 stroke #0072b2 1.10\n"
	    "polyline 10.00,100.00 13.00,101.50 stroke #000000 0.50"
	    " dash 4.00\n"
	    "line 10.00,100.00 20.00,120.13 stroke #000000 0.80\n");
	/* What was appended is a copy. */
	ck_assert_double_eq(from->items[0].x, 1);
	ck_assert_double_eq(from->items[3].points[1].x, 3);
}
END_TEST

START_TEST(text_is_copied)
{
	struct scene *scene = scene_new(10, 10, arena);
	char text[] = "before";

	scene_text(scene, FACE_SERIF, 9, INK_BLACK, 0, 0,
	    (struct span){ text, 3 });
	text[0] = 'X';
	ck_assert(span_equal(scene->items[0].text, "bef"));
	ck_assert_int_eq(scene->items[0].text.s[3], '\0');
}
END_TEST

/* "(" opens a tag A, "[" a tag B. */
static bool
balanced(const char *tags)
{
	struct scene *scene = scene_new(10, 10, arena);

	for (; *tags != '\0'; tags++)
		switch (*tags) {
		case '(':
			scene_begin(scene, "A", NULL);
			break;
		case ')':
			scene_end(scene, "A");
			break;
		case '[':
			scene_begin(scene, "B", NULL);
			break;
		case ']':
			scene_end(scene, "B");
			break;
		}
	return scene_balanced(scene);
}

START_TEST(tags_must_balance)
{
	ck_assert(balanced(""));
	ck_assert(balanced("([])[()]"));
	ck_assert(!balanced("("));
	ck_assert(!balanced(")"));
	ck_assert(!balanced("([)]"));
	ck_assert(!balanced("(]"));
	ck_assert(balanced(
	    "(((((((((((((((((((((((((((((((())))))))))))))))))))))))))))))))"));
	ck_assert(!balanced(
	    "((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((("
	    ")))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))"));
}
END_TEST

static void
expect_clean(const char *text, size_t n, const char *expected)
{
	struct span clean = utf8_clean(arena, (struct span){ text, n });

	ck_assert_msg(span_equal(clean, expected), "\"%.*s\" is not \"%s\"",
	    (int)clean.n, clean.s, expected);
}

#define EXPECT_CLEAN(text, expected) \
	expect_clean("" text, sizeof text - 1, expected)

/* The ill-formed sequences are those of the Unicode standard, table 3-7 and 3-8. */
START_TEST(malformed_text_is_made_valid)
{
	EXPECT_CLEAN("", "");
	EXPECT_CLEAN("CO\xe2\x82\x82" "e \xf0\x9f\x8c\xb1",
	    "CO\xe2\x82\x82" "e \xf0\x9f\x8c\xb1");
	EXPECT_CLEAN("\xef\xbf\xbd", "\xef\xbf\xbd");
	EXPECT_CLEAN("a\xff" "b", "a\xef\xbf\xbd" "b");
	EXPECT_CLEAN("\xe2\x82", "\xef\xbf\xbd\xef\xbf\xbd");
	EXPECT_CLEAN("\xc0\xaf", "\xef\xbf\xbd\xef\xbf\xbd");
	EXPECT_CLEAN("\xe0\x80\xaf", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
	EXPECT_CLEAN("\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
	EXPECT_CLEAN("\xf4\x90\x80\x80",
	    "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
	EXPECT_CLEAN("\xf4\x8f\xbf\xbd", "\xf4\x8f\xbf\xbd");
	EXPECT_CLEAN("\xef\xbf\xbf", "\xef\xbf\xbd");
	EXPECT_CLEAN("\xc3", "\xef\xbf\xbd");
}
END_TEST

START_TEST(controls_are_dropped)
{
	EXPECT_CLEAN("a\tb\r\nc", "a b  c");
	EXPECT_CLEAN("a\0b\x1b[31m\x7f\xc2\x9b", "ab[31m");
	EXPECT_CLEAN("a\xe2\x80\xa8" "b\xe2\x80\xa9" "c", "a b c");
	EXPECT_CLEAN("a\xc2\xa0" "b", "a\xc2\xa0" "b");
}
END_TEST

START_TEST(clean_text_is_not_copied)
{
	struct span text = span_of("plain \xc2\xb5");

	ck_assert_ptr_eq(utf8_clean(arena, text).s, text.s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("scene");
	TCase *tests = tcase_create("scene");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, dump_is_one_item_a_line);
	tcase_add_test(tests, append_moves_all);
	tcase_add_test(tests, text_is_copied);
	tcase_add_test(tests, tags_must_balance);
	tcase_add_test(tests, malformed_text_is_made_valid);
	tcase_add_test(tests, controls_are_dropped);
	tcase_add_test(tests, clean_text_is_not_copied);
	suite_add_tcase(suite, tests);
	return tests_run(suite);
}
