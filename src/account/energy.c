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
static const struct label POWER = { "P", "mean power of the machine" };
static const struct label DEVICE_POWER = { "P_{dev}", "mean power of a device" };
static const struct label TDP = { "P_{tdp}", "thermal design power of a device" };
static const struct label HOST = { "p_{host}", "power of the rest of the node" };
static const struct label USE = { "u", "use" };

/* Evidence that differs by more from what was used is named. */
static const double DISAGREES = 0.20;

void
evidence_offer(struct accounting *a, struct evidence *evidence,
    const struct figure *figure)
{
	if (!figure_known(figure))
		return;
	evidence->items = arena_grow(a->arena, evidence->items,
	    evidence->count, sizeof *evidence->items);
	evidence->items[evidence->count++] = figure;
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

const struct figure *
energy_with_host(struct accounting *a, const struct figure *devices,
    const struct figure *time)
{
	const struct figure *parts[2] = { devices, host_energy(a, time) };

	return parts[1] == NULL ?
	    devices :
	    figure_sum(a->arena, IT_ENERGY, parts, 2);
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
		evidence_offer(a, evidence,
		    figure_product(a->arena, IT_ENERGY, power, line->time));
	}
	if (hardware->power.known) {
		power = used_power(a, hardware,
		    figure_from_fact(a->arena, DEVICE_POWER,
			&hardware->power, QUALITY_MODELLED));
		energy = figure_product(a->arena, IT_ENERGY,
		    line->device_hours, power);
		evidence_offer(a, evidence, energy_with_host(a, energy, line->time));
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
	evidence_offer(a, evidence,
	    energy_with_host(a,
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
		evidence_offer(a, evidence,
		    figure_from_fact(a->arena, IT_ENERGY, &run->it_energy,
			QUALITY_MEASURED));
	if (run->energy.known)
		evidence_offer(a, evidence,
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
	    evidence->count * sizeof *run->cross_checks);
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
	evidence_of_logs(a, line->time, &evidence);
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
