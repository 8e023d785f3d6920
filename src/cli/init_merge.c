/*
 * New logs into a study that is there. What stands in it stays; a log that
 * it names, be it in a comment, is not added again.
 */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/tree.h"
#include "cli/cli.h"
#include "cli/init.h"
#include "study/record.h"

static bool
is_same_path(const char *href, const char *path)
{
	while (href[0] == '.' && href[1] == '/')
		href += 2;
	return strcmp(href, path) == 0;
}

/* The run of the study that has the log PATH, or NULL. */
static struct element *
run_with(struct element *root, const char *path)
{
	struct element *model, *run, *log;

	for (model = root->first; model != NULL; model = model->next)
		for (run = model->first; run != NULL; run = run->next)
			for (log = run->first; log != NULL; log = log->next) {
				const struct attribute *href =
				    element_attribute(log, "href");

				if (href != NULL &&
				    is_same_path(href->value, path))
					return run;
			}
	return NULL;
}

/* The run of the study that holds a log of RUN already. */
static struct element *
old_run(struct element *root, const struct gathered_run *run)
{
	struct element *found = NULL;
	size_t i;

	for (i = 0; i < run->count && found == NULL; i++)
		found = run_with(root, run->files[i]->path);
	return found;
}

static struct element *
old_model(struct element *root, const struct gathered_model *model)
{
	struct element *found = NULL;
	size_t i;

	for (i = 0; i < model->count && found == NULL; i++)
		found = old_run(root, &model->runs[i]);
	return found == NULL ? NULL : found->parent;
}

/* The logs of RUN that the study does not name, and what it has counted so far left out. */
static struct gathered_run
new_part(const struct init *init, const struct gathered_run *run)
{
	struct gathered_run part = *run;
	size_t i;

	part.files = NULL;
	part.count = 0;
	for (i = 0; i < run->count; i++) {
		if (run->files[i]->known)
			continue;
		part.files = arena_grow(init->job->arena, part.files,
		    part.count, sizeof(const struct gathered_file *));
		part.files[part.count++] = run->files[i];
	}
	return part;
}

static void
add_logs(const struct init *init, struct element *element,
    const struct gathered_run *part)
{
	struct arena *arena = init->job->arena;
	size_t i;

	for (i = 0; i < part->count; i++) {
		const struct gathered_file *file = part->files[i];

		if (file->use == FILE_LOG)
			init_add_log(init, element, file);
		else
			element->tail = comment_joined(arena, element->tail,
			    arena_printf(arena,
				"left out: %s.\nIf that is not so, this counts:\n%s",
				file->reason,
				init_log_line(init, file, false)));
	}
}

/* Adds what is new of a model; how many logs that are. */
static size_t
merge_model(const struct init *init, struct element *root,
    const struct gathered_model *model)
{
	struct element *old = old_model(root, model);
	struct gathered_model rest = { .key = model->key };
	size_t i, added = 0;

	for (i = 0; i < model->count; i++) {
		struct element *run = old_run(root, &model->runs[i]);
		struct gathered_run part =
		    new_part(init, &model->runs[i]);

		added += part.count;
		if (part.count == 0)
			continue;
		if (run != NULL) {
			add_logs(init, run, &part);
		} else if (old != NULL) {
			init_add_run(init, old, &part);
		} else {
			rest.runs = arena_grow(init->job->arena, rest.runs,
			    rest.count, sizeof *rest.runs);
			rest.runs[rest.count++] = part;
		}
	}
	if (rest.count > 0)
		init_add_model(init, root, &rest);
	return added;
}

/* Names what is new and has no place. */
static void
name_nowhere(const struct init *init, struct element *root)
{
	struct arena *arena = init->job->arena;
	size_t i;

	for (i = 0; i < init->gathered.file_count; i++) {
		const struct gathered_file *file = &init->gathered.files[i];

		if (file->use != FILE_NOWHERE || file->known)
			continue;
		root->tail = comment_joined(arena,
		    root->tail == NULL ? "Found, but placed nowhere:" :
					 root->tail,
		    arena_printf(arena, "  %s: %s", file->path,
			file->reason));
	}
}

size_t
init_merge(const struct init *init, struct element *root)
{
	struct gathered_file *files = init->gathered.files;
	size_t i, added = 0;

	/* a path that the text writes with escapes */
	for (i = 0; i < init->gathered.file_count; i++)
		files[i].known |= run_with(root, files[i].path) != NULL;

	for (i = 0; i < init->gathered.count; i++)
		added += merge_model(init, root, &init->gathered.models[i]);
	name_nowhere(init, root);
	return added;
}
