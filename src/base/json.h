/*
 * JSON values as jansson reads them. Members and items are borrowed from
 * the document; numbers written as strings count as numbers ("8", "36.0").
 */
#ifndef WATTLEAF_JSON_H
#define WATTLEAF_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"
#include "base/str.h"

struct buf;
struct diags;
struct json; /* a value, opaque */

/*
 * Reads TEXT as one JSON value (any kind), depth limited, duplicate keys
 * refused; NaN and Infinity, which Python writes, are text that is no number. NULL with JSON_SYNTAX at its line and column, counted from AT
 * (AT.line is the line on which TEXT begins). The caller frees the root.
 */
struct json *
json_read(struct span text, struct pos at, struct diags *);

/*
 * As json_read, without a diagnostic: for one line of a log. What follows an
 * object or an array is passed over; invalid UTF-8 does not matter.
 */
struct json *
json_read_quietly(struct span text);

void
json_free(struct json *);

bool
json_is_object(const struct json *);

bool
json_is_array(const struct json *);

bool
json_is_true(const struct json *);

/* True for null and for NULL, which is none. */
bool
json_is_null(const struct json *);

/* The member NAME of an object, or NULL (also when VALUE is NULL or no object). */
const struct json *
json_member(const struct json *value, const char *name);

/* How many items an array has; 0 for anything else. */
size_t
json_count(const struct json *);

const struct json *
json_item(const struct json *, size_t index);

/* The text of a string, NULL for anything else. */
const char *
json_text(const struct json *);

/* A number, or a string that is one; false (and *VALUE untouched) otherwise. */
bool
json_number(const struct json *, double *value);

/* The number that the member NAME of an object is; NAN when it is none. */
double
json_member_number(const struct json *value, const char *name);

/* Calls EACH for every member of an object, in the file's order. */
void
json_members(const struct json *,
    void (*each)(const char *name, const struct json *value, void *context),
    void *context);

/* Where the key NAME stands in TEXT for the NTH time (from 0); the start when it does not. */
struct pos
json_key_pos(struct span text, const char *name, size_t nth, const char *file);

/* Appends a value on one line with the members of objects in the order of their names: the same for the same content, however it was written. False when it can't be written. */
bool
json_sorted(const struct json *, struct buf *);

/* Appends TEXT as a JSON string with its quotes; invalid UTF-8 becomes U+FFFD. */
void
json_quote(struct buf *, struct span text);

#endif
