/*
 * The language of a report: its words and how it writes numbers. A text is
 * looked up by its English wording, so that code reads as the report does;
 * what a language does not have stays English. It knows no table and no page.
 */
#ifndef WATTLEAF_LANGUAGE_H
#define WATTLEAF_LANGUAGE_H

#include <stdarg.h>
#include <stddef.h>

struct arena;
struct diags;
struct language; /* NULL is English in all that follows */

/* How numbers are written. */
struct numerals {
	const char *decimal; /* mark before the fraction */
	const char *group;   /* between thousands */
};

/*
 * Reads the file of one language (doc/languages.md has its form). NULL with
 * diagnostics when it can't be read. It lives as long as the arena.
 */
const struct language *
language_read(const char *path, const char *tag, struct arena *,
    struct diags *);

/* "de", "zh-CN": BCP 47. */
const char *
language_tag(const struct language *);

/* A setting of the language, such as "@name"; FALLBACK where it has none. */
const char *
language_setting(const struct language *, const char *key,
    const char *fallback);

struct numerals
language_numerals(const struct language *);

/* ENGLISH in the language, or ENGLISH itself; NULL for NULL. */
const char *
language_word(const struct language *, const char *english);

/*
 * As language_word, with values put in: pairs of a name and a text behind
 * ENGLISH, NULL at the end. "{name}" in the text is the value of the name;
 * "_{2}" and "^{2}" stay markup.
 */
const char *
language_phrase(const struct language *, struct arena *, const char *english,
    ...) __attribute__((sentinel));

/* As language_phrase; the caller ends LIST. */
const char *
language_vphrase(const struct language *, struct arena *, const char *english,
    va_list list);

/*
 * As language_phrase for a number of things: ONE or MANY as the language
 * counts, "{n}" being the number.
 */
const char *
language_count(const struct language *, struct arena *, size_t n,
    const char *one, const char *many);

/*
 * ENGLISH as a whole or, where that is not known, each of its parts between
 * ", ": "Norway, lifecycle generation, 2024". A part that has a number in it
 * may be known with "{n}" in its place: "list prices of {n}"; what stands in
 * brackets at its end, for itself: "United States (part 1)".
 */
const char *
language_parts(const struct language *, struct arena *, const char *english);

#endif
