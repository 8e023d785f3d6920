/*
 * Parts of a log that are read apart from each other: what each gives is
 * joined to the meter as if its samples had come one by one.
 */
#include <string.h>

#include "base/arena.h"
#include "ingest/ingest.h"
#include "ingest/power_device.h"

struct power_meter *
power_part(const struct power_meter *meter)
{
	struct arena *arena = meter->reading->arena;
	struct power_meter *part = arena_alloc(arena, sizeof *part);
	size_t i;

	*part = (struct power_meter){
		.reading = meter->reading,
		.from_s = meter->from_s,
		.to_s = meter->to_s,
		.special = meter->special,
	};
	part->devices = arena_alloc(arena,
	    POWER_PART_DEVICES * sizeof(struct power_device *));
	for (i = 0; i < POWER_PART_DEVICES; i++)
		part->devices[i] = arena_alloc(arena,
		    sizeof(struct power_device));
	return part;
}

void
power_part_begin(struct power_meter *part, size_t devices)
{
	size_t i;

	part->added = 0;
	part->count = devices;
	for (i = 0; i < devices; i++)
		*part->devices[i] = (struct power_device){
			.seen_s = (double)NAN,
		};
}

/* No sample of the part comes before one that was added already, and none is a device's first that is kept apart. */
static bool
follows(const struct power_meter *meter, const struct power_meter *part)
{
	size_t i;

	for (i = 0; i < part->count; i++)
		if (!isnan(part->devices[i]->seen_s) &&
		    (meter->devices[i]->seen_s >= part->devices[i]->begun_s ||
			(meter->leads && isnan(meter->devices[i]->lead_s))))
			return false;
	return true;
}

static struct pos
moved(struct pos pos, size_t lines)
{
	pos.line += lines;
	return pos;
}

/* The intervals that the usual step is taken from: the seam is the first of them. */
static void
join_steps(struct power_device *device, const struct power_device *part)
{
	size_t i, at = device->samples;

	for (i = 0; i + 1 < part->samples && at + i < STEPS_KEPT; i++)
		device->steps[at + i] = part->steps[i];
}

/* Samples inside the window. */
static void
join_inside(struct power_device *device, const struct power_device *part,
    size_t lines)
{
	struct pos pos = moved(part->first_pos, lines);

	if (device->samples == 0) {
		device->first_s = part->first_s;
		device->first_w = part->first_w;
		device->min_w = part->min_w;
		device->max_w = part->max_w;
	} else {
		power_add_interval(device, part->first_s, part->first_w, &pos);
	}
	join_steps(device, part);
	exact_join(&device->energy_j, &part->energy_j);
	if (part->max_gap_s > device->max_gap_s) {
		device->max_gap_s = part->max_gap_s;
		device->gap_pos = moved(part->gap_pos, lines);
	}
	if (part->max_w > device->max_w)
		device->max_w = part->max_w;
	if (part->min_w < device->min_w)
		device->min_w = part->min_w;
	device->samples += part->samples;
	device->last_s = part->last_s;
	device->last_w = part->last_w;
}

static void
join_device(struct power_device *device, const struct power_device *part,
    size_t lines)
{
	if (device->samples == 0)
		device->first_pos = moved(part->first_pos, lines);
	if (part->samples > 0)
		join_inside(device, part, lines);
	if (part->disordered > 0 && device->disordered == 0)
		device->disordered_pos = moved(part->disordered_pos, lines);
	device->disordered += part->disordered;
	device->seen_s = part->seen_s;
	device->seen_w = part->seen_w;
}

bool
power_join(struct power_meter *meter, const struct power_meter *part,
    size_t lines)
{
	size_t i;

	if (!follows(meter, part))
		return false;
	for (i = 0; i < part->count; i++)
		if (!isnan(part->devices[i]->seen_s))
			join_device(meter->devices[i], part->devices[i],
			    lines);
	meter->added += part->added;
	return true;
}
