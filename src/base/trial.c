/*
 * A trial: fork, limits, work, the status.
 */
#include "base/trial.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/sanitizer.h"

enum { CLOCK_FOR_CPU = 10 };

static const bool bounds_memory = !ADDRESS_SANITIZER;

static void
lower(__rlimit_resource_t what, rlim_t most)
{
	struct rlimit now;

	if (getrlimit(what, &now) != 0 || now.rlim_cur <= most)
		return;
	now.rlim_cur = most;
	setrlimit(what, &now);
}

/* Bytes that this process may write to by now; 0 when the kernel doesn't tell. */
static size_t
data_now(void)
{
	FILE *file = fopen("/proc/self/statm", "re");
	unsigned long pages = 0;

	if (file == NULL)
		return 0;
	if (fscanf(file, "%*u %*u %*u %*u %*u %lu", &pages) != 1)
		pages = 0;
	fclose(file);
	return pages * (size_t)sysconf(_SC_PAGESIZE);
}

static _Noreturn void
try(bool (*work)(void *), void *context, size_t memory, unsigned seconds)
{
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (nowhere < 0 || dup2(nowhere, STDOUT_FILENO) < 0 ||
	    dup2(nowhere, STDERR_FILENO) < 0)
		_exit(1);
	lower(RLIMIT_CORE, 0);
	lower(RLIMIT_CPU, seconds);
	if (bounds_memory)
		lower(RLIMIT_DATA, data_now() + memory);
	signal(SIGALRM, SIG_DFL);
	alarm(seconds * CLOCK_FOR_CPU);
	_exit(work(context) ? 0 : 1);
}

bool
trial_survives(bool (*work)(void *), void *context, size_t memory,
    unsigned seconds)
{
	pid_t child = fork();
	int status = 0;

	if (child == 0)
		try(work, context, memory, seconds);
	if (child < 0)
		return true;
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return false;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
