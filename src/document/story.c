/*
 * The story's own comparisons: what their tables share, and how they come
 * into the text.
 */
#include "document/story.h"

#include <string.h>

#include "account/account.h"
#include "account/score.h"
#include "base/arena.h"
#include "document/build.h"
#include "document/charts.h"
#include "document/table_request.h"

enum { DIGITS = 3 };

struct doc_column
story_numbers(const char *key, const char *head, struct number_style style)
{
	return (struct doc_column){ .key = key, .head = head,
		.unit = unit_text(style.unit), .align = ALIGN_DECIMAL,
		.style = style, .marks = "" };
}

struct doc_column
story_words(const char *key, const char *head)
{
	return (struct doc_column){ .key = key, .head = head, .unit = "",
		.align = ALIGN_LEFT, .marks = "" };
}

struct number_style
story_digits(enum unit unit)
{
	return (struct number_style){ .unit = unit,
		.decimals = DECIMALS_SIGNIFICANT, .significant = DIGITS };
}

void
story_row(struct builder *b, struct doc_row *row, const char *const *words,
    size_t word_count, const struct figure *const *figures,
    size_t figure_count)
{
	struct doc_cell *cells = arena_alloc(b->arena,
	    (word_count + figure_count + 1) * sizeof *cells);
	size_t i;

	for (i = 0; i < word_count; i++)
		cells[i] = (struct doc_cell){ .marks = "", .text = words[i] };
	for (i = 0; i < figure_count; i++)
		cells[word_count + i] = (struct doc_cell){ .marks = "",
			.figure = figure_or_unknown(b, figures[i]) };
	row->cells = cells;
}

void
story_note(struct builder *b, struct doc_table *table, const char *mark,
    const char *text)
{
	struct doc_note *notes = arena_alloc(b->arena,
	    (table->note_count + 1) * sizeof *notes);

	if (table->note_count > 0)
		memcpy(notes, table->notes,
		    table->note_count * sizeof *notes);
	notes[table->note_count++] =
	    (struct doc_note){ .mark = mark, .text = text };
	table->notes = notes;
}

static struct cmark_node *
add_table(struct builder *b, struct cmark_node *sibling,
    const struct doc_table *table)
{
	return table == NULL ? sibling :
			       block_after(b, sibling, table, NULL);
}

/* The chart of KIND behind what was added; none where nothing was. */
static struct cmark_node *
add_chart(struct builder *b, struct cmark_node *start, struct cmark_node *sibling,
    const struct chart_kind *kind)
{
	const struct chart_request request = { .model = NULL };
	const struct doc_chart *chart =
	    start == sibling ? NULL : chart_build(b, kind, &request, true);

	return chart == NULL ? sibling :
			       block_after(b, sibling, NULL, chart);
}

struct cmark_node *
insert_scores(struct builder *b, struct cmark_node *sibling)
{
	const struct asked *asked = &b->request->metric;
	const struct account_metric *metric;
	size_t i = 0;

	while ((metric = metric_next(b, asked, i)) != NULL) {
		sibling = add_table(b, sibling, table_of_metric(b, metric));
		i = (size_t)(metric - b->account->metrics->items) + 1;
	}
	return sibling;
}

/* A table and a chart for each metric: never two on one axis. */
struct cmark_node *
prose_scores(struct builder *b, struct cmark_node *sibling)
{
	const struct asked *asked = &b->request->metric;
	struct chart_request request = { .model = NULL };
	const struct account_metric *metric;
	const struct doc_chart *chart;
	struct cmark_node *table;
	size_t i = 0;

	while ((metric = metric_next(b, asked, i)) != NULL) {
		i = (size_t)(metric - b->account->metrics->items) + 1;
		table = add_table(b, sibling, table_of_metric(b, metric));
		if (table == sibling)
			continue;
		sibling = table;
		request.score = metric;
		chart = chart_build(b, &chart_kind_score, &request, true);
		if (chart != NULL)
			sibling = block_after(b, sibling, NULL, chart);
	}
	return sibling;
}

struct cmark_node *
prose_regions(struct builder *b, struct cmark_node *sibling)
{
	return add_chart(b, sibling, add_table(b, sibling, table_of_regions(b)),
	    &chart_kind_regions);
}

struct cmark_node *
prose_mix(struct builder *b, struct cmark_node *sibling)
{
	return add_chart(b, sibling, add_table(b, sibling, table_of_mix(b)),
	    &chart_kind_mix);
}
