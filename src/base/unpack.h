/*
 * Packed input as a stream of bytes: what gzip, zstd, xz and bzip2 compress,
 * and the members of tar and zip archives. Bounded: sizes, counts, depth.
 * It must not know files; nothing is ever written to disk.
 */
#ifndef WATTLEAF_UNPACK_H
#define WATTLEAF_UNPACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct diags;
struct unpack;

enum {
	UNPACK_PROBE = 512,         /* bytes that tell whether input is packed */
	UNPACK_RATIO_MAX = 2000,    /* unpacked bytes a packed byte may give ... */
	UNPACK_RATIO_FREE = 64 << 20, /* ... beyond these */
	UNPACK_LIST_MAX = 16 << 20, /* bytes before the first member */
	UNPACK_MEMBERS_MAX = 65536,
	UNPACK_LAYERS_MAX = 3,      /* compressions inside each other */
	UNPACK_BETWEEN_FREE = 64 << 20, /* bytes between two of them ... */
	UNPACK_BETWEEN_RATIO = 4,   /* ... and for each packed one */
	UNPACK_XZ_MEMORY = 80 << 20 /* bytes that an .xz file may ask for */
};

/* The most that one input unpacks to. */
#define UNPACK_SIZE_MAX ((uint64_t)64 << 30)

/* Where the packed bytes come from. */
struct unpack_input {
	/* Fills BYTES and returns how many; 0 at the end and after an error. */
	size_t (*read)(void *context, unsigned char *bytes, size_t size);
	/* As lseek; NULL for a stream. */
	int64_t (*seek)(void *context, int64_t offset, int whence);
	void *context;
	uint64_t size;        /* of the input; UINT64_MAX when not known */
	struct unpack *outer; /* of whose member this is the input, or NULL */
};

/* How input that begins with these bytes is packed ("gzip", "zip", ...), NULL when it is not. */
const char *
unpack_kind(const unsigned char *head, size_t n);

/* Opens packed input of FILE. NULL with FILE_READ or FILE_LIMIT. The caller closes. */
struct unpack *
unpack_open(const struct unpack_input *, const char *file,
    const char *kind, struct arena *, struct diags *);

/* True when it holds members, false when it is one compressed stream. */
bool
unpack_is_archive(const struct unpack *);

/*
 * Goes to the next regular member of an archive and returns "FILE/NAME", in
 * the arena; NULL at the end. Faults, and FILE_SKIPPED for links, devices
 * and names that leave the archive, go to DIAGS from here on.
 */
const char *
unpack_next(struct unpack *, struct diags *);

/* Bytes of the compressed stream or of the member; 0 at its end and after a fault. */
size_t
unpack_read(struct unpack *, unsigned char *bytes, size_t size);

void
unpack_close(struct unpack *);

#endif
