/*
 * From a study to the files of an appendix: accounted, built, written.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "account/account.h"
#include "account/anonymous.h"
#include "base/arena.h"
#include "base/num.h"
#include "base/source.h"
#include "base/str.h"
#include "cli/cli.h"
#include "cli/limits.h"
#include "cli/profiles.h"
#include "cli/screen.h"
#include "document/build.h"
#include "document/dump.h"
#include "layout/fonts.h"
#include "layout/layout.h"
#include "study/dump.h"
#include "study/study.h"
#include "version.h"
#include "write/output.h"

static const double DEFAULT_DPI = 300;

enum { DPI_LEAST = 18, DPI_MOST = 2400, LIST_COLUMN = 20 };

static bool
to_stdout(const struct job *job)
{
	return job->options.output != NULL &&
	    strcmp(job->options.output, "-") == 0;
}

static bool
check_list(struct job *job)
{
	struct span unknown;

	if (job->options.part != NULL && !to_stdout(job)) {
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "--part goes with -o -: a folder takes all files");
		return false;
	}
	if (job->options.format == NULL)
		return true;
	unknown = output_unknown(span_of(job->options.format));
	if (unknown.n == 0)
		return true;
	diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
	    "--format: \"%.*s\" is none of %s%s", (int)unknown.n, unknown.s,
	    output_choices(job->arena),
	    output_meant(span_dup(job->arena, unknown), job->arena));
	return false;
}

/* The resolution of pixels; 0 with a diagnostic. */
static double
dpi_of(struct job *job)
{
	double dpi = DEFAULT_DPI;

	if (job->options.dpi == NULL ||
	    (num_parse(span_of(job->options.dpi), &dpi) && dpi >= DPI_LEAST &&
		dpi <= DPI_MOST))
		return dpi;
	diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
	    "--dpi=%s must be a number from %d to %d, such as 300",
	    job->options.dpi, DPI_LEAST, DPI_MOST);
	return 0;
}

/* Whether the template or --chart asks for the table or chart NAME: what nobody shows is not worked out. */
static bool
wants(struct job *job, const struct report *report, const char *name)
{
	struct span list = span_of(job->options.chart == NULL ? "" :
	    job->options.chart);
	bool wanted = span_find(report->text,
		arena_printf(job->arena, "{chart %s", name)) < report->text.n ||
	    span_find(report->text,
		arena_printf(job->arena, "{table %s", name)) < report->text.n;

	while (list.n > 0)
		wanted |= span_equal(span_trim(span_cut(&list, ',')), name);
	return wanted;
}

/* A list that was given, or "default" where something shows what it is for. */
static const char *
list_for(struct job *job, const char *given, const struct report *report,
    const char *name)
{
	return given != NULL           ? given :
	    wants(job, report, name) ? "default" :
				       NULL;
}

/* The template's text; false with diagnostics. */
static bool
read_template(struct job *job, struct report *report)
{
	struct source *source = source_open(report->template, job->arena,
	    &job->diags);
	struct span text;
	bool read = source != NULL && source_text(source, &text);

	if (read)
		report->text = span_of(span_dup(job->arena, text));
	if (source != NULL)
		source_close(source);
	return read;
}

struct diags *
job_anonymise(struct job *job, struct account *account, struct study *study)
{
	if (job->options.anonymous && !study_is_anonymous(study))
		study->anonymous.text = "true";
	return study_is_anonymous(study) ?
	    account_anonymise(account, study, &job->diags, job->arena) :
	    NULL;
}

/* SAID: what an anonymous document may tell of the input, else NULL. */
static struct doc *
build(struct job *job, const struct account *account,
    const struct report *report, const struct diags *said)
{
	const struct study *study = account->study;
	const char *tag = language_of_report(job, study);
	struct doc_options options = {
		.template_path = template_in(job, report->template, tag),
		.charts = job->options.chart,
		.units = job->options.units,
		.language = tag,
		.version = WATTLEAF_VERSION,
		.sensitivity = job->options.sensitivity,
		.columns = job->options.columns,
		.sort = job->options.sort,
		.group = job->options.group,
		.total = job->options.total,
		.ranges = job->options.ranges,
		.metric = job->options.metric,
		.date_s = study_is_anonymous(study) ?
		    anonymous_date(job->date_s) :
		    job->date_s,
		.said = said,
		.disclosure = report->restated,
	};

	if (!language_words(job, tag, &options.words))
		return NULL;
	return doc_build(account, &options, job->arena, &job->diags);
}

