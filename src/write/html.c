/*
 * The report as one HTML file that asks no host for anything: style and
 * pictures are inside. Well-formed XML too, so that any parser can check it.
 */
#include <string.h>

#include "base/arena.h"
#include "base/word.h"
#include "document/chart.h"
#include "document/document.h"
#include "document/language.h"
#include "write/cells.h"
#include "write/html_block.h"
#include "write/html_text.h"
#include "write/output.h"
#include "write/prose.h"

static const char style[] =
    ":root{color-scheme:light dark;--ink:#111;--page:#fff;--soft:#555;"
    "--rule:#999;--link:#004a7c}\n"
    "@media (prefers-color-scheme:dark){:root{--ink:#e8e8e8;--page:#161616;"
    "--soft:#aaa;--rule:#666;--link:#8cc4f0}}\n"
    "body{margin:0 auto;padding:1.5rem;max-width:48rem;color:var(--ink);"
    "background:var(--page);font:1rem/1.5 'Libertinus Serif',"
    "'Linux Libertine O',Georgia,serif}\n"
    "h1,h2,h3{line-height:1.2}\n"
    "a{color:var(--link)}\n"
    "p,li{overflow-wrap:break-word}\n"
    "pre{overflow-x:auto;padding:.5rem;border:1px solid var(--rule)}\n"
    "sub,sup{font-size:.7em;line-height:0}\n"
    "sup a{text-decoration:none}\n"
    ".table{overflow-x:auto;margin:1.5rem 0}\n"
    "table{border-collapse:collapse;width:100%;font-size:.9rem;"
    "font-variant-numeric:tabular-nums lining-nums;"
    "border-top:2px solid;border-bottom:2px solid}\n"
    "caption{text-align:left;padding-bottom:.5rem;"
    "max-width:calc(100vw - 4.5rem)}\n"
    "th,td{padding:.2rem .6rem;text-align:left;vertical-align:baseline;"
    "font-weight:normal}\n"
    "thead th{vertical-align:bottom}\n"
    "thead tr:last-child th{border-bottom:1px solid}\n"
    "thead th[rowspan]{border-bottom:1px solid}\n"
    "th.s{text-align:center;border-bottom:1px solid var(--rule)}\n"
    "th.n,td.n{text-align:right;white-space:nowrap}\n"
    "thead th.n{white-space:normal}\n"
    "th.c,td.c{text-align:center}\n"
    "tr.g th{padding-top:.6rem;font-style:italic}\n"
    "tr.t th,tr.t td{border-top:1px solid;font-weight:bold}\n"
    "td sup.m{display:inline-block;width:0}\n"
    ".u,.x{color:var(--soft)}\n"
    "thead .u{display:block}\n"
    ".notes{list-style:none;margin:.5rem 0;padding:0;font-size:.8rem}\n"
    "figure{margin:1.5rem 0;overflow-x:auto}\n"
    "figure svg{display:block;width:100%;min-width:28rem;height:auto;"
    "background:#fff}\n"
    "figcaption{margin-top:.5rem;font-size:.9rem}\n"
    "@media print{:root{--ink:#000;--page:#fff;--soft:#333;--rule:#666;"
    "--link:#000}body{max-width:none;padding:0;font-size:10pt}"
    ".table,figure{overflow:visible}caption{max-width:none}"
    "table,figure{break-inside:avoid}}\n";

/* The picture without its XML declaration; words when it can't be drawn. */
static void
add_picture(struct buf *out, struct output_job *job,
    const struct doc_chart *chart)
{
	struct buf svg = { 0 };
	size_t start;

	if (job->fonts == NULL || !output_svg(job, chart, &svg)) {
		html_description(out, chart);
		buf_free(&svg);
		return;
	}
	start = span_find((struct span){ svg.s, svg.n }, "<svg");
	if (start < svg.n)
		buf_add(out, svg.s + start, svg.n - start);
	buf_puts(out, "\n");
	buf_free(&svg);
}

static enum prose_turn
spell(const struct prose_part *part, void *job, struct buf *enter,
    struct buf *leave)
{
	return html_spell(part, job, false, add_picture, enter, leave);
}

void
html_head(struct buf *out, const struct doc *doc, const char *more,
    const char *may)
{
	buf_puts(out, "<!DOCTYPE html>\n"
		      "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"");
	html_id(out, doc->language == NULL ? "en" : doc->language);
	buf_puts(out,
	    "\">\n<head>\n<meta charset=\"utf-8\"/>\n"
	    "<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\"/>\n"
	    "<meta http-equiv=\"Content-Security-Policy\" "
	    "content=\"default-src 'none'; style-src 'unsafe-inline'");
	buf_puts(out, may);
	buf_puts(out, "\"/>\n<meta name=\"generator\" content=\"");
	html_text(out, span_of(doc->creator));
	buf_puts(out, "\"/>\n<title>");
	html_text(out, span_of(doc->title));
	buf_printf(out, "</title>\n<style>\n%s%s%s</style>\n</head>\n", style,
	    language_setting(doc->words, "@css", ""), more);
}

static bool
write_html(struct output_job *job, struct buf *out)
{
	static const struct prose_format format = {
		.renderer = PROSE_HTML,
		.spell = spell,
	};

	html_head(out, job->doc, "", "");
	buf_puts(out, "<body>\n<main>\n");
	prose_write(job->doc, &format, job, job->arena, out);
	buf_puts(out, "</main>\n</body>\n</html>\n");
	return true;
}

const struct output output_report_html = {
	.name = "report.html",
	.format = "html",
	.help = "the report as one file for a browser",
	.write = write_html,
};
