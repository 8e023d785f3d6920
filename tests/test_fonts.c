/*
 * Fonts: widths and outlines against the font files' own numbers, missing
 * glyphs, and files that are not what the list says.
 */
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/str.h"
#include "ink_scene.h"
#include "layout/families.h"
#include "tests.h"

static struct arena *arena;
static struct diags diags;
static struct fonts *fonts;

static void
setup(void)
{
	arena = arena_new();
	diags = (struct diags){ .arena = arena };
	fonts = ink_fonts(arena, &diags);
}

static void
teardown(void)
{
	fonts_close(fonts);
	arena_free(arena);
}

static double
width(enum face face, double size, const char *text)
{
	return fonts_measure(fonts, face, size, span_of(text)).width;
}

/* Advances of the digits in the hmtx tables: 465 of 1000 (regular), 514 (bold), 444 (italic), 640 (mono). */
START_TEST(widths_are_those_of_the_files)
{
	char digits[101];

	memset(digits, '0', 100);
	digits[100] = '\0';
	ck_assert_double_eq_tol(width(FACE_SERIF, 8, digits), 372, 0.05);
	ck_assert_double_eq_tol(width(FACE_SERIF_BOLD, 8, digits), 411.2,
	    0.05);
	ck_assert_double_eq_tol(width(FACE_SERIF_ITALIC, 8, digits), 355.2,
	    0.05);
	ck_assert_double_eq_tol(width(FACE_SANS, 8.5, digits), 395.25, 0.05);
	ck_assert_double_eq_tol(width(FACE_MONO, 8, digits), 512, 0.05);
	ck_assert_double_eq(width(FACE_SERIF, 8, ""), 0);
}
END_TEST

START_TEST(digits_are_tabular)
{
	enum face face;
	char digit[] = "0171737497";
	size_t i;

	for (face = 0; face < FACE_TOTAL; face++) {
		double zeros = width(face, 10, "0000000000");

		ck_assert_double_eq_tol(width(face, 10, digit), zeros, 1e-9);
		for (i = 0; i < 10; i++) {
			char one[] = { (char)('0' + i), '\0' };

			ck_assert_double_eq_tol(width(face, 10, one),
			    zeros / 10, 1e-9);
		}
	}
}
END_TEST

/* hhea of LinLibertine_R.otf: 894, -246. */
START_TEST(extents_are_those_of_the_face)
{
	struct text_size size =
	    fonts_measure(fonts, FACE_SERIF, 10, span_of("x"));

	ck_assert_double_eq_tol(size.ascent, 8.94, 1e-6);
	ck_assert_double_eq_tol(size.descent, 2.46, 1e-6);
	ck_assert_str_eq(fonts_family(fonts, FACE_MONO)->name,
	    "Linux Libertine Mono O");
}
END_TEST

/* The charstring of U+007C in LinLibertine_R.otf is a rectangle from (81, -232) to (125, 698). */
START_TEST(outlines_are_those_of_the_files)
{
	const struct glyph *glyphs;
	const char *outline;
	double units;
	size_t count;

	glyphs = fonts_shape(fonts, FACE_SERIF, 10, span_of("| 0"), &count);
	ck_assert_uint_eq(count, 3);
	ck_assert_double_eq(glyphs[0].x, 0);
	ck_assert_double_eq_tol(glyphs[1].x, 2.05, 0.002);
	ck_assert_double_eq_tol(glyphs[2].x, 4.55, 0.004);
	outline = fonts_outline(fonts, FACE_SERIF, glyphs[0].id, &units);
	ck_assert_double_eq(units, 1000);
	ck_assert_str_eq(outline, "m125 232l0 -930l-44 0l0 930l44 0z");
	outline = fonts_outline(fonts, FACE_SERIF, glyphs[1].id, &units);
	ck_assert_str_eq(outline, "");
}
END_TEST

START_TEST(missing_glyphs_are_named_once)
{
	width(FACE_SERIF, 9, "plain \xe2\x82\x82");
	ck_assert(!fonts_incomplete(fonts));
	ck_assert_uint_eq(diags.count, 0);
	width(FACE_SERIF, 9, "\xe4\xb8\xad\xe6\x96\x87\xe4\xb8\xad");
	width(FACE_SERIF, 10, "\xe4\xb8\xad");
	ck_assert(fonts_incomplete(fonts));
	ck_assert_uint_eq(diags.count, 2);
	ck_assert_int_eq(diags.items[0].code, DIAG_GLYPH_MISSING);
	ck_assert_ptr_nonnull(strstr(diags.items[0].text, "U+4E2D"));
	ck_assert_ptr_nonnull(strstr(diags.items[1].text, "U+6587"));
}
END_TEST

/* No other file of ours may lend its glyphs to a face that lacks them. */
/* Hebrew is set from the right: what is read last stands first. */
START_TEST(directions_mix)
{
	static const char text[] = "A \xd7\x90\xd7\x91 B";
	const struct glyph *glyphs;
	unsigned alone[2];
	size_t count;

	alone[0] = fonts_shape(fonts, FACE_SERIF, 10, span_of("\xd7\x90"),
	    &count)[0].id;
	alone[1] = fonts_shape(fonts, FACE_SERIF, 10, span_of("\xd7\x91"),
	    &count)[0].id;
	ck_assert_uint_ne(alone[0], alone[1]);
	glyphs = fonts_shape(fonts, FACE_SERIF, 10, span_of(text), &count);
	ck_assert_uint_eq(count, 6);
	ck_assert_uint_eq(glyphs[2].id, alone[1]);
	ck_assert_uint_eq(glyphs[3].id, alone[0]);
	ck_assert_double_lt(glyphs[2].x, glyphs[3].x);
	ck_assert(!fonts_incomplete(fonts));
}
END_TEST

