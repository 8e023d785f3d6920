/*
 * From options to the attributes of a study.
 */
#include "cli/overrides.h"

#include <stddef.h>

#include "base/arena.h"
#include "cli/cli.h"
#include "cli/hardware_words.h"
#include "study/override.h"

static const struct {
	const char *element, *attribute, *option;
	size_t offset; /* in struct run_options */
} rows[] = {
#define ROW(element, attribute, name, member) \
	{ element, attribute, "--" name, offsetof(struct run_options, member) }
	ROW("place", "region", "region", region),
	ROW("place", "grid", "grid", grid),
	ROW("place", "year", "year", year),
	ROW("place", "pue", "pue", pue),
	ROW("place", "intensity", "intensity", intensity),
	ROW("place", "market-intensity", "market-intensity",
	    market_intensity),
	ROW("model", "name", "name", name),
	ROW("model", "params", "params", params),
	ROW("run", "time", "time", time),
	ROW("run", "device-hours", "device-hours", device_hours),
	ROW("run", "energy", "energy", energy),
	ROW("run", "it-energy", "it-energy", it_energy),
	ROW("run", "flops", "flops", flops),
	ROW("run", "tokens", "tokens", tokens),
	ROW("run", "utilisation", "mfu", mfu),
	ROW("run", "precision", "precision", precision),
	ROW("run", "repeat", "repeat", repeat),
	ROW("hardware", "power", "power", power),
	ROW("hardware", "total-power", "total-power", total_power),
	ROW("hardware", "host-power", "host-power", host_power),
	ROW("hardware", "utilisation", "utilisation", utilisation),
	ROW("hardware", "cpu", "cpu", cpu),
	ROW("hardware", "cpus", "cpus", cpus),
	ROW("hardware", "memory", "memory", memory),
	ROW("price", "device-hour", "price", price),
	ROW("price", "electricity", "electricity", electricity),
#undef ROW
};

enum { ROWS = sizeof rows / sizeof rows[0], HARDWARE_ROWS = 3 };

struct list {
	struct override items[ROWS + HARDWARE_ROWS];
	size_t count;
};

static void
add(struct list *list, const char *element, const char *attribute,
    const char *option, const char *value)
{
	list->items[list->count++] =
	    (struct override){ element, attribute, option, value };
}

static void
add_whole(struct job *job, struct list *list, const char *attribute,
    const char *option, long value)
{
	if (value > 0)
		add(list, "hardware", attribute, option,
		    arena_printf(job->arena, "%ld", value));
}

/* A whole number of nodes; 0 with a diagnostic, -1 when none is given. */
static long
nodes_given(struct job *job)
{
	const char *text = job->options.run.nodes;
	const char *p = text;
	long value = 0;

	if (text == NULL)
		return -1;
	while (*p >= '0' && *p <= '9' && value < 1000000)
		value = 10 * value + (*p++ - '0');
	if (*p == '\0' && value > 0)
		return value;
	diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
	    "--nodes=%s must be a whole number, at least 1", text);
	return 0;
}

/* What is wrong with --hardware; NULL: nothing. */
static const char *
fault_of(const struct hardware_words *words, long nodes)
{
	if (words->several)
		return "must be one kind of device, such as 8xA100; several need a study";
	if (words->miscounted)
		return "must have one number of devices from 1 to 9,999,999, as in 8xA100, or that of nodes before it, as in 2x8xA100";
	if (words->device[0] == '\0')
		return "must name a device, such as 8xA100";
	if (words->nodes > 0 && nodes > 0)
		return "says how many nodes there are; --nodes must not say it too";
	return NULL;
}

/* "8xA100" with --nodes 4 is 8 in each of 4. */
static bool
add_hardware(struct job *job, struct list *list)
{
	const char *text = job->options.run.hardware;
	long nodes = nodes_given(job);
	struct hardware_words words;
	const char *fault;

	if (nodes == 0)
		return false;
	add_whole(job, list, "nodes", "--nodes", nodes);
	if (text == NULL)
		return true;
	words = hardware_words(job->catalog, text, job->arena);
	fault = fault_of(&words, nodes);
	if (fault != NULL) {
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "--hardware=%s %s", text, fault);
		return false;
	}
	add(list, "hardware", "device", "--hardware", words.device);
	add_whole(job, list, "count", "--hardware",
	    words.count * (nodes > 0 ? nodes : 1));
	add_whole(job, list, "nodes", "--hardware", words.nodes);
	return true;
}

/* What is wrong with an option is wrong usage, not wrong input. */
static bool
put(struct job *job, struct study *study, const struct list *list)
{
	struct diags said = { .arena = job->arena };
	size_t i;

	if (study_override(study, list->items, list->count, job->arena,
		&said))
		return true;
	for (i = 0; i < said.count; i++)
		diag(&job->diags, DIAG_USAGE, said.items[i].pos, "%s",
		    said.items[i].text);
	return false;
}

bool
job_override(struct job *job, struct study *study)
{
	struct list list = { .count = 0 };
	size_t i;

	if (!add_hardware(job, &list))
		return false;
	for (i = 0; i < ROWS; i++) {
		const char *value = *(const char *const *)(const void *)(
		    (const char *)&job->options.run + rows[i].offset);

		if (value != NULL)
			add(&list, rows[i].element, rows[i].attribute,
			    rows[i].option, value);
	}
	return list.count == 0 || put(job, study, &list);
}
