/*
 * wattleaf collate: many disclosures put together. They are read by
 * processes that can harm nothing else.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/num.h"
#include "base/str.h"
#include "batch/remove.h"
#include "catalog/catalog.h"
#include "check/check.h"
#include "cli/collate.h"
#include "cli/screen.h"
#include "cli/unfinished.h"
#include "collate/collation.h"
#include "collate/found.h"
#include "collate/gather.h"
#include "collate/rows.h"
#include "collate/tally.h"
#include "document/build.h"
#include "document/collated.h"
#include "layout/fonts.h"
#include "version.h"
#include "write/output.h"

static const double GROUP_LEAST = 2, GROUP_MOST = 1e6, PERCENT_MOST = 100;

/* Offices of statistics don't publish theirs; it is the example of Hundepool et al. 2012. */
static const double DOMINANCE = 10;

static bool
read_min_group(struct collate *collate)
{
	const char *text = collate->job->options.min_group;
	double n;

	if (text == NULL)
		return true;
	if (strspn(text, STR_DIGITS) == strlen(text) &&
	    num_parse(span_of(text), &n) && n >= GROUP_LEAST &&
	    n <= GROUP_MOST) {
		collate->hiding.min_group = (size_t)n;
		return true;
	}
	diag(&collate->job->diags, DIAG_USAGE, (struct pos){ 0 },
	    "--min-group=%s must be a whole number from 2 to 1000000", text);
	return false;
}

static bool
read_dominance(struct collate *collate)
{
	const char *text = collate->job->options.dominance;
	double *percent = &collate->hiding.dominance;

	*percent = DOMINANCE;
	if (text == NULL)
		return true;
	if (collate->hiding.min_group == 0) {
		diag(&collate->job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "--dominance says which sums --min-group hides, too: that must be given");
		return false;
	}
	if (num_parse(span_of(text), percent) && *percent >= 0 &&
	    *percent <= PERCENT_MOST)
		return true;
	diag(&collate->job->diags, DIAG_USAGE, (struct pos){ 0 },
	    "--dominance=%s must be a percentage from 0 to 100", text);
	return false;
}

static void
take(void *context, const struct record *record)
{
	struct collate *collate = context;

	collation_take(collate->collation, record);
}

/* A folder for what processes leave, gone when the program is stopped. */
static const char *
work_folder(struct collate *collate)
{
	struct job *job = collate->job;
	const char *given = getenv("TMPDIR");
	char *folder = arena_printf(job->arena, "%s/wattleaf-XXXXXX",
	    given == NULL || given[0] == '\0' ? "/var/tmp" : given);
	char name[GATHER_FILE];
	unsigned i;

	if (mkdtemp(folder) == NULL) {
		diag(&job->diags, DIAG_OUTPUT_OPEN,
		    (struct pos){ .file = folder },
		    "TMPDIR should name a folder that can be written");
		return NULL;
	}
	unfinished_folder(folder);
	for (i = 0; i < collate->how.jobs; i++)
		unfinished_file(arena_strdup(job->arena,
		    gather_file(i, name)));
	return folder;
}

static bool
gather(struct collate *collate)
{
	static const char *const standard[] = { "-" };
	struct job *job = collate->job;
	bool none = job->argument_count == 0;
	struct gather gather = {
		.finder = finder_open(none ? standard : job->arguments,
		    none ? 1 : job->argument_count,
		    job->options.batch.null_ends, &job->diags),
		.catalog = job->catalog,
		.jobs = collate->how.jobs,
		.limits = collate->how.limits,
		.seconds = collate->how.seconds,
		.work = work_folder(collate),
		.take = take,
		.context = collate,
		.diags = &job->diags,
	};

	if (gather.work != NULL) {
		gather_run(&gather);
		remove_tree(AT_FDCWD, gather.work);
		unfinished_done();
	}
	finder_close(gather.finder);
	return !diags_have_error(&job->diags, 0);
}

/* Telling of what is not counted, one by one: their number is not bounded. */

struct counting {
	struct collate *collate;
	struct tally *tally;
};

static void
tell(struct collate *collate, const struct collation_row *row)
{
	struct arena *arena = arena_new();
	struct job said = { .arena = arena, .diags = { .arena = arena },
		.options = collate->job->options };
	const struct record_problem *first =
	    record_first_problem(row->record);
	struct pos pos = { .file = row->record->id };

	if (row->state == COLLATION_FAILED)
		diag(&said.diags, DIAG_COLLATE_FAILED, pos, "%s",
		    first != NULL ? record_problem_text(first, arena) :
		    row->record->reason != NULL ? row->record->reason :
						  "nothing is known of it");
	else if (row->state == COLLATION_REVISED)
		diag(&said.diags, DIAG_COLLATE_REVISED, pos, "%s",
		    rows_why(row, arena));
	else if (row->state == COLLATION_DUPLICATE)
		diag(&said.diags, DIAG_COLLATE_DUPLICATE, pos, "%s",
		    rows_why(row, arena));
	if (!said.options.quiet || diags_have_error(&said.diags, 0))
		screen_diagnostics(&said);
	arena_free(arena);
}

