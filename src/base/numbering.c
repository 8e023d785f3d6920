/*
 * Numbers things in the order in which they are first shown: open
 * addressing over an array that doubles when it is half full.
 */
#include "base/numbering.h"

#include <string.h>

#include "base/arena.h"

enum { SLOTS_FIRST = 64 };

struct numbering {
	struct arena *arena;
	struct sameness sameness;
	const void **items;
	size_t count;
	size_t *slots; /* number + 1; 0: free */
	size_t slot_count;
};

uint64_t
hash_bytes(uint64_t hash, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;

	while (n-- > 0) {
		hash ^= *p++;
		hash *= UINT64_C(1099511628211);
	}
	return hash;
}

static uint64_t
hash_of(const struct numbering *numbering, const void *item)
{
	uint64_t address = (uint64_t)(uintptr_t)item;

	if (numbering->sameness.hash != NULL)
		return numbering->sameness.hash(item);
	address ^= address >> 32;
	address *= UINT64_C(0x9e3779b97f4a7c15);
	return address ^ (address >> 29);
}

static bool
equals(const struct numbering *numbering, const void *a, const void *b)
{
	return a == b ||
	    (numbering->sameness.equal != NULL &&
		numbering->sameness.equal(a, b));
}

/* The slot of ITEM, or the free one where it belongs. */
static size_t *
slot_of(const struct numbering *numbering, const void *item)
{
	size_t mask = numbering->slot_count - 1;
	size_t i = (size_t)hash_of(numbering, item) & mask;

	while (numbering->slots[i] != 0 &&
	    !equals(numbering, numbering->items[numbering->slots[i] - 1],
		item))
		i = (i + 1) & mask;
	return &numbering->slots[i];
}

static void
resize(struct numbering *numbering, size_t slot_count)
{
	size_t i;

	numbering->slot_count = slot_count;
	numbering->slots = arena_alloc(numbering->arena,
	    slot_count * sizeof *numbering->slots);
	for (i = 0; i < numbering->count; i++)
		*slot_of(numbering, numbering->items[i]) = i + 1;
}

struct numbering *
numbering_new(struct arena *arena, struct sameness sameness)
{
	struct numbering *numbering = arena_alloc(arena, sizeof *numbering);

	numbering->arena = arena;
	numbering->sameness = sameness;
	resize(numbering, SLOTS_FIRST);
	return numbering;
}

size_t
numbering_add(struct numbering *numbering, const void *item, bool *is_new)
{
	size_t *slot = slot_of(numbering, item);
	bool fresh = *slot == 0;

	if (is_new != NULL)
		*is_new = fresh;
	if (!fresh)
		return *slot - 1;
	numbering->items = arena_grow(numbering->arena, numbering->items,
	    numbering->count, sizeof *numbering->items);
	numbering->items[numbering->count++] = item;
	*slot = numbering->count;
	if (2 * numbering->count > numbering->slot_count)
		resize(numbering, 2 * numbering->slot_count);
	return numbering->count - 1;
}

size_t
numbering_count(const struct numbering *numbering)
{
	return numbering->count;
}

const void *
numbering_item(const struct numbering *numbering, size_t number)
{
	return numbering->items[number];
}
