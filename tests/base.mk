check_PROGRAMS += tests/test_heap
tests_test_heap_SOURCES = tests/test_heap.c tests/tests.h
tests_test_heap_LDADD = $(TEST_LIBS)
TESTS += tests/test_heap
check_PROGRAMS += tests/test_base
tests_test_base_SOURCES = tests/test_base.c tests/test_numbers.c \
	tests/test_base.h tests/tests.h
tests_test_base_LDADD = $(TEST_LIBS)
check_PROGRAMS += tests/test_trace
tests_test_trace_SOURCES = tests/test_trace.c tests/tests.h
tests_test_trace_LDADD = $(TEST_LIBS)
check_PROGRAMS += tests/test_trial
tests_test_trial_SOURCES = tests/test_trial.c tests/tests.h
tests_test_trial_LDADD = $(TEST_LIBS)
TESTS += tests/test_trial
TESTS += tests/test_trace
TESTS += tests/test_base
