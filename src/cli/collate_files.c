/*
 * The files of a collation: a row each. Lists are written as they are read.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/str.h"
#include "cli/collate.h"
#include "cli/screen.h"
#include "cli/unfinished.h"
#include "collate/collation.h"
#include "collate/figures.h"
#include "collate/rows.h"
#include "write/output.h"

static const char FOLDER[] = "wattleaf-collation";

enum { LIST_COLUMN = 20 };

struct file {
	const char *name, *format, *help;
	/* A list of all: its head, and a row. */
	void (*head)(struct buf *);
	void (*row)(const struct collation_row *, struct arena *,
	    struct buf *);
	/* Figures alone. */
	void (*whole)(struct collate *, struct buf *);
	/* The document as this output. */
	const struct output *output;
};

static void
write_json(struct collate *collate, struct buf *out)
{
	json_data(figures_data(collate->view, collate->job->arena), out);
}

static void
write_csv(struct collate *collate, struct buf *out)
{
	figures_csv(collate->view, collate->job->arena, out);
}

static const struct file files[] = {
	{ .name = "report.pdf", .format = "pdf",
	    .help = "totals, distributions and groups on pages",
	    .output = &output_report_pdf },
	{ .name = "report.html", .format = "html",
	    .help = "the same as one file for a browser",
	    .output = &output_report_html },
	{ .name = "report.md", .format = "md",
	    .help = "the same in Markdown",
	    .output = &output_appendix_md },
	{ .name = "collation.json", .format = "json",
	    .help = "the figures for machines", .whole = write_json },
	{ .name = "totals.csv", .format = "csv",
	    .help = "the figures for spreadsheets", .whole = write_csv },
	{ .name = "items.csv", .format = "csv",
	    .help = "all that was given, a row each",
	    .head = rows_csv_head, .row = rows_csv },
	{ .name = "items.jsonl", .format = "jsonl",
	    .help = "the same, a JSON object a line", .row = rows_json },
	{ .name = "problems.txt", .format = "txt",
	    .help = "what was not counted, and why; slips of what was", .row = rows_problems },
	{ .name = "chart.svg", .format = "svg",
	    .help = "charts for the web", .output = &output_chart_svg },
	{ .name = "chart.pdf", .format = "chart",
	    .help = "charts for papers", .output = &output_chart_pdf },
	{ .name = "chart.png", .format = "png",
	    .help = "charts as pixels", .output = &output_chart_png },
};

enum { FILES = sizeof files / sizeof files[0] };

static bool
is_called(const struct file *file, struct span item)
{
	return span_equal(item, file->name) ||
	    span_equal(item, file->format) || span_equal(item, "all");
}

/* With --min-group no list of all is written: it would give away what is hidden. */
static bool
is_chosen(const struct collate *collate, const struct file *file)
{
	struct span list = span_of(collate->job->options.format == NULL ?
		"all" : collate->job->options.format);

	while (list.n > 0)
		if (is_called(file, span_trim(span_cut(&list, ','))))
			return file->row == NULL || collate->hiding.min_group == 0;
	return false;
}

/* The files that FORMAT means; *LAST is one of them. */
static size_t
count_chosen(const struct collate *collate, const struct file **last)
{
	size_t i, n = 0;

	for (i = 0; i < FILES; i++)
		if (is_chosen(collate, &files[i])) {
			*last = &files[i];
			n++;
		}
	return n;
}

static bool
is_folder(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* Whether -o names a file: it is called like one of ours, and is no folder. */
static bool
to_file(const struct job *job)
{
	const char *path = job->options.output;
	const char *point = path == NULL ? NULL : strrchr(path, '.');
	size_t i;

	if (point == NULL || strchr(point, '/') != NULL || is_folder(path))
		return false;
	for (i = 0; i < FILES; i++)
		if (strcmp(point + 1, files[i].format) == 0)
			return true;
	return false;
}

static bool
to_stdout(const struct job *job)
{
	return job->options.output != NULL &&
	    strcmp(job->options.output, "-") == 0;
}

/* The one file for -o FILE: of its suffix when --format says nothing; a folder takes all. */
static const struct file *
only_file(const struct collate *collate)
{
	const struct job *job = collate->job;
	const struct file *file = NULL;
	size_t i;

	if (job->options.format != NULL || to_stdout(job))
		return count_chosen(collate, &file) == 1 ? file : NULL;
	for (i = 0; file == NULL && i < FILES; i++)
		if (strcmp(strrchr(job->options.output, '.') + 1,
			files[i].format) == 0 &&
		    (files[i].row == NULL || collate->hiding.min_group == 0))
			file = &files[i];
	return file;
}

static const char *
names_of(struct job *job)
{
	const char *list = "";
	size_t i;

	for (i = 0; i < FILES; i++)
		list = arena_printf(job->arena, "%s%s%s", list,
		    i == 0 ? "" : ", ", files[i].name);
	return list;
}

static bool
check_names(const struct collate *collate)
{
	struct job *job = collate->job;
	struct span list = span_of(job->options.format == NULL ? "" :
		job->options.format);
	struct span item;
	size_t i;

	while (list.n > 0) {
		item = span_trim(span_cut(&list, ','));
		for (i = 0; i < FILES && !is_called(&files[i], item); i++)
			continue;
		if (i == FILES) {
			diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
			    "--format: \"%.*s\" is none of %s, their suffixes, or all",
			    (int)item.n, item.s, names_of(job));
			return false;
		}
	}
	return true;
}

