/*
 * Text in SVG as outlines: each glyph is defined once and placed by
 * reference, so that a picture looks the same everywhere.
 */
#include <string.h>

#include "base/arena.h"
#include "layout/families.h"
#include "layout/fonts.h"
#include "write/svg.h"

enum { GLYPHS_MAX = 65536 };

/* What has become of a glyph in the definitions; blanks are not in them. */
enum { GLYPH_NEW, GLYPH_BLANK, GLYPH_DEFINED };

/* Pictures with other fonts may stand in the same web page: the file's name is in it. */
static const char *
glyph_id(struct svg *svg, enum face face, unsigned glyph)
{
	const char *file = fonts_family(svg->fonts, face)->file;

	return arena_printf(svg->arena, "g%03x%x",
	    svg_hash(SVG_HASH, file) & 0xfff, glyph);
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
	outline = fonts_outline(svg->fonts, face, glyph, &svg->units[face]);
	states[glyph] = outline[0] == '\0' ? GLYPH_BLANK : GLYPH_DEFINED;
	if (states[glyph] == GLYPH_BLANK)
		return;
	xml_out_begin(&svg->out, "path");
	xml_out_attribute(&svg->out, "id", glyph_id(svg, face, glyph));
	xml_out_attribute(&svg->out, "d", outline);
	xml_out_end(&svg->out);
	xml_out_line(&svg->out);
}

void
svg_outline_define(struct svg *svg)
{
	size_t i, j, count;

	xml_out_begin(&svg->out, "defs");
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
	xml_out_end(&svg->out);
	xml_out_line(&svg->out);
}

/* Markup by hand: glyphs are most of a picture. */
static void
place_glyph(struct svg *svg, enum face face, const struct glyph *glyph,
    double scale, struct buf *out)
{
	char text[SVG_NUMBER];
	const char *y = svg_number(glyph->y / scale, 0, text);

	if (glyph->id >= GLYPHS_MAX ||
	    svg->glyphs[face][glyph->id] != GLYPH_DEFINED)
		return;
	buf_puts(out, "<use xlink:href=\"#");
	buf_puts(out, glyph_id(svg, face, glyph->id));
	if (strcmp(y, "0") != 0) {
		buf_puts(out, "\" y=\"");
		buf_puts(out, y);
	}
	buf_puts(out, "\" x=\"");
	buf_puts(out, svg_number(glyph->x / scale, 0, text));
	buf_puts(out, "\"/>");
}

/* Glyphs stand in the font's units; whole ones are a thousandth of the size. */
void
svg_outline(struct svg *svg, const struct scene_item *item)
{
	char x[SVG_NUMBER], y[SVG_NUMBER], by[SVG_NUMBER];
	struct buf uses = { NULL, 0, 0 };
	const struct glyph *glyphs;
	double scale;
	size_t i, count;

	glyphs = fonts_shape(svg->fonts, item->face, item->size, item->text,
	    &count);
	if (count == 0)
		return;
	scale = item->size / svg->units[item->face];
	xml_out_begin(&svg->out, "g");
	xml_out_attribute(&svg->out, "aria-label", item->text.s);
	if (item->fill != INK_BLACK)
		svg_attribute_color(svg, "fill", item->fill);
	xml_out_attribute(&svg->out, "transform", arena_printf(svg->arena,
	    "translate(%s %s) scale(%s)", svg_number(item->x, 2, x),
	    svg_number(item->y, 2, y), svg_number(scale, 6, by)));
	for (i = 0; i < count; i++)
		place_glyph(svg, item->face, &glyphs[i], scale, &uses);
	if (uses.n != 0)
		xml_out_raw(&svg->out, uses.s);
	buf_free(&uses);
	xml_out_end(&svg->out);
}