/* One text is shaped once; its sizes are multiples of each other. */
START_TEST(sizes_are_in_proportion)
{
	const char *text = "Transformer AVAWA \xe2\x88\x92" "1,515.43";

	ck_assert_double_eq_tol(width(FACE_SERIF, 7.3, text) / 7.3,
	    width(FACE_SERIF, 21, text) / 21, 1e-12);
}
END_TEST

START_TEST(faces_do_not_fall_back)
{
	width(FACE_SERIF, 9, "\xce\xb1");
	ck_assert(!fonts_incomplete(fonts));
	width(FACE_MONO, 9, "\xce\xb1");
	ck_assert(fonts_incomplete(fonts));
}
END_TEST

START_TEST(hostile_text_is_measured)
{
	static const char bytes[] = "a\xff\xfe\0\xe2\x82" "b\n\t\xed\xa0\x80";
	struct span text = { bytes, sizeof bytes - 1 };
	char many[600];
	int i;

	ck_assert_double_gt(
	    fonts_measure(fonts, FACE_SANS, 9, text).width, 0);
	/* Enough different lines for the cache to grow. */
	for (i = 0; i < 600; i++) {
		snprintf(many, sizeof many, "%03d", i);
		ck_assert_double_eq_tol(width(FACE_SANS, 10, many), 13.95,
		    0.01);
	}
	for (i = 0; i < 600; i++) {
		snprintf(many, sizeof many, "%03d", i);
		ck_assert_double_eq_tol(width(FACE_SANS, 20, many), 27.9,
		    0.01);
	}
}
END_TEST

/* Writes a list of families that begins with LINE into the folder NAME. */
static const char *
make_list(const char *name, const char *line)
{
	FILE *file;

	mkdir(name, 0700);
	file = fopen(arena_printf(arena, "%s/families.csv", name), "w");
	ck_assert_ptr_nonnull(file);
	fprintf(file, "set,package,file,face,family\n%s", line);
	fclose(file);
	return name;
}

static void
expect_no_fonts(const char *directory, enum diag_code code,
    const char *text)
{
	struct diags found = { .arena = arena };

	ck_assert_ptr_null(fonts_open(directory, FONTS_DEFAULT, arena, &found));
	ck_assert_uint_ge(found.count, 1);
	ck_assert_int_eq(found.items[0].code, code);
	ck_assert_msg(strstr(found.items[0].text, text) != NULL, "%s",
	    found.items[0].text);
}

START_TEST(bad_lists_are_refused)
{
	expect_no_fonts("nowhere", DIAG_FILE_OPEN, "");
	expect_no_fonts(make_list("short", ""), DIAG_FONT_MISSING,
	    "no row for SERIF");
	expect_no_fonts(make_list("odd", "libertine,p,f,TIMES,Times\n"),
	    DIAG_FONT_MISSING, "\"TIMES\"");
	expect_no_fonts(make_list("cut", "libertine,p,f\n"), DIAG_FONT_MISSING,
	    "row without");
}
END_TEST

/* All faces from the file FILE of the data folder, said to be FAMILY. */
static const char *
list_of(const char *folder, const char *family, const char *file)
{
	char path[TESTS_PATH];
	struct buf rows = { NULL, 0, 0 };
	enum face face;

	for (face = 0; face < FACE_TOTAL; face++)
		buf_printf(&rows, FONTS_DEFAULT ",p,font.otf,%s,%s\n",
		    scene_face_name(face), family);
	make_list(folder, rows.s);
	buf_free(&rows);
	tests_path(path, "WATTLEAF_DATADIR", file);
	ck_assert_int_eq(symlink(path,
	    arena_printf(arena, "%s/font.otf", folder)), 0);
	return folder;
}

START_TEST(wrong_fonts_are_refused)
{
	unlink("gone/font.otf");
	unlink("wrong/font.otf");
	unlink("regular/font.otf");
	expect_no_fonts(list_of("gone", "Linux Libertine O", "no-such-file"),
	    DIAG_FONT_MISSING, "not a font file");
	expect_no_fonts(list_of("wrong", "Liberation Serif",
	    "fonts/LinLibertine_R.otf"), DIAG_FONT_MISSING,
	    "Liberation Serif");
	/* A regular file can't pass for bold. */
	expect_no_fonts(list_of("regular", "Linux Libertine O",
	    "fonts/LinLibertine_R.otf"), DIAG_FONT_MISSING, "SERIF_BOLD");
}
END_TEST

static TCase *
font_tests(void)
{
	TCase *tests = tcase_create("fonts");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, widths_are_those_of_the_files);
	tcase_add_test(tests, digits_are_tabular);
	tcase_add_test(tests, extents_are_those_of_the_face);
	tcase_add_test(tests, outlines_are_those_of_the_files);
	tcase_add_test(tests, missing_glyphs_are_named_once);
	tcase_add_test(tests, directions_mix);
	tcase_add_test(tests, sizes_are_in_proportion);
	tcase_add_test(tests, faces_do_not_fall_back);
	tcase_add_test(tests, hostile_text_is_measured);
	tcase_add_test(tests, bad_lists_are_refused);
	tcase_add_test(tests, wrong_fonts_are_refused);
	return tests;
}

int
main(void)
{
	Suite *suite = suite_create("fonts");

	suite_add_tcase(suite, font_tests());
	return tests_run(suite);
}
