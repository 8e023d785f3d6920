/*
 * How studies ended: a result for those whose worker left none, and telling
 * of all in their order.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/str.h"
#include "batch/store.h"
#include "batch/summary.h"
#include "batch/worker.h"
#include "cli/batch.h"
#include "cli/screen.h"

enum { KILOBYTE = 1 << 10, MEGABYTE = 1 << 20 };

static time_t
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec;
}

void
batch_progress(struct batch *batch)
{
	if (batch->begun == 0)
		batch->begun = now();
	if (batch->job->options.quiet || !isatty(STDERR_FILENO) ||
	    now() - batch->begun < 1)
		return;
	fprintf(stderr, "\r\033[K%zu of %zu studies, %zu failed", batch->finished,
	    batch->inputs.count, batch->status[RECORD_FAILED]);
	batch->shown = true;
}

void
batch_clear_progress(struct batch *batch)
{
	if (batch->shown)
		fputs("\r\033[K", stderr);
	batch->shown = false;
}

/* Results of workers that did not end well. */

static bool
said_memory(const struct worker_result *result)
{
	return span_find((struct span){ result->said, result->said_bytes },
		   "[memory]") < result->said_bytes;
}

static enum diag_code
code_of(const struct worker_result *result)
{
	switch (result->end) {
	case WORKER_EXITED:
		return said_memory(result) ? DIAG_BATCH_MEMORY :
					     DIAG_BATCH_RESULT;
	case WORKER_NOT_STARTED:
		return DIAG_BATCH_START;
	case WORKER_CPU:
		return DIAG_BATCH_CPU;
	case WORKER_TIME:
		return DIAG_BATCH_TIME;
	case WORKER_FILE:
		return DIAG_BATCH_FILE;
	case WORKER_FLOOD:
		return DIAG_BATCH_FLOOD;
	case WORKER_CALL:
		return DIAG_BATCH_CALL;
	case WORKER_SIGNAL:
		break;
	}
	return DIAG_BATCH_CRASH;
}

static const char *
size_text(size_t bytes, struct arena *arena)
{
	return bytes < MEGABYTE ?
	    arena_printf(arena, "over %zu kB", bytes / KILOBYTE) :
	    arena_printf(arena, "over %zu MB", bytes / MEGABYTE);
}

/* What it did, or what the limit was. */
static const char *
detail(const struct batch *batch, const struct worker_result *result,
    struct arena *arena)
{
	const struct sandbox_limits *limits = &batch->how.limits;

	switch (result->end) {
	case WORKER_EXITED:
		return said_memory(result) ?
		    arena_printf(arena, "over %zu MB; --limit-memory raises that",
			limits->memory / MEGABYTE) :
		    arena_printf(arena, "its process ended with status %d",
			result->status);
	case WORKER_NOT_STARTED:
		return "it was not begun";
	case WORKER_CPU:
		return arena_printf(arena, "over %u s; --limit-seconds raises that",
		    limits->seconds);
	case WORKER_TIME:
		return arena_printf(arena, "over %u s on the clock",
		    batch->how.seconds);
	case WORKER_FILE:
		return size_text(sandbox_file_bytes(limits), arena);
	case WORKER_FLOOD:
		return "on standard error";
	case WORKER_CALL:
		return "one that no part of this program makes";
	case WORKER_SIGNAL:
		break;
	}
	return arena_printf(arena, "it ended by signal %d", result->status);
}

/* A record that says why there is no other; it is tried again the next time. */
static void
save_fault(struct batch *batch, size_t number, enum diag_code code,
    const char *text)
{
	struct arena *arena = arena_new();
	const char *id = batch->inputs.studies[number].id;
	struct record record = record_new(id);
	struct record_problem problem = { .level = "error",
		.text = arena_printf(arena, "%s: %s", diag_meaning(code),
		    text) };
	const char *work = store_work(batch->store, number, arena);
	struct buf out = { 0 };
	char name[DIAG_NAME];

	record.reason = problem.code = diag_name(code, name);
	record.exit_status = 1;
	record.errors = record.problem_count = 1;
	record.problems = &problem;
	record_write(&record, &out);
	if (work == NULL || !store_save(work, STORE_RESULT, out.s, out.n) ||
	    !store_take(batch->store, work, id))
		batch->broken = true;
	buf_free(&out);
	arena_free(arena);
}

