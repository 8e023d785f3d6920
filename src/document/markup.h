/*
 * Nodes of the tree from markup and from authors' Markdown. Inside document
 * only: it shows libcmark's types.
 */
#ifndef WATTLEAF_MARKUP_H
#define WATTLEAF_MARKUP_H

#include <cmark.h>
#include <stdbool.h>
#include <stddef.h>

struct builder;

/* Puts the parts of MARKUP in the place of NODE, which is freed. */
void
markup_replace(struct builder *, cmark_node *node, const char *markup);

/* Puts the parts of MARKUP before NODE. */
void
markup_before(struct builder *, cmark_node *node, const char *markup);

/* A new paragraph of MARKUP behind SIBLING. */
cmark_node *
paragraph_after(struct builder *, cmark_node *sibling, const char *markup);

/*
 * The blocks of an author's MARKDOWN behind SIBLING; returns the last one.
 * LEAD, when not NULL, begins the first paragraph in bold. HTML, pictures
 * and links of other schemes than http, https and mailto are dropped;
 * "[@key]" cites a source of the catalogue.
 */
cmark_node *
markdown_after(struct builder *, cmark_node *sibling, const char *markdown,
    const char *lead);

/* All nodes below ROOT and itself, parents first; the array lives in the arena. */
size_t
nodes_collect(struct builder *, cmark_node *root, cmark_node ***nodes);

/* Ties numbers of all texts below ROOT, those of two lines of the source too: see text_tied. */
void
markup_tie(struct builder *, cmark_node *root);

/* Puts the children of a node in its place and frees it. */
void
markup_unwrap(cmark_node *node);

bool
url_is_safe(const char *url);

#endif
