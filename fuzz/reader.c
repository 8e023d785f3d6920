/*
 * One fuzz harness for every reader: the bytes are a file, the format comes
 * from the environment (WATTLEAF_FUZZ_FORMAT; none: recognised by content).
 * Linked with libFuzzer, or with fuzz/replay.c for the tests.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diag.h"
#include "ingest/ingest.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct read_options options = read_options_none();
	struct arena *arena = arena_new();
	struct diags diags = { .arena = arena };
	int file = memfd_create("input", MFD_CLOEXEC);
	char path[64];

	if (file < 0 || write(file, bytes, size) != (ssize_t)size)
		abort();
	snprintf(path, sizeof path, "/proc/self/fd/%d", file);
	options.format = getenv("WATTLEAF_FUZZ_FORMAT");
	ingest_read(path, &options, arena, &diags);
	close(file);
	arena_free(arena);
	return 0;
}
