/*
 * The document as text.
 */
#include "document/dump.h"

#include <cmark.h>
#include <math.h>

#include "base/num.h"
#include "base/str.h"
#include "document/chart.h"
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

static const char *const scale_names[] = {
	[SCALE_LINEAR] = "linear",
	[SCALE_LOG] = "log",
	[SCALE_TIME] = "time",
	[SCALE_CATEGORY] = "rows",
};

static void
dump_datum(const struct doc_datum *datum, struct buf *out)
{
	const double numbers[] = { datum->x, datum->y, datum->low,
		datum->high };
	char text[NUM_TEXT];
	size_t i;

	buf_puts(out, "    ");
	for (i = 0; i < 4; i++) {
		num_shortest(numbers[i], text);
		buf_printf(out, "%s%s", i == 0 ? "" : " ",
		    isfinite(numbers[i]) ? text : "-");
	}
	buf_printf(out, "%s%s%s\n", datum->hollow ? " hollow" : "",
	    datum->text == NULL ? "" : " ",
	    datum->text == NULL ? "" : datum->text);
}

static void
dump_series(const struct doc_series *series, struct buf *out)
{
	size_t i;

	buf_printf(out, "  series %s, role %d%s%s: x y low high\n",
	    chart_mark_name(series->mark), (int)series->role,
	    series->name == NULL ? "" : ", ",
	    series->name == NULL ? "" : series->name);
	for (i = 0; i < series->count; i++)
		dump_datum(&series->data[i], out);
}

static void
dump_chart(const struct doc_chart *chart, struct buf *out)
{
	size_t i;

	buf_printf(out, "chart %s: %s\n", chart->id, chart->caption);
	buf_printf(out, "  x %s %s\n  y %s %s\n",
	    scale_names[chart->x.kind], chart->x.title,
	    scale_names[chart->y.kind], chart->y.title);
	for (i = 0; i < chart->row_count; i++)
		buf_printf(out, "  row %s | %s | %s\n", chart->rows[i].label,
		    chart->rows[i].detail, chart->rows[i].text);
	for (i = 0; i < chart->series_count; i++)
		dump_series(&chart->series[i], out);
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
