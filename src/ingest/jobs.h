/*
 * Allocations of a batch scheduler, summed to a record: each job once, its
 * steps not at all, the segments of a requeued job joined. It must not know
 * how a scheduler writes them.
 */
#ifndef WATTLEAF_JOBS_H
#define WATTLEAF_JOBS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"
#include "base/str.h"

struct jobs;
struct reading;

enum job_state {
	JOB_ENDED,
	JOB_ABORTED,  /* ended without success */
	JOB_RUNNING,
	JOB_WAITING,
	JOB_UNKNOWN
};

/* One row of a job or of a step. */
struct job {
	const char *id;        /* of the allocation, a step's too */
	bool step;
	bool slices;           /* gpus counts parts of GPUs (MIG) */
	bool zoned;            /* start and end are true UTC */
	enum job_state state;
	int gpus, nodes;       /* of the whole job; -1 unknown */
	const char *gpu_type;  /* or NULL */
	const char *node_list; /* "dgx[01-04],login1"; never kept in a record; or NULL */
	double start_s, end_s, elapsed_s; /* NAN unknown */
	double energy_j;       /* of its nodes; NAN unknown */
	struct pos pos, time_pos, energy_pos;
};

/* Nothing known. */
struct job
job_none(void);

struct jobs *
jobs_open(struct reading *);

/*
 * Adds one row; texts must live as long as the arena. A job that lies
 * outside the reading's window is left out.
 */
void
jobs_add(struct jobs *, const struct job *);

/*
 * Fills the record and says what was left out: LOG_STEPS for steps, LOG_TWICE
 * for rows printed twice, LOG_OVERLAP for energies of one node at one time,
 * LOG_RUNS for several jobs, LOG_ABORTED, LOG_PARTIAL. LOG_NOTHING with
 * ADVICE when no job has a time.
 */
void
jobs_finish(struct jobs *, const char *advice);

/* Whether two lists of nodes name one node in common. */
bool
jobs_share_node(struct span a, struct span b);

/* What was found about energies of one node at one time. */
struct job_overlap {
	size_t dropped;   /* jobs whose energy is not to be added */
	size_t unknown;   /* overlaps of jobs whose nodes are not known */
	struct pos pos;   /* of the first */
	bool given_up;    /* too many jobs at one time to compare */
};

/* Sets the energy of all jobs but one at a node and time to NAN. Sorts JOBS by start. */
struct job_overlap
jobs_drop_overlap(struct job **jobs, size_t count);

#endif
