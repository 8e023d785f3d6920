/*
 * A scene: a list of items in drawing order, and its dump.
 */
#include "layout/scene.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/colour.h"
#include "layout/utf8.h"

#define FACE_NAME(face) [FACE_##face] = #face
#define WIDE_NAME(name) [FACE_WIDE + FACE_##name] = "WIDE_" #name
static const char *const face_names[] = {
	FACE_NAME(SERIF),
	FACE_NAME(SERIF_BOLD),
	FACE_NAME(SERIF_ITALIC),
	FACE_NAME(SANS),
	FACE_NAME(SANS_BOLD),
	FACE_NAME(SANS_ITALIC),
	FACE_NAME(MONO),
	WIDE_NAME(SERIF),
	WIDE_NAME(SERIF_BOLD),
	WIDE_NAME(SERIF_ITALIC),
	WIDE_NAME(SANS),
	WIDE_NAME(SANS_BOLD),
	WIDE_NAME(SANS_ITALIC),
	WIDE_NAME(MONO),
};
#undef FACE_NAME
#undef WIDE_NAME

_Static_assert(sizeof face_names / sizeof face_names[0] == FACE_ALL,
    "a name per face");

const char *
scene_face_name(enum face face)
{
	return face_names[face];
}

struct scene *
scene_new(double width, double height, struct arena *arena)
{
	struct scene *scene = arena_alloc(arena, sizeof *scene);

	*scene = (struct scene){
		.width = width,
		.height = height,
		.title = "",
		.description = "",
		.language = "en",
		.arena = arena,
	};
	return scene;
}

static const struct scene_point *
copy_points(struct arena *arena, const struct scene_point *points,
    size_t count)
{
	struct scene_point *copy;

	if (count == 0)
		return NULL;
	copy = arena_alloc(arena, count * sizeof *copy);
	memcpy(copy, points, count * sizeof *copy);
	return copy;
}

/* The darkest grey that is no darker: what was legible stays so. */
static int
grey_of(int color)
{
	double luminance;
	int grey = 0;

	if (color == COLOR_NONE)
		return color;
	luminance = colour_luminance(color);
	while (grey < INK_WHITE &&
	    colour_luminance(grey + 0x010101) <= luminance + 1e-9)
		grey += 0x010101;
	return grey;
}

void
scene_add(struct scene *scene, struct scene_item item)
{
	struct span text = utf8_clean(scene->arena, item.text);

	item.text = (struct span){ span_dup(scene->arena, text), text.n };
	if (item.attribute != NULL)
		item.attribute = span_dup(scene->arena,
		    utf8_clean(scene->arena, span_of(item.attribute)));
	item.points = copy_points(scene->arena, item.points, item.point_count);
	if (scene->grey) {
		item.fill = grey_of(item.fill);
		item.stroke = grey_of(item.stroke);
	}
	if (item.weight > 0 && item.weight < scene->least_line)
		item.weight = scene->least_line;
	scene->items = arena_grow(scene->arena, scene->items, scene->count,
	    sizeof *scene->items);
	scene->items[scene->count++] = item;
}

void
scene_text(struct scene *scene, enum face face, double size, int color,
    double x, double y, struct span text)
{
	scene_add(scene, (struct scene_item){
		.kind = SCENE_TEXT,
		.x = x,
		.y = y,
		.fill = color,
		.stroke = COLOR_NONE,
		.face = face,
		.size = size,
		.text = text,
	});
}

void
scene_line(struct scene *scene, double x, double y, double x2, double y2,
    double weight, int color)
{
	scene_add(scene, (struct scene_item){
		.kind = SCENE_LINE,
		.x = x,
		.y = y,
		.x2 = x2,
		.y2 = y2,
		.fill = COLOR_NONE,
		.stroke = color,
		.weight = weight,
	});
}

void
scene_begin(struct scene *scene, const char *tag, const char *attribute)
{
	scene_add(scene, (struct scene_item){
		.kind = SCENE_BEGIN,
		.fill = COLOR_NONE,
		.stroke = COLOR_NONE,
		.text = span_of(tag),
		.attribute = attribute,
	});
}

void
scene_end(struct scene *scene, const char *tag)
{
	scene_add(scene, (struct scene_item){
		.kind = SCENE_END,
		.fill = COLOR_NONE,
		.stroke = COLOR_NONE,
		.text = span_of(tag),
	});
}

static struct scene_item
moved(struct scene_item item, double dx, double dy, struct arena *arena)
{
	struct scene_point *points;
	size_t i;

	item.x += dx;
	item.y += dy;
	item.x2 += dx;
	item.hold_x += dx;
	item.y2 += dy;
	if (item.point_count == 0)
		return item;
	points = arena_alloc(arena, item.point_count * sizeof *points);
	for (i = 0; i < item.point_count; i++) {
		points[i].x = item.points[i].x + dx;
		points[i].y = item.points[i].y + dy;
	}
	item.points = points;
	return item;
}

