/*
 * Layout: tables, charts and prose to scenes. It measures and places; it
 * knows no output format, no accounting and no unit.
 */
#ifndef WATTLEAF_LAYOUT_H
#define WATTLEAF_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/scene.h"

struct arena;
struct diags;
struct doc;
struct doc_chart;
struct doc_table;
struct fonts;
struct language;

/* Sizes are font sizes in points. */
struct layout_style {
	double width;        /* of the column a table or chart is set for */
	double text_size;    /* table text, when it fits */
	double min_size;     /* table text is never set smaller */
	double small_size;   /* notes under a table */
	double caption_size;
	double label_size;   /* all text inside a chart */
	double line;         /* no line is thinner */
	bool grey;           /* black, white and grey alone */
	bool modern;         /* the paper's LaTeX class sets Computer Modern */
	bool tex;            /* measured for LaTeX to set: whole sizes, units in brackets, its own type's widths */
	enum face text, bold, italic;
	enum face label, label_bold; /* inside a chart */
	enum face mono;
};

struct layout {
	struct fonts *fonts;
	struct arena *arena;
	struct diags *diags;
	struct layout_style style;
	const char *language; /* "en", or NULL */
	const struct language *words; /* of that language; NULL: English */
};

/* Paper in points; the text block is what the margins leave. */
struct page_style {
	double width, height;
	double left, right, top, bottom;
	double text_size; /* prose */
};

struct page_style
page_style_a4(void);

struct page_style
page_style_letter(void);

/*
 * A table in an exact box, no margin. Structure: Table > Caption, TR > TH,
 * TD; then Note. Attributes of TH: "Column" or "Row", with " 3" behind when
 * the cell spans three columns. Wider than the column only with TABLE_WIDTH.
 */
struct scene *
layout_table(struct layout *, const struct doc_table *, bool with_caption);

/*
 * A chart in an exact box of the style's width. Structure: Figure with the
 * description as attribute, then Caption.
 */
struct scene *
layout_chart(struct layout *, const struct doc_chart *, bool with_caption);

/* The whole document on numbered pages; returns their number. */
size_t
layout_pages(struct layout *, const struct doc *, const struct page_style *,
    struct scene ***pages);

#endif
