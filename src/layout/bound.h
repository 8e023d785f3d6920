/*
 * Where a line must not break although there is a space or a hyphen: what
 * is bound by its meaning in names, "56 B" and "Switch-C".
 */
#ifndef WATTLEAF_BOUND_H
#define WATTLEAF_BOUND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* One letter or digit alone at I: "C" of "Switch-C", not of "Switch-Class". */
bool
bound_lone(struct span text, size_t i);

/* Whether a space at I stands between a number and the one letter of its unit: "56 B". */
bool
bound_space(struct span text, size_t i);

#endif
