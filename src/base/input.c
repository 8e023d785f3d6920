/*
 * Opening files and seeing by their first bytes whether they are packed.
 */
#include "base/input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/progress.h"
#include "base/str.h"
#include "base/unpack.h"

struct input {
	const char *file;
	const char *name;      /* of a compressed file the name of what is in it */
	struct arena *arena;
	struct diags *diags;
	int fd;                /* -1: a member */
	uint64_t size;         /* UINT64_MAX when not known */
	struct input *archive; /* whose member it is */
	bool owns_archive;
	struct input *member;  /* of an archive the last, which the next replaces */
	bool refused;
	struct unpack *unpack; /* NULL: it isn't packed */
	unsigned char head[UNPACK_PROBE]; /* read already, to be read again */
	size_t head_at, head_n;
};

static struct pos
whole(const struct input *input)
{
	return (struct pos){ .file = input->file };
}

static void
tell(const struct input *input, uint64_t n)
{
	struct progress *progress = input->diags->progress;

	if (progress != NULL)
		progress->bytes(progress, n);
}

/* Bytes from the system. */
static size_t
read_file(struct input *input, unsigned char *bytes, size_t size)
{
	ssize_t n;

	do
		n = read(input->fd, bytes, size);
	while (n < 0 && errno == EINTR);
	if (n < 0) {
		diag(input->diags, DIAG_FILE_READ, whole(input), "%s",
		    strerror(errno));
		input->refused = true;
	}
	tell(input, n < 0 ? 0 : (uint64_t)n);
	return n < 0 ? 0 : (size_t)n;
}

static size_t
read_below(struct input *input, unsigned char *bytes, size_t size)
{
	if (input->archive != NULL)
		return unpack_read(input->archive->unpack, bytes, size);
	return read_file(input, bytes, size);
}

/* Bytes as they lie in the file: first those that were looked at. */
static size_t
read_packed(void *context, unsigned char *bytes, size_t size)
{
	struct input *input = context;
	size_t left = input->head_n - input->head_at;

	if (left == 0)
		return input->refused ? 0 : read_below(input, bytes, size);
	if (left > size)
		left = size;
	memcpy(bytes, input->head + input->head_at, left);
	input->head_at += left;
	return left;
}

static int64_t
seek_packed(void *context, int64_t offset, int whence)
{
	struct input *input = context;

	if (whence == SEEK_CUR)
		offset -= (int64_t)(input->head_n - input->head_at);
	input->head_at = input->head_n;
	return lseek(input->fd, (off_t)offset, whence);
}

size_t
input_read(struct input *input, unsigned char *bytes, size_t size)
{
	if (input->refused)
		return 0;
	if (input->unpack != NULL)
		return unpack_read(input->unpack, bytes, size);
	return read_packed(input, bytes, size);
}

bool
input_place(const struct input *input, int *fd, uint64_t *offset,
    uint64_t *size)
{
	struct stat status;
	off_t at;

	if (input->unpack != NULL || input->archive != NULL ||
	    input->refused || input->head_at < input->head_n ||
	    fstat(input->fd, &status) != 0 || !S_ISREG(status.st_mode))
		return false;
	at = lseek(input->fd, 0, SEEK_CUR);
	if (at < 0)
		return false;
	*fd = input->fd;
	*offset = (uint64_t)at;
	*size = (uint64_t)status.st_size;
	return true;
}

bool
input_skip(struct input *input, uint64_t n)
{
	tell(input, n);
	return lseek(input->fd, (off_t)n, SEEK_CUR) >= 0;
}

/* The base name; without the suffixes of compressions when STRIP. */
static const char *
base_name(const struct input *input, bool strip)
{
	static const char *const suffixes[] = { ".gz", ".zst", ".zstd", ".xz",
		".bz2", NULL };
	const char *slash = strrchr(input->file, '/');
	const char *name = slash == NULL ? input->file : slash + 1;
	size_t i = 0, n = strlen(name);

	while (strip && suffixes[i] != NULL) {
		size_t length = strlen(suffixes[i]);

		if (n > length &&
		    strncasecmp(name + n - length, suffixes[i], length) == 0) {
			n -= length;
			i = 0;
		} else
			i++;
	}
	return arena_strndup(input->arena, name, n);
}

/* Looks at the first bytes and opens what is packed. */
static void
probe(struct input *input)
{
	struct unpack_input below = {
		.read = read_packed,
		.context = input,
		.size = input->size,
		.outer = input->archive == NULL ? NULL :
						  input->archive->unpack,
	};
	const char *kind;
	size_t n;

	do {
		n = read_below(input, input->head + input->head_n,
		    sizeof input->head - input->head_n);
		input->head_n += n;
	} while (n > 0 && input->head_n < sizeof input->head);
	kind = unpack_kind(input->head, input->head_n);
	input->name = base_name(input, kind != NULL);
	if (kind == NULL)
		return;
	/* only zip keeps its list at the end */
	if (input->size != UINT64_MAX && strcmp(kind, "zip") == 0)
		below.seek = seek_packed;
	input->unpack = unpack_open(&below, input->file, kind, input->arena,
	    input->diags);
	if (input->unpack == NULL)
		input->refused = true;
}

