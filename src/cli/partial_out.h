/*
 * Digests of logs in inspect: the ones that were read, apart from other
 * records, and the one that is written.
 */
#ifndef WATTLEAF_PARTIAL_OUT_H
#define WATTLEAF_PARTIAL_OUT_H

#include <stddef.h>

struct data;
struct diags;
struct found;
struct job;
struct read_options;
struct record;

struct digests {
	struct record **items;
	size_t count;
};

/*
 * Sorts what was found: digests go to the list, and what was said of them is
 * dropped, as joining says it again; what was said of all else goes to the
 * job.
 */
void
digests_take(struct job *, struct digests *, const struct found *,
    const struct diags *said);

/* The digest of a record as data, for a file. */
struct data *
partial_data(struct job *, const struct record *);

/* Reads the arguments and writes one digest of all. */
void
partial_write(struct job *, const struct read_options *);

#endif
