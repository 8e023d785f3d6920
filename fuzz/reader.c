/*
 * One fuzz harness for every reader: the bytes are a file, the format comes
 * from the environment (WATTLEAF_FUZZ_FORMAT; none: recognised by content;
 * "packed": archives and compressed files, searched through; "study": a
 * study in XML or YAML).
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
#include "fuzz/study.h"
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

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct read_options options = read_options_none();
	struct arena *arena = arena_new();
	struct diags diags = { .arena = arena };
	int file = memfd_create("input", MFD_CLOEXEC);
	char path[64];
	const char *format = getenv("WATTLEAF_FUZZ_FORMAT");
	bool packed = format != NULL && strcmp(format, "packed") == 0;
	bool study = format != NULL && strcmp(format, "study") == 0;
	size_t begin = 0;

	if (size > 0)
		begin = set_options(&options, bytes, size,
		    packed || study ? NULL : format, arena);
	if (file < 0 ||
	    write(file, bytes + begin, size - begin) != (ssize_t)(size - begin))
		abort();
	snprintf(path, sizeof path, "/proc/self/fd/%d", file);
	if (study)
		study_there_and_back(path, arena, &diags);
	else if (packed)
		ingest_find(path, &options, arena, &diags);
	else
		ingest_read(path, &options, arena, &diags);
	if (options.columns != NULL)
		careful_check(path, &options);
	close(file);
	arena_free(arena);
	return 0;
}
