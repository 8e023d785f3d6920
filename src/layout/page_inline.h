/*
 * The inside of a paragraph: from cmark's inline nodes to words.
 */
#ifndef WATTLEAF_PAGE_INLINE_H
#define WATTLEAF_PAGE_INLINE_H

#include "layout/paragraph.h"

struct cmark_node;
struct layout;

/* All text in a paragraph or heading; BOLD for headings. Not yet broken to lines. */
struct para *
page_inline(struct layout *, struct cmark_node *, double size, bool bold);

#endif
