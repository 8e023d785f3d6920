/*
 * A study's tree of elements as YAML and as XML text. In YAML attributes and
 * children are keys; what may occur more than once is a list under the
 * plural. The vocabulary says which is which.
 */
#ifndef WATTLEAF_YAML_TREE_H
#define WATTLEAF_YAML_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"
#include "base/str.h"

struct arena;
struct diags;
struct element;
struct yaml_document;

enum yaml_point_kind {
	YAML_POINT_ELEMENT,
	YAML_POINT_ATTRIBUTE,
	YAML_POINT_GROUP       /* the key of a list: "models" */
};

/* Where a part of the tree stands in the text, in the text's order. */
struct yaml_point {
	enum yaml_point_kind kind;
	struct pos pos;
	struct element *element; /* itself; the one that has the attribute or the list */
	size_t attribute;        /* its index */
	size_t end;              /* index of the first point behind what belongs to it */
	bool item;               /* an element that is an entry of a list */
};

struct yaml_tree {
	struct element *root;
	struct yaml_point *points;
	size_t count;
};

/*
 * Reads a study in YAML into the tree that its XML would give, comments
 * with what they stand at; a key without a value is an attribute "". NULL
 * with diagnostics.
 */
struct element *
yaml_tree_read(struct span text, const char *file, struct arena *,
    struct diags *);

/* As yaml_tree_read, without the comments, with all points; root is NULL when it failed. */
struct yaml_tree
yaml_tree_parse(struct span text, const char *file, struct yaml_document *,
    struct arena *, struct diags *);

/* Hangs the comments of the document on the parts that they stand at. */
void
yaml_points_comment(struct yaml_tree *, const struct yaml_document *,
    struct arena *);

/* A part of a tree as it was written, in the text's order. */
struct yaml_slot {
	enum yaml_point_kind kind;
	const struct element *element;
	size_t attribute;
};

/* Appends TEXT with the comments of SLOTS, of which each stands where the tree's point of the same index does, and empty lines between the parts. */
void
yaml_comment_write(const struct yaml_tree *, const struct yaml_slot *,
    const struct buf *text, struct buf *out, struct arena *);

/* Appends the study as YAML: the tree's order, its comments, text for text. False when it could not be written. */
bool
yaml_tree_write(const struct element *root, struct buf *out,
    struct arena *);

/*
 * Appends ORIGINAL, a study that reads as BEFORE does, with the lines that
 * AFTER has more, so that it reads as the tree MERGED. False, with OUT to be
 * thrown away, where that can't be done line by line: lists in brackets,
 * aliases.
 */
bool
yaml_patch(struct span original, const struct buf *before,
    const struct buf *after, const struct element *merged, struct buf *out,
    struct arena *);

/* Appends the study as XML, with its comments. */
void
xml_tree_write(const struct element *root, struct buf *out, struct arena *);

#endif
