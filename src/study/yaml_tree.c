/*
 * Nodes of YAML to a tree of elements, by the vocabulary. What a key may be
 * and what it may hold is said here; what values mean is not known.
 */
#include "study/yaml_tree.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/tree.h"
#include "base/yaml.h"
#include "study/study.h"
#include "study/vocabulary.h"

enum { NAMES_MAX = 64 };

struct growing {
	struct yaml_tree tree;
	struct arena *arena;
	struct diags *diags;
};

static size_t
add_point(struct growing *g, struct yaml_point point)
{
	struct yaml_tree *tree = &g->tree;

	tree->points = arena_grow(g->arena, tree->points, tree->count,
	    sizeof *tree->points);
	tree->points[tree->count] = point;
	return tree->count++;
}

/* All keys that a map for the element may have. */
static size_t
key_names(const struct element_rule *rule, const char *names[NAMES_MAX])
{
	size_t i, n = 0;

	for (i = 0; i < rule->attribute_count && n < NAMES_MAX; i++)
		names[n++] = rule->attributes[i].name;
	for (i = 0; rule->children[i] != NULL && n < NAMES_MAX; i++) {
		const struct element_rule *child =
		    vocabulary_rule(rule->children[i]);

		names[n++] = child->plural == NULL ? child->name :
						     child->plural;
	}
	return n;
}

static void
say_key(struct growing *g, const struct element_rule *rule,
    const struct yaml_pair *pair)
{
	const char *names[NAMES_MAX] = { NULL }, *list = "";
	size_t i, n = key_names(rule, names);
	const char *nearest = str_nearest(pair->key, names, n);

	if (nearest != NULL) {
		diag(g->diags, DIAG_STUDY_ATTRIBUTE, pair->pos,
		    "a %s has no key \"%s\"; did you mean \"%s\"?", rule->name,
		    pair->key, nearest);
		return;
	}
	for (i = 0; i < n; i++)
		list = arena_printf(g->arena, "%s%s%s", list,
		    i == 0 ? "" : i + 1 == n ? " or " : ", ", names[i]);
	diag(g->diags, DIAG_STUDY_ATTRIBUTE, pair->pos,
	    "a %s has no key \"%s\"; it may have %s", rule->name, pair->key,
	    list);
}

static const char *
kind_name(const struct yaml_node *node)
{
	return node->kind == YAML_KIND_LIST ? "a list" :
	    node->kind == YAML_KIND_MAP     ? "a map of keys" :
					      "a text";
}

static void
say_kind(struct growing *g, const struct yaml_node *node, const char *what,
    const char *wanted)
{
	diag(g->diags, DIAG_STUDY_VALUE, node->pos, "\"%s\" is %s, not %s",
	    what, wanted, kind_name(node));
}

static void
add_attribute(struct growing *g, struct element *element,
    const struct yaml_pair *pair)
{
	const struct attribute attribute = {
		.name = pair->key,
		.value = pair->value->null ? "" : pair->value->text,
		.pos = pair->pos,
		.value_pos = pair->value->pos,
	};
	size_t i = add_point(g,
	    (struct yaml_point){ .kind = YAML_POINT_ATTRIBUTE,
		.pos = pair->pos,
		.element = element,
		.attribute = element->attribute_count });

	attribute_add(element, attribute, g->arena);
	g->tree.points[i].end = i + 1;
}

static void
read_map(struct growing *g, struct element *, const struct element_rule *,
    const struct yaml_node *map);

/* One element at KEY_POS, or as an entry of a list, from what its key holds. */
static void
read_element(struct growing *g, struct element *parent,
    const struct element_rule *rule, const struct yaml_node *node,
    struct pos pos, bool item)
{
	struct element *element;
	size_t point;

	if (rule->text ? node->kind != YAML_KIND_SCALAR :
			 node->kind != YAML_KIND_MAP) {
		say_kind(g, node, rule->name,
		    rule->text ? "a text" :
			item   ? "a map: keys such as \"- key: value\"" :
				 "a map: keys below it, indented");
		return;
	}
	element = element_add(parent, rule->name, pos, g->arena);
	point = add_point(g,
	    (struct yaml_point){ .kind = YAML_POINT_ELEMENT, .pos = pos,
		.element = element, .item = item });
	if (rule->text) {
		/* blanks alone are no text, as in XML */
		element->text = node->null ||
			span_trim(span_of(node->text)).n == 0 ?
		    "" : node->text;
		element->text_pos = node->pos;
	} else {
		read_map(g, element, rule, node);
	}
	g->tree.points[point].end = g->tree.count;
}

