/*
 * A file being read: by lines as a stream, or whole; what gzip, zstd, xz and
 * bzip2 compress as if it were plain. Strips a byte order mark; treats "\r\n"
 * and "\r\r\n" as one line end. It knows no format.
 */
#ifndef WATTLEAF_SOURCE_H
#define WATTLEAF_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pos.h"
#include "base/str.h"

struct arena;
struct diags;
struct source;

enum {
	SOURCE_HEAD = 65536,          /* bytes that can be peeked at */
	SOURCE_LINE_MAX = 16 << 20,   /* a longer line is cut and counted as damaged */
	SOURCE_TEXT_MAX = 128 << 20   /* the most that source_text reads */
};

/*
 * Opens PATH ("-" is standard input, "logs.tar.gz/run1/power.csv" a file in
 * an archive) and reads its head. NULL, with a diagnostic FILE_OPEN,
 * FILE_READ, FILE_LIMIT or FILE_EMPTY, when that fails (a directory and an
 * archive fail too). The caller closes.
 */
struct source *
source_open(const char *path, struct arena *, struct diags *);

/* As source_open, but an archive is opened too: see source_next. */
struct source *
source_open_packed(const char *path, struct arena *, struct diags *);

/* True for a tar or zip archive: it has no lines, but files. */
bool
source_is_archive(const struct source *);

/*
 * Goes to the next file in an archive; false at the end. *FILE becomes its
 * path, "ARCHIVE/NAME"; *MEMBER, which the caller closes before the next, is
 * NULL when it can't be read. What is passed over (links, devices, archives)
 * is said by FILE_SKIPPED. Diagnostics go to DIAGS, until the next too.
 */
bool
source_next(struct source *archive, struct diags *, const char **file,
    struct source **member);

void
source_close(struct source *);

/* The file's base name, without the suffix of a compression that was undone: "power.csv" of "power.csv.zst". */
const char *
source_name(const struct source *);

/* The first bytes of the file (at most SOURCE_HEAD), whatever has been read; they stay valid until source_close. */
struct span
source_head(const struct source *);

/*
 * The next line without its end; false at the end of the file or after an
 * error. The span is valid until the next call.
 */
bool
source_line(struct source *, struct span *line);

/* The next N bytes as they stand in the file, fewer only at its end; valid until the next call. Lines in them are not counted. */
struct span
source_bytes(struct source *, size_t n);

/*
 * What source_line will cut next: lines with their ends, "\r" too, the last
 * perhaps not whole. Empty at the end. Valid until the next call.
 */
struct span
source_peek(struct source *);

/* Passes over the first N bytes of what source_peek returned, which are so many LINES. */
void
source_pass(struct source *, size_t n, size_t lines);

/* A file as it lies on the disk. */
struct source_place {
	int fd;
	uint64_t offset, size; /* of what source_line will cut next; of the file */
};

/* Where reading stands in a regular file of plain UTF-8; false for anything else. */
bool
source_place(const struct source *, struct source_place *);

/* As source_pass for N bytes of the file from there. */
void
source_skip(struct source *, uint64_t n, size_t lines);

/* The whole rest of the file, in the arena; false with FILE_LIMIT when it is over SOURCE_TEXT_MAX. */
bool
source_text(struct source *, struct span *text);

/* The same of at most LIMIT bytes. */
bool
source_text_within(struct source *, size_t limit, struct span *text);

/* Position of the line that source_line returned last, at COLUMN (1-based). */
struct pos
source_pos(const struct source *, size_t column);

/* True when the last line of the file had no line end: it may be torn. */
bool
source_torn(const struct source *);

#endif
