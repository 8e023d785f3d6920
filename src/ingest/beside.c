/*
 * Files beside the one being read. What can't be opened is not there, and
 * nothing is said of it.
 */
#include "ingest/beside.h"

#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/source.h"
#include "ingest/ingest.h"

/* The length of the folder's part of the path, with its slash. */
static size_t
folder_length(const char *file)
{
	const char *slash = strrchr(file, '/');

	return slash == NULL ? 0 : (size_t)(slash - file) + 1;
}

static struct source *
open_path(struct reading *reading, const char *path)
{
	struct diags *unsaid = arena_alloc(reading->arena, sizeof *unsaid);
	struct stat status;

	unsaid->arena = reading->arena;
	if (lstat(path, &status) == 0 && !S_ISREG(status.st_mode))
		return NULL;
	return source_open(path, reading->arena, unsaid);
}

struct source *
beside_open(struct reading *reading, const char *name)
{
	const char *file = reading->record->file;

	if (strcmp(file, "-") == 0)
		return NULL;
	return open_path(reading, arena_printf(reading->arena, "%.*s%s",
	    (int)folder_length(file), file, name));
}

struct source *
beside_open_other(struct reading *reading, const char *word,
    const char *other)
{
	const char *file = reading->record->file;
	const char *found = NULL, *next = file + folder_length(file);

	while ((next = strstr(next, word)) != NULL)
		found = next++;
	if (found == NULL)
		return NULL;
	return open_path(reading, arena_printf(reading->arena, "%.*s%s%s",
	    (int)(found - file), file, other, found + strlen(word)));
}
