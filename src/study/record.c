/*
 * Records: unknown until a reader says otherwise.
 */
#include "study/record.h"

#include <math.h>

#include "base/trace.h"

static void
machine_clear(struct machine *machine)
{
	*machine = (struct machine){
		.accelerators = -1,
		.nodes = -1,
		.cpus = -1,
		.accelerator_power_limit_w = (double)NAN,
		.accelerator_max_power_w = (double)NAN,
		.accelerator_power_w = (double)NAN,
		.accelerator_memory_gb = (double)NAN,
		.memory_gb = (double)NAN,
	};
}

void
record_clear(struct record *record)
{
	*record = (struct record){
		.devices = -1,
		.start_s = (double)NAN,
		.end_s = (double)NAN,
		.duration_s = (double)NAN,
		.energy_kwh = (double)NAN,
		.it_energy_kwh = (double)NAN,
		.pue_included = (double)NAN,
		.mean_power_w = (double)NAN,
		.max_power_w = (double)NAN,
		.max_gap_s = (double)NAN,
		.covered_s = (double)NAN,
		.coverage = (double)NAN,
		.co2e_g_reported = (double)NAN,
		.intensity_g_per_kwh = (double)NAN,
		.water_l = (double)NAN,
		.cost = (double)NAN,
		.billed_h = (double)NAN,
		.steps = (double)NAN,
		.flops = (double)NAN,
	};
	machine_clear(&record->machine);
}

void
record_join(struct record *into, const struct record *part)
{
	double before_s = into->covered_s;

	into->energy_kwh += part->energy_kwh;
	into->it_energy_kwh += part->it_energy_kwh;
	into->covered_s += part->covered_s;
	into->duration_s += part->duration_s;
	into->end_s = fmax(into->end_s, part->end_s);
	into->start_s = fmin(into->start_s, part->start_s);
	into->max_gap_s = fmax(into->max_gap_s, part->max_gap_s);
	into->max_power_w = fmax(into->max_power_w, part->max_power_w);
	into->mean_power_w = (into->mean_power_w * before_s +
				 part->mean_power_w * part->covered_s) /
	    into->covered_s;
	into->coverage = (double)NAN;
	if (into->trace != NULL && part->trace != NULL)
		trace_join(into->trace, part->trace);
	into->rows += part->rows;
	into->rows_skipped += part->rows_skipped;
}

const char *
record_kind_name(enum record_kind kind)
{
	static const char *const names[] = {
		[RECORD_NONE] = "none",
		[RECORD_MEASURED] = "measured",
		[RECORD_SAMPLED] = "sampled",
		[RECORD_MODELLED] = "modelled",
		[RECORD_PREDICTED] = "predicted",
	};

	return names[kind];
}

const char *
record_scope_name(enum record_scope scope)
{
	static const char *const names[] = {
		[SCOPE_UNKNOWN] = NULL,
		[SCOPE_GPU] = "gpu",
		[SCOPE_PROCESSOR] = "processor",
		[SCOPE_PROCESS] = "process",
		[SCOPE_NODE] = "node",
		[SCOPE_FACILITY] = "facility",
	};

	return names[scope];
}
