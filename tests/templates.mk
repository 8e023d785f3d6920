check_PROGRAMS += tests/template_paths
tests_template_paths_SOURCES = tests/template_paths.c
tests_template_paths_LDADD = $(TEST_LIBS)
TESTS += tests/templates.sh tests/templates_latex.sh
