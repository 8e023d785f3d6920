/*
 * Digests of parts of one log become the digest of the log. They are sorted
 * by time, so that the order in which they come does not matter.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "ingest/ingest.h"
#include "ingest/partial.h"

enum { SAID_MAX = 1000 };

/* One record on its way to what it is joined to. */
struct joint {
	struct record *record;
	struct partial *partial; /* its own until it is the first of several */
	size_t parts;            /* 0: it went into another */
};

static int
compare(double a, double b)
{
	return a < b ? -1 : a > b;
}

/* By the first sample; of parts that begin together the shorter one is first. */
static int
by_time(const void *a, const void *b)
{
	const struct joint *x = a, *y = b;
	int order = compare(partial_start_s(x->partial),
	    partial_start_s(y->partial));

	if (order == 0)
		order = compare(partial_end_s(x->partial),
		    partial_end_s(y->partial));
	return order != 0 ? order :
			    strcmp(x->record->file, y->record->file);
}

static bool
same_text(const char *a, const char *b)
{
	return strcmp(a == NULL ? "" : a, b == NULL ? "" : b) == 0;
}

static struct partial_device *
device_called(const struct partial *partial, const char *id)
{
	size_t i;

	for (i = 0; i < partial->count; i++)
		if (strcmp(partial->devices[i].id, id) == 0)
			return &partial->devices[i];
	return NULL;
}

/* A part may begin at the very time of the last sample before it, but goes on later. */
static bool
device_follows(const struct partial_device *device,
    const struct partial_device *next)
{
	double end_s = partial_device_end_s(device);

	return next->lead.time_s >= end_s && (next->body.samples == 0 ||
	    next->body.first.time_s > end_s);
}

static bool
follows(const struct partial *partial, const struct partial *next)
{
	const struct partial_device *device;
	size_t i;

	for (i = 0; i < next->count; i++) {
		device = device_called(partial, next->devices[i].id);
		if (device != NULL &&
		    !device_follows(device, &next->devices[i]))
			return false;
	}
	return true;
}

static bool
same_sort(const struct partial *a, const struct partial *b)
{
	return a->counter == b->counter && a->scope == b->scope &&
	    a->zoned == b->zoned && a->accelerators == b->accelerators &&
	    same_text(a->format, b->format);
}

static bool
same_log(const struct partial *partial, const struct partial_log *log)
{
	size_t i;

	for (i = 0; i < partial->log_count; i++)
		if (partial->logs[i].sha256 != NULL && log->sha256 != NULL &&
		    strcmp(partial->logs[i].sha256, log->sha256) == 0)
			return true;
	return false;
}

/* All that the digest was made of is in the other already. */
static bool
is_twin(const struct partial *partial, const struct partial *next)
{
	size_t i;

	for (i = 0; i < next->log_count; i++)
		if (!same_log(partial, &next->logs[i]))
			return false;
	return next->log_count > 0 && same_sort(partial, next);
}

static bool
is_said(const struct diags *said, const struct diagnostic *item)
{
	size_t i;

	for (i = 0; i < said->count && i < SAID_MAX; i++)
		if (said->items[i].code == item->code &&
		    strcmp(said->items[i].text, item->text) == 0)
			return true;
	return i == SAID_MAX;
}

/* Each once, though every part says it. */
static void
join_said(struct diags *said, const struct diags *next)
{
	size_t i;

	for (i = 0; i < next->count; i++) {
		const struct diags one = { .items = &next->items[i],
			.count = 1 };

		if (!is_said(said, &next->items[i]))
			diags_append(said, &one, DIAG_NOTE);
	}
}

static void
join_facts(struct partial *partial, const struct partial *next,
    struct arena *arena)
{
	size_t i;

	for (i = 0; i < next->log_count; i++) {
		partial->logs = arena_grow(arena, partial->logs,
		    partial->log_count, sizeof *partial->logs);
		partial->logs[partial->log_count++] = next->logs[i];
	}
	partial->rows_skipped += next->rows_skipped;
	join_said(&partial->said, &next->said);
	if (partial->device_model == NULL)
		partial->device_model = next->device_model;
	if (partial->tool_version == NULL)
		partial->tool_version = next->tool_version;
}

/* One reading of each device. */
static double
mean_lead(const struct partial *partial)
{
	double sum_w = 0;
	size_t i;

	for (i = 0; i < partial->count; i++)
		sum_w += partial->devices[i].lead.value;
	return sum_w / (double)partial->count;
}

