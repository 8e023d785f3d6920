/*
 * Energy from power samples. Each device keeps its last sample, its sums
 * and its first intervals (for the usual step), so memory does not grow
 * with the length of the log.
 */
#include "ingest/power.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "ingest/course.h"
#include "ingest/ingest.h"
#include "ingest/power_device.h"
#include "ingest/sum.h"
#include "study/record.h"

enum {
	GAP_STEPS = 10,     /* a longer interval than this many steps is a gap */
	DEVICES_MAX = 1024,
	JOULES_PER_KWH = 3600000
};

struct power_meter *
power_open(struct reading *reading)
{
	struct power_meter *meter = arena_alloc(reading->arena, sizeof *meter);

	*meter = (struct power_meter){
		.reading = reading,
		.from_s = reading->options->from_s,
		.to_s = reading->options->to_s,
	};
	meter->leads = reading->options->partial;
	meter->special = reading->options->trace || !isnan(meter->from_s) ||
	    !isnan(meter->to_s);
	meter->trace = course_open(reading);
	return meter;
}

/* FNV-1a. */
static uint32_t
hash_of(struct span id)
{
	uint32_t hash = 2166136261u;
	size_t i;

	for (i = 0; i < id.n; i++)
		hash = (hash ^ (unsigned char)id.s[i]) * 16777619u;
	return hash;
}

static bool
is_device(const struct power_device *device, uint32_t hash, struct span id)
{
	return device->hash == hash && device->id_span.n == id.n &&
	    (id.n == 0 || memcmp(device->id, id.s, id.n) == 0);
}

/* Samples mostly come round the devices: the search starts behind the last one. */
static struct power_device *
find_device(struct power_meter *meter, uint32_t hash, struct span id)
{
	size_t i;

	for (i = 1; i <= meter->count; i++) {
		size_t k = (meter->last + i) % meter->count;

		if (is_device(meter->devices[k], hash, id)) {
			meter->last = k;
			return meter->devices[k];
		}
	}
	return NULL;
}

static void
say_limit(struct power_meter *meter, struct pos pos)
{
	if (!meter->limit_said)
		diag(meter->reading->diags, DIAG_LOG_ROW, pos,
		    "more than %d devices in one log; the rest is left out",
		    (int)DEVICES_MAX);
	meter->limit_said = true;
}

static struct power_device *
add_device(struct power_meter *meter, uint32_t hash, struct span id,
    struct pos pos)
{
	struct arena *arena = meter->reading->arena;
	struct power_device *device;

	if (meter->count == DEVICES_MAX) {
		say_limit(meter, pos);
		return NULL;
	}
	device = arena_alloc(arena, sizeof *device);
	*device = (struct power_device){
		.hash = hash,
		.number = meter->count,
		.seen_s = (double)NAN,
		.lead_s = (double)NAN,
	};
	device->id = span_dup(arena, id);
	device->pen.trace = meter->trace;
	device->id_span = (struct span){ device->id, id.n };
	meter->devices = arena_grow(arena, meter->devices, meter->count,
	    sizeof(struct power_device *));
	meter->last = meter->count;
	meter->devices[meter->count++] = device;
	return device;
}

void
power_add_interval(struct power_device *device, double time_s, double power_w,
    const struct pos *pos)
{
	double step = time_s - device->last_s;

	exact_add(&device->energy_j, (device->last_w + power_w) / 2 * step);
	if (device->samples <= STEPS_KEPT)
		device->steps[device->samples - 1] = step;
	if (step > device->max_gap_s) {
		device->max_gap_s = step;
		device->gap_pos = *pos;
	}
}

/* A sample inside the window. */
static void
add_inside(struct power_device *device, double time_s, double power_w,
    const struct pos *pos)
{
	if (device->samples == 0) {
		device->first_s = time_s;
		device->first_w = device->min_w = device->max_w = power_w;
	} else {
		power_add_interval(device, time_s, power_w, pos);
	}
	if (device->pen.trace != NULL)
		trace_follow(&device->pen, time_s, power_w);
	device->samples++;
	device->last_s = time_s;
	device->last_w = power_w;
	if (power_w > device->max_w)
		device->max_w = power_w;
	if (power_w < device->min_w)
		device->min_w = power_w;
}

void
power_take(struct power_meter *meter, struct power_device *device,
    double time_s, double power_w, const struct pos *pos)
{
	meter->added++;
	if (device->seen_s >= time_s) {
		if (device->disordered++ == 0)
			device->disordered_pos = *pos;
		return;
	}
	if (isnan(device->seen_s))
		device->begun_s = time_s;
	device->seen_s = time_s;
	device->seen_w = power_w;
	if (device->samples == 0)
		device->first_pos = *pos;
	if (time_s < meter->from_s || time_s > meter->to_s)
		return;
	if (meter->leads && isnan(device->lead_s)) {
		device->lead_s = time_s;
		device->lead_w = power_w;
		device->lead_pos = *pos;
		return;
	}
	add_inside(device, time_s, power_w, pos);
}

