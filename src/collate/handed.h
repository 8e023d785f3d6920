/*
 * Records as a process that read disclosures leaves them in a file: its
 * parent believes them no more than it believes the disclosures.
 */
#ifndef WATTLEAF_HANDED_H
#define WATTLEAF_HANDED_H

#include <stdbool.h>
#include <stdio.h>

struct arena;
struct buf;
struct record;

/* Appends a record with its length before it. */
void
handed_put(const struct record *, struct buf *);

/* Reads the next one, its texts in the arena; false at the end, and at what is torn or no record. */
bool
handed_read(FILE *, struct record *, struct arena *);

#endif
