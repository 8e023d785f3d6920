check_PROGRAMS += tests/test_text
tests_test_text_SOURCES = tests/test_text.c tests/tests.h
tests_test_text_LDADD = $(TEST_LIBS)
TESTS += tests/test_text
check_PROGRAMS += tests/test_methods_text
tests_test_methods_text_SOURCES = tests/test_methods_text.c \
	tests/study_fixture.c tests/study_fixture.h tests/tests.h
tests_test_methods_text_LDADD = $(TEST_LIBS)
TESTS += tests/test_methods_text
