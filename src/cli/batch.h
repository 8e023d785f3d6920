/*
 * A batch: what its parent and its workers share.
 */
#ifndef WATTLEAF_CLI_BATCH_H
#define WATTLEAF_CLI_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "batch/digest.h"
#include "batch/inputs.h"
#include "batch/record.h"
#include "batch/sandbox.h"
#include "cli/cli.h"

struct arena;
struct slot;
struct store;
struct worker_result;

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

/* The sum of all beside a study's folder that its files depend on: program, data, options, files that these name. False with FILE_READ. */
bool
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

/* The file of the disclosure in the folder where we are; NULL when it holds none, or several PDFs. */
const char *
batch_disclosure_file(struct arena *);

bool
batch_is_disclosure(const char *file);

/* Checks a disclosure and writes the page of what it states; what is wrong is in the diagnostics. */
void
batch_disclosure(struct job *, const struct batch_study *, const char *file,
    struct record *);

/* What the parent knows of all studies. */
struct batch {
	struct job *job;
	struct report report;
	struct batch_how how;
	struct inputs inputs;
	struct store *store;
	char base[DIGEST_TEXT];
	struct slot *slots;
	bool *ended;     /* of each study */
	size_t next;     /* to be started */
	size_t finished; /* in any order */
	size_t told;     /* studies before it have been told of */
	size_t unchanged, of_others;
	size_t status[RECORD_FAILED + 1];
	bool broken;     /* OUT can't be written */
	bool machine;    /* a worker could not write */
	bool shown;      /* a line of progress stands on the terminal */
	time_t begun;    /* on a clock that only runs */
};

/*
 * Reports on a study that nobody made and drops it: what libraries and fonts
 * look up, parse and draw for the first time is there then for all workers.
 * False with a diagnostic when what is there is not whole: a read failed that
 * went well in a process before.
 */
bool
batch_rehearse(struct batch *);

/* Runs all studies of the share, tells of each in their order. */
void
batch_run(struct batch *);

/* A result that says how the worker of study NUMBER ended. */
void
batch_fault(struct batch *, size_t number, const struct worker_result *);

/* The same for a study that no worker can be given. */
void
batch_refuse(struct batch *, size_t number, const char *why);

bool
batch_in_share(const struct batch *, size_t number);

/* Study NUMBER has its result: tells of those of which all before have theirs. */
void
batch_ended(struct batch *, size_t number);

/* Shows a line of progress on a terminal, from a second after the first call. */
void
batch_progress(struct batch *);

/* Takes the line of progress off the terminal. */
void
batch_clear_progress(struct batch *);

#endif
