/*
 * Tables of bills. Azure writes a header in the reader's language with the
 * English name in parentheses behind: that part counts.
 */
#include "ingest/bill_table.h"

#include <ctype.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/diag.h"
#include "base/num.h"
#include "base/source.h"
#include "base/timestamp.h"
#include "ingest/cell.h"
#include "ingest/ingest.h"

/* A table while it is read. */
struct table {
	struct reading *reading;
	const struct bill_layout *layout;
	struct bill *bill;
	int at[BILL_COLUMNS];
	size_t header_count;
	char delimiter;
	size_t twice;
	struct pos twice_pos;
};

/* The part in parentheses at the end, else all. */
static struct span
plain_name(struct span name)
{
	size_t i;

	name = span_trim(name);
	if (name.n < 2 || name.s[name.n - 1] != ')')
		return name;
	for (i = name.n - 1; i > 0; i--)
		if (name.s[i - 1] == '(')
			return span_sub(name, i, name.n - 1 - i);
	return name;
}

/* "lineItem/UnblendedCost" and "line_item_unblended_cost" alike. */
static bool
same_name(struct span name, const char *wanted)
{
	size_t i;

	name = plain_name(name);
	for (i = 0; i < name.n; i++) {
		unsigned char c = (unsigned char)name.s[i];

		if (!isalnum(c))
			continue;
		while (*wanted != '\0' && !isalnum((unsigned char)*wanted))
			wanted++;
		if (tolower(c) != tolower((unsigned char)*wanted))
			return false;
		wanted++;
	}
	while (*wanted != '\0' && !isalnum((unsigned char)*wanted))
		wanted++;
	return *wanted == '\0' && name.n > 0;
}

bool
bill_table_has(struct span line, const char *name)
{
	char delimiter = csv_delimiter(line);

	while (line.n > 0) {
		struct span cell = span_trim(span_cut(&line,
		    delimiter == '\0' ? ',' : delimiter));

		if (cell.n >= 2 && cell.s[0] == '"')
			cell = span_sub(cell, 1, cell.n - 2);
		if (same_name(cell, name))
			return true;
	}
	return false;
}

/* "02/28/2021": month first, as Azure writes dates in every language. */
static double
american_date(struct span text)
{
	struct span part[3];
	double number[3];
	size_t i;

	for (i = 0; i < 3; i++) {
		part[i] = span_cut(&text, '/');
		if (part[i].n == 0 || part[i].n > 4 ||
		    !num_parse(part[i], &number[i]) ||
		    number[i] != floor(number[i]))
			return (double)NAN;
	}
	if (text.n > 0 || part[2].n != 4 || number[0] < 1 || number[0] > 12 ||
	    number[1] < 1 || number[1] > 31)
		return (double)NAN;
	return (double)timestamp_days((int)number[2], (int)number[0],
	    (int)number[1]) * 86400;
}

double
bill_time_s(struct span text, bool *zoned)
{
	double seconds;

	text = span_trim(text);
	*zoned = false;
	if (span_ends(text, " UTC")) {
		text.n -= 4;
		*zoned = true;
	}
	if (timestamp_parse(text, &seconds, zoned)) {
		*zoned = true; /* bills count in UTC */
		return seconds;
	}
	*zoned = true;
	return american_date(text);
}

struct span
bill_json_text(struct span text, const char *key)
{
	size_t at = span_find(text, key), n;
	struct span rest = { "", 0 };

	if (at == SIZE_MAX)
		return rest;
	rest = span_sub(text, at + strlen(key), text.n);
	while (rest.n > 0 && (rest.s[0] == '"' || rest.s[0] == ':' ||
				 rest.s[0] == ' '))
		rest = span_sub(rest, 1, rest.n);
	for (n = 0; n < rest.n && rest.s[n] != '"' && rest.s[n] != ','; n++)
		;
	return span_sub(rest, 0, n);
}

/* Where the first of a column's names stands in the header. */
static int
find_column(const struct csv_row *header, const char *const names[])
{
	size_t i, j;

	for (i = 0; i < BILL_ALIASES && names[i] != NULL; i++)
		for (j = 0; j < header->count; j++)
			if (same_name(header->fields[j].text, names[i]))
				return (int)j;
	return -1;
}

