/*
 * MLPerf system descriptions: which machine a result ran on. One object
 * since v0.6, a list of nodes in v0.5's entry.json.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"
#include "base/num.h"
#include "base/source.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/hardware_text.h"
#include "ingest/ingest.h"

enum {
	COUNT_MAX = 1000000, /* nodes, accelerators: more is no count */
	POWER_LIMIT_MAX_W = 10000
};

/* A file while it is read. */
struct system {
	struct reading *reading;
	struct span text;
	struct machine *machine;
	const struct json *root;
};

static struct pos
key_pos(const struct system *system, const char *key)
{
	return json_key_pos(system->text, key, 0,
	    system->reading->record->file);
}

static const char *
name_in(const struct system *system, const struct json *object,
    const char *key)
{
	return hardware_name(system->reading->arena,
	    json_text(json_member(object, key)));
}

/* A count, -1 when it is not stated; a text that is no count is told. */
static int
count_in(const struct system *system, const struct json *object,
    const char *key)
{
	const struct json *value = json_member(object, key);
	const char *text = json_text(value);
	double number;

	if (json_number(value, &number)) {
		if (number >= 0 && number <= COUNT_MAX &&
		    number == floor(number))
			return (int)number;
	} else if (value == NULL || text == NULL ||
	    cell_missing(span_of(text))) {
		return -1;
	}
	diag(system->reading->diags, DIAG_LOG_IMPLAUSIBLE,
	    key_pos(system, key), "%s is no count and left out", key);
	return -1;
}

static double
memory_in(const struct system *system, const char *key)
{
	const char *text = json_text(json_member(system->root, key));

	return text == NULL ? (double)NAN : hardware_memory_gb(span_of(text));
}

/* True when the words before OFFSET speak of a processor, not of the accelerator. */
static bool
is_of_processor(const char *notes, size_t offset)
{
	size_t from = offset > 12 ? offset - 12 : 0;
	struct span before = { notes + from, offset - from };
	size_t cpu = span_find(before, "CPU"), gpu = span_find(before, "GPU");

	return (cpu != SIZE_MAX && (gpu == SIZE_MAX || gpu < cpu)) ||
	    span_find(before, "rocessor") != SIZE_MAX;
}

/* The watts behind "TDP" or "TGP" at TEXT: ":700W", " 1000 W", " is 700 W"; NAN for none. */
static double
watts_behind(const char *text)
{
	size_t skip = strcspn(text, "0123456789;,.\n");
	size_t n = strspn(text + skip, "0123456789.");
	double power_w;

	if (skip > 8 || !num_parse((struct span){ text + skip, n }, &power_w))
		return (double)NAN;
	text += skip + n;
	text += strspn(text, " ");
	if ((*text != 'W' && *text != 'w') || power_w <= 0 ||
	    power_w > POWER_LIMIT_MAX_W)
		return (double)NAN;
	return power_w;
}

/* "GPU TDP:700W", "B200 TGP 1000 W" in free notes. */
static double
limit_in_notes(const char *notes)
{
	size_t i;

	for (i = 0; notes[i] != '\0'; i++) {
		double power_w;

		if (strncasecmp(notes + i, "TDP", 3) != 0 &&
		    strncasecmp(notes + i, "TGP", 3) != 0)
			continue;
		power_w = watts_behind(notes + i + 3);
		if (!isnan(power_w) && !is_of_processor(notes, i))
			return power_w;
	}
	return (double)NAN;
}

static void
read_limit(const struct system *system)
{
	const char *notes = json_text(json_member(system->root, "hw_notes"));

	if (notes == NULL)
		return;
	system->machine->accelerator_max_power_w = limit_in_notes(notes);
	if (!isnan(system->machine->accelerator_max_power_w))
		system->machine->power_pos = key_pos(system, "hw_notes");
}

static void
read_object(const struct system *system)
{
	struct machine *machine = system->machine;
	const struct json *root = system->root;

	machine->accelerator = name_in(system, root, "accelerator_model_name");
	machine->accelerators =
	    count_in(system, root, "accelerators_per_node");
	machine->nodes = count_in(system, root, "number_of_nodes");
	machine->cpu = name_in(system, root, "host_processor_model_name");
	machine->cpus = count_in(system, root, "host_processors_per_node");
	machine->memory_gb = memory_in(system, "host_memory_capacity");
	machine->accelerator_memory_gb =
	    memory_in(system, "accelerator_memory_capacity");
	machine->os = name_in(system, root, "operating_system");
	machine->pos = key_pos(system, "accelerator_model_name");
	read_limit(system);
}

