/*
 * Tables of cells, and the claims in them.
 */
#include "check/grid.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "check/claim.h"
#include "check/column.h"
#include "check/plain.h"
#include "check/unit_words.h"

enum { LEAST_QUANTITIES = 2, LABEL_ROWS = 400, HEADING_ROWS = 4 };

void
grid_row(struct grid *grid)
{
	grid->full = grid->full || grid->row_count == GRID_CELLS_MAX;
	if (grid->full)
		return;
	grid->rows = arena_grow(grid->arena, grid->rows, grid->row_count,
	    sizeof *grid->rows);
	grid->rows[grid->row_count++] = grid->cell_count;
}

void
grid_cell(struct grid *grid, struct span text, struct pos pos)
{
	if (grid->full || grid->row_count == 0 ||
	    grid->cell_count - grid->rows[grid->row_count - 1] >=
		GRID_COLUMNS_MAX)
		return;
	if (grid->cell_count == GRID_CELLS_MAX) {
		grid->full = true;
		return;
	}
	grid->cells = arena_grow(grid->arena, grid->cells, grid->cell_count,
	    sizeof *grid->cells);
	grid->cells[grid->cell_count++] = (struct grid_cell){ text, pos };
}

static size_t
row_end(const struct grid *grid, size_t row)
{
	return row + 1 < grid->row_count ? grid->rows[row + 1] :
					   grid->cell_count;
}

size_t
grid_width(const struct grid *grid, size_t row)
{
	return row_end(grid, row) - grid->rows[row];
}

struct grid_cell
grid_at(const struct grid *grid, size_t row, size_t column)
{
	if (row >= grid->row_count || column >= grid_width(grid, row))
		return (struct grid_cell){ { "", 0 }, { 0 } };
	return grid->cells[grid->rows[row] + column];
}

static struct span
plain_at(const struct grid *grid, size_t row, size_t column)
{
	return plain_text(grid_at(grid, row, column).text, grid->arena);
}

bool
grid_is_total(struct span name)
{
	static const char *const words[] = { "total", "sum", "overall",
		"gesamt", "summe", "\xe6\x80\xbb\xe8\xae\xa1",
		"\xe5\x90\x88\xe8\xae\xa1", "all", "all runs",
		"all experiments", "grand total" };
	size_t i;

	name = span_trim(name);
	while (name.n > 0 && strchr(":. *", name.s[name.n - 1]) != NULL)
		name.n--;
	for (i = 0; i < sizeof words / sizeof words[0]; i++)
		if (span_equal_nocase(name, words[i]))
			return true;
	return name.n > 6 && (strncasecmp(name.s, "total ", 6) == 0 ||
	    strncasecmp(name.s, "total(", 6) == 0);
}

/* "of which tuning", "incl. failed runs": a part of a part. */
static bool
is_aside(struct span name)
{
	return (name.n > 8 && strncasecmp(name.s, "of which", 8) == 0) ||
	    (name.n > 5 && strncasecmp(name.s, "incl.", 5) == 0) ||
	    (name.n > 9 && strncasecmp(name.s, "including", 9) == 0);
}

static void
name_row(struct claim_row *row)
{
	if (row->name == NULL)
		return;
	if (grid_is_total(span_of(row->name)))
		row->kind = ROW_TOTAL;
	else if (is_aside(span_of(row->name)))
		row->kind = ROW_ASIDE;
}

/* A second row of headings holds units alone. */
static bool
is_unit_row(const struct grid *grid, size_t row)
{
	size_t i, units = 0;

	if (row >= grid->row_count)
		return false;
	for (i = 0; i < grid_width(grid, row); i++) {
		struct span text = plain_at(grid, row, i);
		struct span inner = text;

		if (text.n == 0)
			continue;
		if (text.s[0] == '(' || text.s[0] == '[')
			inner = span_sub(text, 1, text.n - 2);
		if (unit_words(inner) != UNIT_TOTAL)
			units++;
		else if (inner.n == text.n)
			return false;
	}
	return units >= LEAST_QUANTITIES;
}

/* A row without numbers, dashes or money. */
static bool
is_words(const struct grid *grid, size_t row)
{
	size_t i;

	for (i = 0; i < grid_width(grid, row); i++) {
		struct span text = plain_at(grid, row, i);

		if (text.n > 0 && text.s[0] != '\0' &&
		    (strchr("0123456789$~-", text.s[0]) != NULL ||
			span_starts(text, "\xe2\x80")))
			return false;
	}
	return true;
}

