/*
 * Numbers before, after and inside the name of a device.
 */
#include "cli/hardware_words.h"

#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/num.h"
#include "base/str.h"
#include "catalog/catalog.h"

static const char sign[] = "\xc3\x97"; /* × */

enum { COUNT_DIGITS = 7 };

/* Bytes of "x", "X", "*" or "×" at the front of TEXT. */
static size_t
times_at(struct span text)
{
	if (span_starts(text, sign))
		return strlen(sign);
	return text.n > 0 && strchr("xX*", text.s[0]) != NULL ? 1 : 0;
}

static long
number_of(struct span digits)
{
	double value = 0;

	return digits.n <= COUNT_DIGITS && num_parse(digits, &value) ?
	    (long)value :
	    0;
}

/* Cuts "8 x " off the front of *TEXT; 0 when it does not stand there. */
static long
take_front(struct span *text)
{
	size_t n = span_run(*text, STR_DIGITS);
	struct span rest = span_trim(span_sub(*text, n, text->n));
	size_t times = times_at(rest);
	long number = number_of(span_sub(*text, 0, n));

	if (n == 0 || times == 0 || number == 0 || rest.n == times)
		return 0;
	*text = span_trim(span_sub(rest, times, rest.n));
	return number;
}

/* Cuts " x 8" or "×8" off the end of *TEXT; a bare x must stand apart from the name ("Epyc 74F3 x8"). */
static long
take_end(struct span *text)
{
	size_t n = 0, end = text->n;
	struct span before;
	long number;

	while (n < end && text->s[end - n - 1] >= '0' &&
	    text->s[end - n - 1] <= '9')
		n++;
	before = span_trim(span_sub(*text, 0, end - n));
	number = number_of(span_sub(*text, end - n, n));
	if (n == 0 || number == 0 || before.n < 2)
		return 0;
	if (span_ends(before, sign))
		before.n -= strlen(sign);
	else if (strchr("xX*", before.s[before.n - 1]) != NULL &&
	    before.s[before.n - 2] == ' ')
		before.n--;
	else
		return 0;
	*text = span_trim(before);
	return number;
}

/* "TPU v3-128": chips of the slice that the name of *TEXT ends in, which is cut off; 0 when it is none. */
static long
take_slice(const struct catalog *catalog, struct span *text,
    struct arena *arena)
{
	size_t i = text->n;
	struct span name;
	const struct device *device;
	const struct factor *cores;
	long number;

	while (i > 0 && text->s[i - 1] >= '0' && text->s[i - 1] <= '9')
		i--;
	if (i == text->n || i < 2 || text->s[i - 1] != '-')
		return 0;
	name = span_sub(*text, 0, i - 1);
	number = number_of(span_sub(*text, i, text->n));
	device = catalog_device(catalog, span_dup(arena, name));
	if (device == NULL && name.s[0] == 'v')
		device = catalog_device(catalog,
		    arena_printf(arena, "TPU %.*s", (int)name.n, name.s));
	cores = device == NULL ?
	    NULL :
	    catalog_method(catalog, "tpu-slice", device->id);
	if (cores == NULL || (double)number < cores->value)
		return 0;
	*text = span_of(device->name);
	return (long)((double)number / cores->value);
}

/* "0x A100", "A100 x": a number that is none, or one too many, is left. */
static bool
is_miscounted(struct span text)
{
	size_t n = span_run(text, STR_DIGITS);
	struct span rest = span_trim(span_sub(text, n, text.n));

	return (n > 0 && times_at(rest) > 0) || span_ends(text, " x") ||
	    span_ends(text, sign) || take_end(&text) != 0;
}

struct hardware_words
hardware_words(const struct catalog *catalog, const char *text,
    struct arena *arena)
{
	struct hardware_words words = { 0 };
	struct span rest = span_trim(span_of(text));
	long first = take_front(&rest);
	long second = first == 0 ? 0 : take_front(&rest);
	long slice;

	words.several = span_find(rest, "+") < rest.n ||
	    span_find(rest, ",") < rest.n;
	if (second != 0)
		words.nodes = first;
	words.count = second != 0 ? first * second : first;
	if (words.count == 0)
		words.count = take_end(&rest);
	slice = take_slice(catalog, &rest, arena);
	if (slice != 0)
		words.count = slice * (words.count == 0 ? 1 : words.count);
	words.miscounted = slice == 0 && is_miscounted(rest);
	words.device = span_dup(arena, rest);
	return words;
}
