/*
 * Cells of Markdown and LaTeX as plain text: markup is taken off, signs of
 * LaTeX become those of Unicode.
 */
#ifndef WATTLEAF_PLAIN_H
#define WATTLEAF_PLAIN_H

#include "base/str.h"

struct arena;

enum { PLAIN_MAX = 512 /* bytes that are looked at */ };

/* Plain text in the arena, blanks trimmed and single. */
struct span
plain_text(struct span markup, struct arena *);

#endif
