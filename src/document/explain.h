/*
 * The walk explain: a figure's formula with the numbers put in, down to
 * where each input stands. A figure that is used again is referred to.
 */
#ifndef WATTLEAF_EXPLAIN_H
#define WATTLEAF_EXPLAIN_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;
struct catalog;
struct data;
struct figure;
struct origin;

enum { EXPLAIN_DEPTH_MAX = 64 };

struct explaining {
	struct catalog *catalog;
	struct arena *arena;
	size_t depth;      /* levels below the figure; at most EXPLAIN_DEPTH_MAX */
	bool sensitivity;  /* also which input causes which share of the range */
	bool markdown;     /* a nested list, else plain text */
};

/* One line of an explanation. */
struct explain_entry {
	const struct figure *figure;
	size_t depth;
	size_t number;     /* of a figure that is used more than once, from 1; else 0 */
	bool again;        /* it stands above under its number */
	bool cut;          /* what is below it is deeper than was asked for */
};

/*
 * The lines of FIGURE's derivation in the order in which they are read,
 * *COUNT of them. Inputs of one origin are one figure.
 */
const struct explain_entry *
explain_entries(const struct figure *, size_t depth, struct arena *,
    size_t *count);

/* Appends the derivation of FIGURE, one figure a line, indented by depth. */
void
explain_figure(const struct explaining *, const struct figure *,
    struct buf *out);

/* The derivation as values: the figures as a list, each naming its arguments by their ids; TARGET is what was asked for. */
struct data *
explain_data(const struct explaining *, const char *target,
    const struct figure *);

/* "1.58", "383.55 (369.473–423.94) g/kWh": the shown digits of explanations. */
const char *
explain_number(const struct figure *, struct arena *);

/* The unit in which explanations show a figure: "kWh", "EUR/h", or "". */
const char *
explain_unit(const struct figure *, struct arena *);

/* "study.xml:5:63 "250 W"", "catalogue grid/USA (...); citation [id]" */
void
explain_origin(const struct explaining *, const struct origin *,
    struct buf *out);

#endif
