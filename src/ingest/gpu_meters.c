/*
 * Samplers of GPUs. Each kind of reading has a meter of its own; the record
 * is filled from one of them at the end.
 */
#include "ingest/gpu_meters.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "ingest/cell.h"
#include "ingest/counter.h"
#include "ingest/ingest.h"
#include "ingest/power.h"

enum { DEVICES_MAX = 1024 };

struct device {
	struct gpu_fact fact;
	size_t counts[GPU_READINGS];
	double last_s[GPU_READINGS];
	struct pos first_pos;
};

struct gpu_meters {
	struct reading reading;      /* the caller's, but for the window where there are no dates */
	struct read_options options;
	enum gpu_clock clock;
	struct device **devices;
	size_t count, last;
	struct counter_meter *energy;
	struct power_meter *power[GPU_READINGS];
	size_t added, doubles, unwanted;
	struct pos double_pos;
};

static void
drop_window(struct gpu_meters *meters)
{
	if (!isnan(meters->options.from_s) || !isnan(meters->options.to_s))
		diag(meters->reading.diags, DIAG_LOG_WINDOW,
		    (struct pos){ .file = meters->reading.record->file },
		    "it holds no dates; all of it is used");
	meters->options.from_s = meters->options.to_s = (double)NAN;
}

struct gpu_meters *
gpu_meters_open(struct reading *reading, enum gpu_clock clock)
{
	struct gpu_meters *meters = arena_alloc(reading->arena,
	    sizeof *meters);
	int kind;

	*meters = (struct gpu_meters){
		.reading = *reading,
		.options = *reading->options,
		.clock = clock,
	};
	meters->reading.options = &meters->options;
	if (clock != CLOCK_DATED)
		drop_window(meters);
	meters->energy = counter_open(&meters->reading);
	for (kind = GPU_POWER; kind < GPU_READINGS; kind++)
		meters->power[kind] = power_open(&meters->reading);
	reading->record->scope = SCOPE_GPU;
	return meters;
}

/* Readings mostly come round the devices: the search begins behind the last one. */
static struct device *
find_device(struct gpu_meters *meters, struct span id)
{
	size_t i, k;

	for (i = 1; i <= meters->count; i++) {
		struct span known;

		k = (meters->last + i) % meters->count;
		known = meters->devices[k]->fact.id;
		if (known.n == id.n &&
		    (id.n == 0 || memcmp(known.s, id.s, id.n) == 0)) {
			meters->last = k;
			return meters->devices[k];
		}
	}
	return NULL;
}

static struct device *
add_device(struct gpu_meters *meters, struct span id, struct pos pos)
{
	struct arena *arena = meters->reading.arena;
	struct device *device;
	int kind;

	if (meters->count == DEVICES_MAX)
		return NULL;
	device = arena_alloc(arena, sizeof *device);
	*device = (struct device){ .fact = gpu_fact_none() };
	device->fact.id = (struct span){ span_dup(arena, id), id.n };
	device->fact.pos = device->first_pos = pos;
	for (kind = 0; kind < GPU_READINGS; kind++)
		device->last_s[kind] = (double)NAN;
	meters->devices = arena_grow(arena, meters->devices, meters->count,
	    sizeof(struct device *));
	meters->last = meters->count;
	meters->devices[meters->count++] = device;
	return device;
}

/* NULL for one that is not wanted, or one too many. */
static struct device *
device_of(struct gpu_meters *meters, struct span id, struct span alias,
    struct pos pos)
{
	const char *wanted = meters->options.device;
	struct device *device;

	if (wanted != NULL && !span_equal(id, wanted) &&
	    (alias.n == 0 || !span_equal(alias, wanted))) {
		meters->unwanted++;
		return NULL;
	}
	device = find_device(meters, id);
	return device == NULL ? add_device(meters, id, pos) : device;
}

struct gpu_fact *
gpu_meters_fact(struct gpu_meters *meters, struct span id,
    struct span alias, struct pos pos)
{
	struct device *device = device_of(meters, id, alias, pos);

	return device == NULL ? NULL : &device->fact;
}

