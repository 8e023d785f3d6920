/*
 * The text of a disclosure.json, as a file or carried by a PDF.
 */
#ifndef WATTLEAF_DISCLOSURE_TEXT_H
#define WATTLEAF_DISCLOSURE_TEXT_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/str.h"

struct arena;

enum { DISCLOSURE_PDF_MAX = 64 << 20 }; /* bytes of a PDF that may carry one */

/*
 * Reads PATH, of which nothing is believed, into the arena. *FILE, the name
 * for positions, gets "/disclosure.json" behind it when a PDF carries it.
 * False with diagnostics: ABSENT when a PDF carries none.
 */
bool
disclosure_text(const char *path, enum diag_code absent, struct arena *,
    struct diags *, struct span *text, const char **file);

/* The same for the bytes of a PDF; *FILE is its name. */
bool
disclosure_in_pdf(struct span pdf, enum diag_code absent, struct arena *,
    struct diags *, struct span *text, const char **file);

#endif
