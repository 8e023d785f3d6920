/*
 * wattleaf inspect: what each log or hardware file says.
 */
#include <math.h>

#include "base/arena.h"
#include "base/str.h"
#include "cli/cli.h"
#include "cli/record_out.h"
#include "cli/screen.h"
#include "document/data.h"
#include "ingest/ingest.h"
#include "write/output.h"

/* Values stand under each other. */
static const struct hang hang = { 14, 0 };

/* The run in the file of --window; false with a diagnostic when it has none. */
static bool
read_window(struct job *job, struct read_options *options)
{
	struct read_options plain = read_options_none();
	const struct record *record;

	if (job->options.window == NULL)
		return true;
	plain.threads = job_threads(job);
	record = ingest_read(job->options.window, &plain, job->arena,
	    &job->diags);
	if (record->format == NULL)
		return false;
	if (isnan(record->start_s) || isnan(record->end_s)) {
		diag(&job->diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = job->options.window },
		    "it holds no start and end of a run in wall-clock time");
		return false;
	}
	options->from_s = record->start_s;
	options->to_s = record->end_s;
	return true;
}

static bool
read_options_of(struct job *job, struct read_options *options)
{
	*options = read_options_none();
	options->format = job->options.format;
	options->columns = job->options.columns;
	options->threads = job_threads(job);
	if (job->options.zone != NULL &&
	    !zone_parse(job->options.zone, &options->zone_s)) {
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "--zone=%s must be UTC or an offset such as +01:00",
		    job->options.zone);
		return false;
	}
	return read_window(job, options);
}

static void
print_found(struct job *job, const char *path, const struct found *found,
    struct buf *out)
{
	size_t i;

	for (i = 0; i < found->count; i++)
		record_text(job, found->records[i], out);
	if (found->searched)
		buf_printf(out, "%s: %zu %s read, %zu skipped%s\n", path,
		    found->count, found->count == 1 ? "file" : "files",
		    found->skipped,
		    found->skipped == 0 || job->options.verbose ?
			"" :
			" (--verbose names them)");
}

static int
inspect(struct job *job)
{
	struct data *list = data_list(job->arena);
	struct read_options options;
	struct buf out = { 0 };
	size_t i, j;

	if (job->argument_count == 0)
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "inspect needs at least one file, archive or folder");
	if (job->argument_count == 0 || !read_options_of(job, &options))
		return 0;
	for (i = 0; i < job->argument_count; i++)
		progress_expect(job, job->arguments[i]);
	for (i = 0; i < job->argument_count; i++) {
		const struct found found = ingest_find(job->arguments[i],
		    &options, job->arena, &job->diags);

		for (j = 0; job->options.json && j < found.count; j++)
			data_add(list, NULL,
			    record_data(job, found.records[j]));
		if (!job->options.json)
			print_found(job, job->arguments[i], &found, &out);
	}
	if (job->options.json)
		json_data(list, &out);
	if (job->options.json)
		stdout_write(&job->diags, out.s, out.n);
	else
		screen_write(job, (struct span){ out.s, out.n }, hang);
	buf_free(&out);
	return 0;
}

static const char *const examples[] = {
	"wattleaf inspect logs/power.csv",
	"wattleaf inspect --json emissions.csv",
	"wattleaf inspect runs/ logs.tar.gz power.csv.zst",
	"zcat power.csv.gz | wattleaf inspect -",
	"wattleaf inspect power/node_0.txt --window result_0.txt",
	"wattleaf inspect mine.csv --columns time=0,power=2,unit=W,device=1",
	NULL,
};

const struct command command_inspect = {
	.name = "inspect",
	.arguments = "FILE|DIR|ARCHIVE|-... [options]",
	.summary =
	    "prints what each log or hardware file says: duration, devices, power, energy",
	.examples = examples,
	.bit = FOR_INSPECT,
	.run = inspect,
};
