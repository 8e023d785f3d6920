/*
 * Units and quantities.
 */
#include "base/unit.h"

#include <stdint.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/num.h"

struct unit_row {
	const char *text;
	enum dimension dimension;
	double numerator;
	double denominator;
};

#define UNIT_ROW(name, text, dimension, numerator, denominator) \
	[name] = { text, dimension, numerator, denominator },
static const struct unit_row units[] = { UNITS(UNIT_ROW) };
#undef UNIT_ROW

_Static_assert(sizeof units / sizeof units[0] == UNIT_TOTAL, "a row per unit");

/* Other ways in which people write a unit. */
static const struct {
	const char *text;
	enum unit unit;
} aliases[] = {
	{ "hours", UNIT_H },
	{ "hour", UNIT_H },
	{ "hr", UNIT_H },
	{ "years", UNIT_Y },
	{ "year", UNIT_Y },
	{ "days", UNIT_D },
	{ "day", UNIT_D },
	{ "minutes", UNIT_MIN },
	{ "minute", UNIT_MIN },
	{ "seconds", UNIT_S },
	{ "second", UNIT_S },
	{ "sec", UNIT_S },
	{ "watts", UNIT_W },
	{ "watt", UNIT_W },
	{ "Watts", UNIT_W },
	{ "gCO2e", UNIT_G },
	{ "kgCO2e", UNIT_KG },
	{ "tCO2e", UNIT_T },
	{ "lbCO2e", UNIT_LB },
	{ "lbs", UNIT_LB },
	{ "gCO2e/kWh", UNIT_G_PER_KWH },
	{ "gCO2eq/kWh", UNIT_G_PER_KWH },
	{ "kgCO2e/kWh", UNIT_KG_PER_KWH },
	{ "lbCO2e/kWh", UNIT_LB_PER_KWH },
	{ "lbCO2e/MWh", UNIT_LB_PER_MWH },
	{ "FLOPs", UNIT_FLOP },
	{ "FLOPS", UNIT_FLOP },
	{ "ratio", UNIT_ONE },
};

const char *
unit_text(enum unit unit)
{
	return units[unit].text;
}

enum dimension
unit_dimension(enum unit unit)
{
	return units[unit].dimension;
}

enum unit
unit_base(enum dimension dimension)
{
	enum unit unit = 0;

	while (units[unit].dimension != dimension)
		unit++;
	return unit;
}

double
unit_to_base(enum unit unit, double value)
{
	return value * units[unit].numerator / units[unit].denominator;
}

double
unit_from_base(enum unit unit, double value)
{
	return value * units[unit].denominator / units[unit].numerator;
}

/* a x b = c x scale in base units; read backwards for quotients. */
static const struct {
	enum dimension a, b, c;
	double scale;
} products[] = {
	{ DIM_POWER, DIM_TIME, DIM_ENERGY, 1000 },
	{ DIM_ENERGY, DIM_INTENSITY, DIM_MASS, 1 },
	{ DIM_ENERGY, DIM_TARIFF, DIM_MONEY, 1 },
	{ DIM_ENERGY, DIM_WATER_USE, DIM_WATER, 1 },
	{ DIM_TIME, DIM_RATE, DIM_MONEY, 1 },
	{ DIM_MEMORY, DIM_MEMORY_POWER, DIM_POWER, 1 },
	{ DIM_COUNT, DIM_COUNT, DIM_COUNT, 1 },
	{ DIM_RATIO, DIM_RATIO, DIM_RATIO, 1 },
	{ DIM_FLOP_RATE, DIM_TIME, DIM_FLOP, 1.0 / 3600 },
};

static bool
is_bare(enum dimension dimension)
{
	return dimension == DIM_RATIO || dimension == DIM_COUNT;
}

double
unit_product(enum dimension a, enum dimension b, enum dimension *result)
{
	size_t i;

	for (i = 0; i < sizeof products / sizeof products[0]; i++)
		if ((products[i].a == a && products[i].b == b) ||
		    (products[i].a == b && products[i].b == a)) {
			*result = products[i].c;
			return products[i].scale;
		}
	if (!is_bare(a) && !is_bare(b))
		return 0;
	*result = is_bare(a) ? b : a;
	return 1;
}

double
unit_quotient(enum dimension a, enum dimension b, enum dimension *result)
{
	size_t i;

	*result = is_bare(b) ? a : DIM_RATIO;
	if (is_bare(b) || a == b)
		return 1;
	for (i = 0; i < sizeof products / sizeof products[0]; i++) {
		if (products[i].c != a)
			continue;
		if (products[i].a == b || products[i].b == b) {
			*result = products[i].a == b ? products[i].b :
						       products[i].a;
			return products[i].scale;
		}
	}
	return 0;
}

static bool
is_currency(struct span text)
{
	size_t i;

	for (i = 0; i < text.n; i++)
		if (text.s[i] < 'A' || text.s[i] > 'Z')
			return false;
	return text.n == 3;
}

