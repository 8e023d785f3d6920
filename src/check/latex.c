/*
 * LaTeX with tabulars that have recognisable headings.
 */
#include "base/arena.h"
#include "base/source.h"
#include "check/claim.h"
#include "check/format.h"
#include "check/grid.h"
#include "check/markup_table.h"

static void
read_latex(struct claim_reading *reading)
{
	struct markup markup;
	struct span text;
	bool found = true;

	if (!source_text(reading->source, &text))
		return;
	markup = markup_of(text, reading->set->file);
	while (found) {
		struct grid grid = { .arena = reading->arena };

		found = markup_tabular(&markup, &grid);
		if (found)
			grid_claims(&grid, reading->set);
	}
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
