/*
 * Walks a RELAX NG schema in its XML form. It follows references and knows
 * optional from required parts; name classes other than plain names are not
 * listed.
 */
#include "base/xml_grammar.h"

#include <string.h>

#include "base/arena.h"

enum { GRAMMAR_DEPTH_MAX = 32 };

/* Where a part of a pattern stands. */
struct place {
	bool optional;
	bool many;     /* it may stand there more than once */
};

struct walk {
	struct arena *arena;
	xmlNodePtr root;
	struct element_grammar *grammar;
};

static bool
is_node(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE &&
	    strcmp((const char *)node->name, name) == 0;
}

bool
name_list_has(const struct name_list *list, const char *name)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (strcmp(list->names[i], name) == 0)
			return true;
	return false;
}

static void
list_add(struct arena *arena, struct name_list *list, const char *name)
{
	if (name == NULL || name_list_has(list, name))
		return;
	list->names = arena_grow(arena, list->names, list->count,
	    sizeof *list->names);
	list->names[list->count++] = name;
}

/* An attribute of a schema node in the arena, or NULL. */
static const char *
own(struct arena *arena, xmlNodePtr node, const char *name)
{
	xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
	const char *copy;

	if (value == NULL)
		return NULL;
	copy = arena_strdup(arena, (const char *)value);
	xmlFree(value);
	return copy;
}

static void
add_value(struct walk *walk, struct attribute_grammar *attribute,
    xmlNodePtr node)
{
	xmlChar *text = xmlNodeGetContent(node);

	list_add(walk->arena, &attribute->values,
	    arena_strdup(walk->arena, (const char *)text));
	xmlFree(text);
}

/* What an attribute's content allows; *OPEN when any text, or a type, is among it. */
static void
walk_values(struct walk *walk, struct attribute_grammar *attribute,
    xmlNodePtr node, bool *open, int depth)
{
	xmlNodePtr child;

	if (depth > GRAMMAR_DEPTH_MAX)
		return;
	for (child = node->children; child != NULL; child = child->next) {
		if (is_node(child, "value")) {
			add_value(walk, attribute, child);
		} else if (is_node(child, "data")) {
			*open = true;
			attribute->type = own(walk->arena, child, "type");
		} else if (is_node(child, "text") || is_node(child, "ref")) {
			*open = true;
		} else {
			walk_values(walk, attribute, child, open, depth + 1);
		}
	}
}

static void
add_attribute(struct walk *walk, xmlNodePtr node, bool optional)
{
	struct element_grammar *grammar = walk->grammar;
	struct attribute_grammar attribute = {
		.name = own(walk->arena, node, "name"),
		.required = !optional,
	};
	bool open = false;

	if (attribute.name == NULL ||
	    grammar_attribute(grammar, attribute.name) != NULL)
		return;
	walk_values(walk, &attribute, node, &open, 0);
	if (open && attribute.values.count > 0) {
		attribute.values.count = 0;
		attribute.type = NULL;
	}
	grammar->attributes = arena_grow(walk->arena, grammar->attributes,
	    grammar->attribute_count, sizeof *grammar->attributes);
	grammar->attributes[grammar->attribute_count++] = attribute;
}

static void
add_child(struct walk *walk, xmlNodePtr node, struct place place)
{
	const char *name = own(walk->arena, node, "name");

	list_add(walk->arena, &walk->grammar->children, name);
	if (!place.optional)
		list_add(walk->arena, &walk->grammar->required_children, name);
	if (place.many)
		list_add(walk->arena, &walk->grammar->many_children, name);
}

static struct place
place_inside(struct place place, const xmlNode *node)
{
	bool any = is_node(node, "zeroOrMore");

	place.optional = place.optional || any || is_node(node, "optional") ||
	    is_node(node, "choice");
	place.many = place.many || any || is_node(node, "oneOrMore");
	return place;
}

static void
walk_content(struct walk *walk, xmlNodePtr node, struct place place,
    int depth);

static void
walk_reference(struct walk *walk, xmlNodePtr node, struct place place,
    int depth)
{
	const char *wanted = own(walk->arena, node, "name");
	xmlNodePtr define;

	for (define = walk->root->children; define != NULL && wanted != NULL;
	     define = define->next) {
		const char *name = is_node(define, "define") ?
		    own(walk->arena, define, "name") :
		    NULL;

		if (name != NULL && strcmp(name, wanted) == 0)
			walk_content(walk, define, place, depth + 1);
	}
}

static void
walk_content(struct walk *walk, xmlNodePtr node, struct place place,
    int depth)
{
	xmlNodePtr child;

	if (depth > GRAMMAR_DEPTH_MAX)
		return;
	for (child = node->children; child != NULL; child = child->next) {
		if (is_node(child, "attribute"))
			add_attribute(walk, child, place.optional);
		else if (is_node(child, "element"))
			add_child(walk, child, place);
		else if (is_node(child, "ref"))
			walk_reference(walk, child, place, depth);
		else if (is_node(child, "text") || is_node(child, "data") ||
		    is_node(child, "value"))
			walk->grammar->text = true;
		else
			walk_content(walk, child, place_inside(place, child),
			    depth + 1);
	}
}

/* Every definition of the element, wherever it stands. */
static void
walk_definitions(struct walk *walk, xmlNodePtr node, int depth)
{
	xmlNodePtr child;

	if (depth > GRAMMAR_DEPTH_MAX)
		return;
	for (child = node->children; child != NULL; child = child->next) {
		const char *name = is_node(child, "element") ?
		    own(walk->arena, child, "name") :
		    NULL;

		if (name != NULL && strcmp(name, walk->grammar->name) == 0)
			walk_content(walk, child, (struct place){ 0 }, 0);
		walk_definitions(walk, child, depth + 1);
	}
}

struct element_grammar
grammar_of_element(xmlDocPtr schema, const char *name, struct arena *arena)
{
	struct element_grammar grammar = { .name = name };
	struct walk walk = {
		.arena = arena,
		.root = xmlDocGetRootElement(schema),
		.grammar = &grammar,
	};

	if (walk.root != NULL)
		walk_definitions(&walk, walk.root, 0);
	return grammar;
}

const struct attribute_grammar *
grammar_attribute(const struct element_grammar *grammar, const char *name)
{
	size_t i;

	for (i = 0; i < grammar->attribute_count; i++)
		if (strcmp(grammar->attributes[i].name, name) == 0)
			return &grammar->attributes[i];
	return NULL;
}

const char *
name_list_text(const struct name_list *list, struct arena *arena)
{
	const char *text = "";
	size_t i;

	for (i = 0; i < list->count; i++)
		text = arena_printf(arena, "%s%s%s", text,
		    i == 0 ? "" : ", ", list->names[i]);
	return text;
}
