/*
 * Options of directives: "name=value", name="two words", or a name alone.
 * Inside document only: it shows libcmark's types.
 */
#ifndef WATTLEAF_DIRECTIVE_OPTIONS_H
#define WATTLEAF_DIRECTIVE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "document/template.h"

/* An option: of a struct asked, or of a bool when it has no argument. */
struct directive_option {
	const char *name;
	const char *argument; /* "LIST", or NULL */
	size_t offset;
};

/*
 * Reads the words behind the name of a table or chart (WHAT) into the
 * options' places in INTO. False with TEMPLATE_DIRECTIVE, at the word, and
 * the nearest name.
 */
bool
directive_options(struct template *, const struct directive_request *,
    struct span words, const char *what, const struct directive_option *,
    size_t count, void *into);

/* Where WORD stands in the line of the directive. */
struct pos
directive_word_pos(const struct template *,
    const struct directive_request *, struct span word);

/* Says that there is no such WHAT, with the nearest name (or NULL). */
void
directive_say(struct template *, const struct directive_request *,
    const char *what, struct span word, const char *nearest);

#endif
