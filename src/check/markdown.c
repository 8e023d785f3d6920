/*
 * Markdown with pipe tables that have recognisable headings.
 */
#include "base/arena.h"
#include "base/source.h"
#include "check/claim.h"
#include "check/format.h"
#include "check/grid.h"
#include "check/markup_table.h"

static void
read_markdown(struct claim_reading *reading)
{
	struct markup markup;
	struct span text;

	if (!source_text_within(reading->source, CLAIM_TEXT_MAX,
	    &text))
		return;
	markup = markup_of(text, reading->set->file);
	markup_claims(&markup, markup_pipe_table, reading->arena, reading->set);
}

/* A line of dashes and pipes. */
static int
sniff(struct span head)
{
	struct markup markup = markup_of(head, NULL);
	struct grid grid = { 0 };
	struct arena *arena = arena_new();
	bool found;

	grid.arena = arena;
	found = markup_pipe_table(&markup, &grid);
	arena_free(arena);
	return found ? 60 : 0;
}

const struct claim_format claims_markdown = {
	.name = "markdown",
	.title = "pipe table in Markdown",
	.sniff = sniff,
	.read = read_markdown,
};
