/*
 * What is tried in a child process, and whether this one could be forked:
 * what does not end, or ends otherwise than it should, is told from what does.
 */
#include "tests.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/threads.h"
#include "base/trial.h"

enum { MEMORY = 64 << 20, PATIENCE = 3, SLOW = 60 /* seconds */ };

static bool
changes(void *context)
{
	*(int *)context = 2;
	return true;
}

static bool
refuses(void *context)
{
	(void)context;
	return false;
}

static bool
exits(void *context)
{
	(void)context;
	_exit(1);
}

static bool
dies(void *context)
{
	(void)context;
	raise(SIGKILL);
	return true;
}

static bool
waits(void *context)
{
	(void)context;
	pause();
	return true;
}

START_TEST(trials_end_in_a_child)
{
	int number = 1;

	ck_assert(trial_survives(changes, &number, MEMORY, 1));
	ck_assert_int_eq(number, 1);
	ck_assert(!trial_survives(refuses, NULL, MEMORY, 1));
	ck_assert(!trial_survives(exits, NULL, MEMORY, 1));
	ck_assert(!trial_survives(dies, NULL, MEMORY, 1));
}
END_TEST

/* The limit of its processor's time would never end it. */
START_TEST(trials_do_not_wait_for_ever)
{
	ck_assert(!trial_survives(waits, NULL, MEMORY, 1));
}
END_TEST

static void *
sleep_a_little(void *ended)
{
	const struct timespec little = { .tv_nsec = 100000000 };

	nanosleep(&little, NULL);
	*(int *)ended = 1;
	return NULL;
}

static void *
wait_for_lock(void *lock)
{
	pthread_mutex_lock(lock);
	pthread_mutex_unlock(lock);
	return NULL;
}

static bool
knows_threads(void)
{
	return access("/proc/self/task", R_OK) == 0;
}

START_TEST(threads_are_waited_for)
{
	static int ended;
	pthread_t thread;

	ck_assert(threads_end(0) == knows_threads());
	ended = 0;
	ck_assert_int_eq(
	    pthread_create(&thread, NULL, sleep_a_little, &ended), 0);
	pthread_detach(thread);
	if (!knows_threads())
		return;
	ck_assert(threads_end(PATIENCE));
	ck_assert_int_eq(ended, 1);
}
END_TEST

START_TEST(threads_that_stay_are_told)
{
	static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	pthread_t thread;

	pthread_mutex_lock(&lock);
	ck_assert_int_eq(
	    pthread_create(&thread, NULL, wait_for_lock, &lock), 0);
	ck_assert(!threads_end(0));
	ck_assert(!threads_end(1));
	pthread_mutex_unlock(&lock);
	pthread_join(thread, NULL);
	ck_assert(threads_end(PATIENCE) == knows_threads());
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("trial");
	TCase *slow = tcase_create("trials_do_not_wait_for_ever");

	tests_add(suite, trials_end_in_a_child);
	tcase_set_timeout(slow, SLOW);
	tcase_add_test(slow, trials_do_not_wait_for_ever);
	suite_add_tcase(suite, slow);
	tests_add(suite, threads_are_waited_for);
	tests_add(suite, threads_that_stay_are_told);
	return tests_run(suite);
}
