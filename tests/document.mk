check_PROGRAMS += tests/test_text
tests_test_text_SOURCES = tests/test_text.c tests/tests.h
tests_test_text_LDADD = $(TEST_LIBS)
TESTS += tests/test_text
