/*
 * A sample document with all that its outputs need, and looking at what
 * they have written.
 */
#ifndef WATTLEAF_WRITE_JOBS_H
#define WATTLEAF_WRITE_JOBS_H

#include "tests.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "write/output.h"
#include "write_samples.h"

struct job {
	struct arena *arena;
	struct doc *doc;
	struct diags diags;
	struct output_job output;
};

static inline struct job
open_job(struct doc *(*make)(struct arena *))
{
	struct job job = { .arena = arena_new() };

	job.doc = make(job.arena);
	job.diags.arena = job.arena;
	job.output = (struct output_job){
		.doc = job.doc,
		.arena = job.arena,
		.diags = &job.diags,
	};
	return job;
}

static inline void
close_job(struct job *job)
{
	sample_doc_close(job->doc);
	arena_free(job->arena);
}

static inline char *
written(struct job *job, const struct output *output)
{
	struct buf out = { 0 };
	char *text;

	ck_assert(output->write(&job->output, &out));
	text = arena_strndup(job->arena, out.n == 0 ? "" : out.s, out.n);
	buf_free(&out);
	return text;
}

static inline bool
has(const char *text, const char *part)
{
	return strstr(text, part) != NULL;
}

static inline size_t
count_of(const char *text, const char *part)
{
	size_t n = 0;

	while ((text = strstr(text, part)) != NULL) {
		n++;
		text += strlen(part);
	}
	return n;
}

#endif
