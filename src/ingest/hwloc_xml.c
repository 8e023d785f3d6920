/*
 * hwloc's topology (lstopo --of xml). One GPU shows up under each of the
 * programming interfaces that see it: one interface is counted.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/num.h"
#include "base/source.h"
#include "base/tree.h"
#include "base/xml.h"
#include "ingest/formats.h"
#include "ingest/hardware_parts.h"
#include "ingest/ingest.h"

/* The interface that counts: the first of these that names a GPU. */
static const char *const backends[] = {
	"NVML", "RSMI", "LevelZero", "CUDA", "OpenCL",
};

enum { BACKENDS = sizeof backends / sizeof backends[0] };

static const char *
info(const struct element *object, const char *name)
{
	const struct element *child;

	for (child = element_child(object, "info"); child != NULL;
	     child = element_next(child, "info")) {
		const struct attribute *key = element_attribute(child, "name");
		const struct attribute *value =
		    element_attribute(child, "value");

		if (key != NULL && value != NULL &&
		    strcmp(key->value, name) == 0)
			return value->value;
	}
	return NULL;
}

static bool
has_type(const struct element *object, const char *type)
{
	const struct attribute *attribute = element_attribute(object, "type");

	return attribute != NULL && strcmp(attribute->value, type) == 0;
}

/* Which interface an object is of; BACKENDS for none. */
static size_t
backend_of(const struct element *object)
{
	const char *name = info(object, "Backend");
	size_t i;

	if (!has_type(object, "OSDev") || name == NULL ||
	    info(object, "GPUModel") == NULL)
		return BACKENDS;
	for (i = 0; i < BACKENDS; i++)
		if (strcmp(name, backends[i]) == 0)
			break;
	return i;
}

static size_t
best_backend(const struct element *root)
{
	const struct element *at;
	size_t best = BACKENDS;

	for (at = root; at != NULL; at = element_after(root, at)) {
		size_t backend = backend_of(at);

		if (backend < best)
			best = backend;
	}
	return best;
}

static double
memory_of(const struct element *object)
{
	const struct attribute *memory =
	    element_attribute(object, "local_memory");
	double bytes;

	return memory != NULL &&
		num_parse(span_of(memory->value), &bytes) && bytes > 0 ?
	    bytes : (double)NAN;
}

/* "Package", which old versions call "Socket", on which the model may stand with the machine. */
static void
take_package(struct parts *parts, const struct element *object,
    const struct element *root)
{
	const struct element *machine = element_child(root, "object");
	const char *model = info(object, "CPUModel");

	if (model == NULL && machine != NULL)
		model = info(machine, "CPUModel");
	parts_add_cpu(parts, span_of(model == NULL ? "" : model));
}

static void
take_object(struct parts *parts, const struct element *object,
    const struct element *root, size_t backend)
{
	if (has_type(object, "Package") || has_type(object, "Socket"))
		take_package(parts, object, root);
	else if (has_type(object, "NUMANode"))
		parts_add_memory(parts, memory_of(object));
	else if (backend < BACKENDS && backend_of(object) == backend)
		parts_add_accelerator(parts,
		    span_of(info(object, "GPUModel")), object->pos);
}

static void
take_system(struct reading *reading, const struct element *root)
{
	const struct attribute *version = element_attribute(root, "version");
	const struct element *machine = element_child(root, "object");
	const char *name = machine == NULL ? NULL : info(machine, "OSName");

	reading->record->format_version = version == NULL ?
	    "1" : arena_strdup(reading->arena, version->value);
	if (name != NULL)
		reading->record->machine.os =
		    arena_strdup(reading->arena, name);
}

static void
read_hwloc(struct reading *reading)
{
	struct parts parts = parts_none(reading);
	const struct element *at;
	struct element *root;
	struct span text;
	size_t backend;

	if (!source_text(reading->source, &text))
		return;
	root = xml_read(text, reading->record->file, reading->arena,
	    reading->diags);
	if (root == NULL)
		return;
	take_system(reading, root);
	backend = best_backend(root);
	for (at = root; at != NULL; at = element_after(root, at))
		take_object(&parts, at, root, backend);
	parts_finish(&parts);
}

static int
sniff_hwloc(const struct sniff *sniff)
{
	struct span head = span_trim(sniff->head);

	return span_starts(head, "<") &&
		span_find(head, "<topology") != SIZE_MAX &&
		span_find(head, "<object type=") != SIZE_MAX ? 95 : 0;
}

const struct format format_hwloc_xml = {
	.name = "hwloc-xml",
	.title = "hwloc topology XML",
	.gives = "N M",
	.sniff = sniff_hwloc,
	.read = read_hwloc,
};
