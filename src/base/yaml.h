/*
 * YAML read into nodes with their places: one document, text and nothing
 * but text for values; size, depth, nodes, aliases and keys are limited.
 */
#ifndef WATTLEAF_YAML_H
#define WATTLEAF_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"
#include "base/str.h"
#include "base/yaml_event.h"

struct arena;
struct diags;

enum {
	YAML_SIZE_MAX = 8 << 20,   /* bytes of one document */
	YAML_DEPTH_MAX = 32,       /* lists and maps in each other, aliases followed */
	YAML_NODES_MAX = 200000,   /* of one document, aliases followed */
	YAML_KEYS_MAX = 256,       /* of one map */
	YAML_ANCHORS_MAX = 1000,
	YAML_ALIASES_MAX = 10000
};

struct yaml_node {
	enum yaml_kind kind;   /* SCALAR, LIST or MAP */
	struct pos pos;        /* of its first byte */
	const char *text;      /* of a scalar, as it was written */
	bool null;             /* a scalar without text, or ~, or null: nothing is stated */
	struct yaml_pair *pairs;         /* of a map */
	const struct yaml_node **items;  /* of a list */
	size_t count;          /* of pairs or items */
	size_t weight, height; /* nodes and levels that it is made of */
};

struct yaml_pair {
	const char *key;
	struct pos pos;        /* of the key */
	const struct yaml_node *value;
};

struct yaml_comment {
	const char *text;      /* behind "#" and one space */
	struct pos pos;        /* of the "#" */
	bool alone;            /* nothing else is on its line */
};

struct yaml_document {
	const struct yaml_node *root;
	struct yaml_comment *comments;
	size_t comment_count;
};

/*
 * Reads TEXT into DOCUMENT. Aliases stand for the node that they name, "<<"
 * adds the keys of another map that a map has not itself. False with
 * YAML_SYNTAX, YAML_KEY_TWICE, YAML_TAG or one of the limits' codes.
 */
bool
yaml_read(struct span text, const char *file, struct yaml_document *,
    struct arena *, struct diags *);

/* The pair KEY of a map, or NULL. */
const struct yaml_pair *
yaml_pair(const struct yaml_node *, const char *key);

#endif
