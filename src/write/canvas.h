/*
 * Drawing a scene with cairo: what the PDF and PNG writers share. It knows
 * no file format.
 */
#ifndef WATTLEAF_CANVAS_H
#define WATTLEAF_CANVAS_H

#include <stdbool.h>

struct _cairo;
struct _cairo_surface;
struct buf;
struct fonts;
struct scene;

/*
 * Draws the scene with one unit a point. TAGGED: structure tags go with it,
 * so that all text is in a leaf; links lead to the web only. False when the
 * tags are not balanced or cairo fails.
 */
bool
canvas_draw(struct _cairo *, const struct scene *, struct fonts *,
    bool tagged);

/* The target of a link as it may stand in a file, percent-encoded; false for anything but http, https, mailto and doi. */
bool
canvas_uri(const char *target, struct buf *out);

#endif
