/*
 * An SVG that follows the reader's colour scheme: the colours of the dark
 * theme as a style sheet. Who reads no style sheet sees the light ones.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "layout/theme.h"
#include "write/svg.h"

enum { COLORS_MAX = 64 };

/* The colours of the picture, each once. */
struct colors {
	int items[COLORS_MAX];
	size_t count;
};

static void
add(struct colors *colors, int color)
{
	size_t i;

	if (color == COLOR_NONE)
		return;
	for (i = 0; i < colors->count; i++)
		if (colors->items[i] == color)
			return;
	if (colors->count < COLORS_MAX)
		colors->items[colors->count++] = color;
}

static void
find(const struct scene *scene, struct colors *colors)
{
	size_t i;

	for (i = 0; i < scene->count; i++) {
		const struct scene_item *item = &scene->items[i];

		if (item->kind == SCENE_BEGIN || item->kind == SCENE_END)
			continue;
		add(colors, item->fill);
		add(colors, item->stroke);
	}
}

/* Text without a fill of its own takes the root's. */
void
svg_theme(struct svg *svg, const char *id)
{
	struct colors colors = { .count = 0 };
	struct buf out = { NULL, 0, 0 };
	size_t i;

	find(svg->scene, &colors);
	buf_printf(&out,
	    "@media screen and (prefers-color-scheme:dark){#%s{fill:#%06x}",
	    id, (unsigned)theme_dark(INK_BLACK));
	for (i = 0; i < colors.count; i++) {
		unsigned light = (unsigned)colors.items[i];
		unsigned dark = (unsigned)theme_dark(colors.items[i]);

		buf_printf(&out, "#%s [fill=\"#%06x\"]{fill:#%06x}"
		    "#%s [stroke=\"#%06x\"]{stroke:#%06x}",
		    id, light, dark, id, light, dark);
	}
	buf_puts(&out, "}");
	xml_out_begin(&svg->out, "style");
	xml_out_text(&svg->out, out.s);
	xml_out_end(&svg->out);
	xml_out_line(&svg->out);
	buf_free(&out);
}
