/*
 * Runs of energy trackers: windows, overlaps and sums. What no run states
 * stays unknown.
 */
#include "ingest/tracker.h"

#include <inttypes.h>
#include <math.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/timestamp.h"
#include "ingest/cell.h"
#include "ingest/codecarbon.h"
#include "ingest/ingest.h"
#include "ingest/power.h"

enum { WS_PER_KWH = 3600000, DEVICES_MOST = 100000 };

struct tracker_run
tracker_run_none(struct pos pos)
{
	return (struct tracker_run){
		.run = {
			.start_s = (double)NAN,
			.end_s = (double)NAN,
			.duration_s = (double)NAN,
			.energy_kwh = (double)NAN,
			.co2e_g = (double)NAN,
			.pos = pos,
		},
		.pue = (double)NAN,
	};
}

bool
tracker_plausible(struct reading *reading, struct tracker_run *run)
{
	double power_w = run->run.energy_kwh * WS_PER_KWH /
	    run->run.duration_s;

	if (run->run.energy_kwh < 0) {
		diag(reading->diags, DIAG_LOG_IMPLAUSIBLE, run->run.pos,
		    "an energy of %.6g kWh: it is not used",
		    run->run.energy_kwh);
	} else if (power_w > POWER_MAX_W) {
		diag(reading->diags, DIAG_LOG_IMPLAUSIBLE, run->run.pos,
		    "%.6g kWh in %.6g s would be %.3g W, over %d W: the "
		    "energy is not used", run->run.energy_kwh,
		    run->run.duration_s, power_w, (int)POWER_MAX_W);
	} else {
		return true;
	}
	run->run.energy_kwh = (double)NAN;
	run->run.co2e_g = (double)NAN;
	return false;
}

/* A total can't be cut: a run counts when its middle lies in the window. */
static size_t
drop_outside(struct reading *reading, struct tracker_run *runs, size_t count)
{
	const struct read_options *options = reading->options;
	size_t i, n = 0, timeless = 0;

	if (isnan(options->from_s) && isnan(options->to_s))
		return count;
	for (i = 0; i < count; i++) {
		double middle_s =
		    (runs[i].run.start_s + runs[i].run.end_s) / 2;

		timeless += isnan(middle_s) ? 1 : 0;
		if (!(middle_s < options->from_s) &&
		    !(middle_s > options->to_s))
			runs[n++] = runs[i];
	}
	if (timeless > 0)
		diag(reading->diags, DIAG_LOG_WINDOW, runs[0].run.pos,
		    "%zu of %zu runs state no clock time: they are taken "
		    "whole", timeless, count);
	return n;
}

/* The share of each run's energy that no longer run of the same machine has counted. */
static double *
shares_of(struct reading *reading, const struct tracker_run *runs,
    size_t count)
{
	double *shares = arena_alloc(reading->arena, count * sizeof *shares);
	struct cc_run *seen = arena_alloc(reading->arena,
	    count * sizeof *seen);
	size_t i;

	for (i = 0; i < count; i++)
		seen[i] = (struct cc_run){
			.run = runs[i].run,
			.machine = runs[i].machine &&
			    isfinite(runs[i].run.start_s) &&
			    isfinite(runs[i].run.end_s),
			.share = 1,
		};
	cc_overlap(reading, seen, count);
	for (i = 0; i < count; i++)
		shares[i] = seen[i].share;
	return shares;
}

/* SUM + X, where what is not known adds nothing. */
static double
plus(double sum, double x)
{
	return isnan(x) ? sum : isnan(sum) ? x : sum + x;
}

/* Sums over runs. */
struct sums {
	double energy_kwh, it_kwh, co2e_g, duration_s;
	double both_kwh, both_g;       /* of runs that state energy and emissions */
	double powered_kwh, powered_s; /* of runs with IT energy and duration */
	double least_pue, most_pue;
	bool pue_unknown;
	size_t without;                /* runs without an energy */
};

static void
add_run(struct sums *sums, const struct tracker_run *run, double share)
{
	double energy_kwh = share * run->run.energy_kwh;
	double co2e_g = share * run->run.co2e_g;

	sums->energy_kwh = plus(sums->energy_kwh, energy_kwh);
	sums->co2e_g = plus(sums->co2e_g, co2e_g);
	sums->duration_s = plus(sums->duration_s,
	    share * run->run.duration_s);
	if (isnan(energy_kwh)) {
		sums->without++;
		return;
	}
	sums->it_kwh = plus(sums->it_kwh, energy_kwh / run->pue);
	sums->pue_unknown = sums->pue_unknown || isnan(run->pue);
	sums->least_pue = fmin(sums->least_pue, run->pue);
	sums->most_pue = fmax(sums->most_pue, run->pue);
	if (!isnan(co2e_g)) {
		sums->both_kwh += energy_kwh;
		sums->both_g += co2e_g;
	}
	if (!isnan(run->pue) && run->run.duration_s > 0) {
		sums->powered_kwh += energy_kwh / run->pue;
		sums->powered_s += share * run->run.duration_s;
	}
}

