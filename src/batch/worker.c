/*
 * Work in processes of their own.
 */
#include "batch/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"

enum { SAID_MAX = 65536, COUNT_MAX = 256, WALLS_FAILED = 125,
	MILLISECONDS = 1000 };

struct worker {
	struct work work;
	pid_t process; /* 0: this place is free */
	int said_file; /* the end of a pipe */
	long deadline; /* on the clock of now_ms */
	enum worker_end end;
	size_t said_bytes;
	char said[SAID_MAX + 1];
};

static long
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * MILLISECONDS + now.tv_nsec / 1000000;
}

/* Limits speak by signals, which whoever began the batch may ignore (Python does). */
static void
hear_limits(void)
{
	signal(SIGXCPU, SIG_DFL);
	signal(SIGXFSZ, SIG_DFL);
}

/* In the child: standard error is the pipe, nothing else of the parent's is open. */
static _Noreturn void
become(const struct workers *workers, const struct work *work, int said,
    pid_t parent)
{
	int nothing = open("/dev/null", O_RDWR);
	int status = WALLS_FAILED;

	hear_limits();
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == parent &&
	    nothing >= 0 && dup2(nothing, STDIN_FILENO) >= 0 &&
	    dup2(nothing, STDOUT_FILENO) >= 0 &&
	    dup2(said, STDERR_FILENO) >= 0 &&
	    syscall(SYS_close_range, STDERR_FILENO + 1, ~0u, 0) == 0) {
		if (sandbox_enter(&workers->limits, &work->paths))
			status = work->run(work->context);
		else
			perror("walls");
	}
	_exit(status);
}

static bool
start(const struct workers *workers, struct worker *worker)
{
	pid_t parent = getpid();
	int ends[2];

	worker->said_bytes = 0;
	worker->end = WORKER_EXITED;
	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	worker->process = fork();
	if (worker->process == 0)
		become(workers, &worker->work, ends[1], parent);
	close(ends[1]);
	if (worker->process < 0) {
		close(ends[0]);
		worker->process = 0;
		return false;
	}
	worker->said_file = ends[0];
	worker->deadline = now_ms() + (long)workers->seconds * MILLISECONDS;
	return true;
}

static void
stop(struct worker *worker, enum worker_end why)
{
	worker->end = why;
	kill(worker->process, SIGKILL);
}

/* Takes what was said; false when the worker has ended, or is stopped for saying too much. */
static bool
listen_to(struct worker *worker)
{
	ssize_t n;

	do {
		n = read(worker->said_file, worker->said + worker->said_bytes,
		    SAID_MAX - worker->said_bytes);
		if (n > 0)
			worker->said_bytes += (size_t)n;
		if (worker->said_bytes == SAID_MAX) {
			stop(worker, WORKER_FLOOD);
			return false;
		}
	} while (n > 0 || (n < 0 && errno == EINTR));
	return n < 0 && errno == EAGAIN;
}

static struct worker_result
result_of(const struct worker *worker, int status)
{
	struct worker_result result = { .end = worker->end,
		.said = worker->said, .said_bytes = worker->said_bytes };

	if (WIFEXITED(status)) {
		result.status = WEXITSTATUS(status);
		if (result.status == WALLS_FAILED)
			result.end = WORKER_NOT_STARTED;
		return result;
	}
	result.status = WTERMSIG(status);
	if (result.end == WORKER_EXITED)
		result.end = result.status == SIGXCPU ? WORKER_CPU :
		    result.status == SIGXFSZ          ? WORKER_FILE :
		    result.status == SIGSYS           ? WORKER_CALL :
							WORKER_SIGNAL;
	return result;
}

static void
end(const struct workers *workers, struct worker *worker)
{
	struct worker_result result;
	int status = 0;

	while (waitpid(worker->process, &status, 0) < 0 && errno == EINTR)
		continue;
	close(worker->said_file);
	worker->process = 0;
	worker->said[worker->said_bytes] = '\0';
	result = result_of(worker, status);
	workers->done(workers->context, &worker->work, &result);
}

/* Fills free places; false when nothing runs. */
static bool
fill(const struct workers *workers, struct worker *places, unsigned count,
    bool *more)
{
	static const struct worker_result none = { .end = WORKER_NOT_STARTED,
		.said = "" };
	bool running = false;
	unsigned i;

	for (i = 0; i < count; i++) {
		while (places[i].process == 0 && *more) {
			*more = workers->next(workers->context,
			    &places[i].work);
			if (*more && !start(workers, &places[i]))
				workers->done(workers->context,
				    &places[i].work, &none);
		}
		running |= places[i].process != 0;
	}
	return running;
}

/* Waits until one says something, ends, or has run out of time. */
static void
watch(const struct workers *workers, struct worker *places, unsigned count)
{
	struct pollfd files[COUNT_MAX];
	long now = now_ms(), first = MILLISECONDS;
	unsigned i;

	for (i = 0; i < count; i++) {
		bool runs = places[i].process != 0;

		files[i] = (struct pollfd){ .fd = runs ? places[i].said_file : -1,
			.events = POLLIN };
		if (runs && places[i].deadline - now < first)
			first = places[i].deadline - now;
	}
	if (poll(files, count, first < 0 ? 0 : (int)first + 1) < 0)
		return;
	now = now_ms();
	for (i = 0; i < count; i++) {
		bool late = files[i].fd >= 0 && places[i].deadline <= now;

		if (late)
			stop(&places[i], WORKER_TIME);
		if (late || (files[i].revents != 0 && !listen_to(&places[i])))
			end(workers, &places[i]);
	}
}

void
workers_run(const struct workers *workers, struct arena *arena)
{
	unsigned count = workers->count < 1 ? 1 :
	    workers->count > COUNT_MAX      ? COUNT_MAX :
					      workers->count;
	struct worker *places = arena_alloc(arena, count * sizeof *places);
	bool more = true;

	while (fill(workers, places, count, &more))
		watch(workers, places, count);
}
