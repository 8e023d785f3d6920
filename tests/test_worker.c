/*
 * Workers: each result comes once and is right, whatever the others do, and
 * however many run at once.
 */
#include "tests.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "batch/worker.h"

enum { JOBS_MAX = 64 };

struct job {
	int (*run)(void *);
	enum worker_end end;
	int status;
	const char *said; /* how it begins */
	unsigned results;
};

struct queue {
	struct job *jobs;
	size_t count, next;
};

static bool
next(void *context, struct work *work)
{
	static const char *const read[] = { "/", NULL };
	static const char *const write[] = { NULL };
	struct queue *queue = context;

	if (queue->next == queue->count)
		return false;
	*work = (struct work){ queue->jobs[queue->next].run,
		&queue->jobs[queue->next], { read, write } };
	queue->next++;
	return true;
}

static void
done(void *context, const struct work *work,
    const struct worker_result *result)
{
	struct job *job = work->context;

	(void)context;
	job->results++;
	ck_assert_int_eq(result->end, job->end);
	if (job->end == WORKER_EXITED || job->end == WORKER_SIGNAL)
		ck_assert_int_eq(result->status, job->status);
	ck_assert_uint_eq(strlen(result->said), result->said_bytes);
	ck_assert_msg(strncmp(result->said, job->said, strlen(job->said)) == 0,
	    "said %s", result->said);
}

static void
run_all(struct job *jobs, size_t count, unsigned at_once, unsigned seconds)
{
	struct arena *arena = arena_new();
	struct queue queue = { jobs, count, 0 };
	const struct workers workers = {
		.count = at_once,
		.limits = { .memory = (size_t)-1 >> 1, .seconds = 1,
		    .file_bytes = 1 << 20, .files = 64 },
		.seconds = seconds,
		.next = next,
		.done = done,
		.context = &queue,
	};
	size_t i;

	workers_run(&workers, arena);
	for (i = 0; i < count; i++)
		ck_assert_uint_eq(jobs[i].results, 1);
	arena_free(arena);
}

static int
well(void *context)
{
	(void)context;
	return 7;
}

static int
talk(void *context)
{
	(void)context;
	return write(STDERR_FILENO, "one line\n", 9) == 9 ? 0 : 1;
}

static int
flood(void *context)
{
	(void)context;
	while (write(STDERR_FILENO, "flood ", 6) > 0)
		continue;
	return 0;
}

static int
crash(void *context)
{
	(void)context;
	signal(SIGSEGV, SIG_DFL);
	raise(SIGSEGV);
	return 0;
}

static int
hang(void *context)
{
	(void)context;
	for (;;)
		sleep(1);
	return 0;
}

static int
spin(void *context)
{
	volatile unsigned turns = 0;

	(void)context;
	for (;;)
		turns++;
	return 0;
}

START_TEST(each_has_its_end)
{
	struct job jobs[] = {
		{ well, WORKER_EXITED, 7, "", 0 },
		{ talk, WORKER_EXITED, 0, "one line\n", 0 },
		{ flood, WORKER_FLOOD, 0, "flood flood", 0 },
		{ crash, WORKER_SIGNAL, SIGSEGV, "", 0 },
		{ spin, WORKER_CPU, 0, "", 0 },
		{ well, WORKER_EXITED, 7, "", 0 },
	};

	run_all(jobs, sizeof jobs / sizeof jobs[0], 3, 300);
}
END_TEST

START_TEST(who_hangs_is_stopped)
{
	struct job jobs[] = { { hang, WORKER_TIME, 0, "", 0 },
		{ hang, WORKER_TIME, 0, "", 0 } };

	run_all(jobs, 2, 2, 1);
}
END_TEST

START_TEST(any_number_at_once)
{
	static const unsigned numbers[] = { 0, 1, 2, 7, 1000 };
	size_t i, k;

	for (k = 0; k < sizeof numbers / sizeof numbers[0]; k++) {
		struct job jobs[JOBS_MAX];

		for (i = 0; i < JOBS_MAX; i++)
			jobs[i] = (struct job){ i % 2 ? well : talk,
				WORKER_EXITED, i % 2 ? 7 : 0,
				i % 2 ? "" : "one", 0 };
		run_all(jobs, JOBS_MAX, numbers[k], 300);
	}
}
END_TEST

START_TEST(none)
{
	run_all(NULL, 0, 4, 1);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("worker");

	tests_add(suite, each_has_its_end);
	tests_add(suite, who_hangs_is_stopped);
	tests_add(suite, any_number_at_once);
	tests_add(suite, none);
	return tests_run(suite);
}