static bool
chosen(const struct job *job, const struct output *output)
{
	return output_chosen(output,
	    span_of(job->options.format == NULL ? "" : job->options.format));
}

/* One file into the staging folder; false when it fails. */
static bool
write_file(struct job *job, struct output_job *output_job,
    const struct output *output, struct outdir *outdir, struct buf *list)
{
	const char *name = output_file(output, output_job->doc,
	    output_job->part, job->arena);
	struct buf out = { 0 };
	bool written;

	progress_stage(job, "writing", name);
	written = output->write(output_job, &out) &&
	    !diags_have_error(&job->diags, 0);
	if (written && out.n != 0) {
		written = outdir_add(outdir, name, out.s, out.n);
		output_note_file(output_job, name);
		buf_printf(list, "  %-22s %s\n", name, output->help);
	}
	buf_free(&out);
	return written;
}

/* Every chosen file into the staging folder; false as soon as one fails. */
static bool
write_files(struct job *job, struct output_job *output_job,
    struct outdir *outdir, struct buf *list)
{
	const struct output *output;
	size_t i, parts;

	for (i = 0; (output = output_at(i)) != NULL; i++) {
		if (!chosen(job, output))
			continue;
		parts = output_parts(output, output_job->doc);
		for (output_job->part = 0; output_job->part < parts;
		     output_job->part++)
			if (!write_file(job, output_job, output, outdir,
				list))
				return false;
		output_job->part = 0;
	}
	return true;
}

static void
say_what_was_written(struct job *job, const struct doc *doc,
    const char *folder, const struct buf *list)
{
	struct buf text = { 0 };

	if (doc->table_count != 0)
		terminal_table(doc_main_table(doc), output_columns(),
		    job->arena, &text);
	buf_printf(&text, "\nWritten to %s:\n%s", folder,
	    list->s == NULL ? "" : list->s);
	if (!job->options.quiet)
		screen_write(job, (struct span){ text.s, text.n },
		    (struct hang){ LIST_COLUMN, 0 });
	buf_free(&text);
}

static void
write_folder(struct job *job, struct output_job *output_job)
{
	const char *folder = job->options.output == NULL ?
	    "wattleaf-out" :
	    job->options.output;
	struct outdir *outdir =
	    outdir_open(folder, job->arena, &job->diags);
	struct buf list = { 0 };

	if (outdir == NULL)
		return;
	if (!write_files(job, output_job, outdir, &list))
		outdir_abandon(outdir);
	else if (outdir_finish(outdir))
		say_what_was_written(job, output_job->doc, folder, &list);
	buf_free(&list);
}

/* What the chosen outputs need is made as for a report; nothing is kept. */
static void
rehearse(struct job *job, struct output_job *output_job)
{
	const struct output *output;
	struct buf out = { 0 };
	size_t i;

	for (i = 0; (output = output_at(i)) != NULL; i++)
		if (chosen(job, output) && output_parts(output,
			output_job->doc) > 0)
			output->write(output_job, &out);
	buf_free(&out);
}

static void
dump_scene(struct output_job *output_job, struct buf *out)
{
	struct layout layout = output_layout(output_job);
	size_t i;

	for (i = 0; i < output_job->doc->table_count; i++)
		scene_dump(layout_table(&layout, output_job->doc->tables[i],
			       true),
		    out);
	for (i = 0; i < output_job->doc->chart_file_count; i++)
		scene_dump(layout_chart(&layout,
			       output_job->doc->chart_files[i],
			       true),
		    out);
}

static void
dump(struct job *job, const struct study *study,
    struct output_job *output_job)
{
	static const char *const names[] = { "model", "document", "scene" };
	struct buf out = { 0 };

	if (strcmp(job->options.dump, "model") == 0)
		study_dump(study, &out);
	else if (strcmp(job->options.dump, "document") == 0)
		doc_dump(output_job->doc, job->arena, &out);
	else if (strcmp(job->options.dump, "scene") == 0)
		dump_scene(output_job, &out);
	else
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "--dump=%s must be model, document or scene%s",
		    job->options.dump,
		    str_meant(job->arena, job->options.dump, names, 3));
	if (out.n != 0)
		stdout_write(&job->diags, out.s, out.n);
	buf_free(&out);
}

