/*
 * The pipe tables of a page, which CommonMark does not know: taken out of
 * the text before it is read, put into the tree behind it.
 */
#ifndef WATTLEAF_GRID_H
#define WATTLEAF_GRID_H

#include <cmark.h>
#include <stddef.h>

#include "base/str.h"

struct arena;

struct grids {
	struct arena *arena;
	struct span *texts; /* the lines of each */
	size_t count;
};

/* TEXT with a code block in the place of each table, which is kept. */
struct span
grids_take(struct grids *, struct span text);

/* Puts the tables in the place of their code blocks. */
void
grids_put(const struct grids *, cmark_node *root);

#endif
