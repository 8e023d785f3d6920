check_PROGRAMS += tests/test_catalog tests/test_catalog_lookups \
	tests/test_catalog_own tests/test_catalog_places \
	tests/test_catalog_research tests/test_catalog_rows \
	tests/test_catalog_tables
tests_test_catalog_SOURCES = tests/test_catalog.c \
	tests/catalog_job.h tests/tests.h
tests_test_catalog_LDADD = $(TEST_LIBS)
tests_test_catalog_lookups_SOURCES = tests/test_catalog_lookups.c \
	tests/catalog_job.h tests/tests.h
tests_test_catalog_lookups_LDADD = $(TEST_LIBS)
tests_test_catalog_own_SOURCES = tests/test_catalog_own.c \
	tests/catalog_job.h tests/tests.h
tests_test_catalog_own_LDADD = $(TEST_LIBS)
tests_test_catalog_places_SOURCES = tests/test_catalog_places.c \
	tests/catalog_job.h tests/tests.h
tests_test_catalog_places_LDADD = $(TEST_LIBS)
tests_test_catalog_research_SOURCES = tests/test_catalog_research.c tests/tests.h
tests_test_catalog_research_LDADD = $(TEST_LIBS)
tests_test_catalog_rows_SOURCES = tests/test_catalog_rows.c \
	tests/catalog_job.h tests/tests.h
tests_test_catalog_rows_LDADD = $(TEST_LIBS)
tests_test_catalog_tables_SOURCES = tests/test_catalog_tables.c \
	tests/catalog_job.h tests/tests.h
tests_test_catalog_tables_LDADD = $(TEST_LIBS)
TESTS += tests/test_catalog tests/test_catalog_lookups \
	tests/test_catalog_own tests/test_catalog_places \
	tests/test_catalog_research tests/test_catalog_rows \
	tests/test_catalog_tables \
	tests/own_rows.sh
