/*
 * How light a colour is to the eye.
 */
#ifndef WATTLEAF_COLOUR_H
#define WATTLEAF_COLOUR_H

/* Relative luminance of 0xRRGGBB in sRGB, 0 (black) to 1 (white): WCAG 2.2. */
double
colour_luminance(int color);

#endif
