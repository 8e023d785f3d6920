/*
 * Counting parts. A machine with accelerators of two models is told: the
 * record has room for one.
 */
#include "ingest/hardware_parts.h"

#include <math.h>

#include "base/arena.h"
#include "base/diag.h"
#include "ingest/cell.h"
#include "ingest/ingest.h"

enum { PARTS_MAX = 100000 };

struct parts
parts_none(struct reading *reading)
{
	return (struct parts){
		.reading = reading,
		.memory_bytes = (double)NAN,
	};
}

static bool
same_model(const struct parts *parts, struct span model)
{
	return parts->accelerator == NULL ?
	    cell_missing(model) : span_equal(model, parts->accelerator);
}

void
parts_add_accelerator(struct parts *parts, struct span model, struct pos pos)
{
	model = span_trim(model);
	if (parts->accelerators >= PARTS_MAX)
		return;
	if (parts->accelerators == 0) {
		parts->accelerator_pos = pos;
		if (!cell_missing(model))
			parts->accelerator =
			    span_dup(parts->reading->arena, model);
	} else if (!same_model(parts, model)) {
		if (parts->others++ == 0)
			parts->other_pos = pos;
		return;
	}
	parts->accelerators++;
}

void
parts_ignore(struct parts *parts, struct pos pos)
{
	if (parts->ignored < PARTS_MAX && parts->ignored++ == 0)
		parts->ignored_pos = pos;
}

void
parts_add_cpu(struct parts *parts, struct span model)
{
	model = span_trim(model);
	if (parts->cpus >= PARTS_MAX)
		return;
	parts->cpus++;
	if (parts->cpu == NULL && !cell_missing(model))
		parts->cpu = span_dup(parts->reading->arena, model);
}

void
parts_add_memory(struct parts *parts, double bytes)
{
	if (!isnan(bytes))
		parts->memory_bytes = isnan(parts->memory_bytes) ? bytes :
		    parts->memory_bytes + bytes;
}

static void
fill(const struct parts *parts)
{
	struct record *record = parts->reading->record;
	struct machine *machine = &record->machine;

	record->rows = 1;
	machine->nodes = 1;
	machine->cpu = parts->cpu;
	if (parts->cpus > 0)
		machine->cpus = parts->cpus;
	machine->memory_gb = parts->memory_bytes / 1e9;
	if (parts->accelerators == 0)
		return;
	record->devices = parts->accelerators;
	record->device_model = parts->accelerator;
	machine->accelerator = parts->accelerator;
	machine->accelerators = parts->accelerators;
	machine->pos = parts->accelerator_pos;
}

void
parts_finish(struct parts *parts)
{
	struct diags *diags = parts->reading->diags;
	struct pos whole = { .file = parts->reading->record->file };

	if (parts->cpus == 0 && parts->accelerators == 0 &&
	    isnan(parts->memory_bytes)) {
		diag(diags, DIAG_LOG_NOTHING, whole,
		    "no processor, no memory and no accelerator is named");
		return;
	}
	fill(parts);
	if (parts->others > 0)
		diag(diags, DIAG_LOG_PARTIAL, parts->other_pos,
		    "accelerators of several models: only the first is "
		    "counted, state the %d others in the study",
		    parts->others);
	if (parts->ignored > 0)
		diag(diags, DIAG_LOG_SCOPE, parts->ignored_pos,
		    "%d %s no accelerator (a management controller's screen, "
		    "or a processor's own) and not counted", parts->ignored,
		    parts->ignored == 1 ? "display is" : "displays are");
	if (parts->accelerators == 0)
		diag(diags, DIAG_LOG_SCOPE, whole,
		    "no accelerator is named");
}
