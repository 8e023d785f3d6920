/*
 * LaTeX with tabulars that have recognisable headings.
 */
#include "base/arena.h"
#include "base/source.h"
#include "check/claim.h"
#include "check/format.h"
#include "check/markup_table.h"

static void
read_latex(struct claim_reading *reading)
{
	struct markup markup;
	struct span text;

	if (!source_text_within(reading->source, CLAIM_TEXT_MAX,
	    &text))
		return;
	markup = markup_of(text, reading->set->file);
	markup_claims(&markup, markup_tabular, reading->arena, reading->set);
}

static int
sniff(struct span head)
{
	return span_find(head, "\\begin{tabular") < head.n ||
		span_find(head, "\\begin{longtable}") < head.n ?
	    65 :
	    0;
}

const struct claim_format claims_latex = {
	.name = "latex",
	.title = "tabular in LaTeX",
	.sniff = sniff,
	.read = read_latex,
};
