/*
 * lscpu, as text and with -J: processors only. Fields keep their colon,
 * newer versions nest them; all values are text.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"
#include "base/num.h"
#include "base/source.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/hardware_text.h"
#include "ingest/ingest.h"

enum { DEPTH_MAX = 8, COUNT_MAX = 100000 };

/* A file while it is read. */
struct lscpu {
	struct reading *reading;
	struct span text;
	bool virtual;
	size_t models;
};

/* "Model name:" is called NAME without its colon and padding. */
static bool
is_field(const char *field, const char *name)
{
	struct span text = span_trim(span_of(field));

	if (span_ends(text, ":"))
		text.n--;
	return span_equal(text, name);
}

static void
take_field(struct lscpu *lscpu, const char *field, const char *data)
{
	struct machine *machine = &lscpu->reading->record->machine;
	double number;

	if (is_field(field, "Model name") && lscpu->models++ == 0)
		machine->cpu = hardware_name(lscpu->reading->arena, data);
	else if (is_field(field, "Socket(s)") &&
	    num_parse(span_trim(span_of(data)), &number) && number >= 1 &&
	    number <= COUNT_MAX && number == floor(number))
		machine->cpus = (int)number;
	else if (is_field(field, "Hypervisor vendor"))
		lscpu->virtual = !cell_missing(span_of(data));
}

/* A list of fields, and of those that hang below them. */
static void
take_list(struct lscpu *lscpu, const struct json *list, int depth)
{
	size_t i, count = json_count(list);

	for (i = 0; i < count; i++) {
		const struct json *item = json_item(list, i);
		const char *field = json_text(json_member(item, "field"));
		const char *data = json_text(json_member(item, "data"));

		if (field != NULL && data != NULL)
			take_field(lscpu, field, data);
		if (depth < DEPTH_MAX)
			take_list(lscpu, json_member(item, "children"),
			    depth + 1);
	}
}

static struct pos
model_pos(const struct lscpu *lscpu)
{
	size_t at = span_find(lscpu->text, "Model name"), i;
	struct pos pos = { lscpu->reading->record->file, 1, 1 };

	for (i = 0; at != SIZE_MAX && i < at; i++) {
		pos.column++;
		if (lscpu->text.s[i] != '\n')
			continue;
		pos.line++;
		pos.column = 1;
	}
	return pos;
}

static void
say(const struct lscpu *lscpu)
{
	struct reading *reading = lscpu->reading;
	struct machine *machine = &reading->record->machine;

	if (machine->cpu == NULL && machine->cpus < 0) {
		diag(reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = reading->record->file },
		    "no \"Model name\" and no \"Socket(s)\": lscpu writes "
		    "the words of the user's language, LC_ALL=C lscpu -J "
		    "the ones that are read");
		return;
	}
	reading->record->rows = 1;
	machine->nodes = 1;
	machine->pos = model_pos(lscpu);
	if (lscpu->virtual)
		diag(reading->diags, DIAG_LOG_SCOPE, machine->pos,
		    "a virtual machine: the processor's name is what the "
		    "hypervisor says");
	if (lscpu->models > 1)
		diag(reading->diags, DIAG_LOG_PARTIAL, machine->pos,
		    "%zu kinds of processor: only the first is named",
		    lscpu->models);
	diag(reading->diags, DIAG_LOG_SCOPE, machine->pos,
	    "processors only: GPUs are in nvidia-smi -q -x, memory in lshw "
	    "-xml");
}

static void
read_lscpu(struct reading *reading)
{
	struct lscpu lscpu = { .reading = reading };
	struct pos start = { reading->record->file, 1, 1 };
	struct json *root;

	if (!source_text(reading->source, &lscpu.text))
		return;
	root = json_read(lscpu.text, start, reading->diags);
	if (root == NULL)
		return;
	take_list(&lscpu, json_member(root, "lscpu"), 0);
	json_free(root);
	say(&lscpu);
}

/* "Model name:    AMD EPYC" a line, deeper ones indented. */
static void
read_text(struct reading *reading)
{
	struct lscpu lscpu = { .reading = reading };
	struct span rest;

	if (!source_text(reading->source, &lscpu.text))
		return;
	rest = lscpu.text;
	while (rest.n > 0) {
		struct span data = span_cut(&rest, '\n');
		struct span field = span_cut(&data, ':');

		take_field(&lscpu, span_dup(reading->arena, field),
		    span_dup(reading->arena, span_trim(data)));
	}
	say(&lscpu);
}

static int
sniff_text(const struct sniff *sniff)
{
	return span_starts(sniff->head, "Architecture:") &&
		span_find(sniff->head, "\nCPU(s):") != SIZE_MAX ? 90 : 0;
}

static int
sniff_lscpu(const struct sniff *sniff)
{
	return span_starts(span_trim(sniff->head), "{") &&
		span_find(sniff->head, "\"lscpu\"") != SIZE_MAX ? 95 : 0;
}

const struct format format_lscpu_json = {
	.name = "lscpu-json",
	.title = "lscpu -J",
	.gives = "M",
	.sniff = sniff_lscpu,
	.read = read_lscpu,
};

const struct format format_lscpu_text = {
	.name = "lscpu-text",
	.title = "lscpu",
	.gives = "M",
	.sniff = sniff_text,
	.read = read_text,
};
