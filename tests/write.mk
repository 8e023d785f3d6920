ink_scene_sources = tests/ink_scene.c tests/ink_scene.h tests/tests.h

check_PROGRAMS += tests/test_scene
tests_test_scene_SOURCES = tests/test_scene.c tests/tests.h
tests_test_scene_LDADD = $(TEST_LIBS)
TESTS += tests/test_scene

check_PROGRAMS += tests/test_fonts
tests_test_fonts_SOURCES = tests/test_fonts.c $(ink_scene_sources)
tests_test_fonts_LDADD = $(TEST_LIBS)
TESTS += tests/test_fonts

check_PROGRAMS += tests/test_ink
tests_test_ink_SOURCES = tests/test_ink.c $(ink_scene_sources)
tests_test_ink_LDADD = $(TEST_LIBS)
TESTS += tests/test_ink

check_PROGRAMS += tests/test_svg
tests_test_svg_SOURCES = tests/test_svg.c $(ink_scene_sources)
tests_test_svg_LDADD = $(TEST_LIBS)
TESTS += tests/test_svg

check_PROGRAMS += tests/test_png
tests_test_png_SOURCES = tests/test_png.c $(ink_scene_sources)
tests_test_png_LDADD = $(TEST_LIBS)
TESTS += tests/test_png

check_PROGRAMS += tests/ink_sample
tests_ink_sample_SOURCES = tests/ink_sample.c $(ink_scene_sources)
tests_ink_sample_LDADD = $(TEST_LIBS)
TESTS += tests/ink.sh tests/figure.sh tests/svg.sh tests/worst.sh

check_PROGRAMS += tests/test_pdf_carried
tests_test_pdf_carried_SOURCES = tests/test_pdf_carried.c $(ink_scene_sources)
tests_test_pdf_carried_LDADD = $(TEST_LIBS)
TESTS += tests/test_pdf_carried

check_PROGRAMS += tests/test_venue
tests_test_venue_SOURCES = tests/test_venue.c tests/tests.h
tests_test_venue_LDADD = $(TEST_LIBS)
TESTS += tests/test_venue
