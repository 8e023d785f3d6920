/*
 * The program: options, then one command, then the diagnostics.
 */
#include <cairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/num.h"
#include "catalog/catalog.h"
#include "cli/cli.h"
#include "cli/screen.h"
#include "cli/unfinished.h"
#include "version.h"

static void
print_version(struct job *job)
{
	printf("wattleaf %s\n", WATTLEAF_VERSION);
	if (job_catalog(job))
		printf("catalogue %s\n", catalog_version(job->catalog));
	printf("cairo %s\n", cairo_version_string());
}

/* SOURCE_DATE_EPOCH is the only date that goes into an output. */
static void
read_date(struct job *job)
{
	const char *text = getenv("SOURCE_DATE_EPOCH");
	double seconds;

	job->date_s = INT64_MIN;
	if (text == NULL || text[0] == '\0')
		return;
	if (!num_parse(span_of(text), &seconds) || seconds < 0 ||
	    seconds > 253402300799.0 || strspn(text, "0123456789") != strlen(text))
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "SOURCE_DATE_EPOCH=\"%s\" must be whole seconds since 1970",
		    text);
	else
		job->date_s = (int64_t)seconds;
}

static int
run(struct job *job, int argc, char **argv)
{
	const struct command *command = options_read(job, argc, argv);

	read_date(job);
	if (diags_have_error(&job->diags, 0))
		return 0;
	if (job->options.version) {
		print_version(job);
		return 0;
	}
	if (job->options.help) {
		options_help(job, command);
		return 0;
	}
	if (command == NULL) {
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "a command is needed, such as report; see wattleaf --help");
		return 0;
	}
	progress_begin(job);
	return command->run(job);
}

int
main(int argc, char **argv)
{
	struct job job = { .arena = arena_new() };
	int status, asked;

	unfinished_watch();
	job.diags.arena = job.arena;
	status = run(&job, argc, argv);
	progress_end(&job);
	if (fflush(stdout) != 0 || ferror(stdout))
		diag(&job.diags, DIAG_OUTPUT_WRITE, (struct pos){ 0 },
		    "standard output is full or closed");
	if (!job.options.quiet || diags_have_error(&job.diags, 0))
		screen_diagnostics(&job);
	asked = diags_status(&job.diags, 0);
	arena_free(job.arena);
	return asked != 0 ? asked : status;
}
