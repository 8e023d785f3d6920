/*
 * Measuring a chart: what its scales have to hold, and where a value stands.
 */
#include <math.h>

#include "base/arena.h"
#include "layout/chart.h"
#include "layout/layout.h"
#include "layout/palette.h"

#define DOT_RADIUS 0.31 /* em */
#define TITLE_GAP 0.55  /* em under the title of y */

double
chart_x(const struct chart_plan *plan, double value)
{
	return plan->left +
	    axis_at(&plan->axis, value) * (plan->right - plan->left);
}

double
chart_y(const struct chart_plan *plan, double value)
{
	return plan->bottom -
	    axis_at(&plan->y_axis, value) * (plan->bottom - plan->top);
}

double
chart_radius(const struct chart_plan *plan)
{
	return DOT_RADIUS * plan->em;
}

bool
chart_shows(const struct chart_plan *plan, const struct doc_series *series,
    size_t i)
{
	const struct doc_datum *datum = &series->data[i];

	if (series->mark == MARK_RANGE || series->mark == MARK_SPAN)
		return axis_shows(&plan->axis, datum->high) &&
		    isfinite(datum->low) && datum->low <= datum->high;
	if (!axis_shows(&plan->axis, datum->x))
		return false;
	if (!plan->field)
		return true;
	if (series->mark == MARK_BAND)
		return axis_shows(&plan->y_axis, datum->low) &&
		    axis_shows(&plan->y_axis, datum->high);
	return axis_shows(&plan->y_axis, datum->y);
}

double
chart_stack_base(const struct doc_chart *chart, size_t series, size_t i)
{
	double base = 0;
	size_t k;

	for (k = 0; k < series; k++)
		if (chart->series[k].mark == MARK_STACK &&
		    i < chart->series[k].count &&
		    chart->series[k].data[i].x > 0)
			base += chart->series[k].data[i].x;
	return base;
}

static bool
usable(const struct doc_scale *scale, double value)
{
	struct reach reach = { (double)INFINITY, -(double)INFINITY };

	reach_include(&reach, scale, value);
	return reach.least <= reach.most;
}

static void
include_x(struct reach *reach, const struct doc_chart *chart, size_t series,
    size_t i)
{
	const struct doc_datum *datum = &chart->series[series].data[i];

	switch (chart->series[series].mark) {
	case MARK_BAR:
		reach_include(reach, &chart->x, 0);
		break;
	case MARK_STACK:
		reach_include(reach, &chart->x, 0);
		reach_include(reach, &chart->x, datum->x +
		    chart_stack_base(chart, series, i));
		return;
	case MARK_RANGE:
	case MARK_SPAN:
		reach_include(reach, &chart->x, datum->low);
		reach_include(reach, &chart->x, datum->high);
		return;
	case MARK_LINE:
	case MARK_STEP:
	case MARK_BAND:
	case MARK_TEXT:
		reach_include(reach, &chart->x, datum->x);
		return;
	case MARK_POINT:
		break;
	}
	if (!usable(&chart->x, datum->x))
		return;
	reach_include(reach, &chart->x, datum->x);
	reach_include(reach, &chart->x, datum->low);
	reach_include(reach, &chart->x, datum->high);
}

static void
include_y(struct reach *reach, const struct doc_chart *chart, size_t series,
    size_t i)
{
	const struct doc_datum *datum = &chart->series[series].data[i];

	if (chart->series[series].mark == MARK_BAND) {
		reach_include(reach, &chart->y, datum->low);
		reach_include(reach, &chart->y, datum->high);
	} else if (chart->series[series].mark != MARK_SPAN) {
		reach_include(reach, &chart->y, datum->y);
	}
}

struct reach
chart_reach(const struct doc_chart *chart, bool vertical)
{
	struct reach reach = { (double)INFINITY, -(double)INFINITY };
	size_t i, k;

	for (k = 0; k < chart->series_count; k++)
		for (i = 0; i < chart->series[k].count; i++)
			if (vertical)
				include_y(&reach, chart, k, i);
			else
				include_x(&reach, chart, k, i);
	for (i = 0; !vertical && i < chart->reference_count; i++)
		reach_include(&reach, &chart->x, chart->references[i].value);
	return reach;
}

static void
styles(struct chart_plan *plan)
{
	const struct layout_style *style = &plan->layout->style;

	plan->em = style->label_size;
	plan->width = style->width;
	plan->text = (struct text_style){
		.face = style->label,
		.size = plan->em,
		.color = INK_BLACK,
	};
	plan->grey = plan->bold = plan->flag = plan->text;
	plan->grey.color = PALETTE_GREY;
	plan->flag.color = palette_look(CHART_GUIDE, style->grey).ink;
	plan->bold.face = style->label_bold;
}

/* The title of y stands level above its axis: nobody should turn the head. */
static void
title_of_y(struct chart_plan *plan)
{
	if (plan->chart->y.title == NULL || plan->chart->y.title[0] == '\0')
		return;
	plan->y_title = para_new(plan->layout);
	para_add_markup(plan->layout, plan->y_title, &plan->text,
	    plan->chart->y.title);
	para_set(plan->layout, plan->y_title, plan->width, 0, PARA_LEFT);
}

/* The key, the title of y and the references stand above the plot. */
static double
height_above(const struct chart_plan *plan)
{
	double height = TOP_GAP * plan->em + plan->key_height +
	    (double)plan->tier_count * plan->tier_height;

	if (plan->y_title != NULL)
		height += para_height(plan->y_title,
		    plan->y_title->line_count) + TITLE_GAP * plan->em;
	return height;
}

static void
move_down(struct chart_plan *plan, double by)
{
	size_t i;

	plan->top += by;
	plan->bottom += by;
	for (i = 0; i < plan->row_count; i++)
		plan->rows[i].y += by;
	for (i = 0; i < plan->row_count; i++)
		plan->rows[i].top += by;
}

struct chart_plan *
chart_plan_new(struct layout *layout, const struct doc_chart *chart,
    const struct chart_part *part)
{
	struct chart_plan *plan = arena_alloc(layout->arena, sizeof *plan);

	plan->layout = layout;
	plan->chart = chart;
	plan->field = chart->y.kind != SCALE_CATEGORY;
	styles(plan);
	plan->axis = axis_of(&chart->x, chart_reach(chart, false));
	title_of_y(plan);
	if (plan->field)
		chart_field_plan(plan);
	else
		chart_rows_plan(plan, part);
	axis_ticks(layout, &plan->axis, &plan->text,
	    plan->right - plan->left);
	chart_keys_plan(plan);
	move_down(plan, height_above(plan));
	return plan;
}
