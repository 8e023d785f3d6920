/*
 * The one formatter of numbers, and the splitting of markup. Every digit
 * that is printed outside JSON and CSV is made here.
 */
#include "document/text.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/unit.h"
#include "document/language.h"

#define DASH "\xe2\x80\x94"      /* em dash: not known */
#define RANGE_DASH "\xe2\x80\x93" /* en dash: from .. to */
#define MINUS "\xe2\x88\x92"
#define PLUS_MINUS "\xc2\xa0\xc2\xb1\xc2\xa0"
#define NO_BREAK_SPACE "\xc2\xa0"

enum { DIGITS_TEXT = 400, DECIMALS_MAX = 17, STATED_DECIMALS = 2,
	STATED_SIGNIFICANT = 3 };

/* The decimals that leave SIGNIFICANT digits of VALUE; negative: tens to round away. */
static int
decimals_of(double value, int significant)
{
	char text[64];

	if (value == 0 || !isfinite(value))
		return 0;
	snprintf(text, sizeof text, "%.*e", significant - 1, value);
	return significant - 1 - atoi(strchr(text, 'e') + 1);
}

/* VALUE with its thousands apart. */
static const char *
grouped(double value, int decimals, const struct language *language,
    struct arena *arena)
{
	const struct numerals numerals = language_numerals(language);
	char digits[DIGITS_TEXT];
	struct buf out = { 0 };
	const char *p = digits;
	size_t i, whole;
	char *text;

	if (decimals < 0) {
		double tens = pow(10, -decimals);

		value = rint(value / tens) * tens;
		decimals = 0;
	}
	snprintf(digits, sizeof digits, "%.*f",
	    decimals > DECIMALS_MAX ? DECIMALS_MAX : decimals, value);
	if (*p == '-') {
		p++;
		if (strspn(p, "0.") != strlen(p))
			buf_puts(&out, MINUS);
	}
	whole = strcspn(p, ".");
	for (i = 0; i < whole; i++) {
		if (i != 0 && (whole - i) % 3 == 0)
			buf_puts(&out, numerals.group);
		buf_putc(&out, p[i]);
	}
	if (p[whole] == '.')
		buf_puts(&out, numerals.decimal);
	buf_puts(&out, p + whole + (p[whole] == '.'));
	text = arena_strndup(arena, out.s, out.n);
	buf_free(&out);
	return text;
}

/* Two decimals, more when three digits need them, none that is a zero at the end. */
static int
decimals_stated(double value)
{
	char text[DIGITS_TEXT];
	int decimals = decimals_of(value, STATED_SIGNIFICANT);
	size_t n;

	if (decimals < STATED_DECIMALS)
		decimals = STATED_DECIMALS;
	if (decimals > DECIMALS_MAX)
		return DECIMALS_MAX;
	n = (size_t)snprintf(text, sizeof text, "%.*f", decimals, value);
	while (decimals > 0 && text[--n] == '0')
		decimals--;
	return decimals;
}

static int
style_decimals(double shown, const struct number_style *style)
{
	if (style->decimals >= 0)
		return style->decimals;
	return style->decimals == DECIMALS_STATED ?
	    decimals_stated(shown) :
	    decimals_of(shown, style->significant);
}

/* Bytes before the last decimal mark. */
static size_t
integer_bytes(const char *text, const struct language *language)
{
	const char *decimal = language_numerals(language).decimal;
	const char *mark = NULL, *p = text;

	while ((p = strstr(p, decimal)) != NULL)
		mark = p++;
	return mark == NULL ? strlen(text) : (size_t)(mark - text);
}

static struct printed
printed_of(const char *text, const struct number_style *style, bool known)
{
	return (struct printed){
		.text = text,
		.integer = integer_bytes(text, style->language),
		.known = known,
	};
}

struct printed
text_number(double value, const struct number_style *style,
    struct arena *arena)
{
	double shown = unit_from_base(style->unit, value);

	return printed_of(grouped(shown, style_decimals(shown, style),
	    style->language, arena), style, true);
}

const char *
text_written(const char *number, const struct language *language,
    struct arena *arena)
{
	const char *point = strchr(number, '.');

	return point == NULL ? number :
	    arena_printf(arena, "%.*s%s%s", (int)(point - number), number,
		language_numerals(language).decimal, point + 1);
}

const char *
text_scientific(double value, const struct number_style *style,
    struct arena *arena)
{
	double shown = unit_from_base(style->unit, value);
	int digits = style->decimals == DECIMALS_SIGNIFICANT ?
	    style->significant :
	    STATED_SIGNIFICANT;
	char text[DIGITS_TEXT];
	char *exponent;

	snprintf(text, sizeof text, "%.*e", digits - 1, shown);
	exponent = strchr(text, 'e');
	*exponent = '\0';
	return arena_printf(arena, "%s\xc2\xa0\xc3\x97\xc2\xa0" "10^{%s%d}",
	    text_written(text, style->language, arena), exponent[1] == '-' ? MINUS : "", abs(atoi(exponent + 1)));
}

