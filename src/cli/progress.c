/*
 * The line on a terminal that says how far a long job is: after a second,
 * on standard error, gone at the end. A thread of its own draws it, so that
 * a stage that tells nothing for long is shown too.
 */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/progress.h"
#include "base/str.h"
#include "cli/cli.h"
#include "cli/screen.h"
#include "write/chars.h"

enum { NAME_MAX_BYTES = 256, WAIT_FIRST_MS = 1000, WAIT_MS = 200 };

struct line {
	struct progress progress; /* first: readers hold this */
	pthread_mutex_t lock;     /* of all that follows */
	pthread_cond_t woken;
	pthread_t thread;
	bool ended, drawn;
	const char *stage;        /* "writing"; NULL: reading */
	char name[NAME_MAX_BYTES];
	size_t files;
	uint64_t bytes, expected; /* 0: nobody knows */
};

static void
copy_name(struct line *line, const char *name)
{
	struct buf clean = { 0 };

	chars_clean(&clean, span_of(name));
	snprintf(line->name, sizeof line->name, "%s",
	    clean.s == NULL ? "" : clean.s);
	buf_free(&clean);
}

static void
on_file(struct progress *progress, const char *name)
{
	struct line *line = (struct line *)progress;

	pthread_mutex_lock(&line->lock);
	line->files++;
	copy_name(line, name);
	pthread_mutex_unlock(&line->lock);
}

static void
on_bytes(struct progress *progress, uint64_t n)
{
	struct line *line = (struct line *)progress;

	pthread_mutex_lock(&line->lock);
	line->bytes += n;
	pthread_mutex_unlock(&line->lock);
}

/* "412 MB" */
static void
add_size(struct buf *out, uint64_t bytes)
{
	static const char *const units[] = { "B", "kB", "MB", "GB", "TB" };
	double size = (double)bytes;
	size_t i = 0;

	for (; size >= 1000 && i + 1 < sizeof units / sizeof units[0]; i++)
		size /= 1000;
	buf_printf(out, "%.*f %s", i > 2 ? 1 : 0, size, units[i]);
}

static void
say_reading(const struct line *line, struct buf *out)
{
	buf_puts(out, "reading: ");
	if (line->files > 1)
		buf_printf(out, "%zu files, ", line->files);
	add_size(out, line->bytes);
	if (line->expected >= line->bytes && line->expected > 0) {
		buf_puts(out, " of ");
		add_size(out, line->expected);
		buf_printf(out, " (%d %%)",
		    (int)(100 * (double)line->bytes / (double)line->expected));
	}
	if (line->name[0] != '\0' && strcmp(line->name, "-") != 0)
		buf_printf(out, "  %s", line->name);
}

/* One line that leaves the last column free: some terminals wrap there. */
static void
draw(struct line *line)
{
	size_t columns = screen_columns(STDERR_FILENO) - 1;
	struct buf text = { 0 };
	struct span rest, shown;

	if (line->stage == NULL)
		say_reading(line, &text);
	else
		buf_printf(&text, "%s  %s", line->stage, line->name);
	rest = shown = (struct span){ text.s, text.n };
	while (chars_width(shown) > columns)
		shown.n--;
	for (; shown.n < rest.n && shown.n > 0 &&
	     ((unsigned char)rest.s[shown.n] & 0xc0) == 0x80; shown.n--)
		;
	fprintf(stderr, "\r\033[K%.*s", (int)shown.n, shown.s);
	fflush(stderr);
	line->drawn = true;
	buf_free(&text);
}

static struct timespec
in_milliseconds(long wait)
{
	struct timespec at;

	clock_gettime(CLOCK_REALTIME, &at);
	at.tv_nsec += wait % 1000 * 1000000;
	at.tv_sec += wait / 1000 + at.tv_nsec / 1000000000;
	at.tv_nsec %= 1000000000;
	return at;
}

static void *
show(void *context)
{
	struct line *line = context;
	struct timespec at = in_milliseconds(WAIT_FIRST_MS);

	pthread_mutex_lock(&line->lock);
	while (!line->ended)
		if (pthread_cond_timedwait(&line->woken, &line->lock, &at) ==
		    ETIMEDOUT && !line->ended) {
			draw(line);
			at = in_milliseconds(WAIT_MS);
		}
	pthread_mutex_unlock(&line->lock);
	return NULL;
}

static void
on_end(struct progress *progress)
{
	struct line *line = (struct line *)progress;

	if (line->ended)
		return;
	pthread_mutex_lock(&line->lock);
	line->ended = true;
	pthread_cond_signal(&line->woken);
	pthread_mutex_unlock(&line->lock);
	pthread_join(line->thread, NULL);
	if (line->drawn)
		fputs("\r\033[K", stderr);
	fflush(stderr);
}

void
progress_begin(struct job *job)
{
	const char *term = getenv("TERM");
	struct line *line;

	if (job->options.quiet || !isatty(STDERR_FILENO) || term == NULL ||
	    strcmp(term, "dumb") == 0)
		return;
	line = arena_alloc(job->arena, sizeof *line);
	line->progress = (struct progress){ on_file, on_bytes, on_end };
	pthread_mutex_init(&line->lock, NULL);
	pthread_cond_init(&line->woken, NULL);
	if (pthread_create(&line->thread, NULL, show, line) == 0)
		job->diags.progress = &line->progress;
}

void
progress_expect(struct job *job, const char *path)
{
	struct line *line = (struct line *)job->diags.progress;
	struct stat status;

	if (line == NULL || path == NULL || stat(path, &status) != 0 ||
	    !S_ISREG(status.st_mode))
		return;
	pthread_mutex_lock(&line->lock);
	line->expected += (uint64_t)status.st_size;
	pthread_mutex_unlock(&line->lock);
}

void
progress_stage(struct job *job, const char *stage, const char *name)
{
	struct line *line = (struct line *)job->diags.progress;

	if (line == NULL)
		return;
	pthread_mutex_lock(&line->lock);
	line->stage = stage;
	copy_name(line, name);
	pthread_mutex_unlock(&line->lock);
}

void
progress_end(struct job *job)
{
	if (job->diags.progress != NULL)
		job->diags.progress->end(job->diags.progress);
}

void
progress_close(struct job *job)
{
	progress_end(job);
	job->diags.progress = NULL;
}
