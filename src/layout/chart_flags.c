/*
 * References: dashed lines whose labels stand above the plot, beside or over
 * each other so that none is hidden and no line runs through one.
 */
#include <math.h>

#include "base/arena.h"
#include "layout/chart.h"
#include "layout/layout.h"

#define FLAG_EMS 17.0    /* longer labels are broken */
#define FLAG_GAP 3.0     /* points from a line to a label beside it */
#define FLAG_SPACE 0.8   /* em between labels */
#define TIER_GAP 0.35    /* em between tiers */
#define LINE_WEIGHT 0.9
#define DASH_LENGTH 3.2
#define KNOCK_OUT 1.5

/* What a placement costs, in order of harm. */
#define COST_CROSSING 1000.0
#define COST_TIER 10.0
#define COST_SIDE 1.0

enum {
	SEARCHED_MAX = 6, /* 3^6 ways to place the labels */
	EVEN_STEPS = 8
};

/* Breaks the label for WIDTH into lines of even length: no word is left alone. */
static void
set_even(struct layout *layout, struct para *label, double width)
{
	double low = 0, middle;
	size_t lines;
	int i;

	para_set(layout, label, width, 0, PARA_CENTRE);
	lines = label->line_count;
	for (i = 0; lines > 1 && i < EVEN_STEPS; i++) {
		middle = (low + width) / 2;
		if (middle >= para_longest(label)) {
			para_set(layout, label, middle, 0, PARA_CENTRE);
			if (label->line_count <= lines) {
				width = middle;
				continue;
			}
		}
		low = middle;
	}
	para_set(layout, label, width, 0, PARA_CENTRE);
}

static void
flag_add(struct chart_plan *plan, const struct doc_reference *reference)
{
	struct layout *layout = plan->layout;
	struct chart_flag flag = {
		.reference = reference,
		.label = para_new(layout),
		.x = chart_x(plan, reference->value),
	};
	size_t i;

	para_add_markup(layout, flag.label, &plan->flag, reference->label);
	para_break(flag.label);
	para_add_markup(layout, flag.label, &plan->flag, reference->text);
	plan->flags = arena_grow(layout->arena, plan->flags,
	    plan->flag_count, sizeof flag);
	for (i = plan->flag_count++; i > 0 && plan->flags[i - 1].x > flag.x;
	     i--)
		plan->flags[i] = plan->flags[i - 1];
	plan->flags[i] = flag;
}

/* Breaks the labels for PART of the width; those that WIDE sets on two lines, a name and a value, stay so. */
static void
set_labels(struct chart_plan *plan, double wide, double part)
{
	struct chart_flag *flag;
	double width;
	size_t i;

	for (i = 0; i < plan->flag_count; i++) {
		flag = &plan->flags[i];
		width = fmin(FLAG_EMS * plan->em, wide * plan->width);
		para_set(plan->layout, flag->label, width, 0, PARA_CENTRE);
		if (flag->label->line_count > 2)
			width = fmin(FLAG_EMS * plan->em, part * plan->width);
		set_even(plan->layout, flag->label, width);
		flag->width = flag->label->width;
	}
}

/* Moves the label to a side of its line; false when it would leave the box. */
static bool
flag_move(const struct chart_plan *plan, struct chart_flag *flag,
    enum flag_side side)
{
	double most = plan->width - flag->width;

	flag->side = side;
	switch (side) {
	case FLAG_BEHIND:
		flag->left = flag->x + FLAG_GAP;
		break;
	case FLAG_BEFORE:
		flag->left = flag->x - FLAG_GAP - flag->width;
		break;
	case FLAG_CENTRE:
	case FLAG_SIDES:
		flag->left = fmax(0, fmin(most, flag->x - flag->width / 2));
		break;
	}
	return flag->left >= 0 && flag->left <= most;
}

static bool
overlap(const struct chart_plan *plan, const struct chart_flag *a,
    const struct chart_flag *b)
{
	double space = FLAG_SPACE * plan->em;

	return a->left < b->left + b->width + space &&
	    b->left < a->left + a->width + space;
}

/* The lowest tier in which flag AT touches none before it. */
static size_t
free_tier(const struct chart_plan *plan, size_t at)
{
	size_t tier = 0, i = 0;

	while (i < at) {
		if (plan->flags[i].tier == tier &&
		    overlap(plan, &plan->flags[i], &plan->flags[at])) {
			tier++;
			i = 0;
		} else {
			i++;
		}
	}
	return tier;
}

/* True when the line up to flag HIGH runs through the label of LOW. */
static bool
crosses(const struct chart_flag *high, const struct chart_flag *low)
{
	return high->tier > low->tier && high->x > low->left - FLAG_GAP / 2 &&
	    high->x < low->left + low->width + FLAG_GAP / 2;
}

