/*
 * The colours of the dark theme, a row each. Neighbours that differ in
 * lightness on paper do so here, the other way round.
 */
#include "layout/theme.h"

#include <stddef.h>
#include <string.h>

#include "layout/palette.h"
#include "layout/scene.h"

static const struct {
	int light, dark;
} rows[] = {
	{ INK_BLACK, 0xe9eaec },
	{ INK_WHITE, 0x14171c },
	{ PALETTE_GREY, 0xa9aeb6 },
	{ PALETTE_GRID, 0x363b44 },
	{ PALETTE_BLUE, 0x56b4e9 },
	{ PALETTE_REFERENCE, 0xff9a5c },
	{ PALETTE_LINK, 0x8cc4f0 },
	{ 0xe3f0f9, 0x12344a }, /* second */
	{ 0x005585, 0x7cc7f0 },
	{ 0xe8a33d, 0xe8a33d }, /* third */
	{ 0x7a4a00, 0xffd08a },
	{ 0x333333, 0xd0d3d8 }, /* fourth */
	{ 0x5b2a63, 0xb77fc4 }, /* fifth */
	{ 0x3d1a43, 0xdcb4e6 },
	{ 0xd7ecdf, 0x173a2b }, /* sixth */
	{ 0x0b6b4b, 0x5fd0a5 },
	{ 0xf3b8a6, 0x6b2b1a }, /* seventh */
	{ 0x8a2f12, 0xff9d80 },
	{ 0xececec, 0x2b2f36 }, /* the rest */
	{ 0xcfe3f1, 0x1d3f57 }, /* shade */
	{ 0x40759c, 0x7fb2d6 },
	{ 0x6e6e6e, 0x9aa0a8 }, /* blank */
	{ 0x404040, 0xc6c9ce }, /* greys for print */
	{ 0xa6a6a6, 0x5c6068 },
	{ 0xd0d0d0, 0x404650 },
};

bool
theme_named(const char *name, enum theme *theme)
{
	static const char *const names[] = {
		[THEME_NONE] = "",
		[THEME_LIGHT] = "light",
		[THEME_DARK] = "dark",
		[THEME_AUTO] = "auto",
	};
	size_t i;

	for (i = 1; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], name) == 0) {
			*theme = (enum theme)i;
			return true;
		}
	return false;
}

int
theme_dark(int color)
{
	size_t i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (rows[i].light == color)
			return rows[i].dark;
	/* any other: what was dark is light */
	return color == COLOR_NONE ? color : INK_WHITE - color;
}

static void
add_ground(struct scene *scene)
{
	scene_begin(scene, "Artifact", NULL);
	scene_add(scene, (struct scene_item){
		.kind = SCENE_BOX,
		.x2 = scene->width,
		.y2 = scene->height,
		.fill = INK_WHITE,
		.stroke = COLOR_NONE,
	});
	scene_end(scene, "Artifact");
}

struct scene *
theme_scene(const struct scene *from, enum theme theme, double margin,
    struct arena *arena)
{
	struct scene *scene = scene_new(from->width + 2 * margin,
	    from->height + 2 * margin, arena);
	size_t i;

	scene->title = from->title;
	scene->description = from->description;
	scene->language = from->language;
	scene->least_line = from->least_line;
	add_ground(scene);
	scene_append(scene, from, margin, margin);
	for (i = 0; theme == THEME_DARK && i < scene->count; i++) {
		scene->items[i].fill = theme_dark(scene->items[i].fill);
		scene->items[i].stroke = theme_dark(scene->items[i].stroke);
	}
	return scene;
}
