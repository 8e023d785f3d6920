/*
 * IT energy that logs hold: which logs may be added, which see the same
 * watts, and what stands for the time that samples leave open.
 */
#include <math.h>
#include <string.h>

#include "account/context.h"
#include "account/spread.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/word.h"
#include "study/record.h"
#include "study/record_overlap.h"
#include "study/study.h"

static const struct label LOGGED = { "E_{log}", WORD("energy in the log") };
static const struct label LOGS = { "E_{logs}", WORD("energy in all logs") };
static const struct label WHOLE = { "E_{run}", WORD("energy of the whole run") };

/* Less than this share of the run left open is not worth a word. */
static const double COVERED_ENOUGH = 0.01;

/* How the logs that are added lie to each other in time. */
enum lie { LIE_PARALLEL, LIE_SEGMENTS, LIE_MIXED };

struct logs {
	const struct record **items;
	size_t count;
};

static enum quality
record_quality(const struct record *record)
{
	switch (record->kind) {
	case RECORD_MEASURED:
		return QUALITY_MEASURED;
	case RECORD_SAMPLED:
		return QUALITY_SAMPLED;
	case RECORD_MODELLED:
		return QUALITY_MODELLED;
	case RECORD_NONE:
	case RECORD_PREDICTED:
		break;
	}
	return QUALITY_ASSUMED;
}

static double
seconds_of(const struct figure *time)
{
	return unit_from_base(UNIT_S, time->value);
}

static bool
is_ratio_one(double ratio)
{
	return fabs(ratio - 1) < 1e-9;
}

/* ENERGY of COVERED_S seconds stands for the whole TIME at its mean power. */
static const struct figure *
stretched(struct accounting *a, const struct figure *energy,
    const struct record *record, double covered_s, const struct figure *time)
{
	static const struct label covered_label = { "t_{cov}",
		WORD("time that the samples cover") };
	static const struct label share = { "s",
		WORD("run time for each hour covered") };
	const struct figure *covered;
	double ratio = seconds_of(time) / covered_s;

	if (is_ratio_one(ratio))
		return energy;
	if (fabs(ratio - 1) > COVERED_ENOUGH)
		diag(a->diags, DIAG_EVIDENCE_EXTRAPOLATED, record->energy_pos,
		    "the samples cover %.6g s of a run of %.6g s; the rest is taken at their mean power",
		    covered_s, seconds_of(time));
	covered = figure_from_value(a->arena, covered_label,
	    unit_to_base(UNIT_S, covered_s), UNIT_S,
	    origin_of_log(a->arena, &record->energy_pos, record->format),
	    QUALITY_MEASURED);
	return figure_product(a->arena, WHOLE, energy,
	    figure_quotient(a->arena, share, time, covered));
}

static bool
can_stretch(const struct record *record, const struct figure *time)
{
	return record->kind == RECORD_SAMPLED && figure_known(time) &&
	    record->covered_s > 0;
}

static enum user
user_of(const struct record *record)
{
	return record->scope == SCOPE_GPU   ? USER_DEVICES :
	    record->scope == SCOPE_PROCESSOR ? USER_HOST :
					       USER_MACHINE;
}

/* OPEN: the share of its time that samples leave open. */
static const struct figure *
energy_as_logged(struct accounting *a, const struct record *record,
    double open)
{
	struct figure *logged = figure_from_value(a->arena, LOGGED,
	    record->it_energy_kwh, UNIT_KWH,
	    origin_of_log(a->arena, &record->energy_pos, record->format),
	    record_quality(record));

	figure_of_user(logged, user_of(record));
	if (record->kind == RECORD_SAMPLED) {
		logged->op = FIGURE_INTEGRAL;
		spread_over_gaps(logged, record, open);
	}
	return logged;
}

static double
open_share(double covered_s, const struct figure *time)
{
	return 1 - covered_s / seconds_of(time);
}

/* One log by itself, for the whole run. */
static const struct figure *
energy_of_record(struct accounting *a, const struct record *record,
    const struct figure *time)
{
	if (!can_stretch(record, time))
		return energy_as_logged(a, record, 0);
	return stretched(a,
	    energy_as_logged(a, record, open_share(record->covered_s, time)),
	    record, record->covered_s, time);
}

/* Whether both saw the same watts; *CODE says how. */
static bool
overlaps(const struct record *a, const struct record *b,
    enum diag_code *code)
{
	static const enum diag_code codes[] = {
		[OVERLAP_POWER] = DIAG_EVIDENCE_OVERLAP,
		[OVERLAP_DEVICE] = DIAG_EVIDENCE_DEVICE_TWICE,
		[OVERLAP_MACHINE] = DIAG_EVIDENCE_RANKS,
	};
	enum record_overlap how = record_overlap(a, b);

	if (how != OVERLAP_NONE)
		*code = codes[how];
	return how != OVERLAP_NONE;
}

/* Whether LOG may be added to the records already taken; names the overlap when not. */
static bool
may_add(struct accounting *a, const struct logs *taken,
    const struct record *record)
{
	enum diag_code code = DIAG_EVIDENCE_OVERLAP;
	size_t i;

	for (i = 0; i < taken->count; i++) {
		const struct record *other = taken->items[i];

		if (record_quality(record) != record_quality(other) &&
		    !record_is_beside(record, other))
			return false;
		if (!overlaps(record, other, &code))
			continue;
		diag(a->diags, code, record->energy_pos,
		    "it covers the same %s and time as %s and is not added",
		    code == DIAG_EVIDENCE_OVERLAP ? "power" :
		    code == DIAG_EVIDENCE_RANKS ? "machine" : "device",
		    other->file);
		return false;
	}
	return true;
}

