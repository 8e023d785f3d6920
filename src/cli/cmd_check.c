/*
 * wattleaf check: reads and computes a study, writes nothing.
 */
#include <stdio.h>

#include "account/account.h"
#include "base/arena.h"
#include "cli/cli.h"
#include "document/data.h"
#include "study/study.h"
#include "write/output.h"

static void
check_one(struct job *job, const char *path)
{
	struct study *study;

	if (is_pdf(path) && job->options.venue != NULL) {
		check_figure(job, path);
		return;
	}
	study = job_study(job, path);
	if (study != NULL)
		account_study(study, job->catalog, job->options.method,
		    job->arena, &job->diags);
}

static int
check(struct job *job)
{
	size_t i;

	if (job->argument_count == 0)
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "check needs a study or a folder that holds study.xml");
	if (job->argument_count == 0 || !job_catalog(job))
		return 0;
	for (i = 0; i < job->argument_count; i++)
		check_one(job, job->arguments[i]);
	return 0;
}

static const char *const examples[] = {
	"wattleaf check study.xml",
	"wattleaf check figure.pdf --venue aaai",
	"wattleaf check samples/strubell-2019 --verbose",
	NULL,
};

const struct command command_check = {
	.name = "check",
	.arguments = "STUDY|DIR... [options]",
	.summary = "validates and computes a study, names its faults, writes nothing",
	.examples = examples,
	.bit = FOR_CHECK,
	.run = check,
};
