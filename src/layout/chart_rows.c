/*
 * The rows of a chart: label, detail, whisker, dot and the printed value,
 * which keeps away from lines and from the edge.
 */
#include <math.h>

#include "layout/chart.h"
#include "layout/layout.h"
#include "layout/palette.h"

#define BASELINE 0.33     /* em under the middle of a row */
#define DOT_RADIUS 0.31   /* em */
#define CAP_HEIGHT 0.36   /* em, each way */
#define VALUE_GAP 0.5     /* em from whisker or dot to the value */
#define LINE_CLEAR 3.0    /* points between a line and a value */
#define ROUNDING 0.01     /* points: a value moved off a line is off it */
#define KNOCK_OUT 1.5
#define WHISKER_WEIGHT 1.1
#define RING_WEIGHT 1.3

static bool
shown(const struct chart_plan *plan, const struct chart_row *row)
{
	return axis_shows(&plan->axis, row->mark->value);
}

static bool
has_range(const struct chart_plan *plan, const struct doc_mark *mark)
{
	return axis_shows(&plan->axis, mark->high) && isfinite(mark->low) &&
	    mark->low < mark->high;
}

/* A line that the value would stand on when it begins at X, or NULL. */
static const struct chart_flag *
line_under(const struct chart_plan *plan, const struct chart_row *row,
    double x, bool last)
{
	const struct chart_flag *found = NULL;
	size_t i;

	for (i = 0; i < plan->flag_count; i++)
		if (plan->flags[i].x > x - LINE_CLEAR + ROUNDING &&
		    plan->flags[i].x < x + row->value.width + LINE_CLEAR -
		    ROUNDING &&
		    (found == NULL || last))
			found = &plan->flags[i];
	return found;
}

static bool
inside(const struct chart_plan *plan, const struct chart_row *row, double x)
{
	return x >= plan->left + KNOCK_OUT &&
	    x + row->value.width <= plan->width;
}

/* Moves X off the lines, to the right or left, by at most MOST; false when it finds no place. */
static bool
clear_of_lines(const struct chart_plan *plan, const struct chart_row *row,
    double *x, bool right, double most)
{
	const struct chart_flag *line;
	double to = *x;

	while ((line = line_under(plan, row, to, right)) != NULL) {
		to = right ? line->x + LINE_CLEAR :
			     line->x - LINE_CLEAR - row->value.width;
		if (fabs(to - *x) > most)
			return false;
	}
	if (!inside(plan, row, to))
		return false;
	*x = to;
	return true;
}

/* How far whisker or dot reach to the right or left. */
static double
reach(const struct chart_plan *plan, const struct doc_mark *mark, bool right)
{
	double dot = chart_x(plan, mark->value);
	double radius = DOT_RADIUS * plan->em;

	if (right)
		return has_range(plan, mark) ?
		    fmax(dot + radius, chart_x(plan, mark->high)) :
		    dot + radius;
	return has_range(plan, mark) ?
	    fmin(dot - radius, chart_x(plan, mark->low)) : dot - radius;
}

/* Beside the mark, off all lines, the nearer the better; on a line only when there is no such place. */
static enum value_place
value_place(const struct chart_plan *plan, struct chart_row *row)
{
	static const double most[] = { 0.9, 2.0 }; /* em */
	double gap = VALUE_GAP * plan->em;
	double right = reach(plan, row->mark, true) + gap;
	double left = reach(plan, row->mark, false) - gap - row->value.width;
	size_t i;

	for (i = 0; i < sizeof most / sizeof most[0]; i++) {
		row->value_x = right;
		if (clear_of_lines(plan, row, &row->value_x, true,
			most[i] * plan->em))
			return PLACE_CLEAR;
		row->value_x = left;
		if (clear_of_lines(plan, row, &row->value_x, false,
			most[i] * plan->em))
			return PLACE_CLEAR;
	}
	row->value_x = inside(plan, row, right) ? right : left;
	return inside(plan, row, row->value_x) ? PLACE_ON_LINE : PLACE_OUTSIDE;
}

enum value_place
chart_values_place(struct chart_plan *plan)
{
	enum value_place place, worst = PLACE_CLEAR;
	size_t i;

	for (i = 0; i < plan->row_count; i++) {
		plan->rows[i].value_x = plan->left + LINE_CLEAR;
		if (!shown(plan, &plan->rows[i]))
			continue;
		place = value_place(plan, &plan->rows[i]);
		if (place > worst)
			worst = place;
	}
	return worst;
}

