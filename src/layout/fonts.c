/*
 * Fonts: a private fontconfig configuration over the program's own files,
 * shaping by pango without hinting, fallback or rounding, and a cache of
 * shaped lines. It must not know what the text is about.
 */
#include "layout/fonts.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include <fontconfig/fontconfig.h>
#include <hb.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-font.h>
#include <pango/pangofc-fontmap.h>

#include "base/arena.h"
#include "base/diag.h"
#include "layout/families.h"
#include "layout/outline.h"
#include "layout/utf8.h"

enum {
	BUCKETS_FIRST = 256,
	CHARACTERS = 0x110000,
	MISSING_NAMED = 20, /* missing characters that get a diagnostic */
	RESOLUTION_DPI = 72 /* makes a pango point one of ours */
};

struct face_font {
	PangoFontDescription *description;
	hb_font_t *outlines; /* one unit of it is one unit of the file */
	double units;        /* per em */
	double ascent, descent; /* per em */
};

/* A shaped line of text. */
struct line {
	struct line *next; /* in its bucket */
	uint64_t hash;
	enum face face;
	int size; /* pango units */
	struct span text; /* as it was asked for */
	PangoLayout *layout;
	double width;
	struct glyph *glyphs;
	size_t glyph_count;
};

struct fonts {
	struct arena *arena;
	struct diags *diags;
	struct family families[FACE_TOTAL];
	struct face_font faces[FACE_TOTAL];
	FcConfig *config;
	PangoFontMap *map;
	PangoContext *context;
	PangoAttrList *attributes;
	struct line **buckets; /* a power of two of them */
	size_t bucket_count;
	size_t line_count;
	unsigned char *missing; /* a bit a character; NULL: none */
	size_t missing_count;
};

/* Loading the files. */

static bool
load_files(struct fonts *fonts)
{
	enum face face;

	fonts->config = FcConfigCreate();
	if (fonts->config == NULL)
		return false;
	for (face = 0; face < FACE_TOTAL; face++) {
		const char *path = fonts->families[face].path;

		if (FcConfigAppFontAddFile(fonts->config,
			(const FcChar8 *)path))
			continue;
		diag(fonts->diags, DIAG_FONT_MISSING,
		    (struct pos){ .file = path }, "not a font file for %s",
		    scene_face_name(face));
		return false;
	}
	/* Before any font map: or pango reads what the machine has. */
	return FcConfigSetCurrent(fonts->config);
}

static PangoContext *
new_context(PangoFontMap *map)
{
	PangoContext *context = pango_font_map_create_context(map);
	cairo_font_options_t *options = cairo_font_options_create();

	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
	pango_cairo_context_set_font_options(context, options);
	cairo_font_options_destroy(options);
	pango_cairo_context_set_resolution(context, RESOLUTION_DPI);
	pango_context_set_round_glyph_positions(context, FALSE);
	pango_context_set_language(context,
	    pango_language_from_string("en"));
	pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
	return context;
}

static void
open_context(struct fonts *fonts)
{
	fonts->map =
	    pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
	pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts->map),
	    fonts->config);
	fonts->context = new_context(fonts->map);
	fonts->attributes = pango_attr_list_new();
	pango_attr_list_insert(fonts->attributes,
	    pango_attr_fallback_new(FALSE));
	/* PDF 1.4 can't say what "Th" or "tt" drawn as one glyph is */
	pango_attr_list_insert(fonts->attributes,
	    pango_attr_font_features_new("liga=0, clig=0"));
}

static bool
is_cut(const FcPattern *pattern, const struct family *family)
{
	int weight, slant;

	return FcPatternGetInteger(pattern, FC_WEIGHT, 0, &weight) ==
	    FcResultMatch &&
	    FcPatternGetInteger(pattern, FC_SLANT, 0, &slant) ==
	    FcResultMatch &&
	    (weight >= FC_WEIGHT_DEMIBOLD) == family->bold &&
	    (slant != FC_SLANT_ROMAN) == family->italic;
}

static bool
is_family(const FcPattern *pattern, const struct family *family)
{
	FcChar8 *name, *path;

	return FcPatternGetString(pattern, FC_FAMILY, 0, &name) ==
	    FcResultMatch &&
	    FcPatternGetString(pattern, FC_FILE, 0, &path) ==
	    FcResultMatch &&
	    strcmp((const char *)name, family->name) == 0 &&
	    span_ends(span_of((const char *)path), family->file);
}

/* Fontconfig always finds something: a font of another name or weight, too. */
static bool
is_right(PangoFont *font, const struct family *family)
{
	FcPattern *pattern;

	if (font == NULL)
		return false;
	pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(font));
	return is_family(pattern, family) && is_cut(pattern, family);
}

