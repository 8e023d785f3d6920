/*
 * The layouts of a table, tried in order: as it is, short heads, what all
 * rows share in a note, turned, two lines a cell, and its columns in parts
 * under each other. None knows a table by name.
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "document/table_edit.h"
#include "layout/table.h"

/* A turned table has few models, and more quantities than models. */
enum { TURNED_ROWS = 4, TURNED_MORE = 3 };

static bool
one_part(struct table_views *views, const struct doc_table *table)
{
	if (table == NULL)
		return false;
	*views = (struct table_views){ .parts = { { table, NULL } },
		.count = 1, .noted = table };
	return true;
}

static bool
make_plain(const struct doc_table *table, size_t parts, struct arena *arena,
    struct table_views *views)
{
	(void)parts;
	(void)arena;
	return one_part(views, table);
}

static const struct doc_table *
brief(const struct doc_table *table, struct arena *arena)
{
	const struct doc_table *shorter = table_brief(table, arena);

	return shorter == NULL ? table : shorter;
}

static const struct doc_table *
common(const struct doc_table *table, struct arena *arena)
{
	const struct doc_table *less = table_common(table, arena);

	return less == NULL ? table : less;
}

static bool
make_brief(const struct doc_table *table, size_t parts, struct arena *arena,
    struct table_views *views)
{
	(void)parts;
	return one_part(views, table_brief(table, arena));
}

static bool
make_common(const struct doc_table *table, size_t parts, struct arena *arena,
    struct table_views *views)
{
	(void)parts;
	table = table_common(table, arena);
	return table != NULL && one_part(views, brief(table, arena));
}

static bool
make_turned(const struct doc_table *table, size_t parts, struct arena *arena,
    struct table_views *views)
{
	(void)parts;
	if (table->row_count > TURNED_ROWS ||
	    table->column_count < table->row_count + TURNED_MORE)
		return false;
	return one_part(views, table_turned(table, arena));
}

static bool
same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* Whether a column of numbers can stand under the one before it: two ends under one heading, or a value's range. */
static bool
makes_pair(const struct doc_table *table, size_t column)
{
	const struct doc_column *lower = &table->columns[column];
	const struct doc_column *upper = lower - 1;

	if (upper->align == ALIGN_LEFT || lower->align == ALIGN_LEFT ||
	    !same(upper->unit, lower->unit))
		return false;
	return (lower->align == ALIGN_RANGE && upper->align != ALIGN_RANGE) ||
	    (same(upper->spanner, lower->spanner) &&
		upper->spanner[0] != '\0');
}

enum { NOTHING = -1 };

/* Which columns stand above, and which below them; their number. */
static size_t
pair_columns(const struct doc_table *table, size_t *above, long *below)
{
	size_t i, count = 0;
	bool words = false;

	for (i = 0; i < table->column_count; i++) {
		bool text = i > 0 && table->columns[i].align == ALIGN_LEFT;

		if (text && !words && table->columns[0].align == ALIGN_LEFT) {
			below[0] = (long)i;
			words = true;
		} else if (i > 0 && count > 1 && above[count - 1] == i - 1 &&
		    below[count - 1] == NOTHING && makes_pair(table, i)) {
			below[count - 1] = (long)i;
		} else {
			above[count] = i;
			below[count++] = NOTHING;
		}
	}
	return count;
}

/* The second lines: a table of the same shape, empty where there are none. */
static const struct doc_table *
second_lines(const struct doc_table *table, const long *below, size_t count,
    struct arena *arena)
{
	struct doc_table *lines = arena_alloc(arena, sizeof *lines);
	struct doc_cell *cells;
	size_t i, j;

	*lines = *table;
	lines->column_count = count;
	lines->columns = arena_alloc(arena,
	    (count + 1) * sizeof *lines->columns);
	lines->rows = arena_alloc(arena,
	    (table->row_count + 1) * sizeof *lines->rows);
	for (j = 0; j < count; j++)
		lines->columns[j] = below[j] != NOTHING ?
		    table->columns[below[j]] :
		    (struct doc_column){ .key = "", .head = "", .unit = "",
			.marks = "" };
	for (i = 0; i < table->row_count; i++) {
		cells = arena_alloc(arena, (count + 1) * sizeof *cells);
		for (j = 0; j < count; j++)
			cells[j] = below[j] != NOTHING ?
			    table->rows[i].cells[below[j]] :
			    (struct doc_cell){ .text = "", .marks = "" };
		lines->rows[i] = table->rows[i];
		lines->rows[i].cells = cells;
	}
	return lines;
}

/* Stacks what can be; with WORDS alone, only what stands beside the names. */
static struct table_view
stack(const struct doc_table *table, bool words, struct arena *arena)
{
	size_t *above = arena_alloc(arena,
	    (table->column_count + 1) * sizeof *above);
	long *below = arena_alloc(arena,
	    (table->column_count + 1) * sizeof *below);
	size_t i, k, pairs = 0, count = pair_columns(table, above, below);

	for (i = count; words && i-- > 1;) {
		if (below[i] == NOTHING)
			continue;
		for (k = count++; k > i + 1; k--) {
			above[k] = above[k - 1];
			below[k] = below[k - 1];
		}
		above[i + 1] = (size_t)below[i];
		below[i] = below[i + 1] = NOTHING;
	}
	for (i = 0; i < count; i++)
		pairs += below[i] != NOTHING;
	if (pairs == 0)
		return (struct table_view){ table, NULL };
	return (struct table_view){
		.table = table_with_columns(table, above, count, arena),
		.below = second_lines(table, below, count, arena),
	};
}

static bool
make_stacked(const struct doc_table *table, size_t parts, struct arena *arena,
    struct table_views *views)
{
	const struct doc_table *whole = brief(common(table, arena), arena);
	struct table_view view = stack(whole, false, arena);