bool
collate_files_check(const struct collate *collate)
{
	struct job *job = collate->job;
	const struct file *file;

	if (!check_names(collate))
		return false;
	if ((to_stdout(job) || to_file(job)) && only_file(collate) == NULL) {
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "-o %s takes one file: --format must name one of %s",
		    job->options.output, names_of(job));
		return false;
	}
	if (count_chosen(collate, &file) != 0)
		return true;
	diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
	    "--min-group leaves out the lists: items.csv, items.jsonl and problems.txt");
	return false;
}

bool
collate_files_draw(const struct collate *collate)
{
	const struct job *job = collate->job;
	size_t i;

	if (to_stdout(job) || to_file(job))
		return only_file(collate)->output != NULL;
	for (i = 0; i < FILES; i++)
		if (files[i].output != NULL && is_chosen(collate, &files[i]))
			return true;
	return false;
}

/* Writing. */

struct list {
	const struct file *file;
	FILE *out;
};

static bool
put_row(void *context, const struct collation_row *row)
{
	const struct list *list = context;
	struct arena *arena = arena_new();
	struct buf text = { 0 };
	bool good;

	list->file->row(row, arena, &text);
	good = text.n == 0 || fwrite(text.s, 1, text.n, list->out) == text.n;
	buf_free(&text);
	arena_free(arena);
	return good;
}

static bool
fill(struct collate *collate, const struct file *file, FILE *out)
{
	struct list list = { file, out };
	struct buf text = { 0 };
	bool good = true;

	if (file->head != NULL)
		file->head(&text);
	if (file->whole != NULL)
		file->whole(collate, &text);
	if (file->output != NULL)
		good = file->output->write(collate->drawn, &text) &&
		    !diags_have_error(&collate->job->diags, 0);
	if (good && text.n != 0)
		fwrite(text.s, 1, text.n, out);
	buf_free(&text);
	return file->row == NULL ? good :
				   collation_each(collate->collation, put_row,
				       &list);
}

/* Of a chart each part is a file. */
static const char *
part_name(const struct collate *collate, const struct file *file,
    size_t part)
{
	return file->output == NULL || file->output->parts == NULL ?
	    file->name :
	    output_file(file->output, collate->drawn->doc, part,
		collate->job->arena);
}

static bool
add_file(struct collate *collate, const struct file *file,
    struct outdir *outdir, struct buf *list)
{
	size_t parts = file->output == NULL ? 1 :
	    output_parts(file->output, collate->drawn->doc);
	size_t part;

	for (part = 0; part < parts; part++) {
		const char *name = part_name(collate, file, part);
		FILE *out = outdir_begin(outdir, name);
		bool good;

		if (collate->drawn != NULL)
			collate->drawn->part = part;
		good = out != NULL && fill(collate, file, out);
		if (out == NULL || !outdir_end(outdir, out, name) || !good)
			return false;
		buf_printf(list, "  %-22s %s\n", name, file->help);
	}
	if (collate->drawn != NULL)
		collate->drawn->part = 0;
	return true;
}

static bool
write_folder(struct collate *collate)
{
	struct job *job = collate->job;
	const char *folder = job->options.output == NULL ?
	    FOLDER : job->options.output;
	struct outdir *outdir = outdir_open(folder, job->arena, &job->diags);
	struct buf list = { 0 };
	bool good = outdir != NULL;
	size_t i;

	for (i = 0; good && i < FILES; i++)
		if (is_chosen(collate, &files[i]))
			good = add_file(collate, &files[i], outdir, &list);
	if (outdir != NULL && !good)
		outdir_abandon(outdir);
	else if (outdir != NULL && (good = outdir_finish(outdir)) &&
	    !job->options.quiet) {
		printf("Written to %s:\n", folder);
		screen_write(job, (struct span){ list.s, list.n },
		    (struct hang){ LIST_COLUMN, 0 });
	}
	buf_free(&list);
	return good;
}

static bool
fail(struct collate *collate, const char *path)
{
	diag(&collate->job->diags, DIAG_OUTPUT_WRITE,
	    (struct pos){ .file = path }, "%s", strerror(errno));
	return false;
}

/* Whole or not at all, as a folder is. */
static bool
write_file(struct collate *collate, const struct file *file)
{
	const char *path = collate->job->options.output;
	char *beside = arena_printf(collate->job->arena, "%s.wattleaf-XXXXXX",
	    path);
	int descriptor = mkstemp(beside);
	FILE *out = descriptor < 0 ? NULL : fdopen(descriptor, "wb");
	mode_t mask = umask(0);
	bool good;

	umask(mask);
	if (descriptor >= 0)
		unfinished_alone(beside);
	good = out != NULL && fill(collate, file, out);
	if (out == NULL || fflush(out) != 0 || ferror(out) ||
	    fchmod(descriptor, 0666 & ~mask) != 0)
		good = fail(collate, path);
	if (out != NULL && fclose(out) != 0)
		good = fail(collate, path);
	if (good && rename(beside, path) != 0)
		good = fail(collate, path);
	if (!good && descriptor >= 0)
		unlink(beside);
	unfinished_done();
	return good;
}

bool
collate_files_write(struct collate *collate)
{
	if (to_stdout(collate->job))
		return fill(collate, only_file(collate), stdout);
	if (to_file(collate->job))
		return write_file(collate, only_file(collate));
	return write_folder(collate);
}
