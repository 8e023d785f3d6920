/*
 * SVG 1.1: shapes, head, links and what the picture shows as data. Ids
 * follow the content alone; no script, nothing from outside. It knows
 * nothing of what the picture is about.
 */
#include "write/svg.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "layout/fonts.h"
#include "write/canvas.h"
#include "write/write.h"

/* As printf does "%.0f", in a tenth of its time. */
static const char *
whole_number(double value, char text[SVG_NUMBER])
{
	char *at = text + SVG_NUMBER - 1;
	long long number = llrint(value);
	long long left = number < 0 ? -number : number;

	*at = '\0';
	do
		*--at = (char)('0' + left % 10);
	while ((left /= 10) != 0);
	if (number < 0)
		*--at = '-';
	return at;
}

const char *
svg_number(double value, int decimals, char text[SVG_NUMBER])
{
	size_t n;

	if (!isfinite(value) || fabs(value) > 1e9)
		value = 0;
	if (decimals == 0)
		return whole_number(value, text);
	snprintf(text, SVG_NUMBER, "%.*f", decimals, value);
	n = strlen(text);
	if (strchr(text, '.') != NULL) {
		while (text[n - 1] == '0')
			n--;
		if (text[n - 1] == '.')
			n--;
		text[n] = '\0';
	}
	return strcmp(text, "-0") == 0 ? "0" : text;
}

void
svg_attribute_number(struct svg *svg, const char *name, double value)
{
	char text[SVG_NUMBER];

	xml_out_attribute(&svg->out, name, svg_number(value, 2, text));
}

void
svg_attribute_color(struct svg *svg, const char *name, int color)
{
	char text[SVG_NUMBER] = "none";

	if (color != COLOR_NONE)
		snprintf(text, sizeof text, "#%06x",
		    (unsigned)color & 0xffffff);
	xml_out_attribute(&svg->out, name, text);
}

unsigned
svg_hash(unsigned hash, const char *text)
{
	for (; text != NULL && *text != '\0'; text++)
		hash = ((hash ^ (unsigned char)*text) * 16777619u) &
		    0xffffffff;
	return hash;
}

/* Links. */

void
svg_tag(struct svg *svg, const struct scene_item *item)
{
	struct buf uri = { NULL, 0, 0 };

	if (!span_equal(item->text, "Link"))
		return;
	svg->link = NULL;
	if (item->kind == SCENE_BEGIN && item->attribute != NULL &&
	    canvas_uri(item->attribute, &uri))
		svg->link = arena_strndup(svg->arena, uri.s, uri.n);
	buf_free(&uri);
}

void
svg_link_begin(struct svg *svg)
{
	if (svg->link == NULL)
		return;
	xml_out_begin(&svg->out, "a");
	xml_out_attribute(&svg->out, "xlink:href", svg->link);
}

void
svg_link_end(struct svg *svg)
{
	if (svg->link != NULL)
		xml_out_end(&svg->out);
}

/* Shapes. */

static void
write_ink(struct svg *svg, const struct scene_item *item)
{
	char dash[SVG_NUMBER], gap[SVG_NUMBER];

	svg_attribute_color(svg, "fill", item->fill);
	if (item->stroke == COLOR_NONE)
		return;
	svg_attribute_color(svg, "stroke", item->stroke);
	svg_attribute_number(svg, "stroke-width", item->weight);
	if (item->dash > 0)
		xml_out_attribute(&svg->out, "stroke-dasharray", arena_printf(svg->arena,
		    "%s %s", svg_number(item->dash, 2, dash),
		    svg_number(item->dash * SCENE_DASH_GAP, 2, gap)));
}

static void
write_line(struct svg *svg, const struct scene_item *item)
{
	xml_out_begin(&svg->out, "line");
	svg_attribute_number(svg, "x1", item->x);
	svg_attribute_number(svg, "y1", item->y);
	svg_attribute_number(svg, "x2", item->x2);
	svg_attribute_number(svg, "y2", item->y2);
	write_ink(svg, item);
	xml_out_end(&svg->out);
}

static void
write_box(struct svg *svg, const struct scene_item *item)
{
	xml_out_begin(&svg->out, "rect");
	svg_attribute_number(svg, "x", fmin(item->x, item->x2));
	svg_attribute_number(svg, "y", fmin(item->y, item->y2));
	svg_attribute_number(svg, "width", fabs(item->x2 - item->x));
	svg_attribute_number(svg, "height", fabs(item->y2 - item->y));
	write_ink(svg, item);
	xml_out_end(&svg->out);
}

static void
write_dot(struct svg *svg, const struct scene_item *item)
{
	xml_out_begin(&svg->out, "circle");
	svg_attribute_number(svg, "cx", item->x);
	svg_attribute_number(svg, "cy", item->y);
	svg_attribute_number(svg, "r", item->radius);
	write_ink(svg, item);
	xml_out_end(&svg->out);
}

