/*
 * Names and labels of the exporters: dcgm-exporter, nvidia_gpu_exporter and
 * the older nvidia_gpu_prometheus_exporter.
 */
#include "ingest/gpu_metric.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/unit.h"
#include "ingest/cell.h"
#include "ingest/ingest.h"

enum { HOSTS_MAX = 4096 };

/* DCGM writes 2^63 - 14 and its neighbours for "no value". */
static const double blank_least = 9.2e18;

static const struct metric metrics[] = {
	{ "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", METRIC_READING, GPU_ENERGY,
	    1 / 3.6e9 },
	{ "dcgm_total_energy_consumption", METRIC_READING, GPU_ENERGY,
	    1 / 3.6e9 },
	{ "DCGM_FI_DEV_POWER_USAGE", METRIC_READING, GPU_POWER, 1 },
	{ "dcgm_power_usage", METRIC_READING, GPU_POWER, 1 },
	{ "DCGM_FI_DEV_POWER_USAGE_INSTANT", METRIC_READING,
	    GPU_POWER_INSTANT, 1 },
	{ "nvidia_smi_power_draw_watts", METRIC_READING, GPU_POWER, 1 },
	{ "nvidia_smi_power_draw_average_watts", METRIC_READING,
	    GPU_POWER_AVERAGE, 1 },
	{ "nvidia_smi_power_draw_instant_watts", METRIC_READING,
	    GPU_POWER_INSTANT, 1 },
	{ "nvidia_gpu_power_usage_milliwatts", METRIC_READING, GPU_POWER,
	    1e-3 },
	{ "nvidia_smi_enforced_power_limit_watts", METRIC_LIMIT, GPU_READINGS,
	    1 },
	{ "DCGM_FI_DEV_ENFORCED_POWER_LIMIT", METRIC_LIMIT, GPU_READINGS, 1 },
	{ "nvidia_smi_power_default_limit_watts", METRIC_MAX_LIMIT,
	    GPU_READINGS, 1 },
	{ "nvidia_smi_gpu_info", METRIC_INFO, GPU_READINGS, 1 },
};

struct gpu_hosts {
	struct reading *reading;
	const char **names;
	size_t count;
};

const struct metric *
metric_lookup(struct span name)
{
	size_t i;

	for (i = 0; i < sizeof metrics / sizeof metrics[0]; i++)
		if (span_equal(name, metrics[i].name))
			return &metrics[i];
	return NULL;
}

bool
metric_is_gpu(struct span name)
{
	return span_starts(name, "DCGM_FI_") || span_starts(name, "dcgm_") ||
	    span_starts(name, "nvidia_smi_") || span_starts(name, "nvidia_gpu_");
}

double
metric_value(const struct metric *metric, double number)
{
	if (!isfinite(number) || number >= blank_least)
		return (double)NAN;
	return number * metric->factor;
}

struct gpu_hosts *
gpu_hosts_open(struct reading *reading)
{
	struct gpu_hosts *hosts = arena_alloc(reading->arena, sizeof *hosts);

	*hosts = (struct gpu_hosts){ .reading = reading };
	return hosts;
}

int
gpu_hosts_count(const struct gpu_hosts *hosts)
{
	return hosts->count == 0 ? -1 : (int)hosts->count;
}

/* From 1; 0 for none. */
static size_t
host_number(struct gpu_hosts *hosts, struct span name)
{
	size_t i;

	if (name.n == 0)
		return 0;
	for (i = 0; i < hosts->count; i++)
		if (span_equal(name, hosts->names[i]))
			return i + 1;
	if (i == HOSTS_MAX)
		return i;
	hosts->names = arena_grow(hosts->reading->arena, hosts->names, i,
	    sizeof(const char *));
	hosts->names[i] = span_dup(hosts->reading->arena, name);
	hosts->count++;
	return i + 1;
}

/* The value of the first of the labels NAMES that has one. */
static struct span
label(const struct metric_series *series, const char *const *names)
{
	size_t i;

	for (; *names != NULL; names++)
		for (i = 0; i < series->count; i++)
			if (span_equal(series->labels[i].name, *names) &&
			    !cell_missing(series->labels[i].value))
				return series->labels[i].value;
	return (struct span){ "", 0 };
}

static struct span
model_of(const struct metric_series *series)
{
	static const char *const names[] = { "modelName", NULL };
	static const char *const others[] = { "name", NULL };
	struct span model = label(series, names);

	if (model.n > 0 || !(span_equal(series->name, "nvidia_smi_gpu_info") ||
			       span_starts(series->name, "nvidia_gpu_")))
		return model;
	return label(series, others);
}

struct span
metric_device(struct gpu_hosts *hosts, const struct metric_series *series,
    char id[METRIC_ID], struct span *alias, struct span *model)
{
	static const char *const uuids[] = { "UUID", "uuid", "gpu_uuid",
		NULL };
	static const char *const gpus[] = { "gpu", NULL };
	static const char *const indices[] = { "gpu", "index", "minor_number",
		"device", NULL };
	static const char *const names[] = { "Hostname", "hostname",
		"node_name", "instance", "node", NULL };
	struct span uuid = label(series, uuids), gpu = label(series, gpus);
	struct span index = label(series, indices);
	size_t host = host_number(hosts, label(series, names));

	*alias = index;
	*model = model_of(series);
	if (uuid.n > 0 && uuid.n < METRIC_ID &&
	    (gpu.n == 0 || !gpu_id_blank(uuid)))
		snprintf(id, METRIC_ID, "%.*s", (int)uuid.n, uuid.s);
	else if (index.n == 0)
		id[0] = '\0';
	else if (host > 0)
		snprintf(id, METRIC_ID, "node %zu, %.*s", host,
		    index.n < 64 ? (int)index.n : 64, index.s);
	else
		snprintf(id, METRIC_ID, "%.*s",
		    index.n < 64 ? (int)index.n : 64, index.s);
	return span_of(id);
}

static void
put_power(struct gpu_fact *fact, double *field, double value,
    struct pos pos)
{
	if (!isnan(*field) || !(value > 0))
		return;
	*field = value;
	if (fact->power_pos.line == 0)
		fact->power_pos = pos;
}

void
metric_describe(struct reading *reading, struct gpu_meters *meters,
    struct gpu_hosts *hosts, const struct metric *metric,
    const struct metric_series *series, double value, struct pos pos)
{
	static const char *const drivers[] = { "driver_version",
		"DCGM_FI_DRIVER_VERSION", NULL };
	struct span alias, model, driver = label(series, drivers);
	char id[METRIC_ID];
	struct span name = metric_device(hosts, series, id, &alias, &model);
	struct gpu_fact *fact = name.n == 0 ? NULL :
	    gpu_meters_fact(meters, name, alias, pos);

	if (fact == NULL)
		return;
	if (fact->model.n == 0 && model.n > 0)
		fact->model = (struct span){
			span_dup(reading->arena, model), model.n };
	if (reading->record->tool_version == NULL && driver.n > 0)
		reading->record->tool_version = span_dup(reading->arena,
		    driver);
	if (metric != NULL && metric->kind == METRIC_LIMIT)
		put_power(fact, &fact->limit_w, value, pos);
	if (metric != NULL && metric->kind == METRIC_MAX_LIMIT)
		put_power(fact, &fact->max_limit_w, value, pos);
}
