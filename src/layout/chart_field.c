/*
 * A field: a plot between two axes with numbers. The height follows the
 * width; the y axis stands at the left.
 */
#include <math.h>

#include "layout/chart.h"
#include "layout/layout.h"
#include "layout/palette.h"

#define HEIGHT_PART 0.46 /* of the width */
#define TIME_PART 0.36   /* when x is time */
#define HEIGHT_LEAST 12.0 /* em */
#define HEIGHT_MOST 26.0
#define LABEL_GAP 0.45   /* em from a label to its tick */
#define TICK 3.0
#define BASELINE 0.33    /* em */
#define WEIGHT 0.6

static double
height_of(const struct chart_plan *plan)
{
	double part = plan->chart->x.kind == SCALE_TIME ? TIME_PART :
							  HEIGHT_PART;

	return fmax(HEIGHT_LEAST * plan->em,
	    fmin(HEIGHT_MOST * plan->em, part * plan->width));
}

/* The plot GROWTH times as high as the width asks for. */
static void
place(struct chart_plan *plan, double growth)
{
	double label = 0, end;
	size_t i;

	plan->bottom = growth * height_of(plan);
	axis_ticks(plan->layout, &plan->y_axis, &plan->text, plan->bottom);
	for (i = 0; i < plan->y_axis.tick_count; i++)
		label = fmax(label, plan->y_axis.ticks[i].label.width);
	plan->left = fmax(label + LABEL_GAP * plan->em + TICK,
	    axis_end_width(plan->layout, &plan->axis, &plan->text, false) /
	    2);
	end = axis_end_width(plan->layout, &plan->axis, &plan->text, true);
	plan->right = plan->width - fmax(plan->em / 2, end / 2);
	chart_flags_place(plan);
	chart_names_place(plan);
}

/* Names that should stand and find no room get a higher plot. */
void
chart_field_plan(struct chart_plan *plan)
{
	static const double growths[] = { 1, 1.3, 1.6, 2 };
	size_t i;

	plan->y_axis = axis_of(&plan->chart->y,
	    chart_reach(plan->chart, true));
	plan->y_axis.vertical = true;
	for (i = 0; i < sizeof growths / sizeof growths[0]; i++) {
		place(plan, growths[i]);
		if (!plan->wanting)
			break;
	}
}

void
chart_field_draw(const struct chart_plan *plan, struct scene *scene)
{
	const struct axis_tick *tick;
	double y;
	size_t i;

	if (plan->y_axis.tick_count > 0)
		scene_line(scene, plan->left, plan->top, plan->left,
		    plan->bottom, 0.8, INK_BLACK);
	for (i = 0; i < plan->y_axis.tick_count; i++) {
		tick = &plan->y_axis.ticks[i];
		y = plan->bottom - tick->at * (plan->bottom - plan->top);
		scene_line(scene, plan->left - (tick->grid ? TICK :
		    TICK / 2), y, plan->left, y, WEIGHT, INK_BLACK);
		run_place_held(&tick->label, HOLD_END, scene,
		    plan->left - TICK - LABEL_GAP * plan->em -
			tick->label.width,
		    y + BASELINE * plan->em);
	}
}