static void
write_path(struct svg *svg, const struct scene_item *item)
{
	struct buf points = { NULL, 0, 0 };
	char x[SVG_NUMBER], y[SVG_NUMBER];
	size_t i;

	for (i = 0; i < item->point_count; i++)
		buf_printf(&points, "%s%s,%s", i == 0 ? "" : " ",
		    svg_number(item->points[i].x, 2, x),
		    svg_number(item->points[i].y, 2, y));
	xml_out_begin(&svg->out, item->closed ? "polygon" : "polyline");
	xml_out_attribute(&svg->out, "points", points.n == 0 ? "" : points.s);
	write_ink(svg, item);
	xml_out_end(&svg->out);
	buf_free(&points);
}

static void
write_shape(struct svg *svg, const struct scene_item *item)
{
	switch (item->kind) {
	case SCENE_LINE:
		write_line(svg, item);
		break;
	case SCENE_BOX:
		write_box(svg, item);
		break;
	case SCENE_DOT:
		write_dot(svg, item);
		break;
	case SCENE_PATH:
		write_path(svg, item);
		break;
	case SCENE_TEXT:
		svg_outline(svg, item);
		break;
	case SCENE_BEGIN:
	case SCENE_END:
		break;
	}
}

static void
write_items(struct svg *svg)
{
	const struct scene_item *item;
	size_t i = 0;

	while (i < svg->scene->count) {
		item = &svg->scene->items[i];
		if (item->kind == SCENE_BEGIN || item->kind == SCENE_END) {
			svg_tag(svg, item);
			i++;
			continue;
		}
		if (item->kind == SCENE_TEXT && svg->form->text) {
			i = svg_text(svg, i);
		} else {
			svg_link_begin(svg);
			write_shape(svg, item);
			svg_link_end(svg);
			i++;
		}
		xml_out_line(&svg->out);
	}
}

/* The whole. */

static void
write_described(struct svg *svg, const char *name, const char *id,
    const char *text)
{
	xml_out_begin(&svg->out, name);
	xml_out_attribute(&svg->out, "id", id);
	xml_out_text(&svg->out, text);
	xml_out_end(&svg->out);
	xml_out_line(&svg->out);
}

/* Ids of two pictures in one web page must differ: they carry it. */
static unsigned
content_hash(const struct svg *svg)
{
	unsigned hash = svg_hash(SVG_HASH, svg->scene->title);

	hash = svg_hash(hash, svg->scene->description);
	return svg_hash(svg_hash(hash, svg->form->data), svg->form->name);
}

static void
write_head(struct svg *svg, const char *id, const char *title,
    const char *desc)
{
	const struct scene *scene = svg->scene;
	struct xml_out *out = &svg->out;
	char width[SVG_NUMBER], height[SVG_NUMBER];

	svg_number(scene->width, 2, width);
	svg_number(scene->height, 2, height);
	xml_out_attribute(out, "xmlns", "http://www.w3.org/2000/svg");
	xml_out_attribute(out, "xmlns:xlink", "http://www.w3.org/1999/xlink");
	xml_out_attribute(out, "version", "1.1");
	if (svg->form->follows)
		xml_out_attribute(out, "id", id);
	xml_out_attribute(out, "width", arena_printf(svg->arena, "%spt", width));
	xml_out_attribute(out, "height",
	    arena_printf(svg->arena, "%spt", height));
	xml_out_attribute(out, "viewBox",
	    arena_printf(svg->arena, "0 0 %s %s", width, height));
	xml_out_attribute(out, "role", "img");
	xml_out_attribute(out, "lang", scene->language);
	xml_out_attribute(out, "xml:lang", scene->language);
	xml_out_attribute(out, "aria-labelledby",
	    arena_printf(svg->arena, "%s %s", title, desc));
	if (svg->form->text)
		svg_text_family(svg);
	xml_out_line(out);
}

static void
write_document(struct svg *svg)
{
	unsigned hash = content_hash(svg);
	const char *title = arena_printf(svg->arena, "title-%08x", hash);
	const char *desc = arena_printf(svg->arena, "desc-%08x", hash);
	const char *id = arena_printf(svg->arena, "picture-%08x", hash);

	xml_out_begin(&svg->out, "svg");
	write_head(svg, id, title, desc);
	write_described(svg, "title", title, svg->scene->title);
	write_described(svg, "desc", desc, svg->scene->description);
	if (svg->form->data != NULL)
		write_described(svg, "metadata",
		    arena_printf(svg->arena, "data-%08x", hash),
		    svg->form->data);
	if (svg->form->follows)
		svg_theme(svg, id);
	if (!svg->form->text)
		svg_outline_define(svg);
	write_items(svg);
	xml_out_end(&svg->out);
}

bool
svg_write(const struct scene *scene, struct fonts *fonts,
    const struct svg_form *form, struct buf *out)
{
	struct arena *arena;
	struct svg svg = {
		.scene = scene,
		.form = form,
		.fonts = fonts,
	};
	bool good;

	if (!scene_balanced(scene))
		return false;
	svg.arena = arena = arena_new();
	svg.out = xml_out_open(NULL, arena);
	if (!svg.out.failed)
		write_document(&svg);
	good = xml_out_close(&svg.out, out);
	arena_free(arena);
	return good;
}