/* The heading of a column: what stands in it in the first ROWS rows, units in brackets. */
static struct column
heading(const struct grid *grid, size_t column, size_t rows)
{
	struct span text = plain_at(grid, 0, column);
	size_t i;

	for (i = 1; i < rows; i++) {
		struct span more = plain_at(grid, i, column);
		bool unit = more.n > 0 && strchr("([", more.s[0]) == NULL &&
		    unit_words(more) != UNIT_TOTAL;

		if (more.n > 0)
			text = span_of(arena_printf(grid->arena,
			    unit ? "%.*s (%.*s)" : "%.*s %.*s", (int)text.n,
			    text.s, (int)more.n, more.s));
	}
	return column_read(text);
}

/* Quantities and devices among the columns; one quantity with its unit counts for two. */
static size_t
claim_columns(const struct column *columns, size_t count)
{
	size_t i, found = 0;

	for (i = 0; i < count; i++) {
		found += columns[i].kind == COLUMN_CLAIM ||
		    columns[i].kind == COLUMN_DEVICE;
		found += columns[i].kind == COLUMN_CLAIM &&
		    columns[i].unit != UNIT_TOTAL;
	}
	return found;
}

/* The first column is the name when no heading says so and it is no quantity. */
static void
settle_name(struct column *columns, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (columns[i].kind == COLUMN_NAME)
			return;
	if (count > 0 && columns[0].kind == COLUMN_UNKNOWN)
		columns[0].kind = COLUMN_NAME;
}

static void
take_row(const struct grid *grid, size_t row, const struct column *columns,
    size_t count, struct claim_set *set)
{
	struct claim_row *claims =
	    claim_row_add(set, grid_at(grid, row, 0).pos);
	size_t i, width = grid_width(grid, row);

	for (i = 0; claims != NULL && i < count && i < width; i++)
		if (columns[i].kind > COLUMN_IGNORED)
			column_take(&columns[i], plain_at(grid, row, i),
			    grid_at(grid, row, i).pos, claims, set->arena);
	if (claims != NULL)
		name_row(claims);
}

/* Reads the headings from the first ROWS rows; how many name a quantity or a device. */
static size_t
read_headings(const struct grid *grid, size_t rows, struct column *columns,
    size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		columns[i] = heading(grid, i, rows);
	return claim_columns(columns, count);
}

/* A table with headings above: in one row, or in several under a heading of groups, a row of units last. */
static bool
by_headings(const struct grid *grid, struct claim_set *set)
{
	size_t i, found, rows = 1, count = grid_width(grid, 0);
	struct column *columns =
	    arena_alloc(grid->arena, (count + 1) * sizeof *columns);

	found = read_headings(grid, rows, columns, count);
	while (rows < HEADING_ROWS && rows < grid->row_count &&
	    (is_unit_row(grid, rows) || (found < LEAST_QUANTITIES &&
		is_words(grid, rows) && grid_width(grid, rows) == count)))
		found = read_headings(grid, ++rows, columns, count);
	if (found < LEAST_QUANTITIES)
		return false;
	settle_name(columns, count);
	set->tables++;
	for (i = rows; i < grid->row_count; i++)
		take_row(grid, i, columns, count, set);
	return true;
}

/* One column of values beside the labels. */
static void
take_column(const struct grid *grid, size_t column,
    const struct column *labels, struct claim_set *set)
{
	struct claim_row *row =
	    claim_row_add(set, grid_at(grid, 0, column).pos);
	struct span name = plain_at(grid, 0, column);
	size_t i;

	if (row == NULL)
		return;
	if (name.n > 0 && labels[0].kind <= COLUMN_IGNORED)
		row->name = span_dup(set->arena, name);
	for (i = 0; i < grid->row_count && i < LABEL_ROWS; i++)
		if (labels[i].kind > COLUMN_IGNORED)
			column_take(&labels[i], plain_at(grid, i, column),
			    grid_at(grid, i, column).pos, row, set->arena);
	name_row(row);
}

/* A table with labels at the left: a card. */
static bool
by_labels(const struct grid *grid, struct claim_set *set)
{
	struct column labels[LABEL_ROWS];
	size_t i, width = 0, count = grid->row_count;

	count = count < LABEL_ROWS ? count : LABEL_ROWS;
	for (i = 0; i < count; i++) {
		labels[i] = column_read(plain_at(grid, i, 0));
		if (grid_width(grid, i) > width)
			width = grid_width(grid, i);
	}
	if (claim_columns(labels, count) < LEAST_QUANTITIES)
		return false;
	set->tables++;
	for (i = 1; i < width; i++)
		take_column(grid, i, labels, set);
	return true;
}

bool
grid_claims(const struct grid *grid, struct claim_set *set)
{
	return grid->row_count > 0 &&
	    (by_headings(grid, set) || by_labels(grid, set));
}
