/*
 * What a finished PDF shows, for who must hold it to a publisher's rules:
 * its box, fonts, sizes of text, widths of lines, colours, and what else is
 * in it. Read through qpdf; nothing is drawn.
 */
#ifndef WATTLEAF_PDF_INK_H
#define WATTLEAF_PDF_INK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pdf.h"

struct arena;

struct pdf_font {
	const char *name; /* without the mark of a subset */
	const char *type; /* "Type1", "TrueType", "Type0", "Type3" */
	bool embedded;
};

/* Lengths and sizes are points of 1/72 inch, as printed; INFINITY when there is none. */
struct pdf_ink {
	double version;        /* 1.4 */
	int pages;
	double width, height;  /* of the first page's box */
	const struct pdf_font *fonts; /* those that text is set in */
	size_t font_count;
	double text;           /* smallest size of text that is no script */
	int text_page;
	double script;         /* smallest of up to PDF_SCRIPT_MAX characters */
	double line;           /* thinnest line that is stroked */
	double contrast;       /* least contrast of text against white, 1 to 21 */
	int contrast_colour;   /* 0xRRGGBB of that text */
	bool colour;           /* something is not grey */
	bool links, bookmarks, bitmaps, transparency, actions;
	bool whole;            /* false: a limit was reached before the end */
};

/* Longer pieces of small text are no sub- or superscripts. */
enum { PDF_SCRIPT_MAX = 5 };

/* Reads all pages. FOUND, MALFORMED or BOMB. */
enum pdf_result
pdf_ink_read(struct span bytes, struct pdf_ink *, struct arena *);

/* The same without the trial: for who has walls already. */
enum pdf_result
pdf_ink_read_untried(struct span bytes, struct pdf_ink *, struct arena *);

#endif
