/*
 * The parts of completing a PDF that cairo drew: inside the writer of PDF.
 * They share qpdf's view of the file; handles live until it is closed.
 */
#ifndef WATTLEAF_PDF_PARTS_H
#define WATTLEAF_PDF_PARTS_H

#include <stdbool.h>

#include <qpdf/qpdf-c.h>

#include "base/str.h"

struct arena;
struct canvas_tags;
struct write_info;

/* "D:20220901102030Z", or NULL without a date that PDF can state. */
const char *
pdf_date(const struct write_info *, struct arena *);

/* "2022-09-01T10:20:30Z", or NULL. */
const char *
pdf_date_iso(const struct write_info *, struct arena *);

/*
 * Completes a tagged file of cairo to PDF/UA-1 and PDF/A-3a: replaces the
 * bytes of FILE from START on. False, with nothing changed, when the file is
 * not built as cairo is known to build it.
 */
bool
pdf_complete(struct buf *file, size_t start, const struct canvas_tags *,
    const struct write_info *, struct arena *);

/*
 * Gives the structure elements what cairo drops: alternative texts, scopes,
 * spans, ids; turns artifacts into such. False when the elements are not
 * the tags in their order.
 */
bool
pdf_tags(qpdf_data, const struct canvas_tags *, struct arena *);

/* The metadata as XMP, in the arena; PRODUCER is as the file's own dictionary says. */
struct span
pdf_xmp(const struct write_info *, const char *producer, struct arena *);

/* The ICC profile of sRGB, in the arena; empty when it can't be made. */
struct span
pdf_srgb(struct arena *);

/* A new indirect stream; BYTES are copied. */
qpdf_oh
pdf_stream(qpdf_data, struct span bytes);

#endif
