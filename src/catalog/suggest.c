/*
 * Near misses: what a name that is not in the catalogue may have meant.
 */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "catalog/table.h"

enum { SUGGESTIONS_MAX = 3 };

/* Names beside the ids of the rows that are called so. */
struct candidates {
	struct arena *arena;
	const char **names;
	const char **ids;
	size_t count;
};

static void
add(struct candidates *all, const char *name, const char *id)
{
	all->names = arena_grow(all->arena, all->names, all->count,
	    sizeof *all->names);
	all->ids = arena_grow(all->arena, all->ids, all->count,
	    sizeof *all->ids);
	all->names[all->count] = name;
	all->ids[all->count++] = id;
}

static void
add_list(struct candidates *all, const char *list, const char *id)
{
	struct span rest = span_of(list);

	while (rest.n > 0)
		add(all, span_dup(all->arena, span_cut(&rest, '|')), id);
}

/* A method is the part of its rows' ids before the '/'. */
static void
add_method(struct candidates *all, const char *id)
{
	struct span rest = span_of(id);
	struct span method = span_cut(&rest, '/');
	const char *name;

	if (all->count > 0 && span_equal(method, all->ids[all->count - 1]))
		return;
	name = span_dup(all->arena, method);
	add(all, name, name);
}

static void
add_rows(struct candidates *all, const struct catalog *catalog,
    enum table_id id)
{
	const struct table *table = table_of(catalog, id);
	size_t i;

	for (i = 0; i < table->count; i++) {
		const struct row *row = &table->rows[i];

		if (id == TABLE_METHOD) {
			add_method(all, row->factor.id);
			continue;
		}
		add(all, row->factor.id, row->factor.id);
		add(all, row->factor.name, row->factor.id);
		add_list(all, row->match, row->factor.id);
		if (row->device != NULL)
			add(all, row->device->label, row->factor.id);
	}
}

static void
add_citations(struct candidates *all, const struct catalog *catalog)
{
	const struct citations *citations = citations_of(catalog);
	size_t i;

	for (i = 0; i < citations->count; i++)
		add(all, citations->rows[i].id, citations->rows[i].id);
}

/* The id of the nearest name; its row is taken out. NULL when none is near. */
static const char *
take_nearest(struct candidates *all, const char *name)
{
	const char *nearest = str_nearest(name, all->names, all->count);
	const char *id = NULL;
	size_t i, kept = 0;

	if (nearest == NULL)
		return NULL;
	for (i = 0; i < all->count && id == NULL; i++)
		if (all->names[i] == nearest)
			id = all->ids[i];
	for (i = 0; i < all->count; i++)
		if (all->ids[i] != id) {
			all->names[kept] = all->names[i];
			all->ids[kept++] = all->ids[i];
		}
	all->count = kept;
	return id;
}

const char *
catalog_suggest(const struct catalog *catalog, const char *table,
    const char *name, struct arena *arena)
{
	struct candidates all = { .arena = arena };
	enum table_id which = table_lookup(table);
	const char *ids[SUGGESTIONS_MAX];
	const char *text = "";
	size_t i, n = 0;

	if (which != TABLE_TOTAL)
		add_rows(&all, catalog, which);
	else if (strcmp(table, "source") == 0)
		add_citations(&all, catalog);
	while (n < SUGGESTIONS_MAX &&
	    (ids[n] = take_nearest(&all, name)) != NULL)
		n++;
	for (i = 0; i < n; i++)
		text = arena_printf(arena, "%s%s%s", text,
		    i == 0	   ? "" :
			i == n - 1 ? " or " :
				     ", ",
		    ids[i]);
	return text;
}
