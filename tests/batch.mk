check_PROGRAMS += tests/test_sandbox
tests_test_sandbox_SOURCES = tests/test_sandbox.c tests/tests.h
tests_test_sandbox_LDADD = $(TEST_LIBS)
TESTS += tests/test_sandbox
