/*
 * The units of disclosures, in the spellings that are seen.
 */
#include "check/unit_words.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

enum { WORDS_MAX = 64 };

struct word {
	const char *word;
	enum unit unit;
};

/* Without blanks, dots and hyphens, in lower case. */
static const struct word words[] = {
	{ "h", UNIT_H }, { "hr", UNIT_H }, { "hrs", UNIT_H },
	{ "hour", UNIT_H }, { "hours", UNIT_H },
	{ "gpuhours", UNIT_H }, { "gpuhour", UNIT_H }, { "gpuh", UNIT_H },
	{ "tpuhours", UNIT_H }, { "tpuhour", UNIT_H },
	{ "chiphours", UNIT_H }, { "devicehours", UNIT_H },
	{ "devicehour", UNIT_H }, { "d", UNIT_D }, { "day", UNIT_D },
	{ "days", UNIT_D }, { "gpudays", UNIT_D }, { "tpudays", UNIT_D },
	{ "devicedays", UNIT_D }, { "min", UNIT_MIN }, { "mins", UNIT_MIN },
	{ "minute", UNIT_MIN }, { "minutes", UNIT_MIN }, { "s", UNIT_S },
	{ "sec", UNIT_S }, { "secs", UNIT_S }, { "second", UNIT_S },
	{ "seconds", UNIT_S }, { "w", UNIT_W }, { "watt", UNIT_W },
	{ "watts", UNIT_W }, { "kw", UNIT_KW }, { "kilowatt", UNIT_KW },
	{ "kilowatts", UNIT_KW }, { "megawatt", UNIT_MW },
	{ "megawatts", UNIT_MW }, { "wh", UNIT_WH }, { "kwh", UNIT_KWH },
	{ "kwhpue", UNIT_KWH }, { "kwhs", UNIT_KWH },
	{ "kilowatthour", UNIT_KWH }, { "kilowatthours", UNIT_KWH },
	{ "mwh", UNIT_MWH }, { "mwhs", UNIT_MWH },
	{ "megawatthour", UNIT_MWH }, { "megawatthours", UNIT_MWH },
	{ "gwh", UNIT_GWH }, { "watthours", UNIT_WH }, { "j", UNIT_J },
	{ "joule", UNIT_J }, { "joules", UNIT_J }, { "kj", UNIT_KJ },
	{ "mj", UNIT_MJ }, { "gj", UNIT_GJ }, { "g", UNIT_G },
	{ "gram", UNIT_G }, { "grams", UNIT_G }, { "kg", UNIT_KG },
	{ "kgs", UNIT_KG }, { "kilogram", UNIT_KG },
	{ "kilograms", UNIT_KG }, { "t", UNIT_T }, { "ton", UNIT_T },
	{ "tons", UNIT_T }, { "tonne", UNIT_T }, { "tonnes", UNIT_T },
	{ "metricton", UNIT_T }, { "metrictons", UNIT_T }, { "lb", UNIT_LB },
	{ "lbs", UNIT_LB }, { "pound", UNIT_LB }, { "pounds", UNIT_LB },
	{ "%", UNIT_PERCENT }, { "percent", UNIT_PERCENT },
	{ "$", UNIT_CURRENCY }, { "usd", UNIT_CURRENCY },
	{ "us$", UNIT_CURRENCY }, { "dollars", UNIT_CURRENCY },
	{ "eur", UNIT_CURRENCY }, { "\xe2\x82\xac", UNIT_CURRENCY },
	{ "gbp", UNIT_CURRENCY }, { "\xc2\xa3", UNIT_CURRENCY },
};

/* X per Y. */
static const struct {
	enum unit above, below, result;
} quotients[] = {
	{ UNIT_G, UNIT_KWH, UNIT_G_PER_KWH },
	{ UNIT_KG, UNIT_KWH, UNIT_KG_PER_KWH },
	{ UNIT_LB, UNIT_KWH, UNIT_LB_PER_KWH },
	{ UNIT_KG, UNIT_MWH, UNIT_KG_PER_MWH },
	{ UNIT_T, UNIT_MWH, UNIT_T_PER_MWH },
	{ UNIT_LB, UNIT_MWH, UNIT_LB_PER_MWH },
	{ UNIT_T, UNIT_GWH, UNIT_KG_PER_MWH },
	{ UNIT_CURRENCY, UNIT_H, UNIT_CURRENCY_PER_H },
	{ UNIT_CURRENCY, UNIT_KWH, UNIT_CURRENCY_PER_KWH },
	{ UNIT_CURRENCY, UNIT_MWH, UNIT_CURRENCY_PER_MWH },
};

/* What a mass is of: it says nothing of the unit. */
static const char *const gases[] = { "carbondioxideequivalents",
	"carbondioxideequivalent", "carbondioxide", "co2equivalents",
	"co2equivalent", "co2emissions", "co2emission", "co2eq", "co2e",
	"co2", "carbon", "emissions", "of" };

/* Takes GAS out of the word; false when it is not there. */
static bool
cut_gas(char *word, const char *gas)
{
	char *at = strstr(word, gas);
	size_t n = strlen(gas);

	if (at == NULL)
		return false;
	memmove(at, at + n, strlen(at + n) + 1);
	return true;
}

static enum unit
unit_of_word(char *word)
{
	size_t i;

	for (i = 0; i < sizeof gases / sizeof gases[0]; i++)
		if (strcmp(word, gases[i]) != 0)
			cut_gas(word, gases[i]);
	for (i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strcmp(word, words[i].word) == 0)
			return words[i].unit;
	return UNIT_TOTAL;
}

/* Lower case, without what parts the words; false when it is too long. */
static bool
fold(struct span text, char word[WORDS_MAX])
{
	size_t i, n = 0;

	if (text.n >= WORDS_MAX)
		return false;
	for (i = 0; i < text.n; i++) {
		char c = text.s[i];

		if (c == ' ' || c == '.' || c == '-' || c == '_' ||
		    c == '\0' || c == ',')
			continue;
		if ((unsigned char)c == 0xc3 && i + 1 < text.n &&
		    (unsigned char)text.s[i + 1] == 0x97) {
			i++;
			continue;
		}
		word[n++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	}
	word[n] = '\0';
	return n > 0;
}

static enum unit
simple_unit(struct span text)
{
	char word[WORDS_MAX];

	text = span_trim(text);
	if (span_equal(text, "mW"))
		return UNIT_MILLIW;
	if (span_equal(text, "MW"))
		return UNIT_MW;
	return fold(text, word) ? unit_of_word(word) : UNIT_TOTAL;
}

/* Where "/" or " per " parts the text; SIZE_MAX when nothing does. */
static size_t
find_per(struct span text, size_t *width)
{
	static const char *const marks[] = { "/", " per ", "_per_", " Per " };
	size_t i, at;

	for (i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		at = span_find(text, marks[i]);
		*width = strlen(marks[i]);
		if (at < text.n)
			return at;
	}
	return (size_t)-1;
}

enum unit
unit_words(struct span text)
{
	size_t i, width, at = find_per(text, &width);
	enum unit above, below;

	if (at == (size_t)-1)
		return simple_unit(text);
	above = simple_unit(span_sub(text, 0, at));
	below = simple_unit(span_sub(text, at + width, text.n));
	for (i = 0; i < sizeof quotients / sizeof quotients[0]; i++)
		if (quotients[i].above == above && quotients[i].below == below)
			return quotients[i].result;
	return UNIT_TOTAL;
}
