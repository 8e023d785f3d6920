/*
 * Reading the logs and hardware files of a study into its runs: first as
 * they are, then, once the run's window is known, power logs again inside it.
 */
#include <errno.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/num.h"
#include "base/str.h"
#include "cli/cli.h"
#include "ingest/ingest.h"
#include "ingest/partial.h"
#include "study/study.h"

struct window {
	bool known;
	double from_s, to_s;
	bool zoned;
};

bool
zone_parse(const char *text, double *seconds)
{
	struct span rest = span_of(text);
	double hours, minutes = 0;
	double sign = 1;

	if (strcmp(text, "UTC") == 0 || strcmp(text, "Z") == 0) {
		*seconds = 0;
		return true;
	}
	if (rest.n < 3 || (rest.s[0] != '+' && rest.s[0] != '-'))
		return false;
	sign = rest.s[0] == '-' ? -1 : 1;
	rest = span_sub(rest, 1, rest.n);
	if (!num_parse(span_sub(rest, 0, 2), &hours) || hours > 14)
		return false;
	rest = span_sub(rest, 2, rest.n);
	if (span_starts(rest, ":"))
		rest = span_sub(rest, 1, rest.n);
	if (rest.n != 0 &&
	    (rest.n != 2 || !num_parse(rest, &minutes) || minutes > 59))
		return false;
	*seconds = sign * (hours * 3600 + minutes * 60);
	return true;
}

static double
zone_of(struct job *job, const struct log *log)
{
	const char *text =
	    log->zone.text != NULL ? log->zone.text : job->options.zone;
	double seconds;

	if (text == NULL)
		return (double)NAN;
	if (zone_parse(text, &seconds))
		return seconds;
	diag(&job->diags, DIAG_STUDY_VALUE, log->zone.pos,
	    "zone=\"%s\" must be UTC or an offset such as +01:00", text);
	return (double)NAN;
}

static struct read_options
options_of(struct job *job, const struct log *log, const struct window *window)
{
	struct read_options options = read_options_none();

	options.format = log->format.text;
	options.columns = log->columns.text;
	options.columns_pos = log->columns.pos;
	options.threads = job_threads(job);
	options.device = log->device.text;
	options.zone_s = zone_of(job, log);
	options.trace = job->trace;
	if (window->known) {
		options.from_s = window->from_s;
		options.to_s = window->to_s;
	}
	return options;
}

/* Told where a study names it; of an argument, and of what should be in an archive, opening tells. */
static bool
is_missing(const struct log *log, const char *path, struct diags *diags)
{
	if (log->href.pos.line == 0 || access(path, F_OK) == 0 ||
	    errno != ENOENT)
		return false;
	diag(diags, DIAG_STUDY_FILE, log->href.pos,
	    "\"%s\" should be a file, seen from the study's folder",
	    log->href.text);
	return true;
}

static void
read_log(struct job *job, const struct study *study, struct log *log,
    const struct window *window, struct diags *diags)
{
	struct read_options options = options_of(job, log, window);
	const char *path = study_path(study, &log->href,
	    job->options.allow_outside, job->arena, diags);

	log->record = path == NULL || is_missing(log, path, diags) ?
	    NULL :
	    ingest_read(path, &options, job->arena, diags);
	if (log->record != NULL && log->record->format == NULL)
		log->record = NULL;
}

/* The window that the author states for the run or for this log. */
static struct window
stated_window(const struct run *run, const struct log *log)
{
	struct window window = { false, 0, 0, false };

	if (log->from.known && log->to.known)
		return (struct window){ true, log->from.seconds,
			log->to.seconds, log->from.zoned };
	if (run->start.known && run->end.known)
		return (struct window){ true, run->start.seconds,
			run->end.seconds, run->start.zoned };
	return window;
}

static bool
overlaps(const struct window *window, const struct record *record)
{
	return record->start_s < window->to_s &&
	    window->from_s < record->end_s;
}

