/*
 * Tables made from a table. Notes go with the marks that name them.
 */
#include "document/table_edit.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "document/language.h"
#include "document/text.h"

#define DASH "\xe2\x80\x94"

enum { COMMON_ROWS = 2 }; /* one row has everything in common */

static bool
has_text(const char *text)
{
	return text != NULL && text[0] != '\0';
}

size_t
table_column(const struct doc_table *table, const char *key)
{
	size_t i = 0;

	while (i < table->column_count &&
	    strcmp(table->columns[i].key, key) != 0)
		i++;
	return i;
}

static bool
list_has(const char *marks, const char *mark)
{
	struct span rest = span_of(marks == NULL ? "" : marks);

	while (rest.n > 0)
		if (span_equal(span_cut(&rest, ','), mark))
			return true;
	return false;
}

/* Whether a cell shows the dash, or the sign, that a note explains. */
static bool
shows(const struct doc_table *table, size_t row, size_t column,
    const char *sign, struct arena *arena)
{
	return strstr(text_cell(&table->rows[row].cells[column],
			  &table->columns[column], arena).text,
		   sign) != NULL;
}

/* Whether a cell or a head has the note's mark, or shows its sign. */
static bool
is_used(const struct doc_table *table, const struct doc_note *note,
    struct arena *arena)
{
	bool letter = (unsigned char)note->mark[0] < 0x80;
	size_t i, j;

	if (note->mark[0] == '\0')
		return true;
	for (j = 0; j < table->column_count; j++) {
		if (list_has(table->columns[j].marks, note->mark))
			return true;
		for (i = 0; i < table->row_count; i++)
			if (list_has(table->rows[i].cells[j].marks,
				note->mark) ||
			    (!letter && shows(table, i, j, note->mark,
				arena)))
				return true;
	}
	return false;
}

/* Whether a note speaks of the mark: what all rows share keeps the marks of its head. */
static bool
is_quoted(const struct doc_table *table, const struct doc_note *note,
    struct arena *arena)
{
	const char *raised = arena_printf(arena, "^{%s}", note->mark);
	size_t i;

	for (i = 0; i < table->note_count; i++)
		if (strstr(table->notes[i].text, raised) != NULL)
			return true;
	return false;
}

static void
drop_notes(struct doc_table *table, const struct doc_note *notes,
    size_t count, struct arena *arena)
{
	size_t i;

	table->notes = arena_alloc(arena, (count + 1) * sizeof *notes);
	table->note_count = 0;
	for (i = 0; i < count; i++)
		if (is_used(table, &notes[i], arena) ||
		    is_quoted(table, &notes[i], arena))
			table->notes[table->note_count++] = notes[i];
}

static struct doc_table *
with_columns(const struct doc_table *table, const size_t *columns,
    size_t count, struct arena *arena)
{
	struct doc_table *copy = arena_alloc(arena, sizeof *copy);
	struct doc_cell *cells = arena_alloc(arena,
	    (table->row_count * count + 1) * sizeof *cells);
	size_t i, j;

	*copy = *table;
	copy->column_count = count;
	copy->columns = arena_alloc(arena,
	    (count + 1) * sizeof *copy->columns);
	copy->rows = arena_alloc(arena,
	    (table->row_count + 1) * sizeof *copy->rows);
	for (j = 0; j < count; j++)
		copy->columns[j] = table->columns[columns[j]];
	for (i = 0; i < table->row_count; i++) {
		copy->rows[i] = table->rows[i];
		copy->rows[i].cells = cells + i * count;
		for (j = 0; j < count; j++)
			cells[i * count + j] =
			    table->rows[i].cells[columns[j]];
	}
	return copy;
}

struct doc_table *
table_with_columns(const struct doc_table *table, const size_t *columns,
    size_t count, struct arena *arena)
{
	struct doc_table *copy = with_columns(table, columns, count, arena);

	drop_notes(copy, table->notes, table->note_count, arena);
	return copy;
}

/* The letters of a table, old and new, while it is lettered anew. */
struct letters {
	struct doc_note *notes;
	size_t *order; /* notes as they were first met */
	size_t count, met;
};

static size_t
place_of(struct letters *letters, struct span mark)
{
	size_t i;

	for (i = 0; i < letters->met; i++)
		if (span_equal(mark, letters->notes[letters->order[i]].mark))
			return i;
	for (i = 0; i < letters->count; i++)
		if (span_equal(mark, letters->notes[i].mark)) {
			letters->order[letters->met] = i;
			return letters->met++;
		}
	return letters->count;
}

/* The letters of MARKS in the order of the alphabet. */
static const char *
letters_of(const struct letters *letters, const bool *has,
    struct arena *arena)
{
	const char *text = "";
	size_t i;

	for (i = 0; i < letters->met; i++)
		if (has[i])
			text = arena_printf(arena, "%s%s%c", text,
			    text[0] == '\0' ? "" : ",", (int)('a' + i));
	return text;
}

static const char *
lettered(struct letters *letters, const char *marks, struct arena *arena)
{
	struct span rest = span_of(marks == NULL ? "" : marks);
	bool *has;

	if (rest.n == 0)
		return "";
	has = arena_alloc(arena, (letters->count + 1) * sizeof *has);
	while (rest.n > 0)
		has[place_of(letters, span_cut(&rest, ','))] = true;
	return letters_of(letters, has, arena);
}

