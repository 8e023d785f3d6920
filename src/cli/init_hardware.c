/*
 * The hardware of a run that init found: read from a file that describes it
 * or from the logs; what nothing tells of is a line to fill in.
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/tree.h"
#include "catalog/catalog.h"
#include "catalog/machine.h"
#include "cli/cli.h"
#include "cli/init.h"
#include "study/record.h"
#include "study/record_overlap.h"

/* Devices to choose from where nothing says which it was; those that the catalogue has are shown. */
static const char *const usual_devices[] = { "h100-sxm", "a100-sxm-80",
	"v100-sxm2", "rtx-4090", "tpu-v4" };

static const char *
device_choices(const struct init *init)
{
	const char *text = "";
	size_t i;

	for (i = 0; i < sizeof usual_devices / sizeof usual_devices[0]; i++)
		if (catalog_device(init->job->catalog, usual_devices[i]) !=
		    NULL)
			text = arena_printf(init->job->arena, "%s%s, ", text,
			    usual_devices[i]);
	return arena_printf(init->job->arena, "which? %s...", text);
}

/* Some log that names its accelerators. */
static const struct record *
naming_record(const struct gathered_run *run)
{
	size_t i;

	for (i = 0; i < run->count; i++)
		if (run->files[i]->record->device_model != NULL)
			return run->files[i]->record;
	return NULL;
}

/* Accelerators that the logs saw, those of logs at one time together; -1 when none says. */
static int
devices_seen(const struct gathered_run *run)
{
	int seen = -1;
	size_t i;

	for (i = 0; i < run->count; i++) {
		const struct record *record = run->files[i]->record;

		if (run->files[i]->use != FILE_LOG || record->devices < 1 ||
		    record->scope == SCOPE_PROCESSOR)
			continue;
		if (seen < 0)
			seen = record->devices;
		else if (record->scope == SCOPE_GPU &&
		    record_surely_at_one_time(run->files[0]->record, record) &&
		    record_overlap(run->files[0]->record, record) ==
			OVERLAP_NONE)
			seen += record->devices;
		else if (record->devices > seen)
			seen = record->devices;
	}
	return seen;
}

/* Whether watts come from the hardware's row: nothing measured the whole. */
static bool
needs_device(const struct gathered_run *run)
{
	size_t i;

	for (i = 0; i < run->count; i++) {
		const struct record *record = run->files[i]->record;

		if (run->files[i]->use == FILE_LOG &&
		    !isnan(record->it_energy_kwh))
			return record->scope == SCOPE_GPU;
	}
	return true;
}

/* What stands behind a name that the catalogue takes for DEVICE. */
static const char *
read_as(const struct init *init, const char *name, const struct device *device)
{
	const char *others = catalog_others(init->job->catalog, "device",
	    name, init->job->arena);

	if (others[0] == '\0')
		return arena_printf(init->job->arena, "read: %s", name);
	return arena_printf(init->job->arena,
	    "guess, from \"%s\": %s, or %s?", name, device->id, others);
}

static void
put_device(const struct init *init, struct element *hardware,
    const char *name)
{
	const struct catalog *catalog = init->job->catalog;
	const struct device *device =
	    name == NULL ? NULL : catalog_device(catalog, name);
	const char *near;

	if (device != NULL) {
		init_put(init, hardware, "device", device->id,
		    read_as(init, name, device));
		return;
	}
	near = name == NULL ?
	    "" :
	    catalog_suggest(catalog, "device", name, init->job->arena);
	init_put(init, hardware, "device", "",
	    name == NULL        ? device_choices(init) :
		near[0] == '\0' ? arena_printf(init->job->arena,
				      "which? the log says \"%s\"", name) :
				  arena_printf(init->job->arena,
				      "which? the log says \"%s\": %s?", name,
				      near));
}

static void
put_count(const struct init *init, struct element *hardware, int count)
{
	if (count > 0)
		init_put(init, hardware, "count",
		    arena_printf(init->job->arena, "%d", count),
		    "read: devices in the logs");
	else
		init_put(init, hardware, "count", "", "how many?");
}

/* "8 x NVIDIA H100": what a description of hardware says. */
static const char *
machine_words(const struct init *init, const struct machine *machine)
{
	struct arena *arena = init->job->arena;

	if (machine->accelerator == NULL)
		return arena_printf(arena, "read: %s", machine->cpu);
	if (machine->accelerators < 1)
		return arena_printf(arena, "read: %s", machine->accelerator);
	return arena_printf(arena, "read: %s%d \xc3\x97 %s",
	    machine->nodes > 1 ?
		arena_printf(arena, "%d nodes of ", machine->nodes) :
		"",
	    machine->accelerators, machine->accelerator);
}

static void
put_spec(const struct init *init, struct element *hardware,
    const struct gathered_run *run)
{
	const struct machine *machine = &run->spec->record->machine;
	const struct cpu *cpu;

	init_put(init, hardware, "spec", run->spec->path,
	    machine_words(init, machine));
	if (machine->accelerator == NULL) {
		if (needs_device(run) || naming_record(run) != NULL) {
			const struct record *record = naming_record(run);

			put_device(init, hardware,
			    record == NULL ? NULL : record->device_model);
			put_count(init, hardware, devices_seen(run));
		}
		return;
	}
	if (catalog_device(init->job->catalog, machine->accelerator) == NULL &&
	    needs_device(run))
		put_device(init, hardware, machine->accelerator);
	if (machine->accelerators < 1)
		put_count(init, hardware, devices_seen(run));
	cpu = run->processor == NULL ?
	    NULL :
	    catalog_cpu(init->job->catalog,
		run->processor->record->machine.cpu);
	if (cpu != NULL)
		init_put(init, hardware, "cpu", cpu->name,
		    arena_printf(init->job->arena, "read in %s",
			run->processor->path));
}

/* Descriptions of several machines, of which the run's is one. */
static void
put_choices(const struct init *init, struct element *hardware,
    const struct gathered_run *run)
{
	const char *text = "which?";
	size_t i;

	for (i = 0; i < run->choice_count; i++)
		text = arena_printf(init->job->arena, "%s%s %s (%s)", text,
		    i == 0 ? "" : ",", run->choices[i]->path,
		    machine_words(init,
			&run->choices[i]->record->machine) +
			strlen("read: "));
	init_put(init, hardware, "spec", "", text);
}

void
init_add_hardware(const struct init *init, struct element *run_element,
    const struct gathered_run *run)
{
	const struct record *record = naming_record(run);
	struct element *hardware;

	if (run->spec == NULL && run->choice_count == 0 && record == NULL &&
	    !needs_device(run))
		return;
	hardware = element_add(run_element, "hardware", run_element->pos,
	    init->job->arena);
	if (run->spec != NULL) {
		put_spec(init, hardware, run);
		return;
	}
	if (run->choice_count > 0) {
		put_choices(init, hardware, run);
		return;
	}
	put_device(init, hardware,
	    record == NULL ? NULL : record->device_model);
	put_count(init, hardware, devices_seen(run));
}
