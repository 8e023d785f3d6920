/*
 * Characters of full width: Han, Kana, Hangul and their marks. Which face
 * sets them, and where a line of them may break. It knows no font.
 */
#ifndef WATTLEAF_WIDE_H
#define WATTLEAF_WIDE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/*
 * Cuts the longest part that one font sets off *TEXT, which must not be
 * empty. True when that is the font of full width. Quotation marks go with
 * what they stand beside.
 */
bool
wide_cut(struct span *text, struct span *part);

/*
 * Whether a line may break before the character at I (not the first) of
 * TEXT, since one of full width is beside it. No line begins with a closing
 * mark nor ends with an opening one. MARKS: only behind a mark.
 */
bool
wide_break(struct span text, size_t i, bool marks);

/*
 * Bytes of TEXT, which is all set wide, up to where two marks meet of which
 * one has nothing in the half next to the other; all of it when none do.
 */
size_t
wide_marks_meet(struct span text);

#endif
