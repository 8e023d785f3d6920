/*
 * lshw -xml: which processors, memory and GPUs a machine has. The screen of
 * a board's management controller is a display too, and no accelerator.
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
#include "ingest/hardware_text.h"
#include "ingest/ingest.h"

/* Makers of GPUs that train models. */
static const char *const makers[] = {
	"NVIDIA", "Advanced Micro Devices", "AMD", "Intel", "Habana",
};

/* What they make for a screen alone. */
static const char *const screens[] = {
	"HD Graphics", "Iris", "Integrated Graphics", "Xeon E3", "ES1000",
	"Virtual",
};

static bool
has_one_of(const char *text, const char *const *words, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (strstr(text, words[i]) != NULL)
			return true;
	return false;
}

static const char *
child_text(const struct element *node, const char *name)
{
	const struct element *child = element_child(node, name);

	return child == NULL ? "" : child->text;
}

static bool
has_class(const struct element *node, const char *name)
{
	const struct attribute *class = element_attribute(node, "class");

	return class != NULL && strcmp(class->value, name) == 0;
}

/* A socket without a processor, a slot that is switched off. */
static bool
is_disabled(const struct element *node)
{
	const struct attribute *disabled = element_attribute(node, "disabled");

	return disabled != NULL && strcmp(disabled->value, "true") == 0;
}

static double
size_of(const struct element *node)
{
	const struct element *size = element_child(node, "size");
	const struct attribute *units =
	    size == NULL ? NULL : element_attribute(size, "units");
	double bytes;

	if (units == NULL || strcmp(units->value, "bytes") != 0 ||
	    !num_parse(span_trim(span_of(size->text)), &bytes) ||
	    !(bytes > 0))
		return (double)NAN;
	return bytes;
}

/* The memory as a whole, else its banks together; firmware and caches are memory too. */
static void
take_memory(struct parts *parts, const struct element *node)
{
	const struct element *bank;
	double bytes = size_of(node), sum = 0;

	if (!span_equal_nocase(span_trim(span_of(child_text(node,
		"description"))), "System memory"))
		return;
	for (bank = element_child(node, "node"); bank != NULL;
	     bank = element_next(bank, "node"))
		if (!isnan(size_of(bank)) && !is_disabled(bank))
			sum += size_of(bank);
	if (isnan(bytes) && sum > 0)
		bytes = sum;
	parts_add_memory(parts, bytes);
}

/* "GH100 [H100 PCIe]": the name in brackets is the one on the box. */
static struct span
model_of(const char *product)
{
	struct span name = span_trim(span_of(product)), inside = name;

	span_cut(&inside, '[');
	if (inside.n > 1 && inside.s[inside.n - 1] == ']')
		return span_sub(inside, 0, inside.n - 1);
	return name;
}

static void
take_display(struct parts *parts, const struct element *node)
{
	const char *vendor = child_text(node, "vendor");
	const char *product = child_text(node, "product");

	if (!has_one_of(vendor, makers, sizeof makers / sizeof makers[0]) ||
	    has_one_of(product, screens, sizeof screens / sizeof screens[0]))
		parts_ignore(parts, node->pos);
	else
		parts_add_accelerator(parts, model_of(product), node->pos);
}

/* Cards without a screen, which some kernels list as a class of their own. */
static bool
is_accelerator(const struct element *node)
{
	return has_class(node, "generic") &&
	    span_equal_nocase(span_trim(span_of(child_text(node,
		"description"))), "Processing accelerators");
}

static void
take_node(struct parts *parts, const struct element *node)
{
	if (is_disabled(node))
		return;
	if (has_class(node, "processor"))
		parts_add_cpu(parts, span_of(child_text(node, "product")));
	else if (has_class(node, "memory"))
		take_memory(parts, node);
	else if (has_class(node, "display") || is_accelerator(node))
		take_display(parts, node);
}

/* All nodes below ROOT and ROOT itself, without recursion. */
static void
take_nodes(struct parts *parts, const struct element *root)
{
	const struct element *at = root;

	while (at != NULL) {
		if (strcmp(at->name, "node") == 0)
			take_node(parts, at);
		if (at->first != NULL) {
			at = at->first;
			continue;
		}
		while (at != root && at->next == NULL)
			at = at->parent;
		at = at == root ? NULL : at->next;
	}
}

static void
read_lshw(struct reading *reading)
{
	struct parts parts = parts_none(reading);
	struct element *root;
	struct span text;

	if (!source_text(reading->source, &text))
		return;
	root = xml_read(text, reading->record->file, reading->arena,
	    reading->diags);
	if (root == NULL)
		return;
	take_nodes(&parts, root);
	parts_finish(&parts);
}

/* Old versions write a list of nodes, newer ones the node itself. */
static int
sniff_lshw(const struct sniff *sniff)
{
	struct span head = span_trim(sniff->head);

	if (!span_starts(head, "<"))
		return 0;
	if (span_find(head, "generated by lshw") != SIZE_MAX &&
	    span_find(head, "<node ") != SIZE_MAX)
		return 96;
	return span_find(head, "<node id=") != SIZE_MAX &&
		span_find(head, "class=\"system\"") != SIZE_MAX ? 85 : 0;
}

const struct format format_lshw_xml = {
	.name = "lshw-xml",
	.title = "lshw -xml",
	.gives = "N M",
	.sniff = sniff_lshw,
	.read = read_lshw,
};
