/*
 * One file, written beside its place and then put there.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/str.h"
#include "cli/cli.h"

static bool
fail(struct diags *diags, enum diag_code code, const char *path)
{
	diag(diags, code, (struct pos){ .file = path }, "%s",
	    strerror(errno));
	return false;
}

bool
bytes_write(int file, const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t written = write(file, bytes, n);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return false;
		bytes += written;
		n -= (size_t)written;
	}
	return true;
}

/* Its owner's rights stay; a new file has those that the user's mask leaves. */
static void
set_mode(int file, const char *path)
{
	struct stat status;
	mode_t mask = umask(0);

	umask(mask);
	if (fchmod(file, stat(path, &status) == 0 ? status.st_mode & 0777 :
						    0666 & ~mask) != 0)
		return; /* it stays readable for its owner alone */
}

static bool
put(const char *from, const char *path, bool replace)
{
	if (replace)
		return rename(from, path) == 0;
	/* a link, unlike renaming, never replaces */
	if (link(from, path) != 0)
		return false;
	unlink(from);
	return true;
}

bool
file_write(const char *path, const struct buf *text, bool replace,
    struct arena *arena, struct diags *diags)
{
	char *beside = arena_printf(arena, "%s.wattleaf-XXXXXX", path);
	int file = mkstemp(beside);
	bool written;

	if (file < 0)
		return fail(diags, DIAG_OUTPUT_OPEN, path);
	set_mode(file, path);
	written = bytes_write(file, text->s, text->n);
	if (close(file) != 0 || !written || !put(beside, path, replace)) {
		fail(diags, DIAG_OUTPUT_WRITE, path);
		unlink(beside);
		return false;
	}
	return true;
}
