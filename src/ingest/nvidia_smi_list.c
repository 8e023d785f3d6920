/*
 * nvidia-smi -L: one line a GPU, "GPU 0: NVIDIA H200 (UUID: GPU-...)". MIG
 * instances are indented below their GPU and are no GPUs.
 */
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/source.h"
#include "ingest/formats.h"
#include "ingest/gpu_list.h"
#include "ingest/ingest.h"

/* The parts of a line, which may stand behind a launcher's prefix. */
struct entry {
	struct span index, model, uuid;
	size_t column; /* of the model, 0-based */
};

static bool
parse(struct span line, struct entry *entry)
{
	size_t start = span_find(line, "GPU "), uuid, n;
	struct span rest;

	if (start == SIZE_MAX || (start > 0 && line.s[start - 1] != ' '))
		return false;
	rest = span_sub(line, start + 4, line.n);
	n = span_run(rest, STR_DIGITS);
	entry->index = span_sub(rest, 0, n);
	rest = span_sub(rest, n, rest.n);
	uuid = span_find(rest, " (UUID: ");
	if (n == 0 || uuid == SIZE_MAX || !span_starts(rest, ": "))
		return false;
	entry->model = span_trim(span_sub(rest, 2, uuid - 2));
	entry->column = (size_t)(entry->model.s - line.s);
	rest = span_sub(rest, uuid + 8, rest.n);
	entry->uuid = span_cut(&rest, ')');
	return entry->model.n > 0;
}

/* A list that was pasted twice has each index and UUID twice. */
static void
add(struct gpu_list *list, struct reading *reading,
    const struct entry *entry)
{
	struct gpu_fact fact = gpu_fact_none();

	fact.id = span_of(arena_printf(reading->arena, "%.*s %.*s",
	    (int)entry->index.n, entry->index.s, (int)entry->uuid.n,
	    entry->uuid.s));
	fact.model = entry->model;
	fact.pos = source_pos(reading->source, entry->column + 1);
	if (gpu_list_add(list, &fact))
		reading->record->rows++;
}

static void
finish(struct gpu_list *list, struct reading *reading, struct pos mig)
{
	gpu_list_finish(list, -1);
	if (mig.line > 0)
		diag(reading->diags, DIAG_LOG_SCOPE, mig,
		    "MIG instances share a GPU and are not counted");
	if (gpu_list_count(list) == 0)
		diag(reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = reading->record->file },
		    "no line names a GPU");
	else
		diag(reading->diags, DIAG_LOG_SCOPE,
		    reading->record->machine.pos, "it lists devices and says "
		    "nothing of their power; \"nvidia-smi --query-gpu="
		    "timestamp,uuid,name,power.draw --format=csv -l 1\" would");
}

static void
read_list(struct reading *reading)
{
	struct gpu_list *list = gpu_list_open(reading);
	struct pos mig = { 0 };
	struct span line;
	struct entry entry;

	while (source_line(reading->source, &line)) {
		if (parse(line, &entry))
			add(list, reading, &entry);
		else if (mig.line == 0 &&
		    span_find(line, "(UUID: MIG-") != SIZE_MAX)
			mig = source_pos(reading->source, 1);
	}
	finish(list, reading, mig);
}

/* In the middle of another log the list is the least of what it says. */
static int
sniff_list(const struct sniff *sniff)
{
	struct span rest = sniff->head;
	struct entry entry;

	if (parse(sniff->line, &entry))
		return 60;
	if (span_find(rest, " (UUID: GPU-") == SIZE_MAX)
		return 0;
	while (rest.n > 0)
		if (parse(span_cut(&rest, '\n'), &entry))
			return 14;
	return 0;
}

const struct format format_nvidia_smi_list = {
	.name = "nvidia-smi-list",
	.title = "nvidia-smi -L",
	.gives = "N M",
	.sniff = sniff_list,
	.read = read_list,
};
