/*
 * Tables for fixed width: text, marks, and the padding that puts decimal
 * points under each other. It knows neither Markdown nor a terminal.
 */
#include "write/cells.h"

#include <string.h>

#include "base/arena.h"
#include "document/language.h"
#include "document/text.h"
#include "write/chars.h"

/* One cell before it is padded. */
struct piece {
	const char *text;
	bool aligned;   /* at its decimal mark */
	size_t before;  /* columns before the mark */
	size_t after;   /* columns from the mark on, note marks included */
};

const char *
cells_plain(const char *markup, void (*escape)(struct buf *, struct span),
    struct arena *arena)
{
	struct buf clean = { 0 }, out = { 0 };
	const char *text;

	chars_clean(&clean, span_of(text_plain(markup, arena)));
	escape(&out, (struct span){ clean.s, clean.n });
	text = arena_strndup(arena, out.n == 0 ? "" : out.s, out.n);
	buf_free(&clean);
	buf_free(&out);
	return text;
}

const char *
cells_marks(const char *marks, struct arena *arena)
{
	static const char *const raised[] = { "ᵃ", "ᵇ", "ᶜ", "ᵈ", "ᵉ", "ᶠ",
		"ᵍ", "ʰ", "ⁱ", "ʲ", "ᵏ", "ˡ", "ᵐ", "ⁿ", "ᵒ", "ᵖ", NULL, "ʳ",
		"ˢ", "ᵗ", "ᵘ", "ᵛ", "ʷ", "ˣ", "ʸ", "ᶻ" };
	struct buf out = { 0 };
	const char *text, *p;

	if (marks == NULL)
		return "";
	for (p = marks; *p != '\0'; p++) {
		if (*p >= 'a' && *p <= 'z' && raised[*p - 'a'] != NULL)
			buf_puts(&out, raised[*p - 'a']);
		else
			buf_putc(&out, *p);
	}
	text = arena_strndup(arena, out.n == 0 ? "" : out.s, out.n);
	buf_free(&out);
	return text;
}

const char *
cells_label(const struct language *language, const char *kind, int number,
    struct arena *arena)
{
	return language_phrase(language, arena,
	    number > 0 ? "{kind} {n}." : "{kind}.", "kind",
	    language_word(language, kind), "n",
	    arena_printf(arena, "%d", number), NULL);
}

bool
cells_marked(const struct doc_column *column)
{
	return column->align == ALIGN_DECIMAL || column->align == ALIGN_RANGE;
}

bool
cells_right(const struct doc_column *column)
{
	return column->align == ALIGN_RIGHT || cells_marked(column);
}

bool
cells_is_number(const char *printed)
{
	bool digit = false;
	const char *p;

	for (p = printed; *p != '\0'; p++) {
		if (*p >= '0' && *p <= '9')
			digit = true;
		else if ((unsigned char)*p < 0x80 &&
		    strchr(",.+- %()/", *p) == NULL)
			return false;
	}
	return digit;
}

bool
cells_aligned(const struct printed *printed, const struct doc_column *column)
{
	return cells_marked(column) &&
	    (!printed->known || cells_is_number(printed->text));
}

struct cells_tail
cells_tail(const struct printed *printed)
{
	struct cells_tail tail = { 0 };
	const char *p;

	for (p = printed->text + printed->integer; *p != '\0'; p++) {
		tail.digits += *p >= '0' && *p <= '9';
		tail.points += *p == '.' || *p == ',';
		tail.brackets += *p == '(' || *p == ')' || *p == '/';
		tail.dashes += span_starts(span_of(p), "–");
		tail.signs += *p == '+' || span_starts(span_of(p), "±") ||
		    span_starts(span_of(p), "−");
		tail.blanks += *p == ' ' || span_starts(span_of(p), "\xc2\xa0");
	}
	return tail;
}