static bool
overlaps_any(const struct window *windows, size_t count,
    const struct record *record)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (overlaps(&windows[i], record))
			return true;
	return false;
}

/* The windows of the run as its time logs have them: one for each segment. */
static size_t
logged_windows(struct job *job, const struct run *run, struct window **windows)
{
	size_t i, n = 0;

	*windows = arena_alloc(job->arena,
	    run->log_count * sizeof **windows + 1);
	for (i = 0; i < run->log_count; i++) {
		const struct record *record = run->logs[i].record;

		if (record != NULL && record->kind == RECORD_NONE &&
		    !isnan(record->start_s) && !isnan(record->end_s) &&
		    !overlaps_any(*windows, n, record))
			(*windows)[n++] = (struct window){ true,
				record->start_s, record->end_s,
				record->zoned };
	}
	return n;
}

static bool
needs_window(const struct record *record, const struct window *window)
{
	return record != NULL && record->kind == RECORD_SAMPLED &&
	    window->known &&
	    (record->start_s < window->from_s ||
		record->end_s > window->to_s);
}

/* Clocks of two kinds can't be laid on each other. */
static bool
same_clock(const struct record *record, const struct window *window,
    struct diags *diags)
{
	if (record->zoned == window->zoned)
		return true;
	diag(diags, DIAG_LOG_ZONE, record->energy_pos,
	    "the stamps %s a zone, those of the run %s: the samples are not cut to the run; give zone=\"UTC\" or the like with the log",
	    record->zoned ? "have" : "have not",
	    window->zoned ? "have" : "have not");
	return false;
}

/* The stretches of one log that lie in the windows, each read by itself, joined. */
static const struct record *
read_stretches(struct job *job, const struct study *study,
    const struct log *log, const struct window *windows, size_t count,
    struct diags *said)
{
	const struct record *whole = log->record;
	struct record *joined = NULL;
	size_t i;

	for (i = 0; i < count; i++) {
		struct log part = *log;

		if (count > 1 && !overlaps(&windows[i], whole))
			continue;
		progress_expect(job, part.record->file);
		read_log(job, study, &part, &windows[i], said);
		if (part.record == NULL || isnan(part.record->energy_kwh))
			continue;
		if (joined != NULL) {
			record_join(joined, part.record);
			continue;
		}
		joined = arena_alloc(job->arena, sizeof *joined);
		*joined = *part.record;
	}
	return joined;
}

static bool
is_digest(const struct log *log)
{
	return log->record != NULL && log->record->partial != NULL;
}

/* Of a digest no stretch can be read: one window from the first to the last. */
static size_t
put_together(struct window *windows, size_t count)
{
	size_t i;

	for (i = 1; i < count; i++) {
		windows[0].from_s = fmin(windows[0].from_s,
		    windows[i].from_s);
		windows[0].to_s = fmax(windows[0].to_s, windows[i].to_s);
	}
	return count == 0 ? 0 : 1;
}

/* One log, read again when the run's windows cut it. */
static void
settle_log(struct job *job, const struct study *study, struct run *run,
    struct log *log, struct diags *said)
{
	struct window stated = stated_window(run, log);
	struct window *windows = &stated;
	struct diags again = { .arena = job->arena,
		.progress = job->diags.progress };
	size_t count = 1;

	if (!stated.known)
		count = logged_windows(job, run, &windows);
	if (is_digest(log))
		count = put_together(windows, count);
	if (count != 0 && log->record != NULL &&
	    (count > 1 || needs_window(log->record, &windows[0])) &&
	    log->record->kind == RECORD_SAMPLED &&
	    same_clock(log->record, &windows[0], said)) {
		log->record = read_stretches(job, study, log, windows, count,
		    &again);
		*said = again;
	}
	if (!is_digest(log))
		diags_append(&job->diags, said, DIAG_NOTE);
}

