/*
 * What the manufacture of the hardware weighs on a run, and the water that
 * its electricity takes.
 *   M = M_dev H / (lifetime x use), BLOOM's rule (Luccioni et al. 2022, 4.1);
 *   with a use of 1 the share of ISO/IEC 21031 and Cloud Carbon Footprint.
 */
#include <stddef.h>

#include "account/context.h"
#include "account/rule.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/word.h"
#include "catalog/catalog.h"
#include "catalog/machine.h"
#include "study/record.h"
#include "study/study.h"

static const struct label EMBODIED = { "M", WORD("embodied emissions") };

static bool
is_asked(const struct accounting *a)
{
	size_t i;

	if ((a->options != NULL && a->options->embodied) ||
	    rule_says(a, "embodied", "included") ||
	    study_functional_unit(a->study, a->model) != NULL)
		return true;
	for (i = 0; i < a->run->hardware_count; i++)
		if (a->run->hardware[i].embodied.known ||
		    a->run->hardware[i].host_embodied.known)
			return true;
	return false;
}

/* PARAMETER of the rule set that the method's "embodied_rule" names. */
static const struct factor *
rule_set_number(struct accounting *a, const char *parameter)
{
	const char *set =
	    catalog_method_text(a->catalog, a->method, "embodied_rule");

	return set == NULL ? NULL : catalog_method(a->catalog, set, parameter);
}

/* What the study states, else what the rule set says; NULL when neither does. */
static const struct figure *
stated_or_ruled(struct accounting *a, struct label label,
    const struct fact *stated, const char *parameter)
{
	const struct factor *factor;

	if (stated->known)
		return figure_from_fact(a->arena, label, stated,
		    QUALITY_MODELLED);
	factor = rule_set_number(a, parameter);
	return factor == NULL ?
	    NULL :
	    figure_from_factor(a->arena, label, factor, ORIGIN_METHOD,
		QUALITY_ASSUMED);
}

/* The hours in use of a lifetime. */
static const struct figure *
hours_in_use(struct accounting *a, const struct hardware *hardware)
{
	static const struct label lifetime = { "L", WORD("lifetime") };
	static const struct label use = { "u_{L}", WORD("share of the lifetime in use") };
	static const struct label hours = { "L_{u}", WORD("hours in use of a lifetime") };
	const struct figure *whole = stated_or_ruled(a, lifetime,
	    &hardware->lifetime, "lifetime");
	const struct figure *share = stated_or_ruled(a, use,
	    &hardware->lifetime_use, "lifetime_use");

	if (whole == NULL || share == NULL)
		return NULL;
	return figure_product(a->arena, hours, whole, share);
}

/* MASS times the share of its hours in use that the run took. */
static const struct figure *
share_of(struct accounting *a, const struct figure *mass,
    const struct figure *hours, const struct figure *in_use)
{
	static const struct label share = { "s_{M}", WORD("share of the lifetime") };

	return figure_product(a->arena, EMBODIED, mass,
	    figure_quotient(a->arena, share, hours, in_use));
}

static const struct figure *
mass_of_device(struct accounting *a, const struct hardware *hardware)
{
	static const struct label mass = { "M_{dev}",
		WORD("embodied emissions of a device") };
	const char *name = hardware->device.text;
	const struct device *device;
	const struct factor *factor;

	if (hardware->embodied.known)
		return figure_from_fact(a->arena, mass, &hardware->embodied,
		    QUALITY_MODELLED);
	if (name == NULL && hardware->record != NULL)
		name = hardware->record->machine.accelerator;
	device = name == NULL ? NULL : catalog_device(a->catalog, name);
	factor = device == NULL ? NULL :
				  catalog_embodied(a->catalog, device->id);
	return factor == NULL || factor->unconfirmed ?
	    NULL :
	    figure_from_factor(a->arena, mass, factor, ORIGIN_CATALOG,
		QUALITY_ASSUMED);
}

/* The devices' share; unknown when the mass is. */
static const struct figure *
embodied_of_devices(struct accounting *a, const struct account_line *line,
    size_t i, const struct figure *in_use)
{
	const struct hardware *hardware = &a->run->hardware[i];
	const struct figure *mass = mass_of_device(a, hardware);

	if (mass == NULL || in_use == NULL)
		return figure_unknown(a->arena, EMBODIED, UNIT_G,
		    WORD("embodied emissions of the device are not known"));
	return share_of(a, mass, hours_of_hardware(a, line, i), in_use);
}

/* The nodes' share, where the study says what one weighs; else NULL. */
static const struct figure *
embodied_of_nodes(struct accounting *a, const struct account_line *line,
    const struct hardware *hardware, const struct figure *in_use)
{
	static const struct label mass = { "M_{node}",
		WORD("embodied emissions of a node") };
	static const struct label node_hours = { "H_{node}", WORD("node-hours") };
	const struct figure *nodes = account_nodes(a);
	const struct figure *hours = line->time;

	if (!hardware->host_embodied.known || in_use == NULL)
		return NULL;
	if (nodes != NULL)
		hours = figure_product(a->arena, node_hours, hours, nodes);
	return share_of(a,
	    figure_from_fact(a->arena, mass, &hardware->host_embodied,
		QUALITY_MODELLED),
	    hours, in_use);
}

static const struct figure *
embodied_of_run(struct accounting *a, const struct account_line *line)
{
	size_t i, n = 0, count = a->run->hardware_count;
	const struct figure **parts =
	    arena_alloc(a->arena, 2 * count * sizeof *parts + 1);

	for (i = 0; i < count; i++) {
		const struct hardware *hardware = &a->run->hardware[i];
		const struct figure *in_use = hours_in_use(a, hardware);
		const struct figure *node =
		    embodied_of_nodes(a, line, hardware, in_use);

		parts[n++] = embodied_of_devices(a, line, i, in_use);
		if (node != NULL)
			parts[n++] = node;
	}
	return n == 0 ? figure_unknown(a->arena, EMBODIED, UNIT_G,
			    WORD("hardware was not stated")) :
	    n == 1    ? parts[0] :
			figure_sum(a->arena, EMBODIED, parts, n);
}

void
account_embodied(struct accounting *a, struct account_line *line)
{
	if (!is_asked(a))
		return;
	line->embodied = embodied_of_run(a, line);
	if (!line->embodied->known || line->embodied->at_least)
		diag(a->diags, DIAG_UNKNOWN_EMBODIED, a->run->pos,
		    "the embodied emissions of \"%s\" need embodied=\"... kg\" of one device, its hours, and a lifetime",
		    a->model->id.text);
}

/* Litres of each kWh: stated, or what the place's provider says when the method counts water. */
static const struct figure *
water_intensity(struct accounting *a)
{
	static const struct label wue = { "WUE", WORD("water usage effectiveness") };
	const struct fact *stated = place_fact(a->study, a->model, a->run,
	    offsetof(struct place, wue));
	const struct catalog_place *place;

	if (stated->known)
		return figure_from_fact(a->arena, wue, stated,
		    QUALITY_MEASURED);
	place = rule_words(a, "water").n == 0 ? NULL : account_where(a);
	return place == NULL || place->wue == NULL ?
	    NULL :
	    figure_from_factor(a->arena, wue, place->wue, ORIGIN_CATALOG,
		QUALITY_ASSUMED);
}

void
account_water(struct accounting *a, struct account_line *line)
{
	static const struct label water = { "W", WORD("water of the data centre") };
	const struct figure *wue = water_intensity(a);

	if (wue != NULL)
		line->water = figure_product(a->arena, water,
		    rule_says(a, "water", "facility") ? line->energy :
							line->it_energy,
		    wue);
}