/* How many accelerators the machine has is what the log named, unless it said so itself. */
static void
join_machine(struct partial *partial, const struct partial *next,
    size_t before)
{
	struct machine *machine = &partial->machine;

	if (machine->accelerator == NULL && next->machine.accelerator != NULL)
		*machine = next->machine;
	else if (machine->accelerators == (int)before ||
	    next->machine.accelerators == (int)next->count)
		machine->accelerators = (int)partial->count;
	if (!partial->counter && !isnan(machine->accelerator_power_w))
		machine->accelerator_power_w = mean_lead(partial);
}

static void
join(struct partial *partial, const struct partial *next,
    struct arena *arena)
{
	size_t i, before = partial->count;

	for (i = 0; i < next->count; i++) {
		const struct partial_device *from = &next->devices[i];
		struct partial_device *device = device_called(partial,
		    from->id);

		if (device != NULL) {
			partial_append(device, from, partial->counter);
			if (device->model == NULL)
				device->model = from->model;
			continue;
		}
		partial->devices = arena_grow(arena, partial->devices,
		    partial->count, sizeof *partial->devices);
		partial->devices[partial->count++] = *from;
	}
	join_facts(partial, next, arena);
	join_machine(partial, next, before);
}

/* A digest that others are joined to: the records keep theirs. */
static struct partial *
copy_of(const struct partial *from, struct arena *arena)
{
	static const struct partial empty = { 0 };
	struct partial *partial = arena_alloc(arena, sizeof *partial);

	*partial = *from;
	partial->devices = NULL;
	partial->logs = NULL;
	partial->count = partial->log_count = partial->rows_skipped = 0;
	partial->said = empty.said;
	partial->said.arena = arena;
	join(partial, from, arena);
	partial->machine = from->machine;
	return partial;
}

static void
say_overlap(const struct joint *whole, const struct joint *part,
    struct diags *diags)
{
	diag(diags, DIAG_LOG_OVERLAP,
	    (struct pos){ .file = part->record->file },
	    "its samples and those of %s are of the same devices at the same time: they are not joined; name machines apart with --machine when the digests are made",
	    whole->record->file);
}

/* Puts the part where it belongs; it stays alone where it fits nowhere. */
static void
place(struct joint *joints, size_t i, struct arena *arena,
    struct diags *diags)
{
	struct joint *part = &joints[i];
	size_t k;

	for (k = 0; k < i; k++) {
		struct joint *whole = &joints[k];

		if (whole->parts == 0 ||
		    !same_sort(whole->partial, part->partial))
			continue;
		if (is_twin(whole->partial, part->partial)) {
			diag(diags, DIAG_LOG_TWICE,
			    (struct pos){ .file = part->record->file },
			    "what it was made of is in %s too, and counts once",
			    whole->record->file);
		} else if (follows(whole->partial, part->partial)) {
			if (whole->parts++ == 1)
				whole->partial = copy_of(whole->partial,
				    arena);
			join(whole->partial, part->partial, arena);
		} else {
			say_overlap(whole, part, diags);
			continue;
		}
		part->parts = 0;
		return;
	}
}

static struct record *
record_of(const struct joint *joint, const struct read_options *options,
    struct arena *arena, struct diags *diags)
{
	struct record *record = arena_alloc(arena, sizeof *record);
	struct reading reading = {
		.options = options,
		.record = record,
		.arena = arena,
		.diags = diags,
	};

	record_clear(record);
	record->file = joint->record->file;
	record->format = joint->record->format;
	record->diag_first = diags->count;
	partial_record(&reading, joint->partial);
	record->diag_count = diags->count - record->diag_first;
	return record;
}

size_t
partial_join(struct record **records, size_t count,
    const struct read_options *options, struct arena *arena,
    struct diags *diags)
{
	struct joint *joints = arena_alloc(arena,
	    (count + 1) * sizeof *joints);
	size_t i, n = 0;

	for (i = 0; i < count; i++)
		joints[i] = (struct joint){ records[i],
			records[i]->partial, 1 };
	qsort(joints, count, sizeof *joints, by_time);
	for (i = 0; i < count; i++)
		place(joints, i, arena, diags);
	for (i = 0; i < count; i++)
		if (joints[i].parts > 0)
			records[n++] = record_of(&joints[i], options, arena,
			    diags);
	return n;
}
