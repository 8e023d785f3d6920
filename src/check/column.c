/*
 * The vocabulary of headings. A heading is folded to words in lower case
 * without plural; the first phrase of the table that stands in it decides,
 * and the dimension of a unit corrects it ("power consumption (kWh)").
 */
#include "check/column.h"

#include <string.h>

#include "check/unit_words.h"

enum { HEADING_MAX = 160, HEADING_WORDS = 32 };

struct phrase {
	const char *words;
	enum column_kind kind;
	enum claim_kind claim;
	enum claim_scope scope;
};

#define IGNORED COLUMN_IGNORED, CLAIM_TOTAL, OF_OPEN
#define CLAIM(kind, scope) COLUMN_CLAIM, kind, scope

/* The first that stands in the heading decides. */
static const struct phrase phrases[] = {
	{ "parameter", IGNORED }, { "param", IGNORED },
	{ "per sample", IGNORED }, { "one sample", IGNORED },
	{ "per inference", IGNORED }, { "per query", IGNORED },
	{ "per request", IGNORED }, { "per token", IGNORED },
	{ "per step", IGNORED }, { "per epoch", IGNORED },
	{ "offset", IGNORED }, { "embodied", IGNORED },
	{ "market", IGNORED }, { "water", IGNORED }, { "bleu", IGNORED },
	{ "accuracy", IGNORED }, { "memory", IGNORED }, { "flop", IGNORED },
	{ "provider", IGNORED }, { "region", IGNORED },
	{ "country", IGNORED }, { "location", IGNORED },
	{ "geo", IGNORED }, { "token", IGNORED }, { "node", IGNORED },
	{ "electricity cost", IGNORED }, { "electricity price", IGNORED },
	{ "cost of electricity", IGNORED }, { "energy price", IGNORED },
	{ "utilization", IGNORED }, { "utilisation", IGNORED },
	{ "publicly available", IGNORED }, { "equivalent to", IGNORED },
	{ "before pue", CLAIM(CLAIM_IT_ENERGY, OF_OPEN) },
	{ "without pue", CLAIM(CLAIM_IT_ENERGY, OF_OPEN) },
	{ "excl pue", CLAIM(CLAIM_IT_ENERGY, OF_OPEN) },
	{ "excluding pue", CLAIM(CLAIM_IT_ENERGY, OF_OPEN) },
	{ "it energy", CLAIM(CLAIM_IT_ENERGY, OF_OPEN) },
	{ "gpu energy", CLAIM(CLAIM_IT_ENERGY, OF_OPEN) },
	{ "kwh pue", CLAIM(CLAIM_ENERGY, OF_ALL) },
	{ "kwh x pue", CLAIM(CLAIM_ENERGY, OF_ALL) },
	{ "after pue", CLAIM(CLAIM_ENERGY, OF_ALL) },
	{ "with pue", CLAIM(CLAIM_ENERGY, OF_ALL) },
	{ "incl pue", CLAIM(CLAIM_ENERGY, OF_ALL) },
	{ "including pue", CLAIM(CLAIM_ENERGY, OF_ALL) },
	{ "facility energy", CLAIM(CLAIM_ENERGY, OF_ALL) },
	{ "pue", CLAIM(CLAIM_PUE, OF_OPEN) },
	{ "power usage effectiveness", CLAIM(CLAIM_PUE, OF_OPEN) },
	{ "intensity", CLAIM(CLAIM_INTENSITY, OF_OPEN) },
	{ "emission factor", CLAIM(CLAIM_INTENSITY, OF_OPEN) },
	{ "grid factor", CLAIM(CLAIM_INTENSITY, OF_OPEN) },
	{ "energy mix", CLAIM(CLAIM_INTENSITY, OF_OPEN) },
	{ "electricity mix", CLAIM(CLAIM_INTENSITY, OF_OPEN) },
	{ "carbon efficiency", CLAIM(CLAIM_INTENSITY, OF_OPEN) },
	{ "emission per kwh", CLAIM(CLAIM_INTENSITY, OF_OPEN) },
	{ "co2 per kwh", CLAIM(CLAIM_INTENSITY, OF_OPEN) },
	{ "co2e per kwh", CLAIM(CLAIM_INTENSITY, OF_OPEN) },
	{ "price per gpu", CLAIM(CLAIM_PRICE, OF_DEVICE) },
	{ "price per device", CLAIM(CLAIM_PRICE, OF_DEVICE) },
	{ "price per chip", CLAIM(CLAIM_PRICE, OF_DEVICE) },
	{ "per gpu hour", CLAIM(CLAIM_PRICE, OF_DEVICE) },
	{ "per device hour", CLAIM(CLAIM_PRICE, OF_DEVICE) },
	{ "per chip hour", CLAIM(CLAIM_PRICE, OF_DEVICE) },
	{ "price", CLAIM(CLAIM_PRICE, OF_OPEN) },
	{ "hourly", CLAIM(CLAIM_PRICE, OF_OPEN) },
	{ "per hour", CLAIM(CLAIM_PRICE, OF_OPEN) },
	{ "compute cost", CLAIM(CLAIM_COST, OF_OPEN) },
	{ "cost", CLAIM(CLAIM_COST, OF_OPEN) },
	{ "usd", CLAIM(CLAIM_COST, OF_OPEN) },
	{ "dollar", CLAIM(CLAIM_COST, OF_OPEN) },
	{ "co2", CLAIM(CLAIM_CO2E, OF_OPEN) },
	{ "co2e", CLAIM(CLAIM_CO2E, OF_OPEN) },
	{ "co2eq", CLAIM(CLAIM_CO2E, OF_OPEN) },
	{ "tco2e", CLAIM(CLAIM_CO2E, OF_OPEN) },
	{ "tco2eq", CLAIM(CLAIM_CO2E, OF_OPEN) },
	{ "kgco2e", CLAIM(CLAIM_CO2E, OF_OPEN) },
	{ "kgco2eq", CLAIM(CLAIM_CO2E, OF_OPEN) },
	{ "gco2e", CLAIM(CLAIM_CO2E, OF_OPEN) },
	{ "gco2eq", CLAIM(CLAIM_CO2E, OF_OPEN) },
	{ "carbon", CLAIM(CLAIM_CO2E, OF_OPEN) },
	{ "emission", CLAIM(CLAIM_CO2E, OF_OPEN) },
	{ "footprint", CLAIM(CLAIM_CO2E, OF_OPEN) },
	{ "ghg", CLAIM(CLAIM_CO2E, OF_OPEN) },
	{ "gpu hour", CLAIM(CLAIM_DEVICE_HOURS, OF_OPEN) },
	{ "tpu hour", CLAIM(CLAIM_DEVICE_HOURS, OF_OPEN) },
	{ "device hour", CLAIM(CLAIM_DEVICE_HOURS, OF_OPEN) },
	{ "chip hour", CLAIM(CLAIM_DEVICE_HOURS, OF_OPEN) },
	{ "accelerator hour", CLAIM(CLAIM_DEVICE_HOURS, OF_OPEN) },
	{ "processor hour", CLAIM(CLAIM_DEVICE_HOURS, OF_OPEN) },
	{ "gpu day", CLAIM(CLAIM_DEVICE_HOURS, OF_OPEN) },
	{ "tpu day", CLAIM(CLAIM_DEVICE_HOURS, OF_OPEN) },
	{ "device day", CLAIM(CLAIM_DEVICE_HOURS, OF_OPEN) },
	{ "gpuh", CLAIM(CLAIM_DEVICE_HOURS, OF_OPEN) },
	{ "gpu h", CLAIM(CLAIM_DEVICE_HOURS, OF_OPEN) },
	{ "gpu time", CLAIM(CLAIM_DEVICE_HOURS, OF_OPEN) },
	{ "hour used", CLAIM(CLAIM_HOURS, OF_OPEN) },
	{ "power per", CLAIM(CLAIM_POWER, OF_DEVICE) },
	{ "power each", CLAIM(CLAIM_POWER, OF_DEVICE) },
	{ "watt per", CLAIM(CLAIM_POWER, OF_DEVICE) },
	{ "device power", CLAIM(CLAIM_POWER, OF_DEVICE) },
	{ "chip power", CLAIM(CLAIM_POWER, OF_DEVICE) },
	{ "per gpu", CLAIM(CLAIM_POWER, OF_DEVICE) },
	{ "per device", CLAIM(CLAIM_POWER, OF_DEVICE) },
	{ "per chip", CLAIM(CLAIM_POWER, OF_DEVICE) },
	{ "per processor", CLAIM(CLAIM_POWER, OF_DEVICE) },
	{ "per accelerator", CLAIM(CLAIM_POWER, OF_DEVICE) },
	{ "tdp", CLAIM(CLAIM_POWER, OF_DEVICE) },
	{ "power total", CLAIM(CLAIM_POWER, OF_ALL) },
	{ "total power", CLAIM(CLAIM_POWER, OF_ALL) },
	{ "system power", CLAIM(CLAIM_POWER, OF_ALL) },
	{ "machine power", CLAIM(CLAIM_POWER, OF_ALL) },
	{ "server power", CLAIM(CLAIM_POWER, OF_ALL) },
	{ "power", CLAIM(CLAIM_POWER, OF_OPEN) },
	{ "watt", CLAIM(CLAIM_POWER, OF_OPEN) },
	{ "energy", CLAIM(CLAIM_ENERGY, OF_OPEN) },
	{ "electricity", CLAIM(CLAIM_ENERGY, OF_OPEN) },
	{ "wall", CLAIM(CLAIM_HOURS, OF_ALL) },
	{ "hour", CLAIM(CLAIM_HOURS, OF_ALL) },
	{ "day", CLAIM(CLAIM_HOURS, OF_ALL) },
	{ "time", CLAIM(CLAIM_HOURS, OF_ALL) },
	{ "duration", CLAIM(CLAIM_HOURS, OF_ALL) },
	{ "runtime", CLAIM(CLAIM_HOURS, OF_ALL) },
	{ "elapsed", CLAIM(CLAIM_HOURS, OF_ALL) },
	{ "number of", CLAIM(CLAIM_COUNT, OF_OPEN) },
	{ "no of", CLAIM(CLAIM_COUNT, OF_OPEN) },
	{ "num", CLAIM(CLAIM_COUNT, OF_OPEN) },
	{ "count", CLAIM(CLAIM_COUNT, OF_OPEN) },
	{ "quantity", CLAIM(CLAIM_COUNT, OF_OPEN) },
	{ "hardware", COLUMN_DEVICE, CLAIM_TOTAL, OF_OPEN },
	{ "hw", COLUMN_DEVICE, CLAIM_TOTAL, OF_OPEN },
	{ "gpu", COLUMN_DEVICE, CLAIM_TOTAL, OF_OPEN },
	{ "tpu", COLUMN_DEVICE, CLAIM_TOTAL, OF_OPEN },
	{ "device", COLUMN_DEVICE, CLAIM_TOTAL, OF_OPEN },
	{ "accelerator", COLUMN_DEVICE, CLAIM_TOTAL, OF_OPEN },
	{ "processor", COLUMN_DEVICE, CLAIM_TOTAL, OF_OPEN },
	{ "chip", COLUMN_DEVICE, CLAIM_TOTAL, OF_OPEN },
	{ "model", COLUMN_NAME, CLAIM_TOTAL, OF_OPEN },
	{ "name", COLUMN_NAME, CLAIM_TOTAL, OF_OPEN },
	{ "run", COLUMN_NAME, CLAIM_TOTAL, OF_OPEN },
	{ "experiment", COLUMN_NAME, CLAIM_TOTAL, OF_OPEN },
	{ "stage", COLUMN_NAME, CLAIM_TOTAL, OF_OPEN },
	{ "phase", COLUMN_NAME, CLAIM_TOTAL, OF_OPEN },
	{ "process", COLUMN_NAME, CLAIM_TOTAL, OF_OPEN },
	{ "task", COLUMN_NAME, CLAIM_TOTAL, OF_OPEN },
	{ "method", COLUMN_NAME, CLAIM_TOTAL, OF_OPEN },
};

