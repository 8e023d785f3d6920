/*
 * wattleaf report: a study, or logs, to the files of an appendix.
 */
#include "cli/cli.h"

static struct study *
read_input(struct job *job)
{
	if (job->argument_count == 0) {
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "report needs a study, a folder of runs, or logs");
		return NULL;
	}
	if (!job_is_study(job, job->arguments[0]))
		return job_logs(job, job->arguments, job->argument_count);
	if (job->argument_count == 1)
		return job_study(job, job->arguments[0]);
	diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
	    "report takes one study");
	return NULL;
}

static int
report(struct job *job)
{
	struct report report = { .shown = false };
	struct study *study;

	if (report_ready(job, &report) && (study = read_input(job)) != NULL)
		report_study(job, &report, study);
	return 0;
}

static const char *const examples[] = {
	"wattleaf report study.xml",
	"wattleaf report study.xml -o paper/energy --units t,MWh",
	"wattleaf report study.xml --method all",
	"wattleaf report study.xml --regions default --mix google,usa",
	"wattleaf report study.xml --venue acl --width column",
	"wattleaf report study.xml --columns params,energy,co2e --sort co2e:desc",
	"wattleaf report study.xml --format table.tex -o -",
	"wattleaf report logs/power.csv logs/result_0.txt",
	NULL,
};

const struct command command_report = {
	.name = "report",
	.arguments = "STUDY|DIR|LOG... [options]",
	.summary =
	    "computes a study (or what logs say) and writes table, chart, appendix and disclosure",
	.examples = examples,
	.bit = FOR_REPORT,
	.run = report,
};
