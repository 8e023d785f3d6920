/*
 * Fonts and text measuring: over the program's own font files; what the
 * machine has installed changes nothing.
 */
#ifndef WATTLEAF_FONTS_H
#define WATTLEAF_FONTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "layout/scene.h"

struct _cairo;
struct arena;
struct diags;
struct family;
struct fonts;

struct text_size {
	double width;   /* advance */
	double ascent;  /* of the face, above the baseline */
	double descent; /* of the face, below it, positive */
};

/* The set that reports are set in where no venue asks for another. */
#define FONTS_DEFAULT "libertine"

/* The set of the faces from FACE_WIDE on, opened when a text needs it. */
#define FONTS_WIDE "wide"

/*
 * Loads the font files that the list DIRECTORY/families.csv names for SET
 * from DIRECTORY. NULL with FONT_MISSING when one is not there or is not the
 * family that the list says.
 */
struct fonts *
fonts_open(const char *directory, const char *set, struct arena *,
    struct diags *);

void
fonts_close(struct fonts *);

/* Measures one line of text; cached by face and text. A character that the face lacks gives GLYPH_MISSING, once a character. */
struct text_size
fonts_measure(struct fonts *, enum face, double size, struct span text);

/* Draws one line with the current source colour at the baseline point. */
void
fonts_draw(struct fonts *, struct _cairo *, enum face, double size,
    struct span text, double x, double y);

/* One glyph of a shaped line. */
struct glyph {
	unsigned id;
	double x, y; /* offset from the line's start at the baseline, in points */
};

/* Shapes one line; the array is borrowed until the next call. */
const struct glyph *
fonts_shape(struct fonts *, enum face, double size, struct span text,
    size_t *count);

/* The outline of a glyph as SVG path data in font units (y downwards), which lives as long as the fonts, and *UNITS per em. "" for a blank. */
const char *
fonts_outline(struct fonts *, enum face, unsigned glyph, double *units);

/* The family of a face. */
const struct family *
fonts_family(struct fonts *, enum face);

/* True when a glyph was missing since fonts_open. */
bool
fonts_incomplete(const struct fonts *);

#endif
