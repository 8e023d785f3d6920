/*
 * wattleaf compare: models of the catalogue, studies and disclosures in one
 * table and one chart.
 */
#include <string.h>

#include "account/published.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "cli/cli.h"
#include "cli/compare.h"
#include "study/study.h"
#include "write/output.h"

static const char TITLE[] = "Emissions of models, compared";
static const char TEMPLATE[] = "comparison";
static const char VENUE[] = "blog";

/* What it writes: no figure of a comparison is one study's to disclose. The first are written when nothing is asked for. */
static const struct {
	const char *name;
	bool unasked;
} files[] = {
	{ "comparison.html", true },
	{ "card.png", true },
	{ "chart.svg", true },
	{ "chart.png", false },
	{ "chart.pdf", false },
	{ "table.svg", false },
	{ "table.pdf", false },
	{ "table.md", true },
	{ "table.csv", true },
	{ "table.tex", false },
	{ "references.bib", true },
};

enum { FILE_COUNT = sizeof files / sizeof files[0] };

static const struct output *
output_called(const char *name)
{
	size_t i;

	for (i = 0; output_at(i) != NULL; i++)
		if (strcmp(output_at(i)->name, name) == 0)
			return output_at(i);
	return NULL;
}

static const char *
joined(struct job *job, const char *list, const char *name)
{
	return arena_printf(job->arena, "%s%s%s", list,
	    list[0] == '\0' ? "" : ",", name);
}

/* By its name, its format, what its name ends in, or "all". */
static bool
is_meant(const char *name, struct span item)
{
	return item.n > 0 && (output_chosen(output_called(name), item) ||
	    span_equal(item, strrchr(name, '.') + 1));
}

/* The names of the files that ITEM ("svg", "chart.svg", "all") means, added to LIST; NULL with USAGE. */
static const char *
add_format(struct job *job, const char *list, struct span item)
{
	const char *before = list, *names = "";
	size_t i;

	for (i = 0; i < FILE_COUNT; i++) {
		names = arena_printf(job->arena, "%s%s%s", names,
		    i == 0 ? "" : ", ", files[i].name);
		if (is_meant(files[i].name, item))
			list = joined(job, list, files[i].name);
	}
	if (list != before || item.n == 0)
		return list;
	diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
	    "--format: \"%.*s\" is none of %s", (int)item.n, item.s, names);
	return NULL;
}

/* --format with the files of a comparison alone; false with USAGE. */
static bool
choose_files(struct job *job)
{
	struct span rest = span_of(job->options.format == NULL ? "" :
		job->options.format);
	const char *list = "";
	size_t i;

	for (i = 0; rest.n == 0 && i < FILE_COUNT; i++)
		if (files[i].unasked)
			list = joined(job, list, files[i].name);
	while (list != NULL && rest.n > 0)
		list = add_format(job, list, span_trim(span_cut(&rest, ',')));
	job->options.format = list;
	return list != NULL;
}

/* What only a recomputation can follow. */
static bool
check_place(struct job *job)
{
	const struct options *given = &job->options;
	const char *name = given->method != NULL ? "method" :
	    given->run.region != NULL                ? "region" :
	    given->run.grid != NULL                  ? "grid" :
	    given->run.pue != NULL                   ? "pue" :
						   NULL;

	if (given->normalise || name == NULL)
		return true;
	diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
	    "--%s is for --normalise: figures as published keep their own",
	    name);
	return false;
}

static bool
read_pue(struct job *job, struct fact *pue)
{
	struct origin *origin = arena_alloc(job->arena, sizeof *origin);
	const char *text = job->options.run.pue;

	*pue = (struct fact){ .known = text != NULL, .origin = origin };
	if (text == NULL)
		return true;
	*origin = (struct origin){ .kind = ORIGIN_OPTION, .row = "--pue",
		.written = text };
	if (quantity_parse(span_of(text), DIM_RATIO, &pue->q) ==
		QUANTITY_OK && pue->q.low >= 1)
		return true;
	diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
	    "--pue=%s must be a number from 1 on, such as 1.2 or 1.1..1.3",
	    text);
	return false;
}

/* A comparison shows what it compares by name: of an anonymous study only its disclosure will do. */
static bool
none_is_anonymous(struct job *job, const struct peers *peers)
{
	size_t i;

	for (i = 0; i < peers->count; i++) {
		const struct study *study = peers->items[i].study;

		if (study == NULL || !study_is_anonymous(study))
			continue;
		diag(&job->diags, DIAG_USAGE, study->pos,
		    "the study wants to be anonymous: compare the disclosure.json that report makes of it");
		return false;
	}
	return true;
}

static void
compare_models(struct job *job, const struct report *report)
{
	const struct options *given = &job->options;
	struct compare_options options = {
		.title = given->title == NULL ? TITLE : given->title,
		.normalise = given->normalise,
		.method = given->method,
		.region = given->run.region,
		.grid = given->run.grid,
		.equivalents = given->equivalent,
	};
	struct peers peers = { 0 };
	const struct account *account;

	if (!read_pue(job, &options.pue) || !compare_peers(job, &peers) ||
	    !none_is_anonymous(job, &peers))
		return;
	account = account_beside(peers.items, peers.count, &options,
	    job->catalog, job->arena, &job->diags);
	if (account != NULL)
		report_account(job, report, account);
}

static int
compare(struct job *job)
{
	struct options *given = &job->options;
	struct report report = { .template = NULL };

	if (job->argument_count == 0) {
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "compare needs models of the catalogue, studies or disclosures");
		return 0;
	}
	if (given->template == NULL)
		given->template = TEMPLATE;
	if (given->venue == NULL)
		given->venue = VENUE;
	if (given->theme == NULL)
		given->theme = "auto";
	given->svg_text = true;
	if (check_place(job) && choose_files(job) &&
	    report_ready(job, &report))
		compare_models(job, &report);
	return 0;
}

static const char *const examples[] = {
	"wattleaf compare transformer-big bert-base gpt-2 nas",
	"wattleaf compare transformer-big bert-base gpt-2 nas study.xml --format chart.svg -o -",
	"wattleaf compare gpt-3 bloom llama-65b disclosure.json --units t,MWh",
	"wattleaf compare gpt-3 bloom study.xml --normalise --region aws/us-east-1 --pue 1.2",
	NULL,
};

const struct command command_compare = {
	.name = "compare",
	.arguments = "MODEL|STUDY|DISCLOSURE... [options]",
	.summary =
	    "sets published models, studies and disclosures beside each other in a table, a chart and a web page",
	.examples = examples,
	.bit = FOR_COMPARE,
	.run = compare,
};
