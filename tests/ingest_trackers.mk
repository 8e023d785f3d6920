check_PROGRAMS += tests/test_trackers_carbon
tests_test_trackers_carbon_SOURCES = tests/test_trackers_carbon.c tests/ingest_text.h tests/tests.h
tests_test_trackers_carbon_LDADD = $(TEST_LIBS)
TESTS += tests/test_trackers_carbon

check_PROGRAMS += tests/test_trackers_tables
tests_test_trackers_tables_SOURCES = tests/test_trackers_tables.c tests/ingest_text.h tests/tests.h
tests_test_trackers_tables_LDADD = $(TEST_LIBS)
TESTS += tests/test_trackers_tables

check_PROGRAMS += tests/test_trackers_json
tests_test_trackers_json_SOURCES = tests/test_trackers_json.c tests/ingest_text.h tests/ingest_trackers.h tests/tests.h
tests_test_trackers_json_LDADD = $(TEST_LIBS)
TESTS += tests/test_trackers_json
