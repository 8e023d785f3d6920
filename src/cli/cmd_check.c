/*
 * wattleaf check: reads and computes a study, or recomputes a disclosure
 * and names its slips; writes nothing.
 */
#include <stdio.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/str.h"
#include "base/unit.h"
#include "check/check.h"
#include "cli/cli.h"
#include "cli/profiles.h"
#include "document/data.h"
#include "study/study.h"
#include "write/output.h"

static void
check_study(struct job *job, const char *path)
{
	struct study *study = job_study(job, path);

	if (study != NULL)
		account_study_as(study, job->catalog,
	    &(struct account_options){
		.method = job->options.method,
		.embodied = job->options.embodied,
		.sci = job->options.sci,
	    },
	    job->arena, &job->diags);
}

/* Values in the unit of the key; "written" as the file has them. */
static void
add_claims(struct job *job, struct data *list, const struct claim_row *row)
{
	struct data *object = data_add(list, NULL, data_object(job->arena));
	enum claim_kind kind;

	data_add_text(job->arena, object, "name", row->name);
	data_add_text(job->arena, object, "device", row->device);
	data_add_number(job->arena, object, "line", (double)row->pos.line);
	for (kind = 0; kind < CLAIM_TOTAL; kind++) {
		const struct claim *claim = row_claim(row, kind);
		struct data *item;

		if (claim == NULL) {
			data_add_null(job->arena, object, claim_key(kind));
			continue;
		}
		item = data_add(object, claim_key(kind),
		    data_object(job->arena));
		data_add_number(job->arena, item, "value", claim->band.value);
		data_add_number(job->arena, item, "low", claim->band.low);
		data_add_number(job->arena, item, "high", claim->band.high);
		data_add_text(job->arena, item, "written", claim->written);
	}
}

static void
add_slip(struct job *job, struct data *list, const struct slip *slip)
{
	struct data *object = data_add(list, NULL, data_object(job->arena));
	char name[DIAG_NAME];

	data_add_text(job->arena, object, "code",
	    arena_strdup(job->arena, diag_name(slip->code, name)));
	data_add_text(job->arena, object, "sure",
	    sureness_name(slip->sureness));
	data_add_number(job->arena, object, "row", (double)slip->row);
	data_add_text(job->arena, object, "quantity", claim_key(slip->kind));
	data_add_text(job->arena, object, "printed", slip->printed);
	data_add_number(job->arena, object, "would_be", slip->would_be);
	data_add_number(job->arena, object, "line", (double)slip->pos.line);
	data_add_number(job->arena, object, "column",
	    (double)slip->pos.column);
	data_add_text(job->arena, object, "text", slip->text);
}

static void
add_result(struct job *job, struct data *list,
    const struct check_result *result)
{
	struct data *object = data_add(list, NULL, data_object(job->arena));
	struct data *rows, *slips;
	size_t i;

	data_add_text(job->arena, object, "file", result->claims.file);
	data_add_text(job->arena, object, "format", result->claims.format);
	rows = data_add(object, "rows", data_list(job->arena));
	for (i = 0; i < result->claims.count; i++)
		if (!result->claims.rows[i].sum_only)
			add_claims(job, rows, &result->claims.rows[i]);
	slips = data_add(object, "slips", data_list(job->arena));
	for (i = 0; i < result->slip_count; i++)
		add_slip(job, slips, &result->slips[i]);
}

/* Standard input can be read once: it is a study unless a format is named. */
static void
check_one(struct job *job, const char *path, struct data *list)
{
	struct check_result result;

	if (is_pdf(path) && job->options.venue != NULL) {
		check_figure(job, path);
		return;
	}
	if (job->options.format == NULL &&
	    (strcmp(path, "-") == 0 || job_is_study(job, path))) {
		check_study(job, path);
		return;
	}
	check_file(path, job->options.format, job->catalog, job->arena,
	    &job->diags, &result);
	add_result(job, list, &result);
}

static int
check(struct job *job)
{
	struct data *list = data_list(job->arena);
	const struct profile *profile;
	struct buf out = { 0 };
	size_t i;

	if (job->argument_count == 0)
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "check needs a study, a folder of runs, or a disclosure");
	if (job->argument_count == 0 || !job_catalog(job) ||
	    !profile_ready(job, &profile))
		return 0;
	for (i = 0; i < job->argument_count; i++)
		if (profile != NULL)
			profile_check(job, profile, job->arguments[i], list);
		else
			check_one(job, job->arguments[i], list);
	if (job->options.json) {
		json_data(list, &out);
		stdout_write(&job->diags, out.s, out.n);
		buf_free(&out);
	}
	return 0;
}

static const char *const examples[] = {
	"wattleaf check study.xml",
	"wattleaf check figure.pdf --venue aaai",
	"wattleaf check samples/strubell-2019 --verbose",
	"wattleaf check --profile arr samples/strubell-2019 disclosure.json",
	"wattleaf check README.md table.csv appendix.tex disclosure.json",
	"wattleaf check --format markdown - < table.md",
	"wattleaf check --json bom.xml",
	NULL,
};

const struct command command_check = {
	.name = "check",
	.arguments = "STUDY|DIR|DISCLOSURE... [options]",
	.summary =
	    "validates and computes a study; recomputes a disclosure (a table, a model card, "
	    "a bill of materials) and names its slips; silent when nothing is wrong",
	.examples = examples,
	.bit = FOR_CHECK,
	.run = check,
};
