/*
 * Reading a CSV table of the catalogue by the names of its columns.
 */
#include "catalog/sheet.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/num.h"
#include "base/source.h"

enum { WHOLE_MAX = 1000000 };

#define COLUMN_HEADING(name, heading) [name] = (heading),
static const char *const headings[] = { COLUMNS(COLUMN_HEADING) };
#undef COLUMN_HEADING

_Static_assert(sizeof headings / sizeof headings[0] == COLUMN_TOTAL,
    "a heading per column");

static enum column
column_lookup(struct span heading)
{
	enum column column = 0;

	while (column < COLUMN_TOTAL && !span_equal(heading, headings[column]))
		column++;
	return column;
}

static void
read_heading(struct sheet *sheet)
{
	size_t i;

	sheet->width = sheet->row.count;
	for (i = 0; i < sheet->width; i++) {
		const struct csv_field *field = &sheet->row.fields[i];
		enum column column = column_lookup(field->text);

		if (column == COLUMN_TOTAL)
			diag(sheet->diags, DIAG_CATALOG_ROW, field->pos,
			    "no column is called \"%.*s\"", (int)field->text.n,
			    field->text.s);
		else
			sheet->place[column] = i;
	}
}

bool
sheet_open(struct sheet *sheet, const char *path, struct arena *arena,
    struct diags *diags)
{
	size_t i;

	*sheet = (struct sheet){ .arena = arena, .diags = diags };
	for (i = 0; i < COLUMN_TOTAL; i++)
		sheet->place[i] = SIZE_MAX;
	sheet->source = source_open(path, arena, diags);
	if (sheet->source == NULL)
		return false;
	sheet->csv = csv_open(sheet->source, ',', arena);
	if (csv_row(sheet->csv, &sheet->row))
		read_heading(sheet);
	return true;
}

void
sheet_close(struct sheet *sheet)
{
	csv_close(sheet->csv);
	source_close(sheet->source);
}

bool
sheet_has(const struct sheet *sheet, enum column column)
{
	return sheet->place[column] != SIZE_MAX;
}

bool
sheet_next(struct sheet *sheet)
{
	while (csv_row(sheet->csv, &sheet->row)) {
		sheet->faulty = false;
		if (sheet->row.count == sheet->width)
			return true;
		diag(sheet->diags, DIAG_CATALOG_ROW, sheet->row.pos,
		    "%zu columns where the heading has %zu", sheet->row.count,
		    sheet->width);
	}
	return false;
}

/* Bytes of the whole lines at the head of TEXT that stand before FIRST; counts them. */
static size_t
lines_before(struct span text, struct span first, size_t *lines)
{
	size_t at = 0;

	for (;;) {
		struct span rest = span_sub(text, at, text.n);
		const char *end =
		    rest.n == 0 ? NULL : memchr(rest.s, '\n', rest.n);
		size_t n = end == NULL ? 0 : (size_t)(end - rest.s) + 1;

		if (n == 0 ||
		    memcmp(rest.s, first.s, n < first.n ? n : first.n) >= 0)
			return at;
		at += n;
		(*lines)++;
	}
}

void
sheet_pass(struct sheet *sheet, const char *first)
{
	struct span prefix = span_of(first);
	size_t n, lines;

	do {
		lines = 0;
		n = lines_before(csv_peek(sheet->csv), prefix, &lines);
		csv_pass(sheet->csv, n, lines);
	} while (n > 0);
}

static struct span
column_span(const struct sheet *sheet, enum column column)
{
	size_t place = sheet->place[column];

	return place == SIZE_MAX ? (struct span){ NULL, 0 } :
				   sheet->row.fields[place].text;
}

const char *
sheet_text(struct sheet *sheet, enum column column)
{
	struct span text = column_span(sheet, column);

	if (text.n == 0)
		return "";
	if (sheet->last[column] == NULL ||
	    !span_equal(text, sheet->last[column]))
		sheet->last[column] = span_dup(sheet->arena, text);
	return sheet->last[column];
}

const char *
sheet_word(struct sheet *sheet, enum column column)
{
	const char *text = sheet_text(sheet, column);

	if (text[0] == '\0')
		sheet_fault(sheet, column, "is empty");
	return text;
}

double
sheet_number(struct sheet *sheet, enum column column)
{
	struct span text = column_span(sheet, column);
	double number = (double)NAN;

	if (text.n != 0 && !num_parse(text, &number))
		sheet_fault(sheet, column, "is not a number");
	return number;
}

int
sheet_whole(struct sheet *sheet, enum column column, int unknown)
{
	double number = sheet_number(sheet, column);

	if (isnan(number))
		return unknown;
	if (number < 0 || number > WHOLE_MAX || number != floor(number)) {
		sheet_fault(sheet, column, "is not a whole number");
		return unknown;
	}
	return (int)number;
}

void
sheet_fault(struct sheet *sheet, enum column column, const char *detail)
{
	size_t place = sheet->place[column];

	diag(sheet->diags, DIAG_CATALOG_ROW,
	    place == SIZE_MAX ? sheet->row.pos :
				sheet->row.fields[place].pos,
	    "%s %s", headings[column], detail);
	sheet->faulty = true;
}
