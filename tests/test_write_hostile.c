/*
 * The text outputs of a study whose names, captions and prose are attacks:
 * no name gets out of its place.
 */
#include "write_jobs.h"

#include <cmark.h>

#include "base/json.h"

/* No command but those that the writers themselves use. */
static void
assert_no_command(const char *text)
{
	static const char *const bad[] = { "\\input", "\\write", "\\end{verb",
		"\\include{", "^^" };
	size_t i;

	for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
		ck_assert_msg(!has(text, bad[i]), "%s in:\n%s", bad[i], text);
}

START_TEST(hostile_latex)
{
	struct job job = open_job(sample_hostile_doc);
	char *table = written(&job, &output_table_tex);

	assert_no_command(table);
	assert_no_command(written(&job, &output_appendix_tex));
	assert_no_command(written(&job, &output_references_bib));
	ck_assert_uint_eq(count_of(table, "\\end{tabular}"), 1);
	ck_assert(has(table, "\\textbackslash{}input\\{/etc/passwd\\}"));
	close_job(&job);
}
END_TEST

START_TEST(hostile_bibtex_is_one_entry)
{
	struct job job = open_job(sample_hostile_doc);
	char *text = written(&job, &output_references_bib);
	const char *p;
	int depth = 0;

	ck_assert_ptr_eq(strstr(text, "@misc{a-b--x,"), text);
	for (p = text; *p != '\0'; p++) {
		if (*p == '{')
			depth++;
		else if (*p == '}')
			depth--;
		ck_assert(depth > 0 || p[1] == '\n' || p[1] == '\0' ||
		    p < text + 5);
	}
	ck_assert_int_eq(depth, 0);
	close_job(&job);
}
END_TEST

START_TEST(hostile_html)
{
	struct job job = open_job(sample_hostile_doc);
	char *text = written(&job, &output_report_html);

	ck_assert(!has(text, "<script"));
	ck_assert(!has(text, "<img"));
	ck_assert(!has(text, "javascript:alert(1)\""));
	ck_assert(!has(text, "href=\"javascript"));
	ck_assert(!has(text, "\" onload="));
	ck_assert(!has(text, "evil.example/p.png"));
	ck_assert(has(text, "&lt;script&gt;"));
	ck_assert(!has(text, "\x1b"));
	ck_assert(!has(text, "\xe2\x80\xae"));
	close_job(&job);
}
END_TEST

/* Rendered again by a Markdown parser it is words, not tags or links. */
START_TEST(hostile_markdown)
{
	struct job job = open_job(sample_hostile_doc);
	char *text = written(&job, &output_appendix_md);
	char *html = cmark_markdown_to_html(text, strlen(text),
	    CMARK_OPT_UNSAFE);

	ck_assert_msg(!has(html, "<script"), "%s", html);
	ck_assert(!has(html, "href=\"javascript"));
	ck_assert_uint_eq(count_of(html, "<img"), 1);
	ck_assert(has(html, "<img src=\"chart.svg\""));
	ck_assert(!has(html, "<em>a</em>"));
	ck_assert(has(text, "| a\\|b \\$x\\$ \\~s\\~ "));
	ck_assert(!has(text, "\x1b"));
	free(html);
	close_job(&job);
}
END_TEST

START_TEST(hostile_csv)
{
	struct job job = open_job(sample_hostile_doc);
	char *text = written(&job, &output_table_csv);

	ck_assert(has(text, "'=cmd|'/c calc'!A1"));
	ck_assert(has(text, "'@SUM(A1)"));
	ck_assert(has(text, "'-2+3"));
	ck_assert(has(text, "'+1"));
	ck_assert(has(text, "\"\"\" onload=\"\"x & <!--\""));
	ck_assert(!has(text, ",=") && !has(text, "\n=") && !has(text, "\x1b"));
	close_job(&job);
}
END_TEST

START_TEST(hostile_json_reads_back)
{
	struct job job = open_job(sample_hostile_doc);
	char *text = written(&job, &output_disclosure_json);
	struct json *root = json_read_quietly(span_of(text));

	ck_assert_ptr_nonnull(root);
	ck_assert_str_eq(json_text(json_member(root, "title")),
	    "</script>\x01\xef\xbf\xbd");
	json_free(root);
	close_job(&job);
}
END_TEST

START_TEST(hostile_terminal)
{
	struct job job = open_job(sample_hostile_doc);
	struct buf out = { 0 };

	terminal_table(job.doc->tables[0], 20, job.arena, &out);
	ck_assert(!has(out.s, "\x1b"));
	ck_assert(has(out.s, "…"));
	buf_free(&out);
	close_job(&job);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("write_hostile");

	tests_add(s, hostile_latex);
	tests_add(s, hostile_bibtex_is_one_entry);
	tests_add(s, hostile_html);
	tests_add(s, hostile_markdown);
	tests_add(s, hostile_csv);
	tests_add(s, hostile_json_reads_back);
	tests_add(s, hostile_terminal);
	return tests_run(s);
}
