/*
 * How the roles of a chart look. Neighbours differ in lightness and in
 * hatch, so that a copy in gray, or eyes that see few colours, tell them.
 */
#include "layout/palette.h"

#include "layout/scene.h"

static const struct role_look colours[CHART_ROLES] = {
	[CHART_MAIN] = { PALETTE_BLUE, PALETTE_BLUE, HATCH_NONE, 0 },
	[CHART_SECOND] = { 0xe3f0f9, 0x005585, HATCH_RISING, 3.2 },
	[CHART_THIRD] = { 0xe8a33d, 0x7a4a00, HATCH_NONE, 0 },
	[CHART_FOURTH] = { 0xffffff, 0x333333, HATCH_DOTS, 2.8 },
	[CHART_FIFTH] = { 0x5b2a63, 0x3d1a43, HATCH_NONE, 0 },
	[CHART_SIXTH] = { 0xd7ecdf, 0x0b6b4b, HATCH_FALLING, 3.2 },
	[CHART_SEVENTH] = { 0xf3b8a6, 0x8a2f12, HATCH_LEVEL, 2.6 },
	[CHART_REST] = { 0xececec, 0x636363, HATCH_CROSSED, 4.2 },
	[CHART_GUIDE] = { COLOR_NONE, PALETTE_REFERENCE, HATCH_NONE, 0 },
	[CHART_SHADE] = { 0xcfe3f1, 0x40759c, HATCH_NONE, 0 },
	[CHART_BLANK] = { 0xffffff, 0x6e6e6e, HATCH_RISING, 5.0 },
};

static const struct role_look blacks[CHART_ROLES] = {
	[CHART_MAIN] = { 0x404040, INK_BLACK, HATCH_NONE, 0 },
	[CHART_SECOND] = { INK_WHITE, INK_BLACK, HATCH_RISING, 3.2 },
	[CHART_THIRD] = { 0xa6a6a6, INK_BLACK, HATCH_NONE, 0 },
	[CHART_FOURTH] = { INK_WHITE, INK_BLACK, HATCH_DOTS, 2.8 },
	[CHART_FIFTH] = { INK_BLACK, INK_BLACK, HATCH_NONE, 0 },
	[CHART_SIXTH] = { INK_WHITE, INK_BLACK, HATCH_FALLING, 3.2 },
	[CHART_SEVENTH] = { INK_WHITE, INK_BLACK, HATCH_LEVEL, 2.6 },
	[CHART_REST] = { INK_WHITE, INK_BLACK, HATCH_CROSSED, 4.2 },
	[CHART_GUIDE] = { COLOR_NONE, INK_BLACK, HATCH_NONE, 0 },
	[CHART_SHADE] = { 0xd0d0d0, 0x6e6e6e, HATCH_NONE, 0 },
	[CHART_BLANK] = { INK_WHITE, 0x6e6e6e, HATCH_RISING, 5.0 },
};

struct role_look
palette_look(enum chart_role role, bool black)
{
	return black ? blacks[role] : colours[role];
}
