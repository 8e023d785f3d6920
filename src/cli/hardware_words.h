/*
 * Hardware as people write it in a line: "8xA100", "2x8xH100", "TPU v3-128".
 */
#ifndef WATTLEAF_HARDWARE_WORDS_H
#define WATTLEAF_HARDWARE_WORDS_H

#include <stdbool.h>

struct arena;
struct catalog;
struct diags;

struct hardware_words {
	const char *device; /* as it is written, without the numbers */
	long count;         /* devices of all nodes; 0: not said */
	long nodes;         /* 0: not said */
	bool several;       /* it names two kinds of hardware */
	bool miscounted;    /* its numbers can't be read */
};

/*
 * Reads TEXT: a device, "NxDEVICE", "NODESxNxDEVICE" or "DEVICExN". A slice
 * of TPUs ("v3-128") is counted in chips, by the catalogue. Whether the
 * device is known is for others to say.
 */
struct hardware_words
hardware_words(const struct catalog *, const char *text, struct arena *);

#endif
