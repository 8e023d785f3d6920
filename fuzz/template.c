/*
 * Templates of strangers: filled with a study that has something for every
 * directive, and written in all forms; of some sizes drawn too.
 */
#include <stdlib.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/diag.h"
#include "catalog/catalog.h"
#include "document/build.h"
#include "fuzz/kinds.h"
#include "layout/fonts.h"
#include "layout/venue.h"
#include "study/study.h"
#include "write/output.h"

enum { DRAWN_ONE_IN = 64 };

/* What does not change from input to input. */
struct ground {
	struct arena *arena;
	struct diags diags;
	struct account *account;
	struct fonts *fonts;
	struct venue *venues;
	size_t venue_count;
};

static const char *
data_path(struct ground *ground, const char *name)
{
	const char *data = getenv("WATTLEAF_DATADIR");

	return arena_printf(ground->arena, "%s/%s",
	    data == NULL ? "data" : data, name);
}

static void
account(struct ground *ground)
{
	const char *sources = getenv("WATTLEAF_SRCDIR");
	struct catalog *catalog = catalog_open(data_path(ground, "catalog"),
	    ground->arena, &ground->diags);
	struct study *study = study_read(arena_printf(ground->arena,
	    "%s/fuzz/template-study.xml", sources == NULL ? "." : sources),
	    data_path(ground, "schema/study.rng"), ground->arena,
	    &ground->diags);
	const struct account_options options = {
		.embodied = true,
		.sci = true,
		.regions = "default",
		.mix = "default",
	};

	if (catalog == NULL || study == NULL)
		abort();
	ground->account = account_study_compared(study, catalog, &options,
	    ground->arena, &ground->diags);
	if (ground->account == NULL)
		abort();
}

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
	account(made);
	made->fonts = fonts_open(data_path(made, "fonts"), FONTS_DEFAULT,
	    arena, &made->diags);
	made->venues = arena_alloc(arena, VENUES_MAX * sizeof *made->venues);
	made->venue_count = venues_read(data_path(made,
	    "templates/venues.csv"), made->venues, arena, &made->diags);
	if (made->fonts == NULL || made->venue_count == 0)
		abort();
	return made;
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
fuzz_template(const struct fuzz_input *input)
{
	struct ground *g = ground();
	const struct venue *venue =
	    &g->venues[input->bytes.n % g->venue_count];
	const struct doc_options options = {
		.template_path = input->path,
		.language = "en",
		.version = "0",
		.sensitivity = input->bytes.n % 2 == 1,
		.date_s = INT64_MIN,
	};
	struct doc *doc = doc_build(g->account, &options, input->arena,
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
