/*
 * SHA-256 of texts, files and folders, to tell whether something changed.
 */
#ifndef WATTLEAF_DIGEST_H
#define WATTLEAF_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct digest;

enum { DIGEST_TEXT = 65 };

/* A sum, in the arena, that digest_end ends. */
struct digest *
digest_new(struct arena *);

void
digest_add(struct digest *, const void *bytes, size_t n);

/* A text and its end, so that "a" "bc" differs from "ab" "c". */
void
digest_text(struct digest *, const char *text);

/* The sum in hexadecimal. */
void
digest_end(struct digest *, char text[DIGEST_TEXT]);

/* The sum of TEXT alone. */
void
digest_of(const char *text, char sum[DIGEST_TEXT]);

/*
 * What lies in FOLDER and below: names, kinds, sizes and contents, whatever
 * the order of the directory; links are read, not followed, and pipes and
 * devices not opened. NULL, or why it can't be summed: it is too large, too
 * deep, or can't be read.
 */
const char *
digest_folder(struct digest *, const char *folder, struct arena *);

/* The content of a regular file of at most 4 GiB, and its size; false when it can't be read. */
bool
digest_file(struct digest *, const char *path);

/* Its content alone, however large it is, as sha256sum sums it. */
bool
digest_plain(struct digest *, const char *path);

#endif
