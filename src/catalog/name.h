/*
 * Names as people and tools write them: "Tesla V100-SXM2-16GB", "tpu v3",
 * "Côte d'Ivoire". Compared without case and without what parts the words.
 */
#ifndef WATTLEAF_NAME_H
#define WATTLEAF_NAME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum { NAME_MAX_BYTES = 128 };

/* A name without its separators; longer ones are cut. */
struct name {
	size_t n;
	char s[NAME_MAX_BYTES];
	bool first[NAME_MAX_BYTES]; /* the byte begins a word */
	bool last[NAME_MAX_BYTES];  /* the byte ends a word */
};

void
name_read(struct name *, struct span text);

bool
name_equal(const struct name *, const struct name *);

/* True when PART stands in WHOLE between word borders: "A10" does not in "A100". */
bool
name_contains(const struct name *whole, const struct name *part);

/* True when WORD (lower case) is one of the name's words. */
bool
name_has_word(const struct name *, const char *word);

/* True when one of the names in LIST, parted by '|', equals NAME. */
bool
name_in_list(const struct name *, const char *list);

/* True when NAME, but for its case, is one of LIST as it is written. */
bool
name_listed(const char *list, struct span name);

#endif
