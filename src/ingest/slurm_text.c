/*
 * Texts of Slurm to numbers. A list of resources names GPUs twice, bare and
 * by type: the bare count holds, the types only name the model.
 */
#include "ingest/slurm_text.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/num.h"
#include "base/timestamp.h"
#include "ingest/cell.h"
#include "ingest/ingest.h"

enum { COUNT_MAX = 1000000, STAMP_LONGEST = 40 };

/* "No value" of 64 bits is just below 2^64; nothing real comes near. */
static const double NO_VALUE = 1e18;

struct state_name {
	const char *name;
	enum job_state state;
};

static const struct state_name states[] = {
	{ "COMPLETED", JOB_ENDED },
	{ "COMPLETING", JOB_RUNNING },
	{ "CANCELLED", JOB_ABORTED },
	{ "FAILED", JOB_ABORTED },
	{ "TIMEOUT", JOB_ABORTED },
	{ "OUT_OF_MEMORY", JOB_ABORTED },
	{ "NODE_FAIL", JOB_ABORTED },
	{ "PREEMPTED", JOB_ABORTED },
	{ "DEADLINE", JOB_ABORTED },
	{ "BOOT_FAIL", JOB_ABORTED },
	{ "LAUNCH_FAILED", JOB_ABORTED },
	{ "REVOKED", JOB_ABORTED },
	{ "REQUEUED", JOB_ABORTED },
	{ "RESIZING", JOB_ENDED },
	{ "RUNNING", JOB_RUNNING },
	{ "SUSPENDED", JOB_RUNNING },
	{ "STOPPED", JOB_RUNNING },
	{ "SIGNALING", JOB_RUNNING },
	{ "STAGE_OUT", JOB_RUNNING },
	{ "PENDING", JOB_WAITING },
	{ "CONFIGURING", JOB_WAITING },
	{ "REQUEUE_FED", JOB_WAITING },
	{ "REQUEUE_HOLD", JOB_WAITING },
	{ "RESV_DEL_HOLD", JOB_WAITING },
	{ "SPECIAL_EXIT", JOB_WAITING },
};

double
slurm_elapsed_s(struct span text)
{
	double days = 0, part, seconds = 0;
	size_t parts = 0;

	text = span_trim(text);
	if (memchr(text.s, '-', text.n) != NULL &&
	    (!num_parse(span_cut(&text, '-'), &days) || !(days >= 0)))
		return (double)NAN;
	while (text.n > 0) {
		if (!num_parse(span_cut(&text, ':'), &part) || !(part >= 0) ||
		    ++parts > 3)
			return (double)NAN;
		seconds = seconds * 60 + part;
	}
	return parts < 2 ? (double)NAN : days * 86400 + seconds;
}

double
slurm_energy_j(struct span text)
{
	static const char suffixes[] = "KMGTP";
	const char *suffix;
	double value, factor = 1;

	text = span_trim(text);
	if (text.n > 1 && text.s[text.n - 1] != '\0' &&
	    (suffix = strchr(suffixes, text.s[text.n - 1])) != NULL) {
		factor = pow(1000, (double)(suffix - suffixes + 1));
		text.n--;
	}
	if (!num_parse(text, &value) || !(value >= 0) || value >= NO_VALUE)
		return (double)NAN;
	return value * factor;
}

struct slurm_tres
slurm_tres_none(void)
{
	return (struct slurm_tres){
		.gpus = -1,
		.nodes = -1,
		.energy_j = (double)NAN,
	};
}

/* "1g.10gb", "a100_3g.20gb": a slice of a GPU. */
static bool
is_slice(struct span type)
{
	size_t i;

	for (i = 0; i + 3 < type.n; i++)
		if (type.s[i] >= '0' && type.s[i] <= '9' &&
		    type.s[i + 1] == 'g' && type.s[i + 2] == '.' &&
		    type.s[i + 3] >= '0' && type.s[i + 3] <= '9')
			return true;
	return false;
}

static bool
is_count(double count)
{
	return count >= 0 && count <= COUNT_MAX && count == floor(count);
}

