/*
 * The one file of a report that goes to standard output: chosen by format
 * and, where that is several files, by name.
 */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "cli/cli.h"
#include "write/output.h"

static bool
is_chosen(const struct job *job, const struct output *output)
{
	return output_chosen(output,
	    span_of(job->options.format == NULL ? "" : job->options.format));
}

/* The files that were chosen, by their names. */
struct choice {
	const char **names;
	const struct output **outputs; /* of each */
	size_t *parts;
	size_t count;
};

static void
add_choice(struct job *job, struct choice *choice,
    const struct output *output, size_t part, const char *name)
{
	size_t n = choice->count;

	choice->names = arena_grow(job->arena, choice->names, n,
	    sizeof *choice->names);
	choice->outputs = arena_grow(job->arena, choice->outputs, n,
	    sizeof *choice->outputs);
	choice->parts = arena_grow(job->arena, choice->parts, n,
	    sizeof *choice->parts);
	choice->names[n] = name;
	choice->outputs[n] = output;
	choice->parts[n] = part;
	choice->count++;
}

static struct choice
choices(struct job *job, const struct doc *doc)
{
	struct choice all = { .count = 0 };
	const struct output *output;
	size_t i, part;

	for (i = 0; (output = output_at(i)) != NULL; i++)
		for (part = 0; is_chosen(job, output) &&
		     part < output_parts(output, doc); part++)
			add_choice(job, &all, output, part,
			    output_file(output, doc, part, job->arena));
	return all;
}

/* Which of the files --part names; their count when it names none. */
static size_t
part_named(const struct job *job, const struct choice *all)
{
	size_t i;

	for (i = 0; i < all->count; i++)
		if (strcmp(job->options.part, all->names[i]) == 0)
			break;
	return i;
}

/* Says how to choose one of several files. */
static void
say_several(struct job *job, const struct choice *all)
{
	const char *part = job->options.part, *list = "", *nearest;
	size_t i;

	for (i = 0; i < all->count; i++)
		list = arena_printf(job->arena, "%s%s%s", list,
		    i == 0 ? "" : ", ", all->names[i]);
	if (part == NULL) {
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "-o - writes one file, and these are %zu: %s; --format or --part names one, such as --part %s",
		    all->count, list, all->names[0]);
		return;
	}
	nearest = str_nearest(part, all->names, all->count);
	diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
	    "--part: \"%s\" is none of %s%s%s%s", part, list,
	    nearest == NULL ? "" : "; did you mean \"",
	    nearest == NULL ? "" : nearest, nearest == NULL ? "" : "\"?");
}

/* Writes a file to standard output; one that the document has nothing for is said. */
static void
write_choice(struct job *job, struct output_job *output_job,
    const struct output *output, const char *name)
{
	struct buf out = { 0 };

	if (!output->write(output_job, &out) ||
	    diags_have_error(&job->diags, 0)) {
		buf_free(&out);
		return;
	}
	if (out.n == 0)
		diag(&job->diags, DIAG_OUTPUT_LACKS,
		    (struct pos){ .file = name },
		    "the document holds nothing for it");
	stdout_write(&job->diags, out.s == NULL ? "" : out.s, out.n);
	buf_free(&out);
}

void
report_stdout(struct job *job, struct output_job *output_job)
{
	struct choice all = choices(job, output_job->doc);
	size_t i = 0;

	if (job->options.part != NULL)
		i = part_named(job, &all);
	else if (all.count != 1)
		i = all.count;
	if (all.count == 0) {
		diag(&job->diags, DIAG_OUTPUT_LACKS, (struct pos){ 0 },
		    "the document holds nothing for --format %s",
		    job->options.format);
		return;
	}
	if (i == all.count) {
		say_several(job, &all);
		return;
	}
	output_job->part = all.parts[i];
	write_choice(job, output_job, all.outputs[i], all.names[i]);
}
