/*
 * Hours and counts: how long a run took, on how many devices.
 */
#include <math.h>

#include "account/context.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/word.h"
#include "catalog/catalog.h"
#include "study/record.h"
#include "study/study.h"

static const struct label TIME = { "t", WORD("run time") };
static const struct label DEVICES = { "g", WORD("devices") };
static const struct label DEVICE_HOURS = { "H", WORD("device-hours") };

const struct origin *
origin_of_log(struct arena *arena, const struct pos *pos, const char *format)
{
	struct origin *origin = arena_alloc(arena, sizeof *origin);

	*origin = (struct origin){
		.kind = ORIGIN_LOG,
		.pos = *pos,
		.note = format,
	};
	return origin;
}

const struct origin *
origin_of_whole(struct arena *arena, const struct pos *pos)
{
	struct origin *origin = arena_alloc(arena, sizeof *origin);

	*origin = (struct origin){ .kind = ORIGIN_STUDY, .pos = *pos };
	if (pos_is_option(pos)) {
		origin->kind = ORIGIN_OPTION;
		origin->row = pos->file;
	}
	return origin;
}

/* A bill's hours are those of the machines that were rented, not the run's. */
static bool
is_bill(const struct log *log)
{
	return log->role == ROLE_COST ||
	    (log->role != ROLE_TIME && !isnan(log->record->cost));
}

/* The record that knows best how long the run was: a time log before a power log. */
static const struct record *
time_record(const struct run *run)
{
	const struct record *best = NULL;
	size_t i;

	for (i = 0; i < run->log_count; i++) {
		const struct record *record = run->logs[i].record;

		if (record == NULL || isnan(record->duration_s) ||
		    run->logs[i].role == ROLE_POWER || is_bill(&run->logs[i]))
			continue;
		if (best == NULL || (best->kind != RECORD_NONE &&
					record->kind == RECORD_NONE))
			best = record;
	}
	return best;
}

/* The duration that a log holds; "at least" when the log leaves a part out. */
static const struct figure *
time_of_record(struct accounting *a, const struct record *record)
{
	struct figure *time = figure_from_value(a->arena, TIME,
	    unit_to_base(UNIT_S, record->duration_s), UNIT_S,
	    origin_of_log(a->arena, &record->time_pos, record->format),
	    QUALITY_MEASURED);

	time->at_least = record->duration_is_lower_bound;
	return time;
}

static bool
is_segment(const struct log *log)
{
	const struct record *record = log->record;

	return record != NULL && record->kind == RECORD_NONE &&
	    !isnan(record->duration_s) && !isnan(record->start_s) &&
	    !isnan(record->end_s) && log->role != ROLE_POWER && !is_bill(log);
}

/* True when the log's time overlaps that of an earlier one: a copy, or another rank of the same run. */
static bool
is_copy(const struct run *run, size_t i)
{
	const struct record *record = run->logs[i].record;
	size_t j;

	for (j = 0; j < i; j++)
		if (is_segment(&run->logs[j]) &&
		    record->start_s < run->logs[j].record->end_s &&
		    run->logs[j].record->start_s < record->end_s)
			return true;
	return false;
}

/* A run that was restarted has a log for each segment: their sum; NULL when there are not several. */
static const struct figure *
time_of_segments(struct accounting *a)
{
	const struct run *run = a->run;
	const struct figure **parts =
	    arena_alloc(a->arena, run->log_count * sizeof *parts + 1);
	size_t i, n = 0;

	for (i = 0; i < run->log_count; i++) {
		const struct record *record = run->logs[i].record;

		if (!is_segment(&run->logs[i]))
			continue;
		if (is_copy(run, i)) {
			diag(a->diags, DIAG_EVIDENCE_COPY, record->time_pos,
			    "its time lies in that of another log of the run: "
			    "it is not added");
			continue;
		}
		parts[n++] = time_of_record(a, record);
	}
	if (n < 2)
		return NULL;
	diag(a->diags, DIAG_EVIDENCE_SEGMENTS, run->pos,
	    "%zu time logs of \"%s\" follow each other and are joined; what lies between them is not counted",
	    n, a->model->id.text);
	return figure_sum(a->arena, TIME, parts, n);
}

/* Power samples alone say how long the sampler ran: better than nothing. */
static const struct record *
sampled_record(const struct run *run)
{
	size_t i;

	for (i = 0; i < run->log_count; i++) {
		const struct record *record = run->logs[i].record;

		if (record != NULL && !isnan(record->duration_s) &&
		    !is_bill(&run->logs[i]))
			return record;
	}
	return NULL;
}

