/*
 * Reading all disclosures, some at a time in processes that can harm
 * nothing else: a record of each is handed on.
 */
#ifndef WATTLEAF_GATHER_H
#define WATTLEAF_GATHER_H

#include <stdbool.h>
#include <stddef.h>

#include "batch/sandbox.h"

struct catalog;
struct diags;
struct finder;
struct record;

struct gather {
	struct finder *finder;
	const struct catalog *catalog; /* as check_prepare left it */
	unsigned jobs;    /* processes at once */
	struct sandbox_limits limits;
	unsigned seconds; /* on the clock */
	const char *work; /* an empty folder for what processes leave; its files are called as gather_file says */
	/* Each record once, in no order; it lives until the function returns. */
	void (*take)(void *context, const struct record *);
	void *context;
	struct diags *diags; /* for OUTPUT_WRITE, when what is read can't be kept */
};

enum { GATHER_FILE = 16 };

/* The name of the file of the I-th process. */
const char *
gather_file(unsigned i, char name[GATHER_FILE]);

/* Reads all, or ends early with OUTPUT_WRITE. What a process dies of is blamed on a disclosure only when it had the process to itself. */
void
gather_run(const struct gather *);

#endif
