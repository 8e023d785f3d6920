/*
 * Looking for faults in the scene of a chart, by its geometry alone.
 */
#include "chart_faults.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "layout/chart.h"
#include "layout/palette.h"

#define LEADER 0.4    /* weight that leaders alone have */
#define DOT_LEAST 1.0 /* radius: smaller ones are a hatch */
#define SAME 0.45     /* of the radius: dots nearer than this are one */
#define APART 0.4     /* em between a name with a leader and foreign dots */
#define EDGE 0.02

struct area
area_of(const struct bench *bench, const struct scene_item *item)
{
	return (struct area){ item->x, item->y - 0.62 * item->size,
		bench_right(bench, item), item->y + 0.12 * item->size };
}

static bool
is_leader(const struct scene_item *item)
{
	return item->kind == SCENE_LINE && item->weight == LEADER &&
	    item->stroke == PALETTE_GREY;
}

static bool
is_dot(const struct scene_item *item)
{
	return item->kind == SCENE_DOT && item->radius > DOT_LEAST;
}

static bool
is_dashed(const struct scene_item *item)
{
	return (item->kind == SCENE_LINE || item->kind == SCENE_PATH) &&
	    item->dash > 0;
}

struct area
mark_area(const struct scene_item *item)
{
	struct area area = { HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL };
	size_t i;

	if (item->kind == SCENE_DOT)
		return (struct area){ item->x, item->y, item->x, item->y };
	if (item->kind == SCENE_BOX && item->fill != INK_WHITE)
		return (struct area){ fmin(item->x, item->x2),
			fmin(item->y, item->y2), fmax(item->x, item->x2),
			fmax(item->y, item->y2) };
	for (i = 0; item->kind == SCENE_PATH && item->point_count != 4 &&
	     i < item->point_count; i++) {
		area.left = fmin(area.left, item->points[i].x);
		area.right = fmax(area.right, item->points[i].x);
		area.top = fmin(area.top, item->points[i].y);
		area.bottom = fmax(area.bottom, item->points[i].y);
	}
	return area;
}

/* On which side of the line A to B point C is. */
static double
side(struct scene_point a, struct scene_point b, struct scene_point c)
{
	return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

static bool
cross(struct scene_point a, struct scene_point b, struct scene_point c,
    struct scene_point d)
{
	return side(a, b, c) * side(a, b, d) < 0 &&
	    side(c, d, a) * side(c, d, b) < 0;
}

static struct scene_point
start_of(const struct scene_item *line)
{
	return (struct scene_point){ line->x, line->y };
}

static struct scene_point
end_of(const struct scene_item *line)
{
	return (struct scene_point){ line->x2, line->y2 };
}

static bool
inside(struct scene_point p, const struct area *area)
{
	return p.x > area->left + EDGE && p.x < area->right - EDGE &&
	    p.y > area->top + EDGE && p.y < area->bottom - EDGE;
}

/* True when the line A to B runs through the area. */
static bool
through(struct scene_point a, struct scene_point b, const struct area *area)
{
	double l = area->left + EDGE, r = area->right - EDGE;
	double t = area->top + EDGE, u = area->bottom - EDGE;
	const struct scene_point corners[] = { { l, t }, { r, t }, { r, u },
		{ l, u } };
	int i;

	if (l >= r || t >= u)
		return false;
	if (inside(a, area) || inside(b, area))
		return true;
	for (i = 0; i < 4; i++)
		if (cross(a, b, corners[i], corners[(i + 1) % 4]))
			return true;
	return false;
}

static double
distance(struct scene_point a, struct scene_point b, struct scene_point p)
{
	double dx = b.x - a.x, dy = b.y - a.y, at = 0;

	if (dx * dx + dy * dy > 0)
		at = fmax(0, fmin(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) /
		    (dx * dx + dy * dy)));
	return hypot(a.x + at * dx - p.x, a.y + at * dy - p.y);
}

