check_PROGRAMS += tests/test_account tests/test_evidence tests/test_study
tests_test_account_SOURCES = tests/test_account.c tests/study_fixture.c \
	tests/study_fixture.h tests/tests.h
tests_test_account_LDADD = $(TEST_LIBS)
tests_test_evidence_SOURCES = tests/test_evidence.c tests/study_fixture.c \
	tests/study_fixture.h tests/tests.h
tests_test_evidence_LDADD = $(TEST_LIBS)
tests_test_study_SOURCES = tests/test_study.c tests/study_fixture.c \
	tests/study_fixture.h tests/tests.h
tests_test_study_LDADD = $(TEST_LIBS)
TESTS += tests/test_account tests/test_evidence tests/test_study
check_PROGRAMS += tests/test_range_studies tests/test_ranges
tests_test_range_studies_SOURCES = tests/test_range_studies.c \
	tests/study_fixture.c tests/study_fixture.h tests/tests.h
tests_test_range_studies_LDADD = $(TEST_LIBS)
tests_test_ranges_SOURCES = tests/test_ranges.c tests/tests.h
tests_test_ranges_LDADD = $(TEST_LIBS)
TESTS += tests/test_range_studies tests/test_ranges
check_PROGRAMS += tests/test_methods
tests_test_methods_SOURCES = tests/test_methods.c tests/study_fixture.c \
	tests/study_fixture.h tests/tests.h
tests_test_methods_LDADD = $(TEST_LIBS)
TESTS += tests/test_methods tests/method_names.sh tests/methods.sh \
	tests/comparisons.sh
check_PROGRAMS += tests/test_beside
tests_test_beside_SOURCES = tests/test_beside.c tests/study_fixture.c \
	tests/study_fixture.h tests/tests.h
tests_test_beside_LDADD = $(TEST_LIBS)
TESTS += tests/test_beside
check_PROGRAMS += tests/test_story
tests_test_story_SOURCES = tests/test_story.c tests/study_fixture.c \
	tests/study_fixture.h tests/tests.h
tests_test_story_LDADD = $(TEST_LIBS)
TESTS += tests/test_story
check_PROGRAMS += tests/test_study_convert tests/test_study_yaml
tests_test_study_convert_SOURCES = tests/test_study_convert.c tests/tests.h
tests_test_study_convert_LDADD = $(TEST_LIBS)
tests_test_study_yaml_SOURCES = tests/test_study_yaml.c tests/tests.h
tests_test_study_yaml_LDADD = $(TEST_LIBS)
TESTS += tests/test_study_convert tests/test_study_yaml
check_PROGRAMS += tests/test_folder_name
tests_test_folder_name_SOURCES = tests/test_folder_name.c tests/tests.h
tests_test_folder_name_LDADD = $(TEST_LIBS)
TESTS += tests/test_folder_name
