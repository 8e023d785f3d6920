/*
 * wattleaf check FIGURE.pdf --venue V: a finished PDF, whoever made it, held
 * to what the venue asks of figures.
 */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/num.h"
#include "base/pdf_ink.h"
#include "base/source.h"
#include "base/str.h"
#include "cli/cli.h"
#include "layout/venue.h"

enum { PDF_MAX = 64 << 20, HEAD = 1024 };

/* Sizes in PDFs are rounded to a thousandth or so. */
static const double HAIR = 0.02;

/* A script may be this part of the least size, as in print. */
static const double SCRIPT_PART = 0.55;

struct examination {
	struct job *job;
	const struct venue *venue;
	const struct pdf_ink *ink;
	const char *file;
};

static void
fault(const struct examination *e, enum diag_code code, const char *format,
    ...) __attribute__((format(printf, 3, 4)));

static void
fault(const struct examination *e, enum diag_code code, const char *format,
    ...)
{
	char text[512];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	diag(&e->job->diags, code, (struct pos){ .file = e->file },
	    "%s: %s", e->venue->name, text);
}

static void
check_width(const struct examination *e)
{
	double width = e->ink->width;
	const struct venue *venue = e->venue;

	if (e->ink->pages > 1)
		fault(e, DIAG_FIGURE_WIDTH, "a figure is one page, not %d",
		    e->ink->pages);
	if (width > venue->full + HAIR)
		fault(e, DIAG_FIGURE_WIDTH,
		    "%.2f pt (1/72 in) wide; a column is %.2f, the text block %.2f",
		    width, venue->column, venue->full);
	else if (width > venue->column + HAIR && width < 0.9 * venue->full)
		fault(e, DIAG_FIGURE_WIDTH,
		    "%.2f pt (1/72 in) is wider than a column, %.2f, and leaves the text block, %.2f, unused",
		    width, venue->column, venue->full);
}

static void
check_fonts(const struct examination *e)
{
	const struct pdf_font *font;
	size_t i;

	for (i = 0; i < e->ink->font_count; i++) {
		font = &e->ink->fonts[i];
		if (strcmp(font->type, "Type3") == 0)
			fault(e, DIAG_FIGURE_FONT,
			    "font %s is of Type 3; TrueType or Type 1 outlines would be right",
			    font->name);
		else if (!font->embedded)
			fault(e, DIAG_FIGURE_FONT,
			    "font %s is not embedded", font->name);
	}
}

static void
check_sizes(const struct examination *e)
{
	double least = e->venue->least_size;

	if (e->ink->text < least - HAIR)
		fault(e, DIAG_FIGURE_TEXT,
		    "text of %.1f pt on page %d; %.1f pt is the least",
		    e->ink->text, e->ink->text_page, least);
	else if (e->ink->script < SCRIPT_PART * least - HAIR)
		fault(e, DIAG_FIGURE_TEXT,
		    "a script of %.1f pt, or a short word; %.1f pt is the least for text",
		    e->ink->script, least);
	if (e->ink->line < e->venue->line - HAIR)
		fault(e, DIAG_FIGURE_LINE,
		    "a line of %.2f pt; %.2f pt is the least",
		    e->ink->line, e->venue->line);
}

static void
check_colours(const struct examination *e)
{
	if (e->ink->contrast < e->venue->contrast)
		fault(e, DIAG_FIGURE_CONTRAST,
		    "text in #%06x has a contrast of %.2f to 1 on white; %.1f is the least",
		    (unsigned)e->ink->contrast_colour, e->ink->contrast,
		    e->venue->contrast);
	if (e->venue->grey && e->ink->colour)
		fault(e, DIAG_FIGURE_CONTENT,
		    "colours as RGB; black, white and grey would be right");
}

static void
check_content(const struct examination *e)
{
	const struct pdf_ink *ink = e->ink;
	double newest;

	if (num_parse(span_of(e->venue->pdf), &newest) &&
	    ink->version > newest)
		fault(e, DIAG_FIGURE_CONTENT,
		    "PDF %.1f; %s is the newest version", ink->version,
		    e->venue->pdf);
	if (ink->links && !e->venue->links)
		fault(e, DIAG_FIGURE_CONTENT, "links or annotations");
	if (ink->bookmarks && !e->venue->bookmarks)
		fault(e, DIAG_FIGURE_CONTENT, "bookmarks");
	if (ink->bitmaps && !e->venue->bitmaps)
		fault(e, DIAG_FIGURE_CONTENT,
		    "pixels; lines and text would be right");
	if (ink->transparency)
		fault(e, DIAG_FIGURE_CONTENT,
		    "transparency, which printers flatten; opaque tints would be right");
	if (ink->actions)
		fault(e, DIAG_FIGURE_CONTENT, "actions or scripts");
	if (!ink->whole)
		fault(e, DIAG_FIGURE_CONTENT,
		    "more pages or content than is looked at");
}

/* Borrowed from SOURCE; empty, with a diagnostic, when there is too much. */
static struct span
read_bytes(struct job *job, struct source *source, const char *path)
{
	struct span bytes = source_bytes(source, PDF_MAX + 1);

	if (bytes.n <= PDF_MAX)
		return bytes;
	diag(&job->diags, DIAG_FILE_LIMIT, (struct pos){ .file = path },
	    "larger than %d MB", PDF_MAX >> 20);
	return (struct span){ "", 0 };
}

bool
is_pdf(const char *path)
{
	char head[HEAD];
	FILE *file = fopen(path, "rb");
	size_t n = file == NULL ? 0 : fread(head, 1, sizeof head, file);

	if (file != NULL)
		fclose(file);
	return span_starts((struct span){ head, n }, "%PDF-");
}

static void
examine(struct examination *e, struct source *source)
{
	struct job *job = e->job;
	struct span bytes = read_bytes(job, source, e->file);
	const struct pos at = { .file = e->file };
	enum pdf_result result;
	struct pdf_ink ink;

	if (bytes.n == 0)
		return;
	result = pdf_ink_read(bytes, &ink, job->arena);
	if (result == PDF_BOMB)
		diag(&job->diags, DIAG_FILE_LIMIT, at,
		    "reading the PDF takes over %d MiB of memory or %d s",
		    PDF_MEMORY >> 20, PDF_SECONDS);
	else if (result != PDF_FOUND)
		diag(&job->diags, DIAG_FIGURE_READ, at,
		    "no PDF, a damaged one, or one that needs a password");
	if (result != PDF_FOUND)
		return;
	e->ink = &ink;
	check_width(e);
	check_fonts(e);
	check_sizes(e);
	check_colours(e);
	check_content(e);
}

void
check_figure(struct job *job, const char *path)
{
	struct examination e = { .job = job, .file = path };
	struct source *source;

	e.venue = job_venue(job);
	if (e.venue == NULL)
		return;
	source = source_open(path, job->arena, &job->diags);
	if (source == NULL)
		return;
	examine(&e, source);
	source_close(source);
}
