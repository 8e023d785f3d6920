/*
 * Digests of logs: samples that follow on samples, and a digest as a record.
 */
#include "ingest/partial.h"

#include <math.h>

#include "base/arena.h"
#include "ingest/counter.h"
#include "ingest/ingest.h"
#include "ingest/power.h"

/* The interval from the last sample to this one, which is not yet counted. */
static void
add_interval(struct partial_body *body, bool counter,
    struct partial_sample sample, struct pos pos)
{
	double step_s = sample.time_s - body->last.time_s;

	if (!counter)
		exact_add(&body->energy,
		    (body->last.value + sample.value) / 2 * step_s);
	else if (sample.value >= body->last.value)
		exact_add(&body->energy, sample.value - body->last.value);
	else if (body->resets++ == 0)
		body->reset_pos = pos;
	if (body->samples <= STEPS_KEPT)
		body->steps[body->samples - 1] = step_s;
	if (step_s > body->max_gap_s) {
		body->max_gap_s = step_s;
		body->gap_pos = pos;
	}
}

static void
begin(struct partial_body *body, bool counter, struct partial_sample sample,
    struct pos pos)
{
	body->first = sample;
	body->first_pos = pos;
	body->min_w = body->max_w = counter ? (double)NAN : sample.value;
}

void
partial_take(struct partial_body *body, bool counter,
    struct partial_sample sample, struct pos pos)
{
	if (body->samples > 0 && sample.time_s <= body->last.time_s) {
		if (body->disordered++ == 0)
			body->disordered_pos = pos;
		return;
	}
	if (body->samples == 0)
		begin(body, counter, sample, pos);
	else
		add_interval(body, counter, sample, pos);
	body->samples++;
	body->last = sample;
	body->min_w = fmin(body->min_w, sample.value);
	body->max_w = fmax(body->max_w, sample.value);
	if (counter)
		body->min_w = body->max_w = (double)NAN;
}

static void
add_counts(struct partial_body *body, const struct partial_body *next)
{
	if (body->disordered == 0)
		body->disordered_pos = next->disordered_pos;
	if (body->resets == 0)
		body->reset_pos = next->reset_pos;
	body->disordered += next->disordered;
	body->resets += next->resets;
}

/* NEXT begins later than BODY ends. */
static void
follow(struct partial_body *body, const struct partial_body *next,
    bool counter)
{
	size_t i, at = body->samples;

	if (next->samples == 0) {
		add_counts(body, next);
		return;
	}
	if (at == 0)
		begin(body, counter, next->first, next->first_pos);
	else
		add_interval(body, counter, next->first, next->first_pos);
	add_counts(body, next);
	for (i = 0; i + 1 < next->samples && at + i < STEPS_KEPT; i++)
		body->steps[at + i] = next->steps[i];
	exact_join(&body->energy, &next->energy);
	if (next->max_gap_s > body->max_gap_s) {
		body->max_gap_s = next->max_gap_s;
		body->gap_pos = next->gap_pos;
	}
	body->min_w = fmin(body->min_w, next->min_w);
	body->max_w = fmax(body->max_w, next->max_w);
	body->samples += next->samples;
	body->last = next->last;
}

struct partial_body
partial_whole(const struct partial_device *device, bool counter)
{
	struct partial_body whole = { 0 };

	partial_take(&whole, counter, device->lead, device->lead_pos);
	follow(&whole, &device->body, counter);
	return whole;
}

void
partial_append(struct partial_device *device,
    const struct partial_device *next, bool counter)
{
	if (next->lead.time_s > partial_device_end_s(device))
		partial_take(&device->body, counter, next->lead,
		    next->lead_pos);
	else if (device->body.disordered++ == 0)
		device->body.disordered_pos = next->lead_pos;
	follow(&device->body, &next->body, counter);
}

double
partial_device_end_s(const struct partial_device *device)
{
	return device->body.samples > 0 ? device->body.last.time_s :
					  device->lead.time_s;
}

double
partial_start_s(const struct partial *partial)
{
	double start_s = (double)NAN;
	size_t i;

	for (i = 0; i < partial->count; i++)
		start_s = fmin(start_s, partial->devices[i].lead.time_s);
	return start_s;
}

double
partial_end_s(const struct partial *partial)
{
	double end_s = (double)NAN;
	size_t i;

	for (i = 0; i < partial->count; i++)
		end_s = fmax(end_s,
		    partial_device_end_s(&partial->devices[i]));
	return end_s;
}

struct partial *
partial_new(struct reading *reading, bool counter, size_t count)
{
	struct partial *partial = arena_alloc(reading->arena,
	    sizeof *partial);

	*partial = (struct partial){ .counter = counter };
	partial->devices = arena_alloc(reading->arena,
	    (count + 1) * sizeof *partial->devices);
	reading->record->partial = partial;
	return partial;
}

/* What the samples tell is told of the joined digest again. */
static bool
is_of_samples(enum diag_code code)
{
	return code == DIAG_LOG_GAP || code == DIAG_LOG_TIME ||
	    code == DIAG_LOG_PARTIAL || code == DIAG_LOG_SNAPSHOT ||
	    code == DIAG_LOG_NOTHING || code == DIAG_LOG_FALLING;
}

void
partial_complete(struct record *record, size_t first,
    const struct diags *diags, struct arena *arena)
{
	struct partial *partial = record->partial;
	size_t i, disordered = 0;

	if (partial->count == 0) {
		record->partial = NULL;
		return;
	}
	for (i = 0; i < partial->count; i++)
		disordered += partial->devices[i].body.disordered;
	partial->format = record->format;
	partial->tool_version = record->tool_version;
	partial->device_model = record->device_model;
	partial->accelerators = record->devices >= 0;
	partial->scope = record->scope;
	partial->zoned = record->zoned;
	partial->machine = record->machine;
	partial->rows_skipped = record->rows_skipped -
	    (partial->counter ? 0 : disordered);
	partial->said.arena = arena;
	for (i = first; i < diags->count; i++)
		if (!is_of_samples(diags->items[i].code)) {
			const struct diags one = { .arena = arena,
				.items = &diags->items[i], .count = 1 };

			diags_append(&partial->said, &one, DIAG_NOTE);
		}
}

static void
integrate(struct reading *reading, const struct partial *partial)
{
	if (partial->counter)
		counter_from_partial(reading, partial);
	else
		power_from_partial(reading, partial);
}

void
partial_record(struct reading *reading, struct partial *partial)
{
	struct record *record = reading->record;

	record->scope = partial->scope;
	record->zoned = partial->zoned;
	record->tool_version = partial->tool_version;
	record->machine = partial->machine;
	record->rows_skipped = partial->rows_skipped;
	diags_append(reading->diags, &partial->said, DIAG_NOTE);
	integrate(reading, partial);
	if (partial->device_model != NULL)
		record->device_model = partial->device_model;
	if (!partial->accelerators)
		record->devices = -1;
	record->partial = partial;
	record->trace = NULL; /* a digest keeps none */
	record->format_version = arena_printf(reading->arena, "1, of %s%s",
	    partial->format, partial->log_count < 2 ? "" :
	    arena_printf(reading->arena, ", %zu parts", partial->log_count));
}
