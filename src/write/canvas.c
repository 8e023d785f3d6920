/*
 * Scene items as cairo calls. Cairo tags only what is drawn in a tag without
 * tags in it: text elsewhere gets a Span of its own, lines an artifact.
 */
#include "write/canvas.h"

#include <math.h>
#include <string.h>

#include <cairo-pdf.h>

#include "base/arena.h"
#include "base/str.h"
#include "layout/fonts.h"
#include "layout/scene.h"

struct canvas {
	cairo_t *cr;
	const struct scene *scene;
	struct fonts *fonts;
	struct canvas_tags *tags; /* NULL: untagged */
	const char *open[SCENE_DEPTH_MAX]; /* as begun, maybe not as asked */
	size_t depth;
	bool leaf; /* no tag is in the innermost one */
	bool artifact; /* one is open for lines outside of leaves */
};

static void
set_color(cairo_t *cr, int color)
{
	cairo_set_source_rgb(cr, (double)(color >> 16 & 0xff) / 255,
	    (double)(color >> 8 & 0xff) / 255, (double)(color & 0xff) / 255);
}

static void
set_pen(cairo_t *cr, const struct scene_item *item)
{
	double dashes[2] = { item->dash, item->dash * SCENE_DASH_GAP };

	set_color(cr, item->stroke);
	cairo_set_line_width(cr, item->weight);
	cairo_set_dash(cr, dashes, item->dash > 0 ? 2 : 0, 0);
}

static void
paint(cairo_t *cr, const struct scene_item *item)
{
	if (item->fill != COLOR_NONE) {
		set_color(cr, item->fill);
		cairo_fill_preserve(cr);
	}
	if (item->stroke != COLOR_NONE) {
		set_pen(cr, item);
		cairo_stroke_preserve(cr);
	}
	cairo_new_path(cr);
}

static void
draw_line(cairo_t *cr, const struct scene_item *item)
{
	set_pen(cr, item);
	cairo_move_to(cr, item->x, item->y);
	cairo_line_to(cr, item->x2, item->y2);
	cairo_stroke(cr);
}

static void
draw_path(cairo_t *cr, const struct scene_item *item)
{
	size_t i;

	/* what was drawn before may have left a point that a line would lead from */
	cairo_new_path(cr);
	for (i = 0; i < item->point_count; i++)
		cairo_line_to(cr, item->points[i].x, item->points[i].y);
	if (item->closed)
		cairo_close_path(cr);
	paint(cr, item);
}

/* Links. */

static bool
is_plain(unsigned char c)
{
	static const char marks[] = "-._~:/?#[]@!$&*+,;=%";

	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || (c != '\0' && strchr(marks, c) != NULL);
}

bool
canvas_uri(const char *target, struct buf *out)
{
	static const char *const schemes[] = { "https://", "http://",
		"mailto:" };
	struct span uri = span_trim(span_of(target));
	size_t i, known = 0;

	for (i = 0; i < sizeof schemes / sizeof schemes[0]; i++)
		if (span_equal_nocase(span_sub(uri, 0, strlen(schemes[i])),
			schemes[i]))
			known++;
	if (span_equal_nocase(span_sub(uri, 0, 4), "doi:")) {
		buf_puts(out, "https://doi.org/");
		uri = span_trim(span_sub(uri, 4, uri.n));
		known++;
	}
	for (i = 0; known != 0 && i < uri.n; i++)
		if (is_plain((unsigned char)uri.s[i]))
			buf_putc(out, uri.s[i]);
		else
			buf_printf(out, "%%%02X",
			    (unsigned)(unsigned char)uri.s[i]);
	return known != 0;
}

/* Tags. */

void
canvas_tag_add(struct canvas_tags *tags, const char *name,
    const char *attribute)
{
	tags->items = arena_grow(tags->arena, tags->items, tags->count,
	    sizeof *tags->items);
	tags->items[tags->count++] = (struct canvas_tag){
		.name = arena_strdup(tags->arena, name),
		.attribute = attribute == NULL ?
		    NULL : arena_strdup(tags->arena, attribute),
	};
}

static bool
is_leaf(const struct scene *scene, size_t begin)
{
	size_t i;

	for (i = begin + 1; i < scene->count; i++)
		if (scene->items[i].kind == SCENE_BEGIN ||
		    scene->items[i].kind == SCENE_END)
			return scene->items[i].kind == SCENE_END;
	return true;
}

static void
begin_named(struct canvas *canvas, const char *tag, const char *attribute)
{
	cairo_tag_begin(canvas->cr, tag, NULL);
	canvas_tag_add(canvas->tags, tag, attribute);
}

/* A link without a target that may stand in a file is mere text. */
static const char *
begin_link(struct canvas *canvas, const char *target)
{
	struct buf attributes = { NULL, 0, 0 };
	const char *tag = CAIRO_TAG_LINK;

	buf_puts(&attributes, "uri='");
	if (target != NULL && canvas_uri(target, &attributes)) {
		buf_putc(&attributes, '\'');
		cairo_tag_begin(canvas->cr, tag, attributes.s);
		canvas_tag_add(canvas->tags, tag, target);
	} else {
		tag = "Span";
		begin_named(canvas, tag, NULL);
	}
	buf_free(&attributes);
	return tag;
}

