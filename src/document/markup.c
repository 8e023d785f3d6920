/*
 * Markup and Markdown of authors as nodes of the tree.
 */
#include <cmark.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "document/build.h"
#include "document/markup.h"
#include "document/text.h"

enum { NODES_MAX = 100000 };

static cmark_node *
text_node(struct builder *b, struct span text)
{
	cmark_node *node = cmark_node_new(CMARK_NODE_TEXT);

	cmark_node_set_literal(node, span_dup(b->arena, text));
	return node;
}

/* A lowered or raised part: a custom node around its text. */
static cmark_node *
script_node(struct builder *b, struct span text, enum script script)
{
	cmark_node *node = cmark_node_new(CMARK_NODE_CUSTOM_INLINE);
	struct doc_inline *data = arena_alloc(b->arena, sizeof *data);

	data->script = script;
	cmark_node_set_user_data(node, data);
	cmark_node_append_child(node, text_node(b, text));
	return node;
}

static cmark_node *
part_node(struct builder *b, struct span text, enum script script)
{
	return script == SCRIPT_NORMAL ? text_node(b, text) :
					 script_node(b, text, script);
}

void
markup_add(struct builder *b, cmark_node *parent, const char *markup)
{
	struct span rest = span_of(markup);
	struct span text;
	enum script script;

	while (text_part(&rest, &text, &script))
		cmark_node_append_child(parent, part_node(b, text, script));
}

void
markup_before(struct builder *b, cmark_node *node, const char *markup)
{
	struct span rest = span_of(markup);
	struct span text;
	enum script script;

	while (text_part(&rest, &text, &script))
		cmark_node_insert_before(node, part_node(b, text, script));
}

void
markup_replace(struct builder *b, cmark_node *node, const char *markup)
{
	markup_before(b, node, markup);
	cmark_node_unlink(node);
	cmark_node_free(node);
}

cmark_node *
paragraph_after(struct builder *b, cmark_node *sibling, const char *markup)
{
	cmark_node *paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);

	markup_add(b, paragraph, markup);
	cmark_node_insert_after(sibling, paragraph);
	return paragraph;
}

bool
url_is_safe(const char *url)
{
	struct span text = span_of(url);

	return span_starts(text, "https://") || span_starts(text, "http://") ||
	    span_starts(text, "mailto:") || span_starts(text, "#");
}

size_t
nodes_collect(struct builder *b, cmark_node *root, cmark_node ***nodes)
{
	cmark_iter *iter = cmark_iter_new(root);
	size_t count = 0;

	*nodes = NULL;
	while (cmark_iter_next(iter) != CMARK_EVENT_DONE && count < NODES_MAX) {
		cmark_node *node = cmark_iter_get_node(iter);

		if (cmark_iter_get_event_type(iter) != CMARK_EVENT_ENTER)
			continue;
		*nodes = arena_grow(b->arena, *nodes, count, sizeof **nodes);
		(*nodes)[count++] = node;
	}
	cmark_iter_free(iter);
	return count;
}

void
markup_unwrap(cmark_node *node)
{
	cmark_node *child;

	while ((child = cmark_node_first_child(node)) != NULL)
		cmark_node_insert_before(node, child);
	cmark_node_unlink(node);
	cmark_node_free(node);
}

/* Where the text goes on behind the end of a line that may not end there; NULL: it does not. */
static cmark_node *
tied_on(struct builder *b, cmark_node *node)
{
	cmark_node *line = cmark_node_next(node);
	cmark_node *next = line == NULL ? NULL : cmark_node_next(line);

	if (next == NULL ||
	    cmark_node_get_type(line) != CMARK_NODE_SOFTBREAK ||
	    cmark_node_get_type(next) != CMARK_NODE_TEXT)
		return NULL;
	return text_ties(
	    text_last_word(span_of(cmark_node_get_literal(node))),
	    text_first_word(span_of(cmark_node_get_literal(next))),
	    b->doc->words) ? next : NULL;
}

void
markup_tie(struct builder *b, cmark_node *root)
{
	cmark_node **nodes, *next;
	size_t i, count;

	cmark_consolidate_text_nodes(root);
	count = nodes_collect(b, root, &nodes);
	/* the last one first: what is joined to a text was tied itself */
	for (i = count; i-- > 0;) {
		if (cmark_node_get_type(nodes[i]) != CMARK_NODE_TEXT)
			continue;
		next = tied_on(b, nodes[i]);
		cmark_node_set_literal(nodes[i], arena_printf(b->arena,
		    "%s%s%s", text_tied(cmark_node_get_literal(nodes[i]),
			b->doc->words, b->arena),
		    next == NULL ? "" : "\xc2\xa0",
		    next == NULL ? "" : cmark_node_get_literal(next)));
		if (next == NULL)
			continue;
		cmark_node_free(cmark_node_next(nodes[i]));
		cmark_node_free(next);
	}
}

/* "[@key]" becomes the number of the reference; an unknown key stays as it is. */
static const char *
with_citations(struct builder *b, const char *literal)
{
	struct span rest = span_of(literal);
	const char *text = "";

	for (;;) {
		size_t at = span_find(rest, "[@");
		struct span after, key;
		const char *number = "";

		if (at >= rest.n)
			return arena_printf(b->arena, "%s%.*s", text,
			    (int)rest.n, rest.s == NULL ? "" : rest.s);
		after = span_sub(rest, at + 2, rest.n);
		key = span_cut(&after, ']');
		number = cite_text(b, span_dup(b->arena, key));
		if (number[0] == '\0')
			number = arena_printf(b->arena, "[@%.*s]", (int)key.n,
			    key.s);
		text = arena_printf(b->arena, "%s%.*s%s", text, (int)at,
		    rest.s, number);
		rest = after;
	}
}

/* What strangers write must bring no HTML, no picture and no script. */
static void
clean_node(struct builder *b, cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE) {
		cmark_node_unlink(node);
		cmark_node_free(node);
	} else if (type == CMARK_NODE_IMAGE) {
		markup_unwrap(node);
	} else if (type == CMARK_NODE_LINK) {
		if (!url_is_safe(cmark_node_get_url(node)))
			markup_unwrap(node);
	} else if (type == CMARK_NODE_TEXT) {
		markup_replace(b, node,
		    with_citations(b, cmark_node_get_literal(node)));
	}
}

cmark_node *
markdown_after(struct builder *b, cmark_node *sibling, const char *markdown,
    const char *lead)
{
	cmark_node *root = cmark_parse_document(markdown, strlen(markdown),
	    CMARK_OPT_DEFAULT);
	cmark_node **nodes, *block, *strong;
	size_t i, count;

	cmark_consolidate_text_nodes(root);
	count = nodes_collect(b, root, &nodes);
	/* children before parents: what is unwrapped or freed stays valid */
	for (i = count; i-- > 1;)
		clean_node(b, nodes[i]);
	block = cmark_node_first_child(root);
	if (lead != NULL && block != NULL &&
	    cmark_node_get_type(block) == CMARK_NODE_PARAGRAPH) {
		strong = cmark_node_new(CMARK_NODE_STRONG);
		markup_add(b, strong, lead);
		cmark_node_prepend_child(block,
		    text_node(b, span_of(" ")));
		cmark_node_prepend_child(block, strong);
	}
	while ((block = cmark_node_first_child(root)) != NULL) {
		cmark_node_insert_after(sibling, block);
		sibling = block;
	}
	cmark_node_free(root);
	return sibling;
}
