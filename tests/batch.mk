check_PROGRAMS += tests/test_sandbox tests/test_worker
tests_test_sandbox_SOURCES = tests/test_sandbox.c tests/tests.h
tests_test_sandbox_LDADD = $(TEST_LIBS)
tests_test_worker_SOURCES = tests/test_worker.c tests/tests.h
tests_test_worker_LDADD = $(TEST_LIBS)
TESTS += tests/test_sandbox tests/test_worker

check_PROGRAMS += tests/test_inputs
tests_test_inputs_SOURCES = tests/test_inputs.c tests/tests.h
tests_test_inputs_LDADD = $(TEST_LIBS)
TESTS += tests/test_inputs tests/batch.sh tests/pages.sh tests/slurm.sh
