/*
 * Places for names in a field: beside the mark, else further off at the end
 * of a leader. What stands already is never touched, and no leader crosses
 * another, a name or a dot that is not its own.
 */
#include "layout/chart_places.h"

#include <math.h>

#include "base/arena.h"
#include "layout/chart.h"
#include "layout/layout.h"

#define NEAR 2.0       /* points from a dot to its name */
#define RING 1.0       /* em from ring to ring of places */
#define SPACE 1.0      /* points around a name, a dot, a leader */
#define SLANTED 0.72   /* of the way, to a corner */
#define OWN_LEAD 0.3   /* em: so much nearer is a name to its own dot */
#define APART 0.55     /* em from a name with a leader to foreign dots */
#define SAME 0.4       /* of the radius: dots nearer than this are one */
#define KNOCK_OUT 1.0  /* points from the axes */

enum { RINGS = 6, SIDES = 8, ANGLES = 16, WIRES_MAX = 4000 };

/* Sides in order of liking: -1 left or above, 0 centred, 1 right or below. */
static const struct {
	int x, y;
} sides[SIDES] = { { 1, 0 }, { 1, -1 }, { 1, 1 }, { 0, -1 }, { -1, 0 },
	{ -1, -1 }, { -1, 1 }, { 0, 1 } };

/* The same for places further off, in sixteenths of a turn, clockwise from the right. */
static const int angles[ANGLES] = { 0, -2, 2, -4, 8, -6, 6, 4, -1, 1, -3, 3,
	-5, 5, -7, 7 };

struct places {
	const struct chart_plan *plan;
	struct scene_point *dots;
	size_t dot_count;
	struct chart_box *bars;  /* whiskers and their caps */
	size_t bar_count;
	struct chart_box *wires; /* from one end to the other, in any order */
	size_t wire_count;
};

