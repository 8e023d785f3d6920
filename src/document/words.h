/*
 * Saying things in the report's language. Inside document only; layout and
 * write, which have no builder, use document/language.h.
 */
#ifndef WATTLEAF_WORDS_H
#define WATTLEAF_WORDS_H

#include <stddef.h>

#include "base/unit.h"
#include "document/document.h"

struct builder;
struct figure;

/*
 * Every English text that a report shows goes through one of these; a text
 * in a table of the program is marked by WORD (base/word.h) besides. What
 * they return lives as long as the document.
 */

/* ENGLISH in the report's language; NULL for NULL. */
const char *
word(const struct builder *, const char *english);

/* The same with values: pairs of a name and a text, NULL at the end, for the "{name}" of ENGLISH. */
const char *
phrase(const struct builder *, const char *english, ...)
    __attribute__((sentinel));

/* A text of the catalogue: as a whole, or each part between commas. */
const char *
word_parts(const struct builder *, const char *english);

/* "a, b": LIST may be "". */
const char *
list_add(const struct builder *, const char *list, const char *item);

/* "United States, 2018": what MORE says of the thing; it may be "". */
const char *
with_more(const struct builder *, const char *thing, const char *more);

/* Two sentences, either of which may be "". */
const char *
sentence_add(const struct builder *, const char *text, const char *sentence);

/* "text [1]"; CITES may be "". */
const char *
with_cites(const struct builder *, const char *text, const char *cites);

/* "thing (detail)"; DETAIL may be "" or NULL. */
const char *
with_detail(const struct builder *, const char *thing, const char *detail);

/* As text_number and its like, as the report's language writes numbers. */
const char *
say_number(const struct builder *, double value, const struct number_style *);

const char *
say_figure(const struct builder *, const struct figure *, enum bound,
    const struct number_style *);

const char *
say_quantity(const struct builder *, const struct figure *, enum bound,
    const struct number_style *);

const char *
say_unit(const struct builder *, enum unit);

/* A count as digits, for a phrase. */
const char *
say_count(const struct builder *, size_t count);

/* Puts heads, units and numbers of a table into the report's language. */
void
table_translate(const struct builder *, struct doc_table *);

/* Ties the numbers of its caption and notes: see text_tied. */
void
table_tie(const struct builder *, struct doc_table *);

#endif
