/*
 * IT energy by the best evidence: measured, sampled, stated power x time,
 * TDP x time. What is not used stays as a cross-check.
 */
#include <math.h>
#include <string.h>

#include "account/context.h"
#include "base/arena.h"
#include "base/diag.h"
#include "catalog/catalog.h"
#include "study/record.h"
#include "study/study.h"

static const struct label IT_ENERGY = { "E_{it}", "IT energy" };
static const struct label LOGGED = { "E_{log}", "energy in the log" };
static const struct label LOGS = { "E_{logs}", "energy in all logs" };
static const struct label WHOLE = { "E_{run}", "energy of the whole run" };
static const struct label POWER = { "P", "mean power of the machine" };
static const struct label DEVICE_POWER = { "P_{dev}", "mean power of a device" };
static const struct label TDP = { "P_{tdp}", "thermal design power of a device" };
static const struct label HOST = { "p_{host}", "power of the rest of the node" };
static const struct label USE = { "u", "use" };

enum { EVIDENCE_MAX = 32 };

/* Evidence that differs by more from what was used is named. */
static const double DISAGREES = 0.20;

struct evidence {
	const struct figure *items[EVIDENCE_MAX]; /* best first */
	size_t count;
};

static void
offer(struct evidence *evidence, const struct figure *figure)
{
	if (figure_known(figure) && evidence->count < EVIDENCE_MAX)
		evidence->items[evidence->count++] = figure;
}

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

/* Samples that cover a part of the run stand for the whole at their mean power. */
static const struct figure *
whole_run(struct accounting *a, const struct record *record,
    const struct figure *logged, const struct figure *time)
{
	static const struct label covered_label = { "t_{cov}",
		"time that the samples cover" };
	static const struct label share = { "s",
		"run time for each hour covered" };
	const struct figure *covered;
	double ratio;

	if (record->kind != RECORD_SAMPLED || !figure_known(time) ||
	    !(record->covered_s > 0))
		return logged;
	ratio = unit_from_base(UNIT_S, time->value) / record->covered_s;
	if (fabs(ratio - 1) < 1e-9)
		return logged;
	if (ratio > 1.01 || ratio < 0.99)
		diag(a->diags, DIAG_EVIDENCE_EXTRAPOLATED, record->energy_pos,
		    "the samples cover %.6g s of a run of %.6g s; the rest is taken at their mean power",
		    record->covered_s, unit_from_base(UNIT_S, time->value));
	covered = figure_from_value(a->arena, covered_label,
	    unit_to_base(UNIT_S, record->covered_s), UNIT_S,
	    origin_of_log(a->arena, &record->energy_pos, record->format),
	    QUALITY_MEASURED);
	return figure_product(a->arena, WHOLE, logged,
	    figure_quotient(a->arena, share, time, covered));
}

static const struct figure *
energy_of_record(struct accounting *a, const struct record *record,
    const struct figure *time)
{
	struct figure *logged;

	if (record == NULL || isnan(record->it_energy_kwh))
		return NULL;
	logged = figure_from_value(a->arena, LOGGED, record->it_energy_kwh,
	    UNIT_KWH,
	    origin_of_log(a->arena, &record->energy_pos, record->format),
	    record_quality(record));
	if (record->kind == RECORD_SAMPLED)
		logged->op = FIGURE_INTEGRAL;
	return whole_run(a, record, logged, time);
}

/* A meter without a name for what it measures can't be recognised again. */
static bool
is_named(const struct record_device *device)
{
	return device->id != NULL && device->id[0] != '\0';
}

static bool
same_device(const struct record *a, const struct record *b)
{
	size_t i, j;

	for (i = 0; i < a->device_list_count; i++)
		for (j = 0; j < b->device_list_count; j++)
			if (is_named(&a->device_list[i]) &&
			    is_named(&b->device_list[j]) &&
			    strcmp(a->device_list[i].id,
				b->device_list[j].id) == 0)
				return true;
	return false;
}

static bool
same_host(const struct record *a, const struct record *b)
{
	size_t i, j;

	for (i = 0; i < a->run_count; i++)
		for (j = 0; j < b->run_count; j++)
			if (a->runs[i].host_key != NULL &&
			    b->runs[j].host_key != NULL &&
			    strcmp(a->runs[i].host_key,
				b->runs[j].host_key) == 0)
				return true;
	return false;
}

static bool
at_one_time(const struct record *a, const struct record *b)
{
	return !(a->end_s <= b->start_s) && !(b->end_s <= a->start_s);
}

/* True when both saw the same watts: adding them would count twice. */
static bool
overlaps(const struct record *a, const struct record *b)
{
	if (!at_one_time(a, b))
		return false;
	return a->scope != b->scope || same_device(a, b) || same_host(a, b);
}