struct power_device *
power_device_called(struct power_meter *meter, struct span id, struct pos pos)
{
	uint32_t hash = hash_of(id);
	struct power_device *device = find_device(meter, hash, id);

	return device == NULL ? add_device(meter, hash, id, pos) : device;
}

struct power_device *
power_find(struct power_meter *meter, struct span id)
{
	return find_device(meter, hash_of(id), id);
}

bool
power_add(struct power_meter *meter, struct span id, struct span model,
    double time_s, double power_w, struct pos pos)
{
	struct power_device *device;

	if (!power_is_sample(time_s, power_w))
		return false;
	device = power_device_called(meter, id, pos);
	if (device == NULL)
		return false;
	if (device->model == NULL && model.n > 0)
		device->model = span_dup(meter->reading->arena, model);
	power_take(meter, device, time_s, power_w, &pos);
	return true;
}

bool
power_single(const struct power_meter *meter)
{
	return meter->count > 0 && meter->added == meter->count;
}

static void
describe_machine(struct power_meter *meter, double power_w)
{
	struct record *record = meter->reading->record;
	struct machine *machine = &record->machine;

	machine->accelerator = record->device_model;
	machine->accelerators = record->devices;
	machine->accelerator_power_w = power_w / (double)meter->count;
	machine->pos = machine->power_pos = meter->devices[0]->first_pos;
}

void
power_snapshot(struct power_meter *meter)
{
	struct record *record = meter->reading->record;
	struct sum power_w = { 0 };
	bool led = meter->leads;
	size_t i;

	power_settle(meter);
	record->device_list = arena_alloc(meter->reading->arena,
	    (meter->count + 1) * sizeof *record->device_list);
	for (i = 0; i < meter->count; i++) {
		const struct power_device *device = meter->devices[i];

		sum_add(&power_w, device->seen_w);
		if (record->device_model == NULL)
			record->device_model = device->model;
		record->device_list[i] = (struct record_device){
			.id = device->id,
			.model = device->model,
			.samples = 1,
			.energy_j = (double)NAN,
			.mean_power_w = device->seen_w,
			.max_power_w = device->seen_w,
		};
	}
	record->device_list_count = record->rows = meter->count;
	record->devices = (int)meter->count;
	if (!led) /* a part says nothing of the rest */
		describe_machine(meter, sum_value(&power_w));
	diag(meter->reading->diags, DIAG_LOG_SNAPSHOT,
	    meter->devices[0]->first_pos, "%d %s, each read once",
	    record->devices, record->devices == 1 ? "device" : "devices");
}

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/* The median of the first intervals. */
static double
usual_step(const struct power_device *device)
{
	double steps[STEPS_KEPT];
	size_t n = device->samples <= STEPS_KEPT ? device->samples - 1 :
						   (size_t)STEPS_KEPT;

	memcpy(steps, device->steps, n * sizeof steps[0]);
	qsort(steps, n, sizeof steps[0], by_value);
	return n % 2 == 1 ? steps[n / 2] :
			    (steps[n / 2 - 1] + steps[n / 2]) / 2;
}

/* "", or " of device 3" when there are several. */
static const char *
of_device(const struct power_meter *meter, const struct power_device *device)
{
	if (meter->count < 2)
		return "";
	return arena_printf(meter->reading->arena, " of device %s",
	    device->id);
}

static void
say_disorder(struct power_meter *meter, const struct power_device *device)
{
	if (device->disordered == 0)
		return;
	meter->reading->record->rows_skipped += device->disordered;
	diag(meter->reading->diags, DIAG_LOG_TIME, device->disordered_pos,
	    "%zu %s%s not later than the one before and left out",
	    device->disordered, device->disordered == 1 ? "sample" : "samples",
	    arena_printf(meter->reading->arena, "%s %s",
		of_device(meter, device),
		device->disordered == 1 ? "is" : "are"));
}

/* One warning for the whole log: the devices are read together and stop together. */
static void
say_gap(struct power_meter *meter)
{
	const struct power_device *worst = NULL;
	size_t i;

	for (i = 0; i < meter->count; i++) {
		const struct power_device *device = meter->devices[i];

		if (device->samples < 2 ||
		    device->max_gap_s <= GAP_STEPS * usual_step(device))
			continue;
		if (worst == NULL || device->max_gap_s > worst->max_gap_s)
			worst = device;
	}
	if (worst != NULL)
		diag(meter->reading->diags, DIAG_LOG_GAP, worst->gap_pos,
		    "%.6g s without a sample before this one%s; a step is "
		    "usually %.3g s", worst->max_gap_s,
		    of_device(meter, worst), usual_step(worst));
}

