/*
 * Sorting more records than memory holds: they go to temporary files and
 * come back in the order of their keys' bytes, then of their data's.
 */
#ifndef WATTLEAF_SPILL_H
#define WATTLEAF_SPILL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct diags;
struct spill;

enum { SPILL_BYTES = 4 << 20, SPILL_RECORD_MAX = 4 << 20 };

/*
 * Sorts MEMORY bytes at once (0: SPILL_BYTES), whatever the number of
 * records; files lie in TMPDIR, or /var/tmp, without a name. OUTPUT_WRITE
 * goes to DIAGS once; then nothing more comes back. The caller closes.
 */
struct spill *
spill_open(size_t memory, struct diags *);

/* Adds a record of at most SPILL_RECORD_MAX bytes; false after a fault. */
bool
spill_add(struct spill *, struct span key, struct span data);

/* Sorts what was added and goes to its start; false after a fault. To be called again to start anew. */
bool
spill_sort(struct spill *);

/* The next record, valid until the next call; false at the end and after a fault. */
bool
spill_next(struct spill *, struct span *key, struct span *data);

/* Whether a file failed: what came back until then is not all. */
bool
spill_failed(const struct spill *);

void
spill_close(struct spill *);

#endif
