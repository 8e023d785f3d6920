/*
 * An output folder that appears whole or not at all.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/progress.h"
#include "base/str.h"
#include "cli/cli.h"
#include "cli/unfinished.h"
#include "write/output.h"

struct outdir {
	struct arena *arena;
	struct diags *diags;
	const char *folder;
	char *staging;       /* beside it */
	const char **names;
	size_t count;
};

static bool
fail(struct outdir *outdir, enum diag_code code, const char *path)
{
	diag(outdir->diags, code, (struct pos){ .file = path }, "%s",
	    strerror(errno));
	return false;
}

struct outdir *
outdir_open(const char *folder, struct arena *arena, struct diags *diags)
{
	struct outdir *outdir = arena_alloc(arena, sizeof *outdir);
	struct stat status;

	outdir->arena = arena;
	outdir->diags = diags;
	outdir->folder = str_without_slashes(arena, folder);
	if (stat(outdir->folder, &status) == 0 && !S_ISDIR(status.st_mode)) {
		errno = ENOTDIR;
		fail(outdir, DIAG_OUTPUT_OPEN, outdir->folder);
		return NULL;
	}
	/* "." and ".." have no beside: the staging folder goes inside */
	outdir->staging = arena_printf(arena,
	    strcmp(outdir->folder, ".") == 0 || span_ends(span_of(outdir->folder), "..") ?
		"%s/.wattleaf-XXXXXX" :
		"%s.wattleaf-XXXXXX",
	    outdir->folder);
	if (mkdtemp(outdir->staging) == NULL) {
		fail(outdir, DIAG_OUTPUT_OPEN, outdir->folder);
		return NULL;
	}
	unfinished_folder(outdir->staging);
	return outdir;
}

bool
outdir_add(struct outdir *outdir, const char *name, const char *bytes,
    size_t n)
{
	const char *path =
	    arena_printf(outdir->arena, "%s/%s", outdir->staging, name);
	const char *final =
	    arena_printf(outdir->arena, "%s/%s", outdir->folder, name);
	bool written;
	int file;

	/* first: a signal may come between the two */
	unfinished_file(name);
	file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (file < 0)
		return fail(outdir, DIAG_OUTPUT_OPEN, final);
	written = bytes_write(file, bytes, n);
	if (close(file) != 0 || !written)
		return fail(outdir, DIAG_OUTPUT_WRITE, final);
	outdir->names = arena_grow(outdir->arena, outdir->names,
	    outdir->count, sizeof *outdir->names);
	outdir->names[outdir->count++] = name;
	return true;
}

FILE *
outdir_begin(struct outdir *outdir, const char *name)
{
	FILE *file = fopen(arena_printf(outdir->arena, "%s/%s",
			       outdir->staging, name), "wbxe");

	if (file == NULL)
		fail(outdir, DIAG_OUTPUT_OPEN, arena_printf(outdir->arena,
		    "%s/%s", outdir->folder, name));
	else
		unfinished_file(name);
	return file;
}

bool
outdir_end(struct outdir *outdir, FILE *file, const char *name)
{
	bool failed = fflush(file) != 0 || ferror(file);

	if (fclose(file) != 0 || failed)
		return fail(outdir, DIAG_OUTPUT_WRITE, arena_printf(
		    outdir->arena, "%s/%s", outdir->folder, name));
	outdir->names = arena_grow(outdir->arena, outdir->names,
	    outdir->count, sizeof *outdir->names);
	outdir->names[outdir->count++] = name;
	return true;
}

/* "chart-stages.svg" */
static bool
is_chart(struct span name)
{
	return span_starts(name, "chart-") && (span_ends(name, ".svg") ||
	    span_ends(name, ".pdf") || span_ends(name, ".png"));
}

/* What collate writes beside. */
static const char *const collated[] = { "collation.json", "items.csv",
	"items.jsonl", "problems.txt", "report.md", "totals.csv" };

