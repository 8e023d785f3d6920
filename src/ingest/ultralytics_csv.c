/*
 * results.csv of Ultralytics YOLO: one row an epoch, with the seconds since
 * the start of the session. A resumed training starts again from 0.
 */
#include <math.h>

#include "base/csv.h"
#include "base/diag.h"
#include "base/source.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"

enum { SECONDS_MAX = 1 << 30 };

struct table {
	struct reading *reading;
	int time;             /* column; -1 for none */
	double last_s;        /* of the session at hand; NAN before */
	double sessions_s;    /* of the sessions that are over */
	size_t restarts;
	struct pos last_pos, restart_pos;
};

static int
column_of(const struct csv_row *row, const char *name)
{
	size_t i;

	for (i = 0; i < row->count; i++)
		if (span_equal(span_trim(row->fields[i].text), name))
			return (int)i;
	return -1;
}

static void
take_row(struct table *table, const struct csv_row *row)
{
	struct record *record = table->reading->record;
	double seconds;

	if (!cell_number(cell_text(row, table->time), ',', &seconds) ||
	    !(seconds >= 0 && seconds < SECONDS_MAX)) {
		row_skip(table->reading, cell_pos(row, table->time),
		    "no seconds in the time column");
		return;
	}
	record->rows++;
	if (seconds < table->last_s) {
		if (table->restarts++ == 0)
			table->restart_pos = cell_pos(row, table->time);
		table->sessions_s += table->last_s;
	}
	table->last_s = seconds;
	table->last_pos = cell_pos(row, table->time);
}

static void
finish(struct table *table)
{
	struct reading *reading = table->reading;
	struct record *record = reading->record;

	rows_skipped_end(reading);
	if (record->rows == 0) {
		diag(reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = record->file },
		    "no row states a time");
		return;
	}
	record->duration_s = table->sessions_s + table->last_s;
	record->time_pos = table->last_pos;
	diag(reading->diags, DIAG_LOG_SCOPE, table->last_pos,
	    "the time ends with the last epoch; start-up and the last "
	    "validation are not in it, and args.yaml beside it names the "
	    "devices (device:)");
	if (table->restarts > 0)
		diag(reading->diags, DIAG_LOG_RUNS, table->restart_pos,
		    "the time falls %zu times: the training was resumed; its "
		    "sessions are added", table->restarts);
}

static void
read_table(struct reading *reading)
{
	struct table table = {
		.reading = reading,
		.time = -1,
		.last_s = (double)NAN,
	};
	struct csv *csv = csv_open(reading->source, ',', reading->arena);
	struct csv_row row;

	if (csv_row(csv, &row))
		table.time = column_of(&row, "time");
	if (table.time < 0) {
		diag(reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ reading->record->file, 1, 1 },
		    "no time column, as before version 8.3: a scheduler's "
		    "record (sacct), a power log or events.out.tfevents "
		    "beside it holds the time");
	} else {
		while (csv_row(csv, &row))
			take_row(&table, &row);
		finish(&table);
	}
	csv_close(csv);
}

/* Headers of older versions are padded with blanks. */
static int
sniff_table(const struct sniff *sniff)
{
	struct span rest = sniff->line;
	bool trains = false;

	if (!span_equal(span_trim(span_cut(&rest, ',')), "epoch"))
		return 0;
	while (rest.n > 0) {
		struct span cell = span_trim(span_cut(&rest, ','));

		trains = trains || span_equal(cell, "train/loss") ||
		    (span_starts(cell, "train/") && span_ends(cell, "_loss"));
	}
	return trains ? 88 : 0;
}

const struct format format_ultralytics_csv = {
	.name = "ultralytics-csv",
	.title = "Ultralytics results.csv",
	.gives = "D",
	.sniff = sniff_table,
	.read = read_table,
};
