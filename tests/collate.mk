check_PROGRAMS += tests/test_collate
tests_test_collate_SOURCES = tests/test_collate.c tests/tests.h
tests_test_collate_LDADD = $(TEST_LIBS)
TESTS += tests/test_collate tests/collate.sh tests/profiles.sh