static void
read_list(struct growing *g, struct element *parent,
    const struct element_rule *rule, const struct yaml_pair *pair)
{
	const struct yaml_node *list = pair->value;
	size_t i, point = add_point(g,
	    (struct yaml_point){ .kind = YAML_POINT_GROUP, .pos = pair->pos,
		.element = parent });

	for (i = 0; i < list->count; i++)
		read_element(g, parent, rule, list->items[i],
		    list->items[i]->pos, true);
	g->tree.points[point].end = g->tree.count;
}

/* What stands under the key of a child: one under its name, a list under the plural. */
static void
read_child(struct growing *g, struct element *parent,
    const struct element_rule *rule, const struct yaml_pair *pair)
{
	const struct yaml_node *value = pair->value;
	bool plural = rule->plural != NULL &&
	    strcmp(rule->plural, pair->key) == 0;

	if (value->null && !rule->text)
		return;
	if (value->kind == YAML_KIND_LIST && plural)
		read_list(g, parent, rule, pair);
	else if (value->kind == YAML_KIND_LIST && rule->plural != NULL)
		diag(g->diags, DIAG_STUDY_VALUE, pair->pos,
		    "a list of %s stands under \"%s\"", rule->plural,
		    rule->plural);
	else if (plural && strcmp(rule->plural, rule->name) != 0)
		say_kind(g, value, pair->key,
		    "a list: each entry behind \"- \"");
	else
		read_element(g, parent, rule, value, pair->pos, false);
}

static void
read_pair(struct growing *g, struct element *element,
    const struct element_rule *rule, const struct yaml_pair *pair)
{
	const struct element_rule *child = vocabulary_child(rule, pair->key);
	const struct attribute_rule *attribute =
	    vocabulary_attribute(rule, pair->key);

	/* a model's "note" is its attribute as text, its child otherwise */
	if (attribute != NULL &&
	    (pair->value->kind == YAML_KIND_SCALAR || child == NULL)) {
		if (pair->value->kind == YAML_KIND_SCALAR)
			add_attribute(g, element, pair);
		else
			say_kind(g, pair->value, pair->key, "a text");
	} else if (child != NULL) {
		read_child(g, element, child, pair);
	} else {
		say_key(g, rule, pair);
	}
}

static void
read_map(struct growing *g, struct element *element,
    const struct element_rule *rule, const struct yaml_node *map)
{
	size_t i;

	for (i = 0; i < map->count; i++)
		read_pair(g, element, rule, &map->pairs[i]);
}

/* A map with the study inside "study:", as somebody may think. */
static bool
is_wrapped(const struct yaml_node *root)
{
	const struct yaml_pair *pair = yaml_pair(root, "study");

	return pair != NULL && pair->value->kind == YAML_KIND_MAP;
}

struct yaml_tree
yaml_tree_parse(struct span text, const char *file,
    struct yaml_document *document, struct arena *arena, struct diags *diags)
{
	struct growing g = { .arena = arena, .diags = diags };
	const struct element_rule *rule = vocabulary_rule("study");
	size_t first = diags->count;

	if (!yaml_read(text, file, document, arena, diags))
		return g.tree;
	if (document->root->kind != YAML_KIND_MAP)
		diag(diags, DIAG_STUDY_VALUE, document->root->pos,
		    "a study begins with keys such as \"title: ...\" and \"models:\", not with %s",
		    kind_name(document->root));
	else if (is_wrapped(document->root))
		diag(diags, DIAG_STUDY_VALUE,
		    yaml_pair(document->root, "study")->pos,
		    "the keys of the study (title, models, ...) stand at the left, not below \"study:\"");
	if (diags_have_error(diags, first))
		return g.tree;
	g.tree.root =
	    element_add(NULL, rule->name, document->root->pos, arena);
	g.tree.root->namespace_uri = STUDY_NAMESPACE;
	add_point(&g,
	    (struct yaml_point){ .kind = YAML_POINT_ELEMENT,
		.pos = document->root->pos, .element = g.tree.root });
	read_map(&g, g.tree.root, rule, document->root);
	g.tree.points[0].end = g.tree.count;
	if (diags_have_error(diags, first))
		g.tree.root = NULL;
	return g.tree;
}

struct element *
yaml_tree_read(struct span text, const char *file, struct arena *arena,
    struct diags *diags)
{
	struct yaml_document document;
	struct yaml_tree tree =
	    yaml_tree_parse(text, file, &document, arena, diags);

	if (tree.root != NULL)
		yaml_points_comment(&tree, &document, arena);
	return tree.root;
}
