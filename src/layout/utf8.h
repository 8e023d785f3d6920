/*
 * Text made safe for drawing and for XML. It knows no font and no format.
 */
#ifndef WATTLEAF_UTF8_H
#define WATTLEAF_UTF8_H

#include "base/str.h"

struct arena;

/*
 * TEXT as one line of valid UTF-8 without control characters: what is
 * malformed becomes U+FFFD, tabs and line ends become spaces, other controls
 * are dropped. Returns TEXT itself when nothing had to change.
 */
struct span
utf8_clean(struct arena *, struct span text);

/*
 * Cuts one character off the front of *TEXT, which must not be empty; U+FFFD
 * for one byte of anything that is not UTF-8 (overlong forms, surrogates).
 */
unsigned
utf8_next(struct span *text);

#endif