/* What was said of a digest's window; joining says the rest again. */
static void
say_window(struct job *job, const struct diags *said)
{
	size_t i;

	for (i = 0; i < said->count; i++) {
		const struct diags one = { .items = &said->items[i],
			.count = 1 };

		if (said->items[i].code == DIAG_LOG_WINDOW)
			diags_append(&job->diags, &one, DIAG_NOTE);
	}
}

/* The window that the run's digests are held against, where it can be. */
static struct read_options
joining_options(struct job *job, struct run *run, const struct log *log)
{
	struct read_options options = read_options_none();
	struct window window = stated_window(run, log), *windows;
	size_t count = window.known ? 0 : logged_windows(job, run, &windows);

	if (count > 0) {
		put_together(windows, count);
		window = windows[0];
	}
	if (window.known && window.zoned == log->record->zoned) {
		options.from_s = window.from_s;
		options.to_s = window.to_s;
	}
	return options;
}

/* Parts of one log become one: the first of the run's digests takes it in. A digest that stays alone keeps a log of its own. */
static void
join_digests(struct job *job, struct run *run, const struct diags *said)
{
	struct record **digests = arena_alloc(job->arena,
	    (run->log_count + 1) * sizeof(struct record *));
	struct read_options options = read_options_none();
	size_t i, k = 0, n = 0;

	for (i = 0; i < run->log_count; i++) {
		if (!is_digest(&run->logs[i]))
			continue;
		if (n == 0)
			options = joining_options(job, run, &run->logs[i]);
		say_window(job, &said[i]);
		digests[n] = arena_alloc(job->arena, sizeof *digests[n]);
		*digests[n++] = *run->logs[i].record;
	}
	n = partial_join(digests, n, &options, job->arena, &job->diags);
	for (i = 0; i < run->log_count; i++)
		if (is_digest(&run->logs[i]))
			run->logs[i].record = k < n ? digests[k++] : NULL;
}

static void
load_run(struct job *job, const struct study *study, struct run *run)
{
	static const struct window all = { false, 0, 0, false };
	struct diags *said =
	    arena_alloc(job->arena, run->log_count * sizeof *said + 1);
	size_t i;

	for (i = 0; i < run->log_count; i++) {
		said[i].arena = job->arena;
		said[i].progress = job->diags.progress;
		read_log(job, study, &run->logs[i], &all, &said[i]);
	}
	for (i = 0; i < run->log_count; i++)
		settle_log(job, study, run, &run->logs[i], &said[i]);
	join_digests(job, run, said);
}

static void
load_spec(struct job *job, const struct study *study,
    struct hardware *hardware)
{
	struct log log = { .href = hardware->spec };
	static const struct window all = { false, 0, 0, false };

	if (hardware->spec.text == NULL)
		return;
	read_log(job, study, &log, &all, &job->diags);
	hardware->record = log.record;
	if (log.record != NULL && log.record->machine.accelerator == NULL &&
	    log.record->machine.cpu == NULL)
		diag(&job->diags, DIAG_LOG_NOTHING, hardware->spec.pos,
		    "\"%s\" names no accelerator and no processor",
		    hardware->spec.text);
}

/* What will be read of the run, for the progress line. */
static void
expect_run(struct job *job, const struct study *study, const struct run *run)
{
	struct diags quiet = { .arena = job->arena };
	size_t i;

	for (i = 0; job->diags.progress != NULL && i < run->log_count; i++)
		progress_expect(job, study_path(study, &run->logs[i].href,
		    job->options.allow_outside, job->arena, &quiet));
}

void
logs_load(struct job *job, struct study *study)
{
	size_t i, j, k;

	for (i = 0; i < study->model_count; i++)
		for (j = 0; j < study->models[i].run_count; j++)
			expect_run(job, study, &study->models[i].runs[j]);
	for (i = 0; i < study->model_count; i++)
		for (j = 0; j < study->models[i].run_count; j++) {
			struct run *run = &study->models[i].runs[j];

			for (k = 0; k < run->hardware_count; k++)
				load_spec(job, study, &run->hardware[k]);
			load_run(job, study, run);
		}
}
