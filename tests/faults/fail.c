/*
 * A library to preload: the N-th call of one kind fails. WATTLEAF_FAIL names
 * kind and number, as "read:7"; with "write:2:9" it ends the process by
 * signal 9 instead. WATTLEAF_FAIL_COUNTS names a file for the number of calls
 * of each kind. Calls that the C library makes to itself are not
 * seen.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum kind { OPEN, READ, WRITE, CLOSE, RENAME, FOLDER, MALLOC, KINDS };

static const struct {
	const char *name;
	int error;
} kinds[KINDS] = {
	[OPEN] = { "open", EMFILE },
	[READ] = { "read", EIO },
	[WRITE] = { "write", ENOSPC },
	[CLOSE] = { "close", EIO },
	[RENAME] = { "rename", EIO },
	[FOLDER] = { "folder", EACCES },
	[MALLOC] = { "malloc", ENOMEM },
};

static atomic_long calls[KINDS];
static long failing[KINDS];
static int ending; /* the signal; 0: an error */

/* The C library's own function, which ours stands before. */
#define NEXT(name)                                                            \
	static __typeof__(&name) next;                                        \
	if (next == NULL)                                                     \
		next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t),
    *__libc_realloc(void *, size_t), *__libc_memalign(size_t, size_t);

static bool
fails(enum kind kind)
{
	if (atomic_fetch_add(&calls[kind], 1) + 1 != failing[kind])
		return false;
	if (ending != 0)
		raise(ending);
	errno = kinds[kind].error;
	return true;
}

__attribute__((constructor)) static void
begin(void)
{
	const char *text = getenv("WATTLEAF_FAIL");
	int kind;

	for (kind = 0; text != NULL && kind < KINDS; kind++) {
		size_t n = strlen(kinds[kind].name);
		char *end;

		if (strncmp(text, kinds[kind].name, n) != 0 || text[n] != ':')
			continue;
		failing[kind] = calls[kind] + strtol(text + n + 1, &end, 10);
		if (*end == ':')
			ending = (int)strtol(end + 1, NULL, 10);
	}
}

__attribute__((destructor)) static void
finish(void)
{
	const char *path = getenv("WATTLEAF_FAIL_COUNTS");
	FILE *file = path == NULL ? NULL : fopen(path, "we");
	int kind;

	if (file == NULL)
		return;
	for (kind = 0; kind < KINDS; kind++)
		fprintf(file, "%s %ld\n", kinds[kind].name,
		    atomic_load(&calls[kind]));
	fclose(file);
}

/* The mode of open(), which is there only when a file may be made. */
#define MODE(flags, mode)                                                     \
	do {                                                                  \
		va_list list;                                                 \
		va_start(list, flags);                                        \
		mode = ((flags) & (O_CREAT | O_TMPFILE)) == 0 ?               \
		    0 :                                                       \
		    va_arg(list, mode_t);                                     \
		va_end(list);                                                 \
	} while (0)

int
open(const char *path, int flags, ...)
{
	mode_t mode;
	NEXT(open);

	MODE(flags, mode);
	return fails(OPEN) ? -1 : next(path, flags, mode);
}

int
open64(const char *path, int flags, ...)
{
	mode_t mode;
	NEXT(open64);

	MODE(flags, mode);
	return fails(OPEN) ? -1 : next(path, flags, mode);
}

int
openat(int folder, const char *path, int flags, ...)
{
	mode_t mode;
	NEXT(openat);

	MODE(flags, mode);
	return fails(OPEN) ? -1 : next(folder, path, flags, mode);
}

FILE *
fopen(const char *path, const char *mode)
{
	NEXT(fopen);

	return fails(OPEN) ? NULL : next(path, mode);
}

FILE *
fopen64(const char *path, const char *mode)
{
	NEXT(fopen64);

	return fails(OPEN) ? NULL : next(path, mode);
}

ssize_t
read(int file, void *bytes, size_t n)
{
	NEXT(read);

	return fails(READ) ? -1 : next(file, bytes, n);
}

ssize_t
pread(int file, void *bytes, size_t n, off_t from)
{
	NEXT(pread);

	return fails(READ) ? -1 : next(file, bytes, n, from);
}

ssize_t
write(int file, const void *bytes, size_t n)
{
	NEXT(write);

	return fails(WRITE) ? -1 : next(file, bytes, n);
}

int
close(int file)
{
	NEXT(close);
	bool failing_now = fails(CLOSE);
	int result = next(file);

	if (!failing_now)
		return result;
	errno = kinds[CLOSE].error;
	return -1;
}

int
rename(const char *from, const char *to)
{
	NEXT(rename);

	return fails(RENAME) ? -1 : next(from, to);
}

int
renameat2(int old, const char *from, int new, const char *to, unsigned flags)
{
	NEXT(renameat2);

	return fails(RENAME) ? -1 : next(old, from, new, to, flags);
}

char *
mkdtemp(char *name)
{
	NEXT(mkdtemp);

	return fails(FOLDER) ? NULL : next(name);
}

DIR *
opendir(const char *name)
{
	NEXT(opendir);

	return fails(FOLDER) ? NULL : next(name);
}

/* What the program's own malloc asks. */
#define MEMORY(name, parameters, arguments)                                   \
	void *name parameters                                                 \
	{                                                                     \
		NEXT(name);                                                   \
		return fails(MALLOC) ? NULL : next arguments;                 \
	}

MEMORY(__libc_malloc, (size_t n), (n))
MEMORY(__libc_calloc, (size_t count, size_t n), (count, n))
MEMORY(__libc_realloc, (void *old, size_t n), (old, n))
MEMORY(__libc_memalign, (size_t alignment, size_t n), (alignment, n))