/* A node meter sees more than a sampler of its GPUs, processors alone least; a meter is better than samples. */
static int
record_rank(const struct record *record)
{
	if (record->scope == SCOPE_PROCESSOR)
		return 0;
	return 1 + 10 * (int)record_quality(record) +
	    (record->scope == SCOPE_NODE || record->scope == SCOPE_FACILITY);
}

static void
logs_add(struct accounting *a, struct logs *logs, const struct record *record)
{
	logs->items = arena_grow(a->arena, logs->items, logs->count,
	    sizeof *logs->items);
	logs->items[logs->count++] = record;
}

/* The run's logs that hold an energy, best first. */
static struct logs
energy_logs(struct accounting *a)
{
	struct logs logs = { NULL, 0 };
	size_t i, j;

	for (i = 0; i < a->run->log_count; i++) {
		const struct record *record = a->run->logs[i].record;

		if (record == NULL || isnan(record->it_energy_kwh) ||
		    a->run->logs[i].role == ROLE_TIME)
			continue;
		logs_add(a, &logs, record);
		for (j = logs.count - 1; j > 0 &&
		     record_rank(logs.items[j - 1]) < record_rank(record);
		     j--)
			logs.items[j] = logs.items[j - 1];
		logs.items[j] = record;
	}
	return logs;
}

static enum lie
lie_of(const struct logs *logs)
{
	size_t i, j, pairs = 0, at_once = 0;

	for (i = 0; i < logs->count; i++)
		for (j = 0; j < i; j++) {
			pairs++;
			at_once += record_at_one_time(logs->items[i], logs->items[j]);
		}
	return at_once == pairs ? LIE_PARALLEL :
	    at_once == 0        ? LIE_SEGMENTS :
				  LIE_MIXED;
}

static const struct figure *
sum_of(struct accounting *a, const struct figure *const *parts, size_t count)
{
	return count == 1 ? parts[0] :
			    figure_sum(a->arena, LOGS, parts, count);
}

/* The seconds of logs one after the other, which together stand for the run; 0 when they can't. */
static double
covered_by_segments(const struct logs *logs, const struct figure *time)
{
	double covered_s = 0;
	size_t i;

	for (i = 0; i < logs->count; i++) {
		if (!can_stretch(logs->items[i], time))
			return 0;
		covered_s += logs->items[i]->covered_s;
	}
	return covered_s;
}

static const struct figure *
energy_together(struct accounting *a, const struct logs *logs,
    const struct figure *time)
{
	const struct figure **parts =
	    arena_alloc(a->arena, logs->count * sizeof *parts);
	enum lie lie = lie_of(logs);
	double covered_s = lie == LIE_SEGMENTS ?
	    covered_by_segments(logs, time) :
	    0;
	double open = covered_s > 0 ? open_share(covered_s, time) : 0;
	const struct figure *sum;
	size_t i;

	for (i = 0; i < logs->count; i++)
		parts[i] = lie == LIE_PARALLEL ?
		    energy_of_record(a, logs->items[i], time) :
		    energy_as_logged(a, logs->items[i], open);
	sum = sum_of(a, parts, logs->count);
	if (lie != LIE_SEGMENTS)
		return sum;
	diag(a->diags, DIAG_EVIDENCE_SEGMENTS, logs->items[0]->energy_pos,
	    "%zu logs follow each other and are joined; what lies between them is not counted",
	    logs->count);
	return covered_s > 0 ?
	    stretched(a, sum, logs->items[0], covered_s, time) :
	    sum;
}

/* Logs of GPU boards alone, or with those of processors. */
static bool
has_scope(const struct logs *logs, enum record_scope scope)
{
	size_t i;

	for (i = 0; i < logs->count; i++)
		if (logs->items[i]->scope == scope)
			return true;
	return false;
}

/* Whether the run has accelerators that its logs, of processors alone, say nothing of. */
static bool
misses_devices(const struct accounting *a, const struct logs *taken)
{
	return taken->items[0]->scope == SCOPE_PROCESSOR &&
	    a->run->hardware_count > 0 &&
	    (a->run->hardware->device.text != NULL ||
		(a->run->hardware->record != NULL &&
		    a->run->hardware->record->machine.accelerators > 0));
}

void
evidence_of_logs(struct accounting *a, const struct figure *time,
    struct evidence *evidence)
{
	struct logs all = energy_logs(a);
	struct logs taken = { NULL, 0 }, others = { NULL, 0 };
	const struct figure *energy;
	size_t i;

	for (i = 0; i < all.count; i++)
		logs_add(a, may_add(a, &taken, all.items[i]) ? &taken : &others,
		    all.items[i]);
	if (taken.count == 0)
		return;
	if (misses_devices(a, &taken)) {
		diag(a->diags, DIAG_EVIDENCE_PROCESSOR,
		    taken.items[0]->energy_pos, "it covers processors and not "
		    "the accelerators of the run: it is not used; a log of "
		    "the GPUs would be added to it");
		return;
	}
	energy = energy_together(a, &taken, time);
	if (has_scope(&taken, SCOPE_GPU) &&
	    !has_scope(&taken, SCOPE_PROCESSOR))
		energy = energy_with_host(a, energy, time);
	evidence_offer(a, evidence, energy);
	for (i = 0; i < others.count; i++)
		evidence_offer(a, evidence,
		    energy_of_record(a, others.items[i], time));
}
