/*
 * Copies the tree node by node without recursion (authors can nest deeply)
 * and hands the copy to cmark. The only file among the writers that knows
 * cmark.
 */
#include "write/prose.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "write/chars.h"

struct prose {
	const struct prose_format *format;
	void *context;
	struct arena *arena;
	cmark_node **stack; /* where the copies of the levels above go */
	size_t depth;
};

bool
prose_url_is_safe(const char *url)
{
	static const char *const schemes[] = { "http", "https", "mailto" };
	struct span scheme = { url, strcspn(url, ":/?#") };
	size_t i;

	for (i = 0; url[i] != '\0'; i++)
		if ((unsigned char)url[i] <= ' ' || url[i] == 0x7f)
			return false;
	if (url[scheme.n] != ':')
		return true;
	for (i = 0; i < sizeof schemes / sizeof schemes[0]; i++)
		if (span_equal_nocase(scheme, schemes[i]))
			return true;
	return false;
}

static const char *
cleaned(const char *text, bool lines, struct arena *arena)
{
	struct buf out = { 0 };
	const char *copy;

	if (lines)
		chars_clean_lines(&out, span_of(text));
	else
		chars_clean(&out, span_of(text));
	copy = arena_strndup(arena, out.n == 0 ? "" : out.s, out.n);
	buf_free(&out);
	return copy;
}

/* The text below a node whose children are all TEXT; "" otherwise. */
static const char *
text_inside(cmark_node *node, struct arena *arena)
{
	cmark_node *child = cmark_node_first_child(node);
	const char *text = "";

	for (; child != NULL; child = cmark_node_next(child)) {
		if (cmark_node_get_type(child) != CMARK_NODE_TEXT)
			return "";
		text = arena_printf(arena, "%s%s", text,
		    cmark_node_get_literal(child));
	}
	return cleaned(text, false, arena);
}

/* The last byte of the text before NODE, 0 when no text is before it. */
static char
byte_before(cmark_node *node)
{
	cmark_node *previous = cmark_node_previous(node);
	struct span text;

	if (previous == NULL ||
	    cmark_node_get_type(previous) != CMARK_NODE_TEXT)
		return '\0';
	text = span_of(cmark_node_get_literal(previous));
	return text.n == 0 ? '\0' : text.s[text.n - 1];
}

/* Fills PART when NODE is one that a format may spell. */
static bool
part_of(cmark_node *node, struct prose_part *part, struct arena *arena)
{
	const void *data = cmark_node_get_user_data(node);
	cmark_node_type type = cmark_node_get_type(node);

	*part = (struct prose_part){ .kind = PROSE_TEXT };
	if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE ||
	    type == CMARK_NODE_CODE_BLOCK) {
		part->kind = type == CMARK_NODE_TEXT ? PROSE_TEXT :
		    type == CMARK_NODE_CODE	     ? PROSE_CODE :
						       PROSE_CODE_BLOCK;
		part->text = span_of(cleaned(cmark_node_get_literal(node),
		    type == CMARK_NODE_CODE_BLOCK, arena));
		if (type == CMARK_NODE_CODE_BLOCK)
			part->info = cleaned(cmark_node_get_fence_info(node),
			    false, arena);
	} else if (type == CMARK_NODE_LINK) {
		part->kind = PROSE_LINK;
		part->text = span_of(text_inside(node, arena));
		part->url = cmark_node_get_url(node);
	} else if (type == CMARK_NODE_CUSTOM_INLINE && data != NULL) {
		part->kind = PROSE_SCRIPT;
		part->text = span_of(text_inside(node, arena));
		part->script = ((const struct doc_inline *)data)->script;
		part->before = byte_before(node);
	} else if (type == CMARK_NODE_CUSTOM_BLOCK && data != NULL) {
		part->kind = PROSE_BLOCK;
		part->block = data;
	} else {
		return false;
	}
	return true;
}

/* All text and code below a node, cleaned. */
static const char *
words_inside(cmark_node *root, struct arena *arena)
{
	cmark_iter *iter = cmark_iter_new(root);
	const char *text = "";

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		cmark_node_type type = cmark_node_get_type(node);

		if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
			text = arena_printf(arena, "%s%s", text,
			    cmark_node_get_literal(node));
		else if (type == CMARK_NODE_SOFTBREAK)
			text = arena_printf(arena, "%s ", text);
	}
	cmark_iter_free(iter);
	return cleaned(text, false, arena);
}

/* As part_of, for what only pages spell. */
static bool
part_of_page(cmark_node *node, struct prose_part *part, struct arena *arena)
{
	cmark_node_type type = cmark_node_get_type(node);

	*part = (struct prose_part){ .kind = PROSE_HEADING };
	if (type == CMARK_NODE_IMAGE) {
		part->kind = PROSE_IMAGE;
		part->url = cmark_node_get_url(node);
	} else if (type == CMARK_NODE_HEADING) {
		part->level = cmark_node_get_heading_level(node);
	} else {
		return false;
	}
	part->text = span_of(words_inside(node, arena));
	return true;
}