double
chart_values_right(const struct chart_plan *plan)
{
	double most = plan->width, room, at;
	const struct doc_mark *mark;
	size_t i;

	for (i = 0; i < plan->row_count; i++) {
		mark = plan->rows[i].mark;
		if (!shown(plan, &plan->rows[i]))
			continue;
		room = plan->width - plan->left - plan->rows[i].value.width -
		    (VALUE_GAP + DOT_RADIUS) * plan->em;
		at = axis_at(&plan->axis, has_range(plan, mark) ?
		    mark->high : mark->value);
		if (at > 0)
			most = fmin(most, plan->left + room / at);
	}
	return fmax(most, plan->left + plan->em);
}

static void
draw_label(const struct chart_plan *plan, struct scene *scene,
    const struct chart_row *row)
{
	double lines = (double)row->label->line_count +
	    (plan->stacked ? (double)row->detail->line_count : 0);
	double y = row->y + BASELINE * plan->em;
	double leading = row->label->leading;

	if (lines > 1)
		y -= (lines - 1) / 2 * leading;
	para_place(row->label, scene, 0, row->label->line_count, 0, y);
	if (plan->stacked)
		para_place(row->detail, scene, 0, row->detail->line_count, 0,
		    y + (double)row->label->line_count * leading);
	else
		para_place(row->detail, scene, 0, row->detail->line_count,
		    plan->detail_x, row->y + BASELINE * plan->em);
}

static void
draw_cap(const struct chart_plan *plan, struct scene *scene, double x,
    double y)
{
	double height = CAP_HEIGHT * plan->em;

	scene_line(scene, x, y - height, x, y + height, WHISKER_WEIGHT,
	    PALETTE_BLUE);
}

/* A range that the dot covers would make it look like a square. */
static bool
hidden(const struct chart_plan *plan, const struct doc_mark *mark)
{
	double dot = chart_x(plan, mark->value);
	double radius = DOT_RADIUS * plan->em + WHISKER_WEIGHT;

	return chart_x(plan, mark->high) < dot + radius &&
	    chart_x(plan, mark->low) > dot - radius;
}

/* An end that a log scale can't show has no cap. */
static void
draw_whisker(const struct chart_plan *plan, struct scene *scene,
    const struct chart_row *row)
{
	const struct doc_mark *mark = row->mark;
	double low, high;

	if (!has_range(plan, mark) || hidden(plan, mark))
		return;
	low = axis_shows(&plan->axis, mark->low) ?
	    chart_x(plan, mark->low) : plan->left;
	high = chart_x(plan, mark->high);
	scene_line(scene, low, row->y, high, row->y, WHISKER_WEIGHT,
	    PALETTE_BLUE);
	if (axis_shows(&plan->axis, mark->low))
		draw_cap(plan, scene, low, row->y);
	draw_cap(plan, scene, high, row->y);
}

static void
draw_dot(const struct chart_plan *plan, struct scene *scene,
    const struct chart_row *row)
{
	bool hollow = row->mark->hollow;

	scene_add(scene, (struct scene_item){
		.kind = SCENE_DOT,
		.x = chart_x(plan, row->mark->value),
		.y = row->y,
		.radius = DOT_RADIUS * plan->em,
		.fill = hollow ? (int)INK_WHITE : (int)PALETTE_BLUE,
		.stroke = PALETTE_BLUE,
		.weight = RING_WEIGHT,
	});
}

static void
draw_value(const struct chart_plan *plan, struct scene *scene,
    const struct chart_row *row)
{
	double y = row->y + BASELINE * plan->em;

	if (row->value.count == 0)
		return;
	scene_add(scene, (struct scene_item){
		.kind = SCENE_BOX,
		.x = row->value_x - KNOCK_OUT,
		.y = row->y - 0.5 * plan->em,
		.x2 = row->value_x + row->value.width + KNOCK_OUT,
		.y2 = row->y + 0.5 * plan->em,
		.fill = INK_WHITE,
		.stroke = COLOR_NONE,
	});
	run_place(&row->value, scene, row->value_x, y);
}

void
chart_rows_draw(const struct chart_plan *plan, struct scene *scene)
{
	const struct chart_row *row;
	size_t i;

	for (i = 0; i < plan->row_count; i++) {
		row = &plan->rows[i];
		draw_label(plan, scene, row);
		if (shown(plan, row)) {
			draw_whisker(plan, scene, row);
			draw_dot(plan, scene, row);
		}
		draw_value(plan, scene, row);
	}
}
