/*
 * The names of points and lines in a field: each beside its mark, where it
 * touches no other name, no dot and no line; else further off at the end of
 * a stroke; else nowhere, and a note says how many.
 */
#include <math.h>

#include "base/arena.h"
#include "layout/chart.h"
#include "layout/layout.h"
#include "layout/palette.h"

#define NAME_EMS 13.0   /* longer names are broken */
#define NAME_PART 0.45  /* of the plot, at most */
#define NEAR 2.0        /* points from a dot to its name */
#define RING 1.0        /* em from ring to ring of places */
#define SPACE 1.0       /* points around a name */
#define LEADER_WEIGHT 0.4
#define KNOCK_OUT 1.0

enum { RINGS = 4, SIDES = 8, NAMES_MAX = 400, WIRES_MAX = 4000 };

/* Sides in order of liking: -1 left or above, 0 centred, 1 right or below. */
static const struct {
	int x, y;
} sides[SIDES] = { { 1, 0 }, { 1, -1 }, { 1, 1 }, { 0, -1 }, { -1, 0 },
	{ -1, -1 }, { -1, 1 }, { 0, 1 } };

/* What a name keeps away from. */
struct obstacles {
	struct chart_box *dots;
	size_t dot_count;
	struct chart_box *wires; /* from one end to the other, in any order */
	size_t wire_count;
};

static void
add_box(struct chart_plan *plan, struct chart_box **boxes, size_t *count,
    struct chart_box box)
{
	*boxes = arena_grow(plan->layout->arena, *boxes, *count,
	    sizeof **boxes);
	(*boxes)[(*count)++] = box;
}

static bool
touch(const struct chart_box *a, const struct chart_box *b)
{
	return a->left < b->right && b->left < a->right &&
	    a->top < b->bottom && b->top < a->bottom;
}

/* Clips the part FROM..TO of a line that lies in LOW..HIGH along one axis (Liang and Barsky 1984). */
static bool
clip(double start, double length, double low, double high, double *from,
    double *to)
{
	double a, b;

	if (length == 0)
		return start > low && start < high;
	a = (low - start) / length;
	b = (high - start) / length;
	*from = fmax(*from, fmin(a, b));
	*to = fmin(*to, fmax(a, b));
	return *from < *to;
}

static bool
wire_through(const struct chart_box *wire, const struct chart_box *box)
{
	double from = 0, to = 1;

	return clip(wire->left, wire->right - wire->left, box->left,
		   box->right, &from, &to) &&
	    clip(wire->top, wire->bottom - wire->top, box->top, box->bottom,
		&from, &to);
}

static void
add_wires(struct chart_plan *plan, struct obstacles *o,
    const struct doc_series *series)
{
	double x, y;
	size_t i;

	for (i = 1; i < series->count && o->wire_count < WIRES_MAX; i++) {
		if (!chart_shows(plan, series, i - 1) ||
		    !chart_shows(plan, series, i))
			continue;
		x = chart_x(plan, series->data[i].x);
		y = chart_y(plan, series->data[i - 1].y);
		if (series->mark == MARK_LINE)
			y = chart_y(plan, series->data[i].y);
		add_box(plan, &o->wires, &o->wire_count, (struct chart_box){
			chart_x(plan, series->data[i - 1].x),
			chart_y(plan, series->data[i - 1].y), x, y });
		if (series->mark == MARK_STEP)
			add_box(plan, &o->wires, &o->wire_count,
			    (struct chart_box){ x, y, x,
				chart_y(plan, series->data[i].y) });
	}
}

/* A dot, its whisker and the caps of that. */
static void
add_dot(struct chart_plan *plan, struct obstacles *o,
    const struct doc_datum *datum)
{
	double x = chart_x(plan, datum->x), y = chart_y(plan, datum->y);
	double r = chart_radius(plan) + SPACE, low, high;

	add_box(plan, &o->dots, &o->dot_count,
	    (struct chart_box){ x - r, y - r, x + r, y + r });
	if (!(datum->low < datum->high) || !isfinite(datum->low) ||
	    !axis_shows(&plan->axis, datum->high))
		return;
	low = axis_shows(&plan->axis, datum->low) ?
	    chart_x(plan, datum->low) : plan->left;
	high = chart_x(plan, datum->high);
	add_box(plan, &o->dots, &o->dot_count,
	    (struct chart_box){ low, y - SPACE, high, y + SPACE });
	add_box(plan, &o->dots, &o->dot_count,
	    (struct chart_box){ low - SPACE, y - r, low + SPACE, y + r });
	add_box(plan, &o->dots, &o->dot_count,
	    (struct chart_box){ high - SPACE, y - r, high + SPACE, y + r });
}

static struct obstacles
obstacles_of(struct chart_plan *plan)
{
	struct obstacles o = { .dot_count = 0 };
	const struct doc_series *series;
	size_t i, k;

	for (k = 0; k < plan->chart->series_count; k++) {
		series = &plan->chart->series[k];
		if (series->mark == MARK_LINE || series->mark == MARK_STEP)
			add_wires(plan, &o, series);
		for (i = 0; series->mark == MARK_POINT && i < series->count;
		     i++)
			if (chart_shows(plan, series, i))
				add_dot(plan, &o, &series->data[i]);
	}
	for (i = 0; i < plan->flag_count; i++)
		add_box(plan, &o.wires, &o.wire_count,
		    (struct chart_box){ plan->flags[i].x, 0,
			plan->flags[i].x, plan->bottom });
	return o;
}

