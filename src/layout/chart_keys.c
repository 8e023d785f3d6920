/*
 * The names of series: over their parts of the first row where these are
 * wide enough, else in a key above the plot.
 */
#include <math.h>

#include "base/arena.h"
#include "layout/chart.h"
#include "layout/layout.h"
#include "layout/palette.h"

#define SWATCH 1.5      /* em wide */
#define SWATCH_GAP 0.45 /* em to the name */
#define KEY_GAP 1.3     /* em to the next swatch */
#define KEY_BELOW 0.55  /* em under the key */
#define DIRECT_HEIGHT 1.55 /* em: a line of names and their strokes */
#define DIRECT_GAP 0.6  /* em between names */
#define STROKE_WEIGHT 0.5
#define NO_WIDTH 1e6

static void
add_key(struct chart_plan *plan, const struct doc_series *series)
{
	struct layout *layout = plan->layout;
	struct chart_key key = { .series = series, .name = para_new(layout) };

	para_add_markup(layout, key.name, &plan->text, series->name);
	para_set(layout, key.name, NO_WIDTH, 0, PARA_LEFT);
	plan->keys = arena_grow(layout->arena, plan->keys, plan->key_count,
	    sizeof key);
	plan->keys[plan->key_count++] = key;
}

static bool
is_shown(const struct chart_plan *plan, const struct doc_series *series)
{
	size_t i;

	for (i = 0; i < series->count; i++)
		if (chart_shows(plan, series, i) &&
		    !(series->mark == MARK_STACK && series->data[i].x <= 0))
			return true;
	return false;
}

/* The middle of the series' part of the first row; NAN when it has none. */
static double
middle_of(const struct chart_plan *plan, const struct doc_series *series)
{
	const struct chart_row *row = &plan->rows[0];
	size_t index = (size_t)(series - plan->chart->series);
	double base = chart_stack_base(plan->chart, index, row->index);
	double length = row->index < series->count ?
	    series->data[row->index].x : (double)NAN;

	if (series->mark != MARK_STACK || !(length > 0))
		return (double)NAN;
	return (chart_x(plan, base) + chart_x(plan, base + length)) / 2;
}

/* Names over the first row; false when two would touch or one would stand apart. */
static bool
place_direct(struct chart_plan *plan)
{
	double end = plan->left - DIRECT_GAP * plan->em, middle, half;
	struct chart_key *key;
	size_t i;

	if (plan->field || plan->flag_count > 0 || plan->row_count == 0 ||
	    plan->key_count < 2)
		return false;
	for (i = 0; i < plan->key_count; i++) {
		key = &plan->keys[i];
		middle = middle_of(plan, key->series);
		half = key->name->width / 2;
		key->x = fmax(end + DIRECT_GAP * plan->em, fmin(middle - half,
		    plan->width - 2 * half));
		end = key->x + 2 * half;
		if (!isfinite(middle) || key->x > middle || end < middle ||
		    end > plan->width + 0.01)
			return false;
	}
	return true;
}

/* The width of all keys on one line. */
static double
flow_width(const struct chart_plan *plan)
{
	double width = -KEY_GAP * plan->em;
	size_t i;

	for (i = 0; i < plan->key_count; i++)
		width += plan->keys[i].name->width +
		    (SWATCH + SWATCH_GAP + KEY_GAP) * plan->em;
	return width;
}

/* One after the other, from under the plot's left end when they fit there. */
static void
place_key(struct chart_plan *plan)
{
	double before = (SWATCH + SWATCH_GAP) * plan->em, x, y = 0, high = 0;
	double start = flow_width(plan) <= plan->width - plan->left ?
	    plan->left : 0;
	struct chart_key *key;
	size_t i;

	for (i = 0, x = start; i < plan->key_count; i++) {
		key = &plan->keys[i];
		if (key->name->width > plan->width - before)
			para_set(plan->layout, key->name,
			    plan->width - before, 0, PARA_LEFT);
		if (x > start &&
		    x + before + key->name->width > plan->width) {
			x = start;
			y += high;
			high = 0;
		}
		key->x = x;
		key->y = y;
		high = fmax(high, para_height(key->name,
		    key->name->line_count) + 0.15 * plan->em);
		x += before + key->name->width + KEY_GAP * plan->em;
	}
	plan->key_height = y + high + KEY_BELOW * plan->em;
}

void
chart_keys_plan(struct chart_plan *plan)
{
	const struct doc_series *series;
	size_t i;

	for (i = 0; i < plan->chart->series_count; i++) {
		series = &plan->chart->series[i];
		if (series->name != NULL && series->name[0] != '\0' &&
		    is_shown(plan, series) && !chart_names_line(plan, series))
			add_key(plan, series);
	}
	plan->direct = place_direct(plan);
	if (plan->direct)
		plan->key_height = DIRECT_HEIGHT * plan->em;
	else if (plan->key_count > 0)
		place_key(plan);
}

static void
draw_direct(const struct chart_plan *plan, struct scene *scene)
{
	const struct chart_key *key;
	double middle, y = plan->top - 0.5 * plan->em;
	size_t i;

	for (i = 0; i < plan->key_count; i++) {
		key = &plan->keys[i];
		middle = middle_of(plan, key->series);
		scene_line(scene, middle, y + 0.25 * plan->em, middle,
		    plan->rows[0].y - 0.6 * plan->em, STROKE_WEIGHT,
		    PALETTE_GREY);
		para_place(key->name, scene, 0, key->name->line_count, key->x,
		    y);
	}
}

static void
draw_line(const struct chart_plan *plan, struct scene *scene,
    const struct chart_key *key, double y)
{
	struct role_look look = palette_look(key->series->role,
	    plan->layout->style.grey);

	scene_add(scene, (struct scene_item){
		.kind = SCENE_LINE,
		.x = key->x,
		.y = y,
		.x2 = key->x + SWATCH * plan->em,
		.y2 = y,
		.fill = COLOR_NONE,
		.stroke = look.ink,
		.weight = 1.1,
		.dash = key->series->role == CHART_GUIDE ? 3.2 : 0,
	});
}

static void
draw_swatch(const struct chart_plan *plan, struct scene *scene,
    const struct chart_key *key)
{
	double y = TOP_GAP * plan->em + key->y + key->name->ascent -
	    0.33 * plan->em;

	switch (key->series->mark) {
	case MARK_LINE:
	case MARK_STEP:
		draw_line(plan, scene, key, y);
		break;
	case MARK_POINT:
		chart_dot(plan, scene, key->series->role, false,
		    key->x + SWATCH * plan->em / 2, y);
		break;
	case MARK_TEXT:
		break;
	case MARK_BAR:
	case MARK_STACK:
	case MARK_RANGE:
	case MARK_BAND:
	case MARK_SPAN:
		chart_fill_box(plan, scene, key->series->role,
		    (struct chart_box){
			.left = key->x,
			.top = y - 0.42 * plan->em,
			.right = key->x + SWATCH * plan->em,
			.bottom = y + 0.42 * plan->em,
		    });
		break;
	}
}

void
chart_keys_draw(const struct chart_plan *plan, struct scene *scene)
{
	const struct chart_key *key;
	size_t i;

	if (plan->direct) {
		draw_direct(plan, scene);
		return;
	}
	for (i = 0; i < plan->key_count; i++) {
		key = &plan->keys[i];
		draw_swatch(plan, scene, key);
		para_place(key->name, scene, 0, key->name->line_count,
		    key->x + (SWATCH + SWATCH_GAP) * plan->em,
		    TOP_GAP * plan->em + key->y + key->name->ascent);
	}
}
