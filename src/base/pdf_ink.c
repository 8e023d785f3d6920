/*
 * What a PDF shows: its pages one after the other, and what else it holds.
 */
#include "base/pdf_ink.h"

#include <math.h>

#include "base/arena.h"
#include "base/num.h"
#include "base/pdf_run.h"
#include "base/trial.h"

enum { PAGES_MAX = 1000 };

/* A box of the page, its own or one that its parents give; turned as the page is. */
static void
page_size(struct pdf_run *run, qpdf_oh page)
{
	qpdf_oh box = qpdf_oh_get_key(run->pdf, page, "/CropBox");
	double v[4];
	int i;

	if (!qpdf_oh_is_array(run->pdf, box))
		box = qpdf_oh_get_key(run->pdf, page, "/MediaBox");
	if (!qpdf_oh_is_array(run->pdf, box) ||
	    qpdf_oh_get_array_n_items(run->pdf, box) != 4)
		return;
	for (i = 0; i < 4; i++)
		v[i] = qpdf_oh_get_numeric_value(run->pdf,
		    qpdf_oh_get_array_item(run->pdf, box, i));
	run->ink->width = fabs(v[2] - v[0]);
	run->ink->height = fabs(v[3] - v[1]);
}

static void
see_page(struct pdf_run *run, qpdf_oh page)
{
	run->depth = 0;
	run->states[0] = (struct pdf_state){
		.ctm = { 1, 0, 0, 1, 0, 0 },
		.line = 1,
	};
	run->count = run->characters = 0;
	run->resources = qpdf_oh_get_key(run->pdf, page, "/Resources");
	if (run->page == 1)
		page_size(run, page);
	if (qpdf_oh_is_array(run->pdf,
		qpdf_oh_get_key(run->pdf, page, "/Annots")))
		run->ink->links = true;
	if (qpdf_oh_has_key(run->pdf, page, "/Contents"))
		pdf_run_stream(run,
		    qpdf_oh_get_key(run->pdf, page, "/Contents"));
}

static void
see_catalog(struct pdf_run *run)
{
	qpdf_data pdf = run->pdf;
	qpdf_oh root = qpdf_get_root(pdf);
	qpdf_oh names = qpdf_oh_get_key_if_dict(pdf, root, "/Names");

	run->ink->bookmarks = qpdf_oh_has_key(pdf, root, "/Outlines");
	run->ink->actions = qpdf_oh_has_key(pdf, root, "/OpenAction") ||
	    qpdf_oh_has_key(pdf, root, "/AA") ||
	    (qpdf_oh_is_dictionary(pdf, names) &&
		qpdf_oh_has_key(pdf, names, "/JavaScript"));
	if (!num_parse(span_of(qpdf_get_pdf_version(pdf)),
		&run->ink->version))
		run->ink->version = (double)NAN;
}

static void
see_file(struct pdf_run *run)
{
	int count = qpdf_get_num_pages(run->pdf);

	see_catalog(run);
	qpdf_push_inherited_attributes_to_page(run->pdf);
	run->ink->pages = count;
	run->ink->whole = count <= PAGES_MAX;
	for (run->page = 1; run->page <= count && run->page <= PAGES_MAX;
	    run->page++)
		see_page(run,
		    qpdf_get_page_n(run->pdf, (size_t)run->page - 1));
}

enum pdf_result
pdf_ink_read_untried(struct span bytes, struct pdf_ink *ink, struct arena *arena)
{
	struct pdf_run *run = arena_alloc(arena, sizeof *run);
	enum pdf_result result = PDF_MALFORMED;

	*ink = (struct pdf_ink){
		.text = (double)INFINITY,
		.script = (double)INFINITY,
		.line = (double)INFINITY,
		.contrast = (double)INFINITY,
	};
	run->pdf = qpdf_init();
	run->ink = ink;
	run->arena = arena;
	run->fonts = arena_alloc(arena, PDF_FONTS * sizeof *run->fonts);
	ink->fonts = run->fonts;
	qpdf_set_suppress_warnings(run->pdf, QPDF_TRUE);
	qpdf_silence_errors(run->pdf);
	if ((qpdf_read_memory(run->pdf, "pdf", bytes.s, bytes.n, NULL) &
		QPDF_ERRORS) == 0 && qpdf_get_num_pages(run->pdf) > 0) {
		see_file(run);
		result = PDF_FOUND;
	}
	pdf_close(&run->pdf);
	return result;
}

static bool
try_ink(void *context)
{
	const struct span *bytes = context;
	struct arena *arena = arena_new();
	struct pdf_ink ink;

	pdf_ink_read_untried(*bytes, &ink, arena);
	arena_free(arena);
	return true;
}

enum pdf_result
pdf_ink_read(struct span bytes, struct pdf_ink *ink, struct arena *arena)
{
	if (!trial_survives(try_ink, &bytes, PDF_MEMORY, PDF_SECONDS))
		return PDF_BOMB;
	return pdf_ink_read_untried(bytes, ink, arena);
}
