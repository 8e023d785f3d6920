/*
 * wattleaf init: a study from what a folder holds.
 */
#include <string.h>

#include "base/arena.h"
#include "base/source.h"
#include "base/str.h"
#include "base/tree.h"
#include "cli/cli.h"
#include "cli/init.h"
#include "study/record.h"
#include "study/study.h"
#include "study/yaml_tree.h"

static bool
write_tree(struct job *job, const struct element *root, bool yaml,
    struct buf *out)
{
	if (!yaml)
		xml_tree_write(root, out, job->arena);
	else if (!yaml_tree_write(root, out, job->arena))
		diag(&job->diags, DIAG_OUTPUT_WRITE, (struct pos){ 0 },
		    "YAML cannot hold the study");
	return !diags_have_error(&job->diags, 0);
}

/* The lines that ask for something, with their numbers. */
static void
list_open(const char *file, const struct buf *text, struct buf *out)
{
	struct span rest = { text->s, text->n };
	size_t number, open = 0;

	for (number = 1; rest.n > 0; number++) {
		struct span line = span_trim(span_cut(&rest, '\n'));

		if (span_find(line, "which?") >= line.n &&
		    span_find(line, "how many?") >= line.n)
			continue;
		if (span_starts(line, "# ") && span_find(line, "\"") < line.n)
			continue; /* the legend */
		if (open++ == 0)
			buf_puts(out, "To fill in:\n");
		buf_printf(out, "  %s:%zu: %.*s\n", file, number, (int)line.n,
		    line.s);
	}
}

/* The files of which something is to be said, but not those that describe hardware. */
static void
list_reasons(const struct init *init, const char *title, bool counted,
    struct buf *out)
{
	const struct gathered *all = &init->gathered;
	size_t i, said = 0;

	for (i = 0; i < all->file_count; i++) {
		const struct gathered_file *file = &all->files[i];

		if (file->reason[0] == '\0' || file->use == FILE_SPEC ||
		    (file->use == FILE_LOG) != counted)
			continue;
		if (said++ == 0)
			buf_printf(out, "%s:\n", title);
		buf_printf(out, "  %s: %s\n", file->path, file->reason);
	}
}

/* What was left out or has no place: never in silence. */
static void
list_aside(const struct init *init, struct buf *out)
{
	list_reasons(init, "Not counted", false, out);
	list_reasons(init, "Guessed", true, out);
	if (init->found.skipped > 0)
		buf_printf(out, "%zu %s (wattleaf inspect -v names %s)\n",
		    init->found.skipped,
		    str_plural(init->found.skipped, "file is no log",
			"files are no logs"),
		    str_plural(init->found.skipped, "it", "them"));
}

static void
list_models(const struct init *init, struct buf *out)
{
	const struct gathered *all = &init->gathered;
	size_t i, j, k;

	for (i = 0; i < all->count; i++) {
		const struct gathered_model *model = &all->models[i];

		buf_printf(out, "  %s: %zu %s\n",
		    model->key[0] == '\0' ? "(this folder)" : model->key,
		    model->count, str_plural(model->count, "run", "runs"));
		for (j = 0; j < model->count; j++)
			for (k = 0; k < model->runs[j].count; k++)
				buf_printf(out, "    %s  (%s)\n",
				    model->runs[j].files[k]->path,
				    init_log_words(init,
					model->runs[j].files[k]->record));
	}
}

static void
say(const struct init *init, const char *file, const char *what,
    const struct buf *text)
{
	struct buf out = { NULL, 0, 0 };

	buf_printf(&out, "%s %s\n", file, what);
	list_models(init, &out);
	list_aside(init, &out);
	list_open(file, text, &out);
	buf_printf(&out, "Then: wattleaf report %s\n", init->folder);
	if (!init->job->options.quiet)
		stdout_write(&init->job->diags, out.s, out.n);
	buf_free(&out);
}

static void
write_new(struct init *init)
{
	struct job *job = init->job;
	struct buf text = { NULL, 0, 0 };
	const char *file = strcmp(init->folder, ".") == 0 ?
	    (init->yaml ? "study.yaml" : "study.xml") :
	    arena_printf(job->arena, "%s/study.%s", init->folder,
		init->yaml ? "yaml" : "xml");

	if (!write_tree(job, init_tree(init), init->yaml, &text))
		;
	else if (job->options.output != NULL)
		stdout_write(&job->diags, text.s, text.n);
	else if (file_write(file, &text, false, job->arena, &job->diags))
		say(init, file, "is written; look it through:", &text);
	buf_free(&text);
}

