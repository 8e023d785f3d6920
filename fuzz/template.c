/*
 * Templates of strangers: filled with a study that has something for every
 * directive, and written in all forms; of some sizes drawn too.
 */
#include <stdlib.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/diag.h"
#include "fuzz/document.h"
#include "fuzz/kinds.h"
#include "study/study.h"

static const struct account *
account_of(struct arena *arena, struct diags *diags)
{
	const char *sources = getenv("WATTLEAF_SRCDIR");
	const struct account_options options = {
		.embodied = true,
		.sci = true,
		.regions = "default",
		.mix = "default",
	};
	struct study *study = study_read(arena_printf(arena,
	    "%s/fuzz/template-study.xml", sources == NULL ? "." : sources),
	    fuzz_data("schema/study.rng"), arena, diags);

	return study == NULL ?
	    NULL :
	    account_study_compared(study, fuzz_catalog(), &options, arena,
		diags);
}

/* The same for all inputs. */
static const struct account *
account(void)
{
	static const struct account *made;
	struct arena *arena;
	struct diags *diags;

	if (made != NULL)
		return made;
	arena = arena_new();
	diags = arena_alloc(arena, sizeof *diags);
	diags->arena = arena;
	made = account_of(arena, diags);
	if (made == NULL)
		abort();
	return made;
}

void
fuzz_template(const struct fuzz_input *input)
{
	fuzz_document(input, account(), input->path, NULL);
}
