/*
 * JSON values that follow one another in one file, as samplers in a loop
 * write them, with banners or blank lines between.
 */
#ifndef WATTLEAF_JSON_DOCUMENTS_H
#define WATTLEAF_JSON_DOCUMENTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"
#include "base/str.h"

struct json;
struct reading;

/* A place in a text that moves forward only. */
struct json_cursor {
	struct span rest;
	struct pos pos;
};

/* Where the next key NAME stands; the cursor moves behind it. Where there is none, where the cursor is. */
struct pos
json_cursor_key(struct json_cursor *, const char *name);


/*
 * Calls TAKE with every object or array of the source; it is freed
 * afterwards. One that can't be read is a skipped row, or the JSON_SYNTAX of
 * the file when it is the first. Returns how many were read.
 */
size_t
json_documents_read(struct reading *,
    void (*take)(void *context, const struct json *, struct json_cursor),
    void *context);

#endif
