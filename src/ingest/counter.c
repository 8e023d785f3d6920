/*
 * Cumulative energy counters.
 */
#include "ingest/counter.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "ingest/course.h"
#include "ingest/ingest.h"
#include "ingest/partial.h"
#include "study/record.h"

enum { DEVICES_MAX = 1024, JOULES_PER_KWH = 3600000 };

struct device {
	struct span id;
	const char *model;
	bool led;            /* its first reading is kept apart, for a digest */
	struct partial_sample lead;
	struct pos lead_pos;
	struct partial_body body;
};

struct counter_meter {
	struct reading *reading;
	double from_s, to_s;
	bool leads;          /* the first readings are kept apart */
	struct device *devices;
	size_t count, last;
	struct trace *trace; /* NULL: none is kept */
};

struct counter_meter *
counter_open(struct reading *reading)
{
	struct counter_meter *meter = arena_alloc(reading->arena,
	    sizeof *meter);

	*meter = (struct counter_meter){
		.reading = reading,
		.from_s = reading->options->from_s,
		.to_s = reading->options->to_s,
		.leads = reading->options->partial,
		.trace = course_open(reading),
	};
	return meter;
}

static struct device *
find_device(struct counter_meter *meter, struct span id)
{
	struct arena *arena = meter->reading->arena;
	size_t i, k;

	for (i = 1; i <= meter->count; i++) {
		k = (meter->last + i) % meter->count;
		if (meter->devices[k].id.n == id.n && (id.n == 0 ||
		    memcmp(meter->devices[k].id.s, id.s, id.n) == 0)) {
			meter->last = k;
			return &meter->devices[k];
		}
	}
	if (meter->count == DEVICES_MAX)
		return NULL;
	meter->devices = arena_grow(arena, meter->devices, meter->count,
	    sizeof *meter->devices);
	meter->last = meter->count;
	meter->devices[meter->count] = (struct device){
		.id = { span_dup(arena, id), id.n },
	};
	return &meter->devices[meter->count++];
}

/* Where the counter was set back the course of power has a gap. */
static void
draw(const struct counter_meter *meter, const struct device *device,
    double time_s, double energy_kwh)
{
	const struct partial_sample *last = &device->body.last;
	double rise_kwh = energy_kwh - last->value;

	if (device->body.samples > 0 && rise_kwh >= 0)
		course_add(meter->trace, meter->reading, last->time_s,
		    time_s, rise_kwh * JOULES_PER_KWH /
		    (time_s - last->time_s));
}

/* Whether the reading is not later than the device's last one. */
static bool
is_late(const struct device *device, double time_s)
{
	if (device->body.samples > 0)
		return time_s <= device->body.last.time_s;
	return device->led && time_s <= device->lead.time_s;
}

static void
take(struct counter_meter *meter, struct device *device,
    struct partial_sample sample, struct pos pos)
{
	if (meter->leads && !device->led) {
		device->led = true;
		device->lead = sample;
		device->lead_pos = pos;
		return;
	}
	draw(meter, device, sample.time_s, sample.value);
	partial_take(&device->body, true, sample, pos);
}

bool
counter_add(struct counter_meter *meter, struct span id, struct span model,
    double time_s, double energy_kwh, struct pos pos)
{
	struct device *device;

	if (!isfinite(time_s) || !(energy_kwh >= 0))
		return false;
	if (time_s < meter->from_s || time_s > meter->to_s)
		return true;
	device = find_device(meter, id);
	if (device == NULL || is_late(device, time_s))
		return false;
	if (device->model == NULL && model.n > 0)
		device->model = span_dup(meter->reading->arena, model);
	take(meter, device, (struct partial_sample){ time_s, energy_kwh },
	    pos);
	return true;
}

static void
add_device(struct counter_meter *meter, const struct device *device)
{
	struct record *record = meter->reading->record;
	const struct partial_body *body = &device->body;
	double seconds = body->last.time_s - body->first.time_s;
	double energy_kwh = exact_value(&body->energy);
	struct record_device *item;

	if (body->samples < 2)
		return;
	if (body->resets > 0)
		diag(meter->reading->diags, DIAG_LOG_FALLING,
		    body->reset_pos, "the counter was set back %zu %s; "
		    "what was used meanwhile is missing", body->resets,
		    body->resets == 1 ? "time" : "times");
	item = &record->device_list[record->device_list_count];
	if (record->device_list_count++ == 0) {
		record->energy_kwh = record->mean_power_w = 0;
		record->start_s = body->first.time_s;
		record->end_s = body->last.time_s;
		record->max_gap_s = 0;
		record->device_model = device->model;
		record->energy_pos = record->time_pos = body->first_pos;
	}
	*item = (struct record_device){
		.id = device->id.s,
		.model = device->model,
		.samples = body->samples,
		.energy_j = energy_kwh * JOULES_PER_KWH,
		.mean_power_w = energy_kwh * JOULES_PER_KWH / seconds,
		.max_power_w = (double)NAN,
	};
	record->rows += body->samples;
	record->energy_kwh += energy_kwh;
	record->mean_power_w += item->mean_power_w;
	record->start_s = fmin(record->start_s, body->first.time_s);
	record->end_s = fmax(record->end_s, body->last.time_s);
	record->max_gap_s = fmax(record->max_gap_s, body->max_gap_s);
}

/* The digest of what was added goes to the record, and the first readings are taken in. */
static void
settle(struct counter_meter *meter)
{
	struct partial *partial;
	size_t i;

	if (!meter->leads)
		return;
	meter->leads = false;
	partial = partial_new(meter->reading, true, meter->count);
	for (i = 0; i < meter->count; i++) {
		struct device *device = &meter->devices[i];

		partial->devices[partial->count] = (struct partial_device){
			.id = device->id.s,
			.model = device->model,
			.lead = device->lead,
			.lead_pos = device->lead_pos,
			.body = device->body,
		};
		device->body = partial_whole(
		    &partial->devices[partial->count++], true);
	}
}

void
counter_finish(struct counter_meter *meter)
{
	struct record *record = meter->reading->record;
	double window = meter->to_s - meter->from_s;
	size_t i;

	settle(meter);
	record->device_list = arena_alloc(meter->reading->arena,
	    (meter->count + 1) * sizeof *record->device_list);
	for (i = 0; i < meter->count; i++)
		add_device(meter, &meter->devices[i]);
	if (record->device_list_count == 0) {
		diag(meter->reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = record->file },
		    "no counter was read twice%s", isnan(window) ? "" :
		    " in the run's window");
		if (record->partial != NULL)
			record->devices = (int)meter->count;
		return;
	}
	record->kind = RECORD_MEASURED;
	record->trace = meter->trace;
	record->trace_each = true;
	record->devices = (int)record->device_list_count;
	record->it_energy_kwh = record->energy_kwh;
	record->pue_included = 1;
	record->covered_s = record->duration_s =
	    record->end_s - record->start_s;
	record->coverage = isnan(window) || window <= 0 ? 1 :
	    fmin(1, record->covered_s / window);
}

void
counter_from_partial(struct reading *reading, const struct partial *partial)
{
	struct counter_meter *meter = counter_open(reading);
	struct device *device;
	size_t i;

	meter->leads = false;
	for (i = 0; i < partial->count; i++) {
		const struct partial_device *from = &partial->devices[i];

		device = find_device(meter, span_of(from->id));
		if (device == NULL)
			break;
		device->model = from->model;
		device->body = partial_whole(from, true);
		reading->record->rows_skipped += device->body.disordered;
	}
	counter_finish(meter);
}
