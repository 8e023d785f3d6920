/*
 * Marks: dots, whiskers, bars, lines and bands at the places of their data.
 * What a chart is about makes no difference here.
 */
#include <math.h>

#include "base/arena.h"
#include "layout/chart.h"
#include "layout/layout.h"
#include "layout/palette.h"

#define INSIDE_HEIGHT 1.04 /* em: lower bars hold no text */
#define CAP_HEIGHT 0.36 /* em, each way */
#define WHISKER_WEIGHT 1.1
#define CASING 0.9
#define RING_WEIGHT 1.3
#define LINE_WEIGHT 1.1
#define GUIDE_WEIGHT 0.9
#define GUIDE_DASH 3.2
#define BASELINE 0.33   /* em */
#define TEXT_PAD 2.0    /* points each side of a text in a bar */

/* What marks one datum. */
struct mark {
	const struct chart_plan *plan;
	struct scene *scene;
	const struct doc_series *series;
	const struct doc_datum *datum;
	struct role_look look;
	double y, half; /* middle, and half the height of a bar */
};

static void
draw_cap(const struct mark *mark, double x, double weight, int color)
{
	double height = CAP_HEIGHT * mark->plan->em;

	scene_line(mark->scene, x, mark->y - height, x, mark->y + height,
	    weight, color);
}

/* From LOW to HIGH on the page; an end that a log scale can't show has no cap. */
static void
draw_ends(const struct mark *mark, double weight, int color)
{
	const struct chart_plan *plan = mark->plan;
	bool capped = axis_shows(&plan->axis, mark->datum->low);
	double high = chart_x(plan, mark->datum->high);
	double low = capped ? chart_x(plan, mark->datum->low) : plan->left;

	scene_line(mark->scene, low, mark->y, high, mark->y, weight, color);
	if (capped)
		draw_cap(mark, low, weight, color);
	draw_cap(mark, high, weight, color);
}

/* A range that the dot covers would make it look like a square. */
static bool
hidden(const struct mark *mark)
{
	const struct chart_plan *plan = mark->plan;
	double dot = chart_x(plan, mark->datum->x);
	double radius = chart_radius(plan) + WHISKER_WEIGHT;

	return mark->series->mark == MARK_POINT &&
	    chart_x(plan, mark->datum->high) < dot + radius &&
	    chart_x(plan, mark->datum->low) > dot - radius;
}

/* On a bar it is black with a white edge: it lies on the fill. */
static void
draw_whisker(const struct mark *mark)
{
	const struct doc_datum *datum = mark->datum;
	bool bar = mark->series->mark == MARK_BAR;

	if (!axis_shows(&mark->plan->axis, datum->high) ||
	    !isfinite(datum->low) || !(datum->low < datum->high) ||
	    hidden(mark))
		return;
	if (bar)
		draw_ends(mark, WHISKER_WEIGHT + 2 * CASING, INK_WHITE);
	draw_ends(mark, WHISKER_WEIGHT, bar ? (int)INK_BLACK : mark->look.ink);
}

void
chart_dot(const struct chart_plan *plan, struct scene *scene,
    enum chart_role role, bool hollow, double x, double y)
{
	double r = chart_radius(plan), s = r * 0.89, d = r * 1.25;
	const struct scene_point square[] = { { x - s, y - s },
		{ x + s, y - s }, { x + s, y + s }, { x - s, y + s } };
	const struct scene_point diamond[] = { { x - d, y }, { x, y - d },
		{ x + d, y }, { x, y + d } };
	struct role_look look = palette_look(role, plan->layout->style.grey);
	bool round = role == CHART_MAIN;

	scene_add(scene, (struct scene_item){
		.kind = round ? SCENE_DOT : SCENE_PATH,
		.x = x,
		.y = y,
		.radius = r,
		.fill = hollow ? (int)INK_WHITE : look.ink,
		.stroke = look.ink,
		.weight = RING_WEIGHT,
		.points = role == CHART_SECOND ? square : diamond,
		.point_count = round ? 0 : 4,
		.closed = true,
	});
}

/* A bar between two values; what a scale can't show begins at its left end. */
static struct chart_box
bar_box(const struct mark *mark, double from, double to)
{
	const struct chart_plan *plan = mark->plan;
	double a = axis_shows(&plan->axis, from) ? chart_x(plan, from) :
						   plan->left;
	double b = axis_shows(&plan->axis, to) ? chart_x(plan, to) :
						 plan->left;

	return (struct chart_box){
		.left = fmin(a, b),
		.top = mark->y - mark->half,
		.right = fmax(a, b),
		.bottom = mark->y + mark->half,
	};
}

