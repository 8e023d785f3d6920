/*
 * The folder that a batch writes. Nothing in it is trusted: links are not
 * followed, and what is no file is not opened.
 */
#include "batch/store.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diag.h"
#include "batch/remove.h"

#define WORK ".work"

struct store {
	struct arena *arena;
	struct diags *diags;
	const char *given;
	const char *folder; /* absolute */
	const char *work;   /* "OUT/.work", or "OUT/.work/1-of-4" */
	int locks[2];       /* of all, and of the share; -1: none */
};

static bool
fail(struct store *store, enum diag_code code, const char *path)
{
	const char *why = strerror(errno);

	diag(store->diags, code,
	    (struct pos){ .file = arena_strdup(store->arena, path) }, "%s",
	    why);
	return false;
}

static bool
make_folder(const char *path)
{
	struct stat status;

	return mkdir(path, 0777) == 0 ||
	    (errno == EEXIST && lstat(path, &status) == 0 &&
		S_ISDIR(status.st_mode));
}

/* Whether a folder is empty, or the work of a batch lies in it. */
static bool
may_be_ours(const char *folder)
{
	DIR *directory = opendir(folder);
	const struct dirent *entry;
	bool empty = true, worked = false;

	if (directory == NULL)
		return false;
	while ((entry = readdir(directory)) != NULL) {
		worked |= strcmp(entry->d_name, WORK) == 0;
		empty &= strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0;
	}
	closedir(directory);
	return empty || worked;
}

/* A file system without locks lets everybody in. */
static bool
lock(struct store *store, size_t which, const char *folder, int kind)
{
	const char *path = arena_printf(store->arena, "%s/lock", folder);
	int file = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666);

	if (file < 0)
		return fail(store, DIAG_OUTPUT_OPEN, path);
	store->locks[which] = file;
	if (flock(file, kind | LOCK_NB) == 0)
		return true;
	if (errno != EWOULDBLOCK) {
		diag(store->diags, DIAG_BATCH_NO_LOCK,
		    (struct pos){ .file = store->given }, "%s",
		    strerror(errno));
		return true;
	}
	diag(store->diags, DIAG_BATCH_LOCKED,
	    (struct pos){ .file = store->given },
	    "wait until it has ended, or choose another folder");
	return false;
}

/* Everything but the lock, which others may hold, and the folders of shares. */
static void
clear(struct store *store, bool all)
{
	DIR *directory = opendir(store->work);
	const struct dirent *entry;

	if (directory == NULL)
		return;
	while ((entry = readdir(directory)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0 &&
		    strcmp(entry->d_name, "lock") != 0 &&
		    (all || strstr(entry->d_name, "-of-") == NULL))
			remove_tree(dirfd(directory), entry->d_name);
	closedir(directory);
}

static bool
enter(struct store *store, unsigned k, unsigned n)
{
	const char *work = arena_printf(store->arena, "%s/" WORK,
	    store->folder);

	store->work = n == 0 ? work :
	    arena_printf(store->arena, "%s/%u-of-%u", work, k, n);
	if (!make_folder(work))
		return fail(store, DIAG_OUTPUT_OPEN, work);
	if (!lock(store, 0, work, n == 0 ? LOCK_EX : LOCK_SH))
		return false;
	if (!make_folder(store->work))
		return fail(store, DIAG_OUTPUT_OPEN, store->work);
	if (n != 0 && !lock(store, 1, store->work, LOCK_EX))
		return false;
	clear(store, n == 0);
	return true;
}

struct store *
store_open(const char *folder, unsigned k, unsigned n, struct arena *arena,
    struct diags *diags)
{
	struct store *store = arena_alloc(arena, sizeof *store);
	char *path;

	*store = (struct store){ .arena = arena, .diags = diags,
		.given = folder, .locks = { -1, -1 } };
	if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
		fail(store, DIAG_OUTPUT_OPEN, folder);
		return NULL;
	}
	path = realpath(folder, NULL);
	if (path == NULL || !may_be_ours(path)) {
		if (path == NULL || errno == ENOTDIR)
			fail(store, DIAG_OUTPUT_OPEN, folder);
		else
			diag(diags, DIAG_BATCH_FOREIGN,
			    (struct pos){ .file = folder },
			    "choose a new folder, or one that batch wrote");
		free(path);
		return NULL;
	}
	store->folder = arena_strdup(arena, path);
	free(path);
	return enter(store, k, n) ? store : NULL;
}

void
store_close(struct store *store)
{
	size_t i;

	clear(store, false);
	for (i = 0; i < 2; i++)
		if (store->locks[i] >= 0)
			close(store->locks[i]);
}

const char *
store_folder(const struct store *store)
{
	return store->folder;
}

const char *
store_work(struct store *store, size_t number, struct arena *arena)
{
	const char *work =
	    arena_printf(arena, "%s/%zu", store->work, number);

	remove_tree(AT_FDCWD, work);
	if (mkdir(work, 0777) == 0)
		return work;
	fail(store, DIAG_OUTPUT_OPEN, work);
	return NULL;
}

const char *
store_made(const char *work, struct arena *arena)
{
	return arena_printf(arena, "%s/out", work);
}

