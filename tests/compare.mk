check_PROGRAMS += tests/test_theme
tests_test_theme_SOURCES = tests/test_theme.c tests/tests.h
tests_test_theme_LDADD = $(TEST_LIBS)
TESTS += tests/test_theme tests/compare.sh tests/browser.sh
