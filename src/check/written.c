/*
 * Reading of printed numbers.
 */
#include "check/written.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/num.h"
#include "check/unit_words.h"

enum { NUMBER_MAX = 64, EXPONENT_MAX = 30, TEXT_MAX = 96 };

#define TIMES "\xc3\x97"
#define EN_DASH "\xe2\x80\x93"
#define PLUS_MINUS "\xc2\xb1"

/* A number with half a unit of its last digit. */
struct number {
	double value, half, zeros;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t
digits(struct span text)
{
	size_t n = 0;

	while (n < text.n && is_digit(text.s[n]))
		n++;
	return n;
}

/* "1,415,780": groups of three behind the first comma. */
static bool
is_grouped(struct span text)
{
	size_t n = digits(text);

	if (n == 0 || n > 3 || text.s[0] == '0')
		return false;
	text = span_sub(text, n, text.n);
	if (!span_starts(text, ","))
		return false;
	while (span_starts(text, ",")) {
		if (digits(span_sub(text, 1, text.n)) != 3)
			return false;
		text = span_sub(text, 4, text.n);
	}
	return true;
}

/* Copies digits without commas; counts the decimals. Bytes taken, 0 for none. */
static size_t
mantissa(struct span text, struct buf *out, int *decimals)
{
	bool grouped = is_grouped(text), point = false;
	size_t i;

	*decimals = 0;
	for (i = 0; i < text.n && i < NUMBER_MAX; i++) {
		char c = text.s[i];

		if (is_digit(c)) {
			buf_putc(out, c);
			*decimals += point;
		} else if (c == ',' && grouped && !point &&
		    digits(span_sub(text, i + 1, text.n)) == 3) {
			continue;
		} else if ((c == '.' || (c == ',' && !grouped)) && !point &&
		    digits(span_sub(text, i + 1, 1)) == 1) {
			buf_putc(out, '.');
			point = true;
		} else {
			break;
		}
	}
	return i;
}

/* "e5", "×10^5", "x 10^-3": bytes taken. */
static size_t
exponent(struct span text, double *power)
{
	static const char *const marks[] = { "e", "E", TIMES "10^",
		TIMES " 10^", " " TIMES " 10^", "x10^", " x 10^", "*10^" };
	size_t i, n;
	double value;

	for (i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		struct span rest;
		size_t sign;

		if (!span_starts(text, marks[i]))
			continue;
		rest = span_sub(text, strlen(marks[i]), text.n);
		sign = rest.n > 0 && (rest.s[0] == '-' || rest.s[0] == '+');
		n = digits(span_sub(rest, sign, rest.n));
		if (n == 0 || n > 3 ||
		    !num_parse(span_sub(rest, sign, n), &value))
			continue;
		*power = rest.s[0] == '-' ? -value : value;
		return strlen(marks[i]) + sign + n;
	}
	*power = 0;
	return 0;
}

/* "k", "M", "million": bytes taken, and the factor. */
static size_t
multiplier(struct span text, double *factor)
{
	static const struct {
		const char *word;
		double factor;
	} words[] = { { "k", 1e3 }, { "K", 1e3 }, { "M", 1e6 }, { "B", 1e9 },
		{ " thousand", 1e3 }, { " million", 1e6 },
		{ " billion", 1e9 }, { " M", 1e6 }, { " k", 1e3 } };
	size_t i;

	for (i = 0; i < sizeof words / sizeof words[0]; i++) {
		size_t n = strlen(words[i].word);

		if (!span_starts(text, words[i].word) ||
		    (n < text.n && text.s[n] != ' ' && text.s[n] != '-' &&
			(unsigned char)text.s[n] < 0x80))
			continue;
		*factor = words[i].factor;
		return n;
	}
	*factor = 1;
	return 0;
}

static double
zeros_of(const char *text, double value)
{
	size_t n = strlen(text);
	double half = 0.5;

	if (strchr(text, '.') != NULL || value == 0)
		return 0;
	while (n > 1 && text[n - 1] == '0') {
		half *= 10;
		n--;
	}
	return half > 0.5 ? half : 0;
}

/* Cuts a number off *TEXT; false when there is none, or it is not finite. */
static bool
cut_number(struct span *text, struct number *number)
{
	struct buf copy = { 0 };
	double power, factor;
	int decimals;
	size_t n = mantissa(*text, &copy, &decimals);
	bool good = n > 0 && num_parse((struct span){ copy.s, copy.n },
				 &number->value);

	if (good) {
		n += exponent(span_sub(*text, n, text->n), &power);
		n += multiplier(span_sub(*text, n, text->n), &factor);
		good = fabs(power) <= EXPONENT_MAX;
		factor *= pow(10, power);
		number->zeros = factor == 1 ? zeros_of(copy.s, number->value) :
					      0;
		number->half = 0.5 * pow(10, -decimals) * factor;
		number->value *= factor;
		good = good && isfinite(number->value);
		*text = span_sub(*text, n, text->n);
	}
	buf_free(&copy);
	return good;
}

/* Words that say a number is not exact. */
static bool
cut_about(struct span *text)
{
	static const char *const marks[] = { "~", "about ", "approx. ",
		"approx ", "approximately ", "ca. ", "circa ", "around " };
	size_t i;

	for (i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		if (span_starts(*text, marks[i])) {
			*text = span_trim(span_sub(*text, strlen(marks[i]),
			    text->n));
			return true;
		}
	}
	return false;
}

/* A sign of money before the number. */
static enum unit
cut_currency(struct span *text)
{
	static const char *const signs[] = { "US$", "$", "USD", "EUR",
		"\xe2\x82\xac", "GBP", "\xc2\xa3" };
	size_t i;

	for (i = 0; i < sizeof signs / sizeof signs[0]; i++) {
		if (span_starts(*text, signs[i])) {
			*text = span_trim(span_sub(*text, strlen(signs[i]),
			    text->n));
			return UNIT_CURRENCY;
		}
	}
	return UNIT_TOTAL;
}

/* The dash of a range with what follows it. */
static bool
cut_range(struct span *text)
{
	static const char *const marks[] = { EN_DASH, "-", "..", "to " };
	struct span rest = span_trim(*text);
	size_t i;

	for (i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		if (!span_starts(rest, marks[i]))
			continue;
		rest = span_trim(span_sub(rest, strlen(marks[i]), rest.n));
		cut_currency(&rest);
		if (digits(rest) == 0)
			return false;
		*text = rest;
		return true;
	}
	return false;
}

/* What stands behind the number without notes in brackets. */
static struct span
unit_part(struct span text)
{
	size_t i;

	for (i = 0; i < text.n; i++)
		if (strchr("([;<", text.s[i]) != NULL || text.s[i] == '\0' ||
		    (i > 0 && text.s[i] == ','))
			break;
	return span_trim(span_sub(text, 0, i));
}

static void
set_claim(struct claim *claim, const struct number *number, enum unit unit)
{
	double low = number->value - number->half;

	*claim = (struct claim){
		.known = true,
		.unit = unit,
		.zeros = unit_to_base(unit, number->zeros),
		.band = {
			.value = unit_to_base(unit, number->value),
			.low = unit_to_base(unit, low < 0 ? 0 : low),
			.high = unit_to_base(unit,
			    number->value + number->half),
		},
	};
}

/* The word at the begin of TEXT. */
static struct span
word_of(struct span text)
{
	size_t n = 0;

	while (n < text.n && text.s[n] != ' ' && text.s[n] != ',')
		n++;
	return span_sub(text, 0, n);
}

/* ", 5 hours, 41 min" behind "118 days": adds to the claim. */
static bool
add_times(struct span rest, struct claim *claim)
{
	struct number number;
	struct claim more;
	enum unit unit;

	while (span_starts(rest, ",") || span_starts(rest, " ")) {
		struct span word;

		rest = span_trim(span_sub(rest, 1, rest.n));
		if (span_starts(rest, "and "))
			rest = span_sub(rest, strlen("and "), rest.n);
		if (!cut_number(&rest, &number))
			return false;
		rest = span_trim(rest);
		word = word_of(rest);
		unit = unit_words(word);
		if (unit == UNIT_TOTAL || unit_dimension(unit) != DIM_TIME)
			return false;
		set_claim(&more, &number, unit);
		claim->band.value += more.band.value;
		claim->band.low = claim->band.value -
		    (more.band.value - more.band.low);
		claim->band.high = claim->band.value +
		    (more.band.high - more.band.value);
		rest = span_sub(rest, word.n, rest.n);
	}
	return rest.n == 0;
}

/* "118 days, 5 hours, 41 min". */
static bool
read_times(struct span rest, const struct number *number,
    struct written *written)
{
	struct span word;
	enum unit unit;

