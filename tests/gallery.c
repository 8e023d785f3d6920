/*
 * Draws every kind of chart with usual and with worst-case numbers, as a
 * venue sets them, at the width of a column and of a page, in colour and in
 * grey: one PNG a kind, to be looked at. gallery FOLDER [VENUE...]
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/str.h"
#include "chart_samples.h"
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
		.language = "en" };
	const struct chart_request request = { .model = NULL };
	struct builder *b = made_up(made, 7, gallery->arena, &gallery->diags);
	const struct doc_chart *chart = chart_build(b, kind, &request, true);

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
	save(gallery, page, arena_printf(gallery->arena, "%s-%s",
	    gallery->venue->id, kind->name));
}

/* All charts as one venue sets them. */
static void
visit(struct gallery *gallery, const char *venue)
{
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
