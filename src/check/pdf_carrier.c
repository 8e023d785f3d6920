/*
 * A PDF that carries disclosure.json, as our reports do.
 */
#include "base/source.h"
#include "check/claim.h"
#include "check/disclosure_text.h"
#include "check/format.h"

/* Positions are those in the file that it carries: "report.pdf/disclosure.json". */
static void
read_pdf(struct claim_reading *reading)
{
	struct span pdf, text;

	if (source_text_within(reading->source, DISCLOSURE_PDF_MAX, &pdf) &&
	    disclosure_in_pdf(pdf, DIAG_LOG_NOTHING, reading->arena,
		reading->diags, &text, &reading->set->file))
		disclosure_claims(text, reading);
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
