/*
 * Comparing models: what stands beside what. Inside cli only.
 */
#ifndef WATTLEAF_CLI_COMPARE_H
#define WATTLEAF_CLI_COMPARE_H

#include <stdbool.h>
#include <stddef.h>

struct compared_peer;
struct job;

struct peers {
	struct compared_peer *items;
	size_t count;
};

/* What the job's arguments mean; false with diagnostics. A name of the catalogue wins over a file of that name: "./nas" is the file. */
bool
compare_peers(struct job *, struct peers *);

#endif
