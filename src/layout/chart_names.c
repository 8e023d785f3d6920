/*
 * The names of points and lines in a field: each beside its mark, else off
 * at the end of a leader; else nowhere, and a note says how many. Points at
 * one place share a name.
 */
#include <math.h>

#include "base/arena.h"
#include "document/language.h"
#include "layout/chart.h"
#include "layout/chart_places.h"
#include "layout/layout.h"
#include "layout/palette.h"

#define NAME_EMS 13.0   /* longer names are broken */
#define NAME_PART 0.45  /* of the plot, at most */
#define SPACE 1.0       /* points before a name in its box */
#define SAME 0.4        /* of the radius: dots nearer than this are one */
#define LEADER_WEIGHT 0.4

enum {
	NAMES_MAX = 400,
	NAMES_FEW = 20, /* up to so many points each name may have a leader */
	SHARED_MAX = 8  /* names that are listed for points at one place */
};

static void
add_name(struct chart_plan *plan, size_t series, const char *text, double x,
    double y)
{
	struct layout *layout = plan->layout;
	bool line = plan->chart->series[series].mark != MARK_POINT &&
	    plan->chart->series[series].mark != MARK_TEXT;
	struct text_style style = line ? plan->flag : plan->text;
	struct chart_name name = { .text = para_new(layout), .x = x, .y = y,
		.line = line, .series = series, .points = 1 };

	style.color = line ? palette_look(plan->chart->series[series].role,
	    layout->style.grey).ink : style.color;
	name.clear = plan->chart->series[series].mark == MARK_POINT ?
	    chart_radius(plan) : 0;
	name.text->whole = true;
	para_add_markup(layout, name.text, &style, text);
	para_set(layout, name.text, fmin(NAME_EMS * plan->em,
	    NAME_PART * (plan->right - plan->left)), 0, PARA_LEFT);
	plan->names = arena_grow(layout->arena, plan->names,
	    plan->name_count, sizeof name);
	plan->names[plan->name_count++] = name;
}

/* A point that has a name. */
struct named {
	double x, y;
	size_t series;
	const char *text;
	bool done; /* its name stands with that of a point before it */
};

struct named_list {
	struct named *items;
	size_t count;
};

static struct named_list
named_points(const struct chart_plan *plan)
{
	const struct doc_chart *chart = plan->chart;
	struct named_list list = { .count = 0 };
	size_t i, k;

	for (k = 0; k < chart->series_count; k++) {
		const struct doc_series *series = &chart->series[k];

		if (series->mark != MARK_POINT && series->mark != MARK_TEXT)
			continue;
		for (i = 0; i < series->count; i++) {
			if (series->data[i].text == NULL ||
			    !chart_shows(plan, series, i))
				continue;
			list.items = arena_grow(plan->layout->arena,
			    list.items, list.count, sizeof *list.items);
			list.items[list.count++] = (struct named){
				.x = chart_x(plan, series->data[i].x),
				.y = chart_y(plan, series->data[i].y),
				.series = k, .text = series->data[i].text };
		}
	}
	return list;
}

/* The names of all points where point FIRST is: "A, B, C", "A, B and 9 more". */
static const char *
shared_name(const struct chart_plan *plan, const struct named_list *list,
    size_t first, size_t *points)
{
	const struct language *words = plan->layout->words;
	struct arena *arena = plan->layout->arena;
	const struct named *own = &list->items[first];
	double near = SAME * chart_radius(plan);
	const char *text = own->text;
	size_t i, n = 1, listed = 1;

	for (i = first + 1; i < list->count; i++) {
		struct named *other = &list->items[i];

		if (other->done ||
		    hypot(other->x - own->x, other->y - own->y) > near)
			continue;
		other->done = true;
		if (n++ >= SHARED_MAX)
			continue;
		listed++;
		text = language_phrase(words, arena, "{list}, {item}",
		    "list", text, "item", other->text, NULL);
	}
	*points = n;
	return n == listed ? text : language_phrase(words, arena,
	    "{list} and {n} more", "list", text, "n",
	    arena_printf(arena, "%zu", n - listed), NULL);
}

