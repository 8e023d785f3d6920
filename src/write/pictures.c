/*
 * The outputs that are drawn: laid out once, then written as PDF, SVG or
 * PNG. Captions are left to the paper.
 */
#include "base/arena.h"
#include "base/diag.h"
#include "document/document.h"
#include "document/text.h"
#include "layout/fonts.h"
#include "layout/layout.h"
#include "write/output.h"
#include "write/write.h"

static struct layout
layout_of(const struct output_job *job)
{
	return (struct layout){
		.fonts = job->fonts,
		.arena = job->arena,
		.diags = job->diags,
		.style = job->style,
		.language = job->doc->language,
	};
}

static struct write_info
info_of(const struct doc *doc, const char *subject)
{
	return (struct write_info){
		.form = PDF_FIGURE,
		.title = doc->title,
		.subject = subject,
		.creator = doc->creator,
		.language = doc->language,
		.date_s = doc->date_s,
	};
}

const struct scene *
output_chart(struct output_job *job)
{
	struct layout layout = layout_of(job);

	if (job->chart == NULL && job->doc->chart_count > 0)
		job->chart = layout_chart(&layout, job->doc->charts[0], false);
	return job->chart;
}

static const struct scene *
output_table(struct output_job *job)
{
	struct layout layout = layout_of(job);

	if (job->table == NULL && job->doc->table_count > 0)
		job->table = layout_table(&layout, job->doc->tables[0], false);
	return job->table;
}

bool
output_svg(struct output_job *job, const struct doc_chart *chart,
    struct buf *out)
{
	struct layout layout = layout_of(job);
	const struct scene *scene = chart == job->doc->charts[0] ?
	    output_chart(job) : layout_chart(&layout, chart, false);

	return scene != NULL && svg_write(scene, job->fonts, out);
}

/* Says which output has failed: the libraries don't. */
static bool
checked(struct output_job *job, const char *name, bool done)
{
	if (!done)
		diag(job->diags, DIAG_OUTPUT_WRITE, (struct pos){ .file = name },
		    "the picture cannot be drawn");
	return done;
}

static bool
write_figure(struct output_job *job, const char *name,
    const struct scene *scene, const char *subject, struct buf *out)
{
	struct write_info info = info_of(job->doc, subject);

	return checked(job, name, scene != NULL &&
	    pdf_write(&scene, 1, job->fonts, &info, out));
}

/* The report carries its own numbers, for who must not type them again. */
static bool
write_document(struct output_job *job, const struct scene *const *pages,
    size_t count, struct buf *out)
{
	struct write_info info = info_of(job->doc, job->doc->title);
	struct buf json = { NULL, 0, 0 };
	struct attachment disclosure = {
		.name = "disclosure.json",
		.type = "application/json",
		.description = "the figures of this report with their sources",
	};
	bool good;

	json_data(job->doc->disclosure, &json);
	disclosure.bytes = (struct span){ json.s, json.n };
	info.form = PDF_DOCUMENT;
	info.attachment = job->doc->disclosure == NULL ? NULL : &disclosure;
	good = checked(job, "report.pdf", count > 0 &&
	    pdf_write(pages, count, job->fonts, &info, out));
	buf_free(&json);
	return good;
}

static bool
write_report_pdf(struct output_job *job, struct buf *out)
{
	struct layout layout = layout_of(job);
	struct scene **pages = NULL;
	size_t count = layout_pages(&layout, job->doc, &job->page, &pages);
	const struct scene **list = NULL;
	size_t i;

	for (i = 0; i < count; i++) {
		list = arena_grow(job->arena, list, i, sizeof(void *));
		list[i] = pages[i];
	}
	return write_document(job, list, count, out);
}

static bool
write_table_pdf(struct output_job *job, struct buf *out)
{
	const struct scene *scene = output_table(job);

	return job->doc->table_count == 0 || write_figure(job, "table.pdf",
	    scene, text_plain(job->doc->tables[0]->caption, job->arena),
	    out);
}

static bool
write_table_svg(struct output_job *job, struct buf *out)
{
	return job->doc->table_count == 0 || checked(job, "table.svg",
	    svg_write(output_table(job), job->fonts, out));
}

static bool
write_chart_pdf(struct output_job *job, struct buf *out)
{
	const struct scene *scene = output_chart(job);

	return job->doc->chart_count == 0 || write_figure(job, "chart.pdf",
	    scene, job->doc->charts[0]->description, out);
}

static bool
write_chart_svg(struct output_job *job, struct buf *out)
{
	return job->doc->chart_count == 0 || checked(job, "chart.svg",
	    svg_write(output_chart(job), job->fonts, out));
}

static bool
write_chart_png(struct output_job *job, struct buf *out)
{
	return job->doc->chart_count == 0 || checked(job, "chart.png",
	    png_write(output_chart(job), job->fonts, job->dpi, out));
}

const struct output output_report_pdf = {
	.name = "report.pdf",
	.format = "pdf",
	.help = "the report on pages",
	.write = write_report_pdf,
};

const struct output output_table_pdf = {
	.name = "table.pdf",
	.format = "pdf",
	.help = "the main table as a picture of a column's width",
	.write = write_table_pdf,
};

const struct output output_table_svg = {
	.name = "table.svg",
	.format = "svg",
	.help = "the main table for the web",
	.write = write_table_svg,
};

const struct output output_chart_pdf = {
	.name = "chart.pdf",
	.format = "pdf",
	.help = "the chart as a figure of a column's width",
	.write = write_chart_pdf,
};

const struct output output_chart_svg = {
	.name = "chart.svg",
	.format = "svg",
	.help = "the chart for the web",
	.write = write_chart_svg,
};

const struct output output_chart_png = {
	.name = "chart.png",
	.format = "png",
	.help = "the chart as pixels, for slides",
	.write = write_chart_png,
};
