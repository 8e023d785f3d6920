/*
 * The suites of the tests of src/base, one a file.
 */
#ifndef WATTLEAF_TEST_BASE_H
#define WATTLEAF_TEST_BASE_H

#include <check.h>

/* Adds the tests of num, unit and timestamp. */
void
add_numbers(Suite *);

#endif
