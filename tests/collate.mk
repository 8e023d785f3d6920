check_PROGRAMS += tests/test_collate tests/test_collate_hidden
tests_test_collate_SOURCES = tests/test_collate.c tests/tests.h
tests_test_collate_LDADD = $(TEST_LIBS)
tests_test_collate_hidden_SOURCES = tests/test_collate_hidden.c tests/tests.h
tests_test_collate_hidden_LDADD = $(TEST_LIBS)
TESTS += tests/test_collate tests/test_collate_hidden \
	tests/collate.sh tests/profiles.sh