/* Whether LOG may be added to the records already taken; names the overlap when not. */
static bool
may_add(struct accounting *a, const struct record *const *taken, size_t count,
    const struct record *record)
{
	size_t i;

	for (i = 0; i < count; i++) {
		if (record_quality(record) != record_quality(taken[i]))
			return false;
		if (!overlaps(record, taken[i]))
			continue;
		diag(a->diags, DIAG_EVIDENCE_OVERLAP, record->energy_pos,
		    "it covers the same device and time as %s and is not added",
		    taken[i]->file);
		return false;
	}
	return true;
}

/* A node meter sees more than a sampler of its GPUs; a meter is better than samples. */
static int
record_rank(const struct record *record)
{
	return 10 * (int)record_quality(record) +
	    (record->scope == SCOPE_NODE || record->scope == SCOPE_FACILITY);
}

static size_t
sort_records(const struct run *run, const struct record **sorted)
{
	size_t i, j, n = 0;

	for (i = 0; i < run->log_count && n < EVIDENCE_MAX; i++) {
		const struct record *record = run->logs[i].record;

		if (record == NULL || isnan(record->it_energy_kwh) ||
		    run->logs[i].role == ROLE_TIME)
			continue;
		for (j = n++; j > 0 &&
		     record_rank(sorted[j - 1]) < record_rank(record);
		     j--)
			sorted[j] = sorted[j - 1];
		sorted[j] = record;
	}
	return n;
}

static const struct figure *
host_energy(struct accounting *a, const struct figure *time)
{
	static const struct label nodes = { "n", "nodes" };
	static const struct label energy = { "E_{host}",
		"energy of the rest of the node" };
	const struct hardware *hardware = a->run->hardware;
	const struct figure *power;
	struct origin *origin;

	if (a->run->hardware_count == 0 || !hardware->host_power.known ||
	    !figure_known(time))
		return NULL;
	power = figure_from_fact(a->arena, HOST, &hardware->host_power,
	    QUALITY_MODELLED);
	if (hardware->nodes.known) {
		origin = arena_alloc(a->arena, sizeof *origin);
		*origin = (struct origin){ .kind = ORIGIN_STUDY,
			.pos = hardware->nodes.pos };
		power = figure_product(a->arena, HOST, power,
		    figure_from_value(a->arena, nodes,
			(double)hardware->nodes.value, UNIT_COUNT, origin,
			QUALITY_MEASURED));
	}
	return figure_product(a->arena, energy, power, time);
}

static const struct figure *
with_host(struct accounting *a, const struct figure *devices,
    const struct figure *time)
{
	const struct figure *parts[2] = { devices, host_energy(a, time) };

	return parts[1] == NULL ?
	    devices :
	    figure_sum(a->arena, IT_ENERGY, parts, 2);
}

/* The best logs that may be added to each other, as one figure; the others by themselves. */
static void
offer_logs(struct accounting *a, const struct figure *time,
    struct evidence *evidence)
{
	const struct record *sorted[EVIDENCE_MAX], *taken[EVIDENCE_MAX];
	const struct figure *parts[EVIDENCE_MAX];
	const struct figure *others[EVIDENCE_MAX];
	size_t i, n = sort_records(a->run, sorted), used = 0, other_count = 0;
	const struct figure *sum;

	for (i = 0; i < n; i++) {
		const struct figure *energy =
		    energy_of_record(a, sorted[i], time);

		if (used == 0 || may_add(a, taken, used, sorted[i])) {
			parts[used] = energy;
			taken[used++] = sorted[i];
		} else {
			others[other_count++] = energy;
		}
	}
	if (used == 0)
		return;
	sum = used == 1 ? parts[0] :
			  figure_sum(a->arena, LOGS, parts, used);
	if (taken[0]->scope == SCOPE_GPU)
		sum = with_host(a, sum, time);
	offer(evidence, sum);
	for (i = 0; i < other_count; i++)
		offer(evidence, others[i]);
}

static const struct figure *
used_power(struct accounting *a, const struct hardware *hardware,
    const struct figure *power)
{
	if (!hardware->utilisation.known)
		return power;
	return figure_product(a->arena, power->op == FIGURE_INPUT ?
		(struct label){ power->symbol, power->name } : POWER, power,
	    figure_from_fact(a->arena, USE, &hardware->utilisation,
		QUALITY_MODELLED));
}

static void
offer_stated_power(struct accounting *a, const struct account_line *line,
    struct evidence *evidence)
{
	const struct hardware *hardware = a->run->hardware;
	const struct figure *power, *energy;

	if (a->run->hardware_count == 0)
		return;
	if (hardware->total_power.known) {
		power = used_power(a, hardware,
		    figure_from_fact(a->arena, POWER, &hardware->total_power,
			QUALITY_MODELLED));
		offer(evidence,
		    figure_product(a->arena, IT_ENERGY, power, line->time));
	}
	if (hardware->power.known) {
		power = used_power(a, hardware,
		    figure_from_fact(a->arena, DEVICE_POWER,
			&hardware->power, QUALITY_MODELLED));
		energy = figure_product(a->arena, IT_ENERGY,
		    line->device_hours, power);
		offer(evidence, with_host(a, energy, line->time));
	}
}

