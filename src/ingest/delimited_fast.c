/*
 * Rows of a table that come fast, run by run, into its meter.
 */
#include "base/csv.h"
#include "ingest/delimited_table.h"
#include "ingest/fast_rows.h"
#include "ingest/power_device.h"
#include "ingest/ticks.h"

enum { ROWS = 64 }; /* of a run */

static void
add_fast(struct table *table, const struct fast_row *row, size_t line)
{
	struct pos pos = { table->reading.record->file, line, row->column };

	table->rows++;
	if (table->ticks != NULL) {
		ticks_add(table->ticks, &(struct tick_row){
		    .time_s = row->time_s,
		    .power_w = row->power_w,
		    .model = row->model,
		    .pos = pos,
		});
		return;
	}
	table->chosen++;
	power_take(table->power, row->device, row->time_s, row->power_w, &pos);
}

/* A run of rows; returns the bytes that they took. */
static size_t
read_run(struct table *table, struct csv *csv, struct span text)
{
	struct fast_row rows[ROWS];
	size_t i, n = 0, line = csv_line(csv);
	size_t count = fast_rows_read(table->fast, text, rows, ROWS);

	for (i = 0; i < count; i++) {
		add_fast(table, &rows[i], ++line);
		n += rows[i].n;
	}
	csv_pass(csv, n, count);
	return n;
}

void
table_read_fast(struct table *table, struct csv *csv)
{
	struct span text;
	size_t n, runs;

	if (table->parts != NULL)
		table_parts_rest(table->parts);
	do {
		text = csv_peek(csv);
		for (runs = 0; (n = read_run(table, csv, text)) > 0; runs++) {
			text = span_sub(text, n, text.n);
			if (table->parts != NULL &&
			    table_read_parts(table, csv, n))
				text = csv_peek(csv);
		}
	} while (runs > 0);
}
