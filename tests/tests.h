/*
 * What every C test shares: running a Check suite as a TAP program, adding to
 * it, skipping it, and the paths of the data that the environment names.
 */
#ifndef WATTLEAF_TESTS_H
#define WATTLEAF_TESTS_H

#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { TESTS_PATH = 4096 };

/* Runs SUITE as CK_VERBOSITY and CK_TAP_LOG_FILE_NAME say; returns main's exit status. */
static inline int
tests_run(Suite *suite)
{
	SRunner *runner = srunner_create(suite);
	int failed;

	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* Says in TAP why nothing is run; returns main's exit status. */
static inline int
tests_skip(const char *reason)
{
	printf("1..0 # SKIP %s\n", reason);
	return EXIT_SUCCESS;
}

/* Adds one test case with one test, named as its function. */
#define tests_add(suite, test)                       \
	do {                                         \
		TCase *tests_case = tcase_create(#test); \
		tcase_add_test(tests_case, test);    \
		suite_add_tcase(suite, tests_case);  \
	} while (0)

/* Adds one test case with one test, named as its function, for _i of 0 to COUNT - 1. */
#define tests_add_loop(suite, test, count)                            \
	do {                                                          \
		TCase *tests_case = tcase_create(#test);              \
		tcase_add_loop_test(tests_case, test, 0, (int)(count)); \
		suite_add_tcase(suite, tests_case);                   \
	} while (0)

/*
 * Writes "$VARIABLE/FILE" to PATH and returns it; VARIABLE is one of
 * WATTLEAF_SRCDIR, WATTLEAF_DATADIR, WATTLEAF_SHARED. One that is not set
 * stands for the current folder.
 */
static inline const char *
tests_path(char path[TESTS_PATH], const char *variable, const char *file)
{
	const char *folder = getenv(variable);

	snprintf(path, TESTS_PATH, "%s/%s", folder == NULL ? "." : folder,
	    file);
	return path;
}

/* True when the real logs and hardware files of others' tools are at hand. */
static inline bool
tests_have_real(void)
{
	char path[TESTS_PATH];

	return access(tests_path(path, "WATTLEAF_SHARED", "real"), R_OK) == 0;
}

#endif
