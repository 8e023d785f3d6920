/*
 * Opening the files of a set of fonts: matching them is left to fontconfig
 * and pango, each no sooner than it is used.
 */
#include "layout/faces.h"

#include <string.h>

#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <hb.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-font.h>
#include <pango/pangofc-fontmap.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "layout/outline.h"

enum {
	RESOLUTION_DPI = 72, /* makes a pango point one of ours */
	OUTLINES_FIRST = 512
};

static bool
load_files(struct faces *faces)
{
	enum face face;

	faces->config = FcConfigCreate();
	if (faces->config == NULL)
		return false;
	for (face = 0; face < FACE_TOTAL; face++) {
		const char *path = faces->families[face].path;

		if (FcConfigAppFontAddFile(faces->config,
			(const FcChar8 *)path))
			continue;
		diag(faces->diags, DIAG_FONT_MISSING,
		    (struct pos){ .file = path }, "not a font file for %s",
		    scene_face_name(face));
		return false;
	}
	/* Before any font map: or pango reads what the machine has. */
	return FcConfigSetCurrent(faces->config);
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
open_context(struct faces *faces)
{
	faces->map =
	    pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
	pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(faces->map),
	    faces->config);
	faces->context = new_context(faces->map);
	faces->attributes = pango_attr_list_new();
	pango_attr_list_insert(faces->attributes,
	    pango_attr_fallback_new(FALSE));
	/* PDF 1.4 can't say what "Th" or "tt" drawn as one glyph is */
	pango_attr_list_insert(faces->attributes,
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

static bool
is_right(const FcPattern *pattern, const struct family *family)
{
	return is_family(pattern, family) && is_cut(pattern, family);
}

static void
refuse(struct faces *faces, enum face face)
{
	const struct family *family = &faces->families[face];

	diag(faces->diags, DIAG_FONT_MISSING,
	    (struct pos){ .file = family->path },
	    "not the cut of %s that %s needs", family->name,
	    scene_face_name(face));
}

/* Whether one of the files is what the list says of the face. */
static bool
check_face(struct faces *faces, enum face face)
{
	const FcFontSet *set =
	    FcConfigGetFonts(faces->config, FcSetApplication);
	int i;

	for (i = 0; set != NULL && i < set->nfont; i++)
		if (is_right(set->fonts[i], &faces->families[face]))
			return true;
	refuse(faces, face);
	return false;
}

static bool
check_faces(struct faces *faces)
{
	enum face face;

	for (face = 0; face < FACE_TOTAL; face++)
		if (!check_face(faces, face))
			return false;
	return true;
}

bool
faces_open(struct faces *faces, const char *directory, const char *set)
{
	if (!families_read(directory, set, faces->families, faces->arena,
		faces->diags) ||
	    !load_files(faces) || !check_faces(faces))
		return false;
	open_context(faces);
	return true;
}

static void
close_font(struct face_font *font)
{
	if (font->description == NULL)
		return;
	pango_font_description_free(font->description);
	cairo_font_face_destroy(font->drawn);
	hb_font_destroy(font->outlines);
	g_object_unref(font->shaped);
}

void
faces_close(struct faces *faces)
{
	enum face face;

	for (face = 0; face < FACE_TOTAL; face++)
		close_font(&faces->fonts[face]);
	pango_attr_list_unref(faces->attributes);
	if (faces->context != NULL)
		g_object_unref(faces->context);
	if (faces->map != NULL)
		g_object_unref(faces->map);
	if (faces->config != NULL)
		FcConfigDestroy(faces->config);
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
	pango_font_description_set_size(description,
	    FACE_SIZE * PANGO_SCALE);
	return description;
}

static void
measure(struct face_font *font)
{
	hb_face_t *face =
	    hb_font_get_face(pango_font_get_hb_font(font->shaped));
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

static void
open_font(struct faces *faces, enum face face)
{
	const struct family *family = &faces->families[face];
	struct face_font *font = &faces->fonts[face];

	font->description = describe(family);
	font->shaped = pango_font_map_load_font(faces->map, faces->context,
	    font->description);
	/* Fontconfig always finds something: another font, too. */
	if (!is_right(pango_fc_font_get_pattern(PANGO_FC_FONT(font->shaped)),
		family))
		refuse(faces, face);
	font->drawn = cairo_font_face_reference(cairo_scaled_font_get_font_face(
	    pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font->shaped))));
	measure(font);
}

struct face_font *
faces_font(struct faces *faces, enum face face)
{
	if (faces->fonts[face].description == NULL)
		open_font(faces, face);
	return &faces->fonts[face];
}

static void
make_room(struct face_font *font, size_t glyph, struct arena *arena)
{
	size_t count = font->path_count == 0 ? OUTLINES_FIRST :
					       font->path_count;
	const char **paths;

	while (count <= glyph)
		count *= 2;
	paths = arena_alloc(arena, count * sizeof *paths);
	if (font->path_count != 0)
		memcpy(paths, font->paths, font->path_count * sizeof *paths);
	font->paths = paths;
	font->path_count = count;
}

const char *
faces_outline(struct faces *faces, enum face face, unsigned glyph)
{
	struct face_font *font = faces_font(faces, face);

	if (glyph >= font->path_count)
		make_room(font, glyph, faces->arena);
	if (font->paths[glyph] == NULL)
		font->paths[glyph] = outline_path(font->outlines, glyph,
		    faces->arena);
	return font->paths[glyph];
}
