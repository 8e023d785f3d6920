/*
 * Parts of one machine as hardware files list them, counted into a record.
 */
#ifndef WATTLEAF_HARDWARE_PARTS_H
#define WATTLEAF_HARDWARE_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"
#include "base/str.h"

struct reading;

struct parts {
	struct reading *reading;
	int accelerators, others, ignored, cpus;
	const char *accelerator, *cpu;
	struct pos accelerator_pos, other_pos, ignored_pos;
	double memory_bytes; /* NAN unknown */
};

struct parts
parts_none(struct reading *);

/* A name that is missing makes it a part without one. */
void
parts_add_accelerator(struct parts *, struct span model, struct pos);

/* A display that is no accelerator. */
void
parts_ignore(struct parts *, struct pos);

void
parts_add_cpu(struct parts *, struct span model);

/* NAN adds nothing. */
void
parts_add_memory(struct parts *, double bytes);

/* Fills the record's machine; LOG_NOTHING when there is no part. */
void
parts_finish(struct parts *);

#endif
