/*
 * Arena: blocks in a chain, each twice as large as the one before up to a
 * bound: a small arena costs little, a large one few blocks. Under
 * AddressSanitizer each object gets its own block, so that red zones are
 * kept.
 */
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sanitizer.h"

#define ARENA_BLOCK (ADDRESS_SANITIZER ? 1 : 65536)
#define ARENA_FIRST_BLOCK (ARENA_BLOCK < 2048 ? ARENA_BLOCK : 2048)

enum { ARENA_ALIGN = 16, ARENA_FIRST_CAPACITY = 8, ARENA_PRINTED = 128 };

struct block {
	struct block *next;
	size_t used;
	size_t size;
	_Alignas(ARENA_ALIGN) char bytes[];
};

/* Memory that came from elsewhere. */
struct kept {
	struct kept *next;
	void *memory;
};

struct arena {
	struct block *blocks;
	struct kept *kept; /* in the blocks */
};

static _Noreturn void
out_of_memory(void)
{
	fputs("wattleaf: error: out of memory [memory]\n", stderr);
	exit(5);
}

static struct block *
block_new(size_t size)
{
	struct block *block;

	if (size > SIZE_MAX - sizeof *block)
		out_of_memory();
	block = calloc(1, sizeof *block + size);
	if (block == NULL)
		out_of_memory();
	block->size = size;
	return block;
}

struct arena *
arena_new(void)
{
	struct arena *arena = calloc(1, sizeof *arena);

	if (arena == NULL)
		out_of_memory();
	return arena;
}

void
arena_free(struct arena *arena)
{
	struct block *block, *next;
	struct kept *kept;

	if (arena == NULL)
		return;
	for (kept = arena->kept; kept != NULL; kept = kept->next)
		free(kept->memory);
	for (block = arena->blocks; block != NULL; block = next) {
		next = block->next;
		free(block);
	}
	free(arena);
}

/* The size of the block after LAST, which may be none. */
static size_t
next_size(const struct block *last)
{
	if (last == NULL)
		return ARENA_FIRST_BLOCK;
	return last->size < ARENA_BLOCK / 2 ? 2 * last->size : ARENA_BLOCK;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	struct block *block = arena->blocks;
	void *p;

	if (size > SIZE_MAX - ARENA_ALIGN)
		out_of_memory();
	size = (size + ARENA_ALIGN - 1) / ARENA_ALIGN * ARENA_ALIGN;
	if (block == NULL || block->size - block->used < size) {
		block = block_new(size > next_size(block) ? size :
		    next_size(block));
		block->next = arena->blocks;
		arena->blocks = block;
	}
	p = block->bytes + block->used;
	block->used += size;
	return p;
}

void *
arena_grow(struct arena *arena, void *items, size_t count, size_t size)
{
	void *larger;

	if (count != 0 &&
	    (count < ARENA_FIRST_CAPACITY || (count & (count - 1)) != 0))
		return items;
	if (count > SIZE_MAX / 2 / size)
		out_of_memory();
	larger = arena_alloc(arena,
	    (count == 0 ? ARENA_FIRST_CAPACITY : 2 * count) * size);
	if (count != 0)
		memcpy(larger, items, count * size);
	return larger;
}

void
arena_keep(struct arena *arena, void *memory)
{
	struct kept *kept = arena_alloc(arena, sizeof *kept);

	*kept = (struct kept){ arena->kept, memory };
	arena->kept = kept;
}

char *
arena_strndup(struct arena *arena, const char *s, size_t n)
{
	char *copy = arena_alloc(arena, n + 1);

	if (n != 0)
		memcpy(copy, s, n);
	return copy;
}

char *
arena_strdup(struct arena *arena, const char *s)
{
	return arena_strndup(arena, s, strlen(s));
}

char *
arena_vprintf(struct arena *arena, const char *format, va_list arguments)
{
	char first[ARENA_PRINTED]; /* most of what is printed is shorter */
	va_list again;
	char *text;
	int n;

	va_copy(again, arguments);
	n = vsnprintf(first, sizeof first, format, again);
	va_end(again);
	if (n < 0)
		out_of_memory();
	if ((size_t)n < sizeof first)
		return arena_strndup(arena, first, (size_t)n);
	text = arena_alloc(arena, (size_t)n + 1);
	vsnprintf(text, (size_t)n + 1, format, arguments);
	return text;
}

char *
arena_printf(struct arena *arena, const char *format, ...)
{
	va_list arguments;
	char *text;

	va_start(arguments, format);
	text = arena_vprintf(arena, format, arguments);
	va_end(arguments);
	return text;
}
