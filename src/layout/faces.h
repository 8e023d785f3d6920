/*
 * The opened files of a set of fonts. A private configuration over them
 * alone: what the machine has installed is neither scanned nor used.
 */
#ifndef WATTLEAF_FACES_H
#define WATTLEAF_FACES_H

#include <pango/pango.h>

#include "layout/families.h"

struct _cairo_font_face;
struct _FcConfig;
struct arena;
struct diags;
struct hb_font_t;

struct face_font {
	PangoFontDescription *description; /* at FACE_SIZE */
	PangoFont *shaped;
	struct _cairo_font_face *drawn;
	struct hb_font_t *outlines; /* one unit of it is one unit of the file */
	double units;               /* per em */
	double ascent, descent;     /* per em */
	const char **paths;         /* outlines that were asked for, by glyph */
	size_t path_count;
};

struct faces {
	struct arena *arena;
	struct diags *diags;
	struct family families[FACE_TOTAL];
	struct face_font fonts[FACE_TOTAL];
	struct _FcConfig *config;
	PangoFontMap *map;
	PangoContext *context;
	PangoAttrList *attributes; /* no other fonts, no ligatures */
};

/*
 * The size at which text is shaped, in points: so large that pango's whole
 * numbers are exact for files of 1000, 2000 or 2048 units per em. One size
 * for all: every other one is matched anew by fontconfig.
 */
#define FACE_SIZE 1000

/* As fonts_open; false with FONT_MISSING. */
bool
faces_open(struct faces *, const char *directory, const char *set);

void
faces_close(struct faces *);

/* The font of a face, opened when it is first asked for. */
struct face_font *
faces_font(struct faces *, enum face);

/* The outline of a glyph as path data, worked out once. */
const char *
faces_outline(struct faces *, enum face, unsigned glyph);

#endif
