/*
 * One study of a batch, in the worker that it has to itself: summed, and when
 * it changed reported or checked, with what came of it in result.json.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/heap.h"
#include "base/json.h"
#include "base/str.h"
#include "batch/inputs.h"
#include "batch/record.h"
#include "batch/store.h"
#include "check/check.h"
#include "cli/batch.h"
#include "document/data.h"
#include "write/output.h"

enum { FAILED = 1, TEXT_MAX = 1000 };

/* The file that the study is in, from its folder; NULL with a diagnostic when there is none, or several. */
static const char *
file_of(struct job *job, const struct input_study *study)
{
	const char *both, *found = study->file;

	if (found == NULL)
		found = folder_study(job, ".", &both);
	if (found != NULL)
		return study->file == NULL ? job_study_file(job, ".") : found;
	found = batch_disclosure_file(job->arena);
	if (found == NULL)
		diag(&job->diags, DIAG_BATCH_NO_STUDY, (struct pos){ 0 },
		    "it needs study.xml, study.yaml, disclosure.json or one PDF that carries it; wattleaf init writes a study");
	return found;
}

/* The sum of all that the result depends on; false, with why, when there is none. */
static bool
sum_of(const struct batch_study *task, char sum[DIGEST_TEXT],
    const char **fault)
{
	struct digest *digest = digest_new(task->job->arena);

	digest_text(digest, task->base);
	digest_text(digest, task->study->id);
	digest_text(digest,
	    task->study->file == NULL ? "" : task->study->file);
	*fault = digest_folder(digest, ".", task->job->arena);
	digest_end(digest, sum);
	return *fault == NULL;
}

static void
count_slips(struct job *job, struct record *record, struct span text,
    const struct json *root)
{
	struct diags quiet = { .arena = job->arena };
	struct check_result result;

	record->checked = check_disclosure(text, root, "disclosure.json",
	    job->catalog, job->arena, &quiet, &result);
	record->slips = record->checked ? result.slip_count : 0;
}

/* What a report disclosed; its numbers pass through JSON, as for everybody else. */
static void
take_data(struct job *job, struct record *record, const struct data *data)
{
	struct buf text = { 0 };
	struct json *root;

	if (data == NULL)
		return;
	json_data(data, &text);
	root = json_read((struct span){ text.s, text.n },
	    (struct pos){ .line = 1 }, &job->diags);
	if (root == NULL)
		return;
	record_take_disclosure(record, root, job->arena);
	count_slips(job, record, (struct span){ text.s, text.n }, root);
	json_free(root);
	buf_free(&text);
}

static void
report_it(struct job *job, const struct batch_study *task, const char *file,
    struct record *record)
{
	const struct data *disclosure = NULL;
	struct report report = *task->report;
	struct study *study = job_study(job, file);

	record->kind = "study";
	report.disclosure = &disclosure;
	job->options.output = store_made(task->work, job->arena);
	if (study != NULL)
		report_study(job, &report, study);
	take_data(job, record, disclosure);
}

static void
read_study(struct job *job, const struct batch_study *task,
    struct record *record)
{
	const char *file = file_of(job, task->study);

	if (file != NULL && batch_is_disclosure(file))
		batch_disclosure(job, task, file, record);
	else if (file != NULL)
		report_it(job, task, file, record);
}

/* The file's name alone where a path would tell of the machine. */
static const char *
place_of(const struct pos *pos)
{
	const char *slash =
	    pos->file == NULL || pos->file[0] != '/' ? NULL :
						       strrchr(pos->file, '/');

	return slash == NULL ? pos->file : slash + 1;
}

static void
add_problem(struct job *job, struct record *record,
    const struct diagnostic *item)
{
	char name[DIAG_NAME];

	if (record->problem_count == RECORD_PROBLEMS_MAX)
		return;
	record->problems[record->problem_count++] = (struct record_problem){
		.code = arena_strdup(job->arena, diag_name(item->code, name)),
		.level = diag_level_name(diag_level(item->code)),
		.file = place_of(&item->pos),
		.text = span_dup(job->arena,
		    span_sub(span_of(item->text), 0, TEXT_MAX)),
		.line = item->pos.line,
		.column = item->pos.column,
	};
}

