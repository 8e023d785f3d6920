/*
 * Pages: items placed one after the other. A heading stays with what
 * follows, a paragraph leaves no single line behind, and a table is cut only
 * when no page could hold it.
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "document/document.h"
#include "layout/fonts.h"
#include "layout/layout.h"
#include "layout/page.h"
#include "layout/palette.h"

#define NUMBER_BELOW 0.5   /* of the bottom margin */
#define RULE_WEIGHT 0.5
#define BAR_WEIGHT 1.5
#define FIT 0.01           /* points that rounding may take */

enum {
	LINES_TOGETHER = 2, /* at the end of one page, or the start of the next */
	ROWS_TOGETHER = 3   /* of a table that begins low on a page */
};

/* Pages under way: Y is the bottom of the last item, BELOW its space. */
struct pager {
	const struct flow *flow;
	struct scene **pages;
	size_t count;
	struct scene *page;
	double y, below;
	bool empty; /* nothing is on the page yet */
	struct page_path open;
};

static double
bottom(const struct pager *pager)
{
	const struct page_style *style = pager->flow->page;

	return style->height - style->bottom + FIT;
}

static double
page_room(const struct pager *pager)
{
	return bottom(pager) - pager->flow->page->top;
}

static void
close_tags(struct pager *pager, size_t depth)
{
	while (pager->open.depth > depth)
		scene_end(pager->page,
		    pager->open.tags[--pager->open.depth].name);
}

/* Opens and closes tags until the first DEPTH of PATH are open and no other. */
static void
follow_path(struct pager *pager, const struct page_path *path, size_t depth)
{
	size_t same = 0;

	while (same < depth && same < pager->open.depth &&
	    path->tags[same].owner == pager->open.tags[same].owner &&
	    strcmp(path->tags[same].name,
		pager->open.tags[same].name) == 0)
		same++;
	close_tags(pager, same);
	while (pager->open.depth < depth) {
		scene_begin(pager->page,
		    path->tags[pager->open.depth].name, NULL);
		pager->open.tags[pager->open.depth] =
		    path->tags[pager->open.depth];
		pager->open.depth++;
	}
}

static void
write_number(const struct pager *pager)
{
	struct layout *layout = pager->flow->layout;
	const struct page_style *style = pager->flow->page;
	struct text_style text = {
		.face = layout->style.text,
		.size = layout->style.small_size,
		.color = INK_BLACK,
	};
	struct run run = { 0 };

	run_add(layout, &run, &text, SCRIPT_NORMAL,
	    span_of(arena_printf(layout->arena, "%zu", pager->count)));
	scene_begin(pager->page, "Artifact", NULL);
	run_place(&run, pager->page,
	    style->left + (pager->flow->width - run.width) / 2,
	    style->height - NUMBER_BELOW * style->bottom);
	scene_end(pager->page, "Artifact");
}

static void
page_end(struct pager *pager)
{
	if (pager->page == NULL)
		return;
	close_tags(pager, 0);
	write_number(pager);
}

static void
page_begin(struct pager *pager)
{
	struct layout *layout = pager->flow->layout;
	const struct page_style *style = pager->flow->page;

	page_end(pager);
	pager->page = scene_new(style->width, style->height, layout->arena);
	pager->page->language = layout->language;
	pager->pages = arena_grow(layout->arena, pager->pages, pager->count,
	    sizeof(struct scene *));
	pager->pages[pager->count++] = pager->page;
	pager->y = style->top;
	pager->below = 0;
	pager->empty = true;
}

static double
space_above(const struct pager *pager, const struct page_item *item)
{
	return pager->empty ? 0 : fmax(pager->below, item->above);
}

/* The height that an item needs to begin: all of a figure that fits on a page. */
static double
least_height(const struct pager *pager, const struct page_item *item)
{
	size_t lines;

	if (item->para != NULL) {
		lines = item->para->line_count;
		if (item->keep_next)
			return para_height(item->para, lines);
		return para_height(item->para, lines <= LINES_TOGETHER + 1 ?
		    lines : LINES_TOGETHER);
	}
	if (item->figure != NULL)
		return item->figure->whole->height <= page_room(pager) ?
		    item->figure->whole->height : page_room(pager) / 3;
	return 0;
}

/* Height of the items from AT on that can't be parted; 0 when no page would do. */
static double
chain_height(const struct pager *pager, size_t at)
{
	const struct page_item *items = pager->flow->items;
	double height = least_height(pager, &items[at]);

	while (items[at].keep_next && at + 1 < pager->flow->count) {
		height += fmax(items[at].below, items[at + 1].above);
		at++;
		height += least_height(pager, &items[at]);
		if (height > page_room(pager))
			return 0;
	}
	return height;
}

static double
left_edge(const struct pager *pager, const struct page_item *item)
{
	return pager->flow->page->left + item->indent;
}

