/*
 * Templates inside a paragraph. Both ends of an {{if}} are siblings; what
 * stands between them and is left out moves to a node of its own, where it
 * is checked like everything else.
 */
#include "document/template_inline.h"

#include <string.h>

#include "base/arena.h"
#include "document/build.h"
#include "document/markup.h"

static void
take_out(cmark_node *node)
{
	cmark_node_unlink(node);
	cmark_node_free(node);
}

static void
insert_text(struct builder *b, cmark_node *node, struct span text)
{
	cmark_node *made = cmark_node_new(CMARK_NODE_TEXT);

	cmark_node_set_literal(made, span_dup(b->arena, text));
	cmark_node_insert_before(node, made);
}

static void
split_node(struct template *t, cmark_node *node)
{
	struct span rest = span_of(cmark_node_get_literal(node));
	struct span whole, before, mark;

	whole = span_of(span_dup(t->b->arena, rest));
	rest = whole;
	while (rest.n > 0) {
		mark = rest;
		if (template_cut(t, &rest, &before) == NULL)
			insert_text(t->b, node, before);
		else
			insert_text(t->b, node,
			    span_sub(mark, 0, mark.n - rest.n));
	}
	take_out(node);
}

void
inline_split(struct template *t, cmark_node *root)
{
	cmark_node **nodes;
	size_t i, count;

	cmark_consolidate_text_nodes(root);
	count = nodes_collect(t->b, root, &nodes);
	for (i = 0; i < count; i++)
		if (cmark_node_get_type(nodes[i]) == CMARK_NODE_TEXT)
			split_node(t, nodes[i]);
}

static bool
is_block(cmark_node *node)
{
	return cmark_node_get_type(node) <= CMARK_NODE_LAST_BLOCK;
}

static bool
all_on(const struct choices *choices)
{
	size_t i;

	for (i = 0; i < choices->count; i++)
		if (!choices->items[i].on)
			return false;
	return true;
}

static void
say_open(struct template *t, struct choices *choices)
{
	while (choices->count > 0)
		template_say(t, DIAG_TEMPLATE_SYNTAX,
		    choices->items[--choices->count].pos,
		    "{{if}} has no {{end}} in its paragraph; around paragraphs the fence {if} stands");
}

void
choices_close(struct template *t, struct choices *choices)
{
	say_open(t, choices);
	if (choices->left_out != NULL)
		cmark_node_free(choices->left_out);
	choices->left_out = NULL;
}

static const struct expression *
expression_of(const struct template *t, cmark_node *node)
{
	struct span before, rest;

	if (cmark_node_get_type(node) != CMARK_NODE_TEXT)
		return NULL;
	rest = span_of(cmark_node_get_literal(node));
	return template_cut(t, &rest, &before);
}

static void
open_choice(struct template *t, struct choices *choices,
    const struct scope *scope, const struct expression *e,
    cmark_node *parent)
{
	if (choices->count == CHOICES_MAX) {
		template_say(t, DIAG_TEMPLATE_SYNTAX, e->pos,
		    "more than %d {{if}} in each other", CHOICES_MAX);
		return;
	}
	choices->items[choices->count++] = (struct choice){
		.parent = parent,
		.on = template_holds(t, scope, e->text, e->pos),
		.pos = e->pos,
	};
}

/* {{else}} or {{end}} */
static void
turn_choice(struct template *t, struct choices *choices,
    const struct expression *e, cmark_node *parent)
{
	struct choice *top = choices->count == 0 ?
	    NULL :
	    &choices->items[choices->count - 1];

	if (top == NULL || top->parent != parent ||
	    (e->kind == EXPRESSION_ELSE && top->met_else)) {
		template_say(t, DIAG_TEMPLATE_SYNTAX, e->pos,
		    "%.*s has no {{if}} before it in the same text",
		    (int)e->raw.n, e->raw.s);
	} else if (e->kind == EXPRESSION_ELSE) {
		top->on = !top->on;
		top->met_else = true;
	} else {
		choices->count--;
	}
}

/* Marks of choices are acted on here and say nothing later. */
static void
act_on_mark(struct template *t, struct choices *choices,
    const struct scope *scope, cmark_node *node, cmark_node *parent)
{
	const struct expression *e = expression_of(t, node);

	if (e == NULL)
		return;
	if (e->kind == EXPRESSION_IF)
		open_choice(t, choices, scope, e, parent);
	else if (e->kind == EXPRESSION_ELSE || e->kind == EXPRESSION_END)
		turn_choice(t, choices, e, parent);
}

/* Whether a choice that is off leaves out what stands in PARENT. */
static bool
is_left_out(const struct choices *choices, const cmark_node *parent)
{
	size_t i;

	for (i = 0; i < choices->count; i++)
		if (!choices->items[i].on &&
		    choices->items[i].parent == parent)
			return true;
	return false;
}