void
batch_fault(struct batch *batch, size_t number,
    const struct worker_result *result)
{
	struct arena *arena = arena_new();

	save_fault(batch, number, code_of(result),
	    detail(batch, result, arena));
	arena_free(arena);
}

void
batch_refuse(struct batch *batch, size_t number, const char *why)
{
	save_fault(batch, number, DIAG_BATCH_INPUT, why);
}

/* Telling of studies in their order, as soon as all before have ended. */

static enum diag_code
code_named(const char *reason)
{
	static const enum diag_code codes[] = { DIAG_BATCH_INPUT,
		DIAG_BATCH_START, DIAG_BATCH_MEMORY, DIAG_BATCH_CPU,
		DIAG_BATCH_TIME, DIAG_BATCH_FILE, DIAG_BATCH_FLOOD,
		DIAG_BATCH_CALL, DIAG_BATCH_CRASH, DIAG_BATCH_RESULT };
	char name[DIAG_NAME];
	size_t i;

	for (i = 0; i < sizeof codes / sizeof codes[0]; i++)
		if (strcmp(diag_name(codes[i], name), reason) == 0)
			return codes[i];
	return DIAG_BATCH_FAILED;
}

/* What stands behind the meaning of the code, which is printed anyhow. */
static const char *
detail_of(const struct record_problem *problem, enum diag_code code)
{
	const char *meaning = diag_meaning(code);
	size_t n = strlen(meaning);

	return strncmp(problem->text, meaning, n) == 0 &&
		problem->text[n] == ':' ?
	    problem->text + n + 2 :
	    problem->text;
}

static void
say_failed(struct batch *batch, const struct record *record,
    struct arena *arena)
{
	struct job said = { .arena = arena, .diags = { .arena = arena },
		.options = batch->job->options };
	const struct record_problem *first = record_first_problem(record);
	enum diag_code code = record->reason == NULL ?
	    DIAG_BATCH_FAILED :
	    code_named(record->reason);

	diag(&said.diags, code, (struct pos){ .file = record->id }, "%s",
	    first == NULL             ? "nothing is known of it" :
	    code == DIAG_BATCH_FAILED ? record_problem_text(first, arena) :
					detail_of(first, code));
	batch_clear_progress(batch);
	screen_diagnostics(&said);
}

static void
tell(struct batch *batch, size_t number)
{
	struct arena *arena = arena_new();
	struct record record = summary_record(batch->store,
	    batch->inputs.studies[number].id, arena);
	struct buf line = { 0 };

	batch->status[record.status]++;
	batch->machine |= record.exit_status == 5;
	if (record.status == RECORD_FAILED)
		say_failed(batch, &record, arena);
	if (batch->job->options.batch.json_lines) {
		record_line(&record, &line);
		buf_putc(&line, '\n');
		if (!stdout_write(&batch->job->diags, line.s, line.n))
			batch->broken = true;
		buf_free(&line);
	}
	arena_free(arena);
}

bool
batch_in_share(const struct batch *batch, size_t number)
{
	return batch->how.shares == 0 ||
	    input_in_share(batch->inputs.studies[number].id, batch->how.share,
		batch->how.shares);
}

void
batch_ended(struct batch *batch, size_t number)
{
	batch->ended[number] = true;
	batch->finished++;
	for (; !batch->broken && batch->told < batch->inputs.count &&
	     batch->ended[batch->told];
	     batch->told++) {
		if (batch_in_share(batch, batch->told))
			tell(batch, batch->told);
		else
			batch->of_others++;
	}
	batch_progress(batch);
}
