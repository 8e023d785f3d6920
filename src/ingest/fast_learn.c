/*
 * Learning the shapes of rows: a row is cut at the cells that the map names.
 * A new shape must read its own row as the careful parser did.
 */
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "ingest/delimited.h"
#include "ingest/fast_rows.h"
#include "ingest/fast_shape.h"

struct fast_rows *
fast_rows_open(struct arena *arena, const struct column_map *map,
    double zone_s)
{
	struct fast_rows *fast = arena_alloc(arena, sizeof *fast);

	*fast = (struct fast_rows){
		.arena = arena,
		.map = map,
		.zone_s = zone_s,
	};
	return fast;
}

struct fast_rows *
fast_rows_twin(const struct fast_rows *fast)
{
	return arena_alloc(fast->arena, sizeof *fast);
}

void
fast_rows_follow(struct fast_rows *twin, const struct fast_rows *fast)
{
	*twin = *fast;
}

void
fast_rows_forget(struct fast_rows *fast)
{
	fast->count = fast->next = 0;
}

bool
fast_rows_idle(const struct fast_rows *fast)
{
	return fast->count == 0;
}

/* The last column that the careful parser reads. */
static int
last_column(const struct column_map *map)
{
	int last = map->time > map->power ? map->time : map->power;
	int i;

	if (map->device > last)
		last = map->device;
	if (map->model > last)
		last = map->model;
	for (i = 0; i < COLUMN_ALIASES; i++)
		if (map->aliases[i] > last)
			last = map->aliases[i];
	return last;
}

/* It tells one device from another, or names it. */
static bool
is_literal(const struct column_map *map, int column)
{
	int i;

	for (i = 0; i < COLUMN_ALIASES; i++)
		if (column == map->aliases[i])
			return true;
	return column == map->device || column == map->model;
}

static bool
add_step(struct shape *shape, const char *from, const char *to,
    const char *line, enum action action)
{
	if (shape->count == STEPS_MAX)
		return false;
	shape->steps[shape->count++] = (struct step){
		.at = (size_t)(from - line),
		.n = (size_t)(to - from),
		.action = action,
	};
	return true;
}

static bool
learn_time(struct shape *shape, struct span cell)
{
	if (cell.n != STAMP_MILLIS && cell.n != STAMP_SECONDS)
		return false;
	shape->stamp_n = cell.n;
	shape->stamp_mask = fast_mask(cell.n - SECOND_WORD);
	return true;
}

/* What stands behind the number: the unit, and the byte that ends the cell. */
static bool
learn_power(struct shape *shape, struct span cell, struct span line)
{
	size_t n = cell.n, left;
	char unit[WORD] = "\n";

	while (n > 0 && (cell.s[n - 1] < '0' || cell.s[n - 1] > '9'))
		n--;
	shape->unit_n = cell.n - n;
	left = (size_t)(line.s + line.n - (cell.s + n));
	if (shape->unit_n + 1 >= WORD)
		return false;
	memcpy(unit, cell.s + n, shape->unit_n);
	unit[shape->unit_n] = left > shape->unit_n ? cell.s[cell.n] : '\n';
	shape->unit_mask = fast_mask(shape->unit_n + 1);
	shape->unit = fast_load(unit);
	return true;
}

/* What the row's cells are, up to the last column that is read; LINE is all of it. */
static bool
learn_steps(const struct column_map *map, const struct csv_row *row,
    struct span line, struct shape *shape)
{
	const char *from = line.s;
	int i, last = last_column(map);

	for (i = 0; i <= last; i++) {
		struct span cell = row->fields[i].text;
		enum action action = ACTION_SKIP;

		if (is_literal(map, i))
			continue;
		if (i == map->time || i == map->power) {
			cell = span_trim(cell);
			action = i == map->time ? ACTION_TIME : ACTION_POWER;
		}
		if (!add_step(shape, from, cell.s, line.s, action) ||
		    (action == ACTION_TIME && !learn_time(shape, cell)) ||
		    (action == ACTION_POWER && !learn_power(shape, cell, line)))
			return false;
		from = cell.s + cell.n;
	}
	if (!add_step(shape, from, row->fields[last].text.s +
	    row->fields[last].text.n, line.s, ACTION_END))
		return false;
	shape->usual_n = SIZE_MAX;
	if (shape->count == 3 && map->time == 0 && shape->steps[0].n == 0 &&
	    shape->steps[1].action == ACTION_POWER && shape->steps[2].n == 0)
		shape->usual_n = shape->stamp_n + shape->steps[1].n +
		    2 * LOOK_AHEAD;
	return true;
}

/* The line as it was read: the fields of a row without quotes lie in it. */
static struct span
line_of(const struct csv_row *row)
{
	const struct csv_field *last = &row->fields[row->count - 1];
	const char *start = row->fields[0].text.s;

	return (struct span){ start,
		(size_t)(last->text.s - start) + last->text.n };
}

static bool
can_learn(const struct column_map *map, const struct csv_row *row)
{
	return map->delimiter != '\0' && row->plain &&
	    strchr(",;\t|", map->delimiter) != NULL &&
	    map->energy == COLUMN_NONE && map->time != map->power &&
	    !is_literal(map, map->time) && !is_literal(map, map->power) &&
	    row->count > (size_t)last_column(map) &&
	    line_of(row).n < LINE_MOST;
}

/* Behind the shape of the row before, so that the shapes stand in the order in which their rows come. */
static void
insert_shape(struct fast_rows *fast, const struct shape *shape,
    struct span text)
{
	struct shape *copy = arena_alloc(fast->arena, sizeof *copy);
	struct shape **place = &fast->shapes[fast->next];

	*copy = *shape;
	copy->text = arena_strndup(fast->arena, text.s, text.n);
	memmove(place + 1, place,
	    (fast->count - fast->next) * sizeof(struct shape *));
	*place = copy;
	fast->count++;
}

static void
remove_shape(struct fast_rows *fast, size_t at)
{
	fast->count--;
	memmove(fast->shapes + at, fast->shapes + at + 1,
	    (fast->count - at) * sizeof(struct shape *));
	fast->next = fast->count == 0 ? 0 : at % fast->count;
}

/* TEXT is the line, padded; no shape that there is fits it. */
static void
try_shape(struct fast_rows *fast, const struct shape *shape,
    struct span text, const struct fast_row *known)
{
	struct fast_row row = { 0 };
	size_t at = fast->next;

	insert_shape(fast, shape, text);
	if (!fast_rows_match(fast, text, &row) ||
	    memcmp(&row.time_s, &known->time_s, sizeof row.time_s) != 0 ||
	    memcmp(&row.power_w, &known->power_w, sizeof row.power_w) != 0)
		remove_shape(fast, at);
}

void
fast_rows_learn(struct fast_rows *fast, const struct csv_row *row,
    const struct fast_row *known)
{
	char text[LINE_MOST + 2 * LOOK_AHEAD] = "";
	struct span line, padded = { text, 0 };
	struct fast_row seen;
	struct shape shape = {
		.text = text,
		.device = known->device,
		.model = known->model,
	};

	if (fast->count == SHAPES_MAX || !can_learn(fast->map, row))
		return;
	line = line_of(row);
	memcpy(text, line.s, line.n);
	text[line.n] = '\n';
	padded.n = line.n + 2 * LOOK_AHEAD;
	if (!fast_rows_match(fast, padded, &seen) &&
	    learn_steps(fast->map, row, line, &shape))
		try_shape(fast, &shape, padded, known);
}
