check_PROGRAMS += tests/test_training_binary tests/test_training_files \
	tests/test_training_logs
tests_test_training_binary_SOURCES = tests/test_training_binary.c \
	tests/ingest_text.h tests/tests.h
tests_test_training_binary_LDADD = $(TEST_LIBS)
tests_test_training_logs_SOURCES = tests/test_training_logs.c \
	tests/ingest_text.h tests/tests.h
tests_test_training_logs_LDADD = $(TEST_LIBS)
tests_test_training_files_SOURCES = tests/test_training_files.c \
	tests/ingest_text.h tests/tests.h
tests_test_training_files_LDADD = $(TEST_LIBS)
TESTS += tests/test_training_binary tests/test_training_files \
	tests/test_training_logs
