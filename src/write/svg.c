/*
 * SVG 1.1 through libxml2's writer: each glyph's outline once, placed by
 * reference. Ids follow the content alone. It knows nothing of what the
 * picture shows.
 */
#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <libxml/xmlwriter.h>

#include "base/arena.h"
#include "base/str.h"
#include "layout/fonts.h"
#include "layout/scene.h"
#include "layout/utf8.h"
#include "write/write.h"

enum { GLYPHS_MAX = 65536, NUMBER_TEXT = 32 };

/* What has become of a glyph in the definitions; blanks are not in them. */
enum { GLYPH_NEW, GLYPH_BLANK, GLYPH_DEFINED };

struct svg {
	xmlTextWriterPtr writer;
	const struct scene *scene;
	struct fonts *fonts;
	struct arena *arena;
	unsigned char *glyphs[FACE_TOTAL]; /* a state each; NULL: all new */
	double units[FACE_TOTAL];          /* of the face, per em */
	bool failed;
};

static void
check(struct svg *svg, int status)
{
	if (status < 0)
		svg->failed = true;
}

static void
begin(struct svg *svg, const char *name)
{
	check(svg, xmlTextWriterStartElement(svg->writer,
	    (const xmlChar *)name));
}

static void
end(struct svg *svg)
{
	check(svg, xmlTextWriterEndElement(svg->writer));
}

static void
attribute(struct svg *svg, const char *name, const char *value)
{
	check(svg, xmlTextWriterWriteAttribute(svg->writer,
	    (const xmlChar *)name, (const xmlChar *)value));
}

