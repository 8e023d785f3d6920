/*
 * Naming the characters that a font lacks.
 */
#include "layout/missing.h"

#include "base/arena.h"
#include "base/diag.h"

enum {
	CHARACTERS = 0x110000,
	NAMED = 20 /* that get a diagnostic */
};

void
missing_add(struct missing *missing, unsigned character, const char *family,
    struct arena *arena, struct diags *diags)
{
	size_t byte = character / 8;
	unsigned char bit = (unsigned char)(1u << character % 8);

	if (character >= CHARACTERS)
		return;
	if (missing->bits == NULL)
		missing->bits = arena_alloc(arena, CHARACTERS / 8);
	if (missing->bits[byte] & bit)
		return;
	missing->bits[byte] |= bit;
	if (missing->count++ < NAMED)
		diag(diags, DIAG_GLYPH_MISSING, (struct pos){ 0 },
		    "U+%04X in %s", character, family);
}
