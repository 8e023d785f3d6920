/*
 * Reading the table of venues.
 */
#include "layout/venue.h"

#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/diag.h"
#include "base/num.h"
#include "base/source.h"

enum kind { TEXT, NUMBER, CHOICE };

/* A column: its name and what it fills; of a choice, the word that is true. */
struct column {
	const char *name;
	enum kind kind;
	size_t offset;
	const char *yes, *no;
};

#define TO(member) offsetof(struct venue, member)

static const struct column columns[] = {
	{ "id", TEXT, TO(id), NULL, NULL },
	{ "name", TEXT, TO(name), NULL, NULL },
	{ "paper", TEXT, TO(paper), NULL, NULL },
	{ "column_bp", NUMBER, TO(column), NULL, NULL },
	{ "full_bp", NUMBER, TO(full), NULL, NULL },
	{ "fonts", TEXT, TO(fonts), NULL, NULL },
	{ "tex", CHOICE, TO(modern), "modern", "fonts" },
	{ "text", CHOICE, TO(serif_text), "serif", "sans" },
	{ "labels", CHOICE, TO(serif_labels), "serif", "sans" },
	{ "table_pt", NUMBER, TO(table_size), NULL, NULL },
	{ "least_pt", NUMBER, TO(least_size), NULL, NULL },
	{ "note_pt", NUMBER, TO(note_size), NULL, NULL },
	{ "label_pt", NUMBER, TO(label_size), NULL, NULL },
	{ "caption_pt", NUMBER, TO(caption_size), NULL, NULL },
	{ "line_pt", NUMBER, TO(line), NULL, NULL },
	{ "contrast", NUMBER, TO(contrast), NULL, NULL },
	{ "colours", CHOICE, TO(grey), "print", "any" },
	{ "pdf", TEXT, TO(pdf), NULL, NULL },
	{ "links", CHOICE, TO(links), "yes", "no" },
	{ "bookmarks", CHOICE, TO(bookmarks), "yes", "no" },
	{ "bitmaps", CHOICE, TO(bitmaps), "yes", "no" },
	{ "source", TEXT, TO(source), NULL, NULL },
	{ "note", TEXT, TO(note), NULL, NULL },
};

enum { COLUMNS = sizeof columns / sizeof columns[0] };

static bool
refuse(struct diags *diags, struct pos pos, const char *name,
    const char *wanted)
{
	diag(diags, DIAG_VENUE_TABLE, pos, "%s must be %s", name, wanted);
	return false;
}

static bool
fill(struct venue *venue, const struct column *column, struct span text,
    struct pos pos, struct arena *arena, struct diags *diags)
{
	void *member = (char *)venue + column->offset;

	switch (column->kind) {
	case TEXT:
		*(const char **)member = span_dup(arena, text);
		return true;
	case NUMBER:
		if (num_parse(text, member) && *(double *)member > 0)
			return true;
		return refuse(diags, pos, column->name, "a positive number");
	case CHOICE:
		*(bool *)member = span_equal(text, column->yes);
		if (*(bool *)member || span_equal(text, column->no))
			return true;
		break;
	}
	return refuse(diags, pos, column->name,
	    arena_printf(arena, "%s or %s", column->yes, column->no));
}

static bool
read_row(struct venue *venue, const struct csv_row *row,
    struct arena *arena, struct diags *diags)
{
	size_t i;

	if (row->count != COLUMNS) {
		diag(diags, DIAG_VENUE_TABLE, row->pos,
		    "a venue has %d fields, not %zu", (int)COLUMNS,
		    row->count);
		return false;
	}
	for (i = 0; i < COLUMNS; i++)
		if (!fill(venue, &columns[i], row->fields[i].text,
			row->fields[i].pos, arena, diags))
			return false;
	return true;
}

static bool
is_head(const struct csv_row *row)
{
	size_t i;

	for (i = 0; i < COLUMNS && i < row->count; i++)
		if (!span_equal(row->fields[i].text, columns[i].name))
			return false;
	return row->count == COLUMNS;
}

static size_t
read_rows(struct csv *csv, const char *path,
    struct venue venues[VENUES_MAX], struct arena *arena,
    struct diags *diags)
{
	struct csv_row row;
	size_t count = 0;

	if (!csv_row(csv, &row) || !is_head(&row)) {
		refuse(diags, (struct pos){ .file = path, .line = 1 },
		    "the first line", "the names of a venue's columns");
		return 0;
	}
	while (count < VENUES_MAX && csv_row(csv, &row))
		if (!read_row(&venues[count++], &row, arena, diags))
			return 0;
	return count;
}

size_t
venues_read(const char *path, struct venue venues[VENUES_MAX],
    struct arena *arena, struct diags *diags)
{
	struct source *source = source_open(path, arena, diags);
	struct csv *csv;
	size_t count;

	if (source == NULL)
		return 0;
	csv = csv_open(source, ',', arena);
	count = read_rows(csv, path, venues, arena, diags);
	csv_close(csv);
	source_close(source);
	return count;
}

const struct venue *
venue_named(const struct venue *venues, size_t count, const char *id)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (strcmp(venues[i].id, id) == 0)
			return &venues[i];
	return NULL;
}

struct layout_style
venue_style(const struct venue *venue, double width)
{
	bool serif = venue->serif_text;

	return (struct layout_style){
		.width = width,
		.text_size = venue->table_size,
		.min_size = venue->least_size,
		.small_size = venue->note_size,
		.caption_size = venue->caption_size,
		.label_size = venue->label_size,
		.line = venue->line,
		.grey = venue->grey,
		.modern = venue->modern,
		.text = serif ? FACE_SERIF : FACE_SANS,
		.bold = serif ? FACE_SERIF_BOLD : FACE_SANS_BOLD,
		.italic = serif ? FACE_SERIF_ITALIC : FACE_SANS_ITALIC,
		.label = venue->serif_labels ? FACE_SERIF : FACE_SANS,
		.label_bold =
		    venue->serif_labels ? FACE_SERIF_BOLD : FACE_SANS_BOLD,
		.mono = FACE_MONO,
	};
}

struct page_style
venue_page(const struct venue *venue)
{
	return strcmp(venue->paper, "letter") == 0 ?
	    page_style_letter() : page_style_a4();
}
