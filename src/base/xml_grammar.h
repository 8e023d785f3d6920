/*
 * What a RELAX NG schema lets an element have: read off the schema's own
 * elements, so that a fault can name what would have been right.
 */
#ifndef WATTLEAF_XML_GRAMMAR_H
#define WATTLEAF_XML_GRAMMAR_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

struct arena;

struct name_list {
	const char **names;
	size_t count;
};

struct attribute_grammar {
	const char *name;
	bool required;
	struct name_list values; /* what it is limited to; none: any text */
	const char *type;        /* XML Schema type, or NULL */
};

/* What an element may and must have, over all places where it is defined. */
struct element_grammar {
	const char *name;
	struct attribute_grammar *attributes;
	size_t attribute_count;
	struct name_list children;
	struct name_list required_children;
	struct name_list many_children; /* may stand there more than once */
	bool text;               /* it may hold character data */
};

/* Nothing in any list when the schema has no element NAME. */
struct element_grammar
grammar_of_element(xmlDocPtr schema, const char *name, struct arena *);

/* The attribute NAME, or NULL. */
const struct attribute_grammar *
grammar_attribute(const struct element_grammar *, const char *name);

bool
name_list_has(const struct name_list *, const char *name);

/* "a, b, c" in the arena. */
const char *
name_list_text(const struct name_list *, struct arena *);

#endif
