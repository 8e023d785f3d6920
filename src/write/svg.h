/*
 * What the parts of the SVG writer share: the drawing under way, and text in
 * its two forms.
 */
#ifndef WATTLEAF_SVG_H
#define WATTLEAF_SVG_H

#include <stddef.h>

#include "layout/scene.h"
#include "write/xml_out.h"

struct fonts;
struct svg_form;

struct svg {
	struct xml_out out;
	const struct scene *scene;
	const struct svg_form *form;
	struct fonts *fonts;
	struct arena *arena;
	const char *link; /* where what is drawn now leads, or NULL */
	unsigned char *glyphs[FACE_ALL]; /* a state each; NULL: all new */
	double units[FACE_ALL];          /* of the face, per em */
};

enum { SVG_NUMBER = 32 };

/* VALUE with at most DECIMALS of them, no trailing zero, never "-0". */
const char *
svg_number(double value, int decimals, char text[SVG_NUMBER]);

void
svg_attribute_number(struct svg *, const char *name, double value);

void
svg_attribute_color(struct svg *, const char *name, int color);

/* Takes note of a structure tag: links alone show in the picture. */
void
svg_tag(struct svg *, const struct scene_item *);

/* Around what the open link is about; harmless without one. */
void
svg_link_begin(struct svg *);

void
svg_link_end(struct svg *);

/* FNV-1a over TEXT, from HASH on; the first is SVG_HASH. */
#define SVG_HASH 2166136261u
unsigned
svg_hash(unsigned hash, const char *text);

/* Defines the outline of each glyph of the scene once. */
void
svg_outline_define(struct svg *);

/* Places the outlines of one text. */
void
svg_outline(struct svg *, const struct scene_item *);

/* The style sheet that turns the picture with the id ID dark for who prefers it. */
void
svg_theme(struct svg *, const char *id);

/* What all text of the picture inherits, into the open element. */
void
svg_text_family(struct svg *);

/* Writes the line of text that begins with item FIRST; returns the item behind it. */
size_t
svg_text(struct svg *, size_t first);

#endif
