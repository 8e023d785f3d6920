/*
 * Writers: a scene to bytes. They know no accounting. Text writers
 * (Markdown, HTML, LaTeX, CSV, JSON, BibTeX) are in this folder too, one
 * descriptor each, and take the document.
 */
#ifndef WATTLEAF_WRITE_H
#define WATTLEAF_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct buf;
struct doc;
struct fonts;
struct scene;

/* A figure is plain, for what other documents and venues take; a document is complete. */
enum pdf_form {
	PDF_FIGURE,   /* PDF 1.4: no structure, no links, no bookmarks */
	PDF_DOCUMENT  /* PDF 1.7: tagged, PDF/UA-1 and PDF/A-3a, bookmarks */
};

/* A file that a document carries. */
struct attachment {
	const char *name;        /* "disclosure.json" */
	const char *type;        /* "application/json" */
	const char *description;
	struct span bytes;
};

/* What a PDF says of itself; strings are plain text. */
struct write_info {
	enum pdf_form form;
	const struct attachment *attachment; /* of a document, or NULL */
	const char *title;
	const char *subject;
	const char *creator;  /* "wattleaf 0.1.0" */
	const char *language; /* "en" */
	int64_t date_s;       /* creation date since 1970, UTC; never the clock */
};

/*
 * Draws pages into a PDF of the form that INFO asks for. Appends to OUT;
 * false when cairo or the completion fails. Pages may differ in size. In a
 * document structure tags become PDF structure.
 */
bool
pdf_write(const struct scene *const *pages, size_t count, struct fonts *,
    const struct write_info *, struct buf *out);

struct svg_form {
	bool text;        /* text stays text; else it is outlined, each glyph once */
	bool follows;     /* the reader's colour scheme */
	const char *name; /* tells pictures of the same content in one page apart, or NULL */
	const char *data; /* JSON of what the picture shows, or NULL */
};

/* Writes one scene as SVG 1.1; false when its tags are not balanced. */
bool
svg_write(const struct scene *, struct fonts *, const struct svg_form *,
    struct buf *out);

/* Draws one scene as PNG at DPI dots per inch (physical size stated in it). */
bool
png_write(const struct scene *, struct fonts *, double dpi, struct buf *out);

#endif