void
scene_append(struct scene *scene, const struct scene *from, double dx,
    double dy)
{
	size_t i, count = from->count;

	for (i = 0; i < count; i++)
		scene_add(scene,
		    moved(from->items[i], dx, dy, scene->arena));
}

bool
scene_balanced(const struct scene *scene)
{
	struct span open[SCENE_DEPTH_MAX];
	size_t i, depth = 0;

	for (i = 0; i < scene->count; i++) {
		const struct scene_item *item = &scene->items[i];

		if (item->kind == SCENE_BEGIN) {
			if (depth == SCENE_DEPTH_MAX || item->text.n == 0)
				return false;
			open[depth++] = item->text;
		} else if (item->kind == SCENE_END) {
			if (depth == 0 ||
			    !span_equal(open[--depth], item->text.s))
				return false;
		}
	}
	return depth == 0;
}

/* "-0.00" would make equal scenes differ. */
static double
plain_zero(double value)
{
	return fabs(value) < 0.005 ? 0 : value;
}

static void
dump_point(struct buf *out, double x, double y)
{
	buf_printf(out, " %.2f,%.2f", plain_zero(x), plain_zero(y));
}

static void
dump_quoted(struct buf *out, struct span text)
{
	size_t i;

	buf_puts(out, " \"");
	for (i = 0; i < text.n; i++) {
		if (text.s[i] == '"' || text.s[i] == '\\')
			buf_putc(out, '\\');
		buf_putc(out, (unsigned char)text.s[i] < ' ' ? ' ' : text.s[i]);
	}
	buf_putc(out, '"');
}

static void
dump_ink(struct buf *out, const struct scene_item *item)
{
	if (item->fill != COLOR_NONE)
		buf_printf(out, " fill #%06x", (unsigned)item->fill);
	if (item->stroke != COLOR_NONE)
		buf_printf(out, " stroke #%06x %.2f", (unsigned)item->stroke,
		    item->weight);
	if (item->dash > 0)
		buf_printf(out, " dash %.2f", item->dash);
}

static void
dump_hold(struct buf *out, const struct scene_item *item)
{
	static const char *const names[] = {
		[HOLD_START] = "",
		[HOLD_MIDDLE] = "middle",
		[HOLD_END] = "end",
		[HOLD_POINT] = "point",
	};

	if (item->joins)
		buf_puts(out, " joins");
	if (item->hold != HOLD_START)
		buf_printf(out, " %s %.2f", names[item->hold],
		    plain_zero(item->hold_x));
	if (item->hold == HOLD_POINT)
		buf_printf(out, " at %zu", item->hold_at);
}

static void
dump_text(struct buf *out, const struct scene_item *item)
{
	buf_puts(out, "text");
	dump_point(out, item->x, item->y);
	buf_printf(out, " %s %.2f #%06x", scene_face_name(item->face),
	    item->size, (unsigned)item->fill);
	dump_quoted(out, item->text);
	dump_hold(out, item);
}

static void
dump_segment(struct buf *out, const char *name, const struct scene_item *item)
{
	buf_puts(out, name);
	dump_point(out, item->x, item->y);
	dump_point(out, item->x2, item->y2);
	dump_ink(out, item);
}

static void
dump_dot(struct buf *out, const struct scene_item *item)
{
	buf_puts(out, "dot");
	dump_point(out, item->x, item->y);
	buf_printf(out, " %.2f", item->radius);
	dump_ink(out, item);
}

static void
dump_path(struct buf *out, const struct scene_item *item)
{
	size_t i;

	buf_puts(out, item->closed ? "polygon" : "polyline");
	for (i = 0; i < item->point_count; i++)
		dump_point(out, item->points[i].x, item->points[i].y);
	dump_ink(out, item);
}

static void
dump_begin(struct buf *out, const struct scene_item *item)
{
	buf_printf(out, "begin %s", item->text.s);
	if (item->attribute != NULL)
		dump_quoted(out, span_of(item->attribute));
}

static void
dump_item(struct buf *out, const struct scene_item *item)
{
	switch (item->kind) {
	case SCENE_TEXT:
		dump_text(out, item);
		break;
	case SCENE_LINE:
		dump_segment(out, "line", item);
		break;
	case SCENE_BOX:
		dump_segment(out, "box", item);
		break;
	case SCENE_DOT:
		dump_dot(out, item);
		break;
	case SCENE_PATH:
		dump_path(out, item);
		break;
	case SCENE_BEGIN:
		dump_begin(out, item);
		break;
	case SCENE_END:
		buf_printf(out, "end %s", item->text.s);
		break;
	}
	buf_putc(out, '\n');
}

void
scene_dump(const struct scene *scene, struct buf *out)
{
	size_t i;

	buf_printf(out, "scene %.2f %.2f %s", scene->width, scene->height,
	    scene->language);
	dump_quoted(out, span_of(scene->title));
	dump_quoted(out, span_of(scene->description));
	buf_putc(out, '\n');
	for (i = 0; i < scene->count; i++)
		dump_item(out, &scene->items[i]);
}
