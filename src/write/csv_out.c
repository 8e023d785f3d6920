/*
 * The main table as CSV (RFC 4180): raw numbers in the column's unit, the
 * unit in the head. No cell is a formula to a spreadsheet.
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/num.h"
#include "document/text.h"
#include "write/cells.h"
#include "write/chars.h"
#include "write/output.h"

static void
add_field(struct buf *out, struct span text)
{
	size_t i;

	if (text.n == 0)
		return;
	if (memchr(text.s, ',', text.n) == NULL &&
	    memchr(text.s, '"', text.n) == NULL) {
		buf_add(out, text.s, text.n);
		return;
	}
	buf_putc(out, '"');
	for (i = 0; i < text.n; i++) {
		if (text.s[i] == '"')
			buf_putc(out, '"');
		buf_putc(out, text.s[i]);
	}
	buf_putc(out, '"');
}

/* What a spreadsheet would compute; some take the full-width signs, too. */
static bool
is_formula(struct span text)
{
	static const char *const wide[] = { "\xef\xbc\x9d", "\xef\xbc\x8b",
		"\xef\xbc\x8d", "\xef\xbc\xa0" };
	size_t i;

	for (i = 0; i < sizeof wide / sizeof wide[0]; i++)
		if (span_equal(span_sub(text, 0, 3), wide[i]))
			return true;
	return text.n > 0 && strchr("=+-@", text.s[0]) != NULL;
}

/* Plain text on one line; an apostrophe keeps a spreadsheet from computing it. */
static void
add_text(struct buf *out, const char *markup, struct arena *arena)
{
	struct buf clean = { 0 }, text = { 0 };
	struct span trimmed;

	chars_clean(&clean, span_of(text_plain(markup, arena)));
	trimmed = span_trim((struct span){ clean.s, clean.n });
	if (is_formula(trimmed))
		buf_putc(&text, '\'');
	buf_add(&text, trimmed.s == NULL ? "" : trimmed.s, trimmed.n);
	add_field(out, (struct span){ text.s, text.n });
	buf_free(&clean);
	buf_free(&text);
}

void
csv_cell(struct buf *out, const char *markup, struct arena *arena)
{
	add_text(out, markup, arena);
}

void
csv_next(struct buf *out, const char *markup, struct arena *arena)
{
	buf_putc(out, ',');
	if (markup != NULL)
		csv_cell(out, markup, arena);
}

static void
add_number(struct buf *out, double number)
{
	char text[NUM_TEXT];

	if (!isfinite(number))
		return;
	num_shortest(number, text);
	buf_puts(out, text);
}

void
csv_next_number(struct buf *out, double number)
{
	buf_putc(out, ',');
	add_number(out, number);
}

/* Counts are plain numbers: 213 M is 213000000. */
static bool
is_count(const struct doc_column *column)
{
	return cells_right(column) &&
	    unit_dimension(column->style.unit) == DIM_COUNT;
}

/* "co2e_lb", "intensity_g_per_kwh" */
static void
add_key(struct buf *out, const struct doc_column *column, const char *suffix)
{
	const char *p = is_count(column) ? "" : column->unit;

	buf_puts(out, column->key);
	buf_puts(out, suffix);
	if (*p != '\0')
		buf_putc(out, '_');
	for (; *p != '\0'; p++) {
		if (*p == '/')
			buf_puts(out, "_per_");
		else if (*p == '%')
			buf_puts(out, "percent");
		else if (*p >= 'A' && *p <= 'Z')
			buf_putc(out, (char)(*p - 'A' + 'a'));
		else if ((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9'))
			buf_putc(out, *p);
	}
}

/* The bounds of a column, each a column of its own: its value, its ends, or all three. */
struct bounds {
	enum bound items[3];
	size_t count;
};

static struct bounds
bounds_of(const struct doc_table *table, size_t column)
{
	struct bounds bounds = { .count = 0 };
	bool ends = false, value = false;
	size_t i;

	for (i = 0; i < table->row_count; i++) {
		ends |= text_is_range(&table->rows[i].cells[column]);
		value |= text_has_range(&table->rows[i].cells[column]);
	}
	if (value || !ends)
		bounds.items[bounds.count++] = BOUND_VALUE;
	if (ends || value) {
		bounds.items[bounds.count++] = BOUND_LOW;
		bounds.items[bounds.count++] = BOUND_HIGH;
	}
	return bounds;
}

static const char *
suffix_of(enum bound bound)
{
	return bound == BOUND_LOW  ? "_low" :
	    bound == BOUND_HIGH ? "_high" :
				  "";
}

static void
add_cell(struct buf *out, const struct doc_cell *cell,
    const struct doc_column *column, enum bound bound, struct arena *arena)
{
	if (cell->text != NULL && strcmp(cell->text, "—") != 0)
		add_text(out, cell->text, arena);
	add_number(out, text_raw(cell, column, bound));
}

/* A word stands once; of a stated interval there is no value, and without a range there are no ends. */
static bool
stands(const struct doc_cell *cell, const struct bounds *bounds, size_t k)
{
	if (cell->text != NULL || bounds->count < 3)
		return k == 0 || cell->text == NULL;
	return bounds->items[k] == BOUND_VALUE ? !text_is_range(cell) :
	    text_is_range(cell) || text_has_range(cell);
}

static bool
has_groups(const struct doc_table *table)
{
	size_t i;

	for (i = 0; i < table->row_count; i++)
		if (table->rows[i].group != NULL)
			return true;
	return false;
}

static void
add_head(struct buf *out, const struct doc_table *table)
{
	struct bounds bounds;
	size_t i, k;

	if (has_groups(table))
		buf_puts(out, "group,");
	for (i = 0; i < table->column_count; i++) {
		if (i > 0)
			buf_putc(out, ',');
		bounds = bounds_of(table, i);
		for (k = 0; k < bounds.count; k++) {
			buf_puts(out, k == 0 ? "" : ",");
			add_key(out, &table->columns[i],
			    suffix_of(bounds.items[k]));
		}
	}
	buf_puts(out, "\r\n");
}

static void
add_row(struct buf *out, const struct doc_table *table, size_t row,
    struct arena *arena)
{
	struct bounds bounds;
	size_t i, k;

	for (i = 0; i < table->column_count; i++) {
		const struct doc_cell *cell = &table->rows[row].cells[i];
		const struct doc_column *column = &table->columns[i];

		if (i > 0)
			buf_putc(out, ',');
		bounds = bounds_of(table, i);
		for (k = 0; k < bounds.count; k++) {
			buf_puts(out, k == 0 ? "" : ",");
			if (stands(cell, &bounds, k))
				add_cell(out, cell, column,
				    bounds.count == 1 ? cell->bound :
							bounds.items[k],
				    arena);
		}
	}
	buf_puts(out, "\r\n");
}

static bool
write_csv(struct output_job *job, struct buf *out)
{
	const struct doc_table *table;
	const char *group = "";
	bool groups;
	size_t i;

	if (job->doc->table_count == 0)
		return true;
	table = doc_main_table(job->doc);
	groups = has_groups(table);
	add_head(out, table);
	for (i = 0; i < table->row_count; i++) {
		if (table->rows[i].group != NULL)
			group = table->rows[i].group;
		if (groups) {
			add_text(out, group, job->arena);
			buf_putc(out, ',');
		}
		add_row(out, table, i, job->arena);
	}
	return true;
}

const struct output output_table_csv = {
	.name = "table.csv",
	.format = "csv",
	.help = "the main table in raw numbers",
	.write = write_csv,
};
