/*
 * Making figures: the nodes of the derivation graph. Inside accounting, and
 * restate, only. Every constructor returns a figure that lives in the arena. Low and high
 * are worst cases until range_fill makes 95 % ranges of them.
 */
#ifndef WATTLEAF_FIGURE_H
#define WATTLEAF_FIGURE_H

#include "account/account.h"

struct factor;
struct fact;

/* What a figure is called. */
struct label {
	const char *symbol;
	const char *name;
};

/* An input in base units, from what somebody stated. */
struct figure *
figure_from_fact(struct arena *, struct label, const struct fact *,
    enum quality);

/* An input from a row of the catalogue. KIND is ORIGIN_CATALOG or ORIGIN_METHOD. */
struct figure *
figure_from_factor(struct arena *, struct label, const struct factor *,
    enum origin_kind kind, enum quality);

/* An input of which only the value is known; VALUE is in UNIT's base. */
struct figure *
figure_from_value(struct arena *, struct label, double value, enum unit unit,
    const struct origin *, enum quality);

struct figure *
figure_unknown(struct arena *, struct label, enum unit, const char *reason);

/* The sum of what is known; at_least when something is not; unknown when nothing is. */
struct figure *
figure_sum(struct arena *, struct label, const struct figure *const *,
    size_t count);

/* Unknown as soon as one argument is. The dimensions must go together. */
struct figure *
figure_product(struct arena *, struct label, const struct figure *a,
    const struct figure *b);

/* a - b, of one dimension. */
struct figure *
figure_difference(struct arena *, struct label, const struct figure *a,
    const struct figure *b);

struct figure *
figure_quotient(struct arena *, struct label, const struct figure *a,
    const struct figure *b);

/* A to as many decimals of UNIT as DECIMALS says, ties away from zero. */
struct figure *
figure_rounded(struct arena *, const struct figure *a,
    const struct figure *decimals, enum unit);

/* FIGURE, an energy, as that of a user. */
struct figure *
figure_of_user(struct figure *, enum user);

/* True when FIGURE is there and known. */
bool
figure_known(const struct figure *);

#endif
