/*
 * wattleaf batch: many studies, each in a process of its own, and one page
 * about all. The parent reads nothing of theirs but the results.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/str.h"
#include "batch/inputs.h"
#include "batch/record.h"
#include "batch/store.h"
#include "batch/summary.h"
#include "batch/worker.h"
#include "catalog/catalog.h"
#include "cli/batch.h"
#include "version.h"

/* A study that a worker is at. */
struct slot {
	struct arena *arena; /* NULL: the slot is free */
	size_t number;
	struct batch_study task;
	const char *read[4], *write[2]; /* NULL at the end */
};

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
	size_t told;     /* studies before it have been told of */
	size_t unchanged, of_others;
	size_t status[RECORD_FAILED + 1];
	bool broken;     /* OUT can't be written */
	bool machine;    /* a worker could not write */
	bool shown;      /* a line of progress stands on the terminal */
	time_t begun;
};

static time_t
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec;
}

static void
show_progress(struct batch *batch)
{
	if (batch->job->options.quiet || !isatty(STDERR_FILENO) ||
	    now() - batch->begun < 1)
		return;
	fprintf(stderr, "\r\033[K%zu of %zu studies, %zu failed", batch->told,
	    batch->inputs.count, batch->status[RECORD_FAILED]);
	batch->shown = true;
}

static void
clear_progress(struct batch *batch)
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

