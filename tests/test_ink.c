/*
 * The writers of ink: the same bytes whatever the machine, and what must not
 * get through.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>

#include "base/arena.h"
#include "base/str.h"
#include "ink_scene.h"
#include "tests.h"
#include "write/canvas.h"

static struct arena *arena;
static struct diags diags;
static struct fonts *fonts;
static const struct svg_form outlines;

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

static struct buf
pdf_bytes(const struct scene *page, const struct write_info *info)
{
	struct buf out = { NULL, 0, 0 };

	ck_assert(pdf_write(&page, 1, fonts, info, &out));
	return out;
}

static struct buf
svg_bytes(const struct scene *scene)
{
	struct buf out = { NULL, 0, 0 };

	ck_assert(svg_write(scene, fonts, &outlines, &out));
	return out;
}

static void
expect_same(struct buf a, struct buf b)
{
	ck_assert_uint_gt(a.n, 100);
	ck_assert_uint_eq(a.n, b.n);
	ck_assert_mem_eq(a.s, b.s, a.n);
	buf_free(&a);
	buf_free(&b);
}

START_TEST(second_file_is_as_the_first)
{
	struct buf pdf = pdf_bytes(ink_chart(arena), ink_info());
	struct buf svg = svg_bytes(ink_chart(arena));
	struct buf other;

	other = pdf_bytes(ink_table(arena), ink_info());
	buf_free(&other);
	other = svg_bytes(ink_table(arena));
	buf_free(&other);
	expect_same(pdf, pdf_bytes(ink_chart(arena), ink_info()));
	expect_same(svg, svg_bytes(ink_chart(arena)));
	/* And with fonts that were opened anew. */
	pdf = pdf_bytes(ink_chart(arena), ink_info());
	fonts_close(fonts);
	fonts = ink_fonts(arena, &diags);
	expect_same(pdf, pdf_bytes(ink_chart(arena), ink_info()));
}
END_TEST

/* The hash of all that the writers make, computed in a process of its own. */
static void
hash_outputs(uint64_t *hash)
{
	const struct scene *pages[] = { ink_table(arena), ink_chart(arena) };
	struct buf out = { NULL, 0, 0 };
	size_t i;

	ck_assert(pdf_write(pages, 2, fonts, ink_info(), &out));
	ck_assert(svg_write(pages[0], fonts, &outlines, &out));
	ck_assert(png_write(pages[0], fonts, 100, &out));
	*hash = 14695981039346656037u;
	for (i = 0; i < out.n; i++)
		*hash = (*hash ^ (unsigned char)out.s[i]) * 1099511628211u;
	buf_free(&out);
}

static void
spoil_environment(void)
{
	static const char *const settings[][2] = {
		{ "FONTCONFIG_FILE", "/dev/null" },
		{ "FONTCONFIG_PATH", "/nonexistent" },
		{ "FONTCONFIG_SYSROOT", "/usr" },
		{ "LANG", "xx" }, { "LC_ALL", "de_DE.UTF-8" },
		{ "FC_LANG", "ja" }, { "PANGO_LANGUAGE", "ja:zh" },
		{ "HOME", "/nonexistent" }, { "TZ", "Asia/Kathmandu" },
		{ "XDG_CACHE_HOME", "/nonexistent" },
		{ "SOURCE_DATE_EPOCH", "1" },
	};
	size_t i;

	for (i = 0; i < sizeof settings / sizeof settings[0]; i++)
		setenv(settings[i][0], settings[i][1], 1);
}

