/*
 * Areas of a chart: fill, hatch and outline. A hatch is lines cut to their
 * box, so that every output draws the same.
 */
#include <math.h>

#include "layout/chart.h"
#include "layout/layout.h"
#include "layout/palette.h"

#define OUTLINE 0.6
#define HATCH_WEIGHT 0.5
#define HATCH_DOT 0.55  /* radius */
#define LEAST 1.2       /* points: what is thinner is a line */
#define SLANT 1.41421356237309505 /* of a diagonal */

static void
add_box(struct scene *scene, struct chart_box box, int fill, int stroke)
{
	scene_add(scene, (struct scene_item){
		.kind = SCENE_BOX,
		.x = box.left,
		.y = box.top,
		.x2 = box.right,
		.y2 = box.bottom,
		.fill = fill,
		.stroke = stroke,
		.weight = stroke == COLOR_NONE ? 0 : OUTLINE,
	});
}

void
chart_knock_out(struct scene *scene, struct chart_box box)
{
	box.left = fmax(box.left, 0);
	box.right = fmin(box.right, scene->width);
	add_box(scene, box, INK_WHITE, COLOR_NONE);
}

/* Lines on which x + y is a multiple of the pitch. */
static void
rising(struct scene *scene, struct chart_box box, const struct role_look *look)
{
	double step = look->pitch * SLANT, from, to, at;

	at = ceil((box.left + box.top) / step) * step;
	for (; at < box.right + box.bottom; at += step) {
		from = fmax(box.left, at - box.bottom);
		to = fmin(box.right, at - box.top);
		scene_line(scene, from, at - from, to, at - to, HATCH_WEIGHT,
		    look->ink);
	}
}

/* Lines on which y - x is. */
static void
falling(struct scene *scene, struct chart_box box, const struct role_look *look)
{
	double step = look->pitch * SLANT, from, to, at;

	at = ceil((box.top - box.right) / step) * step;
	for (; at < box.bottom - box.left; at += step) {
		from = fmax(box.left, box.top - at);
		to = fmin(box.right, box.bottom - at);
		scene_line(scene, from, at + from, to, at + to, HATCH_WEIGHT,
		    look->ink);
	}
}

static void
level(struct scene *scene, struct chart_box box, const struct role_look *look)
{
	double y = box.top + look->pitch / 2;

	for (; y < box.bottom; y += look->pitch)
		scene_line(scene, box.left, y, box.right, y, HATCH_WEIGHT,
		    look->ink);
}

static void
dots(struct scene *scene, struct chart_box box, const struct role_look *look)
{
	double x, y = box.top + look->pitch / 2, shift = 0;

	for (; y + HATCH_DOT < box.bottom; y += look->pitch * 0.87) {
		x = box.left + look->pitch / 2 + shift;
		for (; x + HATCH_DOT < box.right; x += look->pitch)
			scene_add(scene, (struct scene_item){
				.kind = SCENE_DOT,
				.x = x,
				.y = y,
				.radius = HATCH_DOT,
				.fill = look->ink,
				.stroke = COLOR_NONE,
			});
		shift = shift > 0 ? 0 : look->pitch / 2;
	}
}

static void
hatch(struct scene *scene, struct chart_box box, const struct role_look *look)
{
	switch (look->hatch) {
	case HATCH_NONE:
		break;
	case HATCH_RISING:
		rising(scene, box, look);
		break;
	case HATCH_FALLING:
		falling(scene, box, look);
		break;
	case HATCH_CROSSED:
		rising(scene, box, look);
		falling(scene, box, look);
		break;
	case HATCH_LEVEL:
		level(scene, box, look);
		break;
	case HATCH_DOTS:
		dots(scene, box, look);
		break;
	}
}

void
chart_fill_box(const struct chart_plan *plan, struct scene *scene,
    enum chart_role role, struct chart_box box)
{
	struct role_look look = palette_look(role, plan->layout->style.grey);
	double width = box.right - box.left, middle;

	if (width <= 0)
		return;
	if (width < LEAST) {
		middle = (box.left + box.right) / 2;
		scene_line(scene, middle, box.top, middle, box.bottom,
		    fmax(width, OUTLINE), look.ink);
		return;
	}
	/* the outline stays inside */
	box.left += OUTLINE / 2;
	box.right -= OUTLINE / 2;
	add_box(scene, box, look.fill, COLOR_NONE);
	hatch(scene, box, &look);
	add_box(scene, box, COLOR_NONE, look.ink);
}
