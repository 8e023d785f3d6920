/*
 * wattleaf inspect --partial: logs and digests become one digest.
 */
#include <math.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/str.h"
#include "batch/digest.h"
#include "cli/cli.h"
#include "cli/partial_out.h"
#include "ingest/ingest.h"
#include "ingest/partial.h"
#include "write/output.h"

/* Digests go to the list; what was said of them is marked in OF_DIGEST. */
static void
sort_out(struct job *job, struct digests *digests, const struct found *found,
    bool *of_digest)
{
	size_t i, k;

	for (i = 0; i < found->count; i++) {
		struct record *record = found->records[i];

		if (record->partial == NULL)
			continue;
		digests->items = arena_grow(job->arena, digests->items,
		    digests->count, sizeof(struct record *));
		digests->items[digests->count++] = record;
		for (k = 0; k < record->diag_count; k++)
			of_digest[record->diag_first + k] = true;
	}
}

void
digests_take(struct job *job, struct digests *digests,
    const struct found *found, const struct diags *said)
{
	bool *of_digest = arena_alloc(job->arena, said->count + 1);
	size_t *place = arena_alloc(job->arena,
	    (said->count + 1) * sizeof *place);
	size_t i;

	memset(of_digest, 0, said->count + 1);
	sort_out(job, digests, found, of_digest);
	for (i = 0; i < said->count; i++) {
		const struct diags one = { .arena = job->arena,
			.items = &said->items[i], .count = 1 };

		place[i] = job->diags.count;
		if (!of_digest[i])
			diags_append(&job->diags, &one, DIAG_NOTE);
	}
	place[i] = job->diags.count;
	for (i = 0; i < found->count; i++)
		if (found->records[i]->partial == NULL)
			found->records[i]->diag_first =
			    place[found->records[i]->diag_first];
}

/* The file as it lies; nothing of what comes through a pipe or out of an archive. */
static void
note_log(struct job *job, const struct record *record)
{
	struct partial *partial = record->partial;
	struct partial_log log = { NULL, (double)NAN };
	struct digest *digest;
	char sum[DIGEST_TEXT];
	struct stat status;

	if (strcmp(record->format, "wattleaf-partial") == 0)
		return;
	if (stat(record->file, &status) == 0 && S_ISREG(status.st_mode)) {
		bool summed;

		digest = digest_new(job->arena);
		summed = digest_plain(digest, record->file);
		digest_end(digest, sum);
		log.bytes = (double)status.st_size;
		log.sha256 = summed ? arena_strdup(job->arena, sum) : NULL;
	}
	partial->logs = arena_grow(job->arena, NULL, 0, sizeof log);
	partial->logs[0] = log;
	partial->log_count = 1;
}

/* NAME/DEVICE, so that devices of two machines differ. */
static void
name_machine(struct job *job, struct partial *partial)
{
	size_t i;

	for (i = 0; job->options.machine != NULL && i < partial->count; i++)
		partial->devices[i].id = arena_printf(job->arena, "%s/%s",
		    job->options.machine, partial->devices[i].id);
}

static void
check_record(struct job *job, const struct record *record, bool faulty)
{
	struct pos pos = { .file = record->file };

	if (record->partial != NULL) {
		note_log(job, record);
		name_machine(job, record->partial);
	} else if (!faulty) {
		diag(&job->diags, DIAG_LOG_NO_DIGEST, pos,
		    "%s does not come as samples of power or of a counter with their dates, one after the other; name the log itself",
		    record->format == NULL ? "it" : record->format);
	}
}

static void
read_argument(struct job *job, const char *path,
    const struct read_options *options, struct digests *digests)
{
	struct diags said = { .arena = job->arena,
		.progress = job->diags.progress };
	const struct found found = ingest_find(path, options, job->arena,
	    &said);
	size_t i, first = job->diags.count;

	digests_take(job, digests, &found, &said);
	for (i = 0; i < found.count; i++)
		check_record(job, found.records[i],
		    diags_have_error(&job->diags, first));
}

/* Joined; NULL, with what is wrong, when they are no parts of one log. */
static const struct record *
join(struct job *job, const struct read_options *options,
    struct digests *digests)
{
	struct diags said = { .arena = job->arena };
	size_t i, n = partial_join(digests->items, digests->count, options,
	    job->arena, &said);

	/* a part may be too short for an energy of its own */
	for (i = 0; i < said.count; i++) {
		const struct diags one = { .arena = job->arena,
			.items = &said.items[i], .count = 1 };

		if (said.items[i].code != DIAG_LOG_NOTHING &&
		    said.items[i].code != DIAG_LOG_PARTIAL)
			diags_append(&job->diags, &one, DIAG_NOTE);
	}
	if (n == 1)
		return digests->items[0];
	diag(&job->diags, DIAG_LOG_NO_DIGEST,
	    (struct pos){ .file = digests->items[n - 1]->file },
	    "it does not join with %s into one digest: samples that overlap, or another format, kind or clock",
	    digests->items[0]->file);
	return NULL;
}

static void
write_digest(struct job *job, const struct record *record)
{
	const char *path = job->options.output;
	struct buf out = { 0 };

	json_data(partial_data(job, record), &out);
	if (path == NULL || strcmp(path, "-") == 0)
		stdout_write(&job->diags, out.s, out.n);
	else
		file_write(path, &out, true, job->arena, &job->diags);
	buf_free(&out);
}

void
partial_write(struct job *job, const struct read_options *options)
{
	struct read_options partial = *options;
	struct digests digests = { NULL, 0 };
	const struct record *record;
	size_t i, first = job->diags.count;

	partial.partial = true;
	for (i = 0; i < job->argument_count; i++)
		read_argument(job, job->arguments[i], &partial, &digests);
	if (diags_have_error(&job->diags, first))
		return;
	if (digests.count == 0) {
		diag(&job->diags, DIAG_LOG_NO_DIGEST,
		    (struct pos){ .file = job->arguments[0] },
		    "there is no log in it");
		return;
	}
	record = join(job, &partial, &digests);
	if (record != NULL)
		write_digest(job, record);
}