/* "EUR/kWh" has the unit of "USD/kWh": the code travels beside the unit. */
static enum unit
currency_unit(struct span text)
{
	struct span rest = text;

	if (!is_currency(span_cut(&rest, '/')))
		return UNIT_TOTAL;
	if (rest.n == 0)
		return text.n == 3 ? UNIT_CURRENCY : UNIT_TOTAL;
	if (span_equal(rest, "h"))
		return UNIT_CURRENCY_PER_H;
	if (span_equal(rest, "kWh"))
		return UNIT_CURRENCY_PER_KWH;
	return span_equal(rest, "MWh") ? UNIT_CURRENCY_PER_MWH : UNIT_TOTAL;
}

enum unit
unit_lookup(struct span text)
{
	enum unit unit;
	size_t i;

	for (unit = 0; unit < UNIT_TOTAL; unit++)
		if (units[unit].text[0] != '\0' &&
		    span_equal(text, units[unit].text))
			return unit;
	for (i = 0; i < sizeof aliases / sizeof aliases[0]; i++)
		if (span_equal(text, aliases[i].text))
			return aliases[i].unit;
	return currency_unit(text);
}

/* Cuts one number off the front of *TEXT. */
static bool
take_number(struct span *text, double *value)
{
	size_t n = 0;

	*text = span_trim(*text);
	while (n < text->n && text->s[n] != '\0' &&
	    strchr("0123456789+-.eE", text->s[n]) != NULL) {
		if (text->s[n] == '.' && n + 1 < text->n &&
		    text->s[n + 1] == '.')
			break;
		n++;
	}
	/* "12 EUR" cuts before the blank; "5e" would be half a word */
	while (n > 0 && !num_parse(span_sub(*text, 0, n), value))
		n--;
	*text = span_sub(*text, n, text->n);
	return n > 0;
}

static bool
take_text(struct span *text, const char *mark)
{
	*text = span_trim(*text);
	if (!span_starts(*text, mark))
		return false;
	*text = span_sub(*text, strlen(mark), text->n);
	return true;
}

/* "a", "a..b" or "a (b..c)". */
static enum quantity_fault
take_values(struct span *text, struct quantity *q)
{
	if (!take_number(text, &q->value))
		return QUANTITY_NO_NUMBER;
	q->low = q->high = q->value;
	if (take_text(text, "..")) {
		if (!take_number(text, &q->high))
			return QUANTITY_NO_NUMBER;
		q->value = (q->low + q->high) / 2;
		q->interval = true;
	} else if (take_text(text, "(")) {
		if (!take_number(text, &q->low) || !take_text(text, "..") ||
		    !take_number(text, &q->high) || !take_text(text, ")"))
			return QUANTITY_NO_NUMBER;
	}
	if (q->low > q->value || q->value > q->high)
		return QUANTITY_BAD_RANGE;
	return q->low < 0 ? QUANTITY_NEGATIVE : QUANTITY_OK;
}

static bool
needs_no_unit(enum dimension dimension)
{
	return dimension == DIM_RATIO || dimension == DIM_COUNT;
}

/* The unit of what is left of the text. */
static enum quantity_fault
take_unit(struct span text, enum dimension dimension, struct quantity *q)
{
	text = span_trim(text);
	if (text.n == 0) {
		q->unit = unit_base(dimension);
		return needs_no_unit(dimension) ? QUANTITY_OK :
						  QUANTITY_NO_UNIT;
	}
	q->unit = unit_lookup(text);
	if (q->unit == UNIT_TOTAL)
		return QUANTITY_UNKNOWN_UNIT;
	/* a price per device-hour may leave its hour to the attribute's name */
	if (q->unit == UNIT_CURRENCY && dimension == DIM_RATE)
		q->unit = UNIT_CURRENCY_PER_H;
	if (unit_dimension(q->unit) != dimension)
		return QUANTITY_WRONG_DIMENSION;
	if (currency_unit(text) != UNIT_TOTAL)
		memcpy(q->currency, text.s, CURRENCY_TEXT - 1);
	return QUANTITY_OK;
}

bool
unit_is_currency(const char *text)
{
	return strlen(text) == CURRENCY_TEXT - 1 &&
	    strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == CURRENCY_TEXT - 1;
}

bool
unit_plausible(double value)
{
	static const double most = 1e36;

	return value == 0 || (fabs(value) <= most && fabs(value) >= 1 / most);
}

enum quantity_fault
quantity_parse(struct span text, enum dimension dimension, struct quantity *q)
{
	struct quantity read = { 0 };
	enum quantity_fault fault = take_values(&text, &read);

	if (fault == QUANTITY_OK)
		fault = take_unit(text, dimension, &read);
	if (fault != QUANTITY_OK)
		return fault;
	read.value = unit_to_base(read.unit, read.value);
	read.low = unit_to_base(read.unit, read.low);
	read.high = unit_to_base(read.unit, read.high);
	if (!unit_plausible(read.value) || !unit_plausible(read.low) ||
	    !unit_plausible(read.high))
		return QUANTITY_TOO_LARGE;
	*q = read;
	return QUANTITY_OK;
}

const char *
unit_choices(struct arena *arena, enum dimension dimension)
{
	const char *choices = "";
	enum unit unit;

	for (unit = 0; unit < UNIT_TOTAL; unit++)
		if (units[unit].dimension == dimension &&
		    units[unit].text[0] != '\0')
			choices = arena_printf(arena, "%s%s%s", choices,
			    choices[0] == '\0' ? "" : ", ", units[unit].text);
	return choices;
}