static bool
holds_result(const char *folder)
{
	int file = open(folder,
	    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	bool holds = file >= 0 && faccessat(file, STORE_RESULT, F_OK,
				      AT_SYMLINK_NOFOLLOW) == 0;

	if (file >= 0)
		close(file);
	return holds;
}

static bool
put(struct store *store, const char *made, const char *place)
{
	if (rename(made, place) == 0)
		return true;
	if (errno != ENOTEMPTY && errno != EEXIST)
		return fail(store, DIAG_OUTPUT_WRITE, place);
	if (!holds_result(place)) {
		diag(store->diags, DIAG_BATCH_FOREIGN,
		    (struct pos){ .file = arena_strdup(store->arena, place) },
		    "a study's folder would take its place; it is left alone");
		return false;
	}
	/* what stands there changes places with it; where that can't be, it goes first */
	if (renameat2(AT_FDCWD, made, AT_FDCWD, place, RENAME_EXCHANGE) == 0)
		return true;
	remove_tree(AT_FDCWD, place);
	return rename(made, place) == 0 ||
	    fail(store, DIAG_OUTPUT_WRITE, place);
}

bool
store_take(struct store *store, const char *work, const char *id)
{
	struct arena *arena = arena_new();
	bool taken = put(store, store_made(work, arena),
	    arena_printf(arena, "%s/%s", store->folder, id));

	arena_free(arena);
	store_drop(store, work);
	return taken;
}

static bool
write_file(const char *path, const char *bytes, size_t n)
{
	FILE *file = fopen(path, "wxe");
	bool written = file != NULL && fwrite(bytes, 1, n, file) == n;

	return file != NULL && fclose(file) == 0 && written;
}

bool
store_save(const char *work, const char *name, const char *bytes, size_t n)
{
	struct arena *arena = arena_new();
	const char *folder = store_made(work, arena);
	bool saved = make_folder(folder) &&
	    write_file(arena_printf(arena, "%s/%s", folder, name), bytes, n);

	arena_free(arena);
	return saved;
}

void
store_drop(struct store *store, const char *work)
{
	(void)store;
	remove_tree(AT_FDCWD, work);
}

static const char *
read_file(const char *path, size_t most, size_t *n, struct arena *arena)
{
	int file = open(path,
	    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct stat status;
	char *text = NULL;
	ssize_t got = 0;

	if (file < 0)
		return NULL;
	*n = 0;
	if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) &&
	    (size_t)status.st_size <= most) {
		text = arena_alloc(arena, (size_t)status.st_size + 1);
		while (*n < (size_t)status.st_size &&
		    (got = read(file, text + *n,
			 (size_t)status.st_size - *n)) > 0)
			*n += (size_t)got;
	}
	close(file);
	return got < 0 ? NULL : text;
}

const char *
store_read(const struct store *store, const char *id, const char *name,
    size_t most, size_t *n, struct arena *arena)
{
	return read_file(arena_printf(arena, "%s/%s/%s", store->folder, id,
			     name),
	    most, n, arena);
}

const char *
store_read_work(const char *work, const char *name, size_t most, size_t *n,
    struct arena *arena)
{
	return read_file(arena_printf(arena, "%s/out/%s", work, name), most,
	    n, arena);
}

bool
store_has(const struct store *store, const char *id, const char *name,
    size_t bytes)
{
	struct arena *arena = arena_new();
	struct stat status;
	bool has = lstat(arena_printf(arena, "%s/%s/%s", store->folder, id,
			     name),
		       &status) == 0 &&
	    S_ISREG(status.st_mode) && (size_t)status.st_size == bytes;

	arena_free(arena);
	return has;
}

FILE *
store_begin(struct store *store, const char *name)
{
	const char *path =
	    arena_printf(store->arena, "%s/%s", store->work, name);
	FILE *file;

	remove_tree(AT_FDCWD, path);
	file = fopen(path, "wxe");
	if (file == NULL)
		fail(store, DIAG_OUTPUT_OPEN, path);
	return file;
}

bool
store_end(struct store *store, FILE *file, const char *name)
{
	const char *from =
	    arena_printf(store->arena, "%s/%s", store->work, name);
	const char *to =
	    arena_printf(store->arena, "%s/%s", store->folder, name);
	bool written = fflush(file) == 0 && !ferror(file);

	if (fclose(file) != 0 || !written || rename(from, to) != 0)
		return fail(store, DIAG_OUTPUT_WRITE, to);
	return true;
}

void
store_each(const struct store *store,
    void (*each)(void *context, const char *id), void *context)
{
	DIR *directory = opendir(store->folder);
	const struct dirent *entry;
	struct stat status;

	if (directory == NULL)
		return;
	while ((entry = readdir(directory)) != NULL) {
		struct arena *arena = arena_new();

		if (entry->d_name[0] != '.' &&
		    lstat(arena_printf(arena, "%s/%s/" STORE_RESULT,
			      store->folder, entry->d_name),
			&status) == 0)
			each(context, entry->d_name);
		arena_free(arena);
	}
	closedir(directory);
}
