/*
 * From a file of a stranger to the JSON in it.
 */
#include "check/disclosure_text.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/pdf.h"
#include "base/source.h"
#include "check/claim.h"

static const char carried_name[] = "disclosure.json";

static void
say_why(enum pdf_result result, enum diag_code absent, struct diags *diags,
    struct pos pos)
{
	switch (result) {
	case PDF_FOUND:
		break;
	case PDF_NO_FILE:
		diag(diags, absent, pos, "the PDF carries no %s",
		    carried_name);
		break;
	case PDF_TOO_LARGE:
		diag(diags, DIAG_FILE_LIMIT, pos,
		    "the %s that it carries is over %d bytes", carried_name,
		    (int)CLAIM_TEXT_MAX);
		break;
	case PDF_BOMB:
		diag(diags, DIAG_FILE_LIMIT, pos,
		    "reading the PDF takes over %d MiB of memory or %d s",
		    PDF_MEMORY >> 20, PDF_SECONDS);
		break;
	case PDF_MALFORMED:
		diag(diags, DIAG_FILE_READ, pos,
		    "is no PDF, damaged, or needs a password");
		break;
	}
}

bool
disclosure_in_pdf(struct span pdf, enum diag_code absent, struct arena *arena,
    struct diags *diags, struct span *text, const char **file)
{
	struct buf out = { 0 };
	enum pdf_result result =
	    pdf_carried(pdf, carried_name, CLAIM_TEXT_MAX, &out);

	say_why(result, absent, diags, (struct pos){ .file = *file });
	if (result == PDF_FOUND) {
		text->n = out.n;
		text->s = arena_strndup(arena, out.n == 0 ? "" : out.s,
		    out.n);
		*file = arena_printf(arena, "%s/%s", *file, carried_name);
	}
	buf_free(&out);
	return result == PDF_FOUND;
}

bool
disclosure_text(const char *path, enum diag_code absent, struct arena *arena,
    struct diags *diags, struct span *text, const char **file)
{
	struct source *source = source_open(path, arena, diags);
	bool good;

	if (source == NULL)
		return false;
	good = source_text_within(source, DISCLOSURE_PDF_MAX, text);
	if (good && span_starts(*text, "%PDF-"))
		good = disclosure_in_pdf(*text, absent, arena, diags, text,
		    file);
	source_close(source);
	return good;
}
