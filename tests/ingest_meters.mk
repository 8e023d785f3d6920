check_PROGRAMS += tests/test_meters tests/test_meters_tables \
	tests/test_meters_real
tests_test_meters_SOURCES = tests/test_meters.c tests/ingest_text.h tests/tests.h
tests_test_meters_LDADD = $(TEST_LIBS)
tests_test_meters_tables_SOURCES = tests/test_meters_tables.c tests/ingest_text.h tests/tests.h
tests_test_meters_tables_LDADD = $(TEST_LIBS)
tests_test_meters_real_SOURCES = tests/test_meters_real.c tests/ingest_text.h tests/tests.h
tests_test_meters_real_LDADD = $(TEST_LIBS)
TESTS += tests/test_meters tests/test_meters_tables tests/test_meters_real
check_PROGRAMS += tests/test_course
tests_test_course_SOURCES = tests/test_course.c tests/ingest_text.h tests/tests.h
tests_test_course_LDADD = $(TEST_LIBS)
TESTS += tests/test_course
