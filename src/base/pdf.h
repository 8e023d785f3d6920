/*
 * Reading PDFs of strangers through qpdf: the files that they carry. Nothing
 * in them is run, followed or drawn. qpdf has no bound for what it unpacks:
 * each is read in a child process first.
 */
#ifndef WATTLEAF_PDF_H
#define WATTLEAF_PDF_H

#include <stddef.h>

#include "base/str.h"

enum pdf_result {
	PDF_FOUND,
	PDF_MALFORMED, /* no PDF, broken, or encrypted with a password */
	PDF_NO_FILE,   /* none of that name */
	PDF_TOO_LARGE, /* the file is larger than the limit */
	PDF_BOMB       /* reading takes too much memory or time */
};

/* What reading a PDF may take, beyond the PDF itself. */
enum {
	PDF_MEMORY = 128 << 20, /* bytes */
	PDF_SECONDS = 3         /* of the processor */
};

/*
 * Appends to OUT the file NAME ("disclosure.json") that the PDF in BYTES
 * carries; at most LIMIT bytes. Names are compared whole; the first wins.
 * Associated files (ISO 32000-2, 14.13) and embedded ones (7.11.4) count.
 */
enum pdf_result
pdf_carried(struct span bytes, const char *name, size_t limit,
    struct buf *out);

/* The same without the trial: for who has walls already. */
enum pdf_result
pdf_carried_untried(struct span bytes, const char *name, size_t limit,
    struct buf *out);

#endif
