/*
 * Numbers as text, whatever the locale.
 */
#ifndef WATTLEAF_NUM_H
#define WATTLEAF_NUM_H

#include <stdbool.h>

#include "base/str.h"

enum { NUM_TEXT = 32 };

/*
 * Reads the whole span as one finite decimal number (no hex, no "inf", no
 * white space). Returns false and leaves *VALUE alone otherwise.
 */
bool
num_parse(struct span, double *value);

/*
 * VALUE to DECIMALS decimals: the nearest of the exact binary value, exact
 * ties away from zero, as JavaScript's toFixed does.
 */
double
num_fixed(double value, int decimals);

/* The shortest decimal text that reads back as VALUE; "null" when it is not finite. */
void
num_shortest(double value, char text[NUM_TEXT]);

#endif
