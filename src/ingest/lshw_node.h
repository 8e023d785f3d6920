/*
 * A node of lshw's tree, whichever way it was written. What counts as a
 * processor, as memory and as an accelerator is decided in one place.
 */
#ifndef WATTLEAF_LSHW_NODE_H
#define WATTLEAF_LSHW_NODE_H

#include <stdbool.h>

#include "base/pos.h"
#include "base/str.h"

struct parts;

/* Empty spans and NAN for what a node does not state. */
struct lshw_node {
	struct span class, product, vendor, description;
	double bytes;      /* its size */
	double bank_bytes; /* of the memory banks directly below it, together */
	bool disabled;
	struct pos pos;
};

/* Counts the node into the parts when it is one of them. */
void
lshw_node_add(struct parts *, const struct lshw_node *);

#endif
