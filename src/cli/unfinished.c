/*
 * The folder, or file, that is being written. A signal handler sees nothing but what
 * has static storage: this is the one place that has some.
 */
#include "cli/unfinished.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILES_MAX = 512 };

static struct {
	volatile sig_atomic_t count; /* of names; -1: nothing */
	int folder;  /* -1: the path is a file's */
	pid_t owner; /* a child that ends early leaves it alone */
	char path[PATH_MAX];
	const char *names[FILES_MAX];
} unfinished = { .count = -1 };

static void
remember(const char *path, int folder)
{
	memcpy(unfinished.path, path, strlen(path) + 1);
	unfinished.owner = getpid();
	unfinished.folder = folder;
	unfinished.count = 0;
}

void
unfinished_folder(const char *path)
{
	int folder = strlen(path) >= sizeof unfinished.path ?
	    -1 :
	    open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (folder >= 0)
		remember(path, folder);
}

void
unfinished_alone(const char *file)
{
	if (strlen(file) < sizeof unfinished.path)
		remember(file, -1);
}

void
unfinished_file(const char *name)
{
	if (unfinished.count < 0 || unfinished.count >= FILES_MAX)
		return;
	unfinished.names[unfinished.count] = name;
	unfinished.count++;
}

void
unfinished_done(void)
{
	if (unfinished.count < 0)
		return;
	unfinished.count = -1;
	if (unfinished.folder >= 0)
		close(unfinished.folder);
}

void
unfinished_remove(void)
{
	int i;

	if (unfinished.owner != getpid())
		return;
	for (i = 0; i < unfinished.count; i++)
		unlinkat(unfinished.folder, unfinished.names[i], 0);
	if (unfinished.count >= 0 && unfinished.folder < 0)
		unlink(unfinished.path);
	else if (unfinished.count >= 0)
		rmdir(unfinished.path);
	unfinished.count = -1;
}

static void
stop(int number)
{
	unfinished_remove();
	raise(number);
}

void
unfinished_watch(void)
{
	static const int numbers[] = { SIGHUP, SIGINT, SIGTERM };
	struct sigaction action = { .sa_handler = stop,
		.sa_flags = (int)SA_RESETHAND };
	struct sigaction old;
	size_t i;

	sigemptyset(&action.sa_mask);
	for (i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		if (sigaction(numbers[i], NULL, &old) == 0 &&
		    old.sa_handler != SIG_IGN)
			sigaction(numbers[i], &action, NULL);
	atexit(unfinished_remove);
}
