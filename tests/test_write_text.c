/*
 * The text outputs: what they say, and that they read back.
 */
#include "tests.h"

#include <cmark.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "write/latex_text.h"
#include "write/output.h"
#include "write_jobs.h"

START_TEST(markdown_table_is_aligned)
{
	static const char expected[] =
	    "**Table 1.** Energy and CO₂e of each model.\n"
	    "\n"
	    "| Model               | Hardware | Energy (kWh) | CO₂e (lb)ᵇ |"
	    " Cloud cost, range (USD) |\n"
	    "| ------------------- | -------- | -----------: | ---------: |"
	    " ----------------------: |\n"
	    "| **Translation**     |          |              |            |"
	    "                         |\n"
	    "| Transformer_base    | P100×8   |         26.8 |        26ᵃ |"
	    "                  41–140 |\n"
	    "| **Language models** |          |              |            |"
	    "                         |\n"
	    "| BERT_base           | V100×64  |      1,510   |     1,438ᵃ |"
	    "            3,751–12,571 |\n"
	    "| **GPT-2**           | TPUv3×32 |          —   |         —ᵃ |"
	    "                       — |\n"
	    "\n"
	    "- ᵃ At 0.954 lb CO₂e per kWh [1].\n"
	    "- ᵇ Location-based.\n"
	    "- — Not reported.\n";
	struct job job = open_job(sample_doc);
	char *text = written(&job, &output_table_md);

	ck_assert_str_eq(text, expected);
	close_job(&job);
}
END_TEST

START_TEST(markdown_prose_is_commonmark)
{
	struct job job = open_job(sample_doc);
	char *text = written(&job, &output_appendix_md);

	ck_assert(has(text, "# Energy of CO₂\n"));
	ck_assert(has(text, "*27 kWh*"));
	ck_assert(has(text, "<https://example.org/a_b>"));
	ck_assert(has(text,
	    "[the paper](https://example.org/p%20q#r \"t\")"));
	ck_assert(has(text, "\n\n![Dot chart: 2 models.](chart.svg)\n\n"
			    "**Figure 1.** Emissions in CO₂e.\n"));
	ck_assert(has(text, "\n\n**Table 1.**"));
	ck_assert(!has(text, "<sub>"));
	close_job(&job);
}
END_TEST

START_TEST(latex_aligns_by_phantom_digits)
{
	struct job job = open_job(sample_doc);
	char *text = written(&job, &output_table_tex);

	ck_assert(has(text, "\\begin{tabular}{@{}llrrr@{}}\n\\toprule\n"));
	ck_assert(has(text, "Transformer\\textsubscript{base} & P100$\\times$8"
			    " & 26.8 & 26\\rlap{\\textsuperscript{a}} & "
			    "41--140 \\\\\n"));
	ck_assert(has(text, " & 1,510\\phantom{.0} & 1,438\\rlap{"));
	ck_assert(has(text, "---\\phantom{.0}"));
	ck_assert(has(text, "\\cmidrule(l){5-5}\n"));
	ck_assert(has(text, "CO\\textsubscript{2}e\\textsuperscript{b}"));
	ck_assert(has(text, "}\n% width: about "));
	ck_assert_uint_eq(count_of(text, "\\begin{tabular}"), 1);
	ck_assert(!has(text, "\\begin{table}"));
	close_job(&job);
}
END_TEST

START_TEST(latex_prose_needs_no_package)
{
	struct job job = open_job(sample_doc);
	char *text = written(&job, &output_appendix_tex);

	ck_assert(has(text, "\\section{Energy of CO\\textsubscript{2}}"));
	ck_assert(has(text, "$\\approx$ 5 $\\times$ 10 $-$ 3"));
	ck_assert(has(text, "\\url{https://example.org/a_b}"));
	ck_assert(!has(text, "\\href"));
	ck_assert(!has(text, "verbatim"));
	ck_assert(has(text, "one -{}- two"));
	ck_assert(has(text, "%   \\includegraphics{chart.pdf}\n"));
	ck_assert(has(text, "% [1] is strubell2019 in references.bib\n"
			    "% [2] is iea2024 in references.bib\n"));
	close_job(&job);
}
END_TEST

