/*
 * The same runs elsewhere: what the equipment took stays, the grid, the
 * electricity or the cooling is another.
 */
#ifndef WATTLEAF_ELSEWHERE_H
#define WATTLEAF_ELSEWHERE_H

#include <stdbool.h>
#include <stddef.h>

struct account;
struct accounting;
struct figure;

/* The whole of a study, over the models whose energy is known. */
struct account_elsewhere {
	const char *id;     /* "FRA", "aws/us-east-1", "wind"; "own": as accounted for */
	const char *name;   /* "France": markup */
	const char *detail; /* "cleanest cloud region", or "" */
	const struct figure *new_pue, *new_intensity; /* inputs in place of the runs' own; NULL: the own */
	const struct figure *pue, *intensity; /* what the total comes to */
	const struct figure *energy, *co2e;
	const struct figure *ratio;           /* of co2e to the own; NULL when that is not known */
	const struct figure *const *models;   /* emissions, one a model; NULL: not counted */
};

struct account_elsewheres {
	const struct account_elsewhere *items; /* the study's own first */
	size_t count;
	const bool *counted; /* one a model */
	bool all_counted;
};

/*
 * Fills account->elsewhere when the options ask for it, with each place or
 * scenario of their list ("fra,aws/us-east-1,cooling"; "default": the
 * catalogue's):
 *   E' = PUE' E_it or E,  C' = E' I'
 * A provider's region brings its PUE; a grid leaves the run's own, and other
 * cooling the run's own intensity. CATALOG_UNKNOWN for what is not there.
 */
void
account_elsewhere(struct accounting *, struct account *);

#endif
