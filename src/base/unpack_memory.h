/*
 * What an .xz file may ask for. Inside base.
 */
#ifndef WATTLEAF_UNPACK_MEMORY_H
#define WATTLEAF_UNPACK_MEMORY_H

#include <stdbool.h>

/* Whether TEXT, libarchive's and perhaps NULL, says that the limit was passed. */
bool
unpack_wants_memory(const char *text);

#endif
