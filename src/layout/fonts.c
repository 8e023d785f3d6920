/*
 * Text measured, shaped and drawn: shaping by pango without hinting,
 * fallback or rounding, and a cache of shaped lines. It must not know what
 * the text is about.
 */
#include "layout/fonts.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include <cairo.h>
#include <pango/pango.h>

#include "base/arena.h"
#include "base/diag.h"
#include "layout/faces.h"
#include "layout/missing.h"
#include "layout/utf8.h"

enum { BUCKETS_FIRST = 256 };

/* A part of a line in one direction and script. */
struct run {
	const char *text;
	int bytes;
	bool backward; /* set from the right, glyphs still from the left */
	size_t glyph, glyph_count;     /* of the line's */
	size_t cluster, cluster_count; /* of the line's */
};

/* A shaped line of text, of size 1. */
struct line {
	struct line *next; /* in its bucket */
	uint64_t hash;
	enum face face;
	struct span text; /* as it was asked for */
	double width;
	struct glyph *glyphs;
	size_t glyph_count;
	cairo_text_cluster_t *clusters; /* which bytes are which glyphs */
	size_t cluster_count;
	struct run *runs;
	size_t run_count;
};

struct fonts {
	struct faces faces;
	struct line **buckets; /* a power of two of them */
	size_t bucket_count;
	size_t line_count;
	struct glyph *shaped; /* what fonts_shape lends */
	size_t shaped_room;
	struct missing missing;
	const char *directory;
	struct fonts *wide; /* those of full width; NULL: not used, or not there */
	bool wide_tried;
};

struct fonts *
fonts_open(const char *directory, const char *set, struct arena *arena,
    struct diags *diags)
{
	struct fonts *fonts = arena_alloc(arena, sizeof *fonts);

	fonts->faces.arena = arena;
	fonts->faces.diags = diags;
	fonts->directory = arena_strdup(arena, directory);
	if (!faces_open(&fonts->faces, directory, set)) {
		fonts_close(fonts);
		return NULL;
	}
	fonts->bucket_count = BUCKETS_FIRST;
	fonts->buckets =
	    arena_alloc(arena, BUCKETS_FIRST * sizeof(struct line *));
	return fonts;
}

void
fonts_close(struct fonts *fonts)
{
	if (fonts == NULL)
		return;
	fonts_close(fonts->wide);
	faces_close(&fonts->faces);
}

/*
 * Whose face *FACE is: the fonts' own, or one of full width, which are opened
 * when they are first asked for, *FACE then being one of theirs. Without them
 * the characters are missing from the face beside.
 */
static struct fonts *
owner(struct fonts *fonts, enum face *face)
{
	if (*face < FACE_WIDE)
		return fonts;
	*face -= FACE_WIDE;
	if (!fonts->wide_tried)
		fonts->wide = fonts_open(fonts->directory, FONTS_WIDE,
		    fonts->faces.arena, fonts->faces.diags);
	fonts->wide_tried = true;
	return fonts->wide == NULL ? fonts : fonts->wide;
}

/* Shaping. */

/* Of a length at FACE_SIZE, that of size 1. */
static double
of_one(int pango_units)
{
	return pango_units_to_double(pango_units) / FACE_SIZE;
}

static bool
is_drawn(PangoGlyph id)
{
	return id != PANGO_GLYPH_EMPTY && (id & PANGO_GLYPH_UNKNOWN_FLAG) == 0;
}

static void
add_glyph(struct fonts *fonts, struct line *line, const PangoGlyphInfo *info)
{
	if (is_drawn(info->glyph)) {
		line->glyphs = arena_grow(fonts->faces.arena, line->glyphs,
		    line->glyph_count, sizeof *line->glyphs);
		line->glyphs[line->glyph_count++] = (struct glyph){
			.id = info->glyph,
			.x = line->width + of_one(info->geometry.x_offset),
			.y = of_one(info->geometry.y_offset),
		};
	} else if (info->glyph != PANGO_GLYPH_EMPTY) {
		missing_add(&fonts->missing,
		    info->glyph & ~(unsigned)PANGO_GLYPH_UNKNOWN_FLAG,
		    fonts->faces.families[line->face].name,
		    fonts->faces.arena, fonts->faces.diags);
	}
	line->width += of_one(info->geometry.width);
}

