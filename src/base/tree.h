/*
 * A tree of elements with attributes, each with its position: what XML and
 * the YAML of studies are read into. Namespaces are resolved away.
 */
#ifndef WATTLEAF_TREE_H
#define WATTLEAF_TREE_H

#include <stddef.h>

#include "base/pos.h"

struct arena;

struct attribute {
	const char *name;
	const char *value;
	struct pos pos;       /* of the name */
	struct pos value_pos; /* of the value's first byte */
	const char *above;    /* comments before it, lines parted by "\n"; or NULL */
	const char *beside;   /* the comment behind it on its line; or NULL */
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
	const char *above;     /* comments as with an attribute */
	const char *beside;
	const char *tail;      /* comments behind its last child; or NULL */
};

/* Comments that a document may have, and the bytes that one place keeps of them; what is over is dropped. */
enum { COMMENTS_MAX = 10000, COMMENT_SIZE_MAX = 16384 };

/* Adds LINE to the comment TEXT, which may be NULL: both, parted by "\n". */
const char *
comment_joined(struct arena *, const char *text, const char *line);

/* The lines of a comment without the white space around each; NULL when nothing is left. */
const char *
comment_trimmed(struct arena *, const char *raw);

/* A new element NAME in the name space of PARENT, as its last child; PARENT may be NULL. Strings are borrowed. */
struct element *
element_add(struct element *parent, const char *name, struct pos,
    struct arena *);

/* Adds an attribute behind the others; pointers to these become invalid. */
void
attribute_add(struct element *, struct attribute, struct arena *);

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
