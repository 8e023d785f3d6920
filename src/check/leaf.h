/*
 * JSON and XML as one stream: every container and value in the file's order,
 * with its path and place. "models/#/energy_kwh/value": "#" is an item of a
 * list, in XML an element that its parent's name is the plural of.
 */
#ifndef WATTLEAF_LEAF_H
#define WATTLEAF_LEAF_H

#include <stdbool.h>

#include "base/pos.h"
#include "base/str.h"

struct arena;
struct diags;
struct json;

struct leaf {
	const char *path;
	bool container;    /* an object or a list begins */
	struct span text;  /* of a value, as written; a string without quotes */
	struct pos pos;
};

/* False when the text is no JSON; a diagnostic says so. */
bool
leaf_walk_json(struct span text, const char *file, struct arena *,
    struct diags *, void (*each)(const struct leaf *, void *), void *context);

/* As leaf_walk_json for what json_read made of TEXT already. */
void
leaf_walk_read(struct span text, const struct json *root, const char *file,
    struct arena *, void (*each)(const struct leaf *, void *), void *context);

/*
 * Where the key at PATH begins its value, "models/2/cost", in the TEXT that
 * json_read made ROOT of; the file alone when it isn't there or ROOT is NULL.
 */
struct pos
leaf_place(struct span text, const struct json *root, const char *file,
    const char *path, struct arena *);

/* As leaf_walk_json. An attribute is a leaf "path/@name". */
bool
leaf_walk_xml(struct span text, const char *file, struct arena *,
    struct diags *, void (*each)(const struct leaf *, void *), void *context);

/* True when the path ends with these steps. */
bool
leaf_ends(const struct leaf *, const char *steps);

#endif
