/*
 * What one log or hardware file says: facts as the file states them, with
 * their place in it. Unknown numbers are NAN, unknown counts -1, unknown
 * texts NULL; never 0.
 */
#ifndef WATTLEAF_RECORD_H
#define WATTLEAF_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"

struct partial;
struct trace;

enum record_kind {
	RECORD_NONE,      /* states no energy: a time log, a hardware file */
	RECORD_MEASURED,  /* a meter or an energy counter */
	RECORD_SAMPLED,   /* integrated from power samples */
	RECORD_MODELLED,  /* power x time inside the tool that wrote it */
	RECORD_PREDICTED
};

enum record_scope {
	SCOPE_UNKNOWN,
	SCOPE_GPU,
	SCOPE_PROCESSOR,  /* packages and memory, no GPU board */
	SCOPE_PROCESS,
	SCOPE_NODE,
	SCOPE_FACILITY
};

/* One run inside a file: an id with its window. */
struct record_run {
	const char *id;     /* or NULL */
	double start_s;     /* since 1970; NAN unknown */
	double end_s;
	double duration_s;
	double energy_kwh;  /* as stated, tool's PUE inside; NAN unknown */
	double co2e_g;
	const char *host_key; /* equal for runs that saw the same machine, or NULL */
	struct pos pos;
};

/* One device of a power log. */
struct record_device {
	const char *id;     /* uuid, bus id or index as the file names it */
	const char *model;
	size_t samples;
	double energy_j;
	double mean_power_w;
	double max_power_w;
};

/* Hardware as a file describes it. */
struct machine {
	const char *accelerator;    /* model name */
	int accelerators;           /* per node; -1 unknown */
	int nodes;                  /* -1 unknown */
	double accelerator_power_limit_w; /* the limit in force, per accelerator */
	double accelerator_max_power_w;   /* the maker's limit: nearest to TDP */
	double accelerator_power_w;       /* one reading; not an energy */
	double accelerator_memory_gb;
	const char *cpu;
	int cpus;                   /* sockets per node */
	double memory_gb;           /* of the node */
	const char *os;
	struct pos pos;             /* of the accelerator's name, else the file */
	struct pos power_pos;
};

struct record {
	const char *file;
	const char *format;         /* name of the format descriptor */
	const char *format_version;
	const char *tool_version;
	const char *title;          /* benchmark or project as logged; never shown to strangers */
	enum record_kind kind;
	enum record_scope scope;
	int devices;                /* accelerators covered */
	const char *device_model;
	double start_s, end_s;      /* of the run, or of the samples */
	bool zoned;                 /* start and end are true UTC */
	double duration_s;          /* of the run (time log) or of the samples */
	bool duration_is_lower_bound; /* the log leaves a part out */
	double energy_kwh;          /* as stated or integrated */
	double it_energy_kwh;       /* without pue_included */
	double pue_included;        /* factor inside energy_kwh: 1 when none, NAN unknown */
	double mean_power_w;        /* of all devices together over what was covered */
	double max_power_w;
	double max_gap_s;
	double covered_s;           /* seconds of the window between first and last sample */
	double coverage;            /* covered share of the window; 1 without one; NAN for no samples */
	size_t rows, rows_skipped;  /* data rows used and left out */
	double co2e_g_reported;
	double intensity_g_per_kwh; /* stated, or co2e / energy as stated */
	double water_l;
	double cost;
	const char *currency;
	double billed_h;            /* hours of machines or of GPUs as a bill counts them */
	double steps, flops;        /* training steps, FLOP as the log states */
	struct record_run *runs;
	size_t run_count;           /* distinct runs */
	struct record_device *device_list;
	size_t device_list_count;
	struct trace *trace;        /* power over time; NULL: none, or not asked for */
	struct partial *partial;    /* digest of the samples; NULL: none, or not asked for */
	bool trace_each;            /* of each device, one at a time; else of all that counts */
	struct machine machine;
	struct pos energy_pos;      /* where the energy (or the first sample) stands */
	struct pos time_pos;        /* where the duration stands */
	size_t diag_first, diag_count; /* its diagnostics, in the job's list */
};

/* Sets every field to unknown. */
void
record_clear(struct record *);

/* Adds what PART, another stretch of the same log, says to INTO: energy, covered time, rows. */
void
record_join(struct record *into, const struct record *part);

const char *
record_kind_name(enum record_kind);

/* "gpu", "node", ...; NULL for SCOPE_UNKNOWN. */
const char *
record_scope_name(enum record_scope);

#endif