bool
choices_take(struct template *t, struct choices *choices,
    const struct scope *scope, cmark_node *node)
{
	cmark_node *parent = cmark_node_parent(node);

	if (is_block(node)) {
		say_open(t, choices);
		return true;
	}
	act_on_mark(t, choices, scope, node, parent);
	if (is_left_out(choices, parent)) {
		if (choices->left_out == NULL)
			choices->left_out =
			    cmark_node_new(CMARK_NODE_PARAGRAPH);
		cmark_node_append_child(choices->left_out, node);
	}
	return all_on(choices);
}

void
inline_text(struct template *t, const struct scope *scope, cmark_node *node,
    bool dry)
{
	const struct expression *e = expression_of(t, node);

	if (e == NULL) {
		markup_replace(t->b, node, cmark_node_get_literal(node));
		return;
	}
	template_put(t, scope, e, node, dry);
	take_out(node);
}

void
inline_link(struct template *t, const struct scope *scope, cmark_node *node,
    struct pos pos)
{
	const char *written = cmark_node_get_url(node);
	const char *url = template_plain(t, scope, written);

	cmark_node_set_title(node, "");
	if (url_is_safe(url)) {
		cmark_node_set_url(node, url);
		return;
	}
	if (strcmp(url, written) == 0)
		template_say(t, DIAG_TEMPLATE_SYNTAX, pos,
		    "the address \"%s\" is none of http, https or mailto",
		    url);
	markup_unwrap(node);
}

static bool
is_break(cmark_node *node)
{
	cmark_node_type type = node == NULL ? CMARK_NODE_NONE :
					      cmark_node_get_type(node);

	return type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK;
}

static bool
ends_in_space(cmark_node *node)
{
	return node == NULL || is_break(node) ||
	    (cmark_node_get_type(node) == CMARK_NODE_TEXT &&
		span_ends(span_of(cmark_node_get_literal(node)), " "));
}

/* What a choice left out has a space on both sides: one is enough, and none at an end. */
static void
trim_space(struct builder *b, cmark_node *node)
{
	struct span text = span_of(cmark_node_get_literal(node));
	cmark_node *next = cmark_node_next(node);

	while (span_ends(text, " ") && (next == NULL || is_break(next)))
		text.n--;
	while (span_starts(text, " ") &&
	    ends_in_space(cmark_node_previous(node)))
		text = span_sub(text, 1, text.n);
	cmark_node_set_literal(node, span_dup(b->arena, text));
}

/* Containers that are worth nothing empty. */
static bool
needs_children(cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	return type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING ||
	    type == CMARK_NODE_ITEM || type == CMARK_NODE_LIST ||
	    type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_EMPH ||
	    type == CMARK_NODE_STRONG || type == CMARK_NODE_LINK;
}

static bool
is_worthless(cmark_node *node)
{
	cmark_node *next = cmark_node_next(node);

	if (cmark_node_get_type(node) == CMARK_NODE_TEXT)
		return cmark_node_get_literal(node)[0] == '\0';
	if (is_break(node))
		return cmark_node_previous(node) == NULL || next == NULL ||
		    is_break(next);
	return needs_children(node) && cmark_node_first_child(node) == NULL;
}

static bool
same_list(cmark_node *a, cmark_node *b)
{
	return a != NULL && cmark_node_get_type(a) == CMARK_NODE_LIST &&
	    cmark_node_get_type(b) == CMARK_NODE_LIST &&
	    cmark_node_get_list_type(a) == cmark_node_get_list_type(b) &&
	    cmark_node_get_list_delim(a) == cmark_node_get_list_delim(b);
}

/* Lists that came to stand beside each other are one. */
static void
join_list(cmark_node *list)
{
	cmark_node *before = cmark_node_previous(list), *item;

	if (!same_list(before, list))
		return;
	while ((item = cmark_node_first_child(list)) != NULL)
		cmark_node_append_child(before, item);
	if (!cmark_node_get_list_tight(list))
		cmark_node_set_list_tight(before, 0);
	take_out(list);
}

void
inline_tidy(struct builder *b, cmark_node *root)
{
	cmark_node **nodes;
	size_t i, count = nodes_collect(b, root, &nodes);

	for (i = 0; i < count; i++)
		if (cmark_node_get_type(nodes[i]) == CMARK_NODE_TEXT)
			trim_space(b, nodes[i]);
	for (i = count; i-- > 1;)
		if (is_worthless(nodes[i]))
			take_out(nodes[i]);
		else
			join_list(nodes[i]);
	cmark_consolidate_text_nodes(root);
}
