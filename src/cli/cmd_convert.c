/*
 * wattleaf convert: a study from XML to YAML or back.
 */
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/str.h"
#include "cli/cli.h"
#include "study/study.h"
#include "study/yaml_tree.h"

/* Whether YAML is to be written: --format, else the name of the file, else what was not read. */
static bool
wants_yaml(struct job *job, bool from_yaml)
{
	const char *format = job->options.format;
	struct span name = span_of(job->options.output == NULL ?
		"" :
		job->options.output);

	if (format != NULL && strcmp(format, "yaml") != 0 &&
	    strcmp(format, "xml") != 0)
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "--format=%s must be yaml or xml", format);
	if (format != NULL)
		return strcmp(format, "yaml") == 0;
	if (span_ends(name, ".xml"))
		return false;
	return span_ends(name, ".yaml") || span_ends(name, ".yml") ||
	    !from_yaml;
}

/* The study's faults; lines that are still open are none here. */
static bool
is_sound(struct job *job, const char *path, struct element *root, bool yaml)
{
	struct diags said = { .arena = job->arena };

	study_from_root(root, path, ".", yaml,
	    data_file(job, "schema", "study.rng"), job->arena, &said);
	diags_append(&job->diags, &said, DIAG_ERROR);
	return !diags_have_error(&said, 0);
}

static bool
is_same_file(const char *a, const char *b)
{
	struct stat x, y;

	return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev &&
	    x.st_ino == y.st_ino;
}

static void
write_out(struct job *job, const char *path, const struct buf *text)
{
	const char *output = job->options.output;

	if (output == NULL || strcmp(output, "-") == 0)
		stdout_write(&job->diags, text->s, text->n);
	else if (is_same_file(path, output))
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "%s is what is read; name another file", output);
	else
		file_write(output, text, true, job->arena, &job->diags);
}

static void
convert_file(struct job *job, const char *path)
{
	bool yaml = false, written = true;
	struct element *root = study_tree(path, &yaml, job->arena,
	    &job->diags);
	struct buf text = { NULL, 0, 0 };

	if (root == NULL)
		return;
	if (wants_yaml(job, yaml))
		written = yaml_tree_write(root, &text, job->arena);
	else
		xml_tree_write(root, &text, job->arena);
	if (!diags_have_error(&job->diags, 0) &&
	    is_sound(job, path, root, yaml)) {
		if (written)
			write_out(job, path, &text);
		else
			diag(&job->diags, DIAG_OUTPUT_WRITE,
			    (struct pos){ .file = path },
			    "YAML cannot hold it");
	}
	buf_free(&text);
}

static int
convert(struct job *job)
{
	const char *path;

	job->data_folder = data_folder(job->arena, &job->diags);
	if (job->data_folder == NULL)
		return 0;
	if (job->argument_count != 1) {
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "convert takes one study, or a folder that holds one");
		return 0;
	}
	path = job_study_file(job, job->arguments[0]);
	if (path != NULL)
		convert_file(job, path);
	return 0;
}

static const char *const examples[] = {
	"wattleaf convert study.xml",
	"wattleaf convert study.xml -o study.yaml",
	"wattleaf convert study.yaml --format xml",
	NULL,
};

const struct command command_convert = {
	.name = "convert",
	.arguments = "STUDY|DIR [options]",
	.summary =
	    "writes a study that is XML as YAML, or one that is YAML as XML, with its comments",
	.examples = examples,
	.bit = FOR_CONVERT,
	.run = convert,
};
