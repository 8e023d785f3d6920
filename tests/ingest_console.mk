check_PROGRAMS += tests/test_keras tests/test_rapl
tests_test_keras_SOURCES = tests/test_keras.c tests/ingest_text.h tests/tests.h
tests_test_keras_LDADD = $(TEST_LIBS)
tests_test_rapl_SOURCES = tests/test_rapl.c tests/ingest_text.h tests/tests.h
tests_test_rapl_LDADD = $(TEST_LIBS)
TESTS += tests/test_keras tests/test_rapl tests/rules.sh
