/*
 * Drawing a chart: grid, marks, references, texts, axes, caption.
 */
#include "layout/chart.h"

#include <math.h>

#include "base/arena.h"
#include "base/word.h"
#include "document/language.h"
#include "layout/caption.h"
#include "layout/layout.h"
#include "layout/palette.h"

#define GRID_WEIGHT 0.5
#define AXIS_WEIGHT 0.8
#define TICK_WEIGHT 0.6
#define TICK_LENGTH 4.0
#define MINOR_LENGTH 2.2
#define TICK_LABEL 0.95   /* em from a tick to the baseline of its label */
#define TITLE_BELOW 0.45  /* em from there to the top of the title */
#define CAPTION_GAP 0.9
#define NO_WIDTH 1e6
#define NOTHING WORD("no value is known")

static bool
has_bars(const struct doc_chart *chart)
{
	size_t i;

	for (i = 0; i < chart->series_count; i++)
		if (chart->series[i].mark == MARK_BAR ||
		    chart->series[i].mark == MARK_STACK ||
		    chart->series[i].mark == MARK_RANGE)
			return true;
	return false;
}

static void
draw_level(const struct chart_plan *plan, struct scene *scene, double y)
{
	scene_line(scene, plan->left, y, plan->right, y, GRID_WEIGHT,
	    PALETTE_GRID);
}

/* Bars need no line that leads to them. */
static void
draw_grid(const struct chart_plan *plan, struct scene *scene)
{
	const struct axis_tick *tick;
	double x;
	size_t i;

	for (i = 0; i < plan->axis.tick_count; i++) {
		tick = &plan->axis.ticks[i];
		x = plan->left + tick->at * (plan->right - plan->left);
		if (tick->grid)
			scene_line(scene, x, plan->top, x, plan->bottom,
			    GRID_WEIGHT, PALETTE_GRID);
	}
	for (i = 0; i < plan->row_count && !has_bars(plan->chart); i++)
		draw_level(plan, scene, plan->rows[i].y);
	for (i = 0; i < plan->y_axis.tick_count; i++)
		if (plan->y_axis.ticks[i].grid)
			draw_level(plan, scene, plan->bottom -
			    plan->y_axis.ticks[i].at *
			    (plan->bottom - plan->top));
}

/* Where bars begin. */
static void
draw_zero(const struct chart_plan *plan, struct scene *scene)
{
	double x = chart_x(plan, 0);

	if (has_bars(plan->chart) && plan->chart->x.zero &&
	    axis_shows(&plan->axis, 0))
		scene_line(scene, x, plan->top, x, plan->bottom, AXIS_WEIGHT,
		    INK_BLACK);
}

/* Draws the axis; returns the baseline of its labels. */
static double
draw_axis(const struct chart_plan *plan, struct scene *scene)
{
	const struct axis_tick *tick;
	double x, y = plan->bottom;
	double baseline = y + TICK_LENGTH + TICK_LABEL * plan->em;
	bool minor;
	size_t i;

	scene_line(scene, plan->left, y, plan->right, y, AXIS_WEIGHT,
	    INK_BLACK);
	for (i = 0; i < plan->axis.tick_count; i++) {
		tick = &plan->axis.ticks[i];
		minor = !tick->grid;
		x = plan->left + tick->at * (plan->right - plan->left);
		scene_line(scene, x, y, x,
		    y + (minor ? MINOR_LENGTH : TICK_LENGTH), TICK_WEIGHT,
		    INK_BLACK);
		run_place_held(&tick->label, HOLD_MIDDLE, scene,
		    x - tick->label.width / 2, baseline);
	}
	return plan->axis.tick_count == 0 ? y : baseline;
}

/* Writes a line of MARKUP under Y, in the middle of the plot if it fits there; returns its bottom. */
static double
draw_under(const struct chart_plan *plan, struct scene *scene, double y,
    const struct text_style *style, const char *markup)
{
	struct layout *layout = plan->layout;
	struct para *title = para_new(layout);
	double x, width;

	para_add_markup(layout, title, style, markup == NULL ? "" : markup);
	para_set(layout, title, NO_WIDTH, 0, PARA_CENTRE);
	if (title->line_count == 0)
		return y + plan->em * 0.25;
	width = fmin(title->width + 0.01, plan->width);
	para_set(layout, title, width, 0, PARA_CENTRE);
	x = (plan->left + plan->right - width) / 2;
	x = fmax(0, fmin(x, plan->width - width));
	y += TITLE_BELOW * plan->em;
	para_place(title, scene, 0, title->line_count, x, y + title->ascent);
	return y + para_height(title, title->line_count);
}

