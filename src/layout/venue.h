/*
 * Venues: how wide, in which fonts and sizes a paper's table and figures are
 * set, and what its publisher refuses. One row of a table each.
 */
#ifndef WATTLEAF_VENUE_H
#define WATTLEAF_VENUE_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/layout.h"

struct arena;
struct diags;

/* Lengths and sizes are points of 1/72 inch. */
struct venue {
	const char *id;       /* "acl" */
	const char *name;     /* "ACL, EMNLP, NAACL, ARR" */
	const char *paper;    /* "a4" or "letter" */
	double column, full;  /* width of a column, of the text block */
	const char *fonts;    /* a set of fonts/families.csv */
	bool modern;          /* its LaTeX class sets Computer Modern, not those fonts */
	bool serif_text, serif_labels;
	double table_size, least_size, note_size, label_size, caption_size;
	double line;          /* no line is thinner */
	double contrast;      /* of text and lines against white, at least */
	bool grey;            /* figures in black, white and grey alone */
	const char *pdf;      /* "1.4": no newer version */
	bool links, bookmarks, bitmaps; /* what a figure may hold */
	const char *source;   /* where the rules stand */
	const char *note;
};

enum { VENUES_MAX = 64 };

/*
 * Reads the table in PATH into the arena. Returns the number of venues; 0
 * with VENUE_TABLE when the table can't be read or a row is no venue.
 */
size_t
venues_read(const char *path, struct venue venues[VENUES_MAX],
    struct arena *, struct diags *);

/* The venue ID, or NULL. */
const struct venue *
venue_named(const struct venue *, size_t count, const char *id);

/* The style of what is set for the venue in WIDTH. */
struct layout_style
venue_style(const struct venue *, double width);

struct page_style
venue_page(const struct venue *);

#endif
