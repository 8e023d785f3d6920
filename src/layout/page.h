/*
 * Pages: the prose as a list of items, to be put on pages one after the
 * other. Each item knows the structure tags around it.
 */
#ifndef WATTLEAF_PAGE_H
#define WATTLEAF_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/paragraph.h"

struct cmark_node;
struct doc_chart;
struct doc_table;
struct layout;
struct page_style;
struct scene;
struct table_plan;

enum { PAGE_DEPTH = 16 };

/* A tag of the node OWNER: items of one node share it while they are on one page. */
struct page_tag {
	const char *name;
	const void *owner;
};

struct page_path {
	struct page_tag tags[PAGE_DEPTH];
	size_t depth;
};

/* A table or a chart, and how many rows it can be cut into. */
struct page_figure {
	struct layout *layout;
	const struct table_plan *plan; /* or NULL: */
	const struct doc_chart *chart;
	size_t rows;
	struct scene *whole;
};

/* One of a paragraph, a figure, or a horizontal rule. */
struct page_item {
	struct para *para;
	struct page_figure *figure;
	struct run marker;      /* of a list item, left of the first line */
	size_t marker_depth;    /* of the path: tags around the marker */
	double indent;
	double bar;             /* a block quote's line stands here; negative: none */
	double above, below;    /* space to the neighbours: the larger counts */
	bool keep_next;
	struct page_path path;
};

struct flow {
	struct layout *layout;
	const struct page_style *page;
	double width;           /* of the text */
	struct page_item *items;
	size_t count;
};

/* Adds all that stands in the tree. */
void
page_prose(struct flow *, struct cmark_node *root);

struct page_figure *
page_figure_new(struct layout *, const struct doc_table *,
    const struct doc_chart *);

/*
 * The rows from FIRST on that fit into HEIGHT, drawn; *COUNT says how many.
 * NULL when fewer than LEAST fit; never NULL with LEAST 0.
 */
struct scene *
page_figure_part(const struct page_figure *, size_t first, size_t least,
    double height, size_t *count);

#endif