static uint64_t
hash_in_child(bool spoilt)
{
	uint64_t hash = 0;
	int ends[2], status;
	pid_t child;

	ck_assert_int_eq(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		if (spoilt)
			spoil_environment();
		setup();
		hash_outputs(&hash);
		_exit(write(ends[1], &hash, sizeof hash) != sizeof hash);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(status, 0);
	ck_assert_int_eq(read(ends[0], &hash, sizeof hash), sizeof hash);
	close(ends[0]);
	close(ends[1]);
	return hash;
}

START_TEST(environment_changes_nothing)
{
	uint64_t plain = hash_in_child(false);

	ck_assert_uint_ne(plain, 0);
	ck_assert_uint_eq(hash_in_child(true), plain);
}
END_TEST

START_TEST(unbalanced_scenes_are_refused)
{
	struct scene *scene = scene_new(10, 10, arena);
	const struct scene *pages[] = { scene };
	struct buf out = { NULL, 0, 0 };

	scene_begin(scene, "P", NULL);
	ck_assert(!pdf_write(pages, 1, fonts, ink_info(), &out));
	ck_assert(!svg_write(scene, fonts, &outlines, &out));
	ck_assert(!png_write(scene, fonts, 72, &out));
	ck_assert(!pdf_write(pages, 0, fonts, ink_info(), &out));
	buf_free(&out);
}
END_TEST

START_TEST(impossible_sizes_are_refused)
{
	struct buf out = { NULL, 0, 0 };

	ck_assert(!png_write(scene_new(10, 0, arena), fonts, 72, &out));
	ck_assert(!png_write(scene_new(1e9, 10, arena), fonts, 72, &out));
	ck_assert(!png_write(scene_new(10, (double)NAN, arena), fonts, 72,
	    &out));
	ck_assert_uint_eq(out.n, 0);
}
END_TEST

static bool
holds(struct buf bytes, const char *text)
{
	return span_find((struct span){ bytes.s, bytes.n }, text) != SIZE_MAX;
}

START_TEST(date_is_the_one_given)
{
	struct write_info info = *ink_info();
	struct buf pdf = pdf_bytes(ink_chart(arena), &info);

	ck_assert(holds(pdf, "/CreationDate (D:20240102030405Z)"));
	ck_assert(holds(pdf, "/ModDate (D:20240102030405Z)"));
	ck_assert(holds(pdf, "<xmp:CreateDate>2024-01-02T03:04:05Z</xmp"));
	ck_assert(holds(pdf, "%PDF-1.7"));
	buf_free(&pdf);
	info.date_s = INT64_MIN;
	pdf = pdf_bytes(ink_chart(arena), &info);
	ck_assert(!holds(pdf, "/CreationDate (D"));
	ck_assert(!holds(pdf, "CreateDate"));
	buf_free(&pdf);
	info.date_s = 0;
	pdf = pdf_bytes(ink_chart(arena), &info);
	ck_assert(holds(pdf, "/CreationDate (D:19700101000000Z)"));
	buf_free(&pdf);
}
END_TEST

/* What venues take that allow neither structure nor links nor newer versions. */
START_TEST(figure_is_plain)
{
	static const char *const not_there[] = { "/StructTreeRoot",
		"/Annots", "/Outlines", "/Metadata", "/EmbeddedFiles",
		"/OutputIntents", "/ModDate" };
	struct write_info info = *ink_info();
	struct buf pdf;
	size_t i;

	info.form = PDF_FIGURE;
	pdf = pdf_bytes(ink_table(arena), &info);
	ck_assert(holds(pdf, "%PDF-1.4"));
	ck_assert(holds(pdf, "/CreationDate (D:20240102030405Z)"));
	for (i = 0; i < sizeof not_there / sizeof not_there[0]; i++)
		ck_assert_msg(!holds(pdf, not_there[i]), "%s", not_there[i]);
	buf_free(&pdf);
	info.date_s = INT64_MIN;
	pdf = pdf_bytes(ink_table(arena), &info);
	ck_assert(!holds(pdf, "/CreationDate (D"));
	buf_free(&pdf);
}
END_TEST

START_TEST(output_is_appended)
{
	const struct scene *page = ink_chart(arena);
	struct buf out = { NULL, 0, 0 };
	struct write_info info = *ink_info();
	struct buf alone;

	info.form = PDF_FIGURE;
	alone = pdf_bytes(page, &info);
	buf_puts(&out, "before /CreationDate (20240102030405+00'00)");
	ck_assert(pdf_write(&page, 1, fonts, &info, &out));
	ck_assert_uint_eq(out.n, 43 + alone.n);
	ck_assert_mem_eq(out.s + 43, alone.s, alone.n);
	ck_assert_mem_eq(out.s + 32, "0405+", 5);
	buf_free(&out);
	buf_free(&alone);
}
END_TEST

/* The chunk that the PNG specification (W3C 2003, 11.3.5.3) asks for; 144 dpi are 5669 dots a metre; the CRC is zlib's. */
START_TEST(png_states_its_size)
{
	static const unsigned char head[] = { 0x89, 'P', 'N', 'G', '\r', '\n',
		0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 1, 0x90, 0,
		0, 0, 240, 8, 3, 0, 0, 0 };
	static const unsigned char chunk[] = { 0, 0, 0, 9, 'p', 'H', 'Y',
		's', 0, 0, 0x16, 0x25, 0, 0, 0x16, 0x25, 1, 0x49, 0x52, 0x24,
		0xf0 };
	struct buf out = { NULL, 0, 0 };

	ck_assert(png_write(ink_chart(arena), fonts, 144, &out));
	ck_assert_uint_gt(out.n, 100);
	ck_assert_mem_eq(out.s, head, sizeof head);
	ck_assert_mem_eq(out.s + 33, chunk, sizeof chunk);
	buf_free(&out);
}
END_TEST

START_TEST(svg_is_safe_and_spoken)
{
	struct buf svg = svg_bytes(ink_table(arena));

	ck_assert(holds(svg, "width=\"300pt\" height=\"200pt\""));
	ck_assert(holds(svg, "viewBox=\"0 0 300 200\" role=\"img\""));
	ck_assert(holds(svg, "xml:lang=\"en\""));
	ck_assert(holds(svg, ">Table &amp; &lt;title&gt;</title>"));
	ck_assert(holds(svg, "aria-label=\"BERT CO\xe2\x82\x82" "e\""));
	ck_assert(holds(svg, "aria-label=\"&lt;b&gt;&amp;amp;"));
	ck_assert(!holds(svg, "script"));
	ck_assert(holds(svg, "<a xlink:href=\"https://example.org/a%28b%29"));
	buf_free(&svg);
}
END_TEST

START_TEST(svg_defines_each_glyph_once)
{
	struct scene *scene = scene_new(100, 20, arena);
	struct buf svg;
	char *found;

	scene_text(scene, FACE_SERIF, 9, INK_BLACK, 1, 9, span_of("| |"));
	scene_text(scene, FACE_SERIF, 7.25, INK_BLACK, 1.256, 18, span_of("|"));
	svg = svg_bytes(scene);
	found = strstr(svg.s, "<path id=\"g");
	ck_assert_ptr_nonnull(found);
	ck_assert_ptr_null(strstr(found + 1, "<path"));
	ck_assert(holds(svg, "translate(1.26 18) scale(0.00725)"));
	/* The second bar of "| |" comes after 205 + 250 units. */
	ck_assert(holds(svg, "x=\"455\""));
	buf_free(&svg);
}
END_TEST

static void
expect_uri(const char *target, const char *expected)
{
	struct buf out = { NULL, 0, 0 };

	ck_assert_msg(canvas_uri(target, &out) == (expected != NULL), "%s",
	    target);
	if (expected != NULL)
		ck_assert_str_eq(out.s, expected);
	buf_free(&out);
}

START_TEST(links_lead_to_the_web_only)
{
	expect_uri("https://a.org/x?y=1&z#q", "https://a.org/x?y=1&z#q");
	expect_uri("HTTP://a.org", "HTTP://a.org");
	expect_uri("doi:10.1/a(b)", "https://doi.org/10.1/a%28b%29");
	expect_uri("mailto:a@b.org", "mailto:a@b.org");
	expect_uri(" https://a.org/' rect=[0 0 9 9] \\ ",
	    "https://a.org/%27%20rect=[0%200%209%209]%20%5C");
	expect_uri("https://a.org/\xc3\xa9\n<>", "https://a.org/%C3%A9%0A%3C%3E");
	expect_uri("javascript:alert(1)", NULL);
	expect_uri("file:///etc/passwd", NULL);
	expect_uri("https:", NULL);
	expect_uri("", NULL);
}
END_TEST

static TCase *
writer_tests(void)
{
	TCase *tests = tcase_create("writers");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, second_file_is_as_the_first);
	tcase_add_test(tests, unbalanced_scenes_are_refused);
	tcase_add_test(tests, impossible_sizes_are_refused);
	tcase_add_test(tests, date_is_the_one_given);
	tcase_add_test(tests, figure_is_plain);
	tcase_add_test(tests, output_is_appended);
	tcase_add_test(tests, png_states_its_size);
	tcase_add_test(tests, svg_is_safe_and_spoken);
	tcase_add_test(tests, svg_defines_each_glyph_once);
	tcase_add_test(tests, links_lead_to_the_web_only);
	return tests;
}

int
main(void)
{
	Suite *suite = suite_create("ink");

	suite_add_tcase(suite, writer_tests());
	/* Its processes open their fonts themselves. */
	tests_add(suite, environment_changes_nothing);
	return tests_run(suite);
}
