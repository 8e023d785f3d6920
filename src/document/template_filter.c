/*
 * The filters of {{path | filter}}, one row each.
 */
#include "document/template_filter.h"

#include <string.h>

#include "base/arena.h"
#include "base/num.h"
#include "document/build.h"

enum { DIGITS_MAX = 15, DEFAULT_DIGITS = 3 };

/* A filter at work. */
struct reading {
	struct template *t;
	const struct path_key *key;
	struct pos pos;
	struct value_format *format;
};

struct filter {
	const char *name;
	const char *argument; /* what it is; NULL: it has none */
	bool of_texts;        /* fits any value, not numbers alone */
	bool (*apply)(struct reading *, struct span argument);
};

static bool
apply_unit(struct reading *r, struct span argument)
{
	enum unit unit = unit_lookup(argument);
	enum dimension dimension = unit_dimension(r->key->unit);
	struct number_style *style = &r->format->style;

	if (unit == UNIT_TOTAL || unit_dimension(unit) != dimension) {
		template_say(r->t, DIAG_TEMPLATE_FILTER, r->pos,
		    "\"%.*s\" is no unit of %s, which may be %s",
		    (int)argument.n, argument.s, r->key->key,
		    unit_choices(r->t->b->arena, dimension));
		return false;
	}
	/* what the method fixes are digits of its own unit */
	if (style->unit != unit)
		*style = (struct number_style){ .unit = unit,
		.decimals = DECIMALS_SIGNIFICANT, .significant = DEFAULT_DIGITS };
	return true;
}

static bool
read_digits(struct reading *r, struct span argument, double least,
    double *digits)
{
	if (num_parse(argument, digits) && *digits >= least &&
	    *digits <= DIGITS_MAX && *digits == (int)*digits)
		return true;
	template_say(r->t, DIAG_TEMPLATE_FILTER, r->pos,
	    "\"%.*s\" is no number of digits from %d to %d", (int)argument.n,
	    argument.s, (int)least, DIGITS_MAX);
	return false;
}

static bool
apply_digits(struct reading *r, struct span argument)
{
	double digits;

	if (!read_digits(r, argument, 1, &digits))
		return false;
	r->format->style.decimals = DECIMALS_SIGNIFICANT;
	r->format->style.significant = (int)digits;
	return true;
}

static bool
apply_decimals(struct reading *r, struct span argument)
{
	double digits;

	if (!read_digits(r, argument, 0, &digits))
		return false;
	r->format->style.decimals = (int)digits;
	return true;
}

static bool
apply_value(struct reading *r, struct span argument)
{
	(void)argument;
	r->format->bound = BOUND_VALUE;
	return true;
}

static bool
apply_low(struct reading *r, struct span argument)
{
	(void)argument;
	r->format->bound = BOUND_LOW;
	return true;
}

static bool
apply_high(struct reading *r, struct span argument)
{
	(void)argument;
	r->format->bound = BOUND_HIGH;
	return true;
}

static bool
apply_range(struct reading *r, struct span argument)
{
	(void)argument;
	r->format->bound = BOUND_RANGE;
	return true;
}

static bool
apply_number(struct reading *r, struct span argument)
{
	(void)argument;
	r->format->bare = true;
	return true;
}

static bool
apply_plain(struct reading *r, struct span argument)
{
	(void)argument;
	r->format->plain = true;
	return true;
}

static bool
apply_cite(struct reading *r, struct span argument)
{
	(void)argument;
	r->format->cited = true;
	return true;
}

static bool
apply_scientific(struct reading *r, struct span argument)
{
	(void)argument;
	r->format->scientific = true;
	/* millions and a power of ten would be two */
	if (r->key->kind == PATH_COUNT)
		r->format->style.unit = unit_base(DIM_COUNT);
	return true;
}

static bool
apply_or(struct reading *r, struct span argument)
{
	char quote = argument.n < 2 ? '\0' : argument.s[0];

	if ((quote != '"' && quote != '\'') ||
	    argument.s[argument.n - 1] != quote) {
		template_say(r->t, DIAG_TEMPLATE_FILTER, r->pos,
		    "the text of \"or\" stands in quotes: or \"%.*s\"",
		    (int)argument.n, argument.s);
		return false;
	}
	r->format->fallback = span_sub(argument, 1, argument.n - 2);
	return true;
}

static const struct filter filters[] = {
	{ "unit", "a unit", false, apply_unit },
	{ "digits", "a number of digits", false, apply_digits },
	{ "decimals", "a number of decimals", false, apply_decimals },
	{ "value", NULL, false, apply_value },
	{ "low", NULL, false, apply_low },
	{ "high", NULL, false, apply_high },
	{ "range", NULL, false, apply_range },
	{ "number", NULL, false, apply_number },
	{ "plain", NULL, false, apply_plain },
	{ "scientific", NULL, false, apply_scientific },
	{ "cite", NULL, false, apply_cite },
	{ "or", "a text in quotes", true, apply_or },
};

enum { FILTER_COUNT = sizeof filters / sizeof filters[0] };

static const struct filter *
find(struct reading *r, struct span name)
{
	const char *names[FILTER_COUNT];
	size_t i;

	for (i = 0; i < FILTER_COUNT; i++) {
		if (span_equal(name, filters[i].name))
			return &filters[i];
		names[i] = filters[i].name;
	}
	template_say(r->t, DIAG_TEMPLATE_FILTER, r->pos,
	    "there is no filter \"%.*s\"%s", (int)name.n,
	    name.n == 0 ? "" : name.s,
	    template_meant(r->t, str_nearest(span_dup(r->t->b->arena, name),
				     names, FILTER_COUNT)));
	return NULL;
}

static bool
has_digits(const struct path_key *key)
{
	return key->kind == PATH_QUANTITY || key->kind == PATH_COUNT;
}

static bool
read_one(struct reading *r, struct span text)
{
	struct span argument = text;
	struct span name = span_cut(&argument, ' ');
	const struct filter *filter = find(r, name);

	argument = span_trim(argument);
	if (filter == NULL)
		return false;
	if (!filter->of_texts && !has_digits(r->key)) {
		template_say(r->t, DIAG_TEMPLATE_FILTER, r->pos,
		    "\"%s\" fits a quantity only, and %s is none",
		    filter->name, r->key->key);
		return false;
	}
	if ((filter->argument == NULL) != (argument.n == 0)) {
		template_say(r->t, DIAG_TEMPLATE_FILTER, r->pos,
		    "\"%s\" needs %s behind it", filter->name,
		    filter->argument == NULL ? "nothing" : filter->argument);
		return false;
	}
	return filter->apply(r, argument);
}

struct span
filters_cut(struct span *rest)
{
	struct span part = *rest;
	char quote = '\0';
	size_t i;

	for (i = 0; i < part.n; i++) {
		if (quote != '\0')
			quote = part.s[i] == quote ? '\0' : quote;
		else if (part.s[i] == '"' || part.s[i] == '\'')
			quote = part.s[i];
		else if (part.s[i] == '|')
			break;
	}
	*rest = span_sub(part, i + 1, part.n);
	return span_trim(span_sub(part, 0, i));
}

bool
filters_read(struct template *t, const struct path_key *key, struct span text,
    struct pos pos, struct value_format *format)
{
	struct reading r = { t, key, pos, format };

	while (text.n > 0)
		if (!read_one(&r, filters_cut(&text)))
			return false;
	return true;
}
