/*
 * Nodes of lshw as parts of a machine. The screen of a board's management
 * controller is a display too, and no accelerator.
 */
#include "ingest/lshw_node.h"

#include <math.h>
#include <stddef.h>
#include <stdint.h>

#include "ingest/hardware_parts.h"
#include "ingest/hardware_text.h"

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
has_one_of(struct span text, const char *const *words, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (span_find(text, words[i]) != SIZE_MAX)
			return true;
	return false;
}

static void
add_display(struct parts *parts, const struct lshw_node *node)
{
	if (!has_one_of(node->vendor, makers,
	    sizeof makers / sizeof makers[0]) ||
	    has_one_of(node->product, screens,
	    sizeof screens / sizeof screens[0]))
		parts_ignore(parts, node->pos);
	else
		parts_add_accelerator(parts, hardware_board(node->product),
		    node->pos);
}

static bool
is_described(const struct lshw_node *node, const char *words)
{
	return span_equal_nocase(span_trim(node->description), words);
}

/* The memory as a whole, else its banks; firmware and caches are memory too. Some kernels list cards without a screen as a class of their own. */
void
lshw_node_add(struct parts *parts, const struct lshw_node *node)
{
	if (node->disabled)
		return;
	if (span_equal(node->class, "processor"))
		parts_add_cpu(parts, node->product);
	else if (span_equal(node->class, "memory") &&
	    is_described(node, "System memory"))
		parts_add_memory(parts, isnan(node->bytes) ?
		    node->bank_bytes : node->bytes);
	else if (span_equal(node->class, "display") ||
	    (span_equal(node->class, "generic") &&
	    is_described(node, "Processing accelerators")))
		add_display(parts, node);
}
