/*
 * Rows of jobs and steps folded to one item a job.
 */
#ifndef WATTLEAF_JOBS_FOLD_H
#define WATTLEAF_JOBS_FOLD_H

#include <stddef.h>

struct job;
struct reading;

/*
 * Joins ROWS, which are sorted, to one item a job, in the file's order, and
 * says what was left out (LOG_STEPS, LOG_TWICE, LOG_RUNS). Returns how many.
 */
size_t
jobs_fold(struct reading *, struct job *rows, size_t count, struct job **all);

#endif
