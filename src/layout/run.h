/*
 * A run: pieces of text on one baseline, measured, with lowered and raised
 * parts. It is never broken.
 */
#ifndef WATTLEAF_RUN_H
#define WATTLEAF_RUN_H

#include "document/text.h"
#include "layout/scene.h"

struct layout;

struct text_style {
	enum face face;
	double size;
	int color;
};

struct piece {
	struct text_style style; /* as it is set: smaller in a script */
	struct span text;
	double x;    /* from the start of the run */
	double rise; /* above the baseline */
	bool moved;  /* does not stand where the text before it ends */
};

/* Zero-initialised is empty. */
struct run {
	struct piece *pieces;
	size_t count;
	double width;
	enum scene_hold hold; /* of the text when it is placed */
	double hold_x;        /* POINT: from the start of the run */
	size_t hold_at;       /* POINT: bytes of its text before it */
};

/* Adds plain text; it is borrowed. */
void
run_add(struct layout *, struct run *, const struct text_style *,
    enum script, struct span text);

void
run_add_markup(struct layout *, struct run *, const struct text_style *,
    struct span markup);

/* Adds note letters, raised, a hair space before them; nothing for "" and NULL. */
void
run_add_marks(struct layout *, struct run *, const struct text_style *,
    const char *marks);

/* Bytes of its text. */
size_t
run_bytes(const struct run *);

/* Draws the run from X on the baseline Y. */
void
run_place(const struct run *, struct scene *, double x, double y);

/* The same, for a run that is held elsewhere than it was made for. */
void
run_place_held(const struct run *, enum scene_hold, struct scene *, double x,
    double y);

#endif
