/*
 * A comparison as one HTML file that asks no host for anything: the chart
 * for wide and for narrow screens, a table that can be sorted where scripts
 * run, light and dark. Well-formed XML too.
 */
#include "write/comparison_html.h"

#include <string.h>

#include "base/arena.h"
#include "base/word.h"
#include "document/chart.h"
#include "document/document.h"
#include "layout/layout.h"
#include "write/cells.h"
#include "write/html_block.h"
#include "write/html_text.h"
#include "write/output.h"
#include "write/prose.h"
#include "write/write.h"

/* Points: 720 and 328 px, a page's column and a narrow phone's. */
static const double WIDE = 540, NARROW = 246;

/* The chart set for a width; what is only white ground is left to the page. */
static bool
add_picture(struct buf *out, struct output_job *job,
    const struct doc_chart *chart, double width, const char *name)
{
	const struct svg_form form = { .text = true, .follows = true,
		.name = name };
	struct layout layout = output_layout(job);
	struct buf svg = { 0 };
	bool good = job->fonts != NULL;
	size_t start;

	layout.style.width = width;
	good = good && svg_write(layout_chart(&layout, chart, false),
	    job->fonts, &form, &svg);
	start = span_find((struct span){ svg.s, svg.n }, "<svg");
	if (good && start < svg.n) {
		buf_printf(out, "<svg class=\"%s\"", name);
		buf_add(out, svg.s + start + strlen("<svg"),
		    svg.n - start - strlen("<svg"));
		buf_puts(out, "\n");
	}
	buf_free(&svg);
	return good;
}

static void
add_pictures(struct buf *out, struct output_job *job,
    const struct doc_chart *chart)
{
	if (!add_picture(out, job, chart, WIDE, "wide") ||
	    !add_picture(out, job, chart, NARROW, "narrow"))
		html_description(out, chart);
}

static enum prose_turn
spell(const struct prose_part *part, void *job, struct buf *enter,
    struct buf *leave)
{
	return html_spell(part, job, true, add_pictures, enter, leave);
}

static void
add_meta(struct buf *out, const char *key, const char *name,
    const char *content)
{
	buf_printf(out, "<meta %s=\"%s\" content=\"", key, name);
	html_text(out, span_of(content));
	buf_puts(out, "\"/>\n");
}

static void
add_head(struct buf *out, const struct doc *doc)
{
	const char *about = doc->chart_count == 0 ?
	    doc->title :
	    doc->charts[0]->description;

	buf_puts(out, "<!DOCTYPE html>\n"
		      "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"");
	html_id(out, doc->language == NULL ? "en" : doc->language);
	buf_puts(out, "\">\n<head>\n<meta charset=\"utf-8\"/>\n");
	buf_printf(out,
	    "<meta http-equiv=\"Content-Security-Policy\" "
	    "content=\"default-src 'none'; style-src 'unsafe-inline'; "
	    "script-src 'sha256-%s'; base-uri 'none'; form-action 'none'\"/>\n",
	    comparison_script_hash);
	add_meta(out, "name", "viewport",
	    "width=device-width, initial-scale=1");
	add_meta(out, "name", "generator", doc->creator);
	add_meta(out, "name", "description", about);
	add_meta(out, "property", "og:title", doc->title);
	add_meta(out, "property", "og:description", about);
	buf_puts(out, "<title>");
	html_text(out, span_of(doc->title));
	buf_printf(out, "</title>\n<style>\n%s</style>\n</head>\n",
	    comparison_style);
}

static bool
write_page(struct output_job *job, struct buf *out)
{
	static const struct prose_format format = {
		.renderer = PROSE_HTML,
		.spell = spell,
	};

	if (job->doc->summary == NULL)
		return true;
	add_head(out, job->doc);
	buf_puts(out, "<body>\n<main>\n");
	prose_write(job->doc, &format, job, job->arena, out);
	buf_printf(out, "</main>\n<script>%s</script>\n</body>\n</html>\n",
	    comparison_script);
	return true;
}

const struct output output_comparison_html = {
	.name = "comparison.html",
	.format = "comparison",
	.help = "the comparison as one file for a browser, to sort",
	.write = write_page,
	.extra = true,
};
