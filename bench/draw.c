/*
 * The outputs of a report, laid out and written again and again by one
 * process: what a picture costs once the program runs.
 *
 *     draw COUNT OUTPUTS FOLDER STUDY [fresh|text]
 *
 * OUTPUTS is as of report --format; "pages" stands for the report's pages
 * as a plain PDF, which lacks what completing report.pdf adds, "words" for
 * one line of text in each of three fonts as a PDF, the least that any PDF
 * takes. With "fresh", fonts are opened anew each time and no text is
 * remembered; with "text", text in SVG stays text. WATTLEAF_DATADIR names
 * the data.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "catalog/catalog.h"
#include "document/build.h"
#include "document/document.h"
#include "layout/fonts.h"
#include "layout/layout.h"
#include "layout/venue.h"
#include "study/study.h"
#include "write/output.h"
#include "write/write.h"

struct bench {
	const char *data, *folder, *outputs;
	struct arena *arena;
	struct diags diags;
	struct doc *doc;
	const struct venue *venue;
	struct fonts *fonts; /* NULL: opened anew each time */
	bool svg_text;
};

static const char *
data_path(struct bench *bench, const char *name)
{
	return arena_printf(bench->arena, "%s/%s", bench->data, name);
}

static bool
build(struct bench *bench, const char *path)
{
	const struct doc_options options = {
		.template_path = data_path(bench, "templates/appendix.md"),
		.charts = "emissions",
		.language = "en",
		.version = "bench",
		.date_s = INT64_MIN,
	};
	struct catalog *catalog = catalog_open(data_path(bench, "catalog"),
	    bench->arena, &bench->diags);
	struct study *study = study_read(path,
	    data_path(bench, "schema/study.rng"), bench->arena,
	    &bench->diags);
	struct account *account = study == NULL || catalog == NULL ? NULL :
	    account_study(study, catalog, NULL, bench->arena, &bench->diags);

	bench->doc = account == NULL ? NULL :
	    doc_build(account, &options, bench->arena, &bench->diags);
	return bench->doc != NULL && !diags_have_error(&bench->diags, 0);
}

static bool
find_venue(struct bench *bench)
{
	struct venue *venues = arena_alloc(bench->arena,
	    VENUES_MAX * sizeof *venues);
	size_t count = venues_read(data_path(bench, "templates/venues.csv"),
	    venues, bench->arena, &bench->diags);

	bench->venue = venue_named(venues, count, "a4");
	return bench->venue != NULL;
}

static struct fonts *
open_fonts(struct bench *bench, struct arena *arena)
{
	return fonts_open(data_path(bench, "fonts"), bench->venue->fonts,
	    arena, &bench->diags);
}

static bool
save(struct bench *bench, const char *name, struct buf *out)
{
	FILE *file = fopen(arena_printf(bench->arena, "%s/%s", bench->folder,
	    name), "wb");
	bool good = file != NULL && fwrite(out->s, 1, out->n, file) == out->n;

	if (file != NULL && fclose(file) != 0)
		good = false;
	buf_free(out);
	return good;
}

static bool
draw_plain(struct bench *bench, struct fonts *fonts,
    const struct scene *const *pages, size_t count)
{
	const struct write_info info = { .form = PDF_FIGURE, .title = "plain",
		.creator = "bench", .date_s = INT64_MIN };
	struct buf out = { NULL, 0, 0 };

	return pdf_write(pages, count, fonts, &info, &out) &&
	    save(bench, "plain.pdf", &out);
}

static bool
draw_words(struct bench *bench, struct fonts *fonts, struct arena *arena)
{
	static const enum face faces[] = { FACE_SERIF, FACE_SANS,
		FACE_SANS_BOLD };
	struct scene *scene = scene_new(bench->venue->full, 100, arena);
	const struct scene *page = scene;
	size_t i;

	for (i = 0; i < 3; i++)
		scene_text(scene, faces[i], 9, INK_BLACK, 0,
		    20 + 20 * (double)i,
		    span_of("Emissions of models, 0123456789 lb"));
	return draw_plain(bench, fonts, &page, 1);
}

static bool
draw_pages(struct bench *bench, struct output_job *job)
{
	struct layout layout = { job->fonts, job->arena, job->diags,
		job->style, job->doc->language };
	struct scene **pages = NULL;
	size_t i, count = layout_pages(&layout, job->doc, &job->page, &pages);
	const struct scene **list =
	    arena_alloc(job->arena, (count + 1) * sizeof *list);

	for (i = 0; i < count; i++)
		list[i] = pages[i];
	return draw_plain(bench, job->fonts, list, count);
}

static bool
draw_outputs(struct bench *bench, struct output_job *job)
{
	const struct output *output;
	struct buf out = { NULL, 0, 0 };
	size_t i;

	for (i = 0; (output = output_at(i)) != NULL; i++)
		if (output_chosen(output, span_of(bench->outputs)) &&
		    (!output->write(job, &out) ||
			!save(bench, output->name, &out)))
			return false;
	return true;
}

static bool
draw(struct bench *bench)
{
	struct arena *arena = arena_new();
	struct output_job job = {
		.doc = bench->doc,
		.fonts = bench->fonts != NULL ? bench->fonts :
						open_fonts(bench, arena),
		.style = venue_style(bench->venue, bench->venue->full),
		.page = venue_page(bench->venue),
		.dpi = 300,
		.svg_text = bench->svg_text,
		.arena = arena,
		.diags = &bench->diags,
	};
	bool good = job.fonts == NULL ? false :
	    strcmp(bench->outputs, "words") == 0 ?
	    draw_words(bench, job.fonts, arena) :
	    strcmp(bench->outputs, "pages") == 0 ? draw_pages(bench, &job) :
	    draw_outputs(bench, &job);

	if (bench->fonts == NULL)
		fonts_close(job.fonts);
	arena_free(arena);
	return good;
}

static bool
run(struct bench *bench, long count, const char *study, const char *how)
{
	bool fresh = strcmp(how, "fresh") == 0;

	bench->svg_text = strcmp(how, "text") == 0;
	if (!find_venue(bench) || !build(bench, study))
		return false;
	bench->fonts = fresh ? NULL : open_fonts(bench, bench->arena);
	while (count-- > 0)
		if (!draw(bench))
			return false;
	fonts_close(bench->fonts);
	return true;
}

int
main(int argc, char **argv)
{
	struct bench bench = { .arena = arena_new() };
	bool good;

	bench.diags.arena = bench.arena;
	bench.data = getenv("WATTLEAF_DATADIR");
	if (argc < 5 || bench.data == NULL) {
		fputs("usage: draw COUNT OUTPUTS FOLDER STUDY [fresh|text]\n",
		    stderr);
		return 2;
	}
	bench.outputs = argv[2];
	bench.folder = argv[3];
	good = run(&bench, strtol(argv[1], NULL, 10), argv[4], argc > 5 ? argv[5] : "");
	if (!good)
		diags_print(&bench.diags, 0, false, stderr);
	if (bench.doc != NULL)
		doc_close(bench.doc);
	arena_free(bench.arena);
	return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