/* The TDP of one device: the limit in a hardware file, else the catalogue's. NULL when none is known. */
static const struct figure *
tdp(struct accounting *a, const struct hardware *hardware)
{
	const struct record *record = hardware->record;
	const char *name = hardware->device.text;
	const struct device *device;

	if (record != NULL &&
	    !isnan(record->machine.accelerator_max_power_w))
		return figure_from_value(a->arena, TDP,
		    record->machine.accelerator_max_power_w, UNIT_W,
		    origin_of_log(a->arena, &record->machine.power_pos,
			record->format),
		    QUALITY_ASSUMED);
	if (name == NULL && record != NULL)
		name = record->machine.accelerator;
	device = name == NULL ? NULL : catalog_device(a->catalog, name);
	if (device == NULL || isnan(device->tdp.value))
		return NULL;
	return figure_from_factor(a->arena, TDP, &device->tdp, ORIGIN_CATALOG,
	    QUALITY_ASSUMED);
}

static void
offer_tdp(struct accounting *a, const struct account_line *line,
    struct evidence *evidence)
{
	const char *allowed =
	    catalog_method_text(a->catalog, a->method, "tdp");
	const struct figure *power;

	if (a->run->hardware_count != 1 || allowed == NULL ||
	    strcmp(allowed, "yes") != 0)
		return;
	power = tdp(a, a->run->hardware);
	if (power == NULL)
		return;
	power = used_power(a, a->run->hardware, power);
	offer(evidence,
	    with_host(a,
		figure_product(a->arena, IT_ENERGY, line->device_hours,
		    power),
		line->time));
}

static void
offer_stated_energy(struct accounting *a, const struct account_line *line,
    struct evidence *evidence)
{
	static const struct label facility = { "E", "facility energy" };
	const struct run *run = a->run;

	if (run->it_energy.known)
		offer(evidence,
		    figure_from_fact(a->arena, IT_ENERGY, &run->it_energy,
			QUALITY_MEASURED));
	if (run->energy.known)
		offer(evidence,
		    figure_quotient(a->arena, IT_ENERGY,
			figure_from_fact(a->arena, facility, &run->energy,
			    QUALITY_MEASURED),
			line->pue));
}

static void
compare(struct accounting *a, const struct figure *used,
    const struct figure *other)
{
	double difference = other->value / used->value - 1;

	if (fabs(difference) <= DISAGREES)
		return;
	diag(a->diags, DIAG_EVIDENCE_DISAGREES, a->run->pos,
	    "%s evidence gives %.4g kWh for \"%s\", %s evidence %.4g kWh (%+.0f %%); the first is used",
	    quality_name(used->quality), used->value, a->model->id.text,
	    quality_name(other->quality), other->value, 100 * difference);
}

static void
keep_cross_checks(struct accounting *a, struct account_run *run,
    const struct evidence *evidence)
{
	size_t i;

	run->cross_checks = arena_alloc(a->arena,
	    EVIDENCE_MAX * sizeof *run->cross_checks);
	for (i = 1; i < evidence->count; i++) {
		run->cross_checks[run->cross_check_count++] =
		    evidence->items[i];
		/* a TDP is a ceiling: no contradiction when less was used */
		if (evidence->items[i]->quality != QUALITY_ASSUMED)
			compare(a, evidence->items[0], evidence->items[i]);
	}
}

static const struct figure *
machine_power(struct accounting *a, const struct account_line *line)
{
	if (a->run->hardware_count == 1 &&
	    a->run->hardware->total_power.known)
		return figure_from_fact(a->arena, POWER,
		    &a->run->hardware->total_power, QUALITY_MODELLED);
	return figure_quotient(a->arena, POWER, line->it_energy, line->time);
}

static const struct figure *
shared(struct accounting *a, const struct figure *energy)
{
	static const struct label share = { "s", "share of the node" };

	if (!a->run->share.known)
		return energy;
	return figure_product(a->arena, IT_ENERGY, energy,
	    figure_from_fact(a->arena, share, &a->run->share,
		QUALITY_MODELLED));
}

void
account_energy(struct accounting *a, struct account_run *run)
{
	struct account_line *line = &run->line;
	struct evidence evidence = { .count = 0 };

	offer_stated_energy(a, line, &evidence);
	offer_logs(a, line->time, &evidence);
	offer_stated_power(a, line, &evidence);
	offer_tdp(a, line, &evidence);
	if (evidence.count == 0) {
		line->it_energy = figure_unknown(a->arena, IT_ENERGY,
		    UNIT_KWH, "power was not reported");
		line->power = figure_unknown(a->arena, POWER, UNIT_W,
		    "power was not reported");
		diag(a->diags, DIAG_UNKNOWN_POWER, a->run->pos,
		    "the energy of this run of \"%s\" needs a power, an energy or a log that holds one",
		    a->model->id.text);
		return;
	}
	line->it_energy = shared(a, evidence.items[0]);
	keep_cross_checks(a, run, &evidence);
	line->power = machine_power(a, line);
}
