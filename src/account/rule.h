/*
 * A method's rules: lists of words in the catalogue ("stated|place|world"),
 * each of which names a way to find a figure. The first way that finds one
 * wins. No method is known here by name.
 */
#ifndef WATTLEAF_RULE_H
#define WATTLEAF_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct accounting;
struct factor;
struct figure;

/* A word of a rule and what it does: NULL when it finds nothing. */
struct way {
	const char *word;
	const struct figure *(*find)(struct accounting *);
};

/*
 * The figure that the method's rule PARAMETER finds first among COUNT WAYS;
 * NULL when the method has no such rule or none finds one. METHOD_RULE for a
 * word that is none of the ways.
 */
const struct figure *
rule_find(struct accounting *, const char *parameter, const struct way *,
    size_t count);

/* As rule_find, for the one word WORD of the rule PARAMETER. */
const struct figure *
rule_way(struct accounting *, const char *parameter, struct span word,
    const struct way *, size_t count);

/* The method's rule PARAMETER as a list to be cut at '|'; empty when it has none. */
struct span
rule_words(const struct accounting *, const char *parameter);

/* Whether the method's parameter is the word. */
bool
rule_says(const struct accounting *, const char *parameter, const char *word);

/* The method's number PARAMETER, or NULL. */
const struct factor *
rule_number(const struct accounting *, const char *parameter);

#endif
