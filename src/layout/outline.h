/*
 * Glyph outlines as SVG path data: wraps HarfBuzz's drawing.
 */
#ifndef WATTLEAF_OUTLINE_H
#define WATTLEAF_OUTLINE_H

struct arena;
struct hb_font_t;

/*
 * The outline of a glyph in the font's units, y downwards, relative from
 * point to point; "" for a blank.
 */
const char *
outline_path(struct hb_font_t *, unsigned glyph, struct arena *);

#endif
