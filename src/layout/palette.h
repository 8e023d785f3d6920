/*
 * The colours of tables and charts. Text and what carries data has a
 * contrast of at least 4.5:1 against white, and differs in shape too.
 */
#ifndef WATTLEAF_PALETTE_H
#define WATTLEAF_PALETTE_H

enum palette {
	PALETTE_GREY = 0x636363,      /* 5.99:1: units, details, dashes */
	PALETTE_GRID = 0xdcdcdc,      /* decoration only */
	PALETTE_BLUE = 0x0072b2,      /* 5.19:1: Okabe and Ito's blue */
	PALETTE_REFERENCE = 0xb34700, /* 5.50:1: their vermilion, darker */
	PALETTE_LINK = 0x000099
};

#endif
