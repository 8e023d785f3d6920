/*
 * A table as strings for a font of fixed width: what Markdown and the
 * terminal share. Decimal points stand under each other by padding.
 */
#ifndef WATTLEAF_CELLS_H
#define WATTLEAF_CELLS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "document/document.h"

struct arena;
struct language;

struct cells {
	const struct doc_table *table;
	const char **text;  /* rows × columns; set to the right, decimal marks meet */
	size_t *widths;     /* of the cells, heads left out */
};

/* Lays out the cells; ESCAPE appends clean plain text in a format's way. */
struct cells *
cells_of(const struct doc_table *, void (*escape)(struct buf *, struct span),
    struct arena *);

const char *
cells_at(const struct cells *, size_t row, size_t column);

/* Whether its numbers stand under each other by a mark in them. */
bool
cells_marked(const struct doc_column *);

/* What stands behind the mark of a number, by width: digits, the dash of a range, points and commas, "±" and "+" and minus, blanks, brackets and strokes. */
struct cells_tail {
	size_t dashes, digits, points, signs, blanks, brackets;
};

struct printed;

/* Whether a cell of the column stands with its mark under those of others. */
bool
cells_aligned(const struct printed *, const struct doc_column *);

struct cells_tail
cells_tail(const struct printed *);

struct cells_tail
cells_wider(struct cells_tail, struct cells_tail);

/* The most that any number of the column has behind its mark. */
struct cells_tail
cells_longest_tail(const struct doc_table *, size_t column, struct arena *);

/* Whether the column is set to the right: numbers. */
bool
cells_right(const struct doc_column *);

/* TEXT in a field of WIDTH, to the right or the left of it. */
void
cells_pad(struct buf *, const char *text, size_t width, bool right);

/* Markup as clean plain text through ESCAPE, in the arena. */
const char *
cells_plain(const char *markup, void (*escape)(struct buf *, struct span),
    struct arena *);

/* Note letters raised: "a,b" is "ᵃ,ᵇ"; other marks stay as they are. */
const char *
cells_marks(const char *marks, struct arena *);

/* Whether PRINTED aligns at its decimal mark: digits, and no words. */
bool
cells_is_number(const char *printed);

/* The caption's label: "Table 1."; KIND in English. */
const char *
cells_label(const struct language *, const char *kind, int number,
    struct arena *);

#endif
