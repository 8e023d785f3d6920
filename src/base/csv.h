/*
 * Delimited text (RFC 4180 and what people make of it): quoted fields with
 * doubled quotes and line ends inside, any one-byte delimiter.
 */
#ifndef WATTLEAF_CSV_H
#define WATTLEAF_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"
#include "base/str.h"

struct arena;
struct csv;
struct source;

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
};

enum { CSV_FIELDS_MAX = 4096 };

struct csv *
csv_open(struct source *, char delimiter, struct arena *);

/* Reads the next row that is not blank; false at the end. A row over CSV_FIELDS_MAX fields is cut there. */
bool
csv_row(struct csv *, struct csv_row *);

void
csv_close(struct csv *);

/* The delimiter of a header line: the one of ",;\t|" that occurs most often outside quotes, or '\0'. */
char
csv_delimiter(struct span line);

#endif