/* A count by type: it names the model, and counts where no bare count stands. */
static void
add_type(struct slurm_tres *tres, struct span type, double count)
{
	if (count <= 0)
		return;
	if (tres->typed == 0 && !tres->several)
		tres->gpu_type = type;
	else if (tres->gpu_type.n != type.n ||
	    memcmp(tres->gpu_type.s, type.s, type.n) != 0)
		tres->several = true;
	if (tres->several)
		tres->gpu_type = (struct span){ "", 0 };
	tres->typed += count;
	tres->slices |= is_slice(type);
}

void
slurm_tres_add(struct slurm_tres *tres, struct span name, double count)
{
	if (span_equal(name, "energy")) {
		if (count < NO_VALUE)
			tres->energy_j = count;
	} else if (!is_count(count)) {
		return;
	} else if (span_equal(name, "node")) {
		tres->nodes = (int)count;
	} else if (span_equal(name, "gres/gpu")) {
		tres->gpus = (int)count;
	} else if (span_starts(name, "gres/gpu:")) {
		add_type(tres, span_sub(name, 9, name.n), count);
	}
}

struct slurm_tres
slurm_tres_of(struct span list)
{
	struct slurm_tres tres = slurm_tres_none();

	while (list.n > 0) {
		struct span value = span_cut(&list, ',');
		struct span name = span_trim(span_cut(&value, '='));
		double count;

		if (span_equal(name, "energy"))
			tres.energy_j = slurm_energy_j(value);
		else if (num_parse(span_trim(value), &count))
			slurm_tres_add(&tres, name, count);
	}
	return tres;
}

void
slurm_tres_add_gres(struct slurm_tres *tres, struct span gres)
{
	struct span type = { "", 0 }, count;
	double number;

	gres = span_sub(gres, 0, span_find(gres, "("));
	if (span_starts(gres, "gres:") || span_starts(gres, "gres/"))
		gres = span_sub(gres, 5, gres.n);
	if (!span_equal(span_cut(&gres, ':'), "gpu"))
		return;
	count = span_cut(&gres, ':');
	if (gres.n > 0) {
		type = count;
		count = gres;
	}
	if (!num_parse(span_trim(count), &number) || !is_count(number))
		return;
	if (type.n > 0)
		add_type(tres, type, number);
	else if (tres->gpus + number <= COUNT_MAX)
		tres->gpus = (tres->gpus < 0 ? 0 : tres->gpus) + (int)number;
}

void
slurm_tres_to_job(const struct slurm_tres *tres, struct reading *reading,
    struct job *job)
{
	if (tres->gpus >= 0)
		job->gpus = tres->gpus;
	else if (tres->typed > 0 && tres->typed <= COUNT_MAX)
		job->gpus = (int)tres->typed;
	if (tres->nodes >= 0)
		job->nodes = tres->nodes;
	if (tres->gpu_type.n > 0 && !tres->slices)
		job->gpu_type = span_dup(reading->arena, tres->gpu_type);
	job->slices |= tres->slices;
	if (!isnan(tres->energy_j) && !(job->energy_j > 0))
		job->energy_j = tres->energy_j;
}

enum job_state
slurm_state(struct span text, bool *known)
{
	size_t i;
	struct span word = span_trim(text);

	word = span_cut(&word, ' ');
	if (word.n > 2 && word.s[word.n - 1] == '+')
		word.n--;
	*known = true;
	for (i = 0; i < sizeof states / sizeof states[0]; i++)
		if (span_equal(word, states[i].name) ||
		    (word.n >= 7 && strlen(states[i].name) > word.n &&
			memcmp(states[i].name, word.s, word.n) == 0))
			return states[i].state;
	*known = false;
	return JOB_UNKNOWN;
}

double
slurm_time_s(const struct reading *reading, struct span text, bool *zoned)
{
	char copy[STAMP_LONGEST];
	double seconds, zone_s = reading->options->zone_s;

	text = span_trim(text);
	*zoned = false;
	if (text.n == 0 || text.n > sizeof copy)
		return (double)NAN;
	if (num_parse(text, &seconds)) {
		*zoned = true;
		return seconds > 1e8 && seconds < 1e11 ? seconds : (double)NAN;
	}
	memcpy(copy, text.s, text.n);
	if (text.n > 10 && copy[10] == '-')
		copy[10] = 'T';
	if (!timestamp_parse((struct span){ copy, text.n }, &seconds, zoned))
		return (double)NAN;
	if (!*zoned && !isnan(zone_s)) {
		seconds -= zone_s;
		*zoned = true;
	}
	return seconds;
}
