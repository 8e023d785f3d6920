check_PROGRAMS += tests/test_source
tests_test_source_SOURCES = tests/test_source.c tests/ingest_text.h tests/tests.h
tests_test_source_LDADD = $(TEST_LIBS)
TESTS += tests/test_source

check_PROGRAMS += tests/test_csv
tests_test_csv_SOURCES = tests/test_csv.c tests/ingest_text.h tests/tests.h
tests_test_csv_LDADD = $(TEST_LIBS)
TESTS += tests/test_csv

check_PROGRAMS += tests/test_power
tests_test_power_SOURCES = tests/test_power.c tests/ingest_text.h tests/tests.h
tests_test_power_LDADD = $(TEST_LIBS)
TESTS += tests/test_power

check_PROGRAMS += tests/test_nvidia_smi_csv
tests_test_nvidia_smi_csv_SOURCES = tests/test_nvidia_smi_csv.c tests/ingest_text.h tests/tests.h
tests_test_nvidia_smi_csv_LDADD = $(TEST_LIBS)
TESTS += tests/test_nvidia_smi_csv

check_PROGRAMS += tests/test_delimited
tests_test_delimited_SOURCES = tests/test_delimited.c tests/ingest_text.h tests/tests.h
tests_test_delimited_LDADD = $(TEST_LIBS)
TESTS += tests/test_delimited

check_PROGRAMS += tests/test_codecarbon
tests_test_codecarbon_SOURCES = tests/test_codecarbon.c tests/ingest_text.h tests/tests.h
tests_test_codecarbon_LDADD = $(TEST_LIBS)
TESTS += tests/test_codecarbon

check_PROGRAMS += tests/test_codecarbon_rows
tests_test_codecarbon_rows_SOURCES = tests/test_codecarbon_rows.c tests/ingest_text.h tests/tests.h
tests_test_codecarbon_rows_LDADD = $(TEST_LIBS)
TESTS += tests/test_codecarbon_rows
