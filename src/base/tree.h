/*
 * A tree of elements with attributes, each with its position: what XML (and
 * YAML later) is read into. Namespaces are resolved away.
 */
#ifndef WATTLEAF_TREE_H
#define WATTLEAF_TREE_H

#include <stddef.h>

#include "base/pos.h"

struct attribute {
	const char *name;
	const char *value;
	struct pos pos;       /* of the name */
	struct pos value_pos; /* of the value's first byte */
};

struct element {
	const char *name;      /* local name */
	const char *namespace_uri; /* or NULL */
	struct pos pos;        /* of the element's name */
	struct attribute *attributes;
	size_t attribute_count;
	struct element *parent;
	struct element *first; /* first child element */
	struct element *last;
	struct element *next;  /* next sibling */
	const char *text;      /* its own character data joined, "" when none */
	struct pos text_pos;
};

/* The attribute NAME, or NULL. */
const struct attribute *
element_attribute(const struct element *, const char *name);

/* The element behind AT in the order of the document, below ROOT; NULL at its end. */
const struct element *
element_after(const struct element *root, const struct element *at);

/* The first child element NAME (any when NAME is NULL), or NULL. */
const struct element *
element_child(const struct element *, const char *name);

/* The next sibling after ELEMENT that is called NAME, or NULL. */
const struct element *
element_next(const struct element *, const char *name);

/* Descends by a path of names "gpu/gpu_power_readings/power_draw" from ELEMENT; NULL when a step is missing. */
const struct element *
element_path(const struct element *, const char *path);

#endif
