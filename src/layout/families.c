/*
 * Reading the list of font families.
 */
#include "layout/families.h"

#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/diag.h"
#include "base/source.h"

enum column { COLUMN_SET, COLUMN_FACE, COLUMN_FAMILY, COLUMN_FILE,
	COLUMN_TOTAL };

struct list {
	const char *directory;
	const char *set;
	struct family *families;
	size_t columns[COLUMN_TOTAL];
	size_t alike, upright; /* columns that may be missing: then past the last */
	struct arena *arena;
	struct diags *diags;
};

/* The place of a column; the number of columns when it is missing. */
static size_t
column_of(const struct csv_row *head, const char *name)
{
	size_t i = 0;

	while (i < head->count && !span_equal(head->fields[i].text, name))
		i++;
	return i;
}

static bool
find_columns(struct list *list, const struct csv_row *head)
{
	static const char *const names[] = {
		[COLUMN_SET] = "set",
		[COLUMN_FACE] = "face",
		[COLUMN_FAMILY] = "family",
		[COLUMN_FILE] = "file",
	};
	size_t i;

	for (i = 0; i < COLUMN_TOTAL; i++) {
		list->columns[i] = column_of(head, names[i]);
		if (list->columns[i] == head->count)
			return false;
	}
	list->alike = column_of(head, "alike");
	list->upright = column_of(head, "upright");
	return true;
}

static enum face
face_named(struct span name)
{
	enum face face;

	for (face = 0; face < FACE_TOTAL; face++)
		if (span_equal(name, scene_face_name(face)))
			break;
	return face;
}

/* The field of a column that may be missing. */
static const char *
optional(const struct list *list, const struct csv_row *row, size_t column)
{
	return column >= row->count ? "" :
	    span_dup(list->arena, row->fields[column].text);
}

static void
read_row(struct list *list, const struct csv_row *row)
{
	char *fields[COLUMN_TOTAL];
	struct family *family;
	enum face face;
	size_t i;

	for (i = 0; i < COLUMN_TOTAL; i++) {
		if (list->columns[i] >= row->count) {
			diag(list->diags, DIAG_FONT_MISSING, row->pos,
			    "row without set, face, family or file");
			return;
		}
		fields[i] = span_dup(list->arena,
		    row->fields[list->columns[i]].text);
	}
	if (strcmp(fields[COLUMN_SET], list->set) != 0)
		return;
	face = face_named(span_of(fields[COLUMN_FACE]));
	if (face == FACE_TOTAL) {
		diag(list->diags, DIAG_FONT_MISSING, row->pos,
		    "no face is called \"%s\"", fields[COLUMN_FACE]);
		return;
	}
	family = &list->families[face];
	family->name = fields[COLUMN_FAMILY];
	family->file = fields[COLUMN_FILE];
	family->alike = optional(list, row, list->alike);
	family->path = arena_printf(list->arena, "%s/%s", list->directory,
	    family->file);
	family->bold = face == FACE_SERIF_BOLD || face == FACE_SANS_BOLD;
	family->italic = (face == FACE_SERIF_ITALIC ||
	    face == FACE_SANS_ITALIC) &&
	    strcmp(optional(list, row, list->upright), "yes") != 0;
}

static void
read_rows(struct list *list, const char *path, struct source *source)
{
	struct csv *csv = csv_open(source, ',', list->arena);
	struct csv_row row;

	if (csv_row(csv, &row) && find_columns(list, &row))
		while (csv_row(csv, &row))
			read_row(list, &row);
	else
		diag(list->diags, DIAG_FONT_MISSING,
		    (struct pos){ .file = path },
		    "the list lacks the columns set, face, family and file");
	csv_close(csv);
}

bool
families_read(const char *directory, const char *set,
    struct family families[FACE_TOTAL], struct arena *arena,
    struct diags *diags)
{
	struct list list = {
		.directory = directory,
		.set = set,
		.families = families,
		.arena = arena,
		.diags = diags,
	};
	const char *path = arena_printf(arena, "%s/families.csv", directory);
	size_t first = diags->count;
	struct source *source = source_open(path, arena, diags);
	enum face face;

	if (source == NULL)
		return false;
	memset(families, 0, FACE_TOTAL * sizeof *families);
	read_rows(&list, path, source);
	source_close(source);
	for (face = 0; face < FACE_TOTAL; face++)
		if (families[face].name == NULL)
			diag(diags, DIAG_FONT_MISSING,
			    (struct pos){ .file = path }, "no row for %s in the set \"%s\"",
			    scene_face_name(face), set);
	return !diags_have_error(diags, first);
}