static bool
add_reading(struct gpu_meters *meters, const struct gpu_sample *sample,
    double time_s)
{
	if (sample->kind == GPU_ENERGY)
		return counter_add(meters->energy, sample->id, sample->model,
		    time_s, sample->value, sample->pos);
	return power_add(meters->power[sample->kind], sample->id,
	    sample->model, time_s, sample->value, sample->pos);
}

static void
describe(struct gpu_meters *meters, struct device *device,
    const struct gpu_sample *sample)
{
	struct gpu_fact *fact = &device->fact;

	if (fact->model.n == 0 && sample->model.n > 0)
		fact->model = (struct span){
			span_dup(meters->reading.arena, sample->model),
			sample->model.n,
		};
	if (sample->kind == GPU_ENERGY || !isnan(fact->draw_w))
		return;
	fact->draw_w = sample->value;
	fact->power_pos = sample->pos;
}

/* The same device and time again: one series for each pod, or a MIG instance that repeats the board's. */
static bool
is_double(struct gpu_meters *meters, const struct device *device,
    const struct gpu_sample *sample, double time_s)
{
	if (device->counts[sample->kind] == 0 ||
	    time_s != device->last_s[sample->kind])
		return false;
	if (meters->doubles++ == 0)
		meters->double_pos = sample->pos;
	return true;
}

static void
skip(struct gpu_meters *meters, const struct gpu_sample *sample)
{
	if (isnan(sample->value))
		row_skip(&meters->reading, sample->pos, "no %s is stated",
		    sample->kind == GPU_ENERGY ? "energy" : "power");
	else if (sample->kind == GPU_ENERGY)
		row_skip(&meters->reading, sample->pos, "no counter reading "
		    "that follows the one before");
	else
		row_skip(&meters->reading, sample->pos, "%.6g W is outside of "
		    "0..%d W, or its device is one too many", sample->value,
		    (int)POWER_MAX_W);
}

void
gpu_meters_add(struct gpu_meters *meters, const struct gpu_sample *sample)
{
	size_t unwanted = meters->unwanted;
	struct device *device = device_of(meters, sample->id, sample->alias,
	    sample->pos);
	double time_s = sample->time_s;

	if (meters->unwanted != unwanted)
		return;
	if (device == NULL) {
		skip(meters, sample);
		return;
	}
	if (meters->clock == CLOCK_ORDER && isnan(time_s))
		time_s = (double)device->counts[sample->kind] + 1;
	if (isnan(time_s)) {
		row_skip(&meters->reading, sample->pos, "no time is stated");
		return;
	}
	if (is_double(meters, device, sample, time_s))
		return;
	if (isnan(sample->value) || !add_reading(meters, sample, time_s)) {
		skip(meters, sample);
		return;
	}
	describe(meters, device, sample);
	device->counts[sample->kind]++;
	device->last_s[sample->kind] = time_s;
	meters->added++;
}

/* How many devices have two readings of the kind; one is enough for a digest. */
static size_t
devices_with(const struct gpu_meters *meters, enum gpu_reading kind)
{
	size_t i, n = 0;

	for (i = 0; i < meters->count; i++)
		n += meters->devices[i]->counts[kind] >
		    (meters->options.partial ? 0 : 1);
	return n;
}

/* The kind that covers most devices, the preferred one of several; GPU_READINGS when none was read twice. */
static enum gpu_reading
choose(const struct gpu_meters *meters)
{
	int kind, best = GPU_READINGS;
	size_t most = 0;

	for (kind = 0; kind < GPU_READINGS; kind++) {
		size_t n = devices_with(meters, (enum gpu_reading)kind);

		if (kind != GPU_ENERGY && meters->clock == CLOCK_ORDER)
			break;
		if (n > most) {
			most = n;
			best = kind;
		}
	}
	return (enum gpu_reading)best;
}

