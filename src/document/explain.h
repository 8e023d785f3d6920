/*
 * The walk explain: a figure's formula with the numbers put in, down to
 * where each input stands.
 */
#ifndef WATTLEAF_EXPLAIN_H
#define WATTLEAF_EXPLAIN_H

struct arena;
struct buf;
struct catalog;
struct figure;

/* Appends the derivation of FIGURE as plain text, one figure a line, indented by depth. */
void
explain_figure(const struct figure *, struct catalog *, struct arena *,
    struct buf *out);

#endif
