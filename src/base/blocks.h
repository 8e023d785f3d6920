/*
 * A range of a file that several threads read: cut into blocks at line ends,
 * worked on as they come, handed back in the file's order. The only file
 * with threads; it must not know what the lines say.
 */
#ifndef WATTLEAF_BLOCKS_H
#define WATTLEAF_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum {
	BLOCKS_SLOTS = 2,       /* blocks a thread, begun and not yet handed back */
	BLOCKS_THREADS_MAX = 64,
	BLOCKS_BYTES = 1 << 20, /* of one block: fits a second-level cache */
	BLOCKS_SLACK = 4096     /* what is read of the lines after a block */
};

/* Lines of the file. */
struct block {
	struct span text; /* from a line's start; empty when no line begins here */
	size_t own;       /* lines that begin before it in TEXT are the block's */
	uint64_t offset;  /* of the text in the file */
};

struct blocks {
	int fd;             /* read by pread alone */
	uint64_t from, to;  /* FROM is where a line begins */
	size_t bytes;       /* of one block */
	unsigned threads;
	void *context;
	/* Room for what the work on one block gives: BLOCKS_SLOTS for each thread. */
	void *const *states;
	/* In a thread of its own: reads the block into the state. Nothing else may be written. */
	void (*work)(void *context, void *state, const struct block *);
	/* In the caller's thread, in order: false to stop. */
	bool (*take)(void *context, void *state);
};

/*
 * Runs the work on every block, or until take is false. False when no thread
 * could be started: nothing was done. A part of the file that can't be read
 * is a block that ends early.
 */
bool
blocks_run(const struct blocks *);

/* Threads to use when WANTED (0: not said) are asked for: as many as there are processors for this process, but few. */
unsigned
blocks_threads(unsigned wanted);

#endif