static void
measure_face(struct face_font *font, PangoFont *loaded)
{
	hb_face_t *face =
	    hb_font_get_face(pango_font_get_hb_font(loaded));
	unsigned units = hb_face_get_upem(face);
	hb_font_extents_t extents;

	/* A new font is at the scale of the file's own units. */
	font->outlines = hb_font_create(face);
	font->units = (double)units;
	hb_font_get_extents_for_direction(font->outlines, HB_DIRECTION_LTR,
	    &extents);
	font->ascent = (double)extents.ascender / font->units;
	font->descent = -(double)extents.descender / font->units;
}

static PangoFontDescription *
describe(const struct family *family)
{
	PangoFontDescription *description = pango_font_description_new();

	pango_font_description_set_family(description, family->name);
	pango_font_description_set_weight(description,
	    family->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_font_description_set_style(description,
	    family->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
	pango_font_description_set_size(description, PANGO_SCALE);
	return description;
}

static bool
open_face(struct fonts *fonts, enum face face)
{
	const struct family *family = &fonts->families[face];
	struct face_font *font = &fonts->faces[face];
	PangoFont *loaded;
	bool right;

	font->description = describe(family);
	loaded = pango_font_map_load_font(fonts->map, fonts->context,
	    font->description);
	right = is_right(loaded, family);
	if (right)
		measure_face(font, loaded);
	else
		diag(fonts->diags, DIAG_FONT_MISSING,
		    (struct pos){ .file = family->path },
		    "not the cut of %s that %s needs", family->name,
		    scene_face_name(face));
	if (loaded != NULL)
		g_object_unref(loaded);
	return right;
}

static bool
open_faces(struct fonts *fonts)
{
	enum face face;

	for (face = 0; face < FACE_TOTAL; face++)
		if (!open_face(fonts, face))
			return false;
	return true;
}

struct fonts *
fonts_open(const char *directory, const char *set, struct arena *arena,
    struct diags *diags)
{
	struct fonts *fonts = arena_alloc(arena, sizeof *fonts);

	fonts->arena = arena;
	fonts->diags = diags;
	if (families_read(directory, set, fonts->families, arena, diags) &&
	    load_files(fonts)) {
		open_context(fonts);
		if (open_faces(fonts)) {
			fonts->bucket_count = BUCKETS_FIRST;
			fonts->buckets = arena_alloc(arena,
			    BUCKETS_FIRST * sizeof(struct line *));
			return fonts;
		}
	}
	fonts_close(fonts);
	return NULL;
}

static void
close_lines(struct fonts *fonts)
{
	struct line *line;
	size_t i;

	for (i = 0; i < fonts->bucket_count; i++)
		for (line = fonts->buckets[i]; line != NULL; line = line->next)
			g_object_unref(line->layout);
}

void
fonts_close(struct fonts *fonts)
{
	enum face face;

	if (fonts == NULL)
		return;
	close_lines(fonts);
	for (face = 0; face < FACE_TOTAL; face++) {
		pango_font_description_free(fonts->faces[face].description);
		hb_font_destroy(fonts->faces[face].outlines);
	}
	pango_attr_list_unref(fonts->attributes);
	if (fonts->context != NULL)
		g_object_unref(fonts->context);
	if (fonts->map != NULL)
		g_object_unref(fonts->map);
	if (fonts->config != NULL)
		FcConfigDestroy(fonts->config);
}

/* Shaping. */

static void
report_missing(struct fonts *fonts, enum face face, unsigned character)
{
	size_t byte = character / 8;
	unsigned char bit = (unsigned char)(1u << character % 8);

	if (character >= CHARACTERS)
		return;
	if (fonts->missing == NULL)
		fonts->missing = arena_alloc(fonts->arena, CHARACTERS / 8);
	if (fonts->missing[byte] & bit)
		return;
	fonts->missing[byte] |= bit;
	if (fonts->missing_count++ < MISSING_NAMED)
		diag(fonts->diags, DIAG_GLYPH_MISSING, (struct pos){ 0 },
		    "U+%04X in %s", character, fonts->families[face].name);
}

static void
add_glyph(struct fonts *fonts, struct line *line, struct glyph glyph)
{
	if (glyph.id == PANGO_GLYPH_EMPTY)
		return;
	if (glyph.id & PANGO_GLYPH_UNKNOWN_FLAG) {
		report_missing(fonts, line->face,
		    glyph.id & ~(unsigned)PANGO_GLYPH_UNKNOWN_FLAG);
		return;
	}
	line->glyphs = arena_grow(fonts->arena, line->glyphs,
	    line->glyph_count, sizeof *line->glyphs);
	line->glyphs[line->glyph_count++] = glyph;
}

static void
add_run(struct fonts *fonts, struct line *line, const PangoGlyphItem *run)
{
	int i;

	for (i = 0; i < run->glyphs->num_glyphs; i++) {
		const PangoGlyphInfo *info = &run->glyphs->glyphs[i];

		add_glyph(fonts, line, (struct glyph){
			.id = info->glyph,
			.x = line->width +
			    pango_units_to_double(info->geometry.x_offset),
			.y = pango_units_to_double(info->geometry.y_offset),
		});
		line->width += pango_units_to_double(info->geometry.width);
	}
}

static PangoLayoutLine *
layout_line(const struct line *line)
{
	return pango_layout_get_line_readonly(line->layout, 0);
}

static void
shape(struct fonts *fonts, struct line *line)
{
	struct span text = utf8_clean(fonts->arena, line->text);
	PangoFontDescription *description =
	    fonts->faces[line->face].description;
	GSList *runs;

	assert(text.n <= INT_MAX);
	line->layout = pango_layout_new(fonts->context);
	pango_layout_set_single_paragraph_mode(line->layout, TRUE);
	pango_layout_set_auto_dir(line->layout, FALSE);
	pango_layout_set_attributes(line->layout, fonts->attributes);
	pango_font_description_set_size(description, line->size);
	pango_layout_set_font_description(line->layout, description);
	pango_layout_set_text(line->layout, text.n == 0 ? "" : text.s,
	    (int)text.n);
	for (runs = layout_line(line)->runs; runs != NULL; runs = runs->next)
		add_run(fonts, line, runs->data);
}

/* FNV-1a, 64 bits. */
static uint64_t
hash_line(enum face face, int size, struct span text)
{
	uint64_t hash = 14695981039346656037u;
	size_t i;

	hash = (hash ^ (uint64_t)face) * 1099511628211u;
	hash = (hash ^ (uint64_t)size) * 1099511628211u;
	for (i = 0; i < text.n; i++)
		hash = (hash ^ (unsigned char)text.s[i]) * 1099511628211u;
	return hash;
}

static void
grow_buckets(struct fonts *fonts)
{
	size_t i, count = 2 * fonts->bucket_count;
	struct line **buckets =
	    arena_alloc(fonts->arena, count * sizeof(struct line *));
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
	struct line *line = arena_alloc(fonts->arena, sizeof *line);
	struct line **bucket;

	if (fonts->line_count++ >= fonts->bucket_count)
		grow_buckets(fonts);
	bucket = &fonts->buckets[key.hash & (fonts->bucket_count - 1)];
	*line = key;
	line->text.s = span_dup(fonts->arena, key.text);
	line->next = *bucket;
	*bucket = line;
	shape(fonts, line);
	return line;
}

static const struct line *
shaped_line(struct fonts *fonts, enum face face, double size,
    struct span text)
{
	struct line key = {
		.face = face,
		.size = pango_units_from_double(size),
		.text = text,
	};
	const struct line *line;

	key.hash = hash_line(face, key.size, text);
	line = fonts->buckets[key.hash & (fonts->bucket_count - 1)];
	for (; line != NULL; line = line->next)
		if (line->hash == key.hash && line->face == face &&
		    line->size == key.size && line->text.n == text.n &&
		    (text.n == 0 ||
			memcmp(line->text.s, text.s, text.n) == 0))
			return line;
	return add_line(fonts, key);
}

struct text_size
fonts_measure(struct fonts *fonts, enum face face, double size,
    struct span text)
{
	return (struct text_size){
		.width = shaped_line(fonts, face, size, text)->width,
		.ascent = fonts->faces[face].ascent * size,
		.descent = fonts->faces[face].descent * size,
	};
}

void
fonts_draw(struct fonts *fonts, cairo_t *cr, enum face face, double size,
    struct span text, double x, double y)
{
	const struct line *line = shaped_line(fonts, face, size, text);

	cairo_move_to(cr, x, y);
	if (cairo_surface_get_type(cairo_get_target(cr)) !=
	    CAIRO_SURFACE_TYPE_IMAGE) {
		pango_cairo_show_layout_line(cr, layout_line(line));
		return;
	}
	/* As an outline: cairo puts glyphs of bitmaps on whole dots. */
	pango_cairo_layout_line_path(cr, layout_line(line));
	cairo_fill(cr);
}

const struct glyph *
fonts_shape(struct fonts *fonts, enum face face, double size,
    struct span text, size_t *count)
{
	const struct line *line = shaped_line(fonts, face, size, text);

	*count = line->glyph_count;
	return line->glyphs;
}

const char *
fonts_outline(struct fonts *fonts, enum face face, unsigned glyph,
    double *units, struct arena *arena)
{
	*units = fonts->faces[face].units;
	return outline_path(fonts->faces[face].outlines, glyph, arena);
}

const struct family *
fonts_family(const struct fonts *fonts, enum face face)
{
	return &fonts->families[face];
}

bool
fonts_incomplete(const struct fonts *fonts)
{
	return fonts->missing_count != 0;
}