static void
add_box(const struct places *places, struct chart_box **boxes, size_t *count,
    struct chart_box box)
{
	*boxes = arena_grow(places->plan->layout->arena, *boxes, *count,
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

/* On which side of the line A a point is. */
static double
side_of(const struct chart_box *a, double x, double y)
{
	return (a->right - a->left) * (y - a->top) -
	    (a->bottom - a->top) * (x - a->left);
}

static bool
cross(const struct chart_box *a, const struct chart_box *b)
{
	return side_of(a, b->left, b->top) * side_of(a, b->right, b->bottom) <=
	    0 &&
	    side_of(b, a->left, a->top) * side_of(b, a->right, a->bottom) <=
	    0;
}

/* From a point to the nearest of the line WIRE. */
static double
wire_distance(const struct chart_box *wire, struct scene_point p)
{
	double dx = wire->right - wire->left, dy = wire->bottom - wire->top;
	double square = dx * dx + dy * dy, at = 0;

	if (square > 0)
		at = ((p.x - wire->left) * dx + (p.y - wire->top) * dy) /
		    square;
	at = fmax(0, fmin(1, at));
	return hypot(wire->left + at * dx - p.x, wire->top + at * dy - p.y);
}

static double
box_distance(const struct chart_box *box, double x, double y)
{
	return hypot(fmax(0, fmax(box->left - x, x - box->right)),
	    fmax(0, fmax(box->top - y, y - box->bottom)));
}

static void
add_wires(struct places *places, const struct doc_series *series)
{
	const struct chart_plan *plan = places->plan;
	double x, y;
	size_t i;

	for (i = 1; i < series->count && places->wire_count < WIRES_MAX;
	     i++) {
		if (!chart_shows(plan, series, i - 1) ||
		    !chart_shows(plan, series, i))
			continue;
		x = chart_x(plan, series->data[i].x);
		y = chart_y(plan, series->data[i - 1].y);
		if (series->mark == MARK_LINE)
			y = chart_y(plan, series->data[i].y);
		add_box(places, &places->wires, &places->wire_count,
		    (struct chart_box){
			chart_x(plan, series->data[i - 1].x),
			chart_y(plan, series->data[i - 1].y), x, y });
		if (series->mark == MARK_STEP)
			add_box(places, &places->wires, &places->wire_count,
			    (struct chart_box){ x, y, x,
				chart_y(plan, series->data[i].y) });
	}
}

/* A dot, its whisker and the caps of that. */
static void
add_dot(struct places *places, const struct doc_datum *datum)
{
	const struct chart_plan *plan = places->plan;
	double x = chart_x(plan, datum->x), y = chart_y(plan, datum->y);
	double r = chart_radius(plan) + SPACE, low, high;

	places->dots = arena_grow(plan->layout->arena, places->dots,
	    places->dot_count, sizeof *places->dots);
	places->dots[places->dot_count++] = (struct scene_point){ x, y };
	if (!(datum->low < datum->high) || !isfinite(datum->low) ||
	    !axis_shows(&plan->axis, datum->high))
		return;
	low = axis_shows(&plan->axis, datum->low) ?
	    chart_x(plan, datum->low) : plan->left;
	high = chart_x(plan, datum->high);
	add_box(places, &places->bars, &places->bar_count,
	    (struct chart_box){ low, y - SPACE, high, y + SPACE });
	add_box(places, &places->bars, &places->bar_count,
	    (struct chart_box){ low - SPACE, y - r, low + SPACE, y + r });
	add_box(places, &places->bars, &places->bar_count,
	    (struct chart_box){ high - SPACE, y - r, high + SPACE, y + r });
}

struct places *
places_new(struct chart_plan *plan)
{
	struct places *places = arena_alloc(plan->layout->arena,
	    sizeof *places);
	const struct doc_series *series;
	size_t i, k;

	*places = (struct places){ .plan = plan };
	for (k = 0; k < plan->chart->series_count; k++) {
		series = &plan->chart->series[k];
		if (series->mark == MARK_LINE || series->mark == MARK_STEP)
			add_wires(places, series);
		for (i = 0; series->mark == MARK_POINT && i < series->count;
		     i++)
			if (chart_shows(plan, series, i))
				add_dot(places, &series->data[i]);
	}
	for (i = 0; i < plan->flag_count; i++)
		add_box(places, &places->wires, &places->wire_count,
		    (struct chart_box){ plan->flags[i].x, 0,
			plan->flags[i].x, plan->bottom });
	return places;
}

/* Whether a dot is another than the name's. */
static bool
is_foreign(const struct places *places, const struct chart_name *name,
    struct scene_point dot)
{
	return name->line || hypot(dot.x - name->x, dot.y - name->y) >
	    SAME * chart_radius(places->plan);
}

static bool
in_plot(const struct chart_plan *plan, const struct chart_box *box)
{
	return box->left >= plan->left + KNOCK_OUT &&
	    box->right <= plan->width && box->top >= 0 &&
	    box->bottom <= plan->bottom - KNOCK_OUT;
}

/* Whether the box touches no mark and no line. */
static bool
is_clear(const struct places *places, const struct chart_box *box)
{
	double radius = chart_radius(places->plan) + SPACE;
	size_t i;

	for (i = 0; i < places->dot_count; i++)
		if (box_distance(box, places->dots[i].x, places->dots[i].y) <
		    radius)
			return false;
	for (i = 0; i < places->bar_count; i++)
		if (touch(box, &places->bars[i]))
			return false;
	for (i = 0; i < places->wire_count; i++)
		if (wire_through(&places->wires[i], box))
			return false;
	return true;
}

/* Whether it touches no name that stands, and none of their leaders. */
static bool
is_free(const struct places *places, const struct chart_box *box)
{
	const struct chart_plan *plan = places->plan;
	size_t i;

	for (i = 0; i < plan->name_count; i++) {
		if (!plan->names[i].placed)
			continue;
		if (touch(box, &plan->names[i].box) ||
		    (plan->names[i].leader &&
			wire_through(&plan->names[i].stroke, box)))
			return false;
	}
	return true;
}

/* A name beside a foreign dot would be read as that dot's. */
static bool
is_own(const struct places *places, const struct chart_name *name,
    const struct chart_box *box, bool leader)
{
	double em = places->plan->em, least, distance;
	size_t i;

	least = leader || name->line ?
	    chart_radius(places->plan) + APART * em :
	    box_distance(box, name->x, name->y) + OWN_LEAD * em;
	for (i = 0; i < places->dot_count; i++) {
		distance = box_distance(box, places->dots[i].x,
		    places->dots[i].y);
		if (distance < least &&
		    is_foreign(places, name, places->dots[i]))
			return false;
	}
	return true;
}

/* From the edge of the dot to the nearest point of the box. */
static struct chart_box
stroke_to(const struct chart_name *name, const struct chart_box *box)
{
	double x = fmax(box->left, fmin(box->right, name->x));
	double y = fmax(box->top, fmin(box->bottom, name->y));
	double length = hypot(x - name->x, y - name->y);
	double part = length > name->clear ? name->clear / length : 1;

	return (struct chart_box){ name->x + (x - name->x) * part,
		name->y + (y - name->y) * part, x, y };
}

/* Whether a leader meets no name, no other leader and no foreign dot; STRICT: and no line or whisker. */
static bool
stroke_is_free(const struct places *places, const struct chart_name *name,
    const struct chart_box *stroke, bool strict)
{
	const struct chart_plan *plan = places->plan;
	size_t i;

	for (i = 0; i < plan->name_count; i++)
		if (plan->names[i].placed &&
		    (wire_through(stroke, &plan->names[i].box) ||
			(plan->names[i].leader &&
			    cross(stroke, &plan->names[i].stroke))))
			return false;
	for (i = 0; i < places->dot_count; i++)
		if (wire_distance(stroke, places->dots[i]) <
		    chart_radius(plan) + SPACE &&
		    is_foreign(places, name, places->dots[i]))
			return false;
	for (i = 0; strict && i < places->wire_count; i++)
		if (cross(stroke, &places->wires[i]))
			return false;
	for (i = 0; strict && i < places->bar_count; i++)
		if (wire_through(stroke, &places->bars[i]))
			return false;
	return true;
}

/* The box whose side or corner towards the point is DX, DY off it. */
static struct chart_box
box_at(const struct chart_name *name, double dx, double dy)
{
	double width = name->text->width + 2 * SPACE;
	double height = para_height(name->text, name->text->line_count);
	struct chart_box box;

	box.left = name->x + (dx > 0 ? dx : dx < 0 ? dx - width : -width / 2);
	box.top = name->y +
	    (dy > 0 ? dy : dy < 0 ? dy - height : -height / 2);
	box.right = box.left + width;
	box.bottom = box.top + height;
	return box;
}

static bool
place_near(const struct places *places, struct chart_name *name)
{
	double d = name->clear + NEAR, way;
	struct chart_box box;
	size_t i;

	for (i = 0; i < SIDES; i++) {
		way = sides[i].x != 0 && sides[i].y != 0 ? SLANTED * d : d;
		box = box_at(name, sides[i].x * way, sides[i].y * way);
		if (!in_plot(places->plan, &box) || !is_free(places, &box) ||
		    !is_clear(places, &box) ||
		    !is_own(places, name, &box, false))
			continue;
		name->box = box;
		return true;
	}
	return false;
}

/* A place in one of the directions; nearly level or upright boxes stand centred. */
static bool
place_off(const struct places *places, struct chart_name *name, double d,
    bool strict)
{
	struct chart_box box, stroke;
	double angle, dx, dy;
	size_t i;

	for (i = 0; i < ANGLES; i++) {
		angle = angles[i] * 0.3926990816987241; /* pi / 8 */
		dx = cos(angle) * d;
		dy = sin(angle) * d;
		box = box_at(name, fabs(dx) < 0.1 * d ? 0 : dx,
		    fabs(dy) < 0.1 * d ? 0 : dy);
		if (!in_plot(places->plan, &box) || !is_free(places, &box) ||
		    !is_clear(places, &box) ||
		    !is_own(places, name, &box, true))
			continue;
		stroke = stroke_to(name, &box);
		if (!stroke_is_free(places, name, &stroke, strict))
			continue;
		name->box = box;
		name->stroke = stroke;
		return name->leader = true;
	}
	return false;
}

bool
places_find(const struct places *places, struct chart_name *name, bool far)
{
	int ring, lax;

	if (place_near(places, name))
		return true;
	for (lax = 0; far && lax < 2; lax++)
		for (ring = 1; ring <= RINGS; ring++)
			if (place_off(places, name, name->clear + NEAR +
				ring * RING * places->plan->em, lax == 0))
				return true;
	return false;
}
