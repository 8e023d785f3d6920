/*
 * Threads of this process, as the kernel lists them.
 */
#include "base/threads.h"

#include <dirent.h>
#include <stddef.h>
#include <time.h>

enum { PAUSE = 1000000 /* ns */, PAUSES_A_SECOND = 1000 };

/* 0: not known */
static size_t
count(void)
{
	DIR *list = opendir("/proc/self/task");
	const struct dirent *entry;
	size_t n = 0;

	if (list == NULL)
		return 0;
	while ((entry = readdir(list)) != NULL)
		n += entry->d_name[0] != '.';
	closedir(list);
	return n;
}

bool
threads_end(unsigned seconds)
{
	const struct timespec pause = { .tv_nsec = PAUSE };
	unsigned left = seconds * PAUSES_A_SECOND;
	size_t n;

	while ((n = count()) > 1 && left > 0) {
		nanosleep(&pause, NULL);
		left--;
	}
	return n == 1;
}
