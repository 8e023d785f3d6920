check_PROGRAMS += tests/test_samplers tests/test_samplers_amd \
	tests/test_samplers_prometheus
tests_test_samplers_SOURCES = tests/test_samplers.c tests/ingest_tree.h tests/tests.h
tests_test_samplers_LDADD = $(TEST_LIBS)
tests_test_samplers_amd_SOURCES = tests/test_samplers_amd.c tests/ingest_tree.h tests/tests.h
tests_test_samplers_amd_LDADD = $(TEST_LIBS)
tests_test_samplers_prometheus_SOURCES = tests/test_samplers_prometheus.c tests/ingest_tree.h tests/tests.h
tests_test_samplers_prometheus_LDADD = $(TEST_LIBS)
TESTS += tests/test_samplers tests/test_samplers_amd \
	tests/test_samplers_prometheus
