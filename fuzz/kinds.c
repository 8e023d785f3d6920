/*
 * The kinds of input that are no log.
 */
#include "fuzz/kinds.h"

#include <string.h>

#include "ingest/ingest.h"

static void
search(const struct fuzz_input *input)
{
	struct read_options options = read_options_none();

	ingest_find(input->path, &options, input->arena, input->diags);
}

const struct fuzz_kind fuzz_kinds[] = {
	{ "packed", search },
	{ "study", fuzz_study },
	{ "study-yaml", fuzz_study },
	{ "disclosure", fuzz_disclosure },
	{ "check", fuzz_check },
	{ "collate", fuzz_collate },
	{ "profile", fuzz_profile },
	{ "page", fuzz_page },
	{ "template", fuzz_template },
	{ "pdf", fuzz_pdf },
	{ NULL, NULL },
};

const struct fuzz_kind *
fuzz_kind_named(const char *name)
{
	const struct fuzz_kind *kind;

	for (kind = fuzz_kinds; name != NULL && kind->name != NULL; kind++)
		if (strcmp(kind->name, name) == 0)
			return kind;
	return NULL;
}
