/*
 * The files that a PDF carries: ours comes back byte by byte; others' in
 * each place where writers put them; broken and lying ones are refused.
 */
#include <stdio.h>
#include <string.h>

#include "base/pdf.h"
#include "ink_scene.h"
#include "tests.h"

static struct buf out;

static enum pdf_result
carried(struct buf pdf, size_t limit)
{
	buf_free(&out);
	return pdf_carried((struct span){ pdf.s, pdf.n }, "disclosure.json",
	    limit, &out);
}

static struct buf
own_pdf(const struct attachment *file)
{
	struct arena *arena = arena_new();
	struct diags diags = { .arena = arena };
	struct fonts *fonts = ink_fonts(arena, &diags);
	const struct scene *page = ink_chart(arena);
	struct write_info info = *ink_info();
	struct buf pdf = { NULL, 0, 0 };

	info.attachment = file;
	ck_assert(pdf_write(&page, 1, fonts, &info, &pdf));
	fonts_close(fonts);
	arena_free(arena);
	return pdf;
}

START_TEST(own_numbers_come_back)
{
	struct span bytes = ink_info()->attachment->bytes;
	struct buf pdf = own_pdf(ink_info()->attachment);

	ck_assert_int_eq(carried(pdf, 1000), PDF_FOUND);
	ck_assert_uint_eq(out.n, bytes.n);
	ck_assert_mem_eq(out.s, bytes.s, bytes.n);
	ck_assert_int_eq(carried(pdf, bytes.n), PDF_FOUND);
	ck_assert_int_eq(carried(pdf, bytes.n - 1), PDF_TOO_LARGE);
	ck_assert_uint_eq(out.n, 0);
	buf_free(&pdf);
	pdf = own_pdf(NULL);
	ck_assert_int_eq(carried(pdf, 1000), PDF_NO_FILE);
	buf_free(&pdf);
}
END_TEST

/* Four million zeros pack to four thousand bytes: not unpacked for more than the limit. */
START_TEST(what_unpacks_is_bounded)
{
	static char zeros[1 << 22];
	struct attachment bomb = *ink_info()->attachment;
	struct buf pdf;

	bomb.bytes = (struct span){ zeros, sizeof zeros };
	pdf = own_pdf(&bomb);
	ck_assert_uint_lt(pdf.n, 100000);
	ck_assert_int_eq(carried(pdf, 1 << 20), PDF_TOO_LARGE);
	ck_assert_uint_eq(out.n, 0);
	ck_assert_int_eq(carried(pdf, 1 << 22), PDF_FOUND);
	ck_assert_uint_eq(out.n, sizeof zeros);
	buf_free(&pdf);
}
END_TEST

/* A PDF by hand; qpdf finds the objects where no table says them. */
static struct buf
foreign(const char *root, const char *objects)
{
	struct buf pdf = { NULL, 0, 0 };

	buf_printf(&pdf, "%%PDF-1.7\n1 0 obj << /Type /Catalog "
	    "/Pages 2 0 R %s >> endobj\n"
	    "2 0 obj << /Type /Pages /Kids [] /Count 0 >> endobj\n"
	    "%s\ntrailer << /Root 1 0 R /Size 20 >>\n%%%%EOF\n", root,
	    objects);
	return pdf;
}

static enum pdf_result
foreign_result(const char *root, const char *objects)
{
	struct buf pdf = foreign(root, objects);
	enum pdf_result result = carried(pdf, 1000);

	buf_free(&pdf);
	return result;
}

#define SPEC "<< /Type /Filespec /F (disclosure.json) /EF << /F 9 0 R >> >>"
#define STREAM "9 0 obj << /Length 2 >> stream\n{}\nendstream endobj"

START_TEST(places_where_others_put_it)
{
	ck_assert_int_eq(foreign_result("/AF [" SPEC "]", STREAM), PDF_FOUND);
	ck_assert_uint_eq(out.n, 2);
	ck_assert_mem_eq(out.s, "{}", 2);
	ck_assert_int_eq(foreign_result("/Names << /EmbeddedFiles "
	    "<< /Names [(a) " SPEC "] >> >>", STREAM), PDF_FOUND);
	ck_assert_int_eq(foreign_result("/Names << /EmbeddedFiles "
	    "<< /Kids [<< /Kids [<< /Names [(a) " SPEC "] >>] >>] >> >>",
	    STREAM), PDF_FOUND);
	ck_assert_int_eq(foreign_result("/AF [<< /F (other.json) "
	    "/EF << /F 9 0 R >> >>]", STREAM), PDF_NO_FILE);
}
END_TEST

START_TEST(hostile_ones_are_refused)
{
	static const char *const bad[] = { "", "%PDF-1.7\n", "hello",
		"%PDF-1.7\ntrailer << /Root 1 0 R >>\n%%EOF\n",
		"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 1 0 R "
		"/Names 1 0 R /EmbeddedFiles 1 0 R /Kids [1 0 R 1 0 R] >> "
		"endobj\ntrailer << /Root 1 0 R >>\n" };
	struct buf pdf = { NULL, 0, 0 };
	size_t i;

	for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		pdf.n = 0;
		buf_puts(&pdf, bad[i]);
		ck_assert_int_ne(carried(pdf, 1000), PDF_FOUND);
		ck_assert_uint_eq(out.n, 0);
	}
	buf_free(&pdf);
	/* a stream of another filter, one that is not packed as it says, a loop */
	ck_assert_int_eq(foreign_result("/AF [" SPEC "]", "9 0 obj "
	    "<< /Length 2 /Filter /LZWDecode >> stream\n{}\nendstream endobj"),
	    PDF_MALFORMED);
	ck_assert_int_eq(foreign_result("/AF [" SPEC "]", "9 0 obj "
	    "<< /Length 2 /Filter /FlateDecode >> stream\n{}\nendstream "
	    "endobj"), PDF_MALFORMED);
	ck_assert_int_eq(foreign_result("/Names << /EmbeddedFiles 3 0 R >>",
	    "3 0 obj << /Kids [3 0 R 3 0 R 3 0 R] >> endobj"), PDF_NO_FILE);
}
END_TEST

/* Whatever byte is changed or missing, it neither crashes nor lies about the length. */
START_TEST(broken_copies_do_no_harm)
{
	struct buf pdf = own_pdf(ink_info()->attachment);
	size_t i, n = pdf.n;

	for (i = 0; i < n; i += 211) {
		pdf.n = i;
		carried(pdf, 1000);
	}
	pdf.n = n;
	for (i = 0; i < n; i += 97) {
		pdf.s[i] = (char)(pdf.s[i] ^ 0x15);
		carried(pdf, 1000);
		ck_assert_uint_le(out.n, 1000);
		pdf.s[i] = (char)(pdf.s[i] ^ 0x15);
	}
	buf_free(&pdf);
}
END_TEST

int
main(void)
{
	TCase *tests = tcase_create("carried");
	Suite *suite = suite_create("pdf");

	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, own_numbers_come_back);
	tcase_add_test(tests, what_unpacks_is_bounded);
	tcase_add_test(tests, places_where_others_put_it);
	tcase_add_test(tests, hostile_ones_are_refused);
	tcase_add_test(tests, broken_copies_do_no_harm);
	suite_add_tcase(suite, tests);
	return tests_run(suite);
}