static size_t
larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* The wider of both, part by part. */
struct cells_tail
cells_wider(struct cells_tail a, struct cells_tail b)
{
	return (struct cells_tail){
		.dashes = larger(a.dashes, b.dashes),
		.digits = larger(a.digits, b.digits),
		.points = larger(a.points, b.points),
		.signs = larger(a.signs, b.signs),
		.blanks = larger(a.blanks, b.blanks),
		.brackets = larger(a.brackets, b.brackets),
	};
}

struct cells_tail
cells_longest_tail(const struct doc_table *table, size_t column,
    struct arena *arena)
{
	struct cells_tail longest = { 0 };
	size_t i;

	for (i = 0; i < table->row_count; i++) {
		struct printed printed = text_cell(
		    &table->rows[i].cells[column], &table->columns[column],
		    arena);

		if (!cells_aligned(&printed, &table->columns[column]))
			continue;
		longest = cells_wider(longest, cells_tail(&printed));
	}
	return longest;
}

static size_t
width_of(const char *text)
{
	return chars_width(span_of(text));
}

static struct piece
piece_of(const struct doc_cell *cell, const struct doc_column *column,
    void (*escape)(struct buf *, struct span), struct arena *arena)
{
	struct printed printed = text_cell(cell, column, arena);
	const char *marks = cells_marks(cell->marks, arena);
	struct piece piece;
	size_t whole;

	piece.text = arena_printf(arena, "%s%s",
	    cells_plain(printed.text, escape, arena), marks);
	whole = width_of(piece.text);
	piece.aligned = cells_aligned(&printed, column);
	piece.before = whole;
	if (piece.aligned)
		piece.before = chars_width(
		    span_sub(span_of(printed.text), 0, printed.integer));
	piece.after = whole - piece.before;
	return piece;
}

/* Writes one column: blanks fill up what a fraction has less than the longest. */
static void
set_column(struct cells *cells, size_t column,
    void (*escape)(struct buf *, struct span), struct arena *arena)
{
	const struct doc_table *table = cells->table;
	struct piece *pieces =
	    arena_alloc(arena, (table->row_count + 1) * sizeof *pieces);
	size_t before = 0, after = 0, widest = 0, i;

	for (i = 0; i < table->row_count; i++) {
		struct piece *p = &pieces[i];

		*p = piece_of(&table->rows[i].cells[column],
		    &table->columns[column], escape, arena);
		if (p->aligned && p->before > before)
			before = p->before;
		if (p->aligned && p->after > after)
			after = p->after;
		if (p->before + p->after > widest)
			widest = p->before + p->after;
	}
	for (i = 0; i < table->row_count; i++)
		cells->text[i * table->column_count + column] =
		    !pieces[i].aligned ?
		    pieces[i].text :
		    arena_printf(arena, "%s%*s", pieces[i].text,
			(int)(after - pieces[i].after), "");
	cells->widths[column] = before + after > widest ? before + after :
							  widest;
}

struct cells *
cells_of(const struct doc_table *table,
    void (*escape)(struct buf *, struct span), struct arena *arena)
{
	struct cells *cells = arena_alloc(arena, sizeof *cells);
	size_t i;

	cells->table = table;
	cells->text = arena_alloc(arena,
	    (table->row_count * table->column_count + 1) *
		sizeof *cells->text);
	cells->widths = arena_alloc(arena,
	    (table->column_count + 1) * sizeof *cells->widths);
	for (i = 0; i < table->column_count; i++)
		set_column(cells, i, escape, arena);
	return cells;
}

const char *
cells_at(const struct cells *cells, size_t row, size_t column)
{
	return cells->text[row * cells->table->column_count + column];
}

void
cells_pad(struct buf *out, const char *text, size_t width, bool right)
{
	size_t used = width_of(text);
	size_t gap = used < width ? width - used : 0;

	if (!right)
		buf_puts(out, text);
	while (gap-- > 0)
		buf_putc(out, ' ');
	if (right)
		buf_puts(out, text);
}
