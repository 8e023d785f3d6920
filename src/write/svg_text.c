/*
 * Text in SVG as text, to be searched and edited. The reader's font may be
 * another one: what the layout holds in place is anchored there, and long
 * lines state their length.
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "layout/families.h"
#include "layout/fonts.h"
#include "write/svg.h"

#define NO_BREAK_SPACE "\xc2\xa0"
#define NEAR 0.005 /* points: nothing that shows */

enum { LONG_LINE = 8 }; /* bytes: shorter ones can't stray far */

/* Items that make one line of text, and what it is mostly set in. */
struct line {
	size_t first, end;
	const struct scene_item *base;
	double x, right;
	size_t bytes;
};

/* A line being written. */
struct pen {
	struct svg *svg;
	const struct line *line;
	double y;      /* where the last text stood */
	size_t before; /* bytes still to come before the point */
	bool pointed;  /* the point is ahead */
};

static struct line
line_from(struct svg *svg, size_t first)
{
	const struct scene_item *items = svg->scene->items;
	const struct scene_item *last = &items[first];
	struct line line = { first, first, last, last->x, 0, 0 };
	size_t i;

	for (i = first; i < svg->scene->count; i++) {
		if (items[i].kind == SCENE_BEGIN || items[i].kind == SCENE_END)
			continue;
		if (items[i].kind != SCENE_TEXT ||
		    (i != first && !items[i].joins))
			break;
		last = &items[i];
		line.end = i + 1;
		line.bytes += last->text.n;
		if (last->size > line.base->size)
			line.base = last;
	}
	line.right = last->x + fonts_measure(svg->fonts, last->face,
	    last->size, span_trim(last->text)).width;
	return line;
}

/* Fonts. */

static const char *
generic(enum face face)
{
	static const char *const names[] = {
		[FACE_SERIF] = "serif",
		[FACE_SERIF_BOLD] = "serif",
		[FACE_SERIF_ITALIC] = "serif",
		[FACE_SANS] = "sans-serif",
		[FACE_SANS_BOLD] = "sans-serif",
		[FACE_SANS_ITALIC] = "sans-serif",
		[FACE_MONO] = "monospace",
	};

	_Static_assert(sizeof names / sizeof names[0] == FACE_TOTAL,
	    "a generic family per face");
	return names[face % FACE_TOTAL];
}

/* "'Linux Libertine O', 'Linux Libertine', serif" */
static const char *
family_stack(struct svg *svg, enum face face)
{
	const struct family *family = fonts_family(svg->fonts, face);
	struct span rest = span_of(family->alike), name;
	const char *stack = arena_printf(svg->arena, "'%s'", family->name);

	while (rest.n != 0) {
		name = span_trim(span_cut(&rest, ';'));
		if (name.n != 0)
			stack = arena_printf(svg->arena, "%s, '%.*s'", stack,
			    (int)name.n, name.s);
	}
	return arena_printf(svg->arena, "%s, %s", stack, generic(face));
}

static bool
same_family(struct svg *svg, enum face a, enum face b)
{
	return strcmp(fonts_family(svg->fonts, a)->name,
	    fonts_family(svg->fonts, b)->name) == 0;
}

/* The face whose family the whole picture inherits: that of its first text. */
static enum face
root_face(const struct svg *svg)
{
	size_t i;

	for (i = 0; i < svg->scene->count; i++)
		if (svg->scene->items[i].kind == SCENE_TEXT)
			return svg->scene->items[i].face;
	return FACE_SERIF;
}

void
svg_text_family(struct svg *svg)
{
	xml_out_attribute(&svg->out, "font-family",
	    family_stack(svg, root_face(svg)));
	xml_out_attribute(&svg->out, "xml:space", "preserve");
}

static void
write_cut(struct svg *svg, const struct family *from, const struct family *to)
{
	if (from->bold != to->bold)
		xml_out_attribute(&svg->out, "font-weight",
		    to->bold ? "bold" : "normal");
	if (from->italic != to->italic)
		xml_out_attribute(&svg->out, "font-style",
		    to->italic ? "italic" : "normal");
}

/* What a piece inherits from its line is not said again. */
static void
write_font(struct svg *svg, const struct scene_item *from,
    const struct scene_item *to)
{
	if (!same_family(svg, from->face, to->face))
		xml_out_attribute(&svg->out, "font-family",
		    family_stack(svg, to->face));
	if (fabs(from->size - to->size) > NEAR)
		svg_attribute_number(svg, "font-size", to->size);
	if (from->fill != to->fill)
		svg_attribute_color(svg, "fill", to->fill);
	write_cut(svg, fonts_family(svg->fonts, from->face),
	    fonts_family(svg->fonts, to->face));
}

