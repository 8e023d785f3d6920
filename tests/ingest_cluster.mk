check_PROGRAMS += tests/test_cluster_bills tests/test_cluster_hardware \
	tests/test_cluster_jobs tests/test_cluster_real \
	tests/test_cluster_sacct
tests_test_cluster_bills_SOURCES = tests/test_cluster_bills.c \
	tests/ingest_tree.h tests/tests.h
tests_test_cluster_bills_LDADD = $(TEST_LIBS)
tests_test_cluster_hardware_SOURCES = tests/test_cluster_hardware.c \
	tests/ingest_tree.h tests/tests.h
tests_test_cluster_hardware_LDADD = $(TEST_LIBS)
tests_test_cluster_jobs_SOURCES = tests/test_cluster_jobs.c \
	tests/ingest_tree.h tests/tests.h
tests_test_cluster_jobs_LDADD = $(TEST_LIBS)
tests_test_cluster_real_SOURCES = tests/test_cluster_real.c \
	tests/ingest_tree.h tests/tests.h
tests_test_cluster_real_LDADD = $(TEST_LIBS)
tests_test_cluster_sacct_SOURCES = tests/test_cluster_sacct.c \
	tests/ingest_tree.h tests/tests.h
tests_test_cluster_sacct_LDADD = $(TEST_LIBS)
TESTS += tests/test_cluster_bills tests/test_cluster_hardware \
	tests/test_cluster_jobs tests/test_cluster_real \
	tests/test_cluster_sacct
