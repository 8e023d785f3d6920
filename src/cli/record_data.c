/*
 * A record as data: what inspect --json prints.
 */
#include <math.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/timestamp.h"
#include "base/unit.h"
#include "cli/cli.h"
#include "cli/record_out.h"
#include "document/data.h"
#include "study/record.h"

const char *
record_moment(struct job *job, double seconds, bool zoned)
{
	char text[TIMESTAMP_TEXT];

	if (isnan(seconds))
		return NULL;
	timestamp_text(seconds, zoned, text);
	return arena_strdup(job->arena, text);
}

static void
add_count(struct arena *arena, struct data *object, const char *key,
    double count)
{
	data_add_number(arena, object, key, count < 0 ? (double)NAN : count);
}

static bool
has_machine(const struct machine *machine)
{
	return machine->accelerator != NULL || machine->accelerators >= 0 ||
	    machine->cpu != NULL || !isnan(machine->memory_gb) ||
	    !isnan(machine->accelerator_power_w);
}

void
record_machine(struct arena *arena, struct data *parent,
    const struct machine *machine)
{
	struct data *object;

	if (!has_machine(machine)) {
		data_add_null(arena, parent, "hardware");
		return;
	}
	object = data_add(parent, "hardware", data_object(arena));
	data_add_text(arena, object, "accelerator", machine->accelerator);
	add_count(arena, object, "accelerators_per_node",
	    machine->accelerators);
	add_count(arena, object, "nodes", machine->nodes);
	data_add_number(arena, object, "power_limit_w",
	    machine->accelerator_power_limit_w);
	data_add_number(arena, object, "rated_power_w",
	    machine->accelerator_max_power_w);
	data_add_number(arena, object, "power_w",
	    machine->accelerator_power_w);
	data_add_number(arena, object, "accelerator_memory_gb",
	    machine->accelerator_memory_gb);
	data_add_text(arena, object, "cpu", machine->cpu);
	add_count(arena, object, "cpus_per_node", machine->cpus);
	data_add_number(arena, object, "memory_gb", machine->memory_gb);
	data_add_text(arena, object, "os", machine->os);
}

static void
add_diagnostics(struct job *job, struct data *parent,
    const struct record *record)
{
	struct arena *arena = job->arena;
	struct data *list =
	    data_add(parent, "diagnostics", data_list(arena));
	size_t i;

	for (i = 0; i < record->diag_count; i++) {
		const struct diagnostic *item =
		    &job->diags.items[record->diag_first + i];
		struct data *object =
		    data_add(list, NULL, data_object(arena));
		char name[DIAG_NAME];

		data_add_text(arena, object, "code",
		    arena_strdup(arena, diag_name(item->code, name)));
		data_add_text(arena, object, "level",
		    diag_level_name(diag_level(item->code)));
		data_add_number(arena, object, "line",
		    item->pos.line == 0 ? (double)NAN :
					  (double)item->pos.line);
		data_add_number(arena, object, "column",
		    item->pos.line == 0 ? (double)NAN :
					  (double)item->pos.column);
		data_add_text(arena, object, "text", item->text);
	}
}

static void
add_energy(struct arena *arena, struct data *object,
    const struct record *record)
{
	data_add_number(arena, object, "it_energy_kwh",
	    record->it_energy_kwh);
	data_add_number(arena, object, "energy_kwh", record->energy_kwh);
	data_add_number(arena, object, "pue_included", record->pue_included);
	data_add_number(arena, object, "mean_power_w", record->mean_power_w);
	data_add_number(arena, object, "max_power_w", record->max_power_w);
	data_add_number(arena, object, "max_gap_s", record->max_gap_s);
	data_add_number(arena, object, "covered_s", record->covered_s);
	data_add_number(arena, object, "coverage", record->coverage);
}

static void
add_reported(struct arena *arena, struct data *object,
    const struct record *record)
{
	data_add_number(arena, object, "co2e_kg_reported",
	    unit_from_base(UNIT_KG, record->co2e_g_reported));
	data_add_number(arena, object, "intensity_g_per_kwh",
	    record->intensity_g_per_kwh);
	data_add_number(arena, object, "water_l", record->water_l);
	data_add_number(arena, object, "cost", record->cost);
	data_add_text(arena, object, "currency", record->currency);
	data_add_number(arena, object, "billed_h", record->billed_h);
}

/* Each device of a power log. */
static void
add_devices(struct arena *arena, struct data *parent,
    const struct record *record)
{
	struct data *list =
	    data_add(parent, "device_list", data_list(arena));
	size_t i;

	for (i = 0; i < record->device_list_count; i++) {
		const struct record_device *device = &record->device_list[i];
		struct data *object =
		    data_add(list, NULL, data_object(arena));

		data_add_text(arena, object, "id", device->id);
		data_add_text(arena, object, "model", device->model);
		data_add_number(arena, object, "samples",
		    (double)device->samples);
		data_add_number(arena, object, "energy_kwh",
		    unit_to_base(UNIT_J, device->energy_j));
		data_add_number(arena, object, "mean_power_w",
		    device->mean_power_w);
		data_add_number(arena, object, "max_power_w",
		    device->max_power_w);
	}
}

struct data *
record_data(struct job *job, const struct record *record)
{
	struct arena *arena = job->arena;
	struct data *object = data_object(arena);

	data_add_text(arena, object, "file", record->file);
	data_add_text(arena, object, "format", record->format);
	data_add_text(arena, object, "format_version",
	    record->format_version);
	data_add_text(arena, object, "tool_version", record->tool_version);
	data_add_text(arena, object, "kind", record_kind_name(record->kind));
	data_add_text(arena, object, "scope",
	    record_scope_name(record->scope));
	add_count(arena, object, "devices", record->devices);
	data_add_text(arena, object, "device_model", record->device_model);
	data_add_text(arena, object, "start",
	    record_moment(job, record->start_s, record->zoned));
	data_add_text(arena, object, "end",
	    record_moment(job, record->end_s, record->zoned));
	data_add_number(arena, object, "duration_s", record->duration_s);
	data_add_bool(arena, object, "duration_is_lower_bound",
	    record->duration_is_lower_bound);
	add_energy(arena, object, record);
	data_add_number(arena, object, "rows", (double)record->rows);
	data_add_number(arena, object, "rows_skipped",
	    (double)record->rows_skipped);
	data_add_number(arena, object, "runs", (double)record->run_count);
	add_reported(arena, object, record);
	data_add_number(arena, object, "steps", record->steps);
	data_add_number(arena, object, "flops", record->flops);
	add_devices(arena, object, record);
	record_machine(arena, object, &record->machine);
	add_diagnostics(job, object, record);
	return object;
}