/*
 * Decimals of an end of a range: of one that was stated by its ends each has
 * the digits of a number that stands alone, for the middle was never stated;
 * others have those of the value that they are the range of. So an end reads
 * the same in a column of its own and in a range.
 */
static int
end_decimals(const struct figure *figure, double end,
    const struct number_style *style)
{
	return style_decimals(unit_from_base(style->unit,
	    figure->interval ? end : figure->value), style);
}

static const char *
end_text(const struct figure *figure, double end,
    const struct number_style *style, struct arena *arena)
{
	return grouped(unit_from_base(style->unit, end),
	    end_decimals(figure, end, style), style->language, arena);
}

/* "41–140", "−12 – 3"; "41" when both ends are printed alike. */
static const char *
range_text(const struct figure *figure, const struct number_style *style,
    struct arena *arena)
{
	const char *low = end_text(figure, figure->low, style, arena);
	const char *high = end_text(figure, figure->high, style, arena);

	if (strcmp(low, high) == 0)
		return low;
	/* a dash against a minus could not be read */
	return arena_printf(arena, figure->low < 0 ?
		"%s" NO_BREAK_SPACE RANGE_DASH NO_BREAK_SPACE "%s" :
		"%s" RANGE_DASH "%s", low, high);
}

static double
bound_value(const struct figure *figure, enum bound bound)
{
	switch (bound) {
	case BOUND_LOW:
		return figure->low;
	case BOUND_HIGH:
		return figure->high;
	case BOUND_VALUE:
	case BOUND_RANGE:
	case BOUND_BOTH:
	case BOUND_PM:
		break;
	}
	return figure->value;
}

/* "578 (557–648)"; the value alone where its digits hide the range. */
static struct printed
with_range(struct printed printed, const char *range,
    const struct language *language, struct arena *arena)
{
	if (strstr(range, RANGE_DASH) != NULL)
		printed.text = language_phrase(language, arena,
		    "{number} ({range})", "number", printed.text, "range",
		    range, NULL);
	return printed;
}

/* Whether a text that was printed is nothing but zeros. */
static bool
is_zero(const char *text)
{
	return strspn(text, "0.,") == strlen(text);
}

/*
 * "12.3 ± 0.4", each side to the decimals of the value; "12.3 +0.8/−0.4"
 * where they differ as printed; the value alone where its digits hide both.
 */
static struct printed
plus_minus(struct printed printed, const struct figure *figure,
    const struct number_style *style, struct arena *arena)
{
	double value = unit_from_base(style->unit, figure->value);
	int decimals = style_decimals(value, style);
	const char *up = grouped(unit_from_base(style->unit, figure->high) -
		value, decimals, style->language, arena);
	const char *down = grouped(value -
		unit_from_base(style->unit, figure->low), decimals, style->language,
	    arena);

	if (is_zero(up) && is_zero(down))
		return printed;
	printed.text = strcmp(up, down) == 0 ?
	    arena_printf(arena, "%s" PLUS_MINUS "%s", printed.text, up) :
	    arena_printf(arena, "%s" NO_BREAK_SPACE "+%s/" MINUS "%s",
		printed.text, up, down);
	return printed;
}

/* "≥80.0", "≥41–140": of a sum that leaves something out. */
static struct printed
at_least(struct printed printed, const struct figure *figure,
    const struct number_style *style, struct arena *arena)
{
	if (!figure->at_least)
		return printed;
	return printed_of(arena_printf(arena, "\xe2\x89\xa5%s", printed.text),
	    style, true);
}

struct printed
text_figure(const struct figure *figure, enum bound bound,
    const struct number_style *style, struct arena *arena)
{
	struct printed printed;

	if (figure == NULL || !figure->known)
		return printed_of(DASH, style, false);
	/* the middle of an interval was never stated: its ends are */
	if ((bound == BOUND_VALUE || bound == BOUND_BOTH ||
	    bound == BOUND_PM) && figure->interval && figure->low < figure->high)
		return at_least(printed_of(range_text(figure, style, arena),
		    style, true), figure, style, arena);
	if (bound == BOUND_RANGE && figure->low < figure->high)
		return printed_of(range_text(figure, style, arena), style,
		    true);
	printed = at_least(printed_of(end_text(figure,
	    bound_value(figure, bound), style, arena), style, true), figure,
	    style, arena);
	if (bound == BOUND_PM && figure->uncertain)
		return plus_minus(printed, figure, style, arena);
	return bound == BOUND_BOTH && figure->uncertain ?
	    with_range(printed, range_text(figure, style, arena),
		style->language, arena) :
	    printed;
}

static bool
is_money(enum unit unit)
{
	return unit_dimension(unit) == DIM_MONEY;
}

const char *
text_quantity(const struct figure *figure, enum bound bound,
    const struct number_style *style, struct arena *arena)
{
	struct printed printed = text_figure(figure, bound, style, arena);
	const char *unit = text_unit(style);

	if (!printed.known)
		return language_word(style->language, "not reported");
	if (is_money(style->unit))
		return language_phrase(style->language, arena,
		    "{currency}\xc2\xa0{amount}", "currency",
		    figure->currency, "amount", printed.text, NULL);
	return text_with_unit(printed.text, unit, style->language, arena);
}

