/*
 * What the electricity of providers and places is made from.
 */
#ifndef WATTLEAF_ACCOUNT_MIX_H
#define WATTLEAF_ACCOUNT_MIX_H

#include <stddef.h>

#include "catalog/place.h"

struct account;
struct accounting;
struct figure;

struct account_mix {
	const struct factor *factor; /* id, name, year, boundary, source, note */
	const struct figure *share[MIX_WHOLE]; /* ratio; NULL: not stated */
	const struct figure *rest; /* what the stated shares leave to 1 */
};

struct account_mixes {
	const struct account_mix *items;
	size_t count;
};

/*
 * Fills account->mixes when the options ask for it: each of their list
 * ("google,usa", "usa/owid" of a data set), or for "default" the providers
 * and countries of the study's places; of the data sets the one nearest to
 * the study's year. CATALOG_UNKNOWN for one that is not there.
 */
void
account_mixes(struct accounting *, struct account *);

#endif
