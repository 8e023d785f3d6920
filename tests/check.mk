check_PROGRAMS += tests/test_check_numbers tests/test_check_published
tests_test_check_numbers_SOURCES = tests/test_check_numbers.c tests/tests.h
tests_test_check_numbers_LDADD = $(TEST_LIBS)
tests_test_check_published_SOURCES = tests/test_check_published.c \
	tests/tests.h
tests_test_check_published_LDADD = $(TEST_LIBS)
TESTS += tests/test_check_numbers tests/test_check_published tests/check.sh \
	tests/check_doc.sh
