/*
 * The words of a study: which elements there are, which attributes each has
 * and what they hold. One table that the reader, its messages and the
 * schema's test share.
 */
#ifndef WATTLEAF_VOCABULARY_H
#define WATTLEAF_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/unit.h"

enum attribute_kind {
	ATTRIBUTE_WORDS,    /* struct words */
	ATTRIBUTE_WHOLE,    /* struct whole, at least 0 */
	ATTRIBUTE_QUANTITY, /* struct fact of the dimension */
	ATTRIBUTE_MOMENT,   /* struct moment */
	ATTRIBUTE_STAGE,    /* enum stage */
	ATTRIBUTE_ROLE,     /* enum log_role */
	ATTRIBUTE_NUMBER    /* double, with its text in the member before */
};

struct attribute_rule {
	const char *name;
	enum attribute_kind kind;
	enum dimension dimension; /* ATTRIBUTE_QUANTITY */
	double least, most;       /* limits of a quantity's value; most 0: none */
	size_t offset;            /* in the element's struct */
	bool required;
};

struct element_rule {
	const char *name;
	const struct attribute_rule *attributes;
	size_t attribute_count;
	const char *const *children; /* NULL at the end */
	const char *plural; /* the key of a list of them in YAML; NULL: there is one at most */
	bool text;          /* it holds text and nothing else */
};

/* The rule of an element, NULL for a name that no study has. */
const struct element_rule *
vocabulary_rule(const char *name);

/* The rule of the child that NAME means, by its own name or by its plural; NULL when ELEMENT may hold none. */
const struct element_rule *
vocabulary_child(const struct element_rule *element, const char *name);

/* The attribute of a rule, or NULL. */
const struct attribute_rule *
vocabulary_attribute(const struct element_rule *, const char *name);

/* All rules, for listing; NULL past the end. */
const struct element_rule *
vocabulary_item(size_t i);

#endif
