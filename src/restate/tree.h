/*
 * The tree of values of a disclosure. Inside restate only.
 */
#ifndef WATTLEAF_RESTATE_TREE_H
#define WATTLEAF_RESTATE_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"
#include "base/str.h"

struct arena;
struct catalog;
struct data;
struct diags;
struct json;

/* A disclosure while it is read. */
struct reading {
	struct arena *arena;
	struct catalog *catalog;
	struct diags *diags;
	const struct json *root;
	struct span text;     /* that it was read from */
	const char *file;
	struct origin origin; /* of all figures; it lives as long as the result */
	size_t items;         /* of all lists */
	size_t faults;        /* said */
};

/* A text of a stranger, cut where it is longer than any should be; NULL when it is none. */
const char *
tree_text(struct reading *, const struct json *);

/* The tree of a disclosure after the tables of shape.h; NULL with DISCLOSED_PAGE when it is too large. */
struct data *
tree_read(struct reading *, const struct json *root);

#endif
