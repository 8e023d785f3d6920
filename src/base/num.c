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

	for (i = 0; i < text.n; i++)
		if (text.s[i] == '\0' ||
		    strchr("0123456789+-.eE", text.s[i]) == NULL)
			return false;
	return text.n > 0 && text.n < NUM_LONGEST;
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
