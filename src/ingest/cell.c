/*
 * Cells of tables, and the rows that are left out.
 */
#include "ingest/cell.h"

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/num.h"
#include "base/source.h"
#include "ingest/ingest.h"
#include "study/record.h"

enum { SKIPS_SHOWN = 20, CELL_LONGEST = 64 };

/* Brackets around them are taken off first. */
static const char *const missing_words[] = {
	"", "-", "N/A", "NA", "nan", "inf", "-inf", "+inf", "None", "null",
	"Unknown", "Not Supported", "<not supported>", "<not counted>",
	"Unknown Error", "Insufficient Permissions", "GPU is lost", "ERR!",
	"Requested functionality has been deprecated",
};

bool
cell_missing(struct span text)
{
	size_t i;

	text = span_trim(text);
	if (text.n >= 2 && text.s[0] == '[' && text.s[text.n - 1] == ']')
		text = span_sub(text, 1, text.n - 2);
	for (i = 0; i < sizeof missing_words / sizeof missing_words[0]; i++)
		if (span_equal_nocase(text, missing_words[i]))
			return true;
	return false;
}

bool
cell_number(struct span text, char delimiter, double *value)
{
	char copy[CELL_LONGEST];
	char *comma;

	text = span_trim(text);
	if (text.n == 0 || text.n > sizeof copy)
		return false;
	if (delimiter == ',' || memchr(text.s, ',', text.n) == NULL)
		return num_parse(text, value);
	memcpy(copy, text.s, text.n);
	comma = memchr(copy, ',', text.n);
	*comma = '.';
	return num_parse((struct span){ copy, text.n }, value);
}

bool
cell_quantity(struct span text, char delimiter, double *value,
    enum unit *unit)
{
	struct span name;
	size_t n;

	text = span_trim(text);
	for (n = text.n; n > 0; n--) {
		char c = text.s[n - 1];

		if ((c >= '0' && c <= '9') || c == '.')
			break;
	}
	if (!cell_number(span_sub(text, 0, n), delimiter, value))
		return false;
	name = span_trim(span_sub(text, n, text.n));
	*unit = UNIT_TOTAL;
	if (name.n == 0)
		return true;
	*unit = unit_lookup(name);
	return *unit != UNIT_TOTAL;
}

char
cell_delimiter(const struct source *source)
{
	struct span rest = source_head(source), line = { "", 0 };
	char mark;

	while (rest.n > 0 && span_trim(line).n == 0)
		line = span_cut(&rest, '\n');
	mark = csv_delimiter(line);
	return mark == '\0' ? ',' : mark;
}

struct span
cell_text(const struct csv_row *row, int column)
{
	if (column < 0 || (size_t)column >= row->count)
		return (struct span){ "", 0 };
	return span_trim(row->fields[column].text);
}

struct pos
cell_pos(const struct csv_row *row, int column)
{
	struct pos pos = row->pos;
	struct span text = cell_text(row, column);

	if (text.n == 0)
		return pos;
	pos = row->fields[column].pos;
	pos.column += (size_t)(text.s - row->fields[column].text.s);
	return pos;
}

void
row_skip(struct reading *reading, struct pos pos, const char *reason, ...)
{
	va_list arguments;
	const char *text;

	if (reading->record->rows_skipped++ >= SKIPS_SHOWN)
		return;
	va_start(arguments, reason);
	text = arena_vprintf(reading->arena, reason, arguments);
	va_end(arguments);
	diag(reading->diags, DIAG_LOG_ROW, pos, "%s", text);
}

void
rows_skipped_end(struct reading *reading)
{
	size_t n = reading->record->rows_skipped;

	if (n > SKIPS_SHOWN)
		diag(reading->diags, DIAG_LOG_ROW,
		    (struct pos){ .file = reading->record->file },
		    "%zu rows are left out; the first %d are named above", n,
		    (int)SKIPS_SHOWN);
}
