/*
 * A scene: where ink goes. Positioned text, lines, boxes, dots, links and
 * structure tags in points (1/72 inch), y downwards from the top left.
 * Writers draw it; it knows no output format and no watt.
 */
#ifndef WATTLEAF_SCENE_H
#define WATTLEAF_SCENE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;

enum face {
	FACE_SERIF,
	FACE_SERIF_BOLD,
	FACE_SERIF_ITALIC,
	FACE_SANS,
	FACE_SANS_BOLD,
	FACE_SANS_ITALIC,
	FACE_MONO,
	FACE_TOTAL, /* of a set */
	FACE_WIDE = FACE_TOTAL, /* added to a face: its like for characters of full width */
	FACE_ALL = 2 * FACE_TOTAL
};

/* 0xRRGGBB, opaque. */
enum ink {
	INK_BLACK = 0x000000,
	INK_WHITE = 0xffffff
};

enum scene_kind {
	SCENE_TEXT,
	SCENE_LINE,
	SCENE_BOX,    /* filled and/or stroked rectangle */
	SCENE_DOT,    /* filled and/or stroked circle */
	SCENE_PATH,   /* filled and/or stroked polygon or polyline */
	SCENE_BEGIN,  /* structure tag, as in PDF: "Table", "TR", "TH", "TD", "P", "H1", "Figure", "Link", ...; "Artifact" */
	SCENE_END
};

struct scene_point {
	double x, y;
};

/* What of a text stays in its place when it is set in another font. */
enum scene_hold {
	HOLD_START,
	HOLD_MIDDLE,
	HOLD_END,
	HOLD_POINT /* what is before it ends there, what is behind begins there */
};

/* The gap after a dash, in dashes. */
#define SCENE_DASH_GAP 0.75

/* COLOR_NONE: not filled, or not stroked. */
enum { COLOR_NONE = -1 };

struct scene_item {
	enum scene_kind kind;
	double x, y;            /* TEXT: left end of the baseline; DOT: centre; else first corner */
	double x2, y2;          /* LINE: other end; BOX: opposite corner */
	double radius;          /* DOT */
	int fill, stroke;       /* ink or COLOR_NONE; TEXT uses fill */
	double weight;          /* line weight */
	double dash;            /* dash length, 0 solid */
	enum face face;         /* TEXT */
	double size;            /* TEXT: font size */
	struct span text;       /* TEXT: UTF-8; BEGIN, END: tag name */
	bool joins;             /* TEXT: goes on the line of the text before it */
	enum scene_hold hold;   /* TEXT: of the line that begins with it */
	double hold_x;          /* MIDDLE, END, POINT: where */
	size_t hold_at;         /* POINT: bytes of that line before it */
	const char *attribute;  /* BEGIN: link target, alternative text, scope ("Column 2": and columns spanned); or NULL */
	const struct scene_point *points; /* PATH */
	size_t point_count;
	bool closed;            /* PATH */
};

struct scene {
	double width, height;
	struct scene_item *items;
	size_t count;
	double least_line;       /* thinner lines are drawn as thick */
	bool grey;               /* colours become greys of the same luminance */
	const char *title;       /* plain text */
	const char *description; /* plain text: what the picture shows, for those who can't see it */
	const char *language;    /* "en" */
	struct arena *arena;
};

struct scene *
scene_new(double width, double height, struct arena *);

/* Adds one item; text, attribute and points are copied, the text made one line of valid UTF-8. */
void
scene_add(struct scene *, struct scene_item);

void
scene_text(struct scene *, enum face, double size, int color, double x,
    double y, struct span text);

void
scene_line(struct scene *, double x, double y, double x2, double y2,
    double weight, int color);

/* Opens and closes a structure tag; they nest. ATTRIBUTE may be NULL. */
void
scene_begin(struct scene *, const char *tag, const char *attribute);

void
scene_end(struct scene *, const char *tag);

/* Adds all items of FROM, moved by (DX, DY). */
void
scene_append(struct scene *, const struct scene *from, double dx, double dy);

/* Tags nest no deeper. */
enum { SCENE_DEPTH_MAX = 64 };

/* True when every tag is closed in order; writers refuse a scene that is not. */
bool
scene_balanced(const struct scene *);

/* "SERIF_BOLD", as in the dump and in the list of font families. */
const char *
scene_face_name(enum face);

/*
 * One line an item, numbers with two decimals: the tests' oracle. The first
 * line is the page: its size, language, title and description.
 */
void
scene_dump(const struct scene *, struct buf *);

#endif
