/*
 * Characters of text that strangers wrote: cleaned of what steers a
 * terminal or reorders a line, and measured in columns.
 */
#ifndef WATTLEAF_CHARS_H
#define WATTLEAF_CHARS_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/*
 * Cuts the next character off *REST, which is not empty. White space is a
 * blank; a control, a mark of byte order or of writing direction is 0 and
 * left out by the caller.
 */
uint32_t
chars_next_clean(struct span *rest);

/* Appends one character in UTF-8. */
void
chars_put(struct buf *, uint32_t);

/* Appends TEXT without controls and direction marks, valid UTF-8 on one line. */
void
chars_clean(struct buf *, struct span text);

/* As chars_clean, but keeps line feeds and turns a tab into blanks: for code. */
void
chars_clean_lines(struct buf *, struct span text);

/* Columns that TEXT takes in a font of fixed width. */
size_t
chars_width(struct span text);

#endif
