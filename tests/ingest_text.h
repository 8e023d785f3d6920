/*
 * What the tests of the text readers share: a file written here, read into
 * a record, and its diagnostics counted.
 */
#ifndef WATTLEAF_TESTS_INGEST_TEXT_H
#define WATTLEAF_TESTS_INGEST_TEXT_H

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "ingest/ingest.h"
#include "tests.h"

/* One file read; closed by job_end. */
struct job {
	struct arena *arena;
	struct diags diags;
	struct read_options options;
	struct record *record;
};

static inline struct job
job_new(void)
{
	struct job job = { .arena = arena_new() };

	job.diags.arena = job.arena;
	job.options = read_options_none();
	return job;
}

static inline void
job_end(struct job *job)
{
	arena_free(job->arena);
}

static inline const char *
job_write(const char *name, const char *text, size_t n)
{
	FILE *stream = fopen(name, "w");

	ck_assert_ptr_nonnull(stream);
	ck_assert_uint_eq(fwrite(text, 1, n, stream), n);
	ck_assert_int_eq(fclose(stream), 0);
	return name;
}

static inline struct record *
job_read(struct job *job, const char *path)
{
	job->record = ingest_read(path, &job->options, job->arena,
	    &job->diags);
	return job->record;
}

static inline struct record *
job_read_text(struct job *job, const char *name, const char *text)
{
	return job_read(job, job_write(name, text, strlen(text)));
}

/* A file of the shared folder of real logs; false when it is not there. */
static inline bool
job_read_real(struct job *job, const char *file)
{
	char path[TESTS_PATH];

	tests_path(path, "WATTLEAF_SHARED", file);
	if (access(path, R_OK) != 0)
		return false;
	job_read(job, path);
	return true;
}

/* How often CODE was said. */
static inline size_t
job_said(const struct job *job, enum diag_code code)
{
	size_t i, n = 0;

	for (i = 0; i < job->diags.count; i++)
		n += job->diags.items[i].code == code;
	return n;
}

/* The first diagnostic of CODE. */
static inline const struct diagnostic *
job_diag(const struct job *job, enum diag_code code)
{
	size_t i;

	for (i = 0; i < job->diags.count; i++)
		if (job->diags.items[i].code == code)
			return &job->diags.items[i];
	ck_abort_msg("a diagnostic is missing");
	return NULL;
}

/* As ck_assert_double_eq_tol, but a tolerance of 0 means equal. */
#define assert_near(a, b, tolerance)                                  \
	ck_assert_msg(fabs((double)(a) - (double)(b)) <= (tolerance), \
	    "%s is %.17g, not %.17g", #a, (double)(a), (double)(b))

enum { JOULES_PER_KWH = 3600000 };

/* The energy of a job's record, to a microjoule. */
#define assert_joules(job, joules) \
	assert_near((job).record->energy_kwh *JOULES_PER_KWH, joules, 1e-6)

/* Whether CODE was said with these words. */
static inline bool
job_hears(const struct job *job, enum diag_code code, const char *words)
{
	size_t i;

	for (i = 0; i < job->diags.count; i++)
		if (job->diags.items[i].code == code &&
		    strstr(job->diags.items[i].text, words) != NULL)
			return true;
	return false;
}

/* True when some text of the record or of a diagnostic holds WORD. */
static inline bool
job_leaks(const struct job *job, const char *word)
{
	const struct machine *machine = &job->record->machine;
	const char *texts[] = { job->record->title, job->record->device_model,
		job->record->tool_version, machine->accelerator, machine->cpu,
		machine->os };
	size_t i;

	for (i = 0; i < sizeof texts / sizeof texts[0]; i++)
		if (texts[i] != NULL && strstr(texts[i], word) != NULL)
			return true;
	for (i = 0; i < job->record->device_list_count; i++)
		if (strstr(job->record->device_list[i].id, word) != NULL)
			return true;
	for (i = 0; i < job->diags.count; i++)
		if (strstr(job->diags.items[i].text, word) != NULL)
			return true;
	return false;
}

#endif
