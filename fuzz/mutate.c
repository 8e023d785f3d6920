/*
 * Mutations that keep the checksums of binary logs right: behind a wrong one
 * no reader looks, and no chance finds a right one.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "ingest/record_bytes.h"

enum {
	EVENT_HEADER = 12, EVENT_FOOTER = 4,
	WANDB_HEADER = 7, WANDB_CHUNK = 7, WANDB_BLOCK = 32768
};

size_t
LLVMFuzzerMutate(uint8_t *bytes, size_t size, size_t most);

size_t
LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t most,
    unsigned seed);

static struct span
part(const uint8_t *bytes, size_t n)
{
	return (struct span){ (const char *)bytes, n };
}

static void
put(uint8_t *bytes, uint32_t number)
{
	int i;

	for (i = 0; i < 4; i++)
		bytes[i] = (uint8_t)(number >> 8 * i);
}

static void
put_masked(uint8_t *place, const struct checksum *sum, struct span bytes)
{
	uint32_t c = checksum_of(sum, 0, bytes);

	put(place, (uint32_t)((c >> 15 | c << 17) + UINT32_C(0xa282ead8)));
}

/* TensorBoard: u64 length, its checksum, data, its checksum. */
static void
mend_events(uint8_t *bytes, size_t size)
{
	struct checksum sum;
	size_t at = 0;

	checksum_init(&sum, CHECKSUM_CASTAGNOLI);
	while (size - at >= EVENT_HEADER + EVENT_FOOTER) {
		uint64_t n = bytes_number(part(bytes, size), at, 8);

		put_masked(bytes + at + 8, &sum, part(bytes + at, 8));
		if (n > size - at - EVENT_HEADER - EVENT_FOOTER)
			return;
		at += EVENT_HEADER;
		put_masked(bytes + at + n, &sum, part(bytes + at, (size_t)n));
		at += (size_t)n + EVENT_FOOTER;
	}
}

/* W&B: checksum, u16 length, kind, data; kind and data are summed. */
static void
mend_chunks(uint8_t *bytes, size_t size)
{
	struct checksum sum;
	size_t at = WANDB_HEADER;

	checksum_init(&sum, CHECKSUM_ZLIB);
	while (at < size && size - at >= WANDB_CHUNK) {
		size_t left = WANDB_BLOCK - at % WANDB_BLOCK;
		size_t n = (size_t)bytes_number(part(bytes, size), at + 4, 2);

		if (left < WANDB_CHUNK) {
			at += left;
			continue;
		}
		if (n > left - WANDB_CHUNK || n > size - at - WANDB_CHUNK)
			return;
		put(bytes + at, checksum_of(&sum, 0,
		    part(bytes + at + WANDB_CHUNK - 1, n + 1)));
		at += WANDB_CHUNK + n;
	}
}

size_t
LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t most,
    unsigned seed)
{
	const char *format = getenv("WATTLEAF_FUZZ_FORMAT");
	size_t n = LLVMFuzzerMutate(bytes, size, most);

	if (format == NULL || seed % 16 == 0)
		return n;
	if (strcmp(format, "tfevents") == 0)
		mend_events(bytes, n);
	else if (strcmp(format, "wandb-run") == 0)
		mend_chunks(bytes, n);
	return n;
}
