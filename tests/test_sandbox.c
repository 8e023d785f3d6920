/*
 * The walls of a worker: what may be done is done, what may not fails or ends
 * the worker by SIGSYS, and nothing of it needs a privilege.
 */
#include "tests.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/sanitizer.h"
#include "batch/sandbox.h"

enum { WALL_FAILED = 99, MEGABYTE = 1 << 20 };

static const struct sandbox_limits limits = { .memory = 64 * MEGABYTE,
	.seconds = 20, .file_bytes = MEGABYTE, .files = 64 };

/* Runs WORK behind the walls of folders in/ and out/; gives its wait status. */
static int
behind_walls(int (*work)(void))
{
	static const char *const read[] = { "in", NULL };
	static const char *const write[] = { "out", NULL };
	const struct sandbox_paths paths = { read, write };
	struct sandbox_limits mine = limits;
	pid_t child;
	int status;

	if (ADDRESS_SANITIZER)
		mine.memory = (size_t)-1 >> 1;
	mkdir("in", 0777);
	mkdir("out", 0777);
	close(open("in/here", O_WRONLY | O_CREAT | O_CLOEXEC, 0666));
	close(open("outside", O_WRONLY | O_CREAT | O_CLOEXEC, 0666));
	child = fork();
	if (child == 0)
		_exit(sandbox_enter(&mine, &paths) ? work() : WALL_FAILED);
	ck_assert_int_gt(child, 0);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	return status;
}

static void *
in_thread(void *result)
{
	*(int *)result = 1;
	return NULL;
}

static int
allowed(void)
{
	pthread_t thread;
	int ran = 0;
	int in = open("in/here", O_RDONLY | O_CLOEXEC);
	int out = open("out/new", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
	    0666);

	return in < 0 || out < 0 || write(out, "x", 1) != 1 ||
	    rename("out/new", "out/named") != 0 ||
	    unlink("out/named") != 0 ||
	    pthread_create(&thread, NULL, in_thread, &ran) != 0 ||
	    pthread_join(thread, NULL) != 0 || !ran;
}

static int
files_outside(void)
{
	return open("outside", O_RDONLY | O_CLOEXEC) >= 0 ||
	    open("/etc/passwd", O_RDONLY | O_CLOEXEC) >= 0 ||
	    open("in/../outside", O_WRONLY | O_CLOEXEC) >= 0 ||
	    open("in/made", O_WRONLY | O_CREAT | O_CLOEXEC, 0666) >= 0 ||
	    symlink("/etc/passwd", "out/link") == 0 ||
	    rename("in/here", "out/here") == 0 || unlink("in/here") == 0;
}

static int
network(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) >= 0;
}

static int
program(void)
{
	execl("/bin/true", "true", (char *)NULL);
	return 0;
}

static int
process(void)
{
	/* glibc's fork() is clone(), which fails; vfork() is itself */
	return fork() >= 0;
}

static int
signals_to_others(void)
{
	kill(getppid(), 0);
	return 0;
}

static int
higher_limits(void)
{
	struct rlimit more = { RLIM_INFINITY, RLIM_INFINITY };

	return setrlimit(RLIMIT_DATA, &more) == 0;
}

#if !ADDRESS_SANITIZER
static int
much_memory(void)
{
	void *memory = malloc((size_t)limits.memory + MEGABYTE);

	return memory != NULL;
}
#endif

static int
large_file(void)
{
	static char bytes[MEGABYTE];
	int file = open("out/large", O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
	int i;

	for (i = 0; i < 3; i++)
		if (write(file, bytes, sizeof bytes) < 0)
			return errno != EFBIG;
	return 1;
}

static int
many_files(void)
{
	unsigned i;

	for (i = 0; i < limits.files; i++)
		if (open("in/here", O_RDONLY | O_CLOEXEC) < 0)
			return errno != EMFILE;
	return 1;
}

#define ASSERT_ENDS(work, code)                                              \
	do {                                                                 \
		int status_ = behind_walls(work);                            \
		ck_assert_msg(WIFEXITED(status_) &&                          \
			WEXITSTATUS(status_) == (code),                      \
		    #work " ended with status %#x", (unsigned)status_);      \
	} while (0)

#define ASSERT_KILLED(work, number)                                          \
	do {                                                                 \
		int status_ = behind_walls(work);                            \
		ck_assert_msg(WIFSIGNALED(status_) &&                        \
			WTERMSIG(status_) == (number),                       \
		    #work " ended with status %#x", (unsigned)status_);      \
	} while (0)

START_TEST(work_goes_on)
{
	ASSERT_ENDS(allowed, 0);
	ASSERT_ENDS(many_files, 0);
}
END_TEST

START_TEST(limits_hold)
{
	ASSERT_ENDS(higher_limits, 0);
#if !ADDRESS_SANITIZER
	ASSERT_ENDS(much_memory, 0);
#endif
	ASSERT_KILLED(large_file, SIGXFSZ);
}
END_TEST

START_TEST(files_are_closed)
{
	if (!sandbox_kernel().files)
		return;
	ASSERT_ENDS(files_outside, 0);
}
END_TEST

START_TEST(calls_are_closed)
{
	if (!sandbox_kernel().calls)
		return;
	ASSERT_ENDS(process, 0);
	ASSERT_KILLED(network, SIGSYS);
	ASSERT_KILLED(program, SIGSYS);
	ASSERT_KILLED(signals_to_others, SIGSYS);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("sandbox");

	tests_add(suite, work_goes_on);
	tests_add(suite, limits_hold);
	tests_add(suite, files_are_closed);
	tests_add(suite, calls_are_closed);
	return tests_run(suite);
}
