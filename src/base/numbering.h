/*
 * Numbers things from 0 in the order in which they are first shown: a set
 * that remembers. Equal things get one number.
 */
#ifndef WATTLEAF_NUMBERING_H
#define WATTLEAF_NUMBERING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct numbering;

/* What makes two things one; both NULL: the same address. */
struct sameness {
	uint64_t (*hash)(const void *);
	bool (*equal)(const void *, const void *);
};

/* An empty numbering in the arena. */
struct numbering *
numbering_new(struct arena *, struct sameness);

/* The number of ITEM; *IS_NEW (unless NULL) says whether it was given just now. ITEM must outlive the numbering. */
size_t
numbering_add(struct numbering *, const void *item, bool *is_new);

size_t
numbering_count(const struct numbering *);

/* The first thing that got NUMBER. */
const void *
numbering_item(const struct numbering *, size_t number);

/* FNV-1a of N bytes, going on from HASH (HASH_START at first). */
#define HASH_START UINT64_C(14695981039346656037)

uint64_t
hash_bytes(uint64_t hash, const void *bytes, size_t n);

#endif