static void
input_set(struct input *input, const char *file, struct arena *arena,
    struct diags *diags)
{
	*input = (struct input){
		.file = arena_strdup(arena, file),
		.arena = arena,
		.diags = diags,
		.fd = -1,
		.size = UINT64_MAX,
	};
	input->name = input->file;
}

static struct input *
input_new(const char *file, struct arena *arena, struct diags *diags)
{
	struct input *input = arena_alloc(arena, sizeof *input);

	input_set(input, file, arena, diags);
	return input;
}

static struct input *
refuse(struct input *input, const char *why)
{
	diag(input->diags, DIAG_FILE_OPEN, whole(input), "%s", why);
	input_close(input);
	return NULL;
}

/* The archive that PATH leads through: its longest part that is a file, NULL when there is none. */
static const char *
archive_part(const char *path, struct arena *arena)
{
	char *part = arena_strdup(arena, path);
	struct stat status;
	char *slash;

	while ((slash = strrchr(part, '/')) != NULL && slash > part) {
		*slash = '\0';
		if (stat(part, &status) == 0)
			return S_ISREG(status.st_mode) ? part : NULL;
	}
	return NULL;
}

/* Opens what INPUT names; NULL, with INPUT closed, when it can't be. */
static struct input *
open_file(struct input *input)
{
	struct stat status;

	if (fstat(input->fd, &status) != 0)
		return refuse(input, strerror(errno));
	if (S_ISDIR(status.st_mode))
		return refuse(input, "is a directory");
	if (!S_ISREG(status.st_mode) && !S_ISFIFO(status.st_mode))
		return refuse(input, "is not a file");
	if (fcntl(input->fd, F_SETFL, O_RDONLY) != 0)
		return refuse(input, strerror(errno));
	if (S_ISREG(status.st_mode))
		input->size = (uint64_t)status.st_size;
	probe(input);
	return input;
}

/* Nobody may write to a named pipe: it is opened without waiting. */
static int
open_path(const char *path)
{
	return open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

/* The member that the archive stands at. An archive inside is not opened: CODE says so. */
static struct input *
open_member(struct input *archive, const char *file, struct diags *diags,
    enum diag_code code)
{
	struct input *input = archive->member;

	/* one after the other: thousands take the room of one */
	if (input == NULL)
		archive->member = input = input_new(file, archive->arena,
		    diags);
	else
		input_set(input, file, archive->arena, diags);
	input->archive = archive;
	probe(input);
	if (input_is_archive(input)) {
		diag(diags, code, whole(input),
		    "an archive inside an archive is not opened");
		input->refused = true;
	}
	return input;
}

/* The member of an archive that has the path of INPUT, which is given up for it. */
static struct input *
find_member(struct input *input)
{
	struct diags *diags = input->diags;
	const char *part = archive_part(input->file, input->arena);
	const char *file;
	struct input *archive;

	if (part == NULL)
		return refuse(input, strerror(ENOTDIR));
	archive = input_new(part, input->arena, diags);
	archive->fd = open_path(part);
	if (archive->fd < 0)
		return refuse(archive, strerror(errno));
	archive = open_file(archive);
	if (archive == NULL)
		return NULL;
	if (!input_is_archive(archive)) {
		input_close(archive);
		return refuse(input, strerror(ENOTDIR));
	}
	do
		file = unpack_next(archive->unpack, diags);
	while (file != NULL && strcmp(file, input->file) != 0);
	if (file == NULL) {
		input_close(archive);
		return refuse(input, "there is no such file in the archive");
	}
	input = open_member(archive, file, diags, DIAG_FILE_READ);
	input->owns_archive = true;
	return input;
}

struct input *
input_open(const char *path, struct arena *arena, struct diags *diags)
{
	struct input *input = input_new(path, arena, diags);

	if (strcmp(path, "-") == 0) {
		input->fd = STDIN_FILENO;
		probe(input);
		return input;
	}
	input->fd = open_path(path);
	if (input->fd < 0 && errno == ENOTDIR)
		return find_member(input);
	if (input->fd < 0)
		return refuse(input, strerror(errno));
	return open_file(input);
}

bool
input_is_archive(const struct input *input)
{
	return input->unpack != NULL && unpack_is_archive(input->unpack);
}

struct input *
input_next(struct input *archive, struct diags *diags)
{
	const char *file = unpack_next(archive->unpack, diags);

	archive->diags = diags;
	if (file == NULL)
		return NULL;
	return open_member(archive, file, diags, DIAG_FILE_SKIPPED);
}

const char *
input_file(const struct input *input)
{
	return input->file;
}

const char *
input_name(const struct input *input)
{
	return input->name;
}

bool
input_refused(const struct input *input)
{
	return input->refused;
}

void
input_close(struct input *input)
{
	if (input == NULL)
		return;
	unpack_close(input->unpack);
	input->unpack = NULL;
	if (input->fd > STDIN_FILENO)
		close(input->fd);
	input->fd = -1;
	input->refused = true;
	if (input->owns_archive) {
		input->owns_archive = false;
		unpack_close(input->archive->unpack);
		input->archive->unpack = NULL;
		close(input->archive->fd);
	}
}
