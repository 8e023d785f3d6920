/*
 * Somebody who is told how far the reading is; NULL everywhere when nobody
 * wants to know. Readers tell; they must not know what is done with it.
 */
#ifndef WATTLEAF_PROGRESS_H
#define WATTLEAF_PROGRESS_H

#include <stddef.h>
#include <stdint.h>

struct progress {
	/* A file is begun; its name is valid only in the call. */
	void (*file)(struct progress *, const char *name);
	/* N bytes more of files were read, as they lie there. */
	void (*bytes)(struct progress *, uint64_t n);
	/* What follows goes to the terminal: nothing may be shown any more. */
	void (*end)(struct progress *);
};

#endif