/* The text of the study as it stands. */
static struct span
text_of(struct job *job, const char *file)
{
	struct source *source = source_open(file, job->arena, &job->diags);
	struct span text = { "", 0 };

	if (source != NULL && !source_text(source, &text))
		text = (struct span){ "", 0 };
	source_close(source);
	return text;
}

/* The study with what is new, as its author laid it out where that can be. *ANEW: it could not be. */
static bool
merged_text(struct init *init, struct element *root, struct span original,
    size_t *added, bool *anew, struct buf *text)
{
	struct job *job = init->job;
	struct buf before = { NULL, 0, 0 }, after = { NULL, 0, 0 };
	bool written = write_tree(job, root, init->yaml, &before);

	*added = init_merge(init, root);
	written = written && write_tree(job, root, init->yaml, &after);
	*anew = false;
	if (written && !(init->yaml && yaml_patch(original, &before, &after,
			     root, text, job->arena))) {
		*anew = original.n != before.n ||
		    memcmp(original.s, before.s, before.n) != 0;
		text->n = 0;
		buf_add(text, after.s, after.n);
	}
	buf_free(&before);
	buf_free(&after);
	return written;
}

static void
add_new(struct init *init, const char *file, struct span original)
{
	struct job *job = init->job;
	struct element *root = study_tree(file, &init->yaml, job->arena,
	    &job->diags);
	struct buf text = { NULL, 0, 0 };
	size_t added;
	bool anew;

	if (root == NULL ||
	    !merged_text(init, root, original, &added, &anew, &text))
		;
	else if (job->options.output != NULL)
		stdout_write(&job->diags, text.s, text.n);
	else if (added == 0)
		say(init, file, "names all of this already; it stays as it is",
		    &text);
	else if (file_write(file, &text, true, job->arena, &job->diags))
		say(init, file,
		    arena_printf(job->arena, "has %zu new %s; %s", added,
			str_plural(added, "log", "logs"),
			anew ? "what it said stays, laid out anew" :
			       "the rest stays as it is"),
		    &text);
	buf_free(&text);
}

static bool
read_arguments(struct job *job, const char **folder)
{
	const char *format = job->options.format;

	*folder = job->argument_count == 0 ? "." : job->arguments[0];
	if (job->argument_count > 1)
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "init takes one folder");
	if (format != NULL && strcmp(format, "yaml") != 0 &&
	    strcmp(format, "xml") != 0)
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "--format=%s must be yaml or xml", format);
	if (job->options.output != NULL &&
	    strcmp(job->options.output, "-") != 0)
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "the study belongs into the folder that it speaks of; only -o - prints it instead");
	return !diags_have_error(&job->diags, 0);
}

static int
init_folder(struct job *job)
{
	struct init init = { .yaml = job->options.format == NULL ||
		    strcmp(job->options.format, "yaml") == 0 };
	const char *folder, *study, *both;
	struct span text;

	if (!read_arguments(job, &folder) || !job_catalog(job))
		return 0;
	study = folder_study(job, folder, &both);
	if (both != NULL) {
		job_study_file(job, folder);
		return 0;
	}
	text = study == NULL ? span_of("") : text_of(job, study);
	if (!init_gather(&init, job, folder, text))
		return 0;
	if (study != NULL && init.found.skipped > 0)
		init.found.skipped--; /* the study itself */
	if (study == NULL)
		write_new(&init);
	else
		add_new(&init, study, text);
	return 0;
}

static const char *const examples[] = {
	"wattleaf init",
	"wattleaf init runs",
	"wattleaf init runs --format xml",
	"wattleaf init runs -o -",
	NULL,
};

const struct command command_init = {
	.name = "init",
	.arguments = "[DIR] [options]",
	.summary =
	    "looks through a folder of runs and writes a study.yaml to fill in; run again, it adds what is new",
	.examples = examples,
	.bit = FOR_INIT,
	.run = init_folder,
};
