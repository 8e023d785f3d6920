/*
 * Themes: what every colour of tables and charts becomes on a dark page.
 * Text, lines and marks keep a contrast of 4.5:1 or more against it.
 */
#ifndef WATTLEAF_THEME_H
#define WATTLEAF_THEME_H

#include <stdbool.h>

struct arena;
struct scene;

enum theme {
	THEME_NONE,  /* as it is drawn, on no ground */
	THEME_LIGHT,
	THEME_DARK,
	THEME_AUTO   /* light, and dark for a reader who prefers that */
};

/* "light", "dark", "auto"; false for any other name. */
bool
theme_named(const char *name, enum theme *);

/* The colour (0xRRGGBB or COLOR_NONE) on a dark page; white becomes the page. */
int
theme_dark(int color);

/* A copy of the scene on a ground of the theme's page, MARGIN points larger on each side. Light for THEME_AUTO. */
struct scene *
theme_scene(const struct scene *, enum theme, double margin, struct arena *);

#endif
