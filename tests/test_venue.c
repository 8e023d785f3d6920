/*
 * The table of venues against what their styles say: widths in TeX's points
 * (as \\showthe\\columnwidth prints them) or inches, sizes, refusals.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "layout/venue.h"
#include "tests.h"

static struct arena *arena;
static struct diags diags;
static struct venue venues[VENUES_MAX];
static size_t count;

static void
setup(void)
{
	char path[TESTS_PATH];

	arena = arena_new();
	diags = (struct diags){ .arena = arena };
	count = venues_read(tests_path(path, "WATTLEAF_DATADIR",
	    "templates/venues.csv"), venues, arena, &diags);
	ck_assert_uint_eq(diags.count, 0);
}

static void
teardown(void)
{
	arena_free(arena);
}

static const struct venue *
venue(const char *id)
{
	const struct venue *found = venue_named(venues, count, id);

	ck_assert_msg(found != NULL, "%s", id);
	return found;
}

/* A box is never wider than its column, nor narrower by a hair. */
static void
expect_width(double box, double exact)
{
	ck_assert_double_le(box, exact + 0.005);
	ck_assert_double_ge(box, exact - 0.02);
}

START_TEST(widths_are_those_of_the_styles)
{
	static const struct {
		const char *id;
		double column_tex; /* TeX's points */
	} known[] = { { "acl", 219.09 }, { "neurips", 397.48 },
		{ "iclr", 397.48 }, { "icml", 234.88 }, { "aaai", 238.49 },
		{ "cvpr", 234.88 }, { "ieee", 252.0 },
		{ "acm-sigconf", 241.15 }, { "acm-sigplan", 240.95 },
		{ "acm-small", 395.82 }, { "jmlr", 433.62 },
		{ "springer", 347.12 } };
	size_t i;

	for (i = 0; i < sizeof known / sizeof known[0]; i++)
		expect_width(venue(known[i].id)->column,
		    known[i].column_tex * 72 / 72.27);
	expect_width(venue("acl")->full, 16 / 2.54 * 72);
	expect_width(venue("aaai")->full, (2 * 3.3 + 0.375) * 72);
	expect_width(venue("cvpr")->full, 6.875 * 72);
	expect_width(venue("icml")->full, 6.75 * 72);
}
END_TEST

START_TEST(all_sixteen_are_there)
{
	static const char *const ids[] = { "acl", "neurips", "icml", "iclr",
		"aaai", "cvpr", "ieee", "acm-sigconf", "acm-sigplan",
		"acm-small", "jmlr", "springer", "arxiv", "a4", "letter",
		"blog" };
	size_t i;

	for (i = 0; i < sizeof ids / sizeof ids[0]; i++)
		ck_assert_double_le(venue(ids[i])->column,
		    venue(ids[i])->full);
	ck_assert_ptr_null(venue_named(venues, count, "ACL"));
}
END_TEST

/* AAAI 2026 author kit: labels of 9 pt, lines of 0.5 pt, no colour needed, Acrobat 5. */
START_TEST(strictest_rules_are_kept)
{
	struct layout_style style = venue_style(venue("aaai"), 237.6);

	ck_assert_double_ge(style.label_size, 9);
	ck_assert_double_ge(style.min_size, 9);
	ck_assert_double_ge(style.small_size, 9);
	ck_assert_double_ge(style.line, 0.5);
	ck_assert(style.grey);
	ck_assert_str_eq(venue("aaai")->pdf, "1.4");
	ck_assert(!venue("aaai")->links && !venue("aaai")->bookmarks);
	ck_assert(!venue_style(venue("acl"), 200).grey);
	ck_assert_double_eq(venue_page(venue("aaai")).width, 612);
	ck_assert_double_lt(venue_page(venue("acl")).width, 612);
}
END_TEST

static void
expect_refused(const char *rows, const char *text)
{
	struct diags found = { .arena = arena };
	FILE *file = fopen("venues-bad.csv", "w");

	ck_assert_ptr_nonnull(file);
	fputs(rows, file);
	fclose(file);
	ck_assert_uint_eq(venues_read("venues-bad.csv", venues, arena,
	    &found), 0);
	ck_assert_uint_ge(found.count, 1);
	ck_assert_int_eq(found.items[0].code, DIAG_VENUE_TABLE);
	ck_assert_msg(strstr(found.items[0].text, text) != NULL, "%s",
	    found.items[0].text);
}

#define HEAD "id,name,paper,column_bp,full_bp,fonts,tex,text,labels,table_pt," \
	"least_pt,note_pt,label_pt,caption_pt,line_pt,contrast,colours,pdf," \
	"links,bookmarks,bitmaps,source,note\n"

START_TEST(damaged_tables_are_refused)
{
	expect_refused("id,name\n", "first line");
	expect_refused(HEAD "x,X\n", "23 fields, not 2");
	expect_refused(HEAD "x,X,a4,-1,2,s,fonts,serif,sans,9,7,8,8,9,1,4,any,1.4,"
	    "yes,yes,yes,,\n", "column_bp");
	expect_refused(HEAD "x,X,a4,1,2,s,fonts,serif,sans,9,7,8,8,9,1,4,red,1.4,"
	    "yes,yes,yes,,\n", "print or any");
}
END_TEST

START_TEST(thin_and_coloured_ink_is_mended)
{
	struct scene *scene = scene_new(10, 10, arena);

	scene->least_line = 0.5;
	scene->grey = true;
	scene_line(scene, 0, 0, 9, 9, 0.1, 0x0072b2);
	ck_assert_double_eq(scene->items[0].weight, 0.5);
	/* L = 0.1525, of 0x6c: 0.1500, of 0x6d: 0.1529 */
	ck_assert_int_eq(scene->items[0].stroke, 0x6c6c6c);
	ck_assert_int_eq(scene->items[0].fill, COLOR_NONE);
	scene_line(scene, 0, 0, 9, 9, 0.8, INK_BLACK);
	ck_assert_double_eq(scene->items[1].weight, 0.8);
	ck_assert_int_eq(scene->items[1].stroke, INK_BLACK);
}
END_TEST

int
main(void)
{
	TCase *tests = tcase_create("table");
	Suite *suite = suite_create("venue");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, widths_are_those_of_the_styles);
	tcase_add_test(tests, all_sixteen_are_there);
	tcase_add_test(tests, strictest_rules_are_kept);
	tcase_add_test(tests, damaged_tables_are_refused);
	tcase_add_test(tests, thin_and_coloured_ink_is_mended);
	suite_add_tcase(suite, tests);
	return tests_run(suite);
}
