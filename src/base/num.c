/*
 * Numbers as text. The program never calls setlocale, so strtod and printf
 * keep the C locale's decimal point.
 */
#include "base/num.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUM_LONGEST = 400 };

static bool
is_decimal(struct span text)
{
	size_t i;

	/* first: callers try ever shorter parts of a long text */
	if (text.n == 0 || text.n >= NUM_LONGEST)
		return false;
	for (i = 0; i < text.n; i++)
		if (text.s[i] == '\0' ||
		    strchr("0123456789+-.eE", text.s[i]) == NULL)
			return false;
	return true;
}

bool
num_parse(struct span text, double *value)
{
	char copy[NUM_LONGEST];
	char *end;
	double number;

	if (!is_decimal(text))
		return false;
	memcpy(copy, text.s, text.n);
	copy[text.n] = '\0';
	number = strtod(copy, &end);
	if (end != copy + text.n || !isfinite(number))
		return false;
	*value = number;
	return true;
}

void
num_shortest(double value, char text[NUM_TEXT])
{
	int digits;

	if (!isfinite(value)) {
		memcpy(text, "null", sizeof "null");
		return;
	}
	for (digits = 15; digits <= 17; digits++) {
		snprintf(text, NUM_TEXT, "%.*g", digits, value);
		if (strtod(text, NULL) == value)
			return;
	}
}

/* An exact tie is an odd multiple of 2^-(decimals + 1); text rounds it to even. */
static bool
is_tie(double size, int decimals)
{
	double halves = ldexp(size, decimals + 1);

	return halves < 0x1p53 && floor(halves) == halves &&
	    fmod(halves, 2) == 1;
}

double
num_fixed(double value, int decimals)
{
	char text[NUM_LONGEST];
	double size = fabs(value), scale = pow(10, decimals);

	if (!isfinite(value) || decimals < 0 || decimals > 15)
		return value;
	if (is_tie(size, decimals))
		return copysign(ceil(size * scale) / scale, value);
	snprintf(text, sizeof text, "%.*f", decimals, value);
	return strtod(text, NULL);
}
