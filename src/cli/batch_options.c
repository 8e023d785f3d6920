/*
 * What the options say of a batch, and the sum of what all its studies
 * depend on.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/sanitizer.h"
#include "base/str.h"
#include "catalog/catalog.h"
#include "cli/batch.h"
#include "cli/options.h"
#include "version.h"

enum { JOBS_MAX = 256, SHARES_MAX = 100000, MEMORY_LEAST = 64,
	MEMORY_USUAL = 256, MEMORY_MOST = 65536, SECONDS_USUAL = 10,
	SECONDS_MOST = 86400, CLOCK_FOR_CPU = 6, FILE_BYTES = 64 << 20,
	FILES_OPEN = 64, MEGABYTE = 1 << 20 };

/* A whole number, 0 when it is none or over MOST. */
static unsigned
whole(struct span text, unsigned most)
{
	unsigned long n = 0;

	if (text.n == 0 || text.n > 9)
		return 0;
	for (; text.n > 0; text = span_sub(text, 1, text.n)) {
		if (text.s[0] < '0' || text.s[0] > '9')
			return 0;
		n = n * 10 + (unsigned)(text.s[0] - '0');
	}
	return n > most ? 0 : (unsigned)n;
}

static bool
number(struct job *job, const char *name, const char *text, unsigned least,
    unsigned most, unsigned *n)
{
	if (text == NULL)
		return true;
	*n = whole(span_of(text), most);
	if (*n >= least && *n > 0)
		return true;
	diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
	    "--%s=%s must be a whole number from %u to %u", name, text, least,
	    most);
	return false;
}

static bool
read_share(struct job *job, struct batch_how *how)
{
	struct span rest = span_of(job->options.batch.shard == NULL ? "" :
		job->options.batch.shard);

	if (rest.n == 0 && job->options.batch.shard == NULL)
		return true;
	how->share = whole(span_cut(&rest, '/'), SHARES_MAX);
	how->shares = whole(rest, SHARES_MAX);
	if (how->share > 0 && how->share <= how->shares)
		return true;
	diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
	    "--shard=%s must be K/N, such as 1/8 to 8/8",
	    job->options.batch.shard);
	return false;
}

static unsigned
processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > JOBS_MAX ? JOBS_MAX : (unsigned)n;
}

bool
batch_options(struct job *job, struct batch_how *how)
{
	const struct batch_options *given = &job->options.batch;
	unsigned memory = MEMORY_USUAL, seconds = SECONDS_USUAL;

	*how = (struct batch_how){ .jobs = processors() };
	if (!number(job, "jobs", given->jobs, 1, JOBS_MAX, &how->jobs) ||
	    !number(job, "limit-memory", given->memory, MEMORY_LEAST,
		MEMORY_MOST, &memory) ||
	    !number(job, "limit-seconds", given->seconds, 1, SECONDS_MOST,
		&seconds) ||
	    !read_share(job, how))
		return false;
	how->limits = (struct sandbox_limits){
		.memory = (size_t)memory * MEGABYTE,
		.seconds = seconds,
		.file_bytes = FILE_BYTES,
		.files = FILES_OPEN,
	};
	/* what a sanitizer holds beside the program's memory is no limit's */
	if (ADDRESS_SANITIZER)
		how->limits.memory = (size_t)-1 >> 1;
	how->seconds = seconds * CLOCK_FOR_CPU;
	return true;
}

/* Options that change how a batch runs, but not what it writes. */
static bool
is_about_running(const struct option_row *row)
{
	static const char *const names[] = { "output", "quiet", "verbose",
		"no-color" };
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(row->name, names[i]) == 0)
			return true;
	return row->offset >= offsetof(struct options, batch) &&
	    row->offset < offsetof(struct options, batch) +
		    sizeof(struct batch_options);
}

static bool
add_file(struct job *job, struct digest *digest, const char *path)
{
	errno = EFBIG;
	if (digest_file(digest, path))
		return true;
	diag(&job->diags, DIAG_FILE_READ, (struct pos){ .file = path }, "%s",
	    strerror(errno));
	return false;
}

static bool
add_option(struct job *job, struct digest *digest,
    const struct option_row *row, const void *member)
{
	const struct texts *texts = member;
	size_t i;

	switch (row->kind) {
	case OPTION_FLAG:
		if (*(const bool *)member)
			digest_text(digest, row->name);
		break;
	case OPTION_TEXT:
		if (*(const char *const *)member == NULL)
			break;
		digest_text(digest, row->name);
		digest_text(digest, *(const char *const *)member);
		break;
	case OPTION_TEXTS:
		for (i = 0; i < texts->count; i++) {
			digest_text(digest, row->name);
			digest_text(digest, texts->items[i]);
			if (!add_file(job, digest, texts->items[i]))
				return false;
		}
		break;
	}
	return true;
}

/* What is installed. */
static bool
add_data(struct job *job, struct digest *digest)
{
	const char *fault = digest_folder(digest, job->data_folder,
	    job->arena);

	if (fault != NULL)
		diag(&job->diags, DIAG_FILE_READ,
		    (struct pos){ .file = job->data_folder }, "it %s", fault);
	return fault == NULL;
}

bool
batch_sum(struct job *job, const struct report *report,
    char sum[DIGEST_TEXT])
{
	struct digest *digest = digest_new(job->arena);
	const struct option_row *row;
	size_t i;
	bool summed;

	digest_text(digest, WATTLEAF_VERSION);
	digest_text(digest, catalog_version(job->catalog));
	summed = add_data(job, digest);
	digest_add(digest, &job->date_s, sizeof job->date_s);
	for (i = 0; (row = option_row(i)) != NULL; i++)
		if (!is_about_running(row))
			summed = add_option(job, digest, row,
				     (const char *)&job->options +
					 row->offset) &&
			    summed;
	summed = add_file(job, digest, report->template) && summed;
	/* one of the program's own is among its data */
	if (job->options.profile != NULL &&
	    access(job->options.profile, F_OK) == 0)
		summed = add_file(job, digest, job->options.profile) && summed;
	digest_end(digest, sum);
	return summed;
}