/* How many drawn glyphs are FROM and on to TO, which it has not, either way. */
static int
count_drawn(const PangoGlyphString *glyphs, int from, int to)
{
	int count = 0, step = from < to ? 1 : -1;

	for (; from != to; from += step)
		count += is_drawn(glyphs->glyphs[from].glyph) ? 1 : 0;
	return count;
}

static void
add_clusters(struct fonts *fonts, struct line *line, PangoGlyphItem *item,
    const char *text)
{
	PangoGlyphItemIter at;
	gboolean more;

	for (more = pango_glyph_item_iter_init_start(&at, item, text); more;
	     more = pango_glyph_item_iter_next_cluster(&at)) {
		line->clusters = arena_grow(fonts->faces.arena,
		    line->clusters, line->cluster_count,
		    sizeof *line->clusters);
		line->clusters[line->cluster_count++] =
		    (cairo_text_cluster_t){
			    .num_bytes = at.end_index - at.start_index,
			    .num_glyphs = count_drawn(item->glyphs,
				at.start_glyph, at.end_glyph),
		    };
	}
}

static void
add_run(struct fonts *fonts, struct line *line, PangoItem *item,
    struct span text)
{
	PangoGlyphItem shaped = { .item = item,
		.glyphs = pango_glyph_string_new() };
	struct run run = {
		.text = text.s + item->offset,
		.bytes = item->length,
		.backward = item->analysis.level % 2 != 0,
		.glyph = line->glyph_count,
		.cluster = line->cluster_count,
	};
	int i;

	pango_shape_with_flags(run.text, run.bytes, text.s, (int)text.n,
	    &item->analysis, shaped.glyphs, PANGO_SHAPE_NONE);
	for (i = 0; i < shaped.glyphs->num_glyphs; i++)
		add_glyph(fonts, line, &shaped.glyphs->glyphs[i]);
	add_clusters(fonts, line, &shaped, text.s);
	pango_glyph_string_free(shaped.glyphs);
	run.glyph_count = line->glyph_count - run.glyph;
	run.cluster_count = line->cluster_count - run.cluster;
	line->runs = arena_grow(fonts->faces.arena, line->runs,
	    line->run_count, sizeof *line->runs);
	line->runs[line->run_count++] = run;
}

static void
free_item(void *item)
{
	pango_item_free(item);
}

static void
shape(struct fonts *fonts, struct line *line)
{
	struct faces *faces = &fonts->faces;
	struct span text = utf8_clean(faces->arena, line->text);
	GList *items, *ordered, *at;

	assert(text.n <= INT_MAX);
	if (text.n == 0)
		return;
	pango_context_set_font_description(faces->context,
	    faces_font(faces, line->face)->description);
	items = pango_itemize_with_base_dir(faces->context,
	    PANGO_DIRECTION_LTR, text.s, 0, (int)text.n, faces->attributes,
	    NULL);
	ordered = pango_reorder_items(items);
	for (at = ordered; at != NULL; at = at->next)
		add_run(fonts, line, at->data, text);
	g_list_free(ordered);
	g_list_free_full(items, free_item);
}

/* FNV-1a, 64 bits. */
static uint64_t
hash_line(enum face face, struct span text)
{
	uint64_t hash = 14695981039346656037u;
	size_t i;

	hash = (hash ^ (uint64_t)face) * 1099511628211u;
	for (i = 0; i < text.n; i++)
		hash = (hash ^ (unsigned char)text.s[i]) * 1099511628211u;
	return hash;
}

static void
grow_buckets(struct fonts *fonts)
{
	size_t i, count = 2 * fonts->bucket_count;
	struct line **buckets =
	    arena_alloc(fonts->faces.arena, count * sizeof(struct line *));
	struct line *line, *next;

	for (i = 0; i < fonts->bucket_count; i++)
		for (line = fonts->buckets[i]; line != NULL; line = next) {
			struct line **bucket =
			    &buckets[line->hash & (count - 1)];

			next = line->next;
			line->next = *bucket;
			*bucket = line;
		}
	fonts->buckets = buckets;
	fonts->bucket_count = count;
}

static struct line *
add_line(struct fonts *fonts, struct line key)
{
	struct line *line = arena_alloc(fonts->faces.arena, sizeof *line);
	struct line **bucket;

	if (fonts->line_count++ >= fonts->bucket_count)
		grow_buckets(fonts);
	bucket = &fonts->buckets[key.hash & (fonts->bucket_count - 1)];
	*line = key;
	line->text.s = span_dup(fonts->faces.arena, key.text);
	line->next = *bucket;
	*bucket = line;
	shape(fonts, line);
	return line;
}

