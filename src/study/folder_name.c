/*
 * Words that folders and files of runs are called by.
 */
#include "study/folder_name.h"

#include <string.h>

#include "base/arena.h"

enum { ID_MAX = 60, JOB_DIGITS = 5, HEX_LEAST = 7 };

static const char DIGITS[] = "0123456789";

/* Lower case; a name is the word alone, with a number behind it, or ends in it. */
static const char *const plain_words[] = { "logs", "log", "power", "energy",
	"metrics", "telemetry", "output", "outputs", "out", "results", "data",
	"hw", "hardware", "spec", "specs", "system", "systems", "nodes",
	"wandb", "files", "tensorboard", "tb", "tb_logs", "events",
	"lightning_logs", "monitoring", "slurm", "runs", "experiments",
	"exps", "models", "jobs", "mlruns", "artifacts", "emissions",
	"trackers", "gpu", "gpus", "stats", "latest-run", "checkpoints",
	"latest", "raw", "csv", "run", "job", "exp", NULL };
static const char *const rank_words[] = { "rank", "node", "worker", "gpu",
	"host", "device", "proc", "process", "replica", "shard", "nid", "pdu",
	NULL };
static const char *const restart_words[] = { "restart", "resume", "resumed",
	"part", "attempt", "cont", "continued", "segment", "requeue", NULL };
static const char *const run_words[] = { "run", "offline-run", "trial",
	"seed", "exp", "experiment", "version", "job", "fold", "try",
	"repeat", "rep", "result", "iter", "slurm", NULL };

static const struct {
	const char *word;
	enum stage stage;
} stage_words[] = {
	{ "train", STAGE_FINAL }, { "training", STAGE_FINAL },
	{ "final", STAGE_FINAL }, { "tuning", STAGE_TUNING },
	{ "tune", STAGE_TUNING }, { "sweep", STAGE_TUNING },
	{ "sweeps", STAGE_TUNING }, { "hpo", STAGE_TUNING },
	{ "search", STAGE_TUNING }, { "gridsearch", STAGE_TUNING },
	{ "failed", STAGE_FAILED }, { "fail", STAGE_FAILED },
	{ "crashed", STAGE_FAILED }, { "aborted", STAGE_FAILED },
	{ "inference", STAGE_INFERENCE }, { "infer", STAGE_INFERENCE },
	{ "serving", STAGE_INFERENCE }, { "serve", STAGE_INFERENCE },
	{ "generate", STAGE_INFERENCE }, { "eval", STAGE_OTHER },
	{ "evaluation", STAGE_OTHER }, { "test", STAGE_OTHER },
	{ "benchmark", STAGE_OTHER }, { "debug", STAGE_OTHER },
};

