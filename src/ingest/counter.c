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
#include "study/record.h"

enum { DEVICES_MAX = 1024, JOULES_PER_KWH = 3600000 };

struct device {
	struct span id;
	const char *model;
	size_t samples;
	double first_s, last_s, last_kwh, energy_kwh, max_gap_s;
	struct pos first_pos, reset_pos;
	size_t resets;
};

struct counter_meter {
	struct reading *reading;
	double from_s, to_s;
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
add_interval(const struct counter_meter *meter, struct device *device,
    double time_s, double energy_kwh, struct pos pos)
{
	double rise_kwh = energy_kwh - device->last_kwh;

	if (rise_kwh >= 0) {
		device->energy_kwh += rise_kwh;
		course_add(meter->trace, meter->reading, device->last_s,
		    time_s, rise_kwh * JOULES_PER_KWH /
		    (time_s - device->last_s));
	} else if (device->resets++ == 0) {
		device->reset_pos = pos;
	}
	device->max_gap_s = fmax(device->max_gap_s, time_s - device->last_s);
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
	if (device == NULL ||
	    (device->samples > 0 && time_s <= device->last_s))
		return false;
	if (device->model == NULL && model.n > 0)
		device->model = span_dup(meter->reading->arena, model);
	if (device->samples++ == 0) {
		device->first_s = time_s;
		device->first_pos = pos;
	} else {
		add_interval(meter, device, time_s, energy_kwh, pos);
	}
	device->last_s = time_s;
	device->last_kwh = energy_kwh;
	return true;
}

static void
add_device(struct counter_meter *meter, const struct device *device)
{
	struct record *record = meter->reading->record;
	double seconds = device->last_s - device->first_s;
	struct record_device *item;

	if (device->samples < 2)
		return;
	if (device->resets > 0)
		diag(meter->reading->diags, DIAG_LOG_FALLING,
		    device->reset_pos, "the counter was set back %zu %s; "
		    "what was used meanwhile is missing", device->resets,
		    device->resets == 1 ? "time" : "times");
	item = &record->device_list[record->device_list_count];
	if (record->device_list_count++ == 0) {
		record->energy_kwh = record->mean_power_w = 0;
		record->start_s = device->first_s;
		record->end_s = device->last_s;
		record->max_gap_s = 0;
		record->device_model = device->model;
		record->energy_pos = record->time_pos = device->first_pos;
	}
	*item = (struct record_device){
		.id = device->id.s,
		.model = device->model,
		.samples = device->samples,
		.energy_j = device->energy_kwh * JOULES_PER_KWH,
		.mean_power_w = device->energy_kwh * JOULES_PER_KWH / seconds,
		.max_power_w = (double)NAN,
	};
	record->rows += device->samples;
	record->energy_kwh += device->energy_kwh;
	record->mean_power_w += item->mean_power_w;
	record->start_s = fmin(record->start_s, device->first_s);
	record->end_s = fmax(record->end_s, device->last_s);
	record->max_gap_s = fmax(record->max_gap_s, device->max_gap_s);
}

void
counter_finish(struct counter_meter *meter)
{
	struct record *record = meter->reading->record;
	double window = meter->to_s - meter->from_s;
	size_t i;

	record->device_list = arena_alloc(meter->reading->arena,
	    (meter->count + 1) * sizeof *record->device_list);
	for (i = 0; i < meter->count; i++)
		add_device(meter, &meter->devices[i]);
	if (record->device_list_count == 0) {
		diag(meter->reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = record->file },
		    "no counter was read twice%s", isnan(window) ? "" :
		    " in the run's window");
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
