/*
 * From the command line's paths to a study whose logs are read.
 */
#include <dirent.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/source.h"
#include "base/str.h"
#include "cli/cli.h"
#include "cli/init.h"
#include "cli/overrides.h"
#include "ingest/ingest.h"
#include "study/study.h"

/* What the study of a folder is called. */
static const char *const file_names[] = { "study.xml", "study.yaml",
	"study.yml" };

enum { FILE_NAMES = sizeof file_names / sizeof file_names[0] };

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
	size_t i;

	for (i = 0; i < FILE_NAMES; i++)
		if (strcmp(slash == NULL ? path : slash + 1,
			file_names[i]) == 0)
			return true;
	return false;
}

/* Whether a line of HEAD begins with the key, as the models of a study do. */
static bool
has_key(struct span head, const char *key)
{
	while (head.n > 0)
		if (span_starts(span_cut(&head, '\n'), key))
			return true;
	return false;
}

static bool
begins_as_study(struct span head, bool yaml)
{
	return yaml ?
	    has_key(head, "title:") &&
		(has_key(head, "models:") || has_key(head, "model:")) :
	    span_find(head, STUDY_NAMESPACE) < head.n ||
		span_find(head, "<study") < head.n;
}

bool
job_is_study(struct job *job, const char *path)
{
	struct diags quiet = { .arena = job->arena };
	struct span name = span_of(path);
	bool yaml = span_ends(name, ".yaml") || span_ends(name, ".yml");
	struct source *source;
	bool is_study;

	if (is_folder(path) || is_called_study(path))
		return true;
	source = source_open(path, job->arena, &quiet);
	if (source == NULL)
		return yaml || span_ends(name, ".xml");
	is_study = begins_as_study(source_head(source), yaml);
	source_close(source);
	return is_study;
}

const char *
folder_study(struct job *job, const char *path, const char **both)
{
	struct span folder = span_of(path);
	const char *found = NULL;
	size_t i;

	*both = NULL;
	while (folder.n > 1 && folder.s[folder.n - 1] == '/')
		folder.n--;
	for (i = 0; i < FILE_NAMES; i++) {
		const char *file = span_equal(folder, ".") ?
		    file_names[i] :
		    arena_printf(job->arena, "%.*s/%s", (int)folder.n,
			folder.s, file_names[i]);

		if (access(file, F_OK) != 0)
			continue;
		if (found != NULL)
			*both = file;
		else
			found = file;
	}
	return found;
}

const char *
job_study_file(struct job *job, const char *path)
{
	const char *found, *both;

	if (!is_folder(path))
		return path;
	found = folder_study(job, path, &both);
	if (both != NULL) {
		diag(&job->diags, DIAG_STUDY_FILES,
		    (struct pos){ .file = path },
		    "it holds %s and %s: take one out, or name the one that counts",
		    found, both);
		return NULL;
	}
	if (found == NULL)
		diag(&job->diags, DIAG_FILE_OPEN, (struct pos){ .file = path },
		    "no study.xml, study.yaml or study.yml in it; wattleaf init %s writes one",
		    path);
	return found;
}

struct study *
job_study(struct job *job, const char *path)
{
	size_t first = job->diags.count;
	const char *file, *both;
	struct study *study;

	if (is_folder(path) && folder_study(job, path, &both) == NULL) {
		study = init_study(job, path);
		return study == NULL || !job_override(job, study) ? NULL :
								    study;
	}
	file = job_study_file(job, path);
	study = file == NULL ?
	    NULL :
	    study_read(file, data_file(job, "schema", "study.rng"),
		job->arena, &job->diags);
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