/* Among many points only those of the first series, which come first, may have leaders. */
static void
place_points(struct chart_plan *plan, const struct places *places)
{
	struct named_list list = named_points(plan);
	struct chart_name *name;
	const char *text;
	size_t i, points;
	bool far;

	for (i = 0; i < list.count; i++) {
		struct named *item = &list.items[i];

		if (item->done)
			continue;
		text = shared_name(plan, &list, i, &points);
		if (plan->name_count >= NAMES_MAX) {
			plan->unnamed += points;
			continue;
		}
		add_name(plan, item->series, text, item->x, item->y);
		name = &plan->names[plan->name_count - 1];
		name->points = points;
		far = list.count <= NAMES_FEW ||
		    item->series == list.items[0].series;
		name->placed = places_find(places, name, far);
		if (name->placed)
			continue;
		plan->unnamed += points;
		plan->wanting |= far;
	}
}

/* Beside the middle of one of its pieces, where there is room. */
static void
place_line(struct chart_plan *plan, const struct places *places, size_t k)
{
	const struct doc_series *series = &plan->chart->series[k];
	struct chart_name *name;
	size_t i;

	for (i = 1; i < series->count && i < NAMES_MAX; i++) {
		if (!chart_shows(plan, series, i - 1) ||
		    !chart_shows(plan, series, i))
			continue;
		add_name(plan, k, series->name,
		    (chart_x(plan, series->data[i - 1].x) +
			chart_x(plan, series->data[i].x)) / 2,
		    series->mark == MARK_STEP ?
			chart_y(plan, series->data[i - 1].y) :
			(chart_y(plan, series->data[i - 1].y) +
			    chart_y(plan, series->data[i].y)) / 2);
		name = &plan->names[plan->name_count - 1];
		name->placed = places_find(places, name, false);
		if (name->placed)
			return;
		plan->name_count--;
	}
}

void
chart_names_place(struct chart_plan *plan)
{
	const struct places *places = places_new(plan);
	const struct doc_chart *chart = plan->chart;
	bool bands = false;
	size_t k;

	plan->names = NULL;
	plan->name_count = plan->unnamed = 0;
	plan->wanting = false;
	place_points(plan, places);
	for (k = 0; k < chart->series_count; k++)
		bands |= chart->series[k].mark == MARK_BAND;
	for (k = 0; k < chart->series_count && !bands; k++)
		if (chart->series[k].name != NULL &&
		    (chart->series[k].mark == MARK_LINE ||
			chart->series[k].mark == MARK_STEP))
			place_line(plan, places, k);
}

bool
chart_names_line(const struct chart_plan *plan,
    const struct doc_series *series)
{
	size_t i;

	for (i = 0; i < plan->name_count; i++)
		if (plan->names[i].placed && plan->names[i].line &&
		    &plan->chart->series[plan->names[i].series] == series)
			return true;
	return false;
}

void
chart_names_draw(const struct chart_plan *plan, struct scene *scene)
{
	const struct chart_name *name;
	size_t i;

	for (i = 0; i < plan->name_count; i++) {
		name = &plan->names[i];
		if (!name->placed)
			continue;
		if (name->leader)
			scene_line(scene, name->stroke.left,
			    plan->top + name->stroke.top, name->stroke.right,
			    plan->top + name->stroke.bottom, LEADER_WEIGHT,
			    PALETTE_GREY);
		chart_knock_out(scene, (struct chart_box){
			.left = name->box.left,
			.top = plan->top + name->box.top,
			.right = name->box.right,
			.bottom = plan->top + name->box.bottom,
		});
		para_place(name->text, scene, 0, name->text->line_count,
		    name->box.left + SPACE,
		    plan->top + name->box.top + name->text->ascent);
	}
}