static void
say_choice(const struct gpu_meters *meters, enum gpu_reading chosen)
{
	int kind;

	for (kind = 0; kind < GPU_READINGS; kind++)
		if (kind != (int)chosen &&
		    devices_with(meters, (enum gpu_reading)kind) > 0)
			break;
	if (kind == GPU_READINGS)
		return;
	diag(meters->reading.diags, DIAG_LOG_SCOPE,
	    meters->devices[0]->first_pos, chosen == GPU_ENERGY ?
	    "the energy counter counts; the power beside it is not added" :
	    "several readings of one power stand beside each other; one of "
	    "them counts");
}

static void
say_doubles(const struct gpu_meters *meters)
{
	if (meters->doubles > 0)
		diag(meters->reading.diags, DIAG_LOG_OVERLAP,
		    meters->double_pos, "%zu %s of a device and a time that "
		    "another one has stated; each counts once",
		    meters->doubles,
		    meters->doubles == 1 ? "reading is" : "readings are");
}

/* The order of the readings was their time. */
static void
drop_times(struct gpu_meters *meters, const char *advice)
{
	struct record *record = meters->reading.record;
	size_t i;

	record->partial = NULL; /* parts of it can't be joined */
	record->start_s = record->end_s = (double)NAN;
	if (meters->clock != CLOCK_ORDER)
		return;
	record->duration_s = record->covered_s = (double)NAN;
	record->max_gap_s = record->mean_power_w = (double)NAN;
	record->coverage = (double)NAN;
	record->trace = NULL;
	for (i = 0; i < record->device_list_count; i++)
		record->device_list[i].mean_power_w = (double)NAN;
	diag(meters->reading.diags, DIAG_LOG_SCOPE, record->energy_pos,
	    "the last reading of the counter less the first; how long it "
	    "took is not stated%s%s", advice == NULL ? "" : ": ",
	    advice == NULL ? "" : advice);
}

/* Readings without the time that would make an energy of them. */
static void
finish_powers(struct gpu_meters *meters, const char *advice)
{
	struct record *record = meters->reading.record;
	struct pos pos = meters->devices[0]->first_pos;
	size_t i;
	int kind;
	bool several = false;

	for (i = 0; i < meters->count; i++)
		for (kind = 0; kind < GPU_READINGS; kind++)
			several = several ||
			    meters->devices[i]->counts[kind] > 1;
	record->rows = meters->added;
	if (!several)
		diag(meters->reading.diags, DIAG_LOG_SNAPSHOT, pos,
		    "%zu %s, each read once", meters->count,
		    meters->count == 1 ? "device" : "devices");
	else
		diag(meters->reading.diags, DIAG_LOG_PARTIAL, pos,
		    "the readings bear no time, so that no energy comes from "
		    "them%s%s", advice == NULL ? "" : ": ",
		    advice == NULL ? "" : advice);
}

static void
list_machine(struct gpu_meters *meters, int nodes)
{
	struct gpu_list *list = gpu_list_open(&meters->reading);
	size_t i;

	for (i = 0; i < meters->count; i++)
		gpu_list_add(list, &meters->devices[i]->fact);
	gpu_list_finish(list, nodes);
}

static void
finish_energy(struct gpu_meters *meters, enum gpu_reading chosen,
    const char *advice)
{
	struct record *record = meters->reading.record;
	const char *model = record->device_model;

	say_choice(meters, chosen);
	if (chosen == GPU_ENERGY)
		counter_finish(meters->energy);
	else
		power_finish(meters->power[chosen]);
	record->device_model = model;
	if (meters->clock != CLOCK_DATED)
		drop_times(meters, advice);
}

bool
gpu_meters_finish(struct gpu_meters *meters, int nodes, const char *advice)
{
	enum gpu_reading chosen = choose(meters);

	rows_skipped_end(&meters->reading);
	list_machine(meters, nodes);
	if (meters->added == 0 && meters->unwanted > 0) {
		diag(meters->reading.diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = meters->reading.record->file },
		    "no reading is of device \"%s\"", meters->options.device);
		return true;
	}
	if (meters->added == 0)
		return false;
	say_doubles(meters);
	if (chosen == GPU_READINGS)
		finish_powers(meters, advice);
	else
		finish_energy(meters, chosen, advice);
	return true;
}