static bool
count(void *context, const struct collation_row *row)
{
	struct counting *counting = context;

	if (row->state == COLLATION_COUNTED)
		tally_add(counting->tally, row->record);
	else
		tell(counting->collate, row);
	return true;
}

static size_t
all_of(const struct collation *collation)
{
	enum collation_state state;
	size_t all = 0;

	for (state = 0; state <= COLLATION_FAILED; state++)
		all += collation_count(collation, state);
	return all;
}

static bool
add_up(struct collate *collate)
{
	struct job *job = collate->job;
	struct collation *all = collate->collation;
	struct counting counting = { collate,
		tally_new(job->catalog, job->arena) };
	struct collated *view;

	if (!collation_judge(all) ||
	    !collation_each(all, count, &counting))
		return false;
	view = tally_view(counting.tally, &collate->hiding, job->arena);
	view->version = WATTLEAF_VERSION;
	view->catalog = catalog_version(job->catalog);
	view->found = all_of(all);
	view->duplicates = collation_count(all, COLLATION_DUPLICATE);
	view->revised = collation_count(all, COLLATION_REVISED);
	view->failed = collation_count(all, COLLATION_FAILED);
	collate->view = view;
	/* of a table of the catalogue that was first needed here */
	if (diags_have_error(&job->diags, 0))
		return false;
	if (view->found != 0)
		return true;
	diag(&job->diags, DIAG_COLLATE_NOTHING, (struct pos){ 0 },
	    "it must name disclosures, folders with them, or lists of them");
	return false;
}

static void
say_end(const struct collate *collate)
{
	const struct collated *view = collate->view;
	const struct options *given = &collate->job->options;

	if (given->quiet ||
	    (given->output != NULL && strcmp(given->output, "-") == 0))
		return;
	printf("%zu given: %zu %s counted, %zu complete, %zu with slips; %zu %s, %zu revised, %zu failed\n",
	    view->found, view->counted,
	    str_plural(view->counted, "study", "studies"), view->complete,
	    view->slips,
	    view->duplicates,
	    str_plural(view->duplicates, "duplicate", "duplicates"),
	    view->revised, view->failed);
}

static bool
set_up(struct collate *collate)
{
	struct job *job = collate->job;

	return read_min_group(collate) && read_dominance(collate) &&
	    batch_options(job, &collate->how) &&
	    collate_files_check(collate) && job_catalog(job) &&
	    check_prepare(job->catalog, &job->diags) &&
	    (!collate_files_draw(collate) || look_ready(job, &collate->look));
}

static struct doc *
document(struct collate *collate)
{
	struct job *job = collate->job;
	const char *tag = language_of_report(job, NULL);
	struct doc_options options = {
		.language = tag,
		.version = WATTLEAF_VERSION,
		.date_s = job->date_s,
	};

	return language_words(job, tag, &options.words) ?
	    collated_doc(collate->view, &options, job->arena, &job->diags) :
	    NULL;
}

/* The files, with the document where one of them shows it. */
static bool
write_files(struct collate *collate)
{
	struct job *job = collate->job;
	struct output_job drawn;
	struct doc *doc;
	bool good;

	if (!collate_files_draw(collate))
		return collate_files_write(collate);
	doc = document(collate);
	if (doc == NULL)
		return false;
	good = output_job_open(job, &collate->look, doc, &drawn);
	if (good) {
		collate->drawn = &drawn;
		good = collate_files_write(collate);
		output_job_close(&collate->look, &drawn);
	}
	doc_close(doc);
	return good;
}

static int
collate(struct job *job)
{
	struct collate collate = { .job = job };
	int status = 5;

	if (job->argument_count == 0 && !job->options.batch.null_ends) {
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "collate needs disclosures, folders of them, or lists");
		return 0;
	}
	if (!set_up(&collate))
		return 0;
	progress_close(job);
	collate.collation = collation_open(0, &job->diags);
	if (gather(&collate) && add_up(&collate)) {
		say_end(&collate);
		if (write_files(&collate))
			status = collate.view->failed != 0;
	}
	collation_close(collate.collation);
	return status;
}

static const char *const examples[] = {
	"wattleaf collate pages -o proceedings",
	"wattleaf collate paper-1.pdf paper-2.pdf disclosure.json -o totals.csv",
	"wattleaf collate @accepted.txt -o proceedings --min-group 5",
	"find papers -name '*.pdf' -print0 | wattleaf collate -0 -o sums",
	"wattleaf collate shard-1 shard-2 --format json -o -",
	NULL,
};

const struct command command_collate = {
	.name = "collate",
	.arguments = "ITEM... [-o DIR|FILE] [options]",
	.summary =
	    "puts many disclosures (JSON, PDFs that carry them, folders of batch) into one table with "
	    "totals, distributions and groups; each study counts once",
	.examples = examples,
	.bit = FOR_COLLATE,
	.run = collate,
};
