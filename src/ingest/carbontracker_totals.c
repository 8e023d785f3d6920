/*
 * carbontracker: which of a tracker's figures counts, and what a file's
 * trackers come to.
 */
#include <math.h>

#include "base/arena.h"
#include "base/diag.h"
#include "ingest/carbontracker.h"
#include "ingest/ingest.h"
#include "ingest/tracker.h"

enum { COPIES_NEAR = 64 }; /* a copy stands among so many trackers */

/* Two logs of a run agree within this, and within the digits that are printed. */
#define PAIR_SHARE 0.01
#define PAIR_ROUNDING_KWH 1e-6

/* One tracker's blocks; either may be NULL. */
struct pair {
	const struct ct_block *actual, *predicted;
};

/* What happened to several trackers. */
struct tally {
	size_t count;
	struct pos first;
};

struct totals {
	struct ct_log *log;
	struct tracker_run *runs;
	size_t count;
	struct tally predicted, copied, no_pue;
};

static void
tally(struct tally *t, struct pos pos)
{
	if (t->count++ == 0)
		t->first = pos;
}

/* True when two blocks are one tracker's: an actual and a predicted figure that nothing parts. */
static bool
is_pair(const struct ct_block *a, const struct ct_block *b)
{
	return a->group == b->group && a->actual != b->actual;
}

/* What was measured counts when it is the whole training; else the prediction of the whole. */
static const struct ct_block *
choose(const struct ct_log *log, const struct pair *pair)
{
	const struct ct_block *actual = pair->actual;
	const struct ct_block *predicted = pair->predicted;

	if (actual == NULL)
		return predicted;
	if (predicted == NULL ||
	    (log->beside != NULL && log->beside->interrupted_group > 0) ||
	    log->interrupted_group == actual->group + 1 ||
	    !(actual->epochs < predicted->epochs))
		return actual;
	return predicted;
}

static double
pue_of(const struct ct_log *log, const struct ct_block *block)
{
	return isnan(block->pue) && log->beside != NULL ? log->beside->pue :
							  block->pue;
}

static struct tracker_run
run_of_block(const struct ct_log *log, const struct ct_block *block)
{
	struct tracker_run run = tracker_run_none(block->energy_pos);

	run.run.duration_s = block->time_s;
	run.run.energy_kwh = block->energy_kwh;
	run.run.co2e_g = block->co2e_g;
	run.run.host_key = log->host_key;
	if (block->actual) {
		run.run.end_s = block->stamp_s;
		run.run.start_s = block->stamp_s - block->time_s;
	}
	run.machine = block->actual && log->host_key != NULL;
	run.kind = block->actual ? RECORD_SAMPLED : RECORD_PREDICTED;
	run.pue = pue_of(log, block);
	return run;
}

/* The same output twice, as of a log and what was printed. */
static bool
is_copy(const struct totals *totals, const struct tracker_run *run)
{
	size_t i, n = totals->count;

	for (i = n > COPIES_NEAR ? n - COPIES_NEAR : 0; i < n; i++) {
		const struct record_run *other = &totals->runs[i].run;

		if (run->run.energy_kwh > 0 &&
		    other->energy_kwh == run->run.energy_kwh &&
		    other->duration_s == run->run.duration_s &&
		    other->co2e_g == run->run.co2e_g &&
		    totals->runs[i].kind == run->kind)
			return true;
	}
	return false;
}

static void
add_pair(struct totals *totals, const struct pair *pair)
{
	struct reading *reading = totals->log->reading;
	const struct ct_block *block = choose(totals->log, pair);
	struct tracker_run run = run_of_block(totals->log, block);

	reading->record->rows += (pair->actual != NULL) +
	    (size_t)(pair->predicted != NULL);
	if (is_copy(totals, &run)) {
		tally(&totals->copied, block->pos);
		return;
	}
	tracker_plausible(reading, &run);
	if (!block->actual)
		tally(&totals->predicted, block->pos);
	if (isnan(run.pue))
		tally(&totals->no_pue, block->pos);
	totals->runs = arena_grow(reading->arena, totals->runs,
	    totals->count, sizeof *totals->runs);
	run.run.id = arena_printf(reading->arena, "%zu", totals->count + 1);
	totals->runs[totals->count++] = run;
}