	(void)parts;
	*views = (struct table_views){ .parts = { view }, .count = 1,
		.noted = whole };
	return view.below != NULL;
}

/* A part of a view: its first column, and those from FIRST to END. */
static struct table_view
part_of(const struct table_view *view, size_t first, size_t end,
    struct arena *arena)
{
	size_t *list = arena_alloc(arena, (end + 1) * sizeof *list);
	size_t count = 1, i;

	for (i = first; i < end; i++)
		list[count++] = i;
	return (struct table_view){
		.table = table_with_columns(view->table, list, count, arena),
		.below = view->below == NULL ? NULL :
		    table_with_columns(view->below, list, count, arena),
	};
}

/* What is not parted: a group under one heading; a value and its range, too. */
enum keep { KEEP_NOTHING, KEEP_GROUPS, KEEP_RANGES };

/* Whether a column stays beside the one before it. */
static bool
belongs(const struct doc_table *table, size_t column, enum keep keep)
{
	const struct doc_column *right = &table->columns[column];
	const struct doc_column *left = right - 1;

	if (keep >= KEEP_RANGES && right->align == ALIGN_RANGE &&
	    left->align == ALIGN_DECIMAL && same(left->unit, right->unit))
		return true;
	return keep >= KEEP_GROUPS && same(left->spanner, right->spanner) &&
	    right->spanner[0] != '\0';
}

/* The column after those that belong to FIRST. */
static size_t
group_end(const struct doc_table *table, size_t first, enum keep keep)
{
	size_t end = first + 1;

	while (end < table->column_count && belongs(table, end, keep))
		end++;
	return end;
}

static size_t
count_groups(const struct doc_table *table, enum keep keep)
{
	size_t at, count = 0;

	for (at = 1; at < table->column_count;
	     at = group_end(table, at, keep))
		count++;
	return count;
}

/* As many whole groups as come nearest to SHARE columns; at least one. */
static size_t
part_end(const struct doc_table *table, size_t first, size_t share,
    enum keep keep)
{
	size_t end = group_end(table, first, keep), next;

	while (end < table->column_count) {
		next = group_end(table, end, keep);
		/* over the share by no more than it is short of it now */
		if (next - first > share && next - first - share >=
			(end - first < share ? share - (end - first) : 0))
			break;
		end = next;
	}
	return end;
}

static bool
cut(const struct doc_table *table, size_t parts, enum keep keep,
    struct arena *arena, struct table_views *views)
{
	const struct doc_table *whole = brief(common(table, arena), arena);
	struct table_view view = stack(whole, true, arena);
	size_t count = view.table->column_count, first = 1, end, left;

	if (count_groups(view.table, keep) < parts)
		return false;
	*views = (struct table_views){ .noted = whole };
	for (; first < count && views->count < VIEWS_MAX; first = end) {
		left = parts > views->count ? parts - views->count : 1;
		end = left == 1 ? count : part_end(view.table, first,
		    (count - first + left - 1) / left, keep);
		views->parts[views->count++] =
		    part_of(&view, first, end, arena);
	}
	return first == count;
}

static bool
make_parts(const struct doc_table *table, size_t parts, struct arena *arena,
    struct table_views *views)
{
	return cut(table, parts, KEEP_RANGES, arena, views);
}

/* Where a value and its range are too wide. */
static bool
make_groups(const struct doc_table *table, size_t parts, struct arena *arena,
    struct table_views *views)
{
	return cut(table, parts, KEEP_GROUPS, arena, views);
}

/* Where a group is. */
static bool
make_torn(const struct doc_table *table, size_t parts, struct arena *arena,
    struct table_views *views)
{
	return cut(table, parts, KEEP_NOTHING, arena, views);
}

static const struct table_layout layouts[] = {
	{ .make = make_plain, .form = FORM_PLAIN },
	{ .make = make_brief, .form = FORM_BRIEF },
	{ .make = make_common, .form = FORM_COMMON },
	{ .make = make_turned, .form = FORM_TURNED },
	{ .make = make_stacked, .form = FORM_STACKED },
	{ .make = make_parts, .parts = 2, .last = true,
	    .form = FORM_PARTS },
	{ .make = make_parts, .parts = 3, .last = true,
	    .form = FORM_PARTS },
	{ .make = make_parts, .parts = 4, .last = true,
	    .form = FORM_PARTS },
	{ .make = make_parts, .parts = 6, .last = true,
	    .form = FORM_PARTS },
	{ .make = make_parts, .parts = VIEWS_MAX, .last = true,
	    .form = FORM_PARTS },
	{ .make = make_groups, .parts = 2, .last = true,
	    .form = FORM_PARTS },
	{ .make = make_groups, .parts = 3, .last = true,
	    .form = FORM_PARTS },
	{ .make = make_groups, .parts = 4, .last = true,
	    .form = FORM_PARTS },
	{ .make = make_groups, .parts = 6, .last = true,
	    .form = FORM_PARTS },
	{ .make = make_groups, .parts = VIEWS_MAX, .last = true,
	    .form = FORM_PARTS },
	{ .make = make_torn, .parts = 2, .last = true,
	    .form = FORM_PARTS },
	{ .make = make_torn, .parts = 3, .last = true,
	    .form = FORM_PARTS },
	{ .make = make_torn, .parts = 4, .last = true,
	    .form = FORM_PARTS },
	{ .make = make_torn, .parts = 6, .last = true,
	    .form = FORM_PARTS },
	{ .make = make_torn, .parts = VIEWS_MAX, .last = true,
	    .form = FORM_PARTS },
};

const struct table_layout *
table_layout_at(size_t i)
{
	return i < sizeof layouts / sizeof layouts[0] ? &layouts[i] : NULL;
}
