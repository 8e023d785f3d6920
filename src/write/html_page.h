/*
 * One page of several in HTML, of one look with the report: headings can be
 * linked to, links to the other pages' sources lead to the pages, pictures
 * are inside. It asks no host for anything.
 */
#ifndef WATTLEAF_HTML_PAGE_H
#define WATTLEAF_HTML_PAGE_H

#include <stddef.h>

struct arena;
struct buf;
struct doc;

struct html_place {
	const char *name;  /* "charts": charts.md becomes charts.html */
	const char *title; /* for the contents */
	const char *group; /* heading in the contents that begins here, or NULL */
};

struct html_site {
	const char *title;               /* "wattleaf handbook" */
	const struct html_place *places; /* in their order; the first is the start */
	size_t count;
	/* A picture of the sources as a data: address, NULL when there is none. */
	const char *(*picture)(const struct html_site *, const char *url,
	    struct arena *);
	const char *folder;              /* for picture */
};

/* Appends the page that is the HERE-th place. */
void
html_page(const struct html_site *, size_t here, const struct doc *,
    struct arena *, struct buf *out);

#endif