	rest = span_trim(rest);
	word = word_of(rest);
	unit = unit_words(word);
	if (unit == UNIT_TOTAL || unit_dimension(unit) != DIM_TIME)
		return false;
	set_claim(&written->first, number, unit);
	return add_times(span_sub(rest, word.n, rest.n), &written->first);
}

static enum unit
unit_of(struct span rest, enum unit money, enum unit heading)
{
	struct span part = unit_part(rest);
	enum unit unit = part.n == 0 ? heading : unit_words(part);

	if (money == UNIT_TOTAL)
		return unit;
	if (part.n > 0 && part.s[0] == '/')
		return unit_words((struct span){ "USD/h", 5 });
	if (unit != UNIT_TOTAL && (unit_dimension(unit) == DIM_RATE ||
	    unit_dimension(unit) == DIM_MONEY))
		return unit;
	return part.n == 0 ? money : UNIT_TOTAL;
}

/* The part of a text after its number: range, spread, unit. */
static bool
read_rest(struct span rest, const struct number *number, enum unit money,
    enum unit heading, struct written *written)
{
	struct number last = *number, spread;
	bool range = cut_range(&rest);
	enum unit unit;

	if (range && !cut_number(&rest, &last))
		return false;
	if (!range && span_starts(span_trim(rest), PLUS_MINUS)) {
		rest = span_trim(span_sub(span_trim(rest), 2, rest.n));
		if (!cut_number(&rest, &spread))
			return false;
		last.half += spread.value;
	}
	if (!range && read_times(rest, number, written))
		return true;
	unit = unit_of(rest, money, heading);
	if (unit == UNIT_TOTAL)
		return false;
	set_claim(&written->first, range ? number : &last, unit);
	if (range && last.value >= number->value)
		set_claim(&written->last, &last, unit);
	return !range || last.value >= number->value;
}

bool
written_read(struct span text, enum unit heading, struct arena *arena,
    struct written *written)
{
	struct span rest = span_trim(text);
	struct number number;
	enum unit money;
	bool about;

	*written = (struct written){ 0 };
	if (rest.n == 0 || rest.n > TEXT_MAX)
		return false;
	about = cut_about(&rest);
	money = cut_currency(&rest);
	if (!cut_number(&rest, &number) ||
	    !read_rest(rest, &number, money, heading, written))
		return false;
	written->first.about = written->last.about = about;
	written->first.written = span_dup(arena, span_trim(text));
	written->last.written = written->first.written;
	return true;
}
