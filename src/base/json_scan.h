/*
 * Looks through a JSON text before it is parsed, so that what would take
 * too much stack or memory never is. For json.c alone.
 */
#ifndef WATTLEAF_JSON_SCAN_H
#define WATTLEAF_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* A few bytes of text are hundreds in memory: the most that is held, about 1 GB. */
enum {
	JSON_DEPTH_MAX = 128,
	JSON_SIZE_MAX = 48 << 20,  /* bytes of one document */
	JSON_VALUES_MAX = 2560000, /* in memory 64 bytes each, what lists take among them */
	JSON_LIST_WEIGHT = 4       /* a list takes as much as so many values */
};

/* What is found in a text before it is parsed. */
struct json_scan {
	size_t too_deep; /* offset, or SIZE_MAX */
	size_t too_many;
	size_t lists, values;
	bool odd_words;  /* NaN or Infinity outside strings */
};

struct json_scan
json_scan(struct span);

/* Offset just behind the string that begins at AT with its quote. */
size_t
json_skip_string(struct span text, size_t at);

bool
json_is_ascii(struct span);

#endif
