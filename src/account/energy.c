/*
 * IT energy by the best evidence that the method's rule "evidence" takes, in
 * its order. What is not used stays as a cross-check.
 */
#include <math.h>
#include <string.h>

#include "account/context.h"
#include "account/rule.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/word.h"
#include "catalog/catalog.h"
#include "study/record.h"
#include "study/study.h"

static const struct label IT_ENERGY = { "E_{it}", WORD("IT energy") };
static const struct label POWER = { "P", WORD("mean power of the machine") };
static const struct label DEVICE_POWER = { "P_{dev}", WORD("mean power of a device") };
static const struct label TDP = { "P_{tdp}", WORD("thermal design power of a device") };
static const struct label USE = { "u", WORD("use") };

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

/* What lies beside the devices, as the method counts it, over the run. */
static const struct figure *
host_energy(struct accounting *a, const struct figure *time)
{
	static const struct label energy = { "E_{host}",
		WORD("energy of the rest of the node") };
	const struct figure *power = host_power(a);

	if (!figure_known(power) || !figure_known(time))
		return NULL;
	return figure_of_user(figure_product(a->arena, energy, power, time),
	    USER_HOST);
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
times_use(struct accounting *a, const struct figure *power,
    const struct figure *use)
{
	return figure_product(a->arena,
	    power->op == FIGURE_INPUT ?
		(struct label){ power->symbol, power->name } :
		POWER,
	    power, use);
}

/* POWER at the use that the study states. */
static const struct figure *
used_power(struct accounting *a, const struct hardware *hardware,
    const struct figure *power)
{
	return !hardware->utilisation.known ?
	    power :
	    times_use(a, power,
		figure_from_fact(a->arena, USE, &hardware->utilisation,
		    QUALITY_MODELLED));
}

const struct figure *
hours_of_hardware(struct accounting *a, const struct account_line *line, size_t i)
{
	static const struct label hours = { "H", WORD("device-hours") };
	const struct figure *count;

	if (a->run->hardware_count == 1)
		return line->device_hours;
	count = count_of_hardware(a, &a->run->hardware[i]);
	return count == NULL ?
	    figure_unknown(a->arena, hours, UNIT_H,
		WORD("the number of devices was not reported")) :
	    figure_product(a->arena, hours, line->time, count);
}

static bool
has_devices(const struct hardware *hardware)
{
	return hardware->device.text != NULL || hardware->power.known ||
	    hardware->total_power.known ||
	    (hardware->record != NULL &&
		hardware->record->machine.accelerator != NULL);
}

/* Processors and memory alone: nothing but the host draws power. */
static bool
is_host_alone(const struct accounting *a)
{
	size_t i;

	for (i = 0; i < a->run->hardware_count; i++)
		if (has_devices(&a->run->hardware[i]))
			return false;
	return a->run->hardware_count != 0;
}

/* The energy of all devices, each kind at the power that POWER_OF gives; NULL when one has none. */
static const struct figure *
energy_of_devices(struct accounting *a, const struct account_line *line,
    const struct figure *(*power_of)(struct accounting *,
	const struct hardware *))
{
	size_t i, count = a->run->hardware_count;
	const struct figure **parts =
	    arena_alloc(a->arena, count * sizeof *parts + 1);

	for (i = 0; i < count; i++) {
		const struct figure *power =
		    power_of(a, &a->run->hardware[i]);

		if (power == NULL)
			return NULL;
		parts[i] = figure_of_user(figure_product(a->arena, IT_ENERGY,
		    hours_of_hardware(a, line, i), power), USER_DEVICES);
		if (!figure_known(parts[i]))
			return NULL;
	}
	return count == 0 ? NULL :
	    count == 1    ? parts[0] :
			    figure_sum(a->arena, IT_ENERGY, parts, count);
}

static const struct figure *
stated_power(struct accounting *a, const struct hardware *hardware)
{
	return !hardware->power.known ?
	    NULL :
	    used_power(a, hardware,
		figure_from_fact(a->arena, DEVICE_POWER, &hardware->power,
		    QUALITY_MODELLED));
}

static void
offer_with_host(struct accounting *a, const struct account_line *line,
    struct evidence *evidence, const struct figure *devices)
{
	if (is_host_alone(a) && evidence->count == 0)
		evidence_offer(a, evidence, host_energy(a, line->time));
	else if (devices != NULL)
		evidence_offer(a, evidence,
		    energy_with_host(a, devices, line->time));
}

static void
offer_stated_power(struct accounting *a, const struct account_line *line,
    struct evidence *evidence)
{
	const struct hardware *hardware = a->run->hardware;

	if (a->run->hardware_count == 1 && hardware->total_power.known)
		evidence_offer(a, evidence,
		    figure_product(a->arena, IT_ENERGY,
			used_power(a, hardware,
			    figure_from_fact(a->arena, POWER,
				&hardware->total_power, QUALITY_MODELLED)),
			line->time));
	offer_with_host(a, line, evidence,
	    energy_of_devices(a, line, stated_power));
}

/* The device that the study or the hardware file names. */
static const struct device *
device_of(struct accounting *a, const struct hardware *hardware)
{
	const char *name = hardware->device.text;

	if (name == NULL && hardware->record != NULL)
		name = hardware->record->machine.accelerator;
	return name == NULL ? NULL : catalog_device(a->catalog, name);
}

/*
 * The TDP of one device: the limit in a hardware file, else what the method
 * itself takes ("tdp.v100-pcie"), else the catalogue's. NULL when none is
 * known.
 */
static const struct figure *
tdp(struct accounting *a, const struct hardware *hardware)
{
	const struct record *record = hardware->record;
	const struct device *device = device_of(a, hardware);
	const struct factor *own = device == NULL ?
	    NULL :
	    rule_number(a, arena_printf(a->arena, "tdp.%s", device->id));

	if (own != NULL)
		return figure_from_factor(a->arena, TDP, own, ORIGIN_METHOD,
		    QUALITY_ASSUMED);
	if (record != NULL &&
	    !isnan(record->machine.accelerator_max_power_w))
		return figure_from_value(a->arena, TDP,
		    record->machine.accelerator_max_power_w, UNIT_W,
		    origin_of_log(a->arena, &record->machine.power_pos,
			record->format),
		    QUALITY_ASSUMED);
	if (device == NULL || isnan(device->tdp.value))
		return NULL;
	return figure_from_factor(a->arena, TDP, &device->tdp, ORIGIN_CATALOG,
	    QUALITY_ASSUMED);
}

/* The TDP at the stated use, else at the method's. */
static const struct figure *
power_of_tdp(struct accounting *a, const struct hardware *hardware)
{
	const struct factor *use = rule_number(a, "use");
	const struct figure *power = tdp(a, hardware);

	if (power == NULL || hardware->utilisation.known || use == NULL ||
	    use->value == 1)
		return power == NULL ? NULL : used_power(a, hardware, power);
	return times_use(a, power,
	    figure_from_factor(a->arena, USE, use, ORIGIN_METHOD,
		QUALITY_ASSUMED));
}

static void
offer_tdp(struct accounting *a, const struct account_line *line,
    struct evidence *evidence)
{
	offer_with_host(a, line, evidence,
	    energy_of_devices(a, line, power_of_tdp));
}

static void
offer_logs(struct accounting *a, const struct account_line *line,
    struct evidence *evidence)
{
	evidence_of_logs(a, line->time, evidence);
}

static void
offer_stated_energy(struct accounting *a, const struct account_line *line,
    struct evidence *evidence)
{
	static const struct label facility = { "E", WORD("facility energy") };
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
	static const struct label share = { "s", WORD("share of the node") };

	if (!a->run->share.known)
		return energy;
	return figure_product(a->arena, IT_ENERGY, energy,
	    figure_from_fact(a->arena, share, &a->run->share,
		QUALITY_MODELLED));
}

/* What the words of the method's rule "evidence" offer, in its order. */
static const struct {
	const char *word;
	void (*offer)(struct accounting *, const struct account_line *,
	    struct evidence *);
} evidence_ways[] = {
	{ "energy", offer_stated_energy },
	{ "logs", offer_logs },
	{ "power", offer_stated_power },
	{ "tdp", offer_tdp },
};

enum { EVIDENCE_WAYS = sizeof evidence_ways / sizeof evidence_ways[0] };

static void
offer_all(struct accounting *a, const struct account_line *line,
    struct evidence *evidence)
{
	struct span rest = rule_words(a, "evidence");
	size_t i;

	while (rest.n > 0) {
		struct span word = span_trim(span_cut(&rest, '|'));

		for (i = 0; i < EVIDENCE_WAYS; i++)
			if (span_equal(word, evidence_ways[i].word))
				break;
		if (i < EVIDENCE_WAYS)
			evidence_ways[i].offer(a, line, evidence);
		else
			diag(a->diags, DIAG_METHOD_RULE, (struct pos){ 0 },
			    "%s/evidence names \"%.*s\", which is none of energy, logs, power, tdp",
			    a->method, (int)word.n, word.s);
	}
}

void
account_energy(struct accounting *a, struct account_run *run)
{
	struct account_line *line = &run->line;
	struct evidence evidence = { .count = 0 };

	offer_all(a, line, &evidence);
	if (evidence.count == 0) {
		line->it_energy = figure_unknown(a->arena, IT_ENERGY,
		    UNIT_KWH, WORD("power was not reported"));
		line->power = figure_unknown(a->arena, POWER, UNIT_W,
		    WORD("power was not reported"));
		diag(a->diags, DIAG_UNKNOWN_POWER, a->run->pos,
		    "the energy of this run of \"%s\" needs a power, an energy or a log that holds one",
		    a->model->id.text);
		return;
	}
	line->it_energy = shared(a, evidence.items[0]);
	keep_cross_checks(a, run, &evidence);
	line->power = machine_power(a, line);
}
