/*
 * A library to preload: the N-th call of one kind fails. WATTLEAF_FAIL names
 * kind and number, as "read:7"; with "write:2:9" it ends the process by
 * signal 9 instead, with "read:2:flood" it writes more to standard error
 * than a worker may say, with "read:2:call" it asks for a socket. It happens
 * once, in the first process that comes so far; WATTLEAF_FAIL_IN=parent,
 * =worker or =trial, a child that sets itself an alarm, says in which. WATTLEAF_FAIL_WALLS=none: the kernel has neither
 * Landlock nor seccomp. WATTLEAF_FAIL_COUNTS names a file for the number of
 * calls of each kind, of "worker-" and "trial-" each kind, the most of any,
 * whose count goes on from its parent's, and of "forked-" and "tried-" each
 * kind before there was one.
 * Calls that the C library makes to itself are not seen.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
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

enum place { ANYWHERE = -1, PARENT, WORKER, TRIAL, PLACES };

static const struct {
	const char *name, *before;
} places[PLACES] = {
	[PARENT] = { "parent", "started" },
	[WORKER] = { "worker", "forked" },
	[TRIAL] = { "trial", "tried" },
};

/* What all processes know, of each place. */
struct common {
	atomic_long most[PLACES][KINDS];   /* calls */
	atomic_long before[PLACES][KINDS]; /* of the parent, before the first */
	atomic_bool is[PLACES];            /* there was one */
	atomic_bool happened;
};

static atomic_long calls[KINDS];
static long failing[KINDS];
static char ending[8];  /* a signal's number, "flood", "call"; "": an error */
static int wanted = ANYWHERE;
static int place;
static long at_fork[KINDS];
static struct common *common;

/* The C library's own function, which ours stands before. */
#define NEXT(name)                                                            \
	static __typeof__(&name) next;                                        \
	if (next == NULL)                                                     \
		next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t),
    *__libc_realloc(void *, size_t), *__libc_memalign(size_t, size_t);

/* More than anybody listens to. */
static void
flood(void)
{
	static const char text[4096] = { 0 };
	int i;

	for (i = 0; i < 20; i++)
		syscall(SYS_write, STDERR_FILENO, text, sizeof text);
}

/* Whether the call fails now. */
static bool
happens(enum kind kind)
{
	if (strcmp(ending, "flood") == 0) {
		flood();
		return false;
	}
	if (strcmp(ending, "call") == 0) {
		syscall(SYS_socket, AF_INET, SOCK_STREAM, 0);
		return false;
	}
	if (ending[0] != '\0')
		raise(atoi(ending));
	errno = kinds[kind].error;
	return true;
}

static bool
fails(enum kind kind)
{
	long n = atomic_fetch_add(&calls[kind], 1) + 1;

	if (common != NULL && atomic_load(&common->most[place][kind]) < n)
		atomic_store(&common->most[place][kind], n);
	if (n != failing[kind] || (wanted >= 0 && wanted != place) ||
	    common == NULL || atomic_exchange(&common->happened, true))
		return false;
	return happens(kind);
}

static void
become(int what)
{
	int kind;

	place = what;
	if (common == NULL || atomic_exchange(&common->is[what], true))
		return;
	for (kind = 0; kind < KINDS; kind++)
		atomic_store(&common->before[what][kind], at_fork[kind]);
}

static void
become_worker(void)
{
	int kind;

	for (kind = 0; kind < KINDS; kind++)
		at_fork[kind] = atomic_load(&calls[kind]);
	become(WORKER);
}

/* What looked like the first worker was none. */
unsigned
alarm(unsigned seconds)
{
	NEXT(alarm);

	if (place == WORKER && common != NULL) {
		atomic_store(&common->is[WORKER], false);
		become(TRIAL);
	}
	return next(seconds);
}

__attribute__((constructor)) static void
begin(void)
{
	const char *text = getenv("WATTLEAF_FAIL");
	const char *where = getenv("WATTLEAF_FAIL_IN");
	int kind, i;

	common = mmap(NULL, sizeof *common, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (common == MAP_FAILED)
		common = NULL;
	pthread_atfork(NULL, NULL, become_worker);
	for (i = 0; where != NULL && i < PLACES; i++)
		if (strcmp(where, places[i].name) == 0)
			wanted = i;
	for (kind = 0; text != NULL && kind < KINDS; kind++) {
		size_t n = strlen(kinds[kind].name);
		char *end;

		if (strncmp(text, kinds[kind].name, n) != 0 || text[n] != ':')
			continue;
		failing[kind] = calls[kind] + strtol(text + n + 1, &end, 10);
		if (*end == ':')
			strncpy(ending, end + 1, sizeof ending - 1);
	}
}

__attribute__((destructor)) static void
finish(void)
{
	const char *path = getenv("WATTLEAF_FAIL_COUNTS");
	FILE *file = path == NULL ? NULL : fopen(path, "we");
	int kind, i;

	if (file == NULL)
		return;
	for (kind = 0; common != NULL && kind < KINDS; kind++) {
		fprintf(file, "%s %ld\n", kinds[kind].name,
		    atomic_load(&calls[kind]));
		for (i = WORKER; i < PLACES; i++)
			fprintf(file, "%s-%s %ld\n%s-%s %ld\n",
			    places[i].name, kinds[kind].name,
			    atomic_load(&common->most[i][kind]),
			    places[i].before, kinds[kind].name,
			    atomic_load(&common->before[i][kind]));
	}
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

/* Streams: what they say of themselves afterwards must fit. */
static size_t
stream_fails(FILE *file)
{
	file->_flags |= _IO_ERR_SEEN;
	return 0;
}

size_t
fread(void *bytes, size_t size, size_t n, FILE *file)
{
	NEXT(fread);

	return fails(READ) ? stream_fails(file) : next(bytes, size, n, file);
}

size_t
fwrite(const void *bytes, size_t size, size_t n, FILE *file)
{
	NEXT(fwrite);

	return file != stderr && fails(WRITE) ?
	    stream_fails(file) :
	    next(bytes, size, n, file);
}

/* What a stream holds back and can't write in the end. */
int
fflush(FILE *file)
{
	NEXT(fflush);

	return file != NULL && file != stderr && fails(WRITE) ? EOF :
								next(file);
}

int
fclose(FILE *file)
{
	NEXT(fclose);
	bool failing_now = fails(CLOSE);
	int result = next(file);

	if (!failing_now)
		return result;
	errno = kinds[CLOSE].error;
	return EOF;
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

static bool
without_walls(void)
{
	const char *walls = getenv("WATTLEAF_FAIL_WALLS");

	return walls != NULL && strcmp(walls, "none") == 0;
}

/* Landlock is asked for by its number. */
long
syscall(long number, ...)
{
	NEXT(syscall);
	long a[6];
	va_list list;
	int i;

	va_start(list, number);
	for (i = 0; i < 6; i++)
		a[i] = va_arg(list, long);
	va_end(list);
	if (number == SYS_landlock_create_ruleset && without_walls()) {
		errno = ENOSYS;
		return -1;
	}
	return next(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

int
prctl(int option, ...)
{
	NEXT(prctl);
	unsigned long a[4];
	va_list list;
	int i;

	va_start(list, option);
	for (i = 0; i < 4; i++)
		a[i] = va_arg(list, unsigned long);
	va_end(list);
	if (option == PR_GET_SECCOMP && without_walls()) {
		errno = EINVAL;
		return -1;
	}
	return next(option, a[0], a[1], a[2], a[3]);
}