/* Notes in the order of their letters, then those without one. */
static void
order_notes(struct doc_table *table, const struct letters *letters,
    struct arena *arena)
{
	size_t i, n = 0;

	table->notes = arena_alloc(arena,
	    (letters->count + 1) * sizeof *table->notes);
	for (i = 0; i < letters->met; i++) {
		const char mark[] = { (char)('a' + i), '\0' };

		table->notes[n] = letters->notes[letters->order[i]];
		table->notes[n++].mark = arena_strdup(arena, mark);
	}
	for (i = 0; i < letters->count; i++)
		if (letters->notes[i].mark[0] < 'a' ||
		    letters->notes[i].mark[0] > 'z')
			table->notes[n++] = letters->notes[i];
	table->note_count = n;
}

void
table_letter_notes(struct doc_table *table, struct arena *arena)
{
	struct letters letters = { .notes = table->notes,
		.count = table->note_count };
	size_t i, j;

	letters.order = arena_alloc(arena,
	    (letters.count + 1) * sizeof *letters.order);
	for (j = 0; j < table->column_count; j++)
		table->columns[j].marks =
		    lettered(&letters, table->columns[j].marks, arena);
	for (i = 0; i < table->row_count; i++) {
		struct doc_cell *cells = arena_alloc(arena,
		    (table->column_count + 1) * sizeof *cells);

		for (j = 0; j < table->column_count; j++) {
			cells[j] = table->rows[i].cells[j];
			cells[j].marks =
			    lettered(&letters, cells[j].marks, arena);
		}
		table->rows[i].cells = cells;
	}
	order_notes(table, &letters, arena);
}

struct doc_table *
table_brief(const struct doc_table *table, struct arena *arena)
{
	struct doc_table *copy = arena_alloc(arena, sizeof *copy);
	bool shorter = false;
	size_t i;

	*copy = *table;
	copy->columns = arena_alloc(arena,
	    (table->column_count + 1) * sizeof *copy->columns);
	for (i = 0; i < table->column_count; i++) {
		struct doc_column *column = &copy->columns[i];

		*column = table->columns[i];
		column->head = text_brief(column->head,
		    column->style.language);
		column->spanner = text_brief(column->spanner,
		    column->style.language);
		shorter |= column->head != table->columns[i].head ||
		    column->spanner != table->columns[i].spanner;
	}
	return shorter ? copy : NULL;
}

/* "Cloud compute cost, preemptible^{c}": all that stands over a column, but its unit. */
static const char *
whole_head(const struct doc_column *column, struct arena *arena)
{
	if (!has_text(column->spanner) || !has_text(column->head))
		return has_text(column->spanner) ? column->spanner :
						   column->head;
	return language_phrase(column->style.language, arena, "{thing}, {more}",
	    "thing", column->spanner, "more", column->head, NULL);
}

/* What all rows say in a column; NULL when they differ, or a total adds to them. */
static const char *
common_text(const struct doc_table *table, size_t column,
    struct arena *arena)
{
	const char *common = NULL;
	size_t i, count = 0;

	for (i = 0; i < table->row_count; i++) {
		const struct doc_cell *cell = &table->rows[i].cells[column];
		const char *text = text_cell(cell, &table->columns[column],
		    arena).text;

		if (table->rows[i].total && text[0] == '\0')
			continue;
		if (table->rows[i].total && strcmp(text, DASH) != 0)
			return NULL;
		if (has_text(cell->marks) ||
		    (common != NULL && strcmp(text, common) != 0))
			return NULL;
		common = text;
		count++;
	}
	return count < COMMON_ROWS || !has_text(common) ? NULL : common;
}

static struct doc_note
common_note(const struct doc_column *column, const char *text,
    struct arena *arena)
{
	const struct language *language = column->style.language;
	const char *head = whole_head(column, arena);
	bool known = strcmp(text, DASH) != 0;

	if (has_text(column->marks))
		head = arena_printf(arena, "%s^{%s}", head, column->marks);
	return (struct doc_note){
		.mark = "",
		.text = !known ?
		    language_phrase(language, arena,
			"{column}: not known for any.", "column", head, NULL) :
		    language_phrase(language, arena,
			"{column}: {value} for all.", "column", head, "value",
			text_with_unit(text, column->unit, language, arena),
			NULL),
	};
}

struct doc_table *
table_common(const struct doc_table *table, struct arena *arena)
{
	size_t *left = arena_alloc(arena,
	    (table->column_count + 1) * sizeof *left);
	struct doc_note *notes = arena_alloc(arena,
	    (table->column_count + table->note_count + 1) * sizeof *notes);
	size_t i, count = 0, note_count = 0;
	struct doc_table *copy;

	for (i = 0; i < table->column_count; i++) {
		const char *text = i == 0 ? NULL :
		    common_text(table, i, arena);

		if (text == NULL)
			left[count++] = i;
		else
			notes[note_count++] = common_note(
			    &table->columns[i], text, arena);
	}
	if (note_count == 0 || count < 2)
		return NULL;
	if (table->note_count != 0)
		memcpy(notes + note_count, table->notes,
		    table->note_count * sizeof *notes);
	copy = with_columns(table, left, count, arena);
	copy->notes = notes;
	copy->note_count = note_count + table->note_count;
	drop_notes(copy, notes, copy->note_count, arena);
	return copy;
}