/* Errors first; notes are counted. */
static void
take_diagnostics(struct job *job, struct record *record)
{
	static const enum diag_level levels[] = { DIAG_ERROR, DIAG_WARNING };
	size_t *const counts[] = { &record->errors, &record->warnings };
	size_t i, level;

	record->problems = arena_alloc(job->arena,
	    RECORD_PROBLEMS_MAX * sizeof *record->problems);
	for (level = 0; level < 2; level++)
		for (i = 0; i < job->diags.count; i++) {
			if (diag_level(job->diags.items[i].code) !=
			    levels[level])
				continue;
			++*counts[level];
			add_problem(job, record, &job->diags.items[i]);
		}
	record->notes = job->diags.count - record->errors - record->warnings;
}

static int
compare_files(const void *a, const void *b)
{
	const struct record_file *left = a, *right = b;

	return strcmp(left->name, right->name);
}

/* False when they can't be listed. */
static bool
take_files(struct job *job, const struct batch_study *task,
    struct record *record)
{
	DIR *folder = opendir(store_made(task->work, job->arena));
	const struct dirent *entry;
	struct stat status;

	if (folder == NULL)
		return errno == ENOENT;
	while ((entry = readdir(folder)) != NULL) {
		if (entry->d_name[0] == '.' ||
		    fstatat(dirfd(folder), entry->d_name, &status, 0) != 0)
			continue;
		record->files = arena_grow(job->arena, record->files,
		    record->file_count, sizeof *record->files);
		record->files[record->file_count++] = (struct record_file){
			arena_strdup(job->arena, entry->d_name),
			(size_t)status.st_size };
	}
	closedir(folder);
	if (record->file_count != 0)
		qsort(record->files, record->file_count,
		    sizeof *record->files, compare_files);
	return true;
}

/* A file that could not be opened and can be now was not at fault. */
static bool
is_machine_fault(const struct diagnostic *item)
{
	return item->code == DIAG_OUTPUT_OPEN ||
	    item->code == DIAG_OUTPUT_WRITE || item->code == DIAG_FILE_READ ||
	    item->code == DIAG_FONT_MISSING ||
	    (item->code == DIAG_FILE_OPEN && item->pos.file != NULL &&
		access(item->pos.file, R_OK) == 0);
}

/* A fault of this machine's is none of the study's: next time it may go well. */
static bool
is_of_machine(const struct job *job)
{
	size_t i;

	for (i = 0; i < job->diags.count; i++)
		if (is_machine_fault(&job->diags.items[i]))
			return true;
	return false;
}

static int
save(struct job *job, const struct batch_study *task, struct record *record)
{
	struct buf text = { 0 };
	int status = diags_status(&job->diags, 0);
	bool saved;

	record->exit_status = status;
	record->status = status == 0 ? RECORD_COMPLETE :
	    status == 1              ? RECORD_INCOMPLETE :
				       RECORD_FAILED;
	if (is_of_machine(job))
		record->inputs = NULL;
	take_diagnostics(job, record);
	if (!take_files(job, task, record))
		return FAILED;
	record_write(record, &text);
	saved = store_save(task->work, STORE_RESULT, text.s, text.n);
	buf_free(&text);
	return saved ? 0 : FAILED;
}

int
batch_study_run(const struct batch_study *task)
{
	struct record record = record_new(task->study->id);
	struct job *job = task->job; /* a copy: the process is the study's own */
	char sum[DIGEST_TEXT];
	const char *fault;

	/* in its place, where the catalogue puts its diagnostics too */
	job->diags = (struct diags){ .arena = job->arena };
	job->options.quiet = true;
	job->options.threads = "1";
	if (chdir(task->study->folder) != 0)
		return FAILED;
	if (sum_of(task, sum, &fault))
		record.inputs = sum;
	if (record.inputs != NULL && task->old != NULL &&
	    strcmp(task->old, sum) == 0)
		return WORK_UNCHANGED;
	heap_prepare();
	if (fault != NULL)
		diag(&job->diags, DIAG_BATCH_FOLDER, (struct pos){ 0 }, "it %s",
		    fault);
	else
		read_study(job, task, &record);
	return save(job, task, &record);
}
