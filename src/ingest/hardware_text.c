/*
 * Texts of hardware files to numbers. Binary units are told from decimal
 * ones (IEC 80000-13): 1 GiB = 2^30 bytes.
 */
#include "ingest/hardware_text.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/num.h"
#include "base/unit.h"
#include "ingest/cell.h"

/* A unit of memory and how many bytes it is. */
struct memory_unit {
	const char *text;
	double bytes;
};

static const struct memory_unit memory_units[] = {
	{ "MB", 1e6 },
	{ "GB", 1e9 },
	{ "TB", 1e12 },
	{ "KiB", 1024.0 },
	{ "MiB", 1048576.0 },
	{ "GiB", 1073741824.0 },
	{ "TiB", 1099511627776.0 },
};

const char *
hardware_name(struct arena *arena, const char *text)
{
	if (text == NULL || cell_missing(span_of(text)))
		return NULL;
	return span_dup(arena, span_trim(span_of(text)));
}

struct span
hardware_board(struct span name)
{
	struct span inside;

	name = span_trim(name);
	inside = name;
	span_cut(&inside, '[');
	if (inside.n > 1 && inside.s[inside.n - 1] == ']')
		return span_sub(inside, 0, inside.n - 1);
	return name;
}

/* The number at the front of *TEXT, cut off it with the spaces behind. */
static bool
take_number(struct span *text, double *number)
{
	size_t n = 0;

	*text = span_trim(*text);
	while (n < text->n && text->s[n] != '\0' &&
	    strchr("0123456789.", text->s[n]) != NULL)
		n++;
	if (!num_parse(span_sub(*text, 0, n), number))
		return false;
	*text = span_trim(span_sub(*text, n, text->n));
	return true;
}

/* The letters at the front. */
static struct span
word_of(struct span text)
{
	size_t n = 0;

	while (n < text.n && ((text.s[n] >= 'a' && text.s[n] <= 'z') ||
				 (text.s[n] >= 'A' && text.s[n] <= 'Z')))
		n++;
	return span_sub(text, 0, n);
}

double
hardware_memory_gb(struct span text)
{
	double number;
	size_t i;

	if (!take_number(&text, &number) || !(number > 0))
		return (double)NAN;
	for (i = 0; i < sizeof memory_units / sizeof memory_units[0]; i++)
		if (span_equal_nocase(word_of(text), memory_units[i].text))
			return number * memory_units[i].bytes / 1e9;
	return (double)NAN;
}

double
hardware_power_w(struct span text)
{
	struct quantity power;

	if (quantity_parse(span_trim(text), DIM_POWER, &power) != QUANTITY_OK ||
	    power.interval || !(power.value >= 0))
		return (double)NAN;
	return power.value;
}