/* A device with one reading covers no time: its energy is not known. */
static void
say_lonely(struct power_meter *meter, const struct power_device *device)
{
	if (device->samples == 1)
		diag(meter->reading->diags, DIAG_LOG_PARTIAL,
		    device->first_pos, "device %s has one sample%s: its "
		    "energy is not known", device->id,
		    isnan(meter->from_s) && isnan(meter->to_s) ? "" :
		    " in the run's window");
}

static struct record_device
device_of(const struct power_device *device)
{
	double seconds = device->last_s - device->first_s;
	bool known = device->samples > 1;
	double energy_j = exact_value(&device->energy_j);

	return (struct record_device){
		.id = device->id,
		.model = device->model,
		.samples = device->samples,
		.energy_j = known ? energy_j : (double)NAN,
		.mean_power_w = known ? energy_j / seconds : device->last_w,
		.max_power_w = device->max_w,
	};
}

/* Where the samples of all devices begin and end. */
struct span_of_time {
	const struct power_device *first;
	double start_s, end_s, max_gap_s;
};

static void
widen(struct span_of_time *span, const struct power_device *device)
{
	if (span->first == NULL || device->first_s < span->start_s) {
		span->start_s = device->first_s;
		span->first = device;
	}
	if (!(device->last_s <= span->end_s))
		span->end_s = device->last_s;
	if (device->max_gap_s > span->max_gap_s)
		span->max_gap_s = device->max_gap_s;
}

static void
list_devices(struct power_meter *meter, struct span_of_time *span)
{
	struct record *record = meter->reading->record;
	size_t i, n = 0;

	record->device_list = arena_alloc(meter->reading->arena,
	    (meter->count + 1) * sizeof *record->device_list);
	*span = (struct span_of_time){ .end_s = (double)NAN };
	for (i = 0; i < meter->count; i++) {
		const struct power_device *device = meter->devices[i];

		say_disorder(meter, device);
		if (device->samples == 0)
			continue;
		record->device_list[n++] = device_of(device);
		record->rows += device->samples;
		if (record->device_model == NULL)
			record->device_model = device->model;
		widen(span, device);
	}
	record->device_list_count = n;
	if (n > 0)
		record->devices = (int)n;
}

static void
set_times(struct power_meter *meter, const struct span_of_time *span)
{
	struct record *record = meter->reading->record;
	double window = meter->to_s - meter->from_s;

	record->start_s = span->start_s;
	record->end_s = span->end_s;
	record->covered_s = span->end_s - span->start_s;
	record->duration_s = record->covered_s;
	record->max_gap_s = span->max_gap_s;
	record->coverage = isnan(window) || window <= 0 ? 1 :
	    fmin(1, record->covered_s / window);
	record->energy_pos = record->time_pos = span->first->first_pos;
}

/* The devices' means are added, each over the time that its samples cover; so are their maxima, the most that all could draw at once. */
static void
set_energy(struct record *record)
{
	struct sum energy_j = { 0 }, mean_w = { 0 }, max_w = { 0 };
	size_t i;

	for (i = 0; i < record->device_list_count; i++) {
		const struct record_device *device = &record->device_list[i];

		if (device->samples < 2)
			continue;
		sum_add(&energy_j, device->energy_j);
		sum_add(&mean_w, device->mean_power_w);
		sum_add(&max_w, device->max_power_w);
	}
	record->kind = RECORD_SAMPLED;
	record->trace_each = true;
	record->energy_kwh = sum_value(&energy_j) / JOULES_PER_KWH;
	record->it_energy_kwh = record->energy_kwh;
	record->pue_included = 1;
	record->mean_power_w = sum_value(&mean_w);
	record->max_power_w = sum_value(&max_w);
}

static void
say_nothing(struct power_meter *meter)
{
	struct reading *reading = meter->reading;
	struct pos pos = { .file = reading->record->file };

	if (meter->added == 0)
		diag(reading->diags, DIAG_LOG_NOTHING, pos,
		    "no power sample was found");
	else if (!isnan(meter->from_s) || !isnan(meter->to_s))
		diag(reading->diags, DIAG_LOG_NOTHING, pos,
		    "no device has two samples in the run's window; %zu "
		    "samples lie in the whole log", meter->added);
	else
		diag(reading->diags, DIAG_LOG_NOTHING, pos,
		    "no device has two samples: there is no time to "
		    "integrate over");
}

static bool
has_energy(const struct record *record)
{
	size_t i;

	for (i = 0; i < record->device_list_count; i++)
		if (record->device_list[i].samples > 1)
			return true;
	return false;
}

void
power_finish(struct power_meter *meter)
{
	struct record *record = meter->reading->record;
	struct span_of_time span;
	size_t i;

	power_settle(meter);
	list_devices(meter, &span);
	if (!has_energy(record)) {
		say_nothing(meter);
		return;
	}
	for (i = 0; i < meter->count; i++)
		say_lonely(meter, meter->devices[i]);
	say_gap(meter);
	set_times(meter, &span);
	set_energy(record);
	record->trace = meter->trace;
}
