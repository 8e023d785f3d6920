/*
 * wattleaf inspect: what each log or hardware file says.
 */
#include <math.h>

#include "base/arena.h"
#include "base/str.h"
#include "cli/cli.h"
#include "cli/partial_out.h"
#include "cli/record_out.h"
#include "cli/screen.h"
#include "document/data.h"
#include "ingest/ingest.h"
#include "ingest/partial.h"
#include "write/output.h"

/* Values stand under each other. */
static const struct hang hang = { 14, 0 };

/* What is printed at the end. */
struct shown {
	struct data *list; /* --json */
	struct buf text;
};

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
		if (found->records[i]->partial == NULL)
			record_text(job, found->records[i], out);
	if (found->searched)
		buf_printf(out, "%s: %zu %s read, %zu skipped%s\n", path,
		    found->count, found->count == 1 ? "file" : "files",
		    found->skipped,
		    found->skipped == 0 || job->options.verbose ?
			"" :
			" (--verbose names them)");
}

/* Prints what an argument says, but for digests, which are kept. */
static void
inspect_argument(struct job *job, const char *path,
    const struct read_options *options, struct digests *digests,
    struct shown *shown)
{
	struct diags said = { .arena = job->arena,
		.progress = job->diags.progress };
	const struct found found = ingest_find(path, options, job->arena,
	    &said);
	size_t i;

	digests_take(job, digests, &found, &said);
	for (i = 0; job->options.json && i < found.count; i++)
		if (found.records[i]->partial == NULL)
			data_add(shown->list, NULL,
			    record_data(job, found.records[i]));
	if (!job->options.json)
		print_found(job, path, &found, &shown->text);
}

/* What the digests of one log come to together. */
static void
inspect_digests(struct job *job, const struct read_options *options,
    struct digests *digests, struct shown *shown)
{
	size_t i, n = partial_join(digests->items, digests->count, options,
	    job->arena, &job->diags);

	for (i = 0; i < n; i++) {
		if (job->options.json)
			data_add(shown->list, NULL,
			    record_data(job, digests->items[i]));
		else
			record_text(job, digests->items[i], &shown->text);
	}
}

static void
inspect_all(struct job *job, const struct read_options *options)
{
	struct shown shown = { .list = data_list(job->arena) };
	struct digests digests = { NULL, 0 };
	size_t i;

	for (i = 0; i < job->argument_count; i++)
		inspect_argument(job, job->arguments[i], options, &digests,
		    &shown);
	inspect_digests(job, options, &digests, &shown);
	if (job->options.json)
		json_data(shown.list, &shown.text);
	if (job->options.json)
		stdout_write(&job->diags, shown.text.s, shown.text.n);
	else
		screen_write(job, (struct span){ shown.text.s, shown.text.n },
		    hang);
	buf_free(&shown.text);
}

/* Whether the options go together. */
static bool
is_asked_well(struct job *job)
{
	const char *alone = job->options.output != NULL ? "output" :
	    job->options.machine != NULL		? "machine" :
							  NULL;

	if (job->argument_count == 0)
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "inspect needs at least one file, archive or folder");
	else if (!job->options.partial && alone != NULL)
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "--%s of inspect goes with --partial", alone);
	else
		return true;
	return false;
}

static int
inspect(struct job *job)
{
	struct read_options options;
	size_t i;

	if (!is_asked_well(job) || !read_options_of(job, &options))
		return 0;
	for (i = 0; i < job->argument_count; i++)
		progress_expect(job, job->arguments[i]);
	if (job->options.partial)
		partial_write(job, &options);
	else
		inspect_all(job, &options);
	return 0;
}

static const char *const examples[] = {
	"wattleaf inspect logs/power.csv",
	"wattleaf inspect --json emissions.csv",
	"wattleaf inspect runs/ logs.tar.gz power.csv.zst",
	"zcat power.csv.gz | wattleaf inspect -",
	"wattleaf inspect power/node_0.txt --window result_0.txt",
	"wattleaf inspect --partial power-0001.csv -o power-0001.json",
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