const char *
text_unit(const struct number_style *style)
{
	return language_word(style->language, unit_text(style->unit));
}

const char *
text_with_unit(const char *number, const char *unit,
    const struct language *language, struct arena *arena)
{
	if (unit[0] == '\0')
		return number;
	if (strcmp(unit, "%") == 0)
		return language_phrase(language, arena,
		    "{number}\xc2\xa0%", "number", number, NULL);
	return language_phrase(language, arena, "{number}\xc2\xa0{unit}",
	    "number", number, "unit", unit, NULL);
}

struct printed
text_cell(const struct doc_cell *cell, const struct doc_column *column,
    struct arena *arena)
{
	struct printed printed = cell->text != NULL ?
	    printed_of(cell->text, &column->style, true) :
	    text_figure(cell->figure, cell->bound, &column->style, arena);
	const char *dash = strstr(printed.text, RANGE_DASH);

	if (column->align == ALIGN_RANGE)
		printed.integer = dash == NULL ?
		    strlen(printed.text) : (size_t)(dash - printed.text);
	return printed;
}

double
text_raw(const struct doc_cell *cell, const struct doc_column *column,
    enum bound bound)
{
	enum unit unit = column->style.unit;
	double value;

	if (cell->text != NULL || cell->figure == NULL ||
	    !cell->figure->known)
		return (double)NAN;
	value = bound_value(cell->figure, bound);
	return unit_dimension(unit) == DIM_COUNT ? value :
						   unit_from_base(unit, value);
}

bool
text_has_range(const struct doc_cell *cell)
{
	return cell->text == NULL && cell->figure != NULL &&
	    (cell->bound == BOUND_BOTH || cell->bound == BOUND_PM) &&
	    cell->figure->known && cell->figure->uncertain &&
	    !cell->figure->interval;
}

bool
text_is_range(const struct doc_cell *cell)
{
	const struct figure *figure = cell->figure;

	if (cell->text != NULL || figure == NULL)
		return false;
	return cell->bound == BOUND_RANGE ||
	    (cell->bound != BOUND_LOW && cell->bound != BOUND_HIGH &&
		figure->known && figure->interval);
}

/* Offset of the next "_{" or "^{" that is closed; the length when there is none. */
static size_t
next_script(struct span markup)
{
	size_t i;

	for (i = 0; i + 1 < markup.n; i++)
		if ((markup.s[i] == '_' || markup.s[i] == '^') &&
		    markup.s[i + 1] == '{' &&
		    memchr(markup.s + i, '}', markup.n - i) != NULL)
			return i;
	return markup.n;
}

bool
text_part(struct span *markup, struct span *text, enum script *script)
{
	size_t start = next_script(*markup);

	if (markup->n == 0)
		return false;
	*script = SCRIPT_NORMAL;
	if (start == 0) {
		*script = markup->s[0] == '_' ? SCRIPT_SUB : SCRIPT_SUPER;
		*markup = span_sub(*markup, 2, markup->n);
		*text = span_cut(markup, '}');
		return true;
	}
	*text = span_sub(*markup, 0, start);
	*markup = span_sub(*markup, start, markup->n);
	return true;
}

static bool
all_digits(struct span text)
{
	size_t i;

	for (i = 0; i < text.n; i++)
		if (text.s[i] < '0' || text.s[i] > '9')
			return false;
	return text.n > 0;
}

/* Lowered or raised digits have code points of their own. */
static void
add_script(struct buf *out, struct span text, enum script script)
{
	static const char *const raised[] = { "\xe2\x81\xb0", "\xc2\xb9",
		"\xc2\xb2", "\xc2\xb3", "\xe2\x81\xb4", "\xe2\x81\xb5",
		"\xe2\x81\xb6", "\xe2\x81\xb7", "\xe2\x81\xb8",
		"\xe2\x81\xb9" };
	size_t i;

	if (!all_digits(text)) {
		buf_putc(out, script == SCRIPT_SUB ? '_' : '^');
		buf_add(out, text.s, text.n);
		return;
	}
	for (i = 0; i < text.n; i++) {
		if (script == SCRIPT_SUPER) {
			buf_puts(out, raised[text.s[i] - '0']);
		} else {
			buf_puts(out, "\xe2\x82");
			buf_putc(out, (char)(text.s[i] - '0' + 0x80));
		}
	}
}

const char *
text_plain(const char *markup, struct arena *arena)
{
	struct span rest = span_of(markup);
	struct span text;
	enum script script;
	struct buf out = { 0 };
	const char *plain;

	while (text_part(&rest, &text, &script)) {
		if (script == SCRIPT_NORMAL)
			buf_add(&out, text.s, text.n);
		else
			add_script(&out, text, script);
	}
	plain = arena_strndup(arena, out.s == NULL ? "" : out.s, out.n);
	buf_free(&out);
	return plain;
}
