/*
 * One fuzz harness for every reader: the bytes are a file, the format comes
 * from the environment (WATTLEAF_FUZZ_FORMAT; none: recognised by content;
 * or one of the kinds of fuzz/kinds.c, that are no logs).
 * Linked with libFuzzer, or with fuzz/replay.c for the tests.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diag.h"
#include "fuzz/careful.h"
#include "fuzz/kinds.h"
#include "ingest/ingest.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/*
 * What a user may say beside the file. A table that only a column map makes
 * readable has the map as its first line; files of an odd size are of a run
 * in 2024 to 2026, in a zone an hour east.
 */
static size_t
set_options(struct read_options *options, const uint8_t *bytes, size_t size,
    const char *format, struct arena *arena)
{
	const uint8_t *end = memchr(bytes, '\n', size);
	size_t line = end == NULL ? size : (size_t)(end - bytes);

	options->format = format;
	if (size % 2 == 1) {
		options->from_s = 1704067200;
		options->to_s = 1798761600;
		options->zone_s = 3600;
	}
	if (format == NULL || strcmp(format, "delimited") != 0)
		return 0;
	options->columns = arena_strndup(arena, (const char *)bytes, line);
	return end == NULL ? size : line + 1;
}

/* A file of the bytes; closed by the caller. */
static int
file_of(const uint8_t *bytes, size_t size, char *path, size_t path_size)
{
	int file = memfd_create("input", MFD_CLOEXEC);

	if (file < 0 || write(file, bytes, size) != (ssize_t)size)
		abort();
	snprintf(path, path_size, "/proc/self/fd/%d", file);
	return file;
}

static void
read_log(const uint8_t *bytes, size_t size, const char *format,
    struct arena *arena, struct diags *diags)
{
	struct read_options options = read_options_none();
	size_t begin = size == 0 ? 0 :
	    set_options(&options, bytes, size, format, arena);
	char path[64];
	int file = file_of(bytes + begin, size - begin, path, sizeof path);

	ingest_read(path, &options, arena, diags);
	if (options.columns != NULL)
		careful_check(path, &options);
	close(file);
}

static void
run_kind(const struct fuzz_kind *kind, const uint8_t *bytes, size_t size,
    struct arena *arena, struct diags *diags)
{
	char path[64];
	int file = file_of(bytes, size, path, sizeof path);
	const struct fuzz_input input = {
		.path = path,
		.bytes = { (const char *)bytes, size },
		.arena = arena,
		.diags = diags,
	};

	kind->run(&input);
	close(file);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena *arena = arena_new();
	struct diags diags = { .arena = arena };
	const char *format = getenv("WATTLEAF_FUZZ_FORMAT");
	const struct fuzz_kind *kind = fuzz_kind_named(format);

	if (kind != NULL)
		run_kind(kind, bytes, size, arena, &diags);
	else
		read_log(bytes, size, format, arena, &diags);
	arena_free(arena);
	return 0;
}