static bool
same_font(const struct scene_item *a, const struct scene_item *b)
{
	return a->face == b->face && fabs(a->size - b->size) <= NEAR &&
	    a->fill == b->fill;
}

/* Pieces. */

/* Blanks at the edge of an element or in a row collapse where xml:space is not known. */
static void
write_words(struct pen *pen, struct span text, bool plain, bool last)
{
	struct buf out = { NULL, 0, 0 };
	size_t i;

	while (last && text.n != 0 && text.s[text.n - 1] == ' ')
		text.n--;
	for (i = 0; i < text.n; i++)
		if (text.s[i] == ' ' && (i == 0 || i + 1 == text.n ?
			!plain : text.s[i - 1] == ' '))
			buf_puts(&out, NO_BREAK_SPACE);
		else
			buf_putc(&out, text.s[i]);
	xml_out_text(&pen->svg->out, out.n == 0 ? "" : out.s);
	buf_free(&out);
}

/* Text of one font. */
static void
write_piece(struct pen *pen, const struct scene_item *item,
    struct span text, bool last)
{
	struct svg *svg = pen->svg;
	bool plain = fabs(item->y - pen->y) <= NEAR &&
	    same_font(item, pen->line->base);

	if (text.n == 0)
		return;
	svg_link_begin(svg);
	if (!plain) {
		xml_out_begin(&svg->out, "tspan");
		if (fabs(item->y - pen->y) > NEAR)
			svg_attribute_number(svg, "dy", item->y - pen->y);
		write_font(svg, pen->line->base, item);
	}
	write_words(pen, text, plain, last);
	if (!plain)
		xml_out_end(&svg->out);
	svg_link_end(svg);
	pen->y = item->y;
}

static bool
inside_character(struct span text, size_t at)
{
	return at < text.n && ((unsigned char)text.s[at] & 0xc0) == 0x80;
}

/* Begins an element whose text stands at X as ANCHOR says; NULL: from there on. */
static void
begin_text(struct pen *pen, double x, const char *anchor)
{
	struct svg *svg = pen->svg;
	const struct scene_item *base = pen->line->base;
	const struct scene_item root = { .face = root_face(svg) };

	xml_out_begin(&svg->out, "text");
	svg_attribute_number(svg, "x", x);
	svg_attribute_number(svg, "y", base->y);
	if (anchor != NULL)
		xml_out_attribute(&svg->out, "text-anchor", anchor);
	write_font(svg, &root, base);
	pen->y = base->y;
}

/* What is behind the point is an element of its own: Inkscape knows one anchor in each. */
static void
write_item(struct pen *pen, const struct scene_item *item, bool last)
{
	size_t n = pen->before;

	if (!pen->pointed || item->text.n <= n) {
		write_piece(pen, item, item->text, last);
		pen->before -= pen->pointed ? item->text.n : 0;
		return;
	}
	while (inside_character(item->text, n))
		n--;
	write_piece(pen, item, span_sub(item->text, 0, n), false);
	xml_out_end(&pen->svg->out);
	begin_text(pen, pen->svg->scene->items[pen->line->first].hold_x,
	    NULL);
	write_piece(pen, item, span_sub(item->text, n, item->text.n - n),
	    last);
	pen->pointed = false;
}

static void
begin_line(struct pen *pen)
{
	struct svg *svg = pen->svg;
	const struct line *line = pen->line;
	const struct scene_item *first = &svg->scene->items[line->first];

	switch (first->hold) {
	case HOLD_START:
		begin_text(pen, line->x, NULL);
		break;
	case HOLD_MIDDLE:
		begin_text(pen, first->hold_x, "middle");
		break;
	case HOLD_END:
	case HOLD_POINT:
		begin_text(pen, first->hold_x, "end");
		break;
	}
	if (line->bytes < LONG_LINE || first->hold == HOLD_POINT)
		return;
	svg_attribute_number(svg, "textLength", line->right - line->x);
	xml_out_attribute(&svg->out, "lengthAdjust", "spacingAndGlyphs");
}

size_t
svg_text(struct svg *svg, size_t first)
{
	const struct line line = line_from(svg, first);
	const struct scene_item *items = svg->scene->items;
	struct pen pen = {
		.svg = svg,
		.line = &line,
		.before = items[first].hold_at,
		.pointed = items[first].hold == HOLD_POINT,
	};
	size_t i;

	begin_line(&pen);
	for (i = first; i < line.end; i++)
		if (items[i].kind == SCENE_TEXT)
			write_item(&pen, &items[i], i + 1 == line.end);
		else
			svg_tag(svg, &items[i]);
	xml_out_end(&svg->out);
	return line.end;
}
