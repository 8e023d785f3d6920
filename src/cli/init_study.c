/*
 * A folder without a study, reported on as if init had written one: what it
 * would have marked as a guess is said.
 */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/tree.h"
#include "cli/cli.h"
#include "cli/init.h"
#include "study/record.h"
#include "study/study.h"

enum { PATHS_SHOWN = 4 };

static struct pos
place(const struct init *init)
{
	return (struct pos){ .file = init->folder };
}

/* "a.csv, b.csv and 3 more" */
static const char *
path_list(const struct init *init, const struct gathered_run *run)
{
	struct arena *arena = init->job->arena;
	const char *text = "";
	size_t i, shown = 0, all = 0;

	for (i = 0; i < run->count; i++) {
		if (run->files[i]->use != FILE_LOG)
			continue;
		if (all++ < PATHS_SHOWN)
			text = arena_printf(arena, "%s%s%s", text,
			    shown++ == 0 ? "" : ", ", run->files[i]->path);
	}
	return all == shown ? text :
			      arena_printf(arena, "%s and %zu more", text,
				  all - shown);
}

static void
say_runs(const struct init *init, const struct gathered_model *model)
{
	size_t i;

	for (i = 0; i < model->count; i++)
		diag(&init->job->diags, DIAG_STUDY_ASSUMED, place(init),
		    "a run of %s: %s",
		    model->key[0] == '\0' ? "the model" : model->key,
		    path_list(init, &model->runs[i]));
}

static void
say_left_out(const struct init *init)
{
	size_t i;

	for (i = 0; i < init->gathered.file_count; i++) {
		const struct gathered_file *file = &init->gathered.files[i];

		if (file->use == FILE_LOG && file->reason[0] != '\0')
			diag(&init->job->diags, DIAG_STUDY_ASSUMED,
			    place(init), "%s: %s", file->path, file->reason);
		if (file->use == FILE_TWICE || file->use == FILE_NOWHERE)
			diag(&init->job->diags, DIAG_STUDY_ASSUMED,
			    place(init), "%s is not counted: %s", file->path,
			    file->reason);
	}
}

/* What is a guess in the tree beside names, which anybody sees. */
static void
say_guesses(const struct init *init, const struct element *root)
{
	const struct element *at;
	size_t i;

	for (at = root; at != NULL; at = element_after(root, at))
		for (i = 0; i < at->attribute_count; i++) {
			const struct attribute *a = &at->attributes[i];

			if (a->beside != NULL && a->value[0] != '\0' &&
			    strncmp(a->beside, "guess", 5) == 0 &&
			    strcmp(a->name, "title") != 0 &&
			    strcmp(a->name, "name") != 0)
				diag(&init->job->diags, DIAG_STUDY_ASSUMED,
				    place(init), "%s %s is a %s", a->name,
				    a->value, a->beside);
		}
}

static void
say(const struct init *init, const struct element *root)
{
	size_t i;

	diag(&init->job->diags, DIAG_STUDY_ASSUMED, place(init),
	    "%s holds none; wattleaf init writes down what follows, to be looked through",
	    init->folder);
	for (i = 0; i < init->gathered.count; i++)
		say_runs(init, &init->gathered.models[i]);
	say_guesses(init, root);
	say_left_out(init);
}

struct study *
init_study(struct job *job, const char *folder)
{
	struct init init = { .yaml = true };
	struct diags said = { .arena = job->arena };
	size_t first = job->diags.count;
	struct element *root;
	struct study *study;

	if (!init_gather(&init, job, folder, span_of("")))
		return NULL;
	root = init_tree(&init);
	say(&init, root);
	study = study_from_root(root, folder, folder, true,
	    data_file(job, "schema", "study.rng"), job->arena, &said);
	/* open lines are asked for where they matter: when it is counted */
	diags_append(&job->diags, &said, DIAG_ERROR);
	if (study == NULL || diags_have_error(&job->diags, first) ||
	    !job_own_rows(job, folder))
		return NULL;
	logs_load(job, study);
	return diags_have_error(&job->diags, first) ? NULL : study;
}