START_TEST(latex_text_escapes_each_special)
{
	struct buf out = { 0 };

	latex_text(&out, span_of("#$%&_{}~^\\<>|\"`*[]₂×–—−≈·…µ é\t\x1b!"));
	ck_assert_str_eq(out.s, "\\#\\$\\%\\&\\_\\{\\}\\textasciitilde{}"
	    "\\textasciicircum{}\\textbackslash{}\\textless{}"
	    "\\textgreater{}\\textbar{}''{`}{*}{[}{]}\\textsubscript{2}"
	    "$\\times$-----$-$$\\approx$$\\cdot$\\ldots{}$\\mu$ é !");
	buf_free(&out);
}
END_TEST

START_TEST(csv_is_raw_numbers)
{
	struct job job = open_job(sample_doc);

	ck_assert_str_eq(written(&job, &output_table_csv),
	    "group,model,hardware,energy_kwh,co2e_lb,cost_low_usd,"
	    "cost_high_usd\r\n"
	    "Translation,Transformer_base,P100×8,26.84,26,41,140\r\n"
	    "Language models,BERT_base,V100×64,1507,1437.9999999999998,3751,12571\r\n"
	    "Language models,GPT-2,TPUv3×32,,,,\r\n");
	close_job(&job);
}
END_TEST

START_TEST(json_is_the_tree)
{
	struct job job = open_job(sample_doc);

	ck_assert_str_eq(written(&job, &output_disclosure_json),
	    "{\n  \"title\": \"a \\\"b\\\"\\n\",\n  \"models\": [\n    {\n"
	    "      \"energy_kwh\": 0.1\n    },\n    {}\n  ],\n"
	    "  \"co2e_kg\": null,\n  \"at_least\": true,\n"
	    "  \"sources\": []\n}\n");
	close_job(&job);
}
END_TEST

START_TEST(bibtex_keys_and_fields)
{
	struct job job = open_job(sample_doc);

	ck_assert_str_eq(written(&job, &output_references_bib),
	    "@inproceedings{strubell2019,\n"
	    "  author = {Strubell, Emma and Ganesh, Ananya},\n"
	    "  title = {{Energy \\& Policy for NLP}},\n"
	    "  year = {2019},\n"
	    "  booktitle = {ACL},\n"
	    "  url = {https://aclanthology.org/P19-1355/}\n"
	    "}\n"
	    "\n"
	    "@misc{iea2024,\n"
	    "  author = {{International Energy Agency}},\n"
	    "  title = {{100\\% data\\_set \\#1}},\n"
	    "  year = {2024},\n"
	    "  url = {https://iea.org/a_b?x=%7By%7D}\n"
	    "}\n");
	close_job(&job);
}
END_TEST

START_TEST(html_says_what_heads_what)
{
	struct job job = open_job(sample_doc);
	char *text = written(&job, &output_report_html);

	ck_assert(has(text, " lang=\"en\">"));
	ck_assert(has(text, "<title>Energy &amp; emissions</title>"));
	ck_assert(has(text, "<caption><b>Table 1.</b> Energy and "
			    "CO<sub>2</sub>e of each model.</caption>"));
	ck_assert(has(text, "<th scope=\"row\">Transformer<sub>base</sub>"
			    "</th>"));
	ck_assert(has(text, "<th scope=\"colgroup\" class=\"s\" "
			    "colspan=\"1\">Cloud cost</th>"));
	ck_assert(has(text, "<li id=\"models-note-a\"><sup>a</sup> At"));
	ck_assert(has(text, "<a href=\"#models-note-a\">a</a>"));
	ck_assert(has(text, "<p>Dot chart: 2 models.</p>"));
	ck_assert(has(text, "<a href=\"https://example.org/a_b\">"));
	ck_assert(!has(text, "<script"));
	ck_assert(!has(text, "src="));
	ck_assert(!has(text, "@import"));
	close_job(&job);
}
END_TEST

START_TEST(terminal_fits)
{
	struct job job = open_job(sample_doc);
	struct buf out = { 0 };
	size_t columns;

	for (columns = 40; columns <= 80; columns += 40) {
		struct span rest;

		out.n = 0;
		terminal_table(job.doc->tables[0], columns, job.arena, &out);
		rest = (struct span){ out.s, out.n };
		while (rest.n > 0) {
			struct span line = span_cut(&rest, '\n');
			size_t width = 0, i;

			for (i = 0; i < line.n; i++)
				width += (line.s[i] & 0xc0) != 0x80;
			ck_assert_uint_le(width, columns < 60 ? 60 : columns);
		}
	}
	ck_assert(has(out.s, "BERT_base"));
	ck_assert(has(out.s, "1,438ᵃ"));
	ck_assert(has(out.s, "— Not reported."));
	buf_free(&out);
	close_job(&job);
}
END_TEST

