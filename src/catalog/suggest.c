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

/* A provider's region is called without its provider too. */
static void
add_regions(struct candidates *all, const struct catalog *catalog)
{
	const struct table *table = table_of(catalog, TABLE_REGION);
	size_t i;

	add_rows(all, catalog, TABLE_REGION);
	for (i = 0; i < table->count; i++) {
		const char *slash = strchr(table->rows[i].factor.id, '/');

		if (slash != NULL)
			add(all, slash + 1, table->rows[i].factor.id);
	}
}

static void
add_places(struct candidates *all, const struct catalog *catalog)
{
	add_rows(all, catalog, TABLE_GRID);
	add_rows(all, catalog, TABLE_SUBREGION);
	add_regions(all, catalog);
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

static const char *
joined(const char *const *ids, size_t n, struct arena *arena)
{
	const char *text = "";
	size_t i;

	for (i = 0; i < n; i++)
		text = arena_printf(arena, "%s%s%s", text,
		    i == 0	   ? "" :
			i == n - 1 ? " or " :
				     ", ",
		    ids[i]);
	return text;
}

/* The regions that a name means when it means several; n is 0 when it doesn't. */
static size_t
several_regions(const struct catalog *catalog, const char *name,
    const char *ids[SUGGESTIONS_MAX])
{
	struct table several;
	size_t n;

	if (region_row(catalog, name, &several) != NULL ||
	    several.count < 2)
		return 0;
	for (n = 0; n < several.count && n < SUGGESTIONS_MAX; n++)
		ids[n] = several.rows[n].factor.id;
	return n;
}

/*
 * Processors whose ids begin as NAME does, or as much of it as any has: the
 * first ones when the name only leaves open which, else the nearest.
 */
static size_t
several_cpus(const struct catalog *catalog, const char *name,
    struct arena *arena, const char *ids[SUGGESTIONS_MAX])
{
	struct candidates all = { .arena = arena };
	const char *key = cpu_key(name, arena);
	char *stem = arena_strdup(arena, key);
	const struct table *table;
	char *dash;
	size_t i, n = 0;

	for (;;) {
		table = table_part(catalog, TABLE_CPU, stem);
		dash = strrchr(stem, '-');
		if (table->count > 0 || dash == NULL || dash == stem)
			break;
		*dash = '\0';
	}
	for (i = 0; stem[0] != '\0' && i < table->count; i++)
		add(&all, table->rows[i].factor.id, table->rows[i].factor.id);
	while (strcmp(stem, key) != 0 && n < SUGGESTIONS_MAX &&
	    (ids[n] = take_nearest(&all, key)) != NULL)
		n++;
	for (i = 0; n < SUGGESTIONS_MAX && i < all.count; i++)
		ids[n++] = all.ids[i];
	return n;
}

static void
add_table(struct candidates *all, const struct catalog *catalog,
    const char *table)
{
	enum table_id which = table_lookup(table);

	if (strcmp(table, "place") == 0)
		add_places(all, catalog);
	else if (strcmp(table, "source") == 0)
		add_citations(all, catalog);
	else if (which == TABLE_REGION)
		add_regions(all, catalog);
	else if (which != TABLE_TOTAL)
		add_rows(all, catalog, which);
}

static const char *
words_of(const char *name)
{
	const char *comma = strstr(name, ", ");

	return comma == NULL ? name : comma + 2;
}

/* "FRA (France)": the id of a place with the name that people know it by; that of a region goes on after the provider's own. */
static const char *
with_name(const struct catalog *catalog, const char *id, struct arena *arena)
{
	static const enum table_id tables[] = { TABLE_GRID, TABLE_SUBREGION,
		TABLE_REGION };
	size_t i, j;

	for (j = 0; j < sizeof tables / sizeof tables[0]; j++) {
		const struct table *table = table_of(catalog, tables[j]);

		for (i = 0; i < table->count; i++) {
			const struct factor *row = &table->rows[i].factor;

			if (strcmp(row->id, id) == 0)
				return row->name[0] == '\0' ||
					strcmp(row->name, id) == 0 ?
				    id :
				    arena_printf(arena, "%s (%s)", id,
					tables[j] == TABLE_REGION ?
					    words_of(row->name) :
					    row->name);
		}
	}
	return id;
}

static bool
is_place(const char *table)
{
	return strcmp(table, "place") == 0 || strcmp(table, "region") == 0;
}

const char *
catalog_suggest(const struct catalog *catalog, const char *table,
    const char *name, struct arena *arena)
{
	struct candidates all = { .arena = arena };
	const char *ids[SUGGESTIONS_MAX];
	size_t i, n = 0;

	if (is_place(table))
		n = several_regions(catalog, name, ids);
	else if (strcmp(table, "cpu") == 0)
		n = several_cpus(catalog, name, arena, ids);
	if (n == 0)
		add_table(&all, catalog, table);
	while (all.count > 0 && n < SUGGESTIONS_MAX &&
	    (ids[n] = take_nearest(&all, name)) != NULL)
		n++;
	for (i = 0; i < n && is_place(table); i++)
		ids[i] = with_name(catalog, ids[i], arena);
	return joined(ids, n, arena);
}