static void
pair_blocks(struct totals *totals)
{
	const struct ct_block *blocks = totals->log->blocks;
	size_t i, n = totals->log->block_count;

	for (i = 0; i < n; i++) {
		struct pair pair = { NULL, NULL };
		bool two = i + 1 < n && is_pair(&blocks[i], &blocks[i + 1]);

		if (blocks[i].actual)
			pair.actual = &blocks[i];
		else
			pair.predicted = &blocks[i];
		if (two && pair.actual != NULL)
			pair.predicted = &blocks[i + 1];
		else if (two)
			pair.actual = &blocks[i + 1];
		i += two;
		add_pair(totals, &pair);
	}
}

static void
say_blocks(const struct totals *totals)
{
	struct diags *diags = totals->log->reading->diags;

	if (totals->predicted.count > 0)
		diag(diags, DIAG_LOG_PREDICTED, totals->predicted.first,
		    "%zu of %zu trackers did not measure all epochs: the "
		    "tool's prediction for the whole training is taken, time "
		    "and energy", totals->predicted.count, totals->count);
	if (totals->copied.count > 0)
		diag(diags, DIAG_LOG_OVERLAP, totals->copied.first,
		    "%zu block%s the same time, energy and CO2eq as one "
		    "before: copies count once", totals->copied.count,
		    totals->copied.count == 1 ? " has" : "s have");
	if (totals->no_pue.count > 0)
		diag(diags, DIAG_LOG_PARTIAL, totals->no_pue.first,
		    "the energy has carbontracker's PUE inside, which differs "
		    "between its versions and is not stated here: the "
		    "standard log (_carbontracker.log) beside the output log "
		    "states it, as \"PUE coefficient of\"");
	if (totals->count > 1)
		diag(diags, DIAG_LOG_RUNS, totals->runs[1].run.pos,
		    "%zu trackers in one file; they are added",
		    totals->count);
}

/* The block that a single tracker measured, NULL when there are several. */
static const struct ct_block *
only_actual(const struct ct_log *log)
{
	const struct ct_block *found = NULL;
	size_t i;

	for (i = 0; i < log->block_count; i++) {
		if (!log->blocks[i].actual)
			continue;
		if (found != NULL)
			return NULL;
		found = &log->blocks[i];
	}
	return found;
}

/* Energy of as many epochs as the block counts, without PUE; NAN when one has none. */
static double
energy_of_epochs(const struct ct_log *beside, const struct ct_block *block)
{
	double kwh = 0;
	size_t i, n = isnan(block->epochs) ? beside->epoch_count :
	    block->epochs < 1e9 ? (size_t)block->epochs : 0;

	if (n == 0 || n > beside->epoch_count)
		return (double)NAN;
	for (i = 0; i < n; i++)
		kwh += beside->epoch_kwh[i];
	return kwh;
}

/* Both logs of a run state its energy: the powers by epoch, and their sum times the PUE. */
static void
compare_pair(const struct ct_log *log)
{
	const struct ct_block *block = only_actual(log);
	double kwh, stated;

	if (log->beside == NULL || block == NULL)
		return;
	stated = block->energy_kwh;
	kwh = energy_of_epochs(log->beside, block) * pue_of(log, block);
	if (isnan(kwh) ||
	    fabs(kwh - stated) <= PAIR_SHARE * stated + PAIR_ROUNDING_KWH)
		return;
	diag(log->reading->diags, DIAG_LOG_DISAGREES, block->energy_pos,
	    "%.6g kWh are stated here; powers and durations in the standard "
	    "log beside it come to %.6g kWh at the same PUE", stated, kwh);
}