static bool
is_free(const struct chart_plan *plan, const struct obstacles *o,
    const struct chart_box *box, bool wires)
{
	size_t i;

	if (box->left < plan->left + KNOCK_OUT || box->right > plan->width ||
	    box->top < 0 || box->bottom > plan->bottom - KNOCK_OUT)
		return false;
	for (i = 0; i < plan->name_count; i++)
		if (plan->names[i].placed && touch(box, &plan->names[i].box))
			return false;
	for (i = 0; i < o->dot_count; i++)
		if (touch(box, &o->dots[i]))
			return false;
	for (i = 0; wires && i < o->wire_count; i++)
		if (wire_through(&o->wires[i], box))
			return false;
	return true;
}

/* The place on a side of the point, RING rings off. */
static struct chart_box
place_at(const struct chart_plan *plan, const struct chart_name *name,
    size_t side, int ring)
{
	double d = name->clear + NEAR + ring * RING * plan->em;
	double width = name->text->width + 2 * SPACE;
	double height = para_height(name->text, name->text->line_count);
	struct chart_box box;

	if (sides[side].x != 0 && sides[side].y != 0)
		d *= 0.72;
	box.left = name->x + (sides[side].x > 0 ? d :
	    sides[side].x < 0 ? -d - width : -width / 2);
	box.top = name->y + (sides[side].y > 0 ? d :
	    sides[side].y < 0 ? -d - height : -height / 2);
	box.right = box.left + width;
	box.bottom = box.top + height;
	return box;
}

static bool
place_name(const struct chart_plan *plan, const struct obstacles *o,
    struct chart_name *name, bool wires)
{
	struct chart_box box;
	size_t side;
	int ring;

	for (ring = 0; ring < (name->line ? 1 : RINGS); ring++)
		for (side = 0; side < SIDES; side++) {
			box = place_at(plan, name, side, ring);
			if (!is_free(plan, o, &box, wires))
				continue;
			name->box = box;
			name->leader = ring > 0;
			return true;
		}
	return false;
}

static void
add_name(struct chart_plan *plan, size_t series, const char *text, double x,
    double y)
{
	struct layout *layout = plan->layout;
	bool line = plan->chart->series[series].mark != MARK_POINT &&
	    plan->chart->series[series].mark != MARK_TEXT;
	struct text_style style = line ? plan->flag : plan->text;
	struct chart_name name = { .text = para_new(layout), .x = x, .y = y,
		.line = line, .series = series };

	style.color = line ? palette_look(plan->chart->series[series].role,
	    layout->style.grey).ink : style.color;
	name.clear = plan->chart->series[series].mark == MARK_POINT ?
	    chart_radius(plan) : 0;
	para_add_markup(layout, name.text, &style, text);
	para_set(layout, name.text, fmin(NAME_EMS * plan->em,
	    NAME_PART * (plan->right - plan->left)), 0, PARA_LEFT);
	plan->names = arena_grow(layout->arena, plan->names,
	    plan->name_count, sizeof name);
	plan->names[plan->name_count++] = name;
}

static void
place_points(struct chart_plan *plan, const struct obstacles *o, size_t k)
{
	const struct doc_series *series = &plan->chart->series[k];
	struct chart_name *name;
	size_t i;

	for (i = 0; i < series->count; i++) {
		const struct doc_datum *datum = &series->data[i];

		if (datum->text == NULL || !chart_shows(plan, series, i))
			continue;
		if (plan->name_count >= NAMES_MAX) {
			plan->unnamed++;
			continue;
		}
		add_name(plan, k, datum->text, chart_x(plan, datum->x),
		    chart_y(plan, datum->y));
		name = &plan->names[plan->name_count - 1];
		name->placed = place_name(plan, o, name, true) ||
		    place_name(plan, o, name, false);
		plan->unnamed += !name->placed;
	}
}

/* Beside the middle of one of its pieces, where there is room. */
static void
place_line(struct chart_plan *plan, const struct obstacles *o, size_t k)
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
		name->placed = place_name(plan, o, name, true);
		if (name->placed)
			return;
		plan->name_count--;
	}
}

void
chart_names_place(struct chart_plan *plan)
{
	struct obstacles o = obstacles_of(plan);
	const struct doc_chart *chart = plan->chart;
	bool bands = false;
	size_t k;

	plan->names = NULL;
	plan->name_count = plan->unnamed = 0;
	for (k = 0; k < chart->series_count; k++) {
		bands |= chart->series[k].mark == MARK_BAND;
		if (chart->series[k].mark == MARK_POINT ||
		    chart->series[k].mark == MARK_TEXT)
			place_points(plan, &o, k);
	}
	for (k = 0; k < chart->series_count && !bands; k++)
		if (chart->series[k].name != NULL &&
		    (chart->series[k].mark == MARK_LINE ||
			chart->series[k].mark == MARK_STEP))
			place_line(plan, &o, k);
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

/* From the dot to the nearest point of the name. */
static void
draw_leader(const struct chart_plan *plan, struct scene *scene,
    const struct chart_name *name)
{
	double x = fmax(name->box.left, fmin(name->box.right, name->x));
	double y = fmax(name->box.top, fmin(name->box.bottom, name->y));
	double length = hypot(x - name->x, y - name->y);
	double part = length > name->clear ? name->clear / length : 1;

	scene_line(scene, name->x + (x - name->x) * part,
	    plan->top + name->y + (y - name->y) * part, x, plan->top + y,
	    LEADER_WEIGHT, PALETTE_GREY);
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
			draw_leader(plan, scene, name);
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
