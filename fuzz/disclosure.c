/*
 * Disclosures of strangers: as JSON, in PDFs that carry them, and in all
 * other forms that check reads.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/pdf.h"
#include "base/pdf_ink.h"
#include "catalog/catalog.h"
#include "check/check.h"
#include "check/format.h"
#include "fuzz/document.h"
#include "fuzz/kinds.h"

enum { CARRIED_MAX = 1 << 20 };

struct catalog *
fuzz_catalog(void)
{
	static struct catalog *opened;
	struct arena *arena;
	struct diags *diags;

	if (opened != NULL)
		return opened;
	arena = arena_new();
	diags = arena_alloc(arena, sizeof *diags);
	diags->arena = arena;
	opened = catalog_open(fuzz_data("catalog"), arena, diags);
	if (opened == NULL)
		abort();
	return opened;
}

void
fuzz_disclosure(const struct fuzz_input *input)
{
	struct check_result result;

	check_file(input->path, "disclosure", fuzz_catalog(), input->arena,
	    input->diags, &result);
}

/* A PDF is read in a process of its own: that is too slow here, and is kind "pdf". */
void
fuzz_check(const struct fuzz_input *input)
{
	struct check_result result;

	if (!span_starts(input->bytes, "%PDF-"))
		check_file(input->path, NULL, fuzz_catalog(), input->arena,
		    input->diags, &result);
}

void
fuzz_pdf(const struct fuzz_input *input)
{
	struct claim_set set = { .file = "pdf", .arena = input->arena };
	struct claim_reading reading = { .set = &set, .arena = input->arena,
		.diags = input->diags };
	struct buf out = { NULL, 0, 0 };
	struct pdf_ink ink;

	if (pdf_carried_untried(input->bytes, "disclosure.json", CARRIED_MAX, &out) ==
	    PDF_FOUND)
		disclosure_claims((struct span){ out.n == 0 ? "" : out.s,
		    out.n }, &reading);
	buf_free(&out);
	pdf_ink_read_untried(input->bytes, &ink, input->arena);
}