/* Rendering in any order gives the same bytes, and leaves the tree alone. */
START_TEST(order_does_not_matter)
{
	struct job job = open_job(sample_doc);
	char *before = cmark_render_xml(job.doc->root, CMARK_OPT_DEFAULT);
	char *md = written(&job, &output_appendix_md);
	char *tex = written(&job, &output_appendix_tex);
	char *html = written(&job, &output_report_html);
	char *after;

	ck_assert_str_eq(tex, written(&job, &output_appendix_tex));
	ck_assert_str_eq(html, written(&job, &output_report_html));
	ck_assert_str_eq(md, written(&job, &output_appendix_md));
	after = cmark_render_xml(job.doc->root, CMARK_OPT_DEFAULT);
	ck_assert_str_eq(before, after);
	free(before);
	free(after);
	close_job(&job);
}
END_TEST

/* A tree as deep as a hostile note can make it. */
START_TEST(deep_prose)
{
	enum { DEPTH = 2000 };
	struct job job = open_job(sample_doc);
	char *markdown = arena_alloc(job.arena, DEPTH + 3);
	cmark_node *root = job.doc->root;

	memset(markdown, '>', DEPTH);
	strcpy(markdown + DEPTH, " x");
	job.doc->root = cmark_parse_document(markdown, strlen(markdown),
	    CMARK_OPT_DEFAULT);
	ck_assert_uint_eq(count_of(written(&job, &output_report_html),
	    "<blockquote>"), DEPTH);
	sample_doc_close(job.doc);
	job.doc->root = root;
	close_job(&job);
}
END_TEST

START_TEST(choosing_outputs)
{
	struct arena *arena = arena_new();
	struct span list = span_of("md, chart.pdf");
	size_t chosen = 0, i;

	for (i = 0; output_at(i) != NULL; i++)
		chosen += output_chosen(output_at(i), list);
	ck_assert_uint_eq(i, 21);
	ck_assert_uint_eq(chosen, 3);
	ck_assert(output_chosen(&output_table_csv, span_of("")));
	ck_assert(!output_chosen(&output_table_csv, list));
	ck_assert_uint_eq(output_unknown(list).n, 0);
	ck_assert(span_equal(output_unknown(span_of("pdf,doc,md")), "doc"));
	ck_assert(has(output_choices(arena), "pdf, html, md, tex, svg, csv, "
					     "png, json, bib, modelcard, "
					     "boamps, comparison, card, cyclonedx, sci, "
					     "ro-crate, report.pdf"));
	arena_free(arena);
}
END_TEST

/* A document without tables, charts or citations gives no such files. */
START_TEST(nothing_to_write)
{
	struct job job = open_job(sample_doc);

	job.doc->chart_file_count = 0;
	job.doc->table_count = job.doc->chart_count = 0;
	job.doc->citation_count = 0;
	ck_assert_str_eq(written(&job, &output_table_csv), "");
	ck_assert_str_eq(written(&job, &output_table_tex), "");
	ck_assert_str_eq(written(&job, &output_table_md), "");
	ck_assert_str_eq(written(&job, &output_table_pdf), "");
	ck_assert_str_eq(written(&job, &output_chart_png), "");
	ck_assert_str_eq(written(&job, &output_references_bib), "");
	close_job(&job);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("write_text");

	tests_add(s, markdown_table_is_aligned);
	tests_add(s, markdown_prose_is_commonmark);
	tests_add(s, latex_aligns_by_phantom_digits);
	tests_add(s, latex_prose_needs_no_package);
	tests_add(s, latex_text_escapes_each_special);
	tests_add(s, csv_is_raw_numbers);
	tests_add(s, json_is_the_tree);
	tests_add(s, bibtex_keys_and_fields);
	tests_add(s, html_says_what_heads_what);
	tests_add(s, terminal_fits);
	tests_add(s, order_does_not_matter);
	tests_add(s, deep_prose);
	tests_add(s, choosing_outputs);
	tests_add(s, nothing_to_write);
	return s;
}

int
main(void)
{
	return tests_run(suite());
}
