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
add_ticks(struct table *table, const struct fast_row *rows, size_t count,
    size_t line)
{
	size_t i;

	for (i = 0; i < count; i++)
		ticks_add(table->ticks, &(struct tick_row){
		    .time_s = rows[i].time_s,
		    .power_w = rows[i].power_w,
		    .model = rows[i].model,
		    .pos = { table->reading.record->file, line + i + 1,
			rows[i].column },
		});
}

static void
add_power(struct table *table, const struct fast_row *rows, size_t count,
    size_t line)
{
	struct power_meter *meter = table->power;
	struct pos pos = { .file = table->reading.record->file };
	size_t i;

	for (i = 0; i < count; i++) {
		if (power_take_plain(meter, rows[i].device, rows[i].time_s,
		    rows[i].power_w))
			continue;
		pos.line = line + i + 1;
		pos.column = rows[i].column;
		power_take(meter, rows[i].device, rows[i].time_s,
		    rows[i].power_w, &pos);
	}
	table->chosen += count;
}

/* A run of rows; returns the bytes that they took. */
static size_t
read_run(struct table *table, struct csv *csv, struct span text)
{
	struct fast_row rows[ROWS];
	size_t n, line = csv_line(csv);
	size_t count = fast_rows_read(table->fast, text, rows, ROWS, &n);

	if (table->ticks != NULL)
		add_ticks(table, rows, count, line);
	else
		add_power(table, rows, count, line);
	table->rows += count;
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