/* Whether only what stands inside NODE is kept, or nothing when it is HTML. */
static bool
is_taken_out(cmark_node *node, bool pages)
{
	cmark_node_type type = cmark_node_get_type(node);

	return type == CMARK_NODE_HTML_BLOCK ||
	    type == CMARK_NODE_HTML_INLINE ||
	    (type == CMARK_NODE_IMAGE && !pages) ||
	    ((type == CMARK_NODE_CUSTOM_INLINE ||
	     type == CMARK_NODE_CUSTOM_BLOCK) &&
	    cmark_node_get_user_data(node) == NULL) ||
	    (type == CMARK_NODE_LINK &&
	    !prose_url_is_safe(cmark_node_get_url(node)));
}

static void
copy_list(cmark_node *copy, cmark_node *node)
{
	cmark_node_set_list_type(copy, cmark_node_get_list_type(node));
	cmark_node_set_list_delim(copy, cmark_node_get_list_delim(node));
	cmark_node_set_list_start(copy, cmark_node_get_list_start(node));
	cmark_node_set_list_tight(copy, cmark_node_get_list_tight(node));
}

/* A copy of one node, without its children. */
static cmark_node *
copy_of(cmark_node *node, const struct prose_part *part, struct arena *arena)
{
	cmark_node_type type = cmark_node_get_type(node);
	cmark_node *copy = cmark_node_new(type);

	if (type == CMARK_NODE_HEADING)
		cmark_node_set_heading_level(copy,
		    cmark_node_get_heading_level(node));
	if (type == CMARK_NODE_LIST)
		copy_list(copy, node);
	if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE ||
	    type == CMARK_NODE_CODE_BLOCK)
		cmark_node_set_literal(copy, part->text.s);
	if (type == CMARK_NODE_CODE_BLOCK)
		cmark_node_set_fence_info(copy,
		    cleaned(cmark_node_get_fence_info(node), false, arena));
	if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) {
		cmark_node_set_url(copy, cmark_node_get_url(node));
		cmark_node_set_title(copy,
		    cleaned(cmark_node_get_title(node), false, arena));
	}
	return copy;
}

static bool
is_block(cmark_node *node)
{
	return cmark_node_get_type(node) <= CMARK_NODE_LAST_BLOCK;
}

/* Appends what NODE becomes to PARENT; returns where its children go, NULL for nowhere. */
static cmark_node *
take(struct prose *prose, cmark_node *node, cmark_node *parent)
{
	struct buf enter = { 0 }, leave = { 0 };
	enum prose_turn turn = PROSE_AS_IS;
	struct prose_part part;
	cmark_node *copy;

	if (is_taken_out(node, prose->format->pages))
		return parent;
	if ((prose->format->pages &&
		part_of_page(node, &part, prose->arena)) ||
	    part_of(node, &part, prose->arena))
		turn = prose->format->spell(&part, prose->context, &enter,
		    &leave);
	if (turn == PROSE_AS_IS) {
		copy = copy_of(node, &part, prose->arena);
	} else {
		copy = cmark_node_new(is_block(node) ?
			CMARK_NODE_CUSTOM_BLOCK :
			CMARK_NODE_CUSTOM_INLINE);
		cmark_node_set_on_enter(copy, enter.n == 0 ? "" : enter.s);
		cmark_node_set_on_exit(copy, leave.n == 0 ? "" : leave.s);
	}
	buf_free(&enter);
	buf_free(&leave);
	if (!cmark_node_append_child(parent, copy)) {
		cmark_node_free(copy);
		return NULL;
	}
	return turn == PROSE_INSTEAD ? NULL : copy;
}

static cmark_node *
copy_tree(struct prose *prose, cmark_node *root)
{
	cmark_node *top = cmark_node_new(CMARK_NODE_DOCUMENT);
	cmark_node *node = cmark_node_first_child(root);
	cmark_node *parent = top, *inner;

	while (node != NULL) {
		inner = take(prose, node, parent);
		if (inner != NULL && cmark_node_first_child(node) != NULL) {
			prose->stack = arena_grow(prose->arena, prose->stack,
			    prose->depth, sizeof(cmark_node *));
			prose->stack[prose->depth++] = parent;
			parent = inner;
			node = cmark_node_first_child(node);
			continue;
		}
		while (cmark_node_next(node) == NULL) {
			node = cmark_node_parent(node);
			if (node == root || prose->depth == 0)
				return top;
			parent = prose->stack[--prose->depth];
		}
		node = cmark_node_next(node);
	}
	return top;
}

static char *
rendered(cmark_node *tree, enum prose_renderer renderer)
{
	switch (renderer) {
	case PROSE_COMMONMARK:
		return cmark_render_commonmark(tree, CMARK_OPT_DEFAULT, 0);
	case PROSE_HTML:
		break;
	case PROSE_LATEX:
		return cmark_render_latex(tree, CMARK_OPT_DEFAULT, 0);
	}
	return cmark_render_html(tree, CMARK_OPT_DEFAULT);
}

void
prose_write(const struct doc *doc, const struct prose_format *format,
    void *context, struct arena *arena, struct buf *out)
{
	struct prose prose = {
		.format = format,
		.context = context,
		.arena = arena,
	};
	cmark_node *tree;
	char *text;

	if (doc->root == NULL)
		return;
	tree = copy_tree(&prose, doc->root);
	text = rendered(tree, format->renderer);
	buf_puts(out, text);
	cmark_get_default_mem_allocator()->free(text);
	cmark_node_free(tree);
}