/* A record that says why there is no other; it is tried again the next time. */
static void
save_fault(struct batch *batch, size_t number, enum diag_code code,
    const char *text)
{
	struct arena *arena = arena_new();
	const char *id = batch->inputs.studies[number].id;
	struct record record = record_new(id);
	struct record_problem problem = { .level = "error", .text = text };
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

static void
say_failed(struct batch *batch, const struct record *record,
    struct arena *arena)
{
	struct diags diags = { .arena = arena };
	const struct record_problem *first = record_first_problem(record);
	enum diag_code code = record->reason == NULL ?
	    DIAG_BATCH_FAILED :
	    code_named(record->reason);

	diag(&diags, code, (struct pos){ .file = record->id }, "%s",
	    first == NULL             ? "nothing is known of it" :
		code == DIAG_BATCH_FAILED ? record_problem_text(first, arena) :
					    first->text);
	clear_progress(batch);
	diags_print(&diags, 0, false, stderr);
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

static bool
is_in_share(const struct batch *batch, size_t number)
{
	return batch->how.shares == 0 ||
	    input_in_share(batch->inputs.studies[number].id, batch->how.share,
		batch->how.shares);
}

static void
end(struct batch *batch, size_t number)
{
	batch->ended[number] = true;
	for (; !batch->broken && batch->told < batch->inputs.count &&
	     batch->ended[batch->told];
	     batch->told++) {
		if (is_in_share(batch, batch->told))
			tell(batch, batch->told);
		else
			batch->of_others++;
	}
	show_progress(batch);
}

/* The sum of the result that is there, when all its files are; NULL: none. */
static const char *
sum_there(const struct batch *batch, const char *id, struct arena *arena)
{
	struct record record = summary_record(batch->store, id, arena);
	size_t i;

	for (i = 0; i < record.file_count; i++)
		if (!store_has(batch->store, id, record.files[i].name,
			record.files[i].bytes))
			return NULL;
	return record.inputs;
}

static struct slot *
free_slot(struct batch *batch)
{
	size_t i = 0;

	while (batch->slots[i].arena != NULL)
		i++;
	return &batch->slots[i];
}

static int
run_slot(void *context)
{
	struct slot *slot = context;

	return batch_study_run(&slot->task);
}

static bool
prepare(struct batch *batch, size_t number, struct work *work)
{
	const struct input_study *study = &batch->inputs.studies[number];
	struct slot *slot = free_slot(batch);
	struct arena *arena = arena_new();

	slot->number = number;
	slot->task = (struct batch_study){
		.job = batch->job,
		.report = &batch->report,
		.study = study,
		.base = batch->base,
		.old = sum_there(batch, study->id, arena),
		.work = store_work(batch->store, number, arena),
	};
	if (slot->task.work == NULL) {
		arena_free(arena);
		batch->broken = true;
		return false;
	}
	slot->arena = arena;
	slot->read[0] = study->folder;
	slot->read[1] = batch->job->data_folder;
	slot->read[2] = batch->report.template;
	slot->write[0] = slot->task.work;
	*work = (struct work){ run_slot, slot,
		{ slot->read, slot->write } };
	return true;
}

static bool
next(void *context, struct work *work)
{
	struct batch *batch = context;

	while (!batch->broken && batch->next < batch->inputs.count) {
		size_t number = batch->next++;
		const struct input_study *study =
		    &batch->inputs.studies[number];

		if (is_in_share(batch, number)) {
			if (study->fault == NULL)
				return prepare(batch, number, work);
			save_fault(batch, number, DIAG_BATCH_INPUT,
			    study->fault);
		}
		end(batch, number);
	}
	return false;
}

/* Whether a worker that ended well left what can be read. */
static bool
has_result(const char *work, struct arena *arena)
{
	struct record record = record_new("");
	size_t n = 0;
	const char *text = store_read_work(work, STORE_RESULT,
	    RECORD_BYTES_MAX, &n, arena);

	return text != NULL &&
	    record_read(&record, (struct span){ text, n }, arena);
}

static void
done(void *context, const struct work *work,
    const struct worker_result *result)
{
	struct batch *batch = context;
	struct slot *slot = work->context;
	const char *id = slot->task.study->id;
	bool exited = result->end == WORKER_EXITED;

	if (exited && result->status == WORK_UNCHANGED &&
	    slot->task.old != NULL) {
		batch->unchanged++;
		store_drop(batch->store, slot->task.work);
	} else if (exited && result->status == 0 &&
	    has_result(slot->task.work, slot->arena)) {
		batch->broken |= !store_take(batch->store, slot->task.work,
		    id);
	} else {
		enum diag_code code = code_of(result);

		save_fault(batch, slot->number, code,
		    arena_printf(slot->arena, "%s%s", diag_meaning(code),
			result->end == WORKER_SIGNAL ?
			    arena_printf(slot->arena, " (signal %d)",
				result->status) :
			    ""));
	}
	arena_free(slot->arena);
	slot->arena = NULL;
	end(batch, slot->number);
}

static void
run_workers(struct batch *batch)
{
	const struct workers workers = {
		.count = batch->how.jobs,
		.limits = batch->how.limits,
		.seconds = batch->how.seconds,
		.next = next,
		.done = done,
		.context = batch,
	};
	struct arena *arena = batch->job->arena;

	batch->slots =
	    arena_alloc(arena, batch->how.jobs * sizeof *batch->slots);
	batch->ended = arena_alloc(arena,
	    (batch->inputs.count + 1) * sizeof *batch->ended);
	batch->begun = now();
	workers_run(&workers, arena);
	clear_progress(batch);
}

/* Before any study. */

static void
say_walls(struct batch *batch)
{
	struct sandbox_walls walls = sandbox_kernel();

	if (!walls.files)
		diag(&batch->job->diags, DIAG_BATCH_WALLS, (struct pos){ 0 },
		    "without Landlock a study could name files outside its folder by links");
	if (!walls.calls)
		diag(&batch->job->diags, DIAG_BATCH_WALLS, (struct pos){ 0 },
		    "without seccomp nothing but the program itself keeps a study from the network");
}

/* Workers are in the folders of their studies: paths must be whole. */
static const char *
whole_path(struct job *job, const char *path)
{
	char *whole = realpath(path, NULL);
	const char *copy =
	    whole == NULL ? path : arena_strdup(job->arena, whole);

	free(whole);
	return copy;
}

static bool
set_up(struct batch *batch)
{
	struct job *job = batch->job;
	const char *folder = data_folder(job->arena, &job->diags);

	if (folder == NULL || !batch_options(job, &batch->how))
		return false;
	job->data_folder = whole_path(job, folder);
	if (!report_ready(job, &batch->report))
		return false;
	batch->report.template = whole_path(job, batch->report.template);
	batch_sum(job, &batch->report, batch->base);
	batch->store = store_open(job->options.output, batch->how.share,
	    batch->how.shares, job->arena, &job->diags);
	return batch->store != NULL;
}

static bool
find_studies(struct batch *batch)
{
	static const char *const standard[] = { "-" };
	const struct job *job = batch->job;
	const struct inputs_how how = {
		.arguments = job->argument_count == 0 ? standard :
							job->arguments,
		.count = job->argument_count == 0 ? 1 : job->argument_count,
		.null_ends = job->options.batch.null_ends,
		.output = store_folder(batch->store),
	};

	batch->inputs.arena = job->arena;
	batch->inputs.diags = &batch->job->diags;
	return inputs_read(&batch->inputs, &how);
}

/* Behind all studies. */

static void
say_left(void *context, const char *id)
{
	struct batch *batch = context;

	if (inputs_find(&batch->inputs, id) == NULL)
		diag(&batch->job->diags, DIAG_BATCH_LEFT,
		    (struct pos){ .file = arena_strdup(batch->job->arena,
				      id) },
		    "remove it when nobody needs it");
}

static void
say_end(struct batch *batch)
{
	struct job *job = batch->job;
	struct buf text = { 0 };
	size_t count = batch->inputs.count - batch->of_others;

	if (job->options.quiet || job->options.batch.json_lines)
		return;
	buf_printf(&text, "%zu %s: %zu complete, %zu incomplete, %zu failed",
	    count, str_plural(count, "study", "studies"),
	    batch->status[RECORD_COMPLETE], batch->status[RECORD_INCOMPLETE],
	    batch->status[RECORD_FAILED]);
	if (batch->unchanged != 0)
		buf_printf(&text, "; %zu unchanged", batch->unchanged);
	if (batch->how.shares == 0)
		buf_printf(&text, "\nWritten to %s: index.html, summary.csv, summary.json, failures.txt\n",
		    job->options.output);
	else
		buf_printf(&text,
		    "\nShare %u of %u; when all are done, run again without --shard for the summary\n",
		    batch->how.share, batch->how.shares);
	stdout_write(&job->diags, text.s, text.n);
	buf_free(&text);
}

static int
finish(struct batch *batch)
{
	struct summary summary = { .version = WATTLEAF_VERSION,
		.catalog = catalog_version(batch->job->catalog),
		.arena = batch->job->arena };

	if (batch->how.shares == 0) {
		store_each(batch->store, say_left, batch);
		if (!summary_write(batch->store, &batch->inputs, &summary))
			return 5;
	}
	say_end(batch);
	return batch->machine ? 5 :
	    batch->status[RECORD_INCOMPLETE] + batch->status[RECORD_FAILED] >
		0 ?
		1 :
		0;
}

static int
batch(struct job *job)
{
	struct batch batch = { .job = job };
	int status = 5;

	if (job->options.output == NULL ||
	    strcmp(job->options.output, "-") == 0 ||
	    (job->argument_count == 0 && !job->options.batch.null_ends)) {
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "batch needs a folder of studies or a list, and -o FOLDER for the results");
		return 0;
	}
	if (!set_up(&batch))
		return 0;
	if (find_studies(&batch)) {
		say_walls(&batch);
		run_workers(&batch);
		if (!batch.broken)
			status = finish(&batch);
	}
	store_close(batch.store);
	return status;
}

static const char *const examples[] = {
	"wattleaf batch samples -o pages",
	"wattleaf batch submissions -o pages -j 8 --format pdf,html,json --venue acl",
	"wattleaf batch @accepted.txt -o pages --json-lines > pages.jsonl",
	"find submissions -name study.xml -print0 | wattleaf batch -0 -o pages",
	"wattleaf batch submissions -o pages --shard 3/20",
	NULL,
};

const struct command command_batch = {
	.name = "batch",
	.arguments = "DIR|LIST|@LIST|-... -o DIR [options]",
	.summary =
	    "reports on many studies, one a folder or an entry of a list, each in a process with "
	    "limits and walls; writes a page about all, and does again only what changed",
	.examples = examples,
	.bit = FOR_BATCH,
	.run = batch,
};