/* Measures what a segment has to say; false when it is too narrow for that, or has nothing. */
static bool
measure_inside(const struct mark *mark, struct chart_box box,
    struct run *run)
{
	*run = (struct run){ 0 };
	if (mark->datum->text == NULL)
		return false;
	run_add_markup(mark->plan->layout, run, &mark->plan->text,
	    span_of(mark->datum->text));
	return run->width + 4 * TEXT_PAD <= box.right - box.left &&
	    INSIDE_HEIGHT * mark->plan->em <= box.bottom - box.top;
}

static void
draw_inside(const struct mark *mark, struct chart_box box)
{
	double em = mark->plan->em, x;
	struct run run;

	if (!measure_inside(mark, box, &run))
		return;
	x = (box.left + box.right - run.width) / 2;
	chart_knock_out(mark->scene, (struct chart_box){
		.left = x - TEXT_PAD,
		.top = mark->y - 0.48 * em,
		.right = x + run.width + TEXT_PAD,
		.bottom = mark->y + 0.48 * em,
	});
	run_place_held(&run, HOLD_MIDDLE, mark->scene, x,
	    mark->y + BASELINE * em);
}

static void
draw_bar(const struct mark *mark, double from, double to)
{
	struct chart_box box = bar_box(mark, from, to);

	chart_fill_box(mark->plan, mark->scene, mark->series->role, box);
	if (mark->series->mark == MARK_STACK)
		draw_inside(mark, box);
}

static void
draw_span(const struct mark *mark)
{
	const struct chart_plan *plan = mark->plan;

	chart_fill_box(plan, mark->scene, mark->series->role,
	    (struct chart_box){
		.left = chart_x(plan, mark->datum->low),
		.top = plan->top,
		.right = chart_x(plan, mark->datum->high),
		.bottom = plan->bottom,
	    });
}

static void
draw_mark(const struct mark *mark, double base)
{
	switch (mark->series->mark) {
	case MARK_POINT:
		draw_whisker(mark);
		chart_dot(mark->plan, mark->scene, mark->series->role,
		    mark->datum->hollow, chart_x(mark->plan, mark->datum->x),
		    mark->y);
		break;
	case MARK_BAR:
		draw_bar(mark, 0, mark->datum->x);
		draw_whisker(mark);
		break;
	case MARK_STACK:
		if (mark->datum->x > 0)
			draw_bar(mark, base, base + mark->datum->x);
		break;
	case MARK_RANGE:
		draw_bar(mark, mark->datum->low, mark->datum->high);
		break;
	case MARK_SPAN:
		draw_span(mark);
		break;
	case MARK_LINE:
	case MARK_STEP:
	case MARK_BAND:
	case MARK_TEXT:
		break;
	}
}

/* Lines and bands: pieces between data that are not there. */

static struct scene_point *
add_point(struct arena *arena, struct scene_point *points, size_t *count,
    double x, double y)
{
	points = arena_grow(arena, points, *count, sizeof *points);
	points[(*count)++] = (struct scene_point){ x, y };
	return points;
}

static void
add_path(const struct mark *mark, const struct scene_point *points,
    size_t count)
{
	bool band = mark->series->mark == MARK_BAND;
	bool guide = mark->series->role == CHART_GUIDE;

	if (count < 2)
		return;
	scene_add(mark->scene, (struct scene_item){
		.kind = SCENE_PATH,
		.fill = band ? mark->look.fill : COLOR_NONE,
		.stroke = mark->look.ink,
		.weight = band ? 0.4 : guide ? GUIDE_WEIGHT : LINE_WEIGHT,
		.dash = guide ? GUIDE_DASH : 0,
		.points = points,
		.point_count = count,
		.closed = band,
	});
}

/* Draws the piece that begins at datum I; returns where the next may. */
static size_t
draw_line(const struct mark *mark, size_t i)
{
	const struct doc_series *series = mark->series;
	struct arena *arena = mark->plan->layout->arena;
	struct scene_point *points = NULL;
	size_t count = 0;
	double x, y;

	for (; i < series->count && chart_shows(mark->plan, series, i); i++) {
		x = chart_x(mark->plan, series->data[i].x);
		y = chart_y(mark->plan, series->data[i].y);
		if (series->mark == MARK_STEP && count > 0)
			points = add_point(arena, points, &count, x,
			    points[count - 1].y);
		points = add_point(arena, points, &count, x, y);
	}
	add_path(mark, points, count);
	return i + 1;
}

