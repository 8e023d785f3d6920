/*
 * From a file of a stranger to the JSON in it.
 */
#include "check/disclosure_text.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/pdf.h"
#include "base/source.h"

enum { CARRIED_MAX = 64 << 20 };

static const char carried_name[] = "disclosure.json";

static bool
read_pdf(struct span pdf, struct arena *arena, struct diags *diags,
    struct span *text, const char **file)
{
	struct pos pos = { .file = *file };
	struct buf out = { 0 };
	enum pdf_result result =
	    pdf_carried(pdf, carried_name, CARRIED_MAX, &out);

	switch (result) {
	case PDF_FOUND:
		text->n = out.n;
		text->s = arena_strndup(arena, out.n == 0 ? "" : out.s,
		    out.n);
		*file = arena_printf(arena, "%s/%s", *file, carried_name);
		break;
	case PDF_NO_FILE:
		diag(diags, DIAG_COLLATE_FOREIGN, pos,
		    "the PDF carries no %s", carried_name);
		break;
	case PDF_TOO_LARGE:
		diag(diags, DIAG_FILE_LIMIT, pos,
		    "the %s that it carries is over %d bytes", carried_name,
		    (int)CARRIED_MAX);
		break;
	case PDF_MALFORMED:
		diag(diags, DIAG_FILE_READ, pos,
		    "is no PDF, damaged, or needs a password");
		break;
	}
	buf_free(&out);
	return result == PDF_FOUND;
}

bool
disclosure_text(const char *path, struct arena *arena, struct diags *diags,
    struct span *text, const char **file)
{
	struct source *source = source_open(path, arena, diags);
	bool good;

	if (source == NULL)
		return false;
	good = source_text(source, text);
	if (good && span_starts(*text, "%PDF-"))
		good = read_pdf(*text, arena, diags, text, file);
	source_close(source);
	return good;
}
