CHART_SAMPLES = tests/chart_samples.c tests/chart_samples.h
LAYOUT_SAMPLES = tests/layout_samples.c tests/layout_samples.h tests/tests.h

check_PROGRAMS += tests/test_layout tests/test_layout_chart \
	tests/test_layout_pages
tests_test_layout_SOURCES = tests/test_layout.c $(LAYOUT_SAMPLES)
tests_test_layout_LDADD = $(TEST_LIBS)
tests_test_layout_chart_SOURCES = tests/test_layout_chart.c $(LAYOUT_SAMPLES)
tests_test_layout_chart_LDADD = $(TEST_LIBS)
tests_test_layout_pages_SOURCES = tests/test_layout_pages.c $(LAYOUT_SAMPLES)
tests_test_layout_pages_LDADD = $(TEST_LIBS)
check_PROGRAMS += tests/test_charts
tests_test_charts_SOURCES = tests/test_charts.c tests/chart_faults.c \
	tests/chart_faults.h $(CHART_SAMPLES) $(LAYOUT_SAMPLES)
tests_test_charts_LDADD = $(TEST_LIBS)
TESTS += tests/test_charts
TESTS += tests/test_layout tests/test_layout_chart tests/test_layout_pages

check_PROGRAMS += tests/test_tables tests/test_table_layouts
tests_test_table_layouts_SOURCES = tests/test_table_layouts.c $(LAYOUT_SAMPLES)
tests_test_table_layouts_LDADD = $(TEST_LIBS)
tests_test_tables_SOURCES = tests/test_tables.c $(LAYOUT_SAMPLES)
tests_test_tables_LDADD = $(TEST_LIBS)
TESTS += tests/test_tables tests/test_table_layouts
TESTS += tests/typesetting.sh
