/*
 * A catalogue that a test looks into, with its memory and diagnostics.
 */
#ifndef WATTLEAF_TESTS_CATALOG_JOB_H
#define WATTLEAF_TESTS_CATALOG_JOB_H

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

#endif