/* What a unit makes of a quantity of another dimension. Energy printed in a unit of power stays: it is a slip. */
static const struct {
	enum dimension dimension;
	enum claim_kind claim;
} by_unit[] = {
	{ DIM_TIME, CLAIM_HOURS },
	{ DIM_POWER, CLAIM_POWER },
	{ DIM_ENERGY, CLAIM_ENERGY },
	{ DIM_MASS, CLAIM_CO2E },
	{ DIM_INTENSITY, CLAIM_INTENSITY },
	{ DIM_MONEY, CLAIM_COST },
	{ DIM_RATE, CLAIM_PRICE },
};

struct words {
	char text[HEADING_MAX + 3]; /* " power per gpu " */
	size_t n;
};

/* A word ends: plural is taken off, but not of "s" or "ss". */
static void
end_word(struct words *words)
{
	size_t n = words->n;

	if (n > 2 && words->text[n - 1] == 's' && words->text[n - 2] != 's' &&
	    words->text[n - 2] != ' ' && words->text[n - 2] != 'a')
		words->n--;
	if (words->text[words->n - 1] != ' ')
		words->text[words->n++] = ' ';
}

static void
fold(struct span heading, struct words *words)
{
	size_t i;

	words->text[0] = ' ';
	words->n = 1;
	if (heading.n > 0 && heading.s[0] == '#') {
		memcpy(words->text, " num ", strlen(" num "));
		words->n = strlen(" num ");
	}
	for (i = 0; i < heading.n && words->n < HEADING_MAX; i++) {
		char c = heading.s[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			words->text[words->n++] = c;
		else
			end_word(words);
	}
	end_word(words);
	words->text[words->n] = '\0';
}

static bool
has_phrase(const struct words *words, const char *phrase)
{
	size_t n = strlen(phrase);
	const char *at = words->text;

	while ((at = strstr(at, phrase)) != NULL) {
		if (at[-1] == ' ' && at[n] == ' ')
			return true;
		at++;
	}
	return false;
}

/* The unit in brackets: the last pair that holds one. */
static enum unit
unit_in_brackets(struct span heading)
{
	enum unit unit = UNIT_TOTAL;
	size_t i, open = heading.n;

	for (i = 0; i < heading.n; i++) {
		char c = heading.s[i];

		if (c == '(' || c == '[') {
			open = i + 1;
		} else if ((c == ')' || c == ']') && open < i) {
			enum unit found = unit_words(
			    span_sub(heading, open, i - open));

			unit = found == UNIT_TOTAL ? unit : found;
		}
	}
	return unit;
}

/* "Price per GPU hour": the hour is no unit of the price. */
static bool
is_behind_per(struct span before)
{
	before = span_trim(before);
	return before.n >= 3 && span_equal_nocase(
	    span_sub(before, before.n - 3, 3), "per");
}

/* The unit that ends the heading: "power_w", "Energy, kWh", "tCO2e", "intensity_g_per_kwh". */
static enum unit
unit_at_end(struct span heading)
{
	size_t i, words = 0;
	enum unit unit;

	for (i = 0; i < heading.n && words < HEADING_WORDS; i++) {
		bool start = i == 0 || strchr(" ,_-", heading.s[i - 1]) != NULL;

		if (!start || heading.s[i] == ' ')
			continue;
		words++;
		if (i == 0 && heading.n < 2 && heading.s[0] != 'W' &&
		    heading.s[0] != 'h')
			continue;
		unit = unit_words(span_sub(heading, i, heading.n));
		if (unit != UNIT_TOTAL)
			return is_behind_per(span_sub(heading, 0, i)) ?
			    UNIT_TOTAL :
			    unit;
	}
	return UNIT_TOTAL;
}

/* Puts in place what the unit says against the words. */
static void
heed_unit(struct column *column)
{
	enum dimension dimension = unit_dimension(column->unit);
	bool is_claim = column->kind == COLUMN_CLAIM;
	size_t i;

	if (column->kind == COLUMN_IGNORED ||
	    (is_claim && claim_dimension(column->claim) == dimension) ||
	    (is_claim && column->claim == CLAIM_ENERGY &&
		dimension == DIM_POWER) ||
	    (is_claim && column->claim == CLAIM_PRICE &&
		dimension == DIM_MONEY))
		return;
	for (i = 0; i < sizeof by_unit / sizeof by_unit[0]; i++) {
		if (by_unit[i].dimension != dimension)
			continue;
		column->kind = COLUMN_CLAIM;
		column->claim = by_unit[i].claim;
		if (dimension == DIM_TIME || dimension == DIM_ENERGY)
			column->scope = OF_OPEN;
		return;
	}
	if (is_claim && dimension == DIM_TARIFF)
		column->kind = COLUMN_IGNORED;
}

/* "Hours used", "GPU days so far": a word for time is its unit. */
static enum unit
unit_of_words(const struct words *words, enum claim_kind claim)
{
	if (claim != CLAIM_HOURS && claim != CLAIM_DEVICE_HOURS)
		return UNIT_TOTAL;
	if (has_phrase(words, "hour"))
		return UNIT_H;
	return has_phrase(words, "day") ? UNIT_D : UNIT_TOTAL;
}

struct column
column_read(struct span heading)
{
	struct column column = { COLUMN_UNKNOWN, CLAIM_TOTAL, OF_OPEN,
		UNIT_TOTAL };
	struct words words;
	size_t i;

	heading = span_trim(span_sub(heading, 0, HEADING_MAX));
	fold(heading, &words);
	for (i = 0; i < sizeof phrases / sizeof phrases[0]; i++) {
		if (!has_phrase(&words, phrases[i].words))
			continue;
		column.kind = phrases[i].kind;
		column.claim = phrases[i].claim;
		column.scope = phrases[i].scope;
		break;
	}
	column.unit = unit_in_brackets(heading);
	if (column.unit == UNIT_TOTAL)
		column.unit = unit_at_end(heading);
	if (column.unit == UNIT_TOTAL && column.kind == COLUMN_CLAIM)
		column.unit = unit_of_words(&words, column.claim);
	if (column.unit != UNIT_TOTAL)
		heed_unit(&column);
	return column;
}
