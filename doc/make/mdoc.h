/*
 * Manual pages as pages of the handbook: mdoc, as the manual is made of it,
 * to Markdown.
 */
#ifndef WATTLEAF_MDOC_H
#define WATTLEAF_MDOC_H

#include "base/str.h"

struct arena;
struct buf;

/* The words behind the macro NAME (".Nd") where it first begins a line; empty when there is none. */
struct span
mdoc_words(struct span page, const char *name);

/*
 * Appends the PAGE, under a heading of its name and section. References to
 * pages that begin with "wattleaf" become links to NAME.md. It knows the
 * macros that the manual uses; words of others are printed.
 */
void
mdoc_markdown(struct span page, struct arena *, struct buf *out);

#endif