static void
draw_bar(struct pager *pager, const struct page_item *item, double height)
{
	double x = pager->flow->page->left + item->bar;

	if (item->bar >= 0)
		scene_line(pager->page, x, pager->y, x, pager->y + height,
		    BAR_WEIGHT, PALETTE_GRID);
}

static void
place_marker(struct pager *pager, const struct page_item *item)
{
	if (item->marker.count == 0)
		return;
	follow_path(pager, &item->path, item->marker_depth);
	scene_begin(pager->page, "Lbl", NULL);
	run_place(&item->marker, pager->page,
	    left_edge(pager, item) - item->marker.width,
	    pager->y + item->para->ascent);
	scene_end(pager->page, "Lbl");
}

/* How many of LEFT lines go on this page; 0: none should. */
static size_t
lines_here(const struct pager *pager, const struct para *para, size_t left)
{
	double room = bottom(pager) - pager->y - para_height(para, 1);
	size_t fit;

	if (room < 0)
		return pager->empty ? 1 : 0;
	fit = 1 + (size_t)(room / para->leading);
	if (fit >= left)
		return left;
	if (left - fit < LINES_TOGETHER && fit > 1)
		fit = left > LINES_TOGETHER ? left - LINES_TOGETHER : 1;
	if (fit < LINES_TOGETHER && !pager->empty)
		return 0;
	return fit;
}

static void
place_para(struct pager *pager, const struct page_item *item)
{
	const struct para *para = item->para;
	size_t first = 0, count;
	double height;

	pager->y += space_above(pager, item);
	while (first < para->line_count) {
		count = lines_here(pager, para, para->line_count - first);
		if (count == 0) {
			page_begin(pager);
			continue;
		}
		if (first == 0)
			place_marker(pager, item);
		follow_path(pager, &item->path, item->path.depth);
		height = para_height(para, count);
		draw_bar(pager, item, height);
		para_place(para, pager->page, first, count,
		    left_edge(pager, item), pager->y + para->ascent);
		pager->y += height;
		pager->empty = false;
		first += count;
		if (first < para->line_count)
			page_begin(pager);
	}
}

/* Draws a part of a figure; a wide one stands in the middle of the page. */
static void
place_scene(struct pager *pager, const struct page_item *item,
    const struct scene *scene)
{
	double room = pager->flow->width - item->indent - scene->width;
	double x = left_edge(pager, item);

	if (room < 0)
		x += room / 2;
	follow_path(pager, &item->path, item->path.depth);
	scene_append(pager->page, scene, x, pager->y);
	pager->y += scene->height;
	pager->empty = false;
}

static void
place_figure(struct pager *pager, const struct page_item *item)
{
	const struct page_figure *figure = item->figure;
	size_t first = 0, count;
	struct scene *part;

	pager->y += space_above(pager, item);
	do {
		part = page_figure_part(figure, first,
		    pager->empty ? 0 : ROWS_TOGETHER,
		    bottom(pager) - pager->y, &count);
		if (part == NULL) {
			page_begin(pager);
			continue;
		}
		place_scene(pager, item, part);
		first += count;
		if (first < figure->rows)
			page_begin(pager);
	} while (first < figure->rows || part == NULL);
}

static void
place_rule(struct pager *pager, const struct page_item *item)
{
	pager->y += space_above(pager, item);
	scene_line(pager->page, left_edge(pager, item), pager->y,
	    pager->flow->page->left + pager->flow->width, pager->y,
	    RULE_WEIGHT, PALETTE_GREY);
	pager->empty = false;
}

static void
place_item(struct pager *pager, size_t at)
{
	const struct page_item *item = &pager->flow->items[at];

	if (!pager->empty && pager->y + space_above(pager, item) +
	    chain_height(pager, at) > bottom(pager))
		page_begin(pager);
	if (item->para != NULL)
		place_para(pager, item);
	else if (item->figure != NULL)
		place_figure(pager, item);
	else
		place_rule(pager, item);
	pager->below = item->below;
}

/* Tables and charts on pages are set for the pages' width. */
static struct layout
page_layout(const struct layout *layout, const struct doc *doc,
    double width)
{
	struct layout copy = *layout;

	copy.style.width = width;
	copy.language = doc->language;
	return copy;
}

size_t
layout_pages(struct layout *layout, const struct doc *doc,
    const struct page_style *page, struct scene ***pages)
{
	double width = fmax(page->width - page->left - page->right, 1);
	struct layout own = page_layout(layout, doc, width);
	struct flow flow = {
		.layout = &own,
		.page = page,
		.width = width,
	};
	struct pager pager = { .flow = &flow };
	size_t i;

	if (doc->root != NULL)
		page_prose(&flow, doc->root);
	page_begin(&pager);
	for (i = 0; i < flow.count; i++)
		place_item(&pager, i);
	page_end(&pager);
	for (i = 0; i < pager.count; i++)
		pager.pages[i]->title = doc->title;
	*pages = pager.pages;
	return pager.count;
}
