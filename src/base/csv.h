/*
 * Delimited text (RFC 4180 and what people make of it): quoted fields with
 * doubled quotes and line ends inside, any one-byte delimiter.
 */
#ifndef WATTLEAF_CSV_H
#define WATTLEAF_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pos.h"
#include "base/str.h"

struct arena;
struct csv;
struct source;
struct source_place;

struct csv_field {
	struct span text; /* unquoted; not trimmed */
	struct pos pos;
};

/* Fields are valid until the next csv_row. */
struct csv_row {
	struct csv_field *fields;
	size_t count;
	struct pos pos;   /* of its first field */
	bool torn;        /* a quote never closed, or the file's last line without its end */
	bool plain;       /* without a quote: the fields lie in the line as it was read */
};

enum { CSV_FIELDS_MAX = 4096 };

struct csv *
csv_open(struct source *, char delimiter, struct arena *);

/* Reads the next row that is not blank; false at the end. A row over CSV_FIELDS_MAX fields is cut there. */
bool
csv_row(struct csv *, struct csv_row *);

/*
 * What csv_row will read next: lines with their ends as they were read, the
 * last perhaps not whole. Empty at the end. Valid until the next call.
 */
struct span
csv_peek(struct csv *);

/* Passes over the first N bytes of what csv_peek returned, which are so many LINES. */
void
csv_pass(struct csv *, size_t n, size_t lines);

/* Where csv_row will read next, as source_place has it; false too when it is not the source's. */
bool
csv_place(const struct csv *, struct source_place *);

/* As csv_pass for N bytes of the file from there. */
void
csv_skip(struct csv *, uint64_t n, size_t lines);

/* The line that was read or passed over last. */
size_t
csv_line(const struct csv *);

void
csv_close(struct csv *);

/* The delimiter of a header line: the one of ",;\t|" that occurs most often outside quotes, or '\0'. */
char
csv_delimiter(struct span line);

#endif
