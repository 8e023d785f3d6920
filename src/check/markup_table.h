/*
 * Tables in Markdown and LaTeX sources, found and cut into cells.
 */
#ifndef WATTLEAF_MARKUP_TABLE_H
#define WATTLEAF_MARKUP_TABLE_H

#include <stdbool.h>

#include "base/pos.h"
#include "base/str.h"

struct arena;
struct claim_set;
struct grid;

/* A text being read from its begin on. */
struct markup {
	struct span rest;
	struct pos at;     /* of the first byte of rest */
};

struct markup
markup_of(struct span text, const char *file);

/* The next line, without its end; false at the end of the text. */
bool
markup_line(struct markup *, struct span *line, struct pos *);

/*
 * The next pipe table, with its heading as the first row; rows of dashes are
 * left out. False when there is none. Fenced code is passed over.
 */
bool
markup_pipe_table(struct markup *, struct grid *);

/* The next tabular, tabularx, tabular*, longtable or array. False when there is none. */
bool
markup_tabular(struct markup *, struct grid *);

/* Adds the claims of all tables that NEXT finds: one of the two above. */
void
markup_claims(struct markup *, bool (*next)(struct markup *, struct grid *),
    struct arena *, struct claim_set *);

#endif
