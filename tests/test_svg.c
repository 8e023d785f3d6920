/*
 * Text in SVG: what holds it in place, how lines are joined, links, and
 * what strangers wrote. The layout's part: what it says of tables.
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "document/document.h"
#include "ink_scene.h"
#include "layout/layout.h"
#include "layout/run.h"
#include "tests.h"

static struct arena *arena;
static struct diags diags;
static struct fonts *fonts;
static struct scene *scene;

static void
setup(void)
{
	arena = arena_new();
	diags = (struct diags){ .arena = arena };
	fonts = ink_fonts(arena, &diags);
	scene = scene_new(200, 100, arena);
}

static void
teardown(void)
{
	fonts_close(fonts);
	arena_free(arena);
}

static const char *
text_form(const char *data)
{
	struct svg_form form = { .text = true, .data = data };
	struct buf out = { NULL, 0, 0 };
	const char *text;

	ck_assert(svg_write(scene, fonts, &form, &out));
	text = arena_strndup(arena, out.s, out.n);
	buf_free(&out);
	return text;
}

static void
expect(const char *part)
{
	const char *text = text_form(NULL);

	ck_assert_msg(strstr(text, part) != NULL, "%s\nis not in\n%s", part,
	    text);
}

/* Text of 10 points at (10, 20), but for what the caller sets. */
static void
add(struct scene_item item, const char *text)
{
	item.kind = SCENE_TEXT;
	item.y = item.y > 0 ? item.y : 20;
	item.size = item.size > 0 ? item.size : 10;
	item.stroke = COLOR_NONE;
	item.text = span_of(text);
	scene_add(scene, item);
}

START_TEST(number_hangs_at_its_point)
{
	add((struct scene_item){ .hold = HOLD_POINT, .hold_x = 40,
		.hold_at = 5 }, "1,415.78");
	add((struct scene_item){ .y = 16.7, .size = 7, .joins = true }, "a");
	expect(">\n<text x=\"40\" y=\"20\" text-anchor=\"end\" "
	    "font-size=\"10\">1,415</text>"
	    "<text x=\"40\" y=\"20\" font-size=\"10\">.78"
	    "<tspan dy=\"-3.3\" font-size=\"7\">a</tspan></text>\n");
}
END_TEST

/* The point may stand behind all of a text, or inside a character when the text was mended. */
START_TEST(point_is_where_it_can_be)
{
	add((struct scene_item){ .hold = HOLD_POINT, .hold_x = 40,
		.hold_at = 2 }, "12");
	expect("text-anchor=\"end\" font-size=\"10\">12</text>\n");
	add((struct scene_item){ .hold = HOLD_POINT, .hold_x = 40, .y = 40,
		.hold_at = 2 }, "\xe2\x88\x92" "1");
	expect("/><text x=\"40\" y=\"40\" font-size=\"10\">"
	    "\xe2\x88\x92" "1</text>");
	add((struct scene_item){ .hold = HOLD_POINT, .hold_x = 40, .y = 60,
		.hold_at = 99 }, "7");
	expect("<text x=\"40\" y=\"60\" text-anchor=\"end\" "
	    "font-size=\"10\">7</text>\n");
}
END_TEST

START_TEST(centred_and_right_text_stay_so)
{
	add((struct scene_item){ .hold = HOLD_MIDDLE, .hold_x = 50 }, "mid");
	add((struct scene_item){ .hold = HOLD_END, .hold_x = 90 }, "end");
	expect("<text x=\"50\" y=\"20\" text-anchor=\"middle\" "
	    "font-size=\"10\">mid</text>");
	expect("<text x=\"90\" y=\"20\" text-anchor=\"end\" "
	    "font-size=\"10\">end</text>");
}
END_TEST

START_TEST(scripts_move_and_move_back)
{
	add((struct scene_item){ .x = 10 }, "CO");
	add((struct scene_item){ .x = 24, .y = 21.6, .size = 7,
		.joins = true }, "2");
	add((struct scene_item){ .x = 28, .joins = true }, "e, all");
	expect("CO<tspan dy=\"1.6\" font-size=\"7\">2</tspan>"
	    "<tspan dy=\"-1.6\">e, all</tspan></text>");
	ck_assert_ptr_null(strstr(text_form(NULL), "baseline-shift"));
}
END_TEST

/* The line that begins with a raised note letter stands on the baseline of its words. */
START_TEST(line_stands_on_its_words)
{
	add((struct scene_item){ .x = 10, .y = 16.7, .size = 7 }, "a");
	add((struct scene_item){ .x = 15, .joins = true }, " Note");
	expect("<text x=\"10\" y=\"20\" font-size=\"10\">"
	    "<tspan dy=\"-3.3\" font-size=\"7\">a</tspan>"
	    "<tspan dy=\"3.3\">\xc2\xa0Note</tspan></text>");
}
END_TEST

START_TEST(long_lines_state_their_length)
{
	const char *words = "a line of many words";
	struct text_size size = fonts_measure(fonts, FACE_SERIF, 10,
	    span_of(words));

	add((struct scene_item){ .x = 10 }, "short");
	ck_assert_ptr_null(strstr(text_form(NULL), "textLength"));
	add((struct scene_item){ .x = 10, .y = 40 }, words);
	expect(arena_printf(arena, "textLength=\"%.2f\" "
	    "lengthAdjust=\"spacingAndGlyphs\"", size.width));
}
END_TEST