/* VALUE with at most DECIMALS of them, no trailing zero, never "-0". */
static const char *
number(double value, int decimals, char text[NUMBER_TEXT])
{
	size_t n;

	if (!isfinite(value) || fabs(value) > 1e9)
		value = 0;
	snprintf(text, NUMBER_TEXT, "%.*f", decimals, value);
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

static void
attribute_number(struct svg *svg, const char *name, double value)
{
	char text[NUMBER_TEXT];

	attribute(svg, name, number(value, 2, text));
}

static void
attribute_color(struct svg *svg, const char *name, int color)
{
	char text[NUMBER_TEXT] = "none";

	if (color != COLOR_NONE)
		snprintf(text, sizeof text, "#%06x",
		    (unsigned)color & 0xffffff);
	attribute(svg, name, text);
}

/* Plain text as it may stand in XML. */
static const char *
clean(struct svg *svg, const char *text)
{
	return span_dup(svg->arena,
	    utf8_clean(svg->arena, span_of(text == NULL ? "" : text)));
}

static void
text_element(struct svg *svg, const char *name, const char *id,
    const char *text)
{
	begin(svg, name);
	attribute(svg, "id", id);
	check(svg, xmlTextWriterWriteString(svg->writer,
	    (const xmlChar *)clean(svg, text)));
	end(svg);
}

/* Definitions. */

static const char *
glyph_id(struct svg *svg, enum face face, unsigned glyph)
{
	return arena_printf(svg->arena, "f%ug%x", (unsigned)face, glyph);
}

static void
define_glyph(struct svg *svg, enum face face, unsigned glyph)
{
	unsigned char *states = svg->glyphs[face];
	const char *outline;

	if (states == NULL)
		states = svg->glyphs[face] =
		    arena_alloc(svg->arena, GLYPHS_MAX);
	if (glyph >= GLYPHS_MAX || states[glyph] != GLYPH_NEW)
		return;
	outline = fonts_outline(svg->fonts, face, glyph, &svg->units[face],
	    svg->arena);
	states[glyph] = outline[0] == '\0' ? GLYPH_BLANK : GLYPH_DEFINED;
	if (states[glyph] == GLYPH_BLANK)
		return;
	begin(svg, "path");
	attribute(svg, "id", glyph_id(svg, face, glyph));
	attribute(svg, "d", outline);
	end(svg);
}

static void
define_glyphs(struct svg *svg)
{
	size_t i, j, count;

	begin(svg, "defs");
	for (i = 0; i < svg->scene->count; i++) {
		const struct scene_item *item = &svg->scene->items[i];
		const struct glyph *glyphs;

		if (item->kind != SCENE_TEXT)
			continue;
		glyphs = fonts_shape(svg->fonts, item->face, item->size,
		    item->text, &count);
		for (j = 0; j < count; j++)
			define_glyph(svg, item->face, glyphs[j].id);
	}
	end(svg);
}

/* Items. */

static void
place_glyph(struct svg *svg, enum face face, const struct glyph *glyph,
    double scale)
{
	char text[NUMBER_TEXT];
	const char *y = number(glyph->y / scale, 0, text);

	if (glyph->id >= GLYPHS_MAX ||
	    svg->glyphs[face][glyph->id] != GLYPH_DEFINED)
		return;
	begin(svg, "use");
	attribute(svg, "xlink:href", arena_printf(svg->arena, "#%s",
	    glyph_id(svg, face, glyph->id)));
	if (strcmp(y, "0") != 0)
		attribute(svg, "y", y);
	attribute(svg, "x", number(glyph->x / scale, 0, text));
	end(svg);
}

/* Glyphs stand in the font's units; whole ones are a thousandth of the size. */
static void
write_text(struct svg *svg, const struct scene_item *item)
{
	char x[NUMBER_TEXT], y[NUMBER_TEXT], by[NUMBER_TEXT];
	const struct glyph *glyphs;
	double scale;
	size_t i, count;

	glyphs = fonts_shape(svg->fonts, item->face, item->size, item->text,
	    &count);
	if (count == 0)
		return;
	scale = item->size / svg->units[item->face];
	begin(svg, "g");
	attribute(svg, "aria-label", item->text.s);
	if (item->fill != INK_BLACK)
		attribute_color(svg, "fill", item->fill);
	attribute(svg, "transform", arena_printf(svg->arena,
	    "translate(%s %s) scale(%s)", number(item->x, 2, x),
	    number(item->y, 2, y), number(scale, 6, by)));
	for (i = 0; i < count; i++)
		place_glyph(svg, item->face, &glyphs[i], scale);
	end(svg);
}

static void
write_ink(struct svg *svg, const struct scene_item *item)
{
	char dash[NUMBER_TEXT], gap[NUMBER_TEXT];

	attribute_color(svg, "fill", item->fill);
	if (item->stroke == COLOR_NONE)
		return;
	attribute_color(svg, "stroke", item->stroke);
	attribute_number(svg, "stroke-width", item->weight);
	if (item->dash > 0)
		attribute(svg, "stroke-dasharray", arena_printf(svg->arena,
		    "%s %s", number(item->dash, 2, dash),
		    number(item->dash * SCENE_DASH_GAP, 2, gap)));
}

static void
write_line(struct svg *svg, const struct scene_item *item)
{
	begin(svg, "line");
	attribute_number(svg, "x1", item->x);
	attribute_number(svg, "y1", item->y);
	attribute_number(svg, "x2", item->x2);
	attribute_number(svg, "y2", item->y2);
	write_ink(svg, item);
	end(svg);
}

static void
write_box(struct svg *svg, const struct scene_item *item)
{
	begin(svg, "rect");
	attribute_number(svg, "x", fmin(item->x, item->x2));
	attribute_number(svg, "y", fmin(item->y, item->y2));
	attribute_number(svg, "width", fabs(item->x2 - item->x));
	attribute_number(svg, "height", fabs(item->y2 - item->y));
	write_ink(svg, item);
	end(svg);
}

static void
write_dot(struct svg *svg, const struct scene_item *item)
{
	begin(svg, "circle");
	attribute_number(svg, "cx", item->x);
	attribute_number(svg, "cy", item->y);
	attribute_number(svg, "r", item->radius);
	write_ink(svg, item);
	end(svg);
}

static void
write_path(struct svg *svg, const struct scene_item *item)
{
	struct buf points = { NULL, 0, 0 };
	char x[NUMBER_TEXT], y[NUMBER_TEXT];
	size_t i;

	for (i = 0; i < item->point_count; i++)
		buf_printf(&points, "%s%s,%s", i == 0 ? "" : " ",
		    number(item->points[i].x, 2, x),
		    number(item->points[i].y, 2, y));
	begin(svg, item->closed ? "polygon" : "polyline");
	attribute(svg, "points", points.n == 0 ? "" : points.s);
	write_ink(svg, item);
	end(svg);
	buf_free(&points);
}

static void
write_item(struct svg *svg, const struct scene_item *item)
{
	switch (item->kind) {
	case SCENE_TEXT:
		write_text(svg, item);
		break;
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
	case SCENE_BEGIN:
	case SCENE_END:
		break;
	}
}

/* The whole. */

static uint32_t
hash_text(uint32_t hash, const char *text)
{
	for (; *text != '\0'; text++)
		hash = (hash ^ (unsigned char)*text) * 16777619u;
	return hash;
}

/* FNV-1a. Ids of two pictures in one web page must differ: they carry it. */
static uint32_t
words_hash(const struct scene *scene)
{
	uint32_t hash = 2166136261u;

	if (scene->title != NULL)
		hash = hash_text(hash, scene->title);
	if (scene->description != NULL)
		hash = hash_text(hash, scene->description);
	return hash;
}

static void
write_head(struct svg *svg)
{
	const struct scene *scene = svg->scene;
	uint32_t hash = words_hash(scene);
	const char *title = arena_printf(svg->arena, "title-%08x", hash);
	const char *desc = arena_printf(svg->arena, "desc-%08x", hash);
	const char *language = clean(svg, scene->language);
	char width[NUMBER_TEXT], height[NUMBER_TEXT];

	number(scene->width, 2, width);
	number(scene->height, 2, height);
	attribute(svg, "xmlns", "http://www.w3.org/2000/svg");
	attribute(svg, "xmlns:xlink", "http://www.w3.org/1999/xlink");
	attribute(svg, "version", "1.1");
	attribute(svg, "width", arena_printf(svg->arena, "%spt", width));
	attribute(svg, "height", arena_printf(svg->arena, "%spt", height));
	attribute(svg, "viewBox",
	    arena_printf(svg->arena, "0 0 %s %s", width, height));
	attribute(svg, "role", "img");
	attribute(svg, "lang", language);
	attribute(svg, "xml:lang", language);
	attribute(svg, "aria-labelledby",
	    arena_printf(svg->arena, "%s %s", title, desc));
	text_element(svg, "title", title, scene->title);
	text_element(svg, "desc", desc, scene->description);
}

static void
write_document(struct svg *svg)
{
	size_t i;

	check(svg, xmlTextWriterSetIndentString(svg->writer,
	    (const xmlChar *)""));
	check(svg, xmlTextWriterSetIndent(svg->writer, 1));
	check(svg,
	    xmlTextWriterStartDocument(svg->writer, NULL, "UTF-8", NULL));
	begin(svg, "svg");
	write_head(svg);
	define_glyphs(svg);
	for (i = 0; i < svg->scene->count; i++)
		write_item(svg, &svg->scene->items[i]);
	end(svg);
	check(svg, xmlTextWriterEndDocument(svg->writer));
}

static bool
write_through(struct svg *svg, struct buf *out)
{
	xmlBufferPtr buffer = xmlBufferCreate();

	if (buffer == NULL)
		return false;
	svg->writer = xmlNewTextWriterMemory(buffer, 0);
	if (svg->writer != NULL) {
		write_document(svg);
		/* Flushes into the buffer. */
		xmlFreeTextWriter(svg->writer);
	} else {
		svg->failed = true;
	}
	if (!svg->failed)
		buf_add(out, (const char *)xmlBufferContent(buffer),
		    (size_t)xmlBufferLength(buffer));
	xmlBufferFree(buffer);
	return !svg->failed;
}

bool
svg_write(const struct scene *scene, struct fonts *fonts, struct buf *out)
{
	struct svg svg = {
		.scene = scene,
		.fonts = fonts,
	};
	bool good;

	if (!scene_balanced(scene))
		return false;
	svg.arena = arena_new();
	good = write_through(&svg, out);
	arena_free(svg.arena);
	return good;
}
