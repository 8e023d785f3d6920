/*
 * The sum of a folder that a stranger filled: within limits, without waiting
 * for a pipe, without leaving it.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "batch/digest.h"

enum { DEPTH_MAX = 32, ENTRIES_MAX = 20000, CHUNK = 65536 };

static const uint64_t BYTES_MAX = (uint64_t)4 << 30;

struct walk {
	struct digest *digest;
	struct arena *arena;
	const char *fault;
	uint64_t bytes;
	size_t entries;
};

static const char *
limit_said(struct walk *walk, const char *what)
{
	return arena_printf(walk->arena, "holds %s", what);
}

/* Whatever it holds when it is read: its size goes in too, behind it. */
static bool
add_content(struct digest *digest, int file, uint64_t most)
{
	char bytes[CHUNK];
	uint64_t size = 0;
	ssize_t n;

	while ((n = read(file, bytes, sizeof bytes)) > 0) {
		digest_add(digest, bytes, (size_t)n);
		size += (uint64_t)n;
		if (size > most)
			return false;
	}
	digest_add(digest, &size, sizeof size);
	return n == 0;
}

/* What is closed or gone is a fact of the folder; any other fault is the machine's, and no sum comes of it. */
static void
add_fault(struct walk *walk, const char *text)
{
	if (errno == EACCES || errno == EPERM || errno == ENOENT ||
	    errno == ELOOP || errno == ENXIO)
		digest_text(walk->digest, text);
	else
		walk->fault = arena_printf(walk->arena,
		    "cannot be read whole: %s", strerror(errno));
}

static void
add_file(struct walk *walk, int folder, const char *name, uint64_t size)
{
	int file;

	walk->bytes += size;
	if (size > BYTES_MAX || walk->bytes > BYTES_MAX) {
		walk->fault = limit_said(walk, "over 4 GiB");
		return;
	}
	file = openat(folder, name,
	    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (file < 0) {
		add_fault(walk, "cannot be opened");
		return;
	}
	errno = EFBIG;
	if (!add_content(walk->digest, file, BYTES_MAX))
		add_fault(walk, "cannot be read");
	close(file);
}

static void
add_link(struct walk *walk, int folder, const char *name)
{
	char target[4096];
	ssize_t n = readlinkat(folder, name, target, sizeof target);

	digest_text(walk->digest, "link");
	if (n > 0)
		digest_add(walk->digest, target, (size_t)n);
}

static void
add_folder(struct walk *walk, int folder, unsigned depth);

/* Recursion ends at DEPTH_MAX. */
static void
add_entry(struct walk *walk, int folder, const char *name, unsigned depth)
{
	struct stat status;
	int below;

	digest_text(walk->digest, name);
	if (++walk->entries > ENTRIES_MAX)
		walk->fault = limit_said(walk, "over 20000 files");
	else if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		add_fault(walk, "cannot be seen");
	else if (S_ISREG(status.st_mode))
		add_file(walk, folder, name, (uint64_t)status.st_size);
	else if (S_ISLNK(status.st_mode))
		add_link(walk, folder, name);
	else if (!S_ISDIR(status.st_mode))
		digest_text(walk->digest, "no file");
	else if (depth == DEPTH_MAX)
		walk->fault = limit_said(walk, "folders over 32 deep");
	else if ((below = openat(folder, name, O_RDONLY | O_DIRECTORY |
		      O_NOFOLLOW | O_CLOEXEC)) < 0)
		add_fault(walk, "cannot be opened");
	else
		add_folder(walk, below, depth + 1);
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names in a directory, sorted; NULL behind the last. */
static char **
names_of(struct walk *walk, DIR *directory)
{
	char **names = arena_grow(walk->arena, NULL, 0, sizeof *names);
	const struct dirent *entry;
	size_t n = 0;

	while ((entry = readdir(directory)) != NULL && n <= ENTRIES_MAX) {
		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0)
			continue;
		names = arena_grow(walk->arena, names, n, sizeof *names);
		names[n++] = arena_strdup(walk->arena, entry->d_name);
	}
	qsort(names, n, sizeof *names, compare);
	names = arena_grow(walk->arena, names, n, sizeof *names);
	names[n] = NULL;
	return names;
}

/* Closes FOLDER. */
static void
add_folder(struct walk *walk, int folder, unsigned depth)
{
	DIR *directory = fdopendir(folder);
	char **name;

	if (directory == NULL) {
		add_fault(walk, "cannot be listed");
		close(folder);
		return;
	}
	digest_text(walk->digest, "folder");
	for (name = names_of(walk, directory);
	     *name != NULL && walk->fault == NULL; name++)
		add_entry(walk, folder, *name, depth);
	closedir(directory);
	digest_text(walk->digest, "end");
}

const char *
digest_folder(struct digest *digest, const char *path, struct arena *arena)
{
	struct walk walk = { .digest = digest, .arena = arena };
	int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (folder < 0)
		return arena_printf(arena, "cannot be opened: %s",
		    strerror(errno));
	add_folder(&walk, folder, 0);
	return walk.fault;
}

bool
digest_file(struct digest *digest, const char *path)
{
	int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	bool added = file >= 0 && add_content(digest, file, BYTES_MAX);

	if (file >= 0)
		close(file);
	return added;
}

bool
digest_plain(struct digest *digest, const char *path)
{
	char bytes[CHUNK];
	int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	ssize_t n = -1;

	while (file >= 0 && (n = read(file, bytes, sizeof bytes)) > 0)
		digest_add(digest, bytes, (size_t)n);
	if (file >= 0)
		close(file);
	return n == 0;
}