const struct scene_item *
fault_leaders_cross(const struct scene *scene)
{
	const struct scene_item *a, *b;
	size_t i, k;

	for (i = 0; i < scene->count; i++)
		for (k = 0; k < i && is_leader(&scene->items[i]); k++) {
			a = &scene->items[i];
			b = &scene->items[k];
			if (is_leader(b) && cross(start_of(a), end_of(a),
				start_of(b), end_of(b)))
				return a;
		}
	return NULL;
}

/* The dot on whose edge a leader begins. */
static const struct scene_item *
own_dot(const struct scene *scene, const struct scene_item *leader)
{
	const struct scene_item *best = NULL, *item;
	double least = HUGE_VAL, off;
	size_t i;

	for (i = 0; i < scene->count; i++) {
		item = &scene->items[i];
		if (!is_dot(item))
			continue;
		off = fabs(hypot(item->x - leader->x, item->y - leader->y) -
		    item->radius);
		if (off < least) {
			least = off;
			best = item;
		}
	}
	return best;
}

static bool
on_foreign_dot(const struct scene *scene, const struct scene_item *leader)
{
	const struct scene_item *own = own_dot(scene, leader), *dot;
	size_t i;

	for (i = 0; i < scene->count; i++) {
		dot = &scene->items[i];
		if (is_dot(dot) && own != NULL &&
		    hypot(dot->x - own->x, dot->y - own->y) >
		    SAME * dot->radius &&
		    distance(start_of(leader), end_of(leader),
			start_of(dot)) < dot->radius)
			return true;
	}
	return false;
}

const struct scene_item *
fault_leader_on_dot(const struct scene *scene)
{
	size_t i;

	for (i = 0; i < scene->count; i++)
		if (is_leader(&scene->items[i]) &&
		    on_foreign_dot(scene, &scene->items[i]))
			return &scene->items[i];
	return NULL;
}

const struct scene_item *
fault_leader_through_text(const struct bench *bench,
    const struct scene *scene)
{
	struct area area;
	size_t i, k;

	for (i = 0; i < scene->count; i++) {
		if (scene->items[i].kind != SCENE_TEXT)
			continue;
		area = area_of(bench, &scene->items[i]);
		for (k = 0; k < scene->count; k++)
			if (is_leader(&scene->items[k]) &&
			    through(start_of(&scene->items[k]),
				end_of(&scene->items[k]), &area))
				return &scene->items[i];
	}
	return NULL;
}

static double
area_distance(const struct area *area, double x, double y)
{
	return hypot(fmax(0, fmax(area->left - x, x - area->right)),
	    fmax(0, fmax(area->top - y, y - area->bottom)));
}

const struct scene_item *
fault_text_on_dot(const struct bench *bench, const struct scene *scene)
{
	const struct scene_item *dot;
	struct area area;
	size_t i, k;

	for (i = 0; i < scene->count; i++) {
		if (scene->items[i].kind != SCENE_TEXT)
			continue;
		area = area_of(bench, &scene->items[i]);
		for (k = 0; k < scene->count; k++) {
			dot = &scene->items[k];
			if (is_dot(dot) && area_distance(&area, dot->x,
				dot->y) < dot->radius)
				return &scene->items[i];
		}
	}
	return NULL;
}

/* True when a dashed line or path runs through the area. */
static bool
dashes_through(const struct scene_item *line, const struct area *area)
{
	size_t i;

	if (line->kind == SCENE_LINE)
		return through(start_of(line), end_of(line), area);
	for (i = 1; i < line->point_count; i++)
		if (through(line->points[i - 1], line->points[i], area))
			return true;
	return false;
}

