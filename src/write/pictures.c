/*
 * The outputs that are drawn: laid out once, then written as PDF, SVG or
 * PNG. Captions are left to the paper.
 */
#include "base/arena.h"
#include "base/diag.h"
#include "document/chart.h"
#include "document/document.h"
#include "document/language.h"
#include "document/text.h"
#include "layout/fonts.h"
#include "layout/layout.h"
#include "write/output.h"
#include "write/picture_data.h"
#include "write/write.h"

/* Points around a picture on a ground of its own. */
static const double GROUND_MARGIN = 9;

struct layout
output_layout(const struct output_job *job)
{
	return (struct layout){
		.fonts = job->fonts,
		.arena = job->arena,
		.diags = job->diags,
		.style = job->style,
		.language = job->doc->language,
		.words = job->doc->words,
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

static size_t
chart_parts(const struct doc *doc)
{
	return doc->chart_file_count;
}

const char *
output_chart_stem(const struct doc *doc, const struct doc_chart *chart,
    struct arena *arena)
{
	size_t i;

	for (i = 0; i < doc->chart_file_count; i++)
		if (doc->chart_files[i] == chart)
			return i == 0 ? "chart" :
			    arena_printf(arena, "chart-%s", chart->id);
	return NULL;
}

size_t
output_parts(const struct output *output, const struct doc *doc)
{
	return output->parts == NULL ? 1 : output->parts(doc);
}

const char *
output_file(const struct output *output, const struct doc *doc, size_t part,
    struct arena *arena)
{
	if (output->file != NULL && output->parts(doc) > 1)
		return output->file(doc, part, arena);
	if (part == 0 || output->parts == NULL)
		return output->name;
	return arena_printf(arena, "%s.%s",
	    output_chart_stem(doc, doc->chart_files[part], arena),
	    output->format);
}

/* The scene of a chart file, drawn once; NULL when there is none. */
static const struct scene *
chart_scene(struct output_job *job, size_t part)
{
	struct layout layout = output_layout(job);
	const struct doc *doc = job->doc;

	if (part >= doc->chart_file_count)
		return NULL;
	if (job->charts == NULL)
		job->charts = arena_alloc(job->arena,
		    doc->chart_file_count * sizeof *job->charts);
	if (job->charts[part] == NULL)
		job->charts[part] = layout_chart(&layout,
		    doc->chart_files[part], false);
	return job->charts[part];
}

static const struct scene *
output_table(struct output_job *job)
{
	struct layout layout = output_layout(job);

	if (job->table == NULL && job->doc->table_count > 0)
		job->table = layout_table(&layout, doc_main_table(job->doc), false);
	return job->table;
}

/* In the colours of the theme that was asked for. */
static const struct scene *
on_ground(struct output_job *job, const struct scene *scene)
{
	return scene == NULL || job->theme == THEME_NONE ?
	    scene :
	    theme_scene(scene, job->theme, GROUND_MARGIN, job->arena);
}

static bool
write_svg(struct output_job *job, const struct scene *scene,
    struct buf *data, struct buf *out)
{
	struct svg_form form = { .text = job->svg_text,
		.follows = job->theme == THEME_AUTO };
	bool good;

	if (data != NULL && data->n != 0)
		form.data = arena_strndup(job->arena, data->s, data->n);
	scene = on_ground(job, scene);
	good = scene != NULL && svg_write(scene, job->fonts, &form, out);
	if (data != NULL)
		buf_free(data);
	return good;
}

bool
output_svg(struct output_job *job, const struct doc_chart *chart,
    struct buf *out)
{
	struct layout layout = output_layout(job);
	const struct scene *scene = NULL;
	size_t i;

	for (i = 0; i < job->doc->chart_file_count; i++)
		if (job->doc->chart_files[i] == chart)
			scene = chart_scene(job, i);
	if (scene == NULL)
		scene = layout_chart(&layout, chart, false);
	return write_svg(job, scene, NULL, out);
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
	struct attachment disclosure = {
		.bytes = output_disclosure(job),
		.name = "disclosure.json",
		.type = "application/json",
		.description = language_word(job->doc->words,
		    "the figures of this report with their sources"),
	};

	info.form = PDF_DOCUMENT;
	info.attachment = job->doc->disclosure == NULL ? NULL : &disclosure;
	return checked(job, "report.pdf", count > 0 &&
	    pdf_write(pages, count, job->fonts, &info, out));
}

static bool
write_report_pdf(struct output_job *job, struct buf *out)
{
	struct layout layout = output_layout(job);
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
	    scene, text_plain(doc_main_table(job->doc)->caption, job->arena),
	    out);
}

static bool
write_table_svg(struct output_job *job, struct buf *out)
{
	struct buf data = { NULL, 0, 0 };

	if (job->doc->table_count == 0)
		return true;
	picture_data_table(doc_main_table(job->doc), job->arena, &data);
	return checked(job, "table.svg",
	    write_svg(job, output_table(job), &data, out));
}

static bool
write_chart_pdf(struct output_job *job, struct buf *out)
{
	return job->part >= chart_parts(job->doc) || write_figure(job,
	    "chart.pdf", chart_scene(job, job->part),
	    job->doc->chart_files[job->part]->description, out);
}

static bool
write_chart_svg(struct output_job *job, struct buf *out)
{
	struct buf data = { NULL, 0, 0 };

	if (job->part >= chart_parts(job->doc))
		return true;
	picture_data_chart(job->doc->chart_files[job->part], job->arena,
	    &data);
	return checked(job, "chart.svg",
	    write_svg(job, chart_scene(job, job->part), &data, out));
}

static bool
write_chart_png(struct output_job *job, struct buf *out)
{
	return job->part >= chart_parts(job->doc) || checked(job,
	    "chart.png", png_write(on_ground(job, chart_scene(job, job->part)), job->fonts,
	    job->dpi, out));
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
	.help = "each chart as a figure of a column's width",
	.write = write_chart_pdf,
	.parts = chart_parts,
};

const struct output output_chart_svg = {
	.name = "chart.svg",
	.format = "svg",
	.help = "each chart for the web",
	.write = write_chart_svg,
	.parts = chart_parts,
};

const struct output output_chart_png = {
	.name = "chart.png",
	.format = "png",
	.help = "each chart as pixels, for slides",
	.write = write_chart_png,
	.parts = chart_parts,
};
