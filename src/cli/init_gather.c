/*
 * Looking through a folder for init: its logs and hardware files, without
 * what wattleaf itself wrote into it.
 */
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/str.h"
#include "cli/cli.h"
#include "cli/init.h"
#include "study/record.h"

/* Whether the file lies in a folder that a report was written into. */
static bool
is_output(struct job *job, const char *file)
{
	const char *slash = strrchr(file, '/');

	return slash != NULL &&
	    access(arena_printf(job->arena, "%.*s/disclosure.json",
		       (int)(slash - file), file),
		F_OK) == 0;
}

static bool
is_own(struct job *job, const char *file)
{
	static const char *const names[] = { "study.xml", "study.yaml",
		"study.yml", "catalog.csv" };
	const char *slash = strrchr(file, '/');
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(slash == NULL ? file : slash + 1, names[i]) == 0)
			return true;
	return is_output(job, file);
}

static void
drop_own(struct init *init)
{
	struct found *found = &init->found;
	size_t i, kept = 0;

	for (i = 0; i < found->count; i++)
		if (!is_own(init->job, found->records[i]->file))
			found->records[kept++] = found->records[i];
	found->count = kept;
}

/* What the readers said: faults of single files are none of the folder. */
static void
take_over(struct job *job, const struct diags *said, bool nothing)
{
	size_t i;

	for (i = 0; i < said->count; i++) {
		struct diags one = { .arena = said->arena,
			.items = &said->items[i], .count = 1 };

		if (nothing == (diag_level(said->items[i].code) == DIAG_ERROR))
			diags_append(&job->diags, &one, DIAG_NOTE);
	}
}

bool
init_gather(struct init *init, struct job *job, const char *folder,
    struct span study)
{
	struct read_options options = read_options_none();
	struct diags said = { .arena = job->arena,
		.progress = job->diags.progress };

	init->job = job;
	init->folder = folder;
	options.threads = job_threads(job);
	init->found = ingest_find(folder, &options, job->arena, &said);
	drop_own(init);
	if (init->found.count == 0) {
		take_over(job, &said, true);
		if (!diags_have_error(&job->diags, 0))
			diag(&job->diags, DIAG_LOG_NOTHING,
			    (struct pos){ .file = folder },
			    "it holds no log and no hardware file");
		return false;
	}
	if (job->options.verbose)
		take_over(job, &said, false);
	if (init->found.count > GATHER_MAX) {
		diag(&job->diags, DIAG_FILE_LIMIT,
		    (struct pos){ .file = folder },
		    "it holds %zu logs; init takes %d: call it in the folders below",
		    init->found.count, (int)GATHER_MAX);
		return false;
	}
	init->gathered = gather(init->found.records, init->found.count,
	    folder, study, job->arena);
	if (init->gathered.count == 0)
		diag(&job->diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = folder },
		    "its files describe hardware, but none says how long or with what energy something ran");
	return init->gathered.count > 0;
}
