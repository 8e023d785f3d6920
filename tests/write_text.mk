write_samples_sources = tests/write_samples.c tests/write_samples.h

check_PROGRAMS += tests/test_write_text
tests_test_write_text_SOURCES = tests/test_write_text.c tests/write_jobs.h \
	$(write_samples_sources) tests/tests.h
tests_test_write_text_LDADD = $(TEST_LIBS)
TESTS += tests/test_write_text

check_PROGRAMS += tests/test_write_hostile
tests_test_write_hostile_SOURCES = tests/test_write_hostile.c \
	tests/write_jobs.h $(write_samples_sources) tests/tests.h
tests_test_write_hostile_LDADD = $(TEST_LIBS)
TESTS += tests/test_write_hostile

check_PROGRAMS += tests/write_text_sample
tests_write_text_sample_SOURCES = tests/write_text_sample.c \
	$(write_samples_sources)
tests_write_text_sample_LDADD = $(TEST_LIBS)
TESTS += tests/write_text.sh

check_PROGRAMS += tests/test_outputs
tests_test_outputs_SOURCES = tests/test_outputs.c tests/tests.h
tests_test_outputs_LDADD = $(TEST_LIBS)
TESTS += tests/test_outputs

TESTS += tests/disclosure_schema.sh tests/other_outputs.sh
