/*
 * A study from a string to an account, for tests.
 */
#ifndef WATTLEAF_STUDY_FIXTURE_H
#define WATTLEAF_STUDY_FIXTURE_H

#include "base/diag.h"

struct account;
struct arena;
struct catalog;
struct study;

struct fixture {
	struct arena *arena;
	struct diags diags;
	struct catalog *catalog;
	struct study *study;
	struct account *account; /* NULL when it could not be made */
};

/* Reads the elements BODY inside a <study> of METHOD, and accounts it. */
struct fixture
fixture_open(const char *method, const char *body);

void
fixture_close(struct fixture *);

/* How often a code was said. */
size_t
fixture_said(const struct fixture *, enum diag_code);

#endif
