/*
 * Delimited text with recognisable headings.
 */
#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/source.h"
#include "check/claim.h"
#include "check/column.h"
#include "check/format.h"
#include "check/grid.h"

enum { CELL_KEPT = 512, SNIFFED_COLUMNS = 256 };

/* The first line that is not blank. */
static struct span
first_line(struct span head)
{
	struct span line = { "", 0 };

	while (head.n > 0 && span_trim(line).n == 0)
		line = span_cut(&head, '\n');
	return line;
}

static void
read_csv(struct claim_reading *reading)
{
	struct span head = first_line(source_head(reading->source));
	char delimiter = csv_delimiter(head);
	struct csv *csv = csv_open(reading->source,
	    delimiter == '\0' ? ',' : delimiter, reading->arena);
	struct grid grid = { .arena = reading->arena };
	struct csv_row row;
	size_t i;

	while (!grid.full && csv_row(csv, &row)) {
		grid_row(&grid);
		for (i = 0; i < row.count; i++) {
			struct span text = span_sub(
			    span_trim(row.fields[i].text), 0, CELL_KEPT);

			text.s = arena_strndup(reading->arena, text.s, text.n);
			grid_cell(&grid, text, row.fields[i].pos);
		}
	}
	csv_close(csv);
	grid_claims(&grid, reading->set);
}

/* Two of the headings, or of the first labels, name quantities. */
static int
sniff(struct span head)
{
	struct span line = first_line(head);
	char delimiter = csv_delimiter(line);
	size_t i, found = 0;

	if (delimiter == '\0')
		return 0;
	for (i = 0; i < SNIFFED_COLUMNS && line.n > 0; i++) {
		struct span cell = span_trim(span_cut(&line, delimiter));

		if (cell.n > 1 && cell.s[0] == '"')
			cell = span_sub(cell, 1, cell.n - 2);
		found += column_read(cell).kind == COLUMN_CLAIM;
	}
	return found >= 2 ? 50 : 10;
}

const struct claim_format claims_csv = {
	.name = "csv",
	.title = "table in CSV",
	.sniff = sniff,
	.read = read_csv,
};
