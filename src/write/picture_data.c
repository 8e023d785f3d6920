/*
 * Tables and charts as JSON: the rows as the document has them.
 */
#include "write/picture_data.h"

#include <math.h>
#include <string.h>

#include "base/json.h"
#include "base/num.h"
#include "document/chart.h"
#include "document/document.h"
#include "document/text.h"

#define DASH "\xe2\x80\x94"

static void
add_text(struct buf *out, const char *markup, struct arena *arena)
{
	if (markup == NULL)
		buf_puts(out, "null");
	else
		json_quote(out, span_of(text_plain(markup, arena)));
}

static void
add_number(struct buf *out, double value)
{
	char text[NUM_TEXT];

	num_shortest(value, text);
	buf_puts(out, text);
}

/* A member; the first of an object comes without a comma. */
static void
add_key(struct buf *out, const char *key)
{
	if (out->s[out->n - 1] != '{')
		buf_putc(out, ',');
	buf_printf(out, "\"%s\":", key);
}

static void
add_word(struct buf *out, const char *key, const char *markup,
    struct arena *arena)
{
	if (markup == NULL || markup[0] == '\0')
		return;
	add_key(out, key);
	add_text(out, markup, arena);
}

static void
add_value(struct buf *out, const char *key, double value)
{
	if (!isfinite(value))
		return;
	add_key(out, key);
	add_number(out, value);
}

/* What parts the items of a list. */
static void
add_comma(struct buf *out, size_t i)
{
	if (i != 0)
		buf_putc(out, ',');
}

/* Tables. */

/* Raw counts are plain numbers: 213 M is 213000000. */
static bool
is_count(const struct doc_column *column)
{
	return column->align != ALIGN_LEFT &&
	    unit_dimension(column->style.unit) == DIM_COUNT;
}

static void
add_column(struct buf *out, const struct doc_column *column,
    struct arena *arena)
{
	buf_putc(out, '{');
	add_word(out, "key", column->key, arena);
	add_word(out, "head", column->head, arena);
	add_word(out, "group", column->spanner, arena);
	if (!is_count(column))
		add_word(out, "unit", column->unit, arena);
	buf_putc(out, '}');
}

static void
add_cell(struct buf *out, const struct doc_cell *cell,
    const struct doc_column *column, struct arena *arena)
{
	if (cell->text != NULL && strcmp(cell->text, DASH) != 0) {
		add_text(out, cell->text, arena);
	} else if (text_is_range(cell) || text_has_range(cell)) {
		buf_putc(out, '[');
		if (text_has_range(cell)) {
			add_number(out, text_raw(cell, column, BOUND_VALUE));
			buf_putc(out, ',');
		}
		add_number(out, text_raw(cell, column, BOUND_LOW));
		buf_putc(out, ',');
		add_number(out, text_raw(cell, column, BOUND_HIGH));
		buf_putc(out, ']');
	} else {
		add_number(out, cell->text != NULL ? (double)NAN :
		    text_raw(cell, column, cell->bound));
	}
}

void
picture_data_table(const struct doc_table *table, struct arena *arena,
    struct buf *out)
{
	size_t i, j;

	buf_putc(out, '{');
	add_word(out, "table", table->id, arena);
	add_key(out, "columns");
	buf_putc(out, '[');
	for (i = 0; i < table->column_count; i++) {
		add_comma(out, i);
		add_column(out, &table->columns[i], arena);
	}
	buf_puts(out, "],\"rows\":[");
	for (i = 0; i < table->row_count; i++) {
		add_comma(out, i);
		buf_putc(out, '[');
		for (j = 0; j < table->column_count; j++) {
			add_comma(out, j);
			add_cell(out, &table->rows[i].cells[j],
			    &table->columns[j], arena);
		}
		buf_putc(out, ']');
	}
	buf_puts(out, "]}");
}

/* Charts. */

static void
add_scale(struct buf *out, const char *key, const struct doc_scale *scale,
    struct arena *arena)
{
	static const char *const kinds[] = {
		[SCALE_LINEAR] = "linear",
		[SCALE_LOG] = "log",
		[SCALE_TIME] = "time",
		[SCALE_CATEGORY] = "rows",
	};

	add_key(out, key);
	buf_putc(out, '{');
	add_word(out, "scale", kinds[scale->kind], arena);
	add_word(out, "title", scale->title, arena);
	buf_putc(out, '}');
}

static void
add_rows(struct buf *out, const struct doc_chart *chart, struct arena *arena)
{
	size_t i;

	if (chart->row_count == 0)
		return;
	add_key(out, "rows");
	buf_putc(out, '[');
	for (i = 0; i < chart->row_count; i++) {
		add_comma(out, i);
		buf_putc(out, '{');
		add_word(out, "label", chart->rows[i].label, arena);
		add_word(out, "detail", chart->rows[i].detail, arena);
		add_word(out, "text", chart->rows[i].text, arena);
		buf_putc(out, '}');
	}
	buf_putc(out, ']');
}

static void
add_datum(struct buf *out, const struct doc_datum *datum, bool on_rows,
    struct arena *arena)
{
	buf_putc(out, '{');
	add_value(out, "x", datum->x);
	if (!on_rows)
		add_value(out, "y", datum->y);
	if (isfinite(datum->low) && isfinite(datum->high) &&
	    datum->low < datum->high) {
		add_value(out, "low", datum->low);
		add_value(out, "high", datum->high);
	}
	add_word(out, "text", datum->text, arena);
	if (datum->hollow) {
		add_key(out, "estimated");
		buf_puts(out, "true");
	}
	buf_putc(out, '}');
}

static void
add_series(struct buf *out, const struct doc_series *series, bool on_rows,
    struct arena *arena)
{
	size_t i;

	buf_putc(out, '{');
	add_word(out, "name", series->name, arena);
	add_word(out, "mark", chart_mark_name(series->mark), arena);
	add_key(out, "data");
	buf_putc(out, '[');
	for (i = 0; i < series->count; i++) {
		add_comma(out, i);
		add_datum(out, &series->data[i], on_rows, arena);
	}
	buf_puts(out, "]}");
}

static void
add_references(struct buf *out, const struct doc_chart *chart,
    struct arena *arena)
{
	size_t i;

	if (chart->reference_count == 0)
		return;
	add_key(out, "references");
	buf_putc(out, '[');
	for (i = 0; i < chart->reference_count; i++) {
		add_comma(out, i);
		buf_putc(out, '{');
		add_word(out, "label", chart->references[i].label, arena);
		add_value(out, "x", chart->references[i].value);
		add_word(out, "text", chart->references[i].text, arena);
		buf_putc(out, '}');
	}
	buf_putc(out, ']');
}

void
picture_data_chart(const struct doc_chart *chart, struct arena *arena,
    struct buf *out)
{
	size_t i;

	buf_putc(out, '{');
	add_word(out, "chart", chart->id, arena);
	add_scale(out, "x", &chart->x, arena);
	add_scale(out, "y", &chart->y, arena);
	add_rows(out, chart, arena);
	add_key(out, "series");
	buf_putc(out, '[');
	for (i = 0; i < chart->series_count; i++) {
		add_comma(out, i);
		add_series(out, &chart->series[i],
		    chart->y.kind == SCALE_CATEGORY, arena);
	}
	buf_putc(out, ']');
	add_references(out, chart, arena);
	buf_putc(out, '}');
}
