/*
 * CodeCarbon's emissions.csv, between its own files: rows as they stand,
 * runs as they are kept, runs that overlap.
 */
#ifndef WATTLEAF_CODECARBON_H
#define WATTLEAF_CODECARBON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/csv.h"
#include "base/str.h"
#include "study/record.h"

struct reading;

/* The columns in the order of 3.2.1 and later; what older or newer ones have besides is not used. */
#define CC_COLUMNS(X)                            \
	X(CC_TIMESTAMP, "timestamp")             \
	X(CC_PROJECT, "project_name")            \
	X(CC_RUN, "run_id")                      \
	X(CC_EXPERIMENT, "experiment_id")        \
	X(CC_DURATION, "duration")               \
	X(CC_EMISSIONS, "emissions")             \
	X(CC_RATE, "emissions_rate")             \
	X(CC_CPU_POWER, "cpu_power")             \
	X(CC_GPU_POWER, "gpu_power")             \
	X(CC_RAM_POWER, "ram_power")             \
	X(CC_CPU_ENERGY, "cpu_energy")           \
	X(CC_GPU_ENERGY, "gpu_energy")           \
	X(CC_RAM_ENERGY, "ram_energy")           \
	X(CC_ENERGY, "energy_consumed")          \
	X(CC_WATER, "water_consumed")            \
	X(CC_COUNTRY, "country_name")            \
	X(CC_ISO, "country_iso_code")            \
	X(CC_REGION, "region")                   \
	X(CC_PROVIDER, "cloud_provider")         \
	X(CC_CLOUD_REGION, "cloud_region")       \
	X(CC_OS, "os")                           \
	X(CC_PYTHON, "python_version")           \
	X(CC_VERSION, "codecarbon_version")      \
	X(CC_CPU_COUNT, "cpu_count")             \
	X(CC_CPU_MODEL, "cpu_model")             \
	X(CC_GPU_COUNT, "gpu_count")             \
	X(CC_GPU_MODEL, "gpu_model")             \
	X(CC_LONGITUDE, "longitude")             \
	X(CC_LATITUDE, "latitude")               \
	X(CC_RAM, "ram_total_size")              \
	X(CC_MODE, "tracking_mode")              \
	X(CC_CPU_USE, "cpu_utilization_percent") \
	X(CC_GPU_USE, "gpu_utilization_percent") \
	X(CC_RAM_USE, "ram_utilization_percent") \
	X(CC_RAM_USED, "ram_used_gb")            \
	X(CC_ON_CLOUD, "on_cloud")               \
	X(CC_PUE, "pue")                         \
	X(CC_WUE, "wue")                         \
	X(CC_TASK, "task_name")

#define CC_ENUM(column, name) column,
enum cc_column { CC_COLUMNS(CC_ENUM) CC_TOTAL };
#undef CC_ENUM

/* The newest header: all but CC_TASK. */
enum { CC_STANDARD = CC_TASK };

struct cc_layout {
	int columns[CC_TOTAL]; /* where each stands, or -1 */
	size_t count;          /* fields of the header */
	size_t named;          /* up to and with the last that has a name */
	bool standard;         /* the 38 columns in order, or the 34 of 3.0.8 to 3.2.0 */
	char delimiter;
};

/* One row. Texts are spans into it: valid until the next. */
struct cc_row {
	struct span texts[CC_TOTAL]; /* trimmed; empty when there is none */
	double end_s, duration_s;
	double energy_kwh, gpu_kwh, co2e_g, water_l, pue, ram_gb;
	bool zoned;
	bool repaired;
	struct pos pos, energy_pos;
};

/* What is kept of a run. */
struct cc_run {
	struct record_run run;
	double gpu_kwh, water_l, pue;
	bool machine;      /* its energy is the whole machine's */
	bool fallback;     /* placed in the tool's fallback */
	bool gpus;         /* it names GPUs */
	double share;      /* of its energy that no longer run covers: 1 mostly */
};

/* What happened to several rows and is said once: X(fault, code). */
#define CC_FAULTS(X)                                    \
	X(CC_FAULT_REPAIRED, DIAG_LOG_REPAIRED)         \
	X(CC_FAULT_FALLING, DIAG_LOG_FALLING)           \
	X(CC_FAULT_PLACE, DIAG_LOG_PLACE_FALLBACK)      \
	X(CC_FAULT_NO_ENERGY, DIAG_LOG_PARTIAL)         \
	X(CC_FAULT_POWER, DIAG_LOG_IMPLAUSIBLE)         \
	X(CC_FAULT_NO_GPU, DIAG_LOG_IMPLAUSIBLE)        \
	X(CC_FAULT_PUE, DIAG_LOG_IMPLAUSIBLE)

#define CC_FAULT_ENUM(fault, code) fault,
enum cc_fault { CC_FAULTS(CC_FAULT_ENUM) CC_FAULT_TOTAL };
#undef CC_FAULT_ENUM

struct cc_tally {
	size_t count;
	struct pos first;
};

struct cc_file {
	struct reading *reading;
	struct cc_layout layout;
	struct cc_run *runs;
	size_t count;
	size_t *table;       /* hash table of run index + 1; 0 is empty */
	size_t table_size;   /* a power of two */
	struct cc_tally faults[CC_FAULT_TOTAL];
	const char *gpu_text; /* of the row before */
	size_t rows_superseded; /* by longer rows of their run */
	bool unzoned, machine, process;
};

/* Maps a header; false when a column that every version has is missing. */
bool
cc_layout_read(const struct csv_row *, char delimiter, struct cc_layout *);

/* Reads one row; false, with the row counted as skipped, when it can't be trusted. */
bool
cc_row_read(struct reading *, const struct cc_layout *,
    const struct csv_row *, struct cc_row *);

/* Tells machines apart without naming them: a digest, or NULL when the row says too little. */
const char *
cc_host_key(struct reading *, const struct cc_row *);

/* True when the place is what CodeCarbon falls back to when it can't find it: Quebec. */
bool
cc_place_fallback(const struct cc_row *);

/* Devices and their model from "4 x NVIDIA A100-PCIE-40GB"; -1 and NULL when the row names none. */
int
cc_devices(struct reading *, const struct cc_row *, const char **model);

/* Sets each run's share and says LOG_OVERLAP for runs that count the same machine at the same time. */
void
cc_overlap(struct reading *, struct cc_run *, size_t count);

void
cc_count_fault(struct cc_file *, enum cc_fault, struct pos);

/* Fills the record from the runs and says the faults. */
void
cc_finish(struct cc_file *);

#endif
