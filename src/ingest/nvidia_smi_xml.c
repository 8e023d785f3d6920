/*
 * nvidia-smi -q -x: one document is a description of hardware, several in
 * one file (-l) are power samples. Elements are found by name, since three
 * layouts carry the same DTD version.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/source.h"
#include "base/tree.h"
#include "base/xml.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/nvidia_smi_gpu.h"
#include "ingest/power.h"

static const char root_end[] = "</nvidia_smi_log>";

/* A file while it is read. */
struct loop {
	struct reading *reading;
	struct span rest;         /* what has not been read */
	struct pos pos;           /* where it begins */
	struct power_meter *meter; /* NULL for a single document */
	size_t documents;
};

/* Moves the place over N bytes of the rest. */
static void
pass_over(struct loop *loop, size_t n)
{
	struct span passed = span_sub(loop->rest, 0, n);

	loop->rest = span_sub(loop->rest, n, loop->rest.n);
	while (passed.n > 0) {
		size_t line = span_find(passed, "\n");

		if (line == SIZE_MAX) {
			loop->pos.column += passed.n;
			return;
		}
		loop->pos.line++;
		loop->pos.column = 1;
		passed = span_sub(passed, line + 1, passed.n);
	}
}

/* The next document, without the white space before it; false at the end. */
static bool
next_document(struct loop *loop, struct span *document, struct pos *pos)
{
	struct span trimmed = span_trim(loop->rest);
	size_t end;

	if (trimmed.n == 0)
		return false;
	pass_over(loop, (size_t)(trimmed.s - loop->rest.s));
	end = span_find(loop->rest, root_end);
	end = end == SIZE_MAX ? loop->rest.n : end + sizeof root_end - 1;
	*document = span_sub(loop->rest, 0, end);
	*pos = loop->pos;
	pass_over(loop, end);
	return true;
}

static size_t
count_documents(struct span text)
{
	size_t count = 0, at;

	while ((at = span_find(text, root_end)) != SIZE_MAX) {
		count++;
		text = span_sub(text, at + sizeof root_end - 1, text.n);
	}
	return count;
}

static void
add_sample(struct loop *loop, const struct element *gpu, size_t index,
    double time_s)
{
	struct smi_power power = smi_power_of(gpu);
	const char *wanted = loop->reading->options->device;
	char number[24];
	const char *id = smi_id_of(gpu, index, number, sizeof number);
	struct pos pos = power.pos.line > 0 ? power.pos : gpu->pos;

	if (wanted != NULL && !smi_is_device(gpu, index, wanted))
		return;
	if (isnan(power.draw_w))
		row_skip(loop->reading, pos, "the GPU states no power");
	else if (!power_add(loop->meter, span_of(id),
		     span_of(smi_model_of(gpu)), time_s, power.draw_w, pos))
		row_skip(loop->reading, pos, "the power is not plausible");
}

static void
add_document(struct loop *loop, const struct element *root)
{
	const struct element *stamp = element_child(root, "timestamp");
	const struct element *gpu;
	double time_s, zone_s = loop->reading->options->zone_s;
	size_t index = 0;

	if (stamp == NULL || !smi_time(span_of(stamp->text), &time_s)) {
		row_skip(loop->reading, stamp == NULL ? root->pos : stamp->pos,
		    "the document has no time stamp that can be read");
		return;
	}
	if (!isnan(zone_s))
		time_s -= zone_s;
	for (gpu = element_child(root, "gpu"); gpu != NULL;
	     gpu = element_next(gpu, "gpu"))
		add_sample(loop, gpu, index++, time_s);
}

/* Reads one document with an arena of its own, so that a long loop does not fill memory. */
static void
read_document(struct loop *loop, struct span document, struct pos pos)
{
	struct reading *reading = loop->reading;
	struct arena *arena = arena_new();
	struct diags faults = { .arena = arena };
	struct element *root = xml_read_at(document, pos, arena,
	    loop->meter == NULL ? reading->diags : &faults);

	if (root != NULL && strcmp(root->name, "nvidia_smi_log") == 0) {
		if (loop->documents++ == 0)
			smi_read_machine(reading, root);
		if (loop->meter != NULL)
			add_document(loop, root);
	} else if (root != NULL) {
		diag(reading->diags, DIAG_LOG_ROW, root->pos,
		    "a document that nvidia-smi did not write");
	} else if (faults.count > 0) {
		row_skip(loop->reading, faults.items[0].pos, "%s", faults.items[0].text);
	}
	arena_free(arena);
}

/* True when what is left is a document whose end is missing. */
static bool
is_torn(const struct loop *loop, struct span document)
{
	return loop->meter != NULL && !span_ends(document, root_end);
}

static void
read_documents(struct loop *loop)
{
	struct span document;
	struct pos pos;

	while (next_document(loop, &document, &pos)) {
		if (is_torn(loop, document)) {
			row_skip(loop->reading, pos, "the last document is cut off");
			return;
		}
		read_document(loop, document, pos);
	}
}

static void
finish(struct loop *loop)
{
	struct reading *reading = loop->reading;
	struct record *record = reading->record;

	rows_skipped_end(reading);
	if (loop->meter != NULL) {
		record->scope = SCOPE_GPU;
		record->zoned = !isnan(reading->options->zone_s);
		power_finish(loop->meter);
	} else if (loop->documents > 0) {
		record->rows = 1;
		diag(reading->diags, DIAG_LOG_SNAPSHOT,
		    record->machine.power_pos.line > 0 ?
			record->machine.power_pos :
			record->machine.pos,
		    "one document describes the hardware at one instant; "
		    "several, as of nvidia-smi -q -x -l 1, are integrated");
	}
}

static void
read_xml(struct reading *reading)
{
	struct loop loop = {
		.reading = reading,
		.pos = { reading->record->file, 1, 1 },
	};

	if (!source_text(reading->source, &loop.rest))
		return;
	if (count_documents(loop.rest) > 1)
		loop.meter = power_open(reading);
	read_documents(&loop);
	finish(&loop);
}

static int
sniff_xml(const struct sniff *sniff)
{
	return span_starts(span_trim(sniff->head), "<") &&
		span_find(sniff->head, "<nvidia_smi_log") != SIZE_MAX ?
	    98 : 0;
}

const struct format format_nvidia_smi_xml = {
	.name = "nvidia-smi-xml",
	.title = "nvidia-smi -q -x",
	.gives = "N M P",
	.sniff = sniff_xml,
	.read = read_xml,
};