static bool
same_name(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Adds one kind of node of an entry.json to what was read of the others. */
static void
read_node_kind(const struct system *system, const struct json *kind,
    bool first)
{
	struct machine *machine = system->machine;
	const char *accelerator = name_in(system, kind, "accelerator");
	int nodes = count_in(system, kind, "num_nodes");
	int accelerators = count_in(system, kind, "num_accelerators");
	double memory_gb;

	if (first) {
		machine->accelerator = accelerator;
		machine->accelerators = accelerators;
		machine->nodes = nodes;
		machine->cpu = name_in(system, kind, "cpu");
		if (json_number(json_member(kind, "sys_mem_size"), &memory_gb))
			machine->memory_gb = memory_gb;
		return;
	}
	if (same_name(accelerator, machine->accelerator) &&
	    accelerators == machine->accelerators && nodes >= 0 &&
	    machine->nodes >= 0 && machine->nodes + nodes <= COUNT_MAX) {
		machine->nodes += nodes;
		return;
	}
	diag(system->reading->diags, DIAG_LOG_PARTIAL,
	    key_pos(system, "nodes"), "nodes of several kinds: only the first "
	    "is read, state the others in the study");
}

static void
read_entry(const struct system *system)
{
	const struct json *nodes = json_member(system->root, "nodes");
	size_t i, count = json_count(nodes);

	for (i = 0; i < count && i < COUNT_MAX; i++)
		read_node_kind(system, json_item(nodes, i), i == 0);
	system->machine->os = name_in(system, system->root, "os");
	system->machine->pos = key_pos(system, "accelerator");
}

/* "tpuv2-8", "tpu-v3-32": names of the second and third TPU count cores, of which a chip has two. */
static bool
counts_cores(const char *name, int devices)
{
	const char *dash = name == NULL ? NULL : strrchr(name, '-');
	double number;

	return dash != NULL && strncasecmp(name, "tpu", 3) == 0 &&
	    (strstr(name, "v2") != NULL || strstr(name, "v3") != NULL) &&
	    num_parse(span_of(dash + 1), &number) && number == devices &&
	    devices > 1;
}

static void
set_devices(const struct system *system)
{
	const struct machine *machine = system->machine;
	struct record *record = system->reading->record;
	double all = (double)machine->nodes * machine->accelerators;

	record->device_model = machine->accelerator;
	if (machine->nodes >= 0 && machine->accelerators >= 0 &&
	    all <= COUNT_MAX)
		record->devices = (int)all;
	if (counts_cores(machine->accelerator, record->devices) ||
	    counts_cores(json_text(json_member(system->root, "system_name")),
		record->devices))
		diag(system->reading->diags, DIAG_LOG_IMPLAUSIBLE,
		    machine->pos, "%d accelerators are the cores that the "
		    "name counts; a TPU of this kind has two to a chip, so "
		    "state count=\"%d\" unit=\"chip\" in the study",
		    record->devices, record->devices / 2);
}

static void
read_system(struct reading *reading)
{
	struct system system = {
		.reading = reading,
		.machine = &reading->record->machine,
	};
	struct pos start = { reading->record->file, 1, 1 };
	struct json *root;

	if (!source_text(reading->source, &system.text))
		return;
	root = json_read(system.text, start, reading->diags);
	if (root == NULL)
		return;
	system.root = root;
	if (json_member(root, "accelerators_per_node") != NULL) {
		reading->record->format_version = "0.6";
		read_object(&system);
	} else {
		reading->record->format_version = "0.5";
		read_entry(&system);
	}
	set_devices(&system);
	if (reading->record->devices < 0 &&
	    system.machine->accelerator == NULL && system.machine->cpu == NULL)
		diag(reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = reading->record->file },
		    "no accelerator, no count and no processor is named");
	json_free(root);
}

static int
sniff_system(const struct sniff *sniff)
{
	struct span head = span_trim(sniff->head);

	if (!span_starts(head, "{"))
		return 0;
	if (span_find(head, "\"accelerators_per_node\"") != SIZE_MAX)
		return 90;
	if (span_find(head, "\"num_accelerators\"") != SIZE_MAX &&
	    span_find(head, "\"nodes\"") != SIZE_MAX)
		return 90;
	return 0;
}

const struct format format_mlperf_system = {
	.name = "mlperf-system",
	.title = "MLPerf system description",
	.gives = "N M",
	.sniff = sniff_system,
	.read = read_system,
};
