check_PROGRAMS += tests/test_unpack
tests_test_unpack_SOURCES = tests/test_unpack.c tests/packed.h tests/ingest_text.h tests/tests.h
tests_test_unpack_LDADD = $(TEST_LIBS)
TESTS += tests/test_unpack