static const struct figure *
time_of_window(struct accounting *a)
{
	const struct run *run = a->run;
	double seconds = run->end.seconds - run->start.seconds;

	return figure_from_value(a->arena, TIME, unit_to_base(UNIT_S, seconds),
	    UNIT_S, origin_of_log(a->arena, &run->start.pos, "start and end"),
	    QUALITY_MEASURED);
}

/* The stated time, the stated window, a time log, the sampler's own time; NULL for none. */
static const struct figure *
run_time(struct accounting *a)
{
	const struct record *record = time_record(a->run);
	const struct figure *segments;

	if (a->run->time.known)
		return figure_from_fact(a->arena, TIME, &a->run->time,
		    QUALITY_MEASURED);
	if (a->run->start.known && a->run->end.known)
		return time_of_window(a);
	segments = time_of_segments(a);
	if (segments != NULL)
		return segments;
	if (record == NULL)
		record = sampled_record(a->run);
	if (record == NULL)
		return NULL;
	return time_of_record(a, record);
}

static const struct figure *
count_of_value(struct accounting *a, double count, const struct origin *origin)
{
	return figure_from_value(a->arena, DEVICES, count, UNIT_COUNT, origin,
	    QUALITY_MEASURED);
}

static const struct figure *
count_of_machine(struct accounting *a, const struct record *record)
{
	const struct machine *machine = &record->machine;
	int nodes = machine->nodes < 0 ? 1 : machine->nodes;

	if (machine->accelerators < 0)
		return NULL;
	return count_of_value(a, (double)machine->accelerators * nodes,
	    origin_of_log(a->arena, &machine->pos, record->format));
}

const struct figure *
count_of_hardware(struct accounting *a, const struct hardware *hardware)
{
	if (!hardware->count.known)
		return hardware->record == NULL ?
		    NULL :
		    count_of_machine(a, hardware->record);
	return count_of_value(a, (double)hardware->count.value,
	    origin_of_whole(a->arena, &hardware->count.pos));
}

static const struct figure *
count_of_logs(struct accounting *a)
{
	size_t i;

	for (i = 0; i < a->run->log_count; i++) {
		const struct record *record = a->run->logs[i].record;

		if (record != NULL && record->devices >= 0)
			return count_of_value(a, record->devices,
			    origin_of_log(a->arena, &record->energy_pos,
				record->format));
	}
	return NULL;
}

/* Stated with the hardware or the run, read from a hardware file, seen in a log. */
static const struct figure *
run_devices(struct accounting *a)
{
	const struct run *run = a->run;
	const struct figure *counts[16];
	size_t i, n = 0;

	for (i = 0; i < run->hardware_count && n < 16; i++) {
		counts[n] = count_of_hardware(a, &run->hardware[i]);
		if (counts[n] != NULL)
			n++;
	}
	if (n == 1)
		return counts[0];
	if (n > 1)
		return figure_sum(a->arena, DEVICES, counts, n);
	if (run->count.known)
		return count_of_value(a, (double)run->count.value,
		    origin_of_whole(a->arena, &run->count.pos));
	return count_of_logs(a);
}

static const struct figure *
run_device_hours(struct accounting *a, const struct figure *time,
    const struct figure *devices)
{
	if (a->run->device_hours.known)
		return figure_from_fact(a->arena, DEVICE_HOURS,
		    &a->run->device_hours, QUALITY_MEASURED);
	if (time != NULL && devices != NULL)
		return figure_product(a->arena, DEVICE_HOURS, time, devices);
	return hours_of_flops(a);
}

static void
say_no_time(struct accounting *a, const struct account_line *line)
{
	if (!figure_known(line->time) && !figure_known(line->device_hours))
		diag(a->diags, DIAG_UNKNOWN_TIME, a->run->pos,
		    "this run of \"%s\" states no time, device-hours, start and end, and none of its logs holds one",
		    a->model->id.text);
}

void
account_time(struct accounting *a, struct account_line *line)
{
	const struct figure *time = run_time(a);
	const struct figure *devices = run_devices(a);
	const struct figure *hours = run_device_hours(a, time, devices);

	if (time == NULL && hours != NULL && devices != NULL)
		time = figure_quotient(a->arena, TIME, hours, devices);
	line->time = time != NULL ?
	    time :
	    figure_unknown(a->arena, TIME, UNIT_H, WORD("time was not reported"));
	line->devices = devices != NULL ?
	    devices :
	    figure_unknown(a->arena, DEVICES, UNIT_COUNT,
		WORD("the number of devices was not reported"));
	line->device_hours = hours != NULL ?
	    hours :
	    figure_unknown(a->arena, DEVICE_HOURS, UNIT_H,
		WORD("time or the number of devices was not reported"));
	say_no_time(a, line);
}
