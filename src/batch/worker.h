/*
 * Work in processes of their own, so many at once: what one does, or what is
 * done to it by what it reads, costs its work alone.
 */
#ifndef WATTLEAF_WORKER_H
#define WATTLEAF_WORKER_H

#include <stdbool.h>
#include <stddef.h>

#include "batch/sandbox.h"

struct arena;

struct work {
	int (*run)(void *context); /* in the worker; gives its exit status */
	void *context;
	struct sandbox_paths paths;
};

enum worker_end {
	WORKER_EXITED,      /* with a status of its own */
	WORKER_NOT_STARTED, /* no process, or walls that can't be put up */
	WORKER_CPU,         /* took too much time of the processor */
	WORKER_TIME,        /* took too long */
	WORKER_FILE,        /* wrote too large a file */
	WORKER_FLOOD,       /* said too much on standard error */
	WORKER_CALL,        /* a system call that is not for workers */
	WORKER_SIGNAL       /* crashed */
};

struct worker_result {
	enum worker_end end;
	int status;       /* exit status; the signal's number for WORKER_SIGNAL */
	const char *said; /* on standard error: its first bytes, NUL at the end */
	size_t said_bytes;
};

struct workers {
	unsigned count; /* at once */
	struct sandbox_limits limits;
	unsigned seconds; /* of a clock on the wall */
	/* The next work, false at the end; what it points to must last until its result. */
	bool (*next)(void *context, struct work *);
	/* Once for each work, as it ends. */
	void (*done)(void *context, const struct work *,
	    const struct worker_result *);
	void *context;
};

/*
 * Starts work as NEXT gives it and hands each result to DONE, until there is
 * none. The caller must have no other children and no threads. Workers end
 * with their parent.
 */
void
workers_run(const struct workers *, struct arena *);

#endif
