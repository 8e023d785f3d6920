/*
 * The colours of tables and charts. Text and what carries data has a
 * contrast of at least 4.5:1 against white, and differs in shape too.
 */
#ifndef WATTLEAF_PALETTE_H
#define WATTLEAF_PALETTE_H

#include <stdbool.h>

#include "document/chart.h"

enum palette {
	PALETTE_GREY = 0x636363,      /* 5.99:1: units, details, dashes */
	PALETTE_GRID = 0xdcdcdc,      /* decoration only */
	PALETTE_BLUE = 0x0072b2,      /* 5.19:1: Okabe and Ito's blue */
	PALETTE_REFERENCE = 0xb34700, /* 5.50:1: their vermilion, darker */
	PALETTE_LINK = 0x000099
};

enum hatch {
	HATCH_NONE,
	HATCH_RISING,  /* lines, lower left to upper right */
	HATCH_FALLING,
	HATCH_CROSSED,
	HATCH_LEVEL,
	HATCH_DOTS
};

/* How a role looks. Every area has its outline, so no fill need be dark. */
struct role_look {
	int fill;      /* of areas */
	int ink;       /* outline, hatch, lines and dots; 4.5:1 or more */
	enum hatch hatch;
	double pitch;  /* points from hatch line to hatch line */
};

/* BLACK: for print without colours. */
struct role_look
palette_look(enum chart_role, bool black);

#endif
