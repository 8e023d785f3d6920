/*
 * Luminance of sRGB colours, by the formula of WCAG 2.2.
 */
#include "base/colour.h"

#include <math.h>

static double
linear(int part)
{
	double value = (double)(part & 0xff) / 255;

	return value <= 0.04045 ?
	    value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

double
colour_luminance(int color)
{
	return 0.2126 * linear(color >> 16) + 0.7152 * linear(color >> 8) +
	    0.0722 * linear(color);
}