/* Blanks in the middle are blanks; where an element begins or ends, or two in a row, they would be lost. */
START_TEST(blanks_are_kept)
{
	add((struct scene_item){ .x = 10 }, "one two ");
	add((struct scene_item){ .x = 50, .face = FACE_SERIF_BOLD,
		.joins = true }, " bold  words ");
	add((struct scene_item){ .x = 90, .joins = true }, "end ");
	expect(">one two <tspan font-weight=\"bold\">\xc2\xa0" "bold \xc2\xa0"
	    "words\xc2\xa0</tspan>end</text>");
	expect(" xml:space=\"preserve\"");
}
END_TEST

START_TEST(families_end_in_a_generic_one)
{
	add((struct scene_item){ .x = 10 }, "serif");
	add((struct scene_item){ .x = 10, .y = 40, .face = FACE_SANS_ITALIC },
	    "sans");
	add((struct scene_item){ .x = 10, .y = 60, .face = FACE_MONO },
	    "mono");
	expect(" font-family=\"'Linux Libertine O', 'Linux Libertine', "
	    "'Libertinus Serif', serif\"");
	expect("<text x=\"10\" y=\"40\" font-family=\"'Linux Biolinum O', "
	    "'Linux Biolinum', 'Libertinus Sans', sans-serif\" "
	    "font-size=\"10\" font-style=\"italic\">sans</text>");
	expect(", monospace\" font-size=\"10\">mono<");
}
END_TEST

static void
add_link(const char *target)
{
	scene_begin(scene, "Link", target);
	add((struct scene_item){ .x = 10 }, "here");
	scene_end(scene, "Link");
	add((struct scene_item){ .x = 40, .joins = true }, ".");
}

START_TEST(links_lead_to_the_web_in_both_forms)
{
	static const struct svg_form outlines;
	struct buf out = { NULL, 0, 0 };

	add_link("doi:10.1/a\"b");
	expect("<a xlink:href=\"https://doi.org/10.1/a%22b\">here</a>.<");
	ck_assert(svg_write(scene, fonts, &outlines, &out));
	ck_assert_ptr_nonnull(strstr(out.s, "<a xlink:href=\"https://doi.org/"
	    "10.1/a%22b\"><g aria-label=\"here\""));
	ck_assert_ptr_nonnull(strstr(out.s, "</a>\n<g aria-label=\".\""));
	buf_free(&out);
}
END_TEST

START_TEST(links_elsewhere_are_text)
{
	add_link("javascript:alert(1)");
	add_link("file:///etc/passwd");
	add_link(NULL);
	ck_assert_ptr_null(strstr(text_form(NULL), "<a"));
	ck_assert_ptr_null(strstr(text_form(NULL), "alert"));
}
END_TEST

START_TEST(strangers_words_are_escaped)
{
	scene->title = "</title><script>1</script>";
	scene->language = "en\" onload=\"x";
	add((struct scene_item){ .x = 10 }, "<script>\"&'\x01\xff</text>");
	add((struct scene_item){ .x = 1 }, "]]>");
	ck_assert_ptr_null(strstr(text_form("{\"a\":\"</metadata>&\"}"),
	    "<script"));
	expect("\xef\xbf\xbd&lt;/text&gt;</text>");
	expect("lang=\"en&quot; onload=&quot;x\"");
	ck_assert_ptr_nonnull(strstr(text_form("{\"a\":\"</metadata>&\"}"),
	    ">{\"a\":\"&lt;/metadata&gt;&amp;\"}</metadata>\n"));
}
END_TEST

static const char *
id_of(const char *text)
{
	const char *id = strstr(text, "<title id=\"");

	ck_assert_ptr_nonnull(id);
	return arena_strndup(arena, id, 30);
}

START_TEST(ids_are_of_the_content)
{
	const char *first = id_of(text_form("{}"));

	ck_assert_str_eq(first, id_of(text_form("{}")));
	ck_assert_str_ne(first, id_of(text_form("[]")));
	scene->description = "other";
	ck_assert_str_ne(first, id_of(text_form("{}")));
}
END_TEST

/* A run tells what holds it, whatever parts it has. */
START_TEST(runs_hold_their_text)
{
	struct layout layout = { .fonts = fonts, .arena = arena };
	struct text_style style = { .face = FACE_SERIF, .size = 10 };
	struct run run = { 0 };

	run_add_markup(&layout, &run, &style, span_of("CO_{2}e"));
	run_place_held(&run, HOLD_END, scene, 10, 20);
	ck_assert_uint_eq(scene->count, 3);
	ck_assert_int_eq(scene->items[0].hold, HOLD_END);
	ck_assert_double_eq_tol(scene->items[0].hold_x, 10 + run.width, 1e-9);
	ck_assert(!scene->items[0].joins);
	ck_assert(scene->items[1].joins && scene->items[2].joins);
	ck_assert_int_eq(scene->items[2].hold, HOLD_START);
	run_place_held(&run, HOLD_MIDDLE, scene, 10, 40);
	ck_assert_double_eq_tol(scene->items[3].hold_x, 10 + run.width / 2,
	    1e-9);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("svg");
	TCase *tests = tcase_create("text");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, number_hangs_at_its_point);
	tcase_add_test(tests, point_is_where_it_can_be);
	tcase_add_test(tests, centred_and_right_text_stay_so);
	tcase_add_test(tests, scripts_move_and_move_back);
	tcase_add_test(tests, line_stands_on_its_words);
	tcase_add_test(tests, long_lines_state_their_length);
	tcase_add_test(tests, blanks_are_kept);
	tcase_add_test(tests, families_end_in_a_generic_one);
	tcase_add_test(tests, links_lead_to_the_web_in_both_forms);
	tcase_add_test(tests, links_elsewhere_are_text);
	tcase_add_test(tests, strangers_words_are_escaped);
	tcase_add_test(tests, ids_are_of_the_content);
	tcase_add_test(tests, runs_hold_their_text);
	suite_add_tcase(suite, tests);
	return tests_run(suite);
}
