/*
 * A study from a string to an account, for tests.
 */
#include "study_fixture.h"

#include <stdio.h>

#include "account/account.h"
#include "base/arena.h"
#include "catalog/catalog.h"
#include "study/study.h"
#include "tests.h"

static void
write_study(const char *path, const char *method, const char *body)
{
	FILE *file = fopen(path, "w");

	ck_assert_ptr_nonnull(file);
	fprintf(file,
	    "<study xmlns=\"%s\" title=\"T\" method=\"%s\">\n%s\n</study>\n",
	    STUDY_NAMESPACE, method, body);
	ck_assert_int_eq(fclose(file), 0);
}

struct fixture
fixture_open(const char *method, const char *body)
{
	struct fixture f = { .arena = arena_new() };
	char path[64], schema[TESTS_PATH], catalog[TESTS_PATH];
	struct diags *faults;

	snprintf(path, sizeof path, "fixture-%ld.xml", (long)getpid());
	f.diags.arena = f.arena;
	write_study(path, method, body);
	/* tables are read when the fixture has moved: their faults stay where they are */
	faults = arena_alloc(f.arena, sizeof *faults);
	faults->arena = f.arena;
	f.catalog = catalog_open(
	    tests_path(catalog, "WATTLEAF_DATADIR", "catalog"), f.arena,
	    faults);
	ck_assert_ptr_nonnull(f.catalog);
	f.study = study_read(arena_strdup(f.arena, path),
	    tests_path(schema, "WATTLEAF_DATADIR", "schema/study.rng"),
	    f.arena, &f.diags);
	if (f.study != NULL && !diags_have_error(&f.diags, 0))
		f.account = account_study(f.study, f.catalog, NULL, f.arena,
		    &f.diags);
	unlink(path);
	return f;
}

void
fixture_close(struct fixture *f)
{
	arena_free(f->arena);
}

size_t
fixture_said(const struct fixture *f, enum diag_code code)
{
	size_t i, n = 0;

	for (i = 0; i < f->diags.count; i++)
		n += f->diags.items[i].code == code;
	return n;
}
