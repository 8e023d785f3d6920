/*
 * An arena: memory that is freed all at once.
 * It must not know what lies in it.
 */
#ifndef WATTLEAF_ARENA_H
#define WATTLEAF_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* Returns a new arena, owned by the caller; ends the program when memory is out. */
struct arena *
arena_new(void);

/* Frees the arena and all that was allocated from it. */
void
arena_free(struct arena *);

/* Returns SIZE zeroed bytes that live as long as the arena. */
void *
arena_alloc(struct arena *, size_t size);

/*
 * Room for one more item in an array that grows: returns ITEMS, or a larger
 * copy of it when COUNT has reached its capacity (8, 16, 32, ...).
 */
void *
arena_grow(struct arena *, void *items, size_t count, size_t size);

/* Takes over what malloc gave: it is freed with the arena. */
void
arena_keep(struct arena *, void *memory);

char *
arena_strndup(struct arena *, const char *, size_t);

char *
arena_strdup(struct arena *, const char *);

char *
arena_printf(struct arena *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

char *
arena_vprintf(struct arena *, const char *format, va_list)
    __attribute__((format(printf, 2, 0)));

#endif