static const struct line *
shaped_line(struct fonts *fonts, enum face face, struct span text)
{
	struct line key = { .face = face, .text = text };
	const struct line *line;

	key.hash = hash_line(face, text);
	line = fonts->buckets[key.hash & (fonts->bucket_count - 1)];
	for (; line != NULL; line = line->next)
		if (line->hash == key.hash && line->face == face &&
		    line->text.n == text.n &&
		    (text.n == 0 ||
			memcmp(line->text.s, text.s, text.n) == 0))
			return line;
	return add_line(fonts, key);
}

struct text_size
fonts_measure(struct fonts *fonts, enum face face, double size,
    struct span text)
{
	const struct face_font *font;

	fonts = owner(fonts, &face);
	font = faces_font(&fonts->faces, face);
	return (struct text_size){
		.width = shaped_line(fonts, face, text)->width * size,
		.ascent = font->ascent * size,
		.descent = font->descent * size,
	};
}

const struct glyph *
fonts_shape(struct fonts *fonts, enum face face, double size,
    struct span text, size_t *count)
{
	const struct line *line;
	size_t i;

	fonts = owner(fonts, &face);
	line = shaped_line(fonts, face, text);
	if (line->glyph_count > fonts->shaped_room) {
		fonts->shaped_room = 2 * line->glyph_count;
		fonts->shaped = arena_alloc(fonts->faces.arena,
		    fonts->shaped_room * sizeof *fonts->shaped);
	}
	for (i = 0; i < line->glyph_count; i++)
		fonts->shaped[i] = (struct glyph){
			.id = line->glyphs[i].id,
			.x = line->glyphs[i].x * size,
			.y = line->glyphs[i].y * size,
		};
	*count = line->glyph_count;
	return fonts->shaped;
}

/* Drawing. */

static void
set_font(cairo_t *cr, const struct face_font *font, double size)
{
	cairo_font_options_t *options = cairo_font_options_create();

	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
	cairo_set_font_face(cr, font->drawn);
	cairo_set_font_size(cr, size);
	cairo_set_font_options(cr, options);
	cairo_font_options_destroy(options);
}

static bool
is_image(cairo_t *cr)
{
	return cairo_surface_get_type(cairo_get_target(cr)) ==
	    CAIRO_SURFACE_TYPE_IMAGE;
}

static void
draw_run(cairo_t *cr, const struct line *line, const struct run *run,
    const cairo_glyph_t *glyphs)
{
	int count = (int)run->glyph_count;

	if (!is_image(cr))
		cairo_show_text_glyphs(cr, run->text, run->bytes,
		    glyphs + run->glyph, count, line->clusters + run->cluster,
		    (int)run->cluster_count,
		    run->backward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
	else if (count != 0)
		cairo_glyph_path(cr, glyphs + run->glyph, count);
}

void
fonts_draw(struct fonts *fonts, cairo_t *cr, enum face face, double size,
    struct span text, double x, double y)
{
	const struct line *line;
	cairo_glyph_t *glyphs;
	size_t i;

	fonts = owner(fonts, &face);
	line = shaped_line(fonts, face, text);
	if (line->glyph_count == 0)
		return;
	glyphs = cairo_glyph_allocate((int)line->glyph_count);
	for (i = 0; i < line->glyph_count; i++)
		glyphs[i] = (cairo_glyph_t){
			.index = line->glyphs[i].id,
			.x = x + line->glyphs[i].x * size,
			.y = y + line->glyphs[i].y * size,
		};
	set_font(cr, faces_font(&fonts->faces, face), size);
	for (i = 0; i < line->run_count; i++)
		draw_run(cr, line, &line->runs[i], glyphs);
	/* As an outline: cairo puts glyphs of bitmaps on whole dots. */
	if (is_image(cr))
		cairo_fill(cr);
	cairo_glyph_free(glyphs);
}

const char *
fonts_outline(struct fonts *fonts, enum face face, unsigned glyph,
    double *units)
{
	fonts = owner(fonts, &face);
	*units = faces_font(&fonts->faces, face)->units;
	return faces_outline(&fonts->faces, face, glyph);
}

const struct family *
fonts_family(struct fonts *fonts, enum face face)
{
	fonts = owner(fonts, &face);
	return &fonts->faces.families[face];
}

bool
fonts_incomplete(const struct fonts *fonts)
{
	return fonts->missing.count != 0 ||
	    (fonts->wide != NULL && fonts_incomplete(fonts->wide));
}
