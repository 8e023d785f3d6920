check_PROGRAMS += tests/test_fast_rows
tests_test_fast_rows_SOURCES = tests/test_fast_rows.c tests/ingest_text.h tests/tests.h
tests_test_fast_rows_LDADD = $(TEST_LIBS)
TESTS += tests/test_fast_rows