/* Along the upper ends, then back along the lower. */
static size_t
draw_band(const struct mark *mark, size_t first)
{
	const struct doc_series *series = mark->series;
	struct arena *arena = mark->plan->layout->arena;
	struct scene_point *points = NULL;
	size_t count = 0, i = first, end;

	for (; i < series->count && chart_shows(mark->plan, series, i); i++)
		points = add_point(arena, points, &count,
		    chart_x(mark->plan, series->data[i].x),
		    chart_y(mark->plan, series->data[i].high));
	for (end = i; i-- > first; )
		points = add_point(arena, points, &count,
		    chart_x(mark->plan, series->data[i].x),
		    chart_y(mark->plan, series->data[i].low));
	add_path(mark, points, count);
	return end + 1;
}

static void
draw_pieces(const struct mark *mark)
{
	size_t i = 0;

	while (i < mark->series->count)
		i = mark->series->mark == MARK_BAND ? draw_band(mark, i) :
						      draw_line(mark, i);
}

static void
draw_in_field(struct mark *mark)
{
	size_t i;

	if (mark->series->mark == MARK_LINE ||
	    mark->series->mark == MARK_STEP ||
	    mark->series->mark == MARK_BAND) {
		draw_pieces(mark);
		return;
	}
	for (i = 0; i < mark->series->count; i++) {
		mark->datum = &mark->series->data[i];
		if (!chart_shows(mark->plan, mark->series, i))
			continue;
		mark->y = chart_y(mark->plan, mark->datum->y);
		draw_mark(mark, 0);
	}
}

static void
draw_in_rows(struct mark *mark)
{
	const struct chart_plan *plan = mark->plan;
	size_t index = (size_t)(mark->series - plan->chart->series);
	size_t i;

	for (i = 0; i < plan->row_count; i++) {
		const struct chart_row *row = &plan->rows[i];

		if (row->index >= mark->series->count ||
		    !chart_shows(plan, mark->series, row->index))
			continue;
		mark->datum = &mark->series->data[row->index];
		mark->y = row->y;
		mark->half = plan->bar_half;
		draw_mark(mark, mark->series->mark == MARK_STACK ?
		    chart_stack_base(plan->chart, index, row->index) : 0);
	}
}

/* Adds how many parts of a stack have a number and are wide enough for it, or not. */
static void
count_inside(struct mark *mark, size_t *shown, size_t *hidden)
{
	const struct chart_plan *plan = mark->plan;
	const struct doc_series *series = mark->series;
	size_t i, k = (size_t)(series - plan->chart->series);
	struct run run;
	double base;

	for (i = 0; i < plan->row_count; i++) {
		size_t row = plan->rows[i].index;

		if (row >= series->count || !(series->data[row].x > 0) ||
		    series->data[row].text == NULL)
			continue;
		mark->datum = &series->data[row];
		base = chart_stack_base(plan->chart, k, row);
		if (measure_inside(mark, bar_box(mark, base,
			base + mark->datum->x), &run))
			++*shown;
		else
			++*hidden;
	}
}

bool
chart_marks_narrow(const struct chart_plan *plan)
{
	struct mark mark = { .plan = plan, .half = plan->bar_half };
	size_t i, shown = 0, hidden = 0;

	for (i = 0; i < plan->chart->series_count; i++) {
		mark.series = &plan->chart->series[i];
		if (mark.series->mark == MARK_STACK)
			count_inside(&mark, &shown, &hidden);
	}
	return shown > 0 && hidden > 0;
}

static bool
is_behind(enum mark_kind kind)
{
	return kind == MARK_BAR || kind == MARK_STACK || kind == MARK_RANGE ||
	    kind == MARK_BAND || kind == MARK_SPAN;
}

void
chart_marks_draw(const struct chart_plan *plan, struct scene *scene,
    bool behind)
{
	struct mark mark = { .plan = plan, .scene = scene };
	size_t i;

	for (i = 0; i < plan->chart->series_count; i++) {
		mark.series = &plan->chart->series[i];
		mark.look = palette_look(mark.series->role,
		    plan->layout->style.grey);
		if (is_behind(mark.series->mark) != behind)
			continue;
		if (plan->field)
			draw_in_field(&mark);
		else
			draw_in_rows(&mark);
	}
}
