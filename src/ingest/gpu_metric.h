/*
 * Metrics of GPUs as exporters for Prometheus name them: which of them is a
 * power or an energy, in which unit, of which device.
 */
#ifndef WATTLEAF_GPU_METRIC_H
#define WATTLEAF_GPU_METRIC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"
#include "base/str.h"
#include "ingest/gpu_meters.h"

struct gpu_hosts;
struct reading;

enum { METRIC_LABELS_MAX = 64, METRIC_ID = 96 };

struct metric_label {
	struct span name, value;
};

/* One series: a name and its labels. */
struct metric_series {
	struct span name;
	struct metric_label labels[METRIC_LABELS_MAX];
	size_t count;
};

enum metric_kind {
	METRIC_READING, /* of the kind in READING */
	METRIC_LIMIT,
	METRIC_MAX_LIMIT,
	METRIC_INFO     /* labels describe the device */
};

struct metric {
	const char *name;
	enum metric_kind kind;
	enum gpu_reading reading;
	double factor; /* to W or kWh */
};

/* NULL for a metric that says nothing of power. */
const struct metric *
metric_lookup(struct span name);

/* True for a name that an exporter for GPUs gives. */
bool
metric_is_gpu(struct span name);

/* The value in W or kWh; NAN for DCGM's blank value and what is no number. */
double
metric_value(const struct metric *, double number);

/* Hosts are told apart by number, so that no name of one is kept. */
struct gpu_hosts *
gpu_hosts_open(struct reading *);

/* How many there are; -1 when none is named. */
int
gpu_hosts_count(const struct gpu_hosts *);

/* The device's id, its UUID where it has one, in ID; empty for a metric of no device. Its index as *ALIAS and its model. */
struct span
metric_device(struct gpu_hosts *, const struct metric_series *,
    char id[METRIC_ID], struct span *alias, struct span *model);

/* Puts what a METRIC_LIMIT, _MAX_LIMIT or _INFO says into the device's fact. */
void
metric_describe(struct reading *, struct gpu_meters *, struct gpu_hosts *,
    const struct metric *, const struct metric_series *, double value,
    struct pos);

#endif
