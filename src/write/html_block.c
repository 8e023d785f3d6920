/*
 * Blocks of a report in a page of HTML.
 */
#include "write/html_block.h"

#include "base/word.h"
#include "document/chart.h"
#include "write/cells.h"
#include "write/html_text.h"

void
html_description(struct buf *out, const struct doc_chart *chart)
{
	buf_puts(out, "<p>");
	html_text(out, span_of(chart->description));
	buf_puts(out, "</p>\n");
}

static void
add_figure(struct buf *out, struct output_job *job,
    const struct doc_chart *chart, html_picture *picture)
{
	buf_puts(out, "<figure id=\"");
	html_id(out, chart->id);
	buf_puts(out, "\">\n");
	picture(out, job, chart);
	buf_printf(out, "<figcaption><b>%s</b> ",
	    cells_label(job->doc->words, WORD("Figure"), chart->number,
		job->arena));
	html_markup(out, chart->caption);
	buf_puts(out, "</figcaption>\n</figure>\n");
}

enum prose_turn
html_spell(const struct prose_part *part, struct output_job *job,
    bool sortable, html_picture *picture, struct buf *enter,
    struct buf *leave)
{
	const char *script = part->script == SCRIPT_SUB ? "sub" : "sup";

	switch (part->kind) {
	case PROSE_SCRIPT:
		buf_printf(enter, "<%s>", script);
		buf_printf(leave, "</%s>", script);
		return PROSE_AROUND;
	case PROSE_BLOCK:
		if (part->block->table != NULL)
			html_table(part->block->table, sortable,
			    job->doc->words, job->arena, enter);
		if (part->block->chart != NULL)
			add_figure(enter, job, part->block->chart, picture);
		return PROSE_INSTEAD;
	case PROSE_TEXT:
	case PROSE_CODE:
	case PROSE_CODE_BLOCK:
	case PROSE_LINK:
	case PROSE_HEADING:
	case PROSE_IMAGE:
		break;
	}
	return PROSE_AS_IS;
}
