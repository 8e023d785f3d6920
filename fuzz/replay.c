/*
 * Runs every file of the folders FOLDER/FORMAT through the reader of that
 * format; TAP. What fuzzing found stays found. Every format must have seeds
 * that are recognised as what they are, or its fuzzing starts from nothing.
 */
#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "fuzz/kinds.h"
#include "ingest/ingest.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

enum { PATH_TEXT = 4096, INPUT_MAX = 1 << 20, SEEDS_MIN = 2 };

struct seeds {
	int inputs;
	int recognised; /* by content and name, as the folder's format */
};

static int
visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static void
replay(const char *path)
{
	static uint8_t bytes[INPUT_MAX];
	FILE *file = fopen(path, "rb");
	size_t size;

	if (file == NULL)
		return;
	size = fread(bytes, 1, sizeof bytes, file);
	fclose(file);
	LLVMFuzzerTestOneInput(bytes, size);
}

static bool
is_recognised(const char *path, const char *format)
{
	struct read_options options = read_options_none();
	struct arena *arena = arena_new();
	struct diags diags = { .arena = arena };
	const char *found = ingest_read(path, &options, arena, &diags)->format;
	bool same = found != NULL && strcmp(found, format) == 0;

	arena_free(arena);
	return same;
}

static struct seeds
replay_folder(const char *corpus, const char *format)
{
	struct dirent **entries;
	struct seeds seeds = { 0 };
	char folder[PATH_TEXT * 2], path[PATH_TEXT * 3];
	int i, count;

	snprintf(folder, sizeof folder, "%s/%s", corpus, format);
	setenv("WATTLEAF_FUZZ_FORMAT", format, 1);
	count = scandir(folder, &entries, visible, alphasort);
	for (i = 0; i < count; i++) {
		snprintf(path, sizeof path, "%s/%s", folder,
		    entries[i]->d_name);
		replay(path);
		seeds.recognised += is_recognised(path, format);
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	seeds.inputs = count < 0 ? 0 : count;
	return seeds;
}

/* Tables that only a column map makes readable are recognised as nothing. */
static bool
enough(const struct seeds *seeds, const char *format)
{
	return seeds->inputs >= SEEDS_MIN &&
	    (seeds->recognised >= SEEDS_MIN ||
		strcmp(format, "delimited") == 0);
}

static bool
is_format(const char *name)
{
	size_t i;

	for (i = 0; ingest_formats[i] != NULL; i++)
		if (strcmp(ingest_formats[i]->name, name) == 0)
			return true;
	return false;
}

/* How many folders are of no format and no kind: nothing would replay them. */
static int
strays(const char *corpus)
{
	struct dirent **entries;
	int i, stray = 0, count = scandir(corpus, &entries, visible,
	    alphasort);

	for (i = 0; i < count; i++) {
		const char *name = entries[i]->d_name;

		if (!is_format(name) && fuzz_kind_named(name) == NULL) {
			printf("# %s is no format\n", name);
			stray++;
		}
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	return count < 0 ? 1 : stray;
}

/* Replays what is no log, from test FIRST on; *FAILED counts those without seeds. */
static int
replay_kinds(const char *corpus, int first, int *failed)
{
	const struct fuzz_kind *kind;

	for (kind = fuzz_kinds; kind->name != NULL; kind++) {
		int inputs = replay_folder(corpus, kind->name).inputs;
		bool good = inputs >= SEEDS_MIN;

		*failed += !good;
		printf("%sok %d - %s: %d inputs\n", good ? "" : "not ",
		    ++first, kind->name, inputs);
		fflush(stdout);
	}
	return first;
}

int
main(int argc, char **argv)
{
	char corpus[PATH_TEXT];
	const char *source = getenv("WATTLEAF_SRCDIR");
	int i, failed = 0;
	bool known;

	snprintf(corpus, sizeof corpus, "%s/fuzz/corpus",
	    argc > 1 ? argv[1] : source == NULL ? "." : source);
	for (i = 0; ingest_formats[i] != NULL; i++) {
		const char *format = ingest_formats[i]->name;
		struct seeds seeds = replay_folder(corpus, format);
		bool good = enough(&seeds, format);

		failed += !good;
		printf("%sok %d - %s: %d inputs, %d recognised\n",
		    good ? "" : "not ", i + 1, format, seeds.inputs,
		    seeds.recognised);
		fflush(stdout);
	}
	i = replay_kinds(corpus, i, &failed);
	known = strays(corpus) == 0;
	printf("%sok %d - every folder is of a format\n1..%d\n",
	    known ? "" : "not ", i + 1, i + 1);
	return failed == 0 && known ? EXIT_SUCCESS : EXIT_FAILURE;
}
