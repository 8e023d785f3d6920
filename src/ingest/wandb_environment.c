/*
 * The environment message of run-ID.wandb (field numbers after W&B's
 * published message definitions): the same as wandb-metadata.json.
 */
#include "ingest/wandb_environment.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "ingest/hardware_text.h"
#include "ingest/ingest.h"
#include "ingest/record_bytes.h"

enum {
	GPU_TYPE = 18,
	GPU_COUNT = 19,
	MEMORY = 21,
	APPLE = 23,
	GPU_NVIDIA = 24,
	GPU_AMD = 26,
	TPU = 29,
	NAME = 1,          /* of an NVIDIA card, of Apple's, of a TPU */
	CARD_MEMORY = 2,
	AMD_SERIES = 8,
	TPU_COUNT = 4,
	MEMORY_TOTAL = 1,
	COUNT_MAX = 1024
};

/* The machine as the message describes it. */
struct environment {
	struct span type, card, other; /* gpu_type, first card, Apple or TPU */
	uint64_t count, cards;
	double memory_gb, card_memory_gb;
	bool mixed;
};

static struct span
text_of(struct span message, uint64_t number)
{
	struct field field;

	while (field_next(&message, &field))
		if (field.number == number)
			return field.bytes;
	return (struct span){ "", 0 };
}

static uint64_t
number_of(struct span message, uint64_t number)
{
	struct field field;

	while (field_next(&message, &field))
		if (field.number == number)
			return field.value;
	return 0;
}

static double
gigabytes(uint64_t bytes)
{
	return bytes == 0 ? (double)NAN : (double)bytes / 1e9;
}

static void
take_card(struct environment *e, struct span message, uint64_t name)
{
	struct span card = text_of(message, name);

	if (e->cards++ == 0) {
		e->card = card;
		if (name == NAME)
			e->card_memory_gb = gigabytes(
			    number_of(message, CARD_MEMORY));
	} else if (card.n != e->card.n ||
	    memcmp(card.s, e->card.s, card.n) != 0) {
		e->mixed = true;
	}
}

static void
take_field(struct environment *e, const struct field *field)
{
	if (field->number == GPU_TYPE)
		e->type = field->bytes;
	else if (field->number == GPU_COUNT)
		e->count = field->value;
	else if (field->number == MEMORY)
		e->memory_gb = gigabytes(
		    number_of(field->bytes, MEMORY_TOTAL));
	else if (field->number == GPU_NVIDIA)
		take_card(e, field->bytes, NAME);
	else if (field->number == GPU_AMD)
		take_card(e, field->bytes, AMD_SERIES);
	else if (field->number == APPLE || field->number == TPU)
		e->other = text_of(field->bytes, NAME);
	if (field->number == TPU && e->count == 0)
		e->count = number_of(field->bytes, TPU_COUNT);
}

static const char *
name_of(struct reading *reading, const struct environment *e)
{
	struct span name = e->card.n > 0 ? e->card :
	    e->type.n > 0 ? e->type : e->other;

	return hardware_name(reading->arena, span_dup(reading->arena, name));
}

void
wandb_environment_read(struct reading *reading, struct span message)
{
	struct record *record = reading->record;
	struct machine *machine = &record->machine;
	struct environment e = {
		.memory_gb = (double)NAN,
		.card_memory_gb = (double)NAN,
	};
	struct field field;

	if (machine->accelerator != NULL)
		return;
	while (field_next(&message, &field))
		take_field(&e, &field);
	if (e.count == 0)
		e.count = e.cards;
	machine->accelerator = name_of(reading, &e);
	machine->memory_gb = e.memory_gb;
	if (machine->accelerator == NULL)
		return;
	if (e.count > 0 && e.count <= COUNT_MAX)
		machine->accelerators = (int)e.count;
	machine->accelerator_memory_gb = e.card_memory_gb;
	machine->pos = (struct pos){ .file = record->file };
	if (!e.mixed)
		record->device_model = machine->accelerator;
}

void
wandb_environment_say(struct reading *reading)
{
	const struct machine *machine = &reading->record->machine;

	if (machine->accelerator != NULL && machine->accelerators > 0)
		diag(reading->diags, DIAG_LOG_SCOPE, machine->pos,
		    "%d x %s are the host's, used by the run or not: the "
		    "study must state how many were used",
		    machine->accelerators, machine->accelerator);
}
