/*
 * What a disclosure states, as figures; and as a model of a study, to be
 * recomputed.
 */
#include <math.h>

#include "account/beside.h"
#include "base/arena.h"

static const char NOT_DISCLOSED[] = "not disclosed";

const struct label label_time = { "t", "wall hours" };
const struct label label_devices = { "g", "devices" };
const struct label label_device_hours = { "H", "device-hours" };
const struct label label_power = { "P", "mean power of the machine" };
const struct label label_pue = { "PUE", "power usage effectiveness" };
const struct label label_intensity = { "I", "carbon intensity" };
const struct label label_it_energy = { "E_{it}", "IT energy" };
const struct label label_energy = { "E", "energy, PUE included" };
const struct label label_co2e = { "C", "emissions, location-based" };
const struct label label_cost = { "K", "rental cost" };

struct account_line
line_unknown(const char *reason, struct arena *arena)
{
	return (struct account_line){
		.time = figure_unknown(arena, label_time, UNIT_H, reason),
		.devices =
		    figure_unknown(arena, label_devices, UNIT_COUNT, reason),
		.device_hours =
		    figure_unknown(arena, label_device_hours, UNIT_H, reason),
		.power = figure_unknown(arena, label_power, UNIT_W, reason),
		.pue = figure_unknown(arena, label_pue, UNIT_ONE, reason),
		.intensity = figure_unknown(arena, label_intensity,
		    UNIT_G_PER_KWH, reason),
		.it_energy =
		    figure_unknown(arena, label_it_energy, UNIT_KWH, reason),
		.energy =
		    figure_unknown(arena, label_energy, UNIT_KWH, reason),
		.co2e = figure_unknown(arena, label_co2e, UNIT_G, reason),
		.cost =
		    figure_unknown(arena, label_cost, UNIT_CURRENCY, reason),
	};
}

static void
take(const struct figure **member, struct label label,
    const struct fact *fact, struct arena *arena)
{
	if (fact->known)
		*member = figure_from_fact(arena, label, fact,
		    QUALITY_MODELLED);
}

static void
take_sum(const struct figure **member, struct label label,
    const struct fact *fact, bool at_least, struct arena *arena)
{
	struct figure *figure;

	if (!fact->known)
		return;
	figure = figure_from_fact(arena, label, fact, QUALITY_MODELLED);
	figure->at_least = at_least;
	figure->uncertain = !figure->interval && figure->low < figure->high;
	*member = figure;
}

struct account_line
line_of_stated(const struct stated_model *stated, struct arena *arena)
{
	struct account_line line = line_unknown(NOT_DISCLOSED, arena);

	take(&line.time, label_time, &stated->time, arena);
	take(&line.device_hours, label_device_hours, &stated->device_hours,
	    arena);
	take(&line.power, label_power, &stated->power, arena);
	take(&line.pue, label_pue, &stated->pue, arena);
	take(&line.intensity, label_intensity, &stated->intensity, arena);
	take(&line.it_energy, label_it_energy, &stated->it_energy, arena);
	take_sum(&line.energy, label_energy, &stated->energy,
	    stated->energy_at_least, arena);
	take_sum(&line.co2e, label_co2e, &stated->co2e,
	    stated->co2e_at_least, arena);
	take_sum(&line.cost, label_cost, &stated->cost,
	    stated->cost_at_least, arena);
	return line;
}

/* IT energy as it is stated, or what follows from the energy and its own PUE. */
static struct fact
it_energy_of(const struct stated_model *stated)
{
	struct fact energy = stated->energy;

	if (stated->it_energy.known)
		return stated->it_energy;
	if (!energy.known || !stated->pue.known)
		return (struct fact){ .known = false };
	energy.q.value /= stated->pue.q.value;
	energy.q.low = energy.q.high = energy.q.value;
	return energy;
}

struct model
model_of_stated(const struct stated_model *stated, const char *id,
    struct arena *arena)
{
	struct run *run = arena_alloc(arena, sizeof *run);
	struct hardware *hardware = arena_alloc(arena, sizeof *hardware);

	run->time = stated->time;
	run->device_hours = stated->device_hours;
	run->it_energy = it_energy_of(stated);
	hardware->device.text = stated->device;
	if (stated->count >= 1)
		hardware->count =
		    (struct whole){ true, lround(stated->count), { 0 } };
	hardware->total_power = stated->power;
	run->hardware = hardware;
	run->hardware_count = 1;
	return (struct model){
		.id.text = id,
		.name.text = stated->name,
		.runs = run,
		.run_count = 1,
	};
}
