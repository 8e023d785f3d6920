/*
 * The text of a disclosure.json, as a file or carried by a PDF.
 */
#ifndef WATTLEAF_DISCLOSURE_TEXT_H
#define WATTLEAF_DISCLOSURE_TEXT_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct diags;

/*
 * Reads PATH, of which nothing is believed, into the arena. *FILE, the name
 * for positions, gets "/disclosure.json" behind it when a PDF carries it.
 * False with diagnostics, also when a PDF carries none.
 */
bool
disclosure_text(const char *path, struct arena *, struct diags *,
    struct span *text, const char **file);

#endif