enum { COLLATED = sizeof collated / sizeof collated[0] };

static bool
is_ours(const char *name)
{
	size_t i;

	if (is_chart(span_of(name)))
		return true;
	for (i = 0; i < COLLATED; i++)
		if (strcmp(name, collated[i]) == 0)
			return true;
	for (i = 0; output_at(i) != NULL; i++)
		if (strcmp(output_at(i)->name, name) == 0)
			return true;
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static void
remove_staged(const struct outdir *outdir, const char *name)
{
	unlink(arena_printf(outdir->arena, "%s/%s", outdir->staging, name));
}

/* What was written, what could not be finished, and what lay there before. */
void
outdir_abandon(struct outdir *outdir)
{
	DIR *folder = opendir(outdir->staging);
	const struct dirent *entry;
	size_t i;

	/* by their names first: a folder that can't be read can be emptied so */
	for (i = 0; i < outdir->count; i++)
		remove_staged(outdir, outdir->names[i]);
	for (i = 0; i < COLLATED; i++)
		remove_staged(outdir, collated[i]);
	for (i = 0; output_at(i) != NULL; i++)
		remove_staged(outdir, output_at(i)->name);
	while (folder != NULL && (entry = readdir(folder)) != NULL)
		if (is_ours(entry->d_name))
			unlinkat(dirfd(folder), entry->d_name, 0);
	if (folder != NULL)
		closedir(folder);
	rmdir(outdir->staging);
	unfinished_done();
}

/* Whether the folder holds nothing but files that a report writes. */
static bool
holds_only_ours(const char *folder)
{
	DIR *directory = opendir(folder);
	struct dirent *entry;
	bool ours = true;

	if (directory == NULL)
		return false;
	while (ours && (entry = readdir(directory)) != NULL)
		ours = is_ours(entry->d_name);
	closedir(directory);
	return ours;
}

/* What lies in the way is somebody else's: our files go in one by one, each whole. */
static bool
move_files(struct outdir *outdir)
{
	size_t i;

	for (i = 0; i < outdir->count; i++) {
		const char *to = arena_printf(outdir->arena, "%s/%s",
		    outdir->folder, outdir->names[i]);

		if (rename(arena_printf(outdir->arena, "%s/%s",
			       outdir->staging, outdir->names[i]),
			to) != 0) {
			fail(outdir, DIAG_OUTPUT_WRITE, to);
			outdir_abandon(outdir);
			return false;
		}
	}
	rmdir(outdir->staging);
	unfinished_done();
	return true;
}

/* The new folder takes the old one's place in one step; the old one goes. */
static bool
swap_folders(struct outdir *outdir)
{
	if (renameat2(AT_FDCWD, outdir->staging, AT_FDCWD, outdir->folder,
		RENAME_EXCHANGE) != 0)
		return move_files(outdir);
	outdir_abandon(outdir);
	return true;
}

bool
outdir_finish(struct outdir *outdir)
{
	mode_t mask = umask(0);

	umask(mask);
	chmod(outdir->staging, 0777 & ~mask);
	if (rename(outdir->staging, outdir->folder) == 0) {
		unfinished_done();
		return true;
	}
	if (errno != ENOTEMPTY && errno != EEXIST && errno != EINVAL &&
	    errno != EBUSY) {
		fail(outdir, DIAG_OUTPUT_WRITE, outdir->folder);
		outdir_abandon(outdir);
		return false;
	}
	return holds_only_ours(outdir->folder) ? swap_folders(outdir) :
						 move_files(outdir);
}

bool
stdout_write(struct diags *diags, const char *bytes, size_t n)
{
	if (diags->progress != NULL)
		diags->progress->end(diags->progress);
	if (fwrite(bytes, 1, n, stdout) == n && fflush(stdout) == 0)
		return true;
	diag(diags, DIAG_OUTPUT_WRITE, (struct pos){ 0 },
	    "standard output: %s", strerror(errno));
	return false;
}
