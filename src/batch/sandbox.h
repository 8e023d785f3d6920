/*
 * What a worker may do while it reads what strangers sent: so much memory,
 * time and disk, some folders, no other process and no network.
 */
#ifndef WATTLEAF_SANDBOX_H
#define WATTLEAF_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

struct sandbox_limits {
	size_t memory;     /* bytes of data and stack */
	unsigned seconds;  /* of CPU time */
	size_t file_bytes; /* of one file that is written */
	unsigned files;    /* open at once */
};

/* Folders, with all that is below them, and files; NULL at the end. */
struct sandbox_paths {
	const char *const *read;
	const char *const *write; /* and read */
};

/* What this kernel has of it. */
struct sandbox_walls {
	bool files;   /* Landlock */
	bool calls;   /* seccomp */
};

/* Which walls this kernel can put up. */
struct sandbox_walls
sandbox_kernel(void);

/* The most that a worker may write to one file: its limit, or a lower one that stands already. */
size_t
sandbox_file_bytes(const struct sandbox_limits *);

/*
 * Limits and locks in the calling process, which can't be undone. Walls that
 * the kernel does not have are left out; false, with errno, when one that it
 * has, or a limit, can't be put up.
 */
bool
sandbox_enter(const struct sandbox_limits *, const struct sandbox_paths *);

#endif
