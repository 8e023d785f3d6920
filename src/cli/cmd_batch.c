/*
 * wattleaf batch: many studies, each in a process of its own, and one page
 * about all. The parent reads nothing of theirs but the results.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "batch/store.h"
#include "batch/summary.h"
#include "catalog/catalog.h"
#include "check/check.h"
#include "cli/batch.h"
#include "layout/fonts.h"
#include "version.h"

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
	/* what all workers need is read once */
	if (!report_ready(job, &batch->report) ||
	    !check_prepare(job->catalog, &job->diags))
		return false;
	batch->report.template = whole_path(job, batch->report.template);
	if (!batch_sum(job, &batch->report, batch->base))
		return false;
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

static void
say_unread(struct batch *batch, const struct summary *summary)
{
	if (summary->unread != NULL)
		diag(&batch->job->diags, DIAG_OUTPUT_WRITE,
		    (struct pos){ .file = batch->job->options.output },
		    "the tables need the result of %s, which cannot be read; run it again",
		    summary->unread);
}

static int
finish(struct batch *batch)
{
	struct summary summary = { .version = WATTLEAF_VERSION,
		.catalog = catalog_version(batch->job->catalog),
		.arena = batch->job->arena };

	if (batch->how.shares == 0) {
		store_each(batch->store, say_left, batch);
		if (!summary_write(batch->store, &batch->inputs, &summary)) {
			say_unread(batch, &summary);
			return 5;
		}
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
	progress_close(job);
	if (find_studies(&batch)) {
		say_walls(&batch);
		if (batch_rehearse(&batch)) {
			batch_run(&batch);
			if (!batch.broken)
				status = finish(&batch);
		}
		fonts_close(batch.report.look.open);
	}
	store_close(batch.store);
	return status;
}

static const char *const examples[] = {
	"wattleaf batch samples -o pages",
	"wattleaf batch samples -o pages -j 8 --format html,json --venue acl",
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
