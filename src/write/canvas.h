/*
 * Drawing a scene with cairo: what the PDF and PNG writers share. It knows
 * no file format.
 */
#ifndef WATTLEAF_CANVAS_H
#define WATTLEAF_CANVAS_H

#include <stdbool.h>
#include <stddef.h>

struct _cairo;
struct _cairo_surface;
struct arena;
struct buf;
struct fonts;
struct scene;

/*
 * A structure tag as it was begun. Cairo 1.16 knows no artifacts: what is
 * one is drawn in the tag CANVAS_ARTIFACT.
 */
struct canvas_tag {
	const char *name;      /* "TH" */
	const char *attribute; /* as the scene has it, or NULL */
	double left, top, right, bottom; /* of a Figure, on its page, y downwards */
};

#define CANVAS_ARTIFACT "NonStruct"

/* All tags of a file in the order in which they were begun; items live in the arena. */
struct canvas_tags {
	struct arena *arena;
	struct canvas_tag *items;
	size_t count;
};

/* Notes a tag that the caller begins itself. */
void
canvas_tag_add(struct canvas_tags *, const char *name,
    const char *attribute);

/*
 * Draws the scene with one unit a point. With TAGS, structure tags go with
 * it, so that all text is in a leaf and all else in a figure or an artifact;
 * links lead to the web only. False when the tags are not balanced or cairo
 * fails.
 */
bool
canvas_draw(struct _cairo *, const struct scene *, struct fonts *,
    struct canvas_tags *);

/* The target of a link as it may stand in a file, percent-encoded; false for anything but http, https, mailto and doi. */
bool
canvas_uri(const char *target, struct buf *out);

#endif
