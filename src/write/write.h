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

struct buf;
struct doc;
struct fonts;
struct scene;

/* What a PDF says of itself; strings are plain text. */
struct write_info {
	const char *title;
	const char *subject;
	const char *creator;  /* "wattleaf 0.1.0" */
	const char *language; /* "en" */
	int64_t date_s;       /* creation date since 1970, UTC; never the clock */
};

/*
 * Draws pages into a PDF 1.5. Appends to OUT; false when cairo fails.
 * Pages may differ in size. Structure tags become PDF structure.
 */
bool
pdf_write(const struct scene *const *pages, size_t count, struct fonts *,
    const struct write_info *, struct buf *out);

/* Writes one scene as SVG 1.1 with outlined text, each glyph once. */
bool
svg_write(const struct scene *, struct fonts *, struct buf *out);

/* Draws one scene as PNG at DPI dots per inch (physical size stated in it). */
bool
png_write(const struct scene *, struct fonts *, double dpi, struct buf *out);

#endif