/* False, with the reason said, when the table has no cost. */
static bool
read_header(struct table *table, const struct csv_row *header)
{
	struct reading *reading = table->reading;
	const char *metric = table->layout->metric;
	int i;

	for (i = 0; i < BILL_COLUMNS; i++)
		table->at[i] = find_column(header, table->layout->names[i]);
	table->header_count = header->count;
	if (table->at[BILL_COST] < 0) {
		diag(reading->diags, DIAG_LOG_NOTHING, header->pos,
		    "no column %s", table->layout->names[BILL_COST][0]);
		return false;
	}
	if (metric == NULL)
		metric = span_dup(reading->arena, plain_name(
		    header->fields[table->at[BILL_COST]].text));
	table->bill = bill_open(reading, metric, table->layout->hours);
	return true;
}

static void
read_cells(const struct table *table, const struct csv_row *from,
    struct bill_row *row)
{
	int i;

	*row = (struct bill_row){
		.delimiter = table->delimiter,
		.cost = (double)NAN,
	};
	for (i = 0; i < BILL_COLUMNS; i++) {
		row->has[i] = table->at[i] >= 0;
		row->cells[i] = cell_text(from, table->at[i]);
		row->pos[i] = cell_pos(from, table->at[i]);
		if (cell_missing(row->cells[i]))
			row->cells[i] = (struct span){ "", 0 };
	}
}

/* A last line without its end is whole when it has all cells, but its last number may be cut. */
static bool
is_broken(const struct table *table, const struct csv_row *row)
{
	if (row->count != table->header_count)
		return true;
	return row->torn &&
	    table->at[BILL_COST] == (int)table->header_count - 1;
}

/* Bills that are written anew each day hold each other's rows. */
static bool
is_twice(struct table *table, const struct bill_row *row)
{
	if (row->cells[BILL_LINE].n == 0 || row->cells[BILL_PERIOD].n == 0 ||
	    !bill_seen(table->bill, row->cells[BILL_LINE],
		row->cells[BILL_PERIOD]))
		return false;
	if (table->twice++ == 0)
		table->twice_pos = row->pos[BILL_LINE];
	return true;
}

static void
set_item(const struct bill_row *row, struct bill_item *item)
{
	bool end_zoned;

	*item = bill_item_none();
	item->cost = row->cost;
	item->currency = row->cells[BILL_CURRENCY];
	item->pos = row->pos[BILL_COST];
	item->hours_pos = row->pos[BILL_AMOUNT];
	item->start_s = bill_time_s(row->cells[BILL_START], &item->zoned);
	item->end_s = bill_time_s(row->cells[BILL_END], &end_zoned);
}

/* Files joined one behind another repeat the header. */
static bool
is_header(const struct table *table, const struct bill_row *row)
{
	const char *const *names = table->layout->names[BILL_COST];
	size_t i;

	for (i = 0; i < BILL_ALIASES && names[i] != NULL; i++)
		if (same_name(row->cells[BILL_COST], names[i]))
			return true;
	return false;
}

static void
take_row(struct table *table, const struct csv_row *from)
{
	struct reading *reading = table->reading;
	struct bill_row row;
	struct bill_item item;

	read_cells(table, from, &row);
	if (is_header(table, &row))
		return;
	if (is_broken(table, from)) {
		row_skip(reading, from->pos,
		    "%zu cells under a header of %zu, or cut off",
		    from->count, table->header_count);
		return;
	}
	if (is_twice(table, &row))
		return;
	cell_number(row.cells[BILL_COST], row.delimiter, &row.cost);
	set_item(&row, &item);
	if (isnan(row.cost)) {
		row_skip(reading, row.pos[BILL_COST],
		    "the cost is no number");
		return;
	}
	table->layout->take(&row, &item);
	if (!bill_add(table->bill, &item))
		row_skip(reading, row.pos[BILL_COST],
		    "the cost %.6g is not plausible", item.cost);
}

static void
read_rows(struct table *table, struct csv *csv)
{
	struct csv_row row;

	if (!csv_row(csv, &row) || !read_header(table, &row))
		return;
	while (csv_row(csv, &row))
		take_row(table, &row);
	rows_skipped_end(table->reading);
	bill_finish(table->bill);
	if (table->twice > 0)
		diag(table->reading->diags, DIAG_LOG_TWICE, table->twice_pos,
		    "%zu %s a line item of the same period; each counts once",
		    table->twice, str_plural(table->twice, "row repeats",
			"rows repeat"));
}

void
bill_table_read(struct reading *reading, const struct bill_layout *layout)
{
	struct table table = {
		.reading = reading,
		.layout = layout,
		.delimiter = cell_delimiter(reading->source),
	};
	struct csv *csv =
	    csv_open(reading->source, table.delimiter, reading->arena);

	read_rows(&table, csv);
	csv_close(csv);
}
