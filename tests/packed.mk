check_PROGRAMS += tests/test_unpack
tests_test_unpack_SOURCES = tests/test_unpack.c tests/packed.h tests/ingest_text.h tests/tests.h
tests_test_unpack_LDADD = $(TEST_LIBS)
TESTS += tests/test_unpack

check_PROGRAMS += tests/test_search
tests_test_search_SOURCES = tests/test_search.c tests/packed.h tests/ingest_text.h tests/tests.h
tests_test_search_LDADD = $(TEST_LIBS)
TESTS += tests/test_search

check_PROGRAMS += tests/test_bombs
tests_test_bombs_SOURCES = tests/test_bombs.c tests/packed.h tests/ingest_text.h tests/tests.h
tests_test_bombs_LDADD = $(TEST_LIBS)
TESTS += tests/test_bombs
