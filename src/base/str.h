/*
 * Spans of bytes that somebody else owns, growing buffers, near misses.
 * No domain words.
 */
#ifndef WATTLEAF_STR_H
#define WATTLEAF_STR_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* Bytes owned elsewhere; may hold NUL; not NUL-terminated. */
struct span {
	const char *s;
	size_t n;
};

/* A buffer that grows; zero-initialised is empty; always NUL-terminated once written. */
struct buf {
	char *s;
	size_t n;
	size_t capacity;
};

struct span
span_of(const char *);

bool
span_equal(struct span, const char *);

/* As span_equal, ASCII case ignored. */
bool
span_equal_nocase(struct span, const char *);

bool
span_starts(struct span, const char *prefix);

bool
span_ends(struct span, const char *suffix);

/* Offset of NEEDLE in the span, or SIZE_MAX. */
size_t
span_find(struct span, const char *needle);

/* The part from FROM (clipped) of at most N bytes. */
struct span
span_sub(struct span, size_t from, size_t n);

/* Without ASCII white space at both ends. */
struct span
span_trim(struct span);

/* Cuts the text before the first MARK off *REST and returns it; *REST moves behind the mark. */
struct span
span_cut(struct span *rest, char mark);

#define STR_DIGITS "0123456789"

/* How many bytes at the front of the span are among those of SET. */
size_t
span_run(struct span, const char *set);

/* Length of the UTF-8 sequence at the front of the span, 0 when it is invalid. */
size_t
span_utf8_length(struct span);

/* NUL-terminated copy in the arena. */
char *
span_dup(struct arena *, struct span);

void
buf_add(struct buf *, const char *, size_t);

void
buf_puts(struct buf *, const char *);

void
buf_putc(struct buf *, char);

void
buf_printf(struct buf *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Where N bytes may be written behind what is there; buf_took then tells how many were. */
char *
buf_room(struct buf *, size_t n);

void
buf_took(struct buf *, size_t n);

void
buf_free(struct buf *);

/* "a/b/" and "a/b" name the same folder: without the slashes at the end. */
char *
str_without_slashes(struct arena *, const char *path);

/* ONE for 1, else MANY. */
const char *
str_plural(size_t n, const char *one, const char *many);

/* For qsort: strings by their bytes. */
int
str_order(const void *, const void *);

/* "a, b, c" */
const char *
str_listed(struct arena *, const char *const *names, size_t count);

/* The name nearest to WORD by edit distance, NULL when none is near enough to suggest. */
const char *
str_nearest(const char *word, const char *const *names, size_t count);

/* For the end of a message: "; did you mean \"NAME\"?" with the nearest name, or "". */
const char *
str_meant(struct arena *, const char *word, const char *const *names,
    size_t count);

#endif