static void
set_scope(const struct ct_log *log, bool gpu, bool cpu)
{
	struct record *record = log->reading->record;

	if (!gpu && !cpu)
		return;
	record->scope = gpu && !cpu ? SCOPE_GPU : SCOPE_NODE;
	diag(log->reading->diags, DIAG_LOG_SCOPE, record->energy_pos,
	    "%s; memory modules, fans and power supplies are not in "
	    "it", gpu && cpu ? "GPUs and processor packages" :
	    gpu ? "GPUs alone" : "processor packages");
}

static void
finish_blocks(struct ct_log *log)
{
	struct record *record = log->reading->record;
	struct totals totals = { .log = log };

	/* energy and CO2eq say it for all */
	record->intensity_g_per_kwh = (double)NAN;
	pair_blocks(&totals);
	if (!tracker_finish(log->reading, totals.runs, totals.count))
		return;
	set_scope(log, log->gpu_named, log->cpu_named);
	say_blocks(&totals);
	compare_pair(log);
}

static struct tracker_run
run_of_session(const struct ct_log *log, const struct ct_session *session,
    size_t number)
{
	struct tracker_run run = tracker_run_none(session->energy_pos);

	run.run.id = arena_printf(log->reading->arena, "%zu", number);
	run.run.start_s = session->start_s;
	run.run.end_s = session->end_s;
	run.run.duration_s = session->duration_s;
	run.run.energy_kwh = session->energy_kwh;
	run.run.host_key = log->host_key;
	run.machine = log->host_key != NULL;
	run.kind = RECORD_SAMPLED;
	run.pue = 1;
	return run;
}

/* Epochs too short for a sample have no power. */
static void
say_blank(const struct ct_log *log, size_t epochs, size_t blank)
{
	struct pos pos = log->sessions[0].pos;

	if (blank == epochs)
		diag(log->reading->diags, DIAG_LOG_PARTIAL, pos,
		    "no epoch has a power of every part: they were shorter "
		    "than the tool's sampling step, or it could not read "
		    "them; the times stand");
	else if (blank > 0)
		diag(log->reading->diags, DIAG_LOG_PARTIAL, pos,
		    "%zu of %zu epochs lack the power of a part: the total "
		    "is a lower bound", blank, epochs);
}

/* The standard log: powers have no PUE in them. */
static void
finish_sessions(struct ct_log *log)
{
	struct record *record = log->reading->record;
	struct tracker_run *runs = NULL;
	size_t i, count = 0, epochs = 0, blank = 0, devices = 0;
	double covered_s = 0, max_power_w = (double)NAN;
	bool gpu = false, cpu = false;

	for (i = 0; i < log->session_count; i++) {
		const struct ct_session *session = &log->sessions[i];

		if (session->epochs == 0)
			continue;
		runs = arena_grow(log->reading->arena, runs, count,
		    sizeof *runs);
		runs[count] = run_of_session(log, session, i + 1);
		count++;
		epochs += session->epochs;
		blank += session->blank;
		covered_s += session->covered_s;
		max_power_w = fmax(max_power_w, session->max_power_w);
		gpu = gpu || session->gpu;
		cpu = cpu || session->cpu;
		if (session->devices > devices)
			devices = session->devices;
	}
	if (!tracker_finish(log->reading, runs, count))
		return;
	record->max_power_w = max_power_w;
	if (covered_s > 0)
		record->covered_s = covered_s;
	if (record->devices < (int)devices && devices > 1)
		record->devices = (int)devices;
	set_scope(log, gpu, cpu);
	say_blank(log, epochs, blank);
	if (count > 1)
		diag(log->reading->diags, DIAG_LOG_RUNS, runs[1].run.pos,
		    "%zu sessions in one file; they are added", count);
}

void
ct_finish(struct ct_log *log)
{
	struct record *record = log->reading->record;

	record->trace = log->trace;
	if (log->block_count > 0) {
		finish_blocks(log);
		if (log->beside != NULL)
			record->trace = log->beside->trace;
	} else {
		finish_sessions(log);
	}
	record->zoned = !log->unzoned && !isnan(record->start_s);
	record->machine.accelerator = record->device_model;
	record->machine.accelerators = record->devices;
}
