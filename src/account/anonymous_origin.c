/*
 * Origins of inputs as an anonymous output shows them: a row that names a
 * place finer than the country, or that the authors wrote, is renamed.
 */
#include "account/anonymity.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/numbering.h"
#include "base/pos.h"
#include "base/str.h"
#include "catalog/catalog.h"

enum { PLACES_LEAST = 3 }; /* of one source: it doesn't tell which it was */

static const char WITHHELD[] = "source withheld";

/* "grid/US-RFCE" in its parts; what says a place stands first behind the table. */
struct row_name {
	const char *table, *id;
	const struct hidden *hidden;
	const char *rest; /* behind the place */
};

static bool
is_of_places(struct span table)
{
	static const char *const tables[] = { "electricity", "grid",
		"intensity", "mix", "pue", "region", "site", "subregion" };
	size_t i;

	for (i = 0; i < sizeof tables / sizeof tables[0]; i++)
		if (span_equal(table, tables[i]))
			return true;
	return false;
}

/* A region has a slash in it: the longer name is tried first. */
static void
find_place(struct anonymity *a, const char *from, struct row_name *name)
{
	const char *first = strchrnul(from, '/');
	const char *second = *first == '\0' ? first : strchrnul(first + 1, '/');
	const char *ends[] = { second, first };
	size_t i;

	for (i = 0; i < 2 && name->hidden == NULL; i++) {
		name->rest = ends[i];
		name->hidden = anonymous_place(a,
		    arena_strndup(a->arena, from, (size_t)(ends[i] - from)));
	}
}

/* HIDDEN is NULL for a row that names no place, or one that may be named. */
static struct row_name
read_row(struct anonymity *a, const char *row)
{
	struct span id = span_of(row), table = span_cut(&id, '/');
	struct row_name name = { .table = span_dup(a->arena, table),
		.id = id.s };
	const char *dot = strrchr(row, '.');

	if (is_of_places(table))
		find_place(a, name.id, &name);
	else if (span_equal(table, "method") && dot != NULL)
		find_place(a, dot + 1, &name);
	return name;
}

/* How many rows of the table are of parts of the same country ("US-") and have the source. */
static size_t
parts_of_source(const struct anonymity *a, const char *table,
    const char *prefix, const char *source)
{
	const char *tables[] = { table, "subregion" };
	const struct factor *row;
	size_t i, j, n = 0;

	for (j = 0; j < 2; j++)
		for (i = 0; n < PLACES_LEAST && (row = catalog_row(a->catalog,
			 tables[j], i)) != NULL; i++)
			n += span_starts(span_of(row->id), prefix) &&
			    (strcmp(row->source, source) == 0 ||
				strcmp(row->low_source, source) == 0 ||
				strcmp(row->high_source, source) == 0);
	return n;
}

/* SOURCE, or NULL when it would tell the place. */
static const char *
open_source(const struct anonymity *a, const struct row_name *name,
    const char *source)
{
	const char *id = name->hidden->id;
	const char *dash = strchr(id, '-');

	if (source == NULL || source[0] == '\0' || dash == NULL ||
	    strchr(id, '/') != NULL || !isupper((unsigned char)id[0]))
		return NULL;
	return parts_of_source(a, name->table,
		   arena_strndup(a->arena, id, (size_t)(dash - id) + 1),
		   source) < PLACES_LEAST ? NULL : source;
}

/* "United States (part 1), lifecycle generation, 2023, source withheld" */
static const char *
note_of(const struct anonymity *a, const struct row_name *name,
    bool withheld)
{
	const struct factor *factor =
	    catalog_factor(a->catalog, name->table, name->id);
	const char *note = name->hidden->name;

	if (factor == NULL && strcmp(name->table, "grid") == 0)
		factor = catalog_factor(a->catalog, "subregion", name->id);
	if (factor != NULL && !withheld && factor->boundary[0] != '\0')
		note = arena_printf(a->arena, "%s, %s", note,
		    factor->boundary);
	if (factor != NULL && factor->year != 0)
		note = arena_printf(a->arena, "%s, %d", note, factor->year);
	return withheld ?
	    arena_printf(a->arena, "%s, %s", note, WITHHELD) :
	    note;
}

static void
hide_row(struct anonymity *a, const struct row_name *name,
    struct origin *origin)
{
	const char *source = open_source(a, name, origin->source);

	origin->low_source = open_source(a, name, origin->low_source);
	origin->high_source = open_source(a, name, origin->high_source);
	origin->source = source;
	origin->note = note_of(a, name, source == NULL);
	origin->written = NULL;
	origin->row = strcmp(name->table, "method") == 0 ?
	    arena_printf(a->arena, "%.*s.%s",
		(int)(strrchr(origin->row, '.') - origin->row), origin->row,
		name->hidden->code) :
	    arena_printf(a->arena, "%s/%s%s", name->table,
		name->hidden->code, name->rest);
}

/* What the authors call their own rows may tell who they are. */
static void
hide_own_row(struct anonymity *a, struct origin *origin)
{
	struct span id = span_of(origin->row), table = span_cut(&id, '/');

	origin->row = arena_printf(a->arena, "%.*s/own-%zu", (int)table.n,
	    table.s, numbering_add(a->rows, origin->row, NULL) + 1);
	origin->pos.file = "own rows";
	origin->source = origin->low_source = origin->high_source = NULL;
	origin->note = arena_printf(a->arena, "the authors\xe2\x80\x99 own value, %s",
	    WITHHELD);
}

const struct origin *
anonymous_origin(struct anonymity *a, const struct origin *origin)
{
	struct origin *changed = arena_alloc(a->arena, sizeof *changed);
	struct row_name name;

	*changed = *origin;
	changed->written = anonymous_text(a, origin->written);
	switch (origin->kind) {
	case ORIGIN_STUDY:
	case ORIGIN_LOG:
		changed->pos.file = anonymous_file(a, origin->pos.file);
		changed->note = anonymous_text(a, origin->note);
		break;
	case ORIGIN_CATALOG:
	case ORIGIN_METHOD:
		name = read_row(a, origin->row);
		if (origin->pos.file != NULL)
			hide_own_row(a, changed);
		else if (name.hidden != NULL)
			hide_row(a, &name, changed);
		break;
	case ORIGIN_OPTION:
		break;
	}
	return changed;
}
