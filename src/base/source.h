/*
 * A file being read: by lines as a stream, or whole. Strips a UTF-8 byte
 * order mark; treats "\r\n" and "\r\r\n" as one line end. It knows no format.
 */
#ifndef WATTLEAF_SOURCE_H
#define WATTLEAF_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"
#include "base/str.h"

struct arena;
struct diags;
struct source;

enum {
	SOURCE_HEAD = 65536,          /* bytes that can be peeked at */
	SOURCE_LINE_MAX = 16 << 20,   /* a longer line is cut and counted as damaged */
	SOURCE_TEXT_MAX = 256 << 20   /* the most that source_text reads */
};

/*
 * Opens PATH ("-" is standard input) and reads its head. NULL, with a
 * diagnostic FILE_OPEN, FILE_READ or FILE_EMPTY, when that fails (a
 * directory fails too). The caller closes.
 */
struct source *
source_open(const char *path, struct arena *, struct diags *);

void
source_close(struct source *);

/* The first bytes of the file (at most SOURCE_HEAD), whatever has been read; they stay valid until source_close. */
struct span
source_head(const struct source *);

/*
 * The next line without its end; false at the end of the file or after an
 * error. The span is valid until the next call.
 */
bool
source_line(struct source *, struct span *line);

/* The whole rest of the file, in the arena; false with FILE_LIMIT when it is over SOURCE_TEXT_MAX. */
bool
source_text(struct source *, struct span *text);

/* Position of the line that source_line returned last, at COLUMN (1-based). */
struct pos
source_pos(const struct source *, size_t column);

/* True when the last line of the file had no line end: it may be torn. */
bool
source_torn(const struct source *);

#endif
