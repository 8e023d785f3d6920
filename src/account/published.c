/*
 * A published result as figures, as it was printed; and as a model of a
 * study, to be recomputed.
 */
#include "account/published.h"

#include <math.h>
#include <string.h>

#include "account/beside.h"
#include "account/context.h"
#include "base/arena.h"
#include "catalog/catalog.h"
#include "catalog/published.h"

static const char NOT_PUBLISHED[] = "not published";

/* An input as it was printed, or one that was not. */
static const struct figure *
printed(struct arena *arena, struct label label, const struct factor *factor)
{
	struct figure *figure;

	if (isnan(factor->value))
		return figure_unknown(arena, label, unit_base(
		    unit_dimension(factor->unit)), NOT_PUBLISHED);
	figure = figure_from_factor(arena, label, factor, ORIGIN_CATALOG,
	    QUALITY_MODELLED);
	figure->interval = factor->low < factor->high;
	return figure;
}

static const struct figure *
device_count(struct arena *arena, const struct published *published)
{
	struct factor factor = published->quantity[PUBLISHED_HOURS];

	factor.unit = UNIT_COUNT;
	factor.value = factor.low = factor.high = published->count;
	return printed(arena, label_devices, &factor);
}

struct account_line
line_of_published(const struct published *published, struct arena *arena)
{
	const struct factor *of = published->quantity;
	bool wall = strcmp(published->hours_of, "wall") == 0;
	bool machine = strcmp(published->power_of, "machine") == 0;
	bool it = strcmp(published->energy_of, "IT") == 0;
	struct account_line line = line_unknown(NOT_PUBLISHED, arena);
	const struct figure *energy;

	*(wall ? &line.time : &line.device_hours) = printed(arena,
	    wall ? label_time : label_device_hours, &of[PUBLISHED_HOURS]);
	line.devices = device_count(arena, published);
	if (machine)
		line.power = printed(arena, label_power, &of[PUBLISHED_POWER]);
	energy = printed(arena, it ? label_it_energy : label_energy,
	    &of[PUBLISHED_ENERGY]);
	line.pue = printed(arena, label_pue, &of[PUBLISHED_PUE]);
	line.intensity = printed(arena, label_intensity,
	    &of[PUBLISHED_INTENSITY]);
	*(it ? &line.it_energy : &line.energy) = energy;
	line.co2e = printed(arena, label_co2e, &of[PUBLISHED_CO2E]);
	line.cost = printed(arena, label_cost, &of[PUBLISHED_COST]);
	if (it && figure_known(line.pue))
		line.energy = figure_product(arena, label_energy, line.pue,
		    energy);
	return line;
}

/* As a study would state it. */
static struct fact
fact_of(const struct published *published, enum published_quantity which,
    struct arena *arena)
{
	const struct factor *factor = &published->quantity[which];
	struct origin *origin;

	if (isnan(factor->value))
		return (struct fact){ .known = false };
	origin = arena_alloc(arena, sizeof *origin);
	*origin = (struct origin){
		.kind = ORIGIN_CATALOG,
		.pos = factor->pos,
		.row = arena_printf(arena, "%s/%s", factor->table,
		    factor->id),
		.source = factor->source,
		.note = factor->name,
	};
	return (struct fact){ .known = true, .origin = origin,
		.q = { .value = factor->value, .low = factor->low,
		    .high = factor->high, .unit = factor->unit } };
}

/* A share of the machine's power has the rest of the machine in it. */
static void
add_power(const struct published *published, struct hardware *hardware,
    struct arena *arena)
{
	struct fact power = fact_of(published, PUBLISHED_POWER, arena);

	if (strcmp(published->power_of, "machine") == 0) {
		hardware->total_power = power;
		return;
	}
	hardware->power = power;
	if (!power.known || strcmp(published->power_of, "share") != 0)
		return;
	power.q.value = power.q.low = power.q.high = 0;
	hardware->host_power = power;
}

static void
add_hardware(const struct published *published, struct run *run,
    struct pos pos, struct arena *arena)
{
	struct hardware *hardware = arena_alloc(arena, sizeof *hardware);

	if (published->device[0] != '\0')
		hardware->device =
		    (struct words){ published->device, pos };
	if (published->count >= 1)
		hardware->count = (struct whole){ true,
			lround(published->count), pos };
	/* the published counts of TPUs are of chips */
	if (strncmp(published->device, "tpu", 3) == 0)
		hardware->unit = (struct words){ "chip", pos };
	add_power(published, hardware, arena);
	run->hardware = hardware;
	run->hardware_count = 1;
}

/* The printed energy serves where hours and power are not both printed. */
static void
add_energy(const struct published *published, struct run *run,
    struct arena *arena)
{
	const struct factor *of = published->quantity;
	struct fact energy = fact_of(published, PUBLISHED_ENERGY, arena);

	if (!energy.known || (!isnan(of[PUBLISHED_HOURS].value) &&
				 !isnan(of[PUBLISHED_POWER].value)))
		return;
	if (strcmp(published->energy_of, "IT") != 0) {
		if (isnan(of[PUBLISHED_PUE].value))
			return;
		energy.q.value /= of[PUBLISHED_PUE].value;
		energy.q.low = energy.q.high = energy.q.value;
	}
	run->it_energy = energy;
}

struct model
model_of_published(const struct published *published, const char *id,
    struct arena *arena)
{
	struct pos pos = { .file = arena_printf(arena, "result/%s",
	    published->id) };
	struct run *run = arena_alloc(arena, sizeof *run);
	bool wall = strcmp(published->hours_of, "wall") == 0;

	run->pos = pos;
	*(wall ? &run->time : &run->device_hours) =
	    fact_of(published, PUBLISHED_HOURS, arena);
	add_hardware(published, run, pos, arena);
	add_energy(published, run, arena);
	return (struct model){
		.id = { id, pos },
		.name = { published->name, pos },
		.pos = pos,
		.runs = run,
		.run_count = 1,
	};
}
