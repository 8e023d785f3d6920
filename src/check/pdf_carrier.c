/*
 * A PDF that carries disclosure.json, as our reports do.
 */
#include "base/arena.h"
#include "base/diag.h"
#include "base/pdf.h"
#include "base/source.h"
#include "check/claim.h"
#include "check/format.h"

enum { PDF_MAX = 64 << 20, CARRIED_MAX = CLAIM_TEXT_MAX };

static const char carried_name[] = "disclosure.json";

/* Positions are those in the file that it carries: "report.pdf/disclosure.json". */
static void
read_carried(struct claim_reading *reading, struct span pdf)
{
	struct claim_set *set = reading->set;
	struct pos pos = { .file = set->file };
	struct buf out = { 0 };
	struct span text;

	switch (pdf_carried(pdf, carried_name, CARRIED_MAX, &out)) {
	case PDF_FOUND:
		text.n = out.n;
		text.s = arena_strndup(reading->arena, out.n == 0 ? "" : out.s,
		    out.n);
		set->file = arena_printf(reading->arena, "%s/%s", set->file,
		    carried_name);
		disclosure_claims(text, reading);
		break;
	case PDF_NO_FILE:
		diag(reading->diags, DIAG_LOG_NOTHING, pos,
		    "the PDF carries no %s", carried_name);
		break;
	case PDF_TOO_LARGE:
		diag(reading->diags, DIAG_FILE_LIMIT, pos,
		    "the %s that it carries is over %d bytes", carried_name,
		    (int)CARRIED_MAX);
		break;
	case PDF_BOMB:
		diag(reading->diags, DIAG_FILE_LIMIT, pos,
		    "reading the PDF takes over %d MiB of memory or %d s",
		    PDF_MEMORY >> 20, PDF_SECONDS);
		break;
	case PDF_MALFORMED:
		diag(reading->diags, DIAG_FILE_READ, pos,
		    "is no PDF, damaged, or needs a password");
		break;
	}
	buf_free(&out);
}

static void
read_pdf(struct claim_reading *reading)
{
	struct span pdf;

	if (source_text_within(reading->source, PDF_MAX,
	    &pdf))
		read_carried(reading, pdf);
}

static int
sniff(struct span head)
{
	return span_starts(head, "%PDF-") ? 95 : 0;
}

const struct claim_format claims_pdf = {
	.name = "pdf",
	.title = "PDF that carries disclosure.json",
	.sniff = sniff,
	.read = read_pdf,
};
