/*
 * Open addressing over FNV-1a hashes. Two texts with one hash would lose a
 * row: at ten million rows the chance is 3 in a million.
 */
#include "ingest/bill_set.h"

#include <stdint.h>

#include "base/arena.h"

enum { FIRST_SLOTS = 256 };

struct bill_set {
	struct arena *arena;
	uint64_t *slots;   /* 0 is empty */
	size_t slot_count; /* a power of two */
	size_t count;
};

struct bill_set *
bill_set_new(struct arena *arena)
{
	struct bill_set *set = arena_alloc(arena, sizeof *set);

	set->arena = arena;
	return set;
}

static uint64_t
hash_part(uint64_t hash, struct span text)
{
	size_t i;

	for (i = 0; i < text.n; i++)
		hash = (hash ^ (unsigned char)text.s[i]) * 1099511628211u;
	return (hash ^ 0xff) * 1099511628211u;
}

/* FNV's low bits differ too little in a small table. */
static uint64_t
hash_of(struct span text, struct span more)
{
	uint64_t hash =
	    hash_part(hash_part(14695981039346656037u, text), more);

	hash ^= hash >> 32;
	return hash == 0 ? 1 : hash;
}

static bool
insert(struct bill_set *set, uint64_t hash)
{
	size_t i = (size_t)hash & (set->slot_count - 1);

	while (set->slots[i] != 0) {
		if (set->slots[i] == hash)
			return false;
		i = (i + 1) & (set->slot_count - 1);
	}
	set->slots[i] = hash;
	return true;
}

static void
grow(struct bill_set *set)
{
	uint64_t *old = set->slots;
	size_t i, n = set->slot_count;

	set->slot_count = n == 0 ? FIRST_SLOTS : n * 2;
	set->slots = arena_alloc(set->arena,
	    set->slot_count * sizeof *set->slots);
	for (i = 0; i < n; i++)
		if (old[i] != 0)
			insert(set, old[i]);
}

bool
bill_set_add(struct bill_set *set, struct span text, struct span more)
{
	if (set->count * 2 >= set->slot_count)
		grow(set);
	if (!insert(set, hash_of(text, more)))
		return false;
	set->count++;
	return true;
}

size_t
bill_set_count(const struct bill_set *set)
{
	return set->count;
}
