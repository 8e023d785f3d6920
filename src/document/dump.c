/*
 * The document as text.
 */
#include "document/dump.h"

#include <cmark.h>

#include "base/num.h"
#include "base/str.h"
#include "document/document.h"
#include "document/text.h"

static void
dump_table(const struct doc_table *table, struct arena *arena,
    struct buf *out)
{
	size_t i, j;

	buf_printf(out, "table %s: %s\n", table->id, table->caption);
	for (j = 0; j < table->column_count; j++) {
		const struct doc_column *column = &table->columns[j];

		buf_printf(out, "  column %s \"%s\" [%s]%s%s%s%s\n",
		    column->key, column->head, column->unit,
		    column->spanner == NULL ? "" : " under ",
		    column->spanner == NULL ? "" : column->spanner,
		    column->marks[0] == '\0' ? "" : " note ", column->marks);
	}
	for (i = 0; i < table->row_count; i++) {
		buf_puts(out, "  row");
		for (j = 0; j < table->column_count; j++)
			buf_printf(out, " | %s",
			    text_cell(&table->rows[i].cells[j],
				&table->columns[j], arena).text);
		buf_putc(out, '\n');
	}
	for (i = 0; i < table->note_count; i++)
		buf_printf(out, "  note %s %s\n", table->notes[i].mark,
		    table->notes[i].text);
}

static void
dump_chart(const struct doc_chart *chart, struct buf *out)
{
	size_t i;

	buf_printf(out, "chart %s%s: %s\n", chart->id,
	    chart->logarithmic ? " log" : "", chart->caption);
	buf_printf(out, "  axis %s\n", chart->axis);
	for (i = 0; i < chart->mark_count; i++) {
		const struct doc_mark *mark = &chart->marks[i];
		char value[NUM_TEXT], low[NUM_TEXT], high[NUM_TEXT];

		num_shortest(mark->value, value);
		num_shortest(mark->low, low);
		num_shortest(mark->high, high);
		buf_printf(out, "  %s %s | %s | %s (%s..%s) | %s\n",
		    mark->hollow ? "hollow" : "dot", mark->label,
		    mark->detail, value, low, high, mark->text);
	}
	for (i = 0; i < chart->reference_count; i++)
		buf_printf(out, "  reference %s | %s\n",
		    chart->references[i].label, chart->references[i].text);
	buf_printf(out, "  description %s\n", chart->description);
}

static void
dump_node(cmark_node *node, int depth, struct arena *arena, struct buf *out)
{
	cmark_node_type type = cmark_node_get_type(node);
	const char *literal = cmark_node_get_literal(node);
	const struct doc_block *block = cmark_node_get_user_data(node);

	buf_printf(out, "%*s%s", 2 * depth, "",
	    cmark_node_get_type_string(node));
	if (literal != NULL)
		buf_printf(out, " \"%s\"", literal);
	buf_putc(out, '\n');
	if (type != CMARK_NODE_CUSTOM_BLOCK || block == NULL)
		return;
	if (block->table != NULL)
		dump_table(block->table, arena, out);
	if (block->chart != NULL)
		dump_chart(block->chart, out);
}

static int
depth_of(cmark_node *node)
{
	int depth = 0;

	while ((node = cmark_node_parent(node)) != NULL)
		depth++;
	return depth;
}

void
doc_dump(const struct doc *doc, struct arena *arena, struct buf *out)
{
	cmark_iter *iter = cmark_iter_new(doc->root);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);

		if (event == CMARK_EVENT_ENTER)
			dump_node(node, depth_of(node), arena, out);
	}
	cmark_iter_free(iter);
}
