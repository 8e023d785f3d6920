/*
 * Draws every kind of chart with usual and with worst-case numbers, as a
 * venue sets them, at the width of a column and of a page, in colour and in
 * grey: one PNG a kind, to be looked at, and one with a chart of each kind.
 * gallery FOLDER [VENUE[/LANGUAGE]...]
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/str.h"
#include "chart_samples.h"
#include "document/language.h"
#include "layout/fonts.h"
#include "layout/layout.h"
#include "layout/scene.h"
#include "layout/venue.h"
#include "write/write.h"

#define MARGIN 18.0
#define HEAD 16.0
#define DPI 150.0

struct gallery {
	const char *folder, *data;
	const struct venue *venue;
	const char *name; /* "acl", "acl-de" */
	const char *tag;
	const struct language *words;
	struct arena *arena;
	struct diags diags;
	struct fonts *fonts;
	bool failed;
};

static struct scene *
draw(struct gallery *gallery, const struct chart_kind *kind,
    enum made_up made, double width, bool grey)
{
	struct layout layout = { .fonts = gallery->fonts,
		.arena = gallery->arena, .diags = &gallery->diags,
		.style = venue_style(gallery->venue, width),
		.language = gallery->tag, .words = gallery->words };
	const struct chart_request request = { .model = NULL };
	struct builder *b = made_up(made, 7, gallery->arena, &gallery->diags);
	const struct doc_chart *chart;

	b->doc->words = gallery->words;
	chart = chart_build(b, kind, &request, true);
	layout.style.grey |= grey;
	return chart == NULL ? NULL : layout_chart(&layout, chart, true);
}

/* Puts a chart on the page at X; returns where the next may begin. */
static double
hang(struct scene *page, struct scene *chart, const char *head, double x,
    double y)
{
	if (chart == NULL)
		return y;
	scene_text(page, FACE_SANS_BOLD, 8, 0x636363, x, y, span_of(head));
	scene_add(page, (struct scene_item){ .kind = SCENE_BOX, .x = x,
		.y = y + HEAD / 2, .x2 = x + chart->width,
		.y2 = y + HEAD / 2 + chart->height, .fill = INK_WHITE,
		.stroke = COLOR_NONE });
	scene_append(page, chart, x, y + HEAD / 2);
	return y + chart->height + 2 * HEAD;
}

static void
save(struct gallery *gallery, const struct scene *page, const char *name)
{
	const char *path = arena_printf(gallery->arena, "%s/%s.png",
	    gallery->folder, name);
	struct buf out = { 0 };
	FILE *file = fopen(path, "wb");

	if (!png_write(page, gallery->fonts, DPI, &out) || file == NULL ||
	    fwrite(out.s, 1, out.n, file) != out.n)
		gallery->failed = true;
	if (file != NULL && fclose(file) != 0)
		gallery->failed = true;
	buf_free(&out);
}

static void
show(struct gallery *gallery, const struct chart_kind *kind)
{
	double narrow = gallery->venue->column, wide = gallery->venue->full;
	struct scene *page = scene_new(narrow + wide + 3 * MARGIN, 1,
	    gallery->arena);
	double y[2] = { MARGIN, MARGIN };
	int made;

	scene_add(page, (struct scene_item){ .kind = SCENE_BOX,
		.x2 = page->width, .y2 = 1e4, .fill = 0xe4e4e4,
		.stroke = COLOR_NONE });
	for (made = 0; made < MADE_RANDOM; made++) {
		y[0] = hang(page, draw(gallery, kind, (enum made_up)made,
		    narrow, false), made_up_names[made], MARGIN, y[0]);
		y[1] = hang(page, draw(gallery, kind, (enum made_up)made,
		    wide, made % 2 == 1), made_up_names[made],
		    2 * MARGIN + narrow, y[1]);
	}
	page->height = y[0] > y[1] ? y[0] : y[1];
	/* a kind of which these made-up studies hold nothing */
	if (page->height <= MARGIN)
		return;
	save(gallery, page, arena_printf(gallery->arena, "%s-%s",
	    gallery->name, kind->name));
}

/* A chart of each kind beside each other, as wide as a column. */
static void
show_all(struct gallery *gallery)
{
	double width = gallery->venue->column, x = MARGIN, end;
	struct scene *page = scene_new(1, 1, gallery->arena);
	size_t i;

	scene_add(page, (struct scene_item){ .kind = SCENE_BOX, .x2 = 1e4,
		.y2 = 1e4, .fill = 0xe4e4e4, .stroke = COLOR_NONE });
	for (i = 0; chart_kind_at(i) != NULL; i++) {
		end = hang(page, draw(gallery, chart_kind_at(i), MADE_USUAL,
		    width, false), gallery->name, x, MARGIN);
		if (end > page->height)
			page->height = end;
		if (end > MARGIN)
			x += width + MARGIN;
	}
	page->width = x;
	save(gallery, page, arena_printf(gallery->arena, "%s-all",
	    gallery->name));
}

/* "acl/de": the venue's name, and the words of the language. */
static const char *
open_words(struct gallery *gallery, const char *both)
{
	struct span tag = span_of(both);
	struct span venue = span_cut(&tag, '/');

	gallery->name = venue.s = arena_strndup(gallery->arena, venue.s,
	    venue.n);
	gallery->tag = "en";
	gallery->words = NULL;
	if (tag.n == 0)
		return venue.s;
	gallery->name = arena_printf(gallery->arena, "%s-%s", venue.s, tag.s);
	if (span_equal(tag, "en"))
		return venue.s;
	gallery->tag = tag.s;
	gallery->words = language_read(arena_printf(gallery->arena,
	    "%s/languages/%s.csv", gallery->data, tag.s), tag.s,
	    gallery->arena, &gallery->diags);
	gallery->failed |= gallery->words == NULL;
	return venue.s;
}

/* All charts as one venue sets them, in one language. */
static void
visit(struct gallery *gallery, const char *both)
{
	const char *venue = open_words(gallery, both);
	struct venue *venues = arena_alloc(gallery->arena,
	    VENUES_MAX * sizeof *venues);
	size_t i, count = venues_read(arena_printf(gallery->arena,
	    "%s/templates/venues.csv", gallery->data), venues,
	    gallery->arena, &gallery->diags);

	gallery->venue = venue_named(venues, count, venue);
	gallery->fonts = gallery->venue == NULL ? NULL :
	    fonts_open(arena_printf(gallery->arena, "%s/fonts",
		gallery->data), gallery->venue->fonts, gallery->arena,
		&gallery->diags);
	if (gallery->fonts == NULL) {
		fprintf(stderr, "gallery: no venue or no fonts: %s\n", venue);
		gallery->failed = true;
		return;
	}
	for (i = 0; chart_kind_at(i) != NULL; i++)
		show(gallery, chart_kind_at(i));
	show_all(gallery);
	fonts_close(gallery->fonts);
}

int
main(int argc, char **argv)
{
	struct gallery gallery = { .arena = arena_new() };
	int i;

	gallery.data = getenv("WATTLEAF_DATADIR");
	if (argc < 2 || gallery.data == NULL)
		return EXIT_FAILURE;
	gallery.folder = argv[1];
	gallery.diags.arena = gallery.arena;
	for (i = 2; i < argc; i++)
		visit(&gallery, argv[i]);
	arena_free(gallery.arena);
	return gallery.failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
