check_PROGRAMS += tests/test_language
tests_test_language_SOURCES = tests/test_language.c tests/tests.h
tests_test_language_LDADD = $(TEST_LIBS)
TESTS += tests/test_language tests/languages.sh \
	tests/latex_languages.sh
