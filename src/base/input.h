/*
 * The bytes of a file as they were before it was packed: of a plain file or
 * standard input straight from the system, of a compressed one unpacked, of
 * an archive member by member.
 */
#ifndef WATTLEAF_INPUT_H
#define WATTLEAF_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct diags;
struct input;

/*
 * Opens PATH: a file, "-" for standard input, or a member of an archive as
 * in "logs.tar.gz/run1/power.csv". NULL with FILE_OPEN, FILE_READ or
 * FILE_LIMIT. The caller closes.
 */
struct input *
input_open(const char *path, struct arena *, struct diags *);

bool
input_is_archive(const struct input *);

/*
 * The next member of an archive, NULL at the end; what is passed over is
 * said by FILE_SKIPPED. One that can't be read has no bytes and is said. A
 * member is closed before the next is asked for. Diagnostics go to DIAGS.
 */
struct input *
input_next(struct input *archive, struct diags *);

/* Fills BYTES and returns how many; 0 at the end, and after a fault, which is said. */
size_t
input_read(struct input *, unsigned char *bytes, size_t size);

/*
 * Where the next byte stands in a plain file, its descriptor and its size;
 * false for what is packed, a member, or no regular file.
 */
bool
input_place(const struct input *, int *fd, uint64_t *offset, uint64_t *size);

/* Passes over N bytes of a plain file; false when that can't be done. */
bool
input_skip(struct input *, uint64_t n);

/* The path as it was given; of a member "ARCHIVE/NAME". */
const char *
input_file(const struct input *);

/* The base name, without the suffix of its compression. */
const char *
input_name(const struct input *);

/* True when it has no bytes and a diagnostic says why. */
bool
input_refused(const struct input *);

void
input_close(struct input *);

#endif