/* The title of y and, when names or numbers found no room, that it is so. */
static double
draw_words(const struct chart_plan *plan, struct scene *scene, double y)
{
	const struct para *title = plan->y_title;

	y = draw_under(plan, scene, y, &plan->text, plan->chart->x.title);
	if (title != NULL)
		para_place(title, scene, 0, title->line_count, 0,
		    TOP_GAP * plan->em + plan->key_height + title->ascent);
	if (plan->unnamed > 0)
		y = draw_under(plan, scene, y, &plan->grey,
		    language_count(plan->layout->words, plan->layout->arena,
			plan->unnamed,
			"{n} more point without a name, for want of room",
			"{n} more points without a name, for want of room"));
	if (chart_marks_narrow(plan))
		y = draw_under(plan, scene, y, &plan->grey,
		    language_word(plan->layout->words,
			"Parts without a number are too narrow for it"));
	return y;
}

/* True when there is no mark to draw. */
static bool
nothing_known(const struct chart_plan *plan)
{
	size_t i, k;

	for (k = 0; k < plan->chart->series_count; k++)
		for (i = 0; i < plan->chart->series[k].count; i++)
			if (chart_shows(plan, &plan->chart->series[k], i))
				return false;
	return true;
}

static void
say_nothing_known(const struct chart_plan *plan, struct scene *scene)
{
	double middle = (plan->top + plan->bottom) / 2;
	struct run run = { 0 };
	double x;

	if (!nothing_known(plan))
		return;
	run_add(plan->layout, &run, &plan->grey, SCRIPT_NORMAL,
	    span_of(language_word(plan->layout->words, NOTHING)));
	x = (plan->left + plan->right - run.width) / 2;
	chart_knock_out(scene, (struct chart_box){
		.left = x - plan->em / 2,
		.top = middle - 0.7 * plan->em,
		.right = x + run.width + plan->em / 2,
		.bottom = middle + 0.7 * plan->em,
	});
	run_place_held(&run, HOLD_MIDDLE, scene, x,
	    middle + 0.33 * plan->em);
}

static void
draw_caption(const struct chart_plan *plan, struct scene *scene,
    bool continued)
{
	struct para *caption = caption_new(plan->layout, WORD("Figure"),
	    plan->chart->number, continued, plan->chart->caption,
	    plan->width);
	double y = scene->height + CAPTION_GAP * plan->em;

	if (caption->line_count == 0)
		return;
	scene_begin(scene, "Caption", NULL);
	para_place(caption, scene, 0, caption->line_count, 0,
	    y + caption->ascent);
	scene_end(scene, "Caption");
	scene->height = y + para_height(caption, caption->line_count);
}

struct scene *
chart_draw(struct layout *layout, const struct doc_chart *chart,
    const struct chart_part *part)
{
	const struct chart_plan *plan = chart_plan_new(layout, chart, part);
	struct scene *scene = scene_new(plan->width, 0, layout->arena);
	double baseline;

	scene->least_line = layout->style.line;
	scene->grey = layout->style.grey;
	scene_begin(scene, "Figure", chart->description);
	draw_grid(plan, scene);
	chart_marks_draw(plan, scene, true);
	draw_zero(plan, scene);
	chart_flags_draw(plan, scene);
	chart_keys_draw(plan, scene);
	chart_marks_draw(plan, scene, false);
	chart_rows_draw(plan, scene);
	chart_names_draw(plan, scene);
	say_nothing_known(plan, scene);
	chart_field_draw(plan, scene);
	baseline = draw_axis(plan, scene);
	scene->height = draw_words(plan, scene, baseline);
	scene_end(scene, "Figure");
	if (part->caption)
		draw_caption(plan, scene, part->continued);
	return scene;
}

struct scene *
layout_chart(struct layout *layout, const struct doc_chart *chart,
    bool with_caption)
{
	struct scene *scene = chart_draw(layout, chart, &(struct chart_part){
		.count = chart->row_count,
		.caption = with_caption,
	});

	scene->title = text_plain(chart->caption, layout->arena);
	scene->description = chart->description;
	scene->language = layout->language;
	return scene;
}
