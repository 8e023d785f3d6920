/*
 * From the command line's paths to a study whose logs are read.
 */
#include <dirent.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/source.h"
#include "base/str.h"
#include "cli/cli.h"
#include "cli/overrides.h"
#include "ingest/ingest.h"
#include "study/study.h"

#define STUDY_FILE "study.xml"

static bool
is_folder(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool
is_called_study(const char *path)
{
	const char *slash = strrchr(path, '/');

	return strcmp(slash == NULL ? path : slash + 1, STUDY_FILE) == 0;
}

bool
job_is_study(struct job *job, const char *path)
{
	struct diags quiet = { .arena = job->arena };
	struct source *source;
	bool is_study;

	if (is_folder(path) || is_called_study(path))
		return true;
	source = source_open(path, job->arena, &quiet);
	if (source == NULL)
		return span_ends(span_of(path), ".xml");
	is_study = span_find(source_head(source), STUDY_NAMESPACE) <
	    SOURCE_HEAD ||
	    span_find(source_head(source), "<study") < SOURCE_HEAD;
	source_close(source);
	return is_study;
}

/* The study of a folder is called study.xml. */
static const char *
study_file(struct job *job, const char *path)
{
	struct span folder = span_of(path);

	if (!is_folder(path))
		return path;
	while (folder.n > 1 && folder.s[folder.n - 1] == '/')
		folder.n--;
	return arena_printf(job->arena, "%.*s/" STUDY_FILE, (int)folder.n,
	    folder.s);
}

struct study *
job_study(struct job *job, const char *path)
{
	size_t first = job->diags.count;
	struct study *study = study_read(study_file(job, path),
	    data_file(job, "schema", "study.rng"), job->arena, &job->diags);

	if (study == NULL || diags_have_error(&job->diags, first) ||
	    !job_own_rows(job, study->folder))
		return NULL;
	logs_load(job, study);
	return diags_have_error(&job->diags, first) ||
		!job_override(job, study) ?
	    NULL :
	    study;
}

struct study *
job_logs(struct job *job, const char *const *paths, size_t count)
{
	struct study *study = arena_alloc(job->arena, sizeof *study);
	struct model *model = arena_alloc(job->arena, sizeof *model);
	struct run *run = arena_alloc(job->arena, sizeof *run);
	size_t first = job->diags.count;
	size_t i;

	run->logs = arena_alloc(job->arena, count * sizeof *run->logs);
	run->log_count = count;
	for (i = 0; i < count; i++)
		run->logs[i].href = (struct words){ paths[i],
			{ .file = paths[i] } };
	model->id.text = "run";
	model->name.text = "Run";
	model->runs = run;
	model->run_count = 1;
	study->file = paths[0];
	study->folder = ".";
	study->title.text = "Energy and emissions of a run";
	study->models = model;
	study->model_count = 1;
	job->options.allow_outside = true;
	logs_load(job, study);
	return diags_have_error(&job->diags, first) ||
		!job_override(job, study) ?
	    NULL :
	    study;
}
