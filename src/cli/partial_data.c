/*
 * A digest of a log as data: what inspect --partial writes.
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/unit.h"
#include "cli/cli.h"
#include "cli/partial_out.h"
#include "cli/record_out.h"
#include "document/data.h"
#include "ingest/partial.h"
#include "version.h"

enum { PARTIAL_VERSION = 1, HALF_BITS = 31 };

static void
add_sample(struct arena *arena, struct data *parent, const char *key,
    bool counter, const struct partial_sample *sample)
{
	struct data *object = data_add(parent, key, data_object(arena));

	data_add_number(arena, object, "time_s", sample->time_s);
	data_add_number(arena, object, counter ? "energy_kwh" : "power_w",
	    sample->value);
}

/* The sum without an error: whole units and two halves of what is behind the point. */
static void
add_energy(struct arena *arena, struct data *parent, const char *key,
    const struct exact_sum *sum)
{
	struct data *list = data_add(parent, key, data_list(arena));
	int64_t low = sum->part & ((INT64_C(1) << HALF_BITS) - 1);

	data_add_number(arena, list, NULL, (double)sum->whole);
	data_add_number(arena, list, NULL,
	    ldexp((double)(sum->part >> HALF_BITS), HALF_BITS - EXACT_BITS));
	data_add_number(arena, list, NULL, ldexp((double)low, -EXACT_BITS));
}

static void
add_rest(struct arena *arena, struct data *parent, bool counter,
    const struct partial_body *body)
{
	struct data *object, *steps;
	size_t i;

	if (body->samples == 0) {
		data_add_null(arena, parent, "rest");
		return;
	}
	object = data_add(parent, "rest", data_object(arena));
	data_add_number(arena, object, "samples", (double)body->samples);
	add_sample(arena, object, "first", counter, &body->first);
	add_sample(arena, object, "last", counter, &body->last);
	add_energy(arena, object, counter ? "energy_kwh" : "energy_j",
	    &body->energy);
	data_add_number(arena, object, "min_power_w", body->min_w);
	data_add_number(arena, object, "max_power_w", body->max_w);
	data_add_number(arena, object, "max_gap_s", body->max_gap_s);
	steps = data_add(object, "steps_s", data_list(arena));
	for (i = 0; i + 1 < body->samples && i < STEPS_KEPT; i++)
		data_add_number(arena, steps, NULL, body->steps[i]);
}

static void
add_device(struct arena *arena, struct data *list, bool counter,
    const struct partial_device *device)
{
	struct data *object = data_add(list, NULL, data_object(arena));
	struct partial_body whole = partial_whole(device, counter);
	double seconds = whole.last.time_s - whole.first.time_s;
	double energy_j = exact_value(&whole.energy);

	if (counter)
		energy_j = unit_from_base(UNIT_J, energy_j);
	data_add_text(arena, object, "id", device->id);
	data_add_text(arena, object, "model", device->model);
	data_add_number(arena, object, "samples", (double)whole.samples);
	data_add_number(arena, object, "left_out", (double)whole.disordered);
	data_add_number(arena, object, "resets", (double)whole.resets);
	data_add_number(arena, object, "energy_kwh", whole.samples < 2 ?
		(double)NAN : unit_to_base(UNIT_J, energy_j));
	data_add_number(arena, object, "mean_power_w", whole.samples < 2 ?
		(double)NAN : energy_j / seconds);
	data_add_number(arena, object, "min_power_w", whole.min_w);
	data_add_number(arena, object, "max_power_w", whole.max_w);
	data_add_number(arena, object, "max_gap_s", whole.max_gap_s);
	add_sample(arena, object, "first", counter, &device->lead);
	add_rest(arena, object, counter, &device->body);
}

static void
add_logs(struct arena *arena, struct data *parent,
    const struct partial *partial)
{
	struct data *list = data_add(parent, "logs", data_list(arena));
	size_t i;

	for (i = 0; i < partial->log_count; i++) {
		struct data *object = data_add(list, NULL,
		    data_object(arena));

		data_add_text(arena, object, "sha256",
		    partial->logs[i].sha256);
		data_add_number(arena, object, "bytes",
		    partial->logs[i].bytes);
	}
}

/* What the reader said, without the meaning of the code, which is put before it again. */
static void
add_said(struct arena *arena, struct data *parent, const struct diags *said)
{
	struct data *list = data_add(parent, "diagnostics",
	    data_list(arena));
	size_t i;

	for (i = 0; i < said->count; i++) {
		const struct diagnostic *item = &said->items[i];
		struct data *object = data_add(list, NULL,
		    data_object(arena));
		size_t n = strlen(diag_meaning(item->code));
		char name[DIAG_NAME];

		data_add_text(arena, object, "code",
		    arena_strdup(arena, diag_name(item->code, name)));
		data_add_number(arena, object, "line",
		    item->pos.line == 0 ? (double)NAN :
					  (double)item->pos.line);
		data_add_text(arena, object, "detail", item->text + n +
			(strncmp(item->text + n, ": ", 2) == 0 ? 2 : 0));
	}
}

/* What people look for first. */
static void
add_totals(struct job *job, struct data *object, const struct record *record)
{
	struct arena *arena = job->arena;
	const struct partial *partial = record->partial;

	data_add_text(arena, object, "start", record_moment(job,
	    partial_start_s(partial), partial->zoned));
	data_add_text(arena, object, "end", record_moment(job,
	    partial_end_s(partial), partial->zoned));
	data_add_number(arena, object, "energy_kwh", record->energy_kwh);
	data_add_number(arena, object, "mean_power_w", record->mean_power_w);
	data_add_number(arena, object, "max_power_w", record->max_power_w);
	data_add_number(arena, object, "max_gap_s", record->max_gap_s);
	data_add_number(arena, object, "samples", (double)record->rows);
	data_add_number(arena, object, "rows_skipped",
	    (double)partial->rows_skipped);
}

struct data *
partial_data(struct job *job, const struct record *record)
{
	struct arena *arena = job->arena;
	const struct partial *partial = record->partial;
	struct data *object = data_object(arena), *list;
	size_t i;

	data_add_number(arena, object, "wattleaf_partial", PARTIAL_VERSION);
	data_add_text(arena, object, "wattleaf", WATTLEAF_VERSION);
	data_add_text(arena, object, "format", partial->format);
	data_add_text(arena, object, "tool_version", partial->tool_version);
	data_add_text(arena, object, "kind",
	    partial->counter ? "measured" : "sampled");
	data_add_text(arena, object, "scope",
	    record_scope_name(partial->scope));
	data_add_bool(arena, object, "zoned", partial->zoned);
	add_totals(job, object, record);
	data_add_text(arena, object, "device_model", partial->device_model);
	data_add_bool(arena, object, "accelerators", partial->accelerators);
	record_machine(arena, object, &partial->machine);
	add_logs(arena, object, partial);
	list = data_add(object, "devices", data_list(arena));
	for (i = 0; i < partial->count; i++)
		add_device(arena, list, partial->counter,
		    &partial->devices[i]);
	add_said(arena, object, &partial->said);
	return object;
}
