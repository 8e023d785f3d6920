/*
 * wandb-metadata.json: the machine on which a Weights & Biases run started.
 * Names of users and hosts, paths and mail addresses in it are not read.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"
#include "base/source.h"
#include "base/timestamp.h"
#include "ingest/formats.h"
#include "ingest/hardware_text.h"
#include "ingest/ingest.h"

enum {
	COUNT_MAX = 1024,
	BYTES_LEAST = 1000000 /* a smaller size of memory is in GiB */
};

#define BYTES_PER_GIB 1073741824.0

struct metadata {
	struct reading *reading;
	struct span text;
	const struct json *root;
};

static struct pos
key_pos(const struct metadata *metadata, const char *key)
{
	return json_key_pos(metadata->text, key, 0,
	    metadata->reading->record->file);
}

/* The list of cards under the name that this version gives it. */
static const struct json *
cards_of(const struct json *root)
{
	const struct json *cards = json_member(root, "gpu_nvidia");

	if (json_count(cards) == 0)
		cards = json_member(root, "gpu_devices");
	if (json_count(cards) == 0)
		cards = json_member(root, "gpu_amd");
	return cards;
}

static const struct json *
first_of(const struct json *object, const char *a, const char *b)
{
	const struct json *value = json_member(object, a);

	return value == NULL ? json_member(object, b) : value;
}

/* "Tesla T4"; the oldest wrote the list "[NVIDIA ...]" as one text. */
static const char *
model_of(const struct metadata *metadata, const struct json *cards)
{
	struct arena *arena = metadata->reading->arena;
	const struct json *card = json_item(cards, 0);
	const char *name = json_text(json_member(card, "name"));
	struct span text;

	if (name == NULL)
		name = json_text(first_of(card, "series", "model"));
	if (name == NULL)
		name = json_text(json_member(metadata->root, "gpu"));
	if (name == NULL)
		name = json_text(json_member(
		    first_of(metadata->root, "apple", "gpuapple"), "name"));
	if (name == NULL)
		return NULL;
	text = span_trim(span_of(name));
	if (text.n > 2 && text.s[0] == '[' && text.s[text.n - 1] == ']')
		text = span_sub(text, 1, text.n - 2);
	return hardware_name(arena, span_dup(arena, text));
}

static bool
is_mixed(const struct json *cards)
{
	const char *first = json_text(json_member(json_item(cards, 0), "name"));
	size_t i;

	for (i = 1; i < json_count(cards) && first != NULL; i++) {
		const char *name = json_text(
		    json_member(json_item(cards, i), "name"));

		if (name != NULL && strcmp(name, first) != 0)
			return true;
	}
	return false;
}

/* Bytes, or GiB where the number is small; in GB. */
static double
memory_of(const struct json *value)
{
	double size;

	if (!json_number(value, &size) || !(size > 0))
		return (double)NAN;
	return size < BYTES_LEAST ? size * BYTES_PER_GIB / 1e9 : size / 1e9;
}

static void
read_machine(const struct metadata *metadata)
{
	struct machine *machine = &metadata->reading->record->machine;
	const struct json *cards = cards_of(metadata->root);
	double count;

	machine->accelerator = model_of(metadata, cards);
	if (json_number(json_member(metadata->root, "gpu_count"), &count) &&
	    count >= 0 && count <= COUNT_MAX)
		machine->accelerators = (int)count;
	else if (json_count(cards) > 0 && json_count(cards) <= COUNT_MAX)
		machine->accelerators = (int)json_count(cards);
	machine->accelerator_memory_gb = memory_of(
	    first_of(json_item(cards, 0), "memoryTotal", "memory_total"));
	machine->memory_gb = memory_of(json_member(
	    json_member(metadata->root, "memory"), "total"));
	machine->os = hardware_name(metadata->reading->arena,
	    json_text(json_member(metadata->root, "os")));
	machine->pos = key_pos(metadata,
	    json_member(metadata->root, "gpu") != NULL ? "gpu" : "gpu_nvidia");
	if (!is_mixed(cards))
		metadata->reading->record->device_model = machine->accelerator;
}

/* UTC, with or without a Z. */
static void
read_start(const struct metadata *metadata)
{
	struct record *record = metadata->reading->record;
	const char *text = json_text(json_member(metadata->root, "startedAt"));
	bool zoned;

	if (text == NULL ||
	    !timestamp_parse(span_of(text), &record->start_s, &zoned))
		return;
	record->zoned = true;
}

static void
say_scope(const struct metadata *metadata)
{
	const struct machine *machine = &metadata->reading->record->machine;
	struct diags *diags = metadata->reading->diags;

	if (machine->accelerators > 0)
		diag(diags, DIAG_LOG_SCOPE, key_pos(metadata, "gpu_count"),
		    "%d cards are those of the host, used by the run or not: "
		    "the study must state how many were used",
		    machine->accelerators);
	diag(diags, DIAG_LOG_SCOPE, key_pos(metadata, "startedAt"),
	    "no end is stated (heartbeatAt is none): wandb-summary.json holds "
	    "the time");
}

static void
read_metadata(struct reading *reading)
{
	struct metadata metadata = { .reading = reading };
	struct json *root;

	if (!source_text(reading->source, &metadata.text))
		return;
	root = json_read(metadata.text,
	    (struct pos){ reading->record->file, 1, 1 }, reading->diags);
	if (root == NULL)
		return;
	metadata.root = root;
	reading->record->rows = 1;
	read_machine(&metadata);
	read_start(&metadata);
	say_scope(&metadata);
	json_free(root);
}

static bool
has_key(struct span head, const char *key)
{
	return span_find(head, key) != SIZE_MAX;
}

static int
sniff_metadata(const struct sniff *sniff)
{
	struct span head = span_trim(sniff->head);

	if (!span_starts(head, "{") || !has_key(head, "\"startedAt\""))
		return 0;
	return has_key(head, "\"executable\"") || has_key(head, "\"python\"") ||
	    has_key(head, "\"heartbeatAt\"") ? 90 : 0;
}

const struct format format_wandb_metadata = {
	.name = "wandb-metadata",
	.title = "W&B wandb-metadata.json",
	.gives = "M",
	.sniff = sniff_metadata,
	.read = read_metadata,
};
