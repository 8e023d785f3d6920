/*
 * Digests of power samples: out of a meter, and into one.
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "ingest/ingest.h"
#include "ingest/partial.h"
#include "ingest/power.h"
#include "ingest/power_device.h"

static struct partial_body
body_of(const struct power_device *device)
{
	struct partial_body body = {
		.samples = device->samples,
		.disordered = device->disordered,
		.first = { device->first_s, device->first_w },
		.last = { device->last_s, device->last_w },
		.min_w = device->min_w,
		.max_w = device->max_w,
		.max_gap_s = device->max_gap_s,
		.energy = device->energy_j,
		.first_pos = device->first_pos,
		.gap_pos = device->gap_pos,
		.disordered_pos = device->disordered_pos,
	};

	memcpy(body.steps, device->steps, sizeof body.steps);
	return body;
}

static void
set_body(struct power_device *device, const struct partial_body *body)
{
	device->samples = body->samples;
	device->disordered = body->disordered;
	device->first_s = device->begun_s = body->first.time_s;
	device->first_w = body->first.value;
	device->last_s = device->seen_s = body->last.time_s;
	device->last_w = device->seen_w = body->last.value;
	device->min_w = body->min_w;
	device->max_w = body->max_w;
	device->max_gap_s = body->max_gap_s;
	device->energy_j = body->energy;
	device->first_pos = body->first_pos;
	device->gap_pos = body->gap_pos;
	device->disordered_pos = body->disordered_pos;
	memcpy(device->steps, body->steps, sizeof device->steps);
}

void
power_settle(struct power_meter *meter)
{
	struct partial *partial;
	struct partial_body whole;
	size_t i;

	if (!meter->leads)
		return;
	meter->leads = false;
	partial = partial_new(meter->reading, false, meter->count);
	for (i = 0; i < meter->count; i++) {
		struct power_device *device = meter->devices[i];

		if (isnan(device->lead_s))
			continue;
		partial->devices[partial->count] = (struct partial_device){
			.id = device->id,
			.model = device->model,
			.lead = { device->lead_s, device->lead_w },
			.lead_pos = device->lead_pos,
			.body = body_of(device),
		};
		whole = partial_whole(&partial->devices[partial->count++],
		    false);
		set_body(device, &whole);
	}
}

void
power_from_partial(struct reading *reading, const struct partial *partial)
{
	struct power_meter *meter = power_open(reading);
	struct power_device *device;
	struct partial_body whole;
	size_t i;

	meter->leads = false;
	for (i = 0; i < partial->count; i++) {
		const struct partial_device *from = &partial->devices[i];

		device = power_device_called(meter, span_of(from->id),
		    from->lead_pos);
		if (device == NULL)
			break;
		whole = partial_whole(from, false);
		set_body(device, &whole);
		device->model = from->model;
		meter->added += whole.samples + whole.disordered;
	}
	if (power_single(meter))
		power_snapshot(meter);
	else
		power_finish(meter);
}