/* Stacks the labels into tiers and says what that costs. */
static double
stack(struct chart_plan *plan)
{
	double cost = 0;
	size_t i, k;

	plan->tier_count = 0;
	for (i = 0; i < plan->flag_count; i++) {
		plan->flags[i].tier = free_tier(plan, i);
		if (plan->flags[i].tier >= plan->tier_count)
			plan->tier_count = plan->flags[i].tier + 1;
		if (plan->flags[i].side != FLAG_CENTRE)
			cost += COST_SIDE;
	}
	for (i = 0; i < plan->flag_count; i++)
		for (k = 0; k < plan->flag_count; k++)
			if (crosses(&plan->flags[i], &plan->flags[k]))
				cost += COST_CROSSING;
	return cost + COST_TIER * (double)plan->tier_count;
}

/* Applies way number WAY of placing; false when a label would leave the box. */
static bool
apply(struct chart_plan *plan, size_t way)
{
	bool good = true;
	size_t i;

	for (i = 0; i < plan->flag_count; i++) {
		good = flag_move(plan, &plan->flags[i],
		    (enum flag_side)(way % FLAG_SIDES)) && good;
		way /= FLAG_SIDES;
	}
	return good;
}

/* The cheapest placement of the labels as they are broken; returns its cost. */
static double
search(struct chart_plan *plan)
{
	double cost, least = (double)INFINITY;
	size_t way, best = 0, ways = 1, i;

	for (i = 0; i < plan->flag_count && i < SEARCHED_MAX; i++)
		ways *= FLAG_SIDES;
	if (plan->flag_count > SEARCHED_MAX)
		ways = 1;
	for (way = 0; way < ways; way++) {
		if (!apply(plan, way) && way != 0)
			continue;
		cost = stack(plan);
		if (cost < least) {
			least = cost;
			best = way;
		}
	}
	apply(plan, best);
	return stack(plan);
}

/* Wide labels are best; narrower ones where a line would run through one. */
static void
place_labels(struct chart_plan *plan)
{
	static const struct {
		double wide, part; /* of the width */
	} widths[] = { { 0.75, 0.45 }, { 0.45, 0.45 }, { 0.3, 0.3 },
		{ 0.2, 0.2 } };
	size_t i;

	for (i = 0; i < sizeof widths / sizeof widths[0]; i++) {
		set_labels(plan, widths[i].wide, widths[i].part);
		if (search(plan) < COST_CROSSING)
			return;
	}
}

void
chart_flags_place(struct chart_plan *plan)
{
	const struct doc_chart *chart = plan->chart;
	static const enum para_align aligns[] = {
		[FLAG_CENTRE] = PARA_CENTRE,
		[FLAG_BEHIND] = PARA_LEFT,
		[FLAG_BEFORE] = PARA_RIGHT,
		[FLAG_SIDES] = PARA_CENTRE,
	};
	struct chart_flag *flag;
	size_t i;

	plan->flags = NULL;
	plan->flag_count = 0;
	plan->tier_height = 0;
	for (i = 0; i < chart->reference_count; i++)
		if (axis_shows(&plan->axis, chart->references[i].value))
			flag_add(plan, &chart->references[i]);
	place_labels(plan);
	for (i = 0; i < plan->flag_count; i++) {
		flag = &plan->flags[i];
		para_set(plan->layout, flag->label, flag->width + 0.01, 0,
		    aligns[flag->side]);
		plan->tier_height = fmax(plan->tier_height,
		    para_height(flag->label, flag->label->line_count) +
		    TIER_GAP * plan->em);
	}
}

/* The bottom of the labels in a tier. */
static double
tier_bottom(const struct chart_plan *plan, size_t tier)
{
	return plan->top - (double)tier * plan->tier_height -
	    TIER_GAP * plan->em;
}

static double
label_top(const struct chart_plan *plan, const struct chart_flag *flag)
{
	return tier_bottom(plan, flag->tier) -
	    para_height(flag->label, flag->label->line_count);
}

static void
draw_label(const struct chart_plan *plan, struct scene *scene,
    const struct chart_flag *flag)
{
	double top = label_top(plan, flag);

	chart_knock_out(scene, (struct chart_box){
		.left = flag->left - KNOCK_OUT,
		.top = top,
		.right = flag->left + flag->width + KNOCK_OUT,
		.bottom = tier_bottom(plan, flag->tier),
	});
	para_place(flag->label, scene, 0, flag->label->line_count,
	    flag->left, top + flag->label->ascent);
}

void
chart_flags_draw(const struct chart_plan *plan, struct scene *scene)
{
	const struct chart_flag *flag;
	size_t i;

	for (i = 0; i < plan->flag_count; i++) {
		flag = &plan->flags[i];
		scene_add(scene, (struct scene_item){
			.kind = SCENE_LINE,
			.x = flag->x,
			.x2 = flag->x,
			.y = plan->bottom,
			.y2 = flag->side == FLAG_CENTRE ?
			    tier_bottom(plan, flag->tier) + 1 :
			    label_top(plan, flag) + flag->label->descent,
			.fill = COLOR_NONE,
			.stroke = (int)plan->flag.color,
			.weight = LINE_WEIGHT,
			.dash = DASH_LENGTH,
		});
	}
	for (i = 0; i < plan->flag_count; i++)
		draw_label(plan, scene, &plan->flags[i]);
}
