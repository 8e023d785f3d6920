/*
 * What a document needs beside its account does not change from input to
 * input; the venue does.
 */
#include "fuzz/document.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "document/build.h"
#include "fuzz/kinds.h"
#include "layout/fonts.h"
#include "layout/venue.h"
#include "write/output.h"

enum { DRAWN_ONE_IN = 64 };

struct ground {
	struct arena *arena;
	struct diags diags;
	struct fonts *fonts;
	struct venue *venues;
	size_t venue_count;
};

static struct ground *
ground(void)
{
	static struct ground *made;
	struct arena *arena;

	if (made != NULL)
		return made;
	arena = arena_new();
	made = arena_alloc(arena, sizeof *made);
	made->arena = made->diags.arena = arena;
	made->venues = arena_alloc(arena, VENUES_MAX * sizeof *made->venues);
	made->venue_count = venues_read(fuzz_data("templates/venues.csv"),
	    made->venues, arena, &made->diags);
	made->fonts = fonts_open(fuzz_data("fonts"), FONTS_DEFAULT, arena,
	    &made->diags);
	if (made->fonts == NULL || made->venue_count == 0)
		abort();
	return made;
}

const char *
fuzz_data(const char *name)
{
	static struct arena *arena;
	const char *data = getenv("WATTLEAF_DATADIR");

	if (arena == NULL)
		arena = arena_new();
	return arena_printf(arena, "%s/%s", data == NULL ? "data" : data,
	    name);
}

/* Whether an output is prose of the template, and needs nothing drawn. */
static bool
is_prose(const struct output *output)
{
	static const char *const prose[] = { "report.html", "appendix.md",
		"appendix.tex" };
	size_t i;

	for (i = 0; i < sizeof prose / sizeof prose[0]; i++)
		if (strcmp(output->name, prose[i]) == 0)
			return true;
	return false;
}

static void
write_all(struct output_job *job, bool draw)
{
	const struct output *output;
	struct buf out = { NULL, 0, 0 };
	size_t i;

	for (i = 0; (output = output_at(i)) != NULL; i++)
		if (draw || is_prose(output)) {
			out.n = 0;
			output->write(job, &out);
		}
	out.n = 0;
	terminal_document(job->doc, 72, job->arena, &out);
	buf_free(&out);
}

void
fuzz_document(const struct fuzz_input *input, const struct account *account,
    const char *template_path, struct data *restated)
{
	struct ground *g = ground();
	const struct venue *venue =
	    &g->venues[input->bytes.n % g->venue_count];
	const struct doc_options options = {
		.template_path = template_path,
		.language = "en",
		.version = "0",
		.sensitivity = input->bytes.n % 2 == 1,
		.date_s = INT64_MIN,
		.disclosure = restated,
	};
	struct doc *doc = doc_build(account, &options, input->arena,
	    input->diags);
	bool draw = input->bytes.n % DRAWN_ONE_IN == 0;
	struct output_job job = {
		.doc = doc,
		.fonts = draw ? g->fonts : NULL,
		.style = venue_style(venue, venue->column),
		.page = venue_page(venue),
		.dpi = 72,
		.arena = input->arena,
		.diags = input->diags,
	};

	if (doc == NULL)
		return;
	write_all(&job, draw);
	doc_close(doc);
}
