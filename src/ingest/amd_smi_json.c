/*
 * amd-smi metric (or static) --json: an array of GPUs, in newer versions
 * inside "gpu_data"; values are bare or objects with a unit. With --watch
 * many such arrays, or one, with the time of each entry.
 */
#include <math.h>
#include <stdio.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"
#include "base/timestamp.h"
#include "base/unit.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/gpu_meters.h"
#include "ingest/ingest.h"
#include "ingest/json_documents.h"

static const char advice[] = "\"amd-smi metric -p -w 1 --csv\" writes the "
    "times";

struct log {
	struct reading *reading;
	struct gpu_meters *meters; /* opened with the first GPU */
	size_t gpus;
	bool timed, unzoned;
};

/* 10, "10 W" or {"value": 10, "unit": "W"} in the base unit of OWN's dimension; NAN for none. */
static double
quantity_of(const struct json *json, enum unit own)
{
	const char *name = json_text(json_member(json, "unit"));
	enum unit unit = own;
	double value;

	if (json_is_object(json)) {
		json = json_member(json, "value");
		if (name != NULL)
			unit = unit_lookup(span_of(name));
	}
	if (!json_number(json, &value)) {
		const char *text = json_text(json);

		if (text == NULL ||
		    !cell_quantity(span_of(text), ',', &value, &unit))
			return (double)NAN;
	}
	if (unit == UNIT_TOTAL || unit_dimension(unit) != unit_dimension(own))
		return (double)NAN;
	return unit_to_base(unit, value);
}

static const struct json *
first_of(const struct json *json, const char *const *names)
{
	const struct json *member = NULL;

	for (; *names != NULL && member == NULL; names++)
		member = json_member(json, *names);
	return member;
}

static double
power_w(const struct json *gpu)
{
	static const char *const names[] = { "socket_power",
		"current_socket_power", "average_socket_power", NULL };

	return quantity_of(first_of(json_member(gpu, "power"), names),
	    UNIT_W);
}

/* Joules, or the bare accumulator, whose product with its resolution is in microjoules. */
static double
energy_kwh(const struct json *gpu)
{
	const struct json *energy = json_member(gpu, "energy");
	double count, resolution;

	if (json_number(json_member(energy, "energy_accumulator"), &count) &&
	    json_number(json_member(energy, "counter_resolution"),
		&resolution))
		return unit_to_base(UNIT_J, count * resolution / 1e6);
	return quantity_of(json_member(energy, "total_energy_consumption"),
	    UNIT_J);
}

/* Seconds since 1970; NAN when none are stated. */
static double
time_of(struct log *log, const struct json *gpu)
{
	const struct json *json = json_member(gpu, "timestamp");
	const char *text = json_text(json);
	double zone_s = log->reading->options->zone_s, time_s;
	bool zoned;

	if (json_number(json, &time_s))
		return time_s;
	if (text == NULL || !timestamp_parse(span_of(text), &time_s, &zoned))
		return (double)NAN;
	if (zoned)
		return time_s;
	log->unzoned = log->unzoned || isnan(zone_s);
	return isnan(zone_s) ? time_s : time_s - zone_s;
}

/* What "amd-smi static" says. */
static void
describe(struct log *log, const struct json *gpu, struct span id,
    struct pos pos)
{
	static const char *const limits[] = { "socket_power",
		"socket_power_limit", "power_cap", NULL };
	const struct json *limit = json_member(gpu, "limit");
	const char *model =
	    json_text(json_member(json_member(gpu, "asic"), "market_name"));
	struct gpu_fact *fact = gpu_meters_fact(log->meters, id, id, pos);
	double limit_w = quantity_of(first_of(limit, limits), UNIT_W);
	double max_w = quantity_of(json_member(limit, "max_power"), UNIT_W);

	if (fact == NULL)
		return;
	if (fact->model.n == 0 && model != NULL &&
	    !cell_missing(span_of(model)))
		fact->model = span_of(arena_strdup(log->reading->arena,
		    model));
	if (isnan(fact->limit_w))
		fact->limit_w = limit_w;
	if (isnan(fact->max_limit_w))
		fact->max_limit_w = max_w;
	if (fact->power_pos.line == 0 && !(isnan(limit_w) && isnan(max_w)))
		fact->power_pos = pos;
}

static void
add_gpu(struct log *log, const struct json *gpu, struct pos pos)
{
	struct gpu_sample sample = { .pos = pos };
	double number, power = power_w(gpu), energy = energy_kwh(gpu);
	char id[24];

	if (!json_number(json_member(gpu, "gpu"), &number))
		return;
	snprintf(id, sizeof id, "%.6g", number);
	sample.id = span_of(id);
	sample.time_s = time_of(log, gpu);
	if (log->gpus++ == 0) {
		log->timed = !isnan(sample.time_s);
		log->meters = gpu_meters_open(log->reading,
		    log->timed ? CLOCK_DATED : CLOCK_ORDER);
	}
	describe(log, gpu, sample.id, pos);
	sample.kind = GPU_ENERGY;
	sample.value = energy;
	if (!isnan(energy))
		gpu_meters_add(log->meters, &sample);
	sample.kind = GPU_POWER;
	sample.value = power;
	if (!isnan(power) || json_member(gpu, "power") != NULL)
		gpu_meters_add(log->meters, &sample);
}

static void
take_document(void *context, const struct json *json,
    struct json_cursor cursor)
{
	struct log *log = context;
	size_t i;

	if (json_is_object(json))
		json = json_member(json, "gpu_data");
	for (i = 0; i < json_count(json); i++)
		add_gpu(log, json_item(json, i),
		    json_cursor_key(&cursor, "gpu"));
}

static void
read_json(struct reading *reading)
{
	struct log log = { .reading = reading };
	struct record *record = reading->record;
	size_t documents = json_documents_read(reading, take_document, &log);

	record->scope = SCOPE_GPU;
	if (documents == 0)
		return;
	record->zoned = log.timed && !log.unzoned;
	if (log.gpus > 0 && gpu_meters_finish(log.meters, 1, advice))
		return;
	record->rows = log.gpus;
	if (log.gpus == 0 || record->machine.accelerator == NULL)
		diag(reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = record->file },
		    "no GPU states a power, an energy or its name");
	else
		diag(reading->diags, DIAG_LOG_SNAPSHOT, record->machine.pos,
		    "the hardware is described; no power is stated: %s",
		    advice);
}

static bool
has(const struct sniff *sniff, const char *text)
{
	return span_find(sniff->head, text) != SIZE_MAX;
}

static int
sniff_json(const struct sniff *sniff)
{
	if (!has(sniff, "\"gpu\"") || !has(sniff, "{"))
		return 0;
	if (has(sniff, "\"socket_power\"") ||
	    has(sniff, "\"current_socket_power\"") ||
	    has(sniff, "\"average_socket_power\"") ||
	    has(sniff, "\"total_energy_consumption\"") ||
	    has(sniff, "\"market_name\""))
		return 88;
	return has(sniff, "\"gpu_data\"") ? 80 : 0;
}

const struct format format_amd_smi_json = {
	.name = "amd-smi-json",
	.title = "amd-smi metric --json",
	.gives = "D N M P E",
	.sniff = sniff_json,
	.read = read_json,
};