const struct scene_item *
fault_on_dashes(const struct bench *bench, const struct scene *scene)
{
	const struct scene_item *item;
	struct area area;
	size_t i, k;

	for (i = 0; i < scene->count; i++) {
		item = &scene->items[i];
		if (item->kind == SCENE_TEXT)
			area = area_of(bench, item);
		else if (item->kind == SCENE_BOX && item->fill == INK_WHITE &&
		    item->stroke == COLOR_NONE)
			area = (struct area){ item->x, item->y, item->x2,
				item->y2 };
		else
			continue;
		for (k = 0; k < scene->count; k++)
			if (is_dashed(&scene->items[k]) &&
			    (k < i || item->kind == SCENE_TEXT) &&
			    dashes_through(&scene->items[k], &area))
				return item;
	}
	return NULL;
}

/* Whether the name would be read as that of the dot at X, Y. */
static bool
is_nearer(const struct chart_plan *plan, const struct chart_name *name,
    double x, double y)
{
	const struct area area = { name->box.left, name->box.top,
		name->box.right, name->box.bottom };
	double foreign = area_distance(&area, x, y);

	if (hypot(x - name->x, y - name->y) <= SAME * chart_radius(plan))
		return false;
	return name->leader ?
	    foreign < chart_radius(plan) + APART * plan->em :
	    foreign <= area_distance(&area, name->x, name->y);
}

static const char *
first_foreign(const struct chart_plan *plan, const struct chart_name *name)
{
	const struct doc_chart *chart = plan->chart;
	size_t i, k;

	for (k = 0; k < chart->series_count; k++)
		for (i = 0; i < chart->series[k].count; i++)
			if (chart->series[k].mark == MARK_POINT &&
			    chart_shows(plan, &chart->series[k], i) &&
			    is_nearer(plan, name,
				chart_x(plan, chart->series[k].data[i].x),
				chart_y(plan, chart->series[k].data[i].y) -
				plan->top))
				return chart->series[k].data[i].text;
	return NULL;
}

const char *
fault_whose_name(const struct bench *bench, const struct doc_chart *chart)
{
	struct layout layout = bench->layout;
	const struct chart_plan *plan = chart_plan_new(&layout, chart,
	    &(struct chart_part){ .count = chart->row_count });
	const char *text;
	size_t i;

	for (i = 0; i < plan->name_count; i++) {
		if (!plan->names[i].placed || plan->names[i].line)
			continue;
		text = first_foreign(plan, &plan->names[i]);
		if (text != NULL)
			return text;
	}
	return NULL;
}

/* A series that is a dashed path and longer than a dot. */
static bool
has_front(const struct scene *scene)
{
	struct area area;
	size_t i;

	for (i = 0; i < scene->count; i++) {
		area = mark_area(&scene->items[i]);
		if (scene->items[i].dash > 0 &&
		    (area.right - area.left > 0.1 ||
			area.bottom - area.top > 0.1))
			return true;
	}
	return false;
}

static bool
has_hollow(const struct scene *scene)
{
	size_t i;

	for (i = 0; i < scene->count; i++)
		if (is_dot(&scene->items[i]) &&
		    scene->items[i].fill == INK_WHITE)
			return true;
	return false;
}

bool
words_are_true(const struct bench *bench, const struct scene *scene,
    const char *kind, const struct doc_chart *chart)
{
	bool log = strstr(chart->x.title, "(log scale)") != NULL;
	bool score = strcmp(kind, "score") == 0;
	struct layout layout = bench->layout;
	const struct chart_plan *plan = chart_plan_new(&layout, chart,
	    &(struct chart_part){ .count = chart->row_count });

	if (log != (plan->axis.logarithmic && !plan->axis.empty))
		return false;
	if (score && (strstr(chart->caption, "Pareto") != NULL) !=
	    has_front(scene))
		return false;
	if (score && bench_find(scene, "Pareto front") != NULL &&
	    !has_front(scene))
		return false;
	return (!score && strcmp(kind, "emissions") != 0) ||
	    has_hollow(scene) ==
	    (strstr(chart->caption, "hollow dots") != NULL);
}
