/*
 * The sums of stated intervals as a record: parts, times, and what is
 * missing between them.
 */
#include <math.h>

#include "base/arena.h"
#include "base/diag.h"
#include "ingest/ingest.h"
#include "ingest/interval_parts.h"

enum { JOULES_PER_KWH = 3600000 };

static const double hole_least_s = 1;

static void
list_parts(struct interval_meter *meter)
{
	struct record *record = meter->reading->record;
	double covered_s = sum_value(&meter->covered_s);
	struct sum energy_j = { 0 };
	size_t i, n = 0, gpus = 0;

	record->device_list = arena_alloc(meter->reading->arena,
	    (meter->part_count + 1) * sizeof *record->device_list);
	for (i = 0; i < meter->part_count; i++) {
		const struct part *part = &meter->parts[i];

		if (part->role == PART_INSIDE || part->stated == 0)
			continue;
		gpus += part->role == PART_GPU;
		sum_add(&energy_j, sum_value(&part->energy_j));
		record->device_list[n++] = (struct record_device){
			.id = part->id,
			.samples = part->stated,
			.energy_j = sum_value(&part->energy_j),
			.mean_power_w = covered_s > 0 ?
			    sum_value(&part->energy_j) / covered_s :
			    (double)NAN,
			.max_power_w = part->max_w > 0 ? part->max_w :
							 (double)NAN,
		};
	}
	record->device_list_count = n;
	if (gpus > 0)
		record->devices = (int)gpus;
	record->energy_kwh = sum_value(&energy_j) / JOULES_PER_KWH;
}

static void
set_times(struct interval_meter *meter)
{
	const struct read_options *options = meter->reading->options;
	struct record *record = meter->reading->record;
	double window_s = options->to_s - options->from_s;
	double covered_s = sum_value(&meter->covered_s);

	record->energy_pos = record->time_pos = meter->first_pos;
	record->rows = meter->used;
	if (meter->timed == 0)
		return;
	record->duration_s = record->covered_s = covered_s;
	record->duration_is_lower_bound = meter->timed < meter->used;
	record->coverage = isnan(window_s) || window_s <= 0 ||
	    meter->undated ? 1 : fmin(1, covered_s / window_s);
	record->max_gap_s = meter->kind == RECORD_SAMPLED ?
	    fmax(meter->max_step_s, meter->max_hole_s) : meter->max_hole_s;
	record->max_power_w = meter->max_w > 0 ? meter->max_w : (double)NAN;
	if (covered_s > 0 && !record->duration_is_lower_bound)
		record->mean_power_w = record->energy_kwh * JOULES_PER_KWH /
		    covered_s;
	if (meter->first_s >= INTERVAL_EPOCH_LEAST_S) {
		record->start_s = isnan(options->from_s) ? meter->first_s :
		    fmax(meter->first_s, options->from_s);
		record->end_s = isnan(options->to_s) ? meter->last_s :
		    fmin(meter->last_s, options->to_s);
	}
}

static void
say_holes(struct interval_meter *meter)
{
	double covered_s = sum_value(&meter->covered_s);
	double whole_s = meter->last_s - meter->first_s;

	if (!(meter->max_hole_s > hole_least_s))
		return;
	if (meter->order == INTERVAL_NESTED)
		diag(meter->reading->diags, DIAG_LOG_SCOPE, meter->hole_pos,
		    "%.6g s of %.6g s were measured; what was used between "
		    "the windows is not known", covered_s, whole_s);
	else
		diag(meter->reading->diags, DIAG_LOG_GAP, meter->hole_pos,
		    "%.6g s before this row are not covered and left out",
		    meter->max_hole_s);
}

static void
say_missing(struct interval_meter *meter)
{
	size_t i;

	for (i = 0; i < meter->part_count; i++) {
		const struct part *part = &meter->parts[i];

		if (part->role != PART_INSIDE && part->stated > 0 &&
		    part->missing > 0)
			diag(meter->reading->diags, DIAG_LOG_PARTIAL,
			    part->missing_pos, "%s has no value in %zu of "
			    "%zu rows: its energy is at least what the others "
			    "state", part->id, part->missing,
			    part->missing + part->stated);
	}
}

static bool
say_nothing(struct interval_meter *meter)
{
	bool clipped = meter->window_count > 0 ||
	    !isnan(meter->reading->options->from_s) ||
	    !isnan(meter->reading->options->to_s);

	diag(meter->reading->diags, DIAG_LOG_NOTHING,
	    (struct pos){ .file = meter->reading->record->file },
	    "no energy is stated%s", clipped ? " in the run's window" : "");
	return false;
}

bool
interval_record(struct interval_meter *meter)
{
	struct record *record = meter->reading->record;

	list_parts(meter);
	if (record->device_list_count == 0) {
		record->energy_kwh = (double)NAN;
		return say_nothing(meter);
	}
	if (meter->undated)
		diag(meter->reading->diags, DIAG_LOG_WINDOW, meter->first_pos,
		    "its rows carry no date; all of it is used");
	record->kind = meter->kind;
	record->trace = meter->trace;
	record->it_energy_kwh = record->energy_kwh;
	record->pue_included = 1;
	set_times(meter);
	say_holes(meter);
	say_missing(meter);
	return true;
}
