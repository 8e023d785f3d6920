/*
 * What an .xz file may ask for, and compressions inside each other. Inside
 * base.
 */
#ifndef WATTLEAF_UNPACK_MEMORY_H
#define WATTLEAF_UNPACK_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

struct archive;

/* Whether TEXT, libarchive's and perhaps NULL, says that the limit was passed. */
bool
unpack_wants_memory(const char *text);

/* Whether one of the compressions between the first and the last gave too much for PACKED bytes. */
bool
unpack_swells(struct archive *, uint64_t packed);

#endif