static void
extend(struct canvas_tag *tag, double x, double y)
{
	tag->left = fmin(tag->left, x);
	tag->right = fmax(tag->right, x);
	tag->top = fmin(tag->top, y);
	tag->bottom = fmax(tag->bottom, y);
}

static void
extend_by_item(struct canvas *canvas, struct canvas_tag *tag,
    const struct scene_item *item)
{
	struct text_size size;
	size_t i;

	if (item->kind == SCENE_TEXT) {
		size = fonts_measure(canvas->fonts, item->face, item->size,
		    item->text);
		extend(tag, item->x, item->y - size.ascent);
		extend(tag, item->x + size.width, item->y + size.descent);
		return;
	}
	for (i = 0; i < item->point_count; i++)
		extend(tag, item->points[i].x, item->points[i].y);
	if (item->kind == SCENE_PATH)
		return;
	extend(tag, item->x - item->radius, item->y - item->radius);
	extend(tag, item->x + item->radius, item->y + item->radius);
	if (item->kind != SCENE_DOT)
		extend(tag, item->x2, item->y2);
}

/* The box of what is in the leaf that begins at BEGIN: of a figure it is stated. */
static void
note_box(struct canvas *canvas, size_t begin)
{
	struct canvas_tag *tag =
	    &canvas->tags->items[canvas->tags->count - 1];
	const struct scene_item *items = canvas->scene->items;
	size_t i;

	tag->left = tag->top = (double)INFINITY;
	tag->right = tag->bottom = -(double)INFINITY;
	for (i = begin + 1; i < canvas->scene->count; i++) {
		if (items[i].kind == SCENE_BEGIN || items[i].kind == SCENE_END)
			return;
		extend_by_item(canvas, tag, &items[i]);
	}
}

static void
begin_tag(struct canvas *canvas, size_t index)
{
	const struct scene_item *item = &canvas->scene->items[index];
	const char *tag = item->text.s;

	if (span_equal(item->text, CAIRO_TAG_LINK)) {
		tag = begin_link(canvas, item->attribute);
	} else {
		if (span_equal(item->text, "Artifact"))
			tag = CANVAS_ARTIFACT;
		begin_named(canvas, tag, item->attribute);
	}
	if (span_equal(item->text, "Figure"))
		note_box(canvas, index);
	canvas->open[canvas->depth++] = tag;
	canvas->leaf = is_leaf(canvas->scene, index);
}

static void
end_tag(struct canvas *canvas)
{
	cairo_tag_end(canvas->cr, canvas->open[--canvas->depth]);
	canvas->leaf = false;
}

static void
end_artifact(struct canvas *canvas)
{
	if (canvas->artifact)
		cairo_tag_end(canvas->cr, CANVAS_ARTIFACT);
	canvas->artifact = false;
}

/* Lines outside of leaves say nothing; those in a row are one artifact. */
static void
begin_artifact(struct canvas *canvas)
{
	if (canvas->tags == NULL || canvas->leaf || canvas->artifact)
		return;
	begin_named(canvas, CANVAS_ARTIFACT, NULL);
	canvas->artifact = true;
}

static void
draw_text(struct canvas *canvas, const struct scene_item *item)
{
	bool span = canvas->tags != NULL && !canvas->leaf;

	if (span)
		begin_named(canvas, "Span", NULL);
	set_color(canvas->cr, item->fill);
	fonts_draw(canvas->fonts, canvas->cr, item->face, item->size,
	    item->text, item->x, item->y);
	if (span)
		cairo_tag_end(canvas->cr, "Span");
}

static bool
is_line(enum scene_kind kind)
{
	return kind == SCENE_LINE || kind == SCENE_BOX ||
	    kind == SCENE_DOT || kind == SCENE_PATH;
}

static void
draw_item(struct canvas *canvas, size_t index)
{
	const struct scene_item *item = &canvas->scene->items[index];
	cairo_t *cr = canvas->cr;

	if (is_line(item->kind))
		begin_artifact(canvas);
	else
		end_artifact(canvas);
	switch (item->kind) {
	case SCENE_TEXT:
		draw_text(canvas, item);
		break;
	case SCENE_LINE:
		draw_line(cr, item);
		break;
	case SCENE_BOX:
		cairo_rectangle(cr, fmin(item->x, item->x2),
		    fmin(item->y, item->y2), fabs(item->x2 - item->x),
		    fabs(item->y2 - item->y));
		paint(cr, item);
		break;
	case SCENE_DOT:
		cairo_new_sub_path(cr);
		cairo_arc(cr, item->x, item->y, item->radius, 0, 2 * M_PI);
		cairo_close_path(cr);
		paint(cr, item);
		break;
	case SCENE_PATH:
		draw_path(cr, item);
		break;
	case SCENE_BEGIN:
		if (canvas->tags != NULL)
			begin_tag(canvas, index);
		break;
	case SCENE_END:
		if (canvas->tags != NULL)
			end_tag(canvas);
		break;
	}
}

bool
canvas_draw(cairo_t *cr, const struct scene *scene, struct fonts *fonts,
    struct canvas_tags *tags)
{
	struct canvas canvas = {
		.cr = cr,
		.scene = scene,
		.fonts = fonts,
		.tags = tags,
	};
	size_t i;

	if (!scene_balanced(scene))
		return false;
	for (i = 0; i < scene->count; i++)
		draw_item(&canvas, i);
	end_artifact(&canvas);
	return cairo_status(cr) == CAIRO_STATUS_SUCCESS;
}