/* The document on the terminal, and nothing written. */
static void
show(struct job *job, const struct doc *doc)
{
	struct buf text = { 0 };

	terminal_document(doc, output_columns(), job->arena, &text);
	if (!job->options.quiet && text.n != 0)
		stdout_write(&job->diags, text.s, text.n);
	buf_free(&text);
}

/* What --theme says, which report_ready has checked. */
static enum theme
theme_of(const struct job *job)
{
	enum theme theme = THEME_NONE;

	if (job->options.theme != NULL)
		theme_named(job->options.theme, &theme);
	return theme;
}

static bool
check_theme(struct job *job)
{
	static const char *const names[] = { "light", "dark", "auto" };

	if (job->options.theme == NULL || theme_of(job) != THEME_NONE)
		return true;
	diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
	    "--theme=%s must be light, dark or auto%s", job->options.theme,
	    str_meant(job->arena, job->options.theme, names, 3));
	return false;
}

struct fonts *
look_fonts(struct job *job, const struct look *look)
{
	return fonts_open(data_file(job, "fonts", ""), look->fonts,
	    job->arena, &job->diags);
}

bool
output_job_open(struct job *job, const struct look *look, struct doc *doc,
    struct output_job *output_job)
{
	*output_job = (struct output_job){
		.doc = doc,
		.style = look->style,
		.page = look->page,
		.dpi = dpi_of(job),
		.svg_text = job->options.svg_text,
		.theme = theme_of(job),
		.arena = job->arena,
		.diags = &job->diags,
	};
	output_job->fonts =
	    look->open != NULL ? look->open : look_fonts(job, look);
	return output_job->fonts != NULL;
}

void
output_job_close(const struct look *look, struct output_job *output_job)
{
	if (look->open == NULL)
		fonts_close(output_job->fonts);
}

static void
write_document(struct job *job, const struct study *study, struct doc *doc,
    const struct report *report)
{
	struct output_job output_job;

	if (!output_job_open(job, &report->look, doc, &output_job))
		return;
	if (job->options.dump != NULL)
		dump(job, study, &output_job);
	else if (report->rehearsed)
		rehearse(job, &output_job);
	else if (report->shown)
		show(job, doc);
	else if (to_stdout(job))
		report_stdout(job, &output_job);
	else
		write_folder(job, &output_job);
	output_job_close(&report->look, &output_job);
}

static struct account *
account_for(struct job *job, const struct study *study,
    const struct report *report)
{
	const struct options *given = &job->options;
	const struct account_options options = {
		.method = given->method,
		.embodied = given->embodied,
		.sci = given->sci,
		.equivalents = given->equivalent,
		.regions = list_for(job, given->regions, report, "regions"),
		.mix = list_for(job, given->mix, report, "mix"),
	};

	return account_study_compared(study, job->catalog, &options,
	    job->arena, &job->diags);
}

bool
look_ready(struct job *job, struct look *look)
{
	return check_theme(job) && dpi_of(job) > 0 && language_check(job) &&
	    job_look(job, look);
}

bool
report_ready(struct job *job, struct report *report)
{
	if (!check_list(job) || !limits_read(job, &report->limits) ||
	    !job_catalog(job) || !profile_ready(job, &report->profile) ||
	    !look_ready(job, &report->look) ||
	    (report->template = template_file(job)) == NULL ||
	    !read_template(job, report))
		return false;
	job->trace = wants(job, report, "power");
	return true;
}

static void
write_account(struct job *job, const struct report *report,
    const struct account *account, const struct diags *said)
{
	struct doc *doc = build(job, account, report, said);

	if (doc == NULL)
		return;
	if (report->disclosure != NULL)
		*report->disclosure = doc->disclosure;
	if (report->profile != NULL)
		profile_ask_report(job, report->profile, doc->disclosure,
		    account->study);
	if (!diags_have_error(&job->diags, 0))
		write_document(job, account->study, doc, report);
	if (!diags_have_error(&job->diags, 0))
		limits_check(job, report->limits, account, doc);
	doc_close(doc);
}

void
report_account(struct job *job, const struct report *report,
    const struct account *account)
{
	write_account(job, report, account, NULL);
}

void
report_study(struct job *job, const struct report *report,
    struct study *study)
{
	struct account *account;

	progress_stage(job, "computing", "");
	account = account_for(job, study, report);
	if (account != NULL)
		write_account(job, report, account,
		    job_anonymise(job, account, study));
}