static bool
is_one_of(struct span name, const char *const *words)
{
	for (; *words != NULL; words++)
		if (span_equal_nocase(name, *words))
			return true;
	return false;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_sign(char c)
{
	return c != '\0' && strchr("-_. +", c) != NULL;
}

static size_t
leading(struct span name, const char *set)
{
	size_t n = 0;

	while (n < name.n && name.s[n] != '\0' &&
	    strchr(set, name.s[n]) != NULL)
		n++;
	return n;
}

/* A number, a date, the number of a commit: signs and hexadecimal digits, one of them a decimal one. */
static bool
is_number(struct span name)
{
	size_t digits = leading(name, DIGITS);

	if (digits == name.n)
		return digits > 0;
	while (digits < name.n && !is_digit(name.s[digits]))
		digits++;
	return name.n >= HEX_LEAST && digits < name.n &&
	    leading(name, "0123456789abcdefABCDEF-_:.T") == name.n;
}

/* The word in front of a number, "seed" of "seed_1"; the whole name when there is no number behind it. */
static struct span
word_of(struct span name, bool *numbered)
{
	size_t n = 0;

	while (n < name.n && !is_digit(name.s[n]))
		n++;
	*numbered = n < name.n;
	while (n > 0 && is_sign(name.s[n - 1]))
		n--;
	return span_sub(name, 0, n);
}

bool
name_stage(struct span name, enum stage *stage)
{
	bool numbered;
	struct span word = word_of(name, &numbered);
	size_t i;

	for (i = 0; i < sizeof stage_words / sizeof stage_words[0]; i++)
		if (span_equal_nocase(word, stage_words[i].word)) {
			*stage = stage_words[i].stage;
			return true;
		}
	return false;
}

enum name_kind
name_kind(struct span name)
{
	bool numbered;
	struct span word = word_of(name, &numbered);
	enum stage stage;

	/* the states of one run at several times lie in "checkpoint-1000" */
	if (memchr(name.s, '@', name.n) != NULL ||
	    is_one_of(name, plain_words) ||
	    span_equal_nocase(word, "checkpoint"))
		return NAME_PLAIN;
	if (numbered && is_one_of(word, rank_words))
		return NAME_RANK;
	if (is_one_of(word, restart_words))
		return NAME_RESTART;
	if (name_stage(name, &stage))
		return NAME_STAGE;
	return is_number(name) || (numbered && is_one_of(word, run_words)) ?
	    NAME_RUN :
	    NAME_WORD;
}

/* "20240131", "20240131154407" */
static bool
is_date(struct span digits)
{
	return span_starts(digits, "20") && (digits.n == 8 || digits.n == 14);
}

struct span
name_job(struct span name)
{
	size_t i, n;

	for (i = 0; i < name.n; i += n > 0 ? n : 1) {
		n = leading(span_sub(name, i, name.n), DIGITS);
		if (n >= JOB_DIGITS && !is_date(span_sub(name, i, n)))
			return span_sub(name, i, n);
	}
	return span_sub(name, 0, 0);
}

/* Without ".csv", ".csv.gz": what is behind the first "." that no digit follows. */
static struct span
without_suffix(struct span name)
{
	size_t i;

	for (i = 1; i + 1 < name.n; i++)
		if (name.s[i] == '.' && !is_digit(name.s[i + 1]))
			return span_sub(name, 0, i);
	return name;
}

/* The length of the next word of a name with what numbers it: "node_0", "rank1", "power". */
static size_t
part_length(struct span rest)
{
	size_t n = 0;

	while (n < rest.n && !is_sign(rest.s[n]))
		n++;
	/* "node_0": the number belongs to its word */
	if (n + 1 < rest.n && is_digit(rest.s[n + 1]) &&
	    (is_one_of(span_sub(rest, 0, n), rank_words) ||
		is_one_of(span_sub(rest, 0, n), restart_words)))
		n += 1 + leading(span_sub(rest, n + 1, rest.n), DIGITS);
	return n;
}

const char *
name_stem(const char *file, struct arena *arena)
{
	struct span rest = without_suffix(span_of(file));
	struct buf stem = { NULL, 0, 0 };
	const char *kept;
	size_t n;

	while (rest.n > 0) {
		struct span part;

		n = part_length(rest);
		part = span_sub(rest, 0, n);
		if (n > 0 && name_kind(part) != NAME_RANK &&
		    name_kind(part) != NAME_RESTART) {
			if (stem.n > 0)
				buf_putc(&stem, '-');
			buf_add(&stem, part.s, part.n);
		}
		rest = span_sub(rest, n + (n < rest.n), rest.n);
	}
	kept = arena_strndup(arena, stem.n == 0 ? "" : stem.s, stem.n);
	buf_free(&stem);
	return kept;
}

bool
name_restarts(const char *file)
{
	struct span rest = without_suffix(span_of(file));

	while (rest.n > 0) {
		size_t n = part_length(rest);

		if (name_kind(span_sub(rest, 0, n)) == NAME_RESTART)
			return true;
		rest = span_sub(rest, n + (n < rest.n), rest.n);
	}
	return false;
}

const char *
name_id(const char *name, struct arena *arena)
{
	char *id = arena_alloc(arena, ID_MAX + 1);
	size_t n = 0;

	for (; *name != '\0' && n < ID_MAX; name++) {
		bool fits = is_digit(*name) || (*name >= 'a' && *name <= 'z') ||
		    (*name >= 'A' && *name <= 'Z') || *name == '_' ||
		    *name == '.';

		if (fits && !(n == 0 && *name == '.'))
			id[n++] = *name;
		else if (n > 0 && id[n - 1] != '-')
			id[n++] = '-';
	}
	while (n > 0 && id[n - 1] == '-')
		n--;
	id[n] = '\0';
	return id;
}
