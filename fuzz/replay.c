/*
 * Runs every file of the folders FOLDER/FORMAT through the reader of that
 * format; TAP. What fuzzing found stays found.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

enum { PATH_TEXT = 4096, INPUT_MAX = 1 << 20 };

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

static int
replay_folder(const char *folder)
{
	struct dirent **entries;
	int count = scandir(folder, &entries, visible, alphasort);
	char path[PATH_TEXT * 3];
	int i;

	for (i = 0; i < count; i++) {
		snprintf(path, sizeof path, "%s/%s", folder,
		    entries[i]->d_name);
		replay(path);
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	return count;
}

int
main(int argc, char **argv)
{
	char corpus[PATH_TEXT], folder[PATH_TEXT * 2];
	const char *source = getenv("WATTLEAF_SRCDIR");
	struct dirent **formats;
	int i, count;

	snprintf(corpus, sizeof corpus, "%s/fuzz/corpus",
	    argc > 1 ? argv[1] : source == NULL ? "." : source);
	count = scandir(corpus, &formats, visible, alphasort);
	for (i = 0; i < count; i++) {
		snprintf(folder, sizeof folder, "%s/%s", corpus,
		    formats[i]->d_name);
		setenv("WATTLEAF_FUZZ_FORMAT", formats[i]->d_name, 1);
		printf("ok %d - %s: %d inputs\n", i + 1, formats[i]->d_name,
		    replay_folder(folder));
		fflush(stdout);
		free(formats[i]);
	}
	if (count >= 0)
		free(formats);
	printf("1..%d\n", count < 0 ? 0 : count);
	return EXIT_SUCCESS;
}
