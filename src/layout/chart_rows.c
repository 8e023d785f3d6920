/*
 * The rows of a chart: label, detail and the printed value, which keeps away
 * from marks, from lines and from the edge.
 */
#include <math.h>

#include "layout/chart.h"
#include "layout/layout.h"

#define BASELINE 0.33     /* em under the middle of a row */
#define VALUE_GAP 0.5     /* em from a mark to the value */
#define LINE_CLEAR 3.0    /* points between a line and a value */
#define ROUNDING 0.01     /* points: a value moved off a line is off it */
#define KNOCK_OUT 1.5

/* Whether the row has a mark. */
static bool
marked(const struct chart_row *row)
{
	return row->dots.least <= row->dots.most ||
	    row->marks.least <= row->marks.most;
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

/* How far the marks of a row reach to the right or left. */
static double
reach(const struct chart_plan *plan, const struct chart_row *row, bool right)
{
	double radius = chart_radius(plan), at = right ? plan->left :
							  plan->right;

	if (row->marks.least <= row->marks.most)
		at = chart_x(plan, right ? row->marks.most :
					   row->marks.least);
	if (row->dots.least > row->dots.most)
		return at;
	return right ? fmax(at, chart_x(plan, row->dots.most) + radius) :
		       fmin(at, chart_x(plan, row->dots.least) - radius);
}

/* Beside the mark, off all lines, the nearer the better; on a line only when there is no such place. */
static enum value_place
value_place(const struct chart_plan *plan, struct chart_row *row)
{
	static const double most[] = { 0.9, 2.0 }; /* em */
	double gap = VALUE_GAP * plan->em;
	double right = reach(plan, row, true) + gap;
	double left = reach(plan, row, false) - gap - row->value.width;
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

/* In a row without a mark: at its left end, off the lines. */
static enum value_place
value_alone(const struct chart_plan *plan, struct chart_row *row)
{
	row->value_x = plan->left + LINE_CLEAR;
	if (row->value.count == 0 || clear_of_lines(plan, row, &row->value_x,
		true, plan->width))
		return PLACE_CLEAR;
	return PLACE_ON_LINE;
}

enum value_place
chart_values_place(struct chart_plan *plan)
{
	enum value_place place, worst = PLACE_CLEAR;
	size_t i;

	plan->value_column = false;
	for (i = 0; i < plan->row_count; i++) {
		place = marked(&plan->rows[i]) ?
		    value_place(plan, &plan->rows[i]) :
		    value_alone(plan, &plan->rows[i]);
		if (place > worst)
			worst = place;
	}
	return worst;
}

void
chart_values_align(struct chart_plan *plan)
{
	size_t i;

	plan->value_column = true;
	for (i = 0; i < plan->row_count; i++)
		plan->rows[i].value_x = plan->width -
		    plan->rows[i].value.width;
}

/* The right end that leaves room for a dot at VALUE and the row's text. */
static double
right_for(const struct chart_plan *plan, const struct chart_row *row,
    double value)
{
	double room = plan->width - plan->left - row->value.width -
	    chart_radius(plan) - VALUE_GAP * plan->em;
	double at = axis_at(&plan->axis, value);

	return at > 0 ? plan->left + room / at : plan->width;
}

double
chart_values_right(const struct chart_plan *plan)
{
	double most = plan->width;
	const struct chart_row *row;
	size_t i;

	for (i = 0; i < plan->row_count; i++) {
		row = &plan->rows[i];
		if (row->marks.least <= row->marks.most)
			most = fmin(most, right_for(plan, row,
			    row->marks.most));
		if (row->dots.least <= row->dots.most)
			most = fmin(most, right_for(plan, row,
			    row->dots.most));
	}
	return fmax(most, plan->left + plan->em);
}

/* The lines of TEXT at X, the first on Y; returns where the next may stand. */
static double
draw_lines(struct scene *scene, const struct para *text, double x, double y)
{
	if (text == NULL)
		return y;
	para_place(text, scene, 0, text->line_count, x, y);
	return y + (double)text->line_count * text->leading;
}

static void
draw_label(const struct chart_plan *plan, struct scene *scene,
    const struct chart_row *row)
{
	double lines = (double)row->label->line_count +
	    (plan->stacked ? (double)row->detail->line_count : 0) +
	    (row->under != NULL ? (double)row->under->line_count : 0);
	double middle = row->top + row->height / 2 + BASELINE * plan->em;
	double y = middle;

	if (lines > 1)
		y -= (lines - 1) / 2 * row->label->leading;
	y = draw_lines(scene, row->label, 0, y);
	if (plan->stacked)
		y = draw_lines(scene, row->detail, 0, y);
	else
		draw_lines(scene, row->detail, plan->detail_x, middle);
	draw_lines(scene, row->under, 0, y);
}

static void
draw_value(const struct chart_plan *plan, struct scene *scene,
    const struct chart_row *row)
{
	bool before;

	if (row->value.count == 0)
		return;
	chart_knock_out(scene, (struct chart_box){
		.left = row->value_x - KNOCK_OUT,
		.top = row->y - 0.5 * plan->em,
		.right = row->value_x + row->value.width + KNOCK_OUT,
		.bottom = row->y + 0.5 * plan->em,
	});
	/* what stands before the marks ends at them in any font */
	before = plan->value_column ||
	    (marked(row) && row->value_x < reach(plan, row, false));
	run_place_held(&row->value, before ? HOLD_END : HOLD_START, scene,
	    row->value_x, row->y + BASELINE * plan->em);
}

void
chart_rows_draw(const struct chart_plan *plan, struct scene *scene)
{
	size_t i;

	for (i = 0; i < plan->row_count; i++) {
		draw_label(plan, scene, &plan->rows[i]);
		draw_value(plan, scene, &plan->rows[i]);
	}
}
