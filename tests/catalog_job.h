/*
 * A catalogue that a test looks into, with its memory and diagnostics.
 */
#ifndef WATTLEAF_TESTS_CATALOG_JOB_H
#define WATTLEAF_TESTS_CATALOG_JOB_H

#include <math.h>

#include "base/arena.h"
#include "base/diag.h"
#include "catalog/catalog.h"
#include "tests.h"

struct job {
	struct arena *arena;
	struct diags *diags;
	struct catalog *catalog;
};

/* The catalogue in a directory, NULL where it is at fault. */
static inline struct job
job_open(const char *directory)
{
	struct job job = { .arena = arena_new() };

	job.diags = arena_alloc(job.arena, sizeof *job.diags);
	job.diags->arena = job.arena;
	job.catalog = catalog_open(directory, job.arena, job.diags);
	return job;
}

/* The program's own. */
static inline struct job
job_new(void)
{
	char path[TESTS_PATH];
	struct job job =
	    job_open(tests_path(path, "WATTLEAF_DATADIR", "catalog"));

	ck_assert_ptr_nonnull(job.catalog);
	return job;
}

/* Ends a job in which nothing was to be said. */
static inline void
job_close(struct job *job)
{
	ck_assert_uint_eq(job->diags->count, 0);
	arena_free(job->arena);
}

static inline void
assert_value(const struct factor *factor, double expected)
{
	ck_assert_ptr_nonnull(factor);
	ck_assert_double_eq_tol(factor->value, expected,
	    1e-9 * fabs(expected) + 1e-12);
}

#endif
