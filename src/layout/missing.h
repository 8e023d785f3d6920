/*
 * Characters that a font lacks: each is named once.
 */
#ifndef WATTLEAF_MISSING_H
#define WATTLEAF_MISSING_H

#include <stddef.h>

struct arena;
struct diags;

/* Zero-initialised is empty. */
struct missing {
	unsigned char *bits; /* one a character; NULL: none */
	size_t count;
};

/* Adds GLYPH_MISSING with the name of the family, once a character and for the first of them. */
void
missing_add(struct missing *, unsigned character, const char *family,
    struct arena *, struct diags *);

#endif