static void
set_sums(struct record *record, const struct sums *sums)
{
	record->energy_kwh = sums->energy_kwh;
	record->co2e_g_reported = sums->co2e_g;
	record->duration_s = sums->duration_s;
	if (!sums->pue_unknown && !isnan(sums->energy_kwh)) {
		record->it_energy_kwh = sums->it_kwh;
		record->pue_included = sums->least_pue < sums->most_pue ?
		    sums->energy_kwh / sums->it_kwh :
		    sums->least_pue;
	}
	if (isnan(record->intensity_g_per_kwh) && sums->both_kwh > 0)
		record->intensity_g_per_kwh = sums->both_g / sums->both_kwh;
	if (sums->powered_s > 0)
		record->mean_power_w = sums->powered_kwh * WS_PER_KWH /
		    sums->powered_s;
}

static void
add_runs(struct reading *reading, const struct tracker_run *runs,
    size_t count, struct sums *sums)
{
	struct record *record = reading->record;
	double *shares = shares_of(reading, runs, count);
	size_t i;

	record->runs = arena_alloc(reading->arena,
	    count * sizeof *record->runs);
	record->run_count = count;
	for (i = 0; i < count; i++) {
		record->runs[i] = runs[i].run;
		add_run(sums, &runs[i], shares[i]);
		record->start_s = fmin(record->start_s, runs[i].run.start_s);
		record->end_s = fmax(record->end_s, runs[i].run.end_s);
		if (!isnan(runs[i].run.energy_kwh) &&
		    runs[i].kind > record->kind)
			record->kind = runs[i].kind;
	}
}

bool
tracker_finish(struct reading *reading, struct tracker_run *runs,
    size_t count)
{
	struct record *record = reading->record;
	size_t stated = count;
	struct sums sums = {
		.energy_kwh = (double)NAN,
		.it_kwh = (double)NAN,
		.co2e_g = (double)NAN,
		.duration_s = (double)NAN,
		.least_pue = (double)NAN,
		.most_pue = (double)NAN,
	};

	count = count == 0 ? 0 : drop_outside(reading, runs, count);
	if (count == 0) {
		diag(reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = record->file }, "%s",
		    stated == 0 ? "no row can be used" :
				  "no run lies in the window asked for");
		return false;
	}
	record->kind = RECORD_NONE;
	record->energy_pos = record->time_pos = runs[0].run.pos;
	add_runs(reading, runs, count, &sums);
	set_sums(record, &sums);
	if (sums.without > 0 && sums.without < count)
		diag(reading->diags, DIAG_LOG_PARTIAL, runs[0].run.pos,
		    "%zu of %zu runs state no energy that can be used: the "
		    "total is a lower bound", sums.without, count);
	return true;
}

bool
tracker_stamp(const struct reading *reading, struct span text,
    double *seconds, bool *zoned)
{
	double zone_s = reading->options->zone_s;

	text = span_trim(text);
	if (text.n < 19 || !timestamp_parse(text, seconds, zoned))
		return false;
	if (!*zoned && !isnan(zone_s)) {
		*seconds -= zone_s;
		*zoned = true;
	}
	return true;
}

const char *
tracker_host_key(struct reading *reading, struct span text)
{
	uint64_t hash = UINT64_C(14695981039346656037);
	size_t i;

	for (i = 0; i < text.n; i++)
		hash = (hash ^ (unsigned char)text.s[i]) *
		    UINT64_C(1099511628211);
	return arena_printf(reading->arena, "%016" PRIx64, hash);
}

int
tracker_devices(struct reading *reading, struct span text,
    const char **model)
{
	size_t at, n = 0;
	int count = 0;

	text = span_trim(text);
	*model = NULL;
	if (cell_missing(text))
		return 0;
	while (n < text.n && text.s[n] >= '0' && text.s[n] <= '9' &&
	    count < DEVICES_MOST)
		count = 10 * count + (text.s[n++] - '0');
	at = n;
	while (at < text.n && text.s[at] == ' ')
		at++;
	if (count > 0 && at + 1 < text.n &&
	    (text.s[at] == 'x' || text.s[at] == 'X' || text.s[at] == '*') &&
	    !(text.s[at + 1] >= 'a' && text.s[at + 1] <= 'z'))
		text = span_trim(span_sub(text, at + 1, text.n));
	else
		count = 1;
	*model = span_dup(reading->arena, text);
	return count;
}
