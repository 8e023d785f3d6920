/*
 * A batch: what its parent and its workers share.
 */
#ifndef WATTLEAF_CLI_BATCH_H
#define WATTLEAF_CLI_BATCH_H

#include <stdbool.h>

#include "batch/digest.h"
#include "batch/sandbox.h"
#include "cli/cli.h"

struct arena;
struct input_study;

enum { WORK_UNCHANGED = 100 /* exit status of a worker: the sum is the old one */ };

/* What the options say. */
struct batch_how {
	unsigned jobs;              /* at once */
	unsigned share, shares;     /* K of N; 0 of 0: all */
	struct sandbox_limits limits;
	unsigned seconds;           /* on the clock */
};

/* Reads the options; false with USAGE. */
bool
batch_options(struct job *, struct batch_how *);

/* The sum of all beside a study's folder that its files depend on: program, data, options, files that these name. */
void
batch_sum(struct job *, const struct report *, char sum[DIGEST_TEXT]);

/* One study, in its worker. */
struct batch_study {
	struct job *job;
	const struct report *report;
	const struct input_study *study;
	const char *base; /* of batch_sum */
	const char *old;  /* sum of the result that is there; NULL: none */
	const char *work; /* its folder, absolute */
};

/* In the worker, behind its walls: makes WORK/out with a result in it. Gives the worker's exit status. */
int
batch_study_run(const struct batch_study *);

#endif
