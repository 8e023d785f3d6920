/*
 * Removing folders, by open folders alone, so that no link leads elsewhere.
 */
#include "batch/remove.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { DEPTH_MAX = 64 };

static void
remove_below(int folder, const char *name, unsigned depth);

/* Closes FOLDER. Recursion ends at DEPTH_MAX. */
static void
empty_folder(int folder, unsigned depth)
{
	DIR *directory = fdopendir(folder);
	const struct dirent *entry;

	if (directory == NULL) {
		close(folder);
		return;
	}
	while ((entry = readdir(directory)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0)
			remove_below(folder, entry->d_name, depth + 1);
	closedir(directory);
}

static void
remove_below(int folder, const char *name, unsigned depth)
{
	int below;

	if (unlinkat(folder, name, 0) == 0 || errno == ENOENT ||
	    depth == DEPTH_MAX)
		return;
	below = openat(folder, name,
	    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (below >= 0)
		empty_folder(below, depth);
	unlinkat(folder, name, AT_REMOVEDIR);
}

void
remove_tree(int folder, const char *name)
{
	remove_below(folder, name, 0);
}
