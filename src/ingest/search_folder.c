/*
 * The files below a folder. Folders wait in a list, so that depth costs no
 * stack; no link is followed.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diag.h"
#include "ingest/ingest.h"
#include "ingest/search.h"

struct waiting {
	const char *path;
	int depth;
};

struct listing {
	struct arena *arena;
	struct diags *diags;
	struct folder_files *files;
	struct waiting *folders;
	size_t folder_count;
	size_t seen;
	bool full;
};

static struct pos
at(const char *path)
{
	return (struct pos){ .file = path };
}

static void
add_folder(struct listing *listing, const char *path, int depth)
{
	if (depth > FOUND_DEPTH_MAX) {
		diag(listing->diags, DIAG_FILE_LIMIT, at(path),
		    "a folder %d folders deep is not searched", depth);
		return;
	}
	listing->folders = arena_grow(listing->arena, listing->folders,
	    listing->folder_count, sizeof *listing->folders);
	listing->folders[listing->folder_count++] =
	    (struct waiting){ path, depth };
}

static void
add_file(struct listing *listing, const char *path)
{
	struct folder_files *files = listing->files;

	files->paths = arena_grow(listing->arena, files->paths, files->count,
	    sizeof *files->paths);
	files->paths[files->count++] = path;
}

static void
add_entry(struct listing *listing, DIR *directory,
    const struct waiting *folder, const char *name)
{
	size_t n = strlen(folder->path);
	const char *path = arena_printf(listing->arena, "%s%s%s",
	    folder->path, n > 0 && folder->path[n - 1] == '/' ? "" : "/",
	    name);
	const char *why = NULL;
	struct stat status;

	if (fstatat(dirfd(directory), name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		diag(listing->diags, DIAG_FILE_OPEN, at(path), "%s",
		    strerror(errno));
	else if (name[0] == '.')
		why = "it is hidden";
	else if (S_ISDIR(status.st_mode))
		add_folder(listing, path, folder->depth + 1);
	else if (S_ISREG(status.st_mode))
		add_file(listing, path);
	else
		why = S_ISLNK(status.st_mode) ? "a link" :
						"a device or the like";
	if (why != NULL)
		diag(listing->diags, DIAG_FILE_SKIPPED, at(path), "%s", why);
}

static bool
is_full(struct listing *listing, const char *path)
{
	if (listing->seen++ < FOUND_FILES_MAX)
		return false;
	if (!listing->full)
		diag(listing->diags, DIAG_FILE_LIMIT, at(path),
		    "the search ends after %d files", (int)FOUND_FILES_MAX);
	listing->full = true;
	return true;
}

static bool
list_folder(struct listing *listing, const struct waiting *folder)
{
	DIR *directory = opendir(folder->path);
	const struct dirent *entry;

	if (directory == NULL) {
		diag(listing->diags, DIAG_FILE_OPEN, at(folder->path), "%s",
		    strerror(errno));
		return false;
	}
	while ((entry = readdir(directory)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0) {
			if (is_full(listing, folder->path))
				break;
			add_entry(listing, directory, folder, entry->d_name);
		}
	closedir(directory);
	return true;
}

static int
by_file(const void *a, const void *b)
{
	const struct diagnostic *x = a, *y = b;
	int order = strcmp(x->pos.file, y->pos.file);

	return order != 0 ? order : (int)x->code - (int)y->code;
}

bool
folder_list(const char *path, struct folder_files *files, struct arena *arena,
    struct diags *diags)
{
	struct listing listing = { .arena = arena, .diags = diags,
		.files = files };
	size_t i, first = diags->count;
	bool open = true;

	*files = (struct folder_files){ NULL, 0 };
	add_folder(&listing, arena_strdup(arena, path), 0);
	for (i = 0; i < listing.folder_count && !listing.full; i++) {
		struct waiting folder = listing.folders[i];

		if (!list_folder(&listing, &folder) && i == 0)
			open = false;
	}
	/* the system lists in no order */
	if (files->count > 0)
		qsort(files->paths, files->count, sizeof *files->paths,
		    str_order);
	if (diags->count > first)
		qsort(diags->items + first, diags->count - first,
		    sizeof *diags->items, by_file);
	return open;
}
