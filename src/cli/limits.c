/*
 * Limits of the totals. The value counts, not the ends of its range; of a
 * price that is only known as a range, the high end.
 */
#include "cli/limits.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/num.h"
#include "base/str.h"
#include "base/unit.h"
#include "cli/baseline.h"
#include "cli/cli.h"
#include "document/document.h"
#include "document/text.h"
#include "write/output.h"

enum { REPORT_COLUMNS = 80 };

struct limit {
	const char *text;
	bool relative;     /* percent over the baseline */
	double percent;
	struct quantity q;
};

struct limits {
	struct limit *items;
	size_t count;
	struct baseline *baseline;
};

/* What a unit limits. */
static const struct {
	enum dimension dimension;
	size_t offset;
	const char *name;
} kinds[] = {
	{ DIM_MASS, offsetof(struct account_line, co2e), "emissions" },
	{ DIM_ENERGY, offsetof(struct account_line, energy), "energy" },
	{ DIM_MONEY, offsetof(struct account_line, cost), "rental costs" },
	{ DIM_TIME, offsetof(struct account_line, device_hours),
	    "device-hours" },
};

enum { KINDS = sizeof kinds / sizeof kinds[0] };

static struct span
without_plus(struct span text)
{
	text = span_trim(text);
	return span_starts(text, "+") ?
	    span_trim(span_sub(text, 1, text.n)) :
	    text;
}

static bool
read_percent(struct limit *limit)
{
	struct span text = without_plus(span_of(limit->text));

	if (!span_ends(text, "%"))
		return false;
	text.n--;
	limit->relative = num_parse(span_trim(text), &limit->percent);
	return limit->relative;
}

static bool
read_limit(struct limit *limit)
{
	size_t i;

	if (read_percent(limit))
		return true;
	for (i = 0; i < KINDS; i++)
		if (quantity_parse(span_trim(span_of(limit->text)),
			kinds[i].dimension, &limit->q) == QUANTITY_OK)
			return limit->q.low == limit->q.high;
	return false;
}

static bool
read_limits(struct job *job, struct limits *limits)
{
	const struct texts *texts = &job->options.limits;
	bool good = true;
	size_t i;

	limits->items = arena_alloc(job->arena,
	    texts->count * sizeof *limits->items + 1);
	for (i = 0; i < texts->count; i++) {
		struct limit *limit = &limits->items[limits->count++];

		limit->text = texts->items[i];
		if (!read_limit(limit)) {
			diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
			    "--fail-above=%s must be a mass, an energy, money or device-hours with its unit ('5 kg', '20 kWh', '100 USD', '40 h'), or '+10 %%'",
			    limit->text);
			good = false;
		} else if (limit->relative && limits->baseline == NULL) {
			diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
			    "--fail-above=%s needs a --baseline to be measured against",
			    limit->text);
			good = false;
		}
	}
	return good;
}

bool
limits_read(struct job *job, struct limits **result)
{
	struct limits *limits = arena_alloc(job->arena, sizeof *limits);

	*result = NULL;
	if (job->options.limits.count == 0 && job->options.baseline == NULL)
		return true;
	if (job->options.baseline != NULL &&
	    (limits->baseline = baseline_read(job)) == NULL)
		return false;
	*result = limits;
	return read_limits(job, limits);
}

static size_t
kind_of(const struct limit *limit)
{
	size_t i = 0;

	while (kinds[i].dimension != unit_dimension(limit->q.unit))
		i++;
	return i;
}

static const char *
amount(struct job *job, double value, const struct limit *limit)
{
	const struct number_style style = { .unit = limit->q.unit,
		.decimals = DECIMALS_STATED };
	const char *unit = limit->q.currency[0] != '\0' ?
	    limit->q.currency :
	    unit_text(limit->q.unit);

	return arena_printf(job->arena, "%s %s",
	    text_number(value, &style, job->arena).text, unit);
}

/* The total can't be held to the limit: why. */
static void
say_unknown(struct job *job, const struct limit *limit, const char *name,
    const char *why)
{
	diag(&job->diags, DIAG_LIMIT_UNKNOWN, (struct pos){ 0 },
	    "--fail-above=%s: the total of %s %s", limit->text, name, why);
}

static void
check_absolute(struct job *job, const struct limit *limit,
    const struct account_line *total)
{
	size_t i = kind_of(limit);
	const struct figure *figure =
	    *(const struct figure *const *)(const void *)(
		(const char *)total + kinds[i].offset);
	double value;

	if (figure == NULL || !figure->known) {
		say_unknown(job, limit, kinds[i].name, "is not known");
		return;
	}
	if (strcmp(figure->currency, limit->q.currency) != 0) {
		say_unknown(job, limit, kinds[i].name,
		    arena_printf(job->arena, "is in %s", figure->currency));
		return;
	}
	value = figure->interval ? figure->high : figure->value;
	if (value > limit->q.value)
		diag(&job->diags, DIAG_LIMIT_PASSED, (struct pos){ 0 },
		    "--fail-above=%s: the total of %s is %s%s", limit->text,
		    kinds[i].name, figure->at_least ? "at least " : "",
		    amount(job, value, limit));
	else if (figure->at_least)
		say_unknown(job, limit, kinds[i].name,
		    arena_printf(job->arena,
			"is at least %s; parts of it are not known",
			amount(job, value, limit)));
}

static void
check_relative(struct job *job, const struct limits *limits,
    const struct limit *limit, const struct doc *doc)
{
	const struct number_style plain = { .unit = UNIT_ONE,
		.decimals = DECIMALS_STATED };
	const char *what;
	struct change_of change =
	    baseline_total(limits->baseline, doc->disclosure, &what);
	double percent = 100 * (change.now / change.before - 1);

	if (isnan(change.before) || isnan(change.now) || change.before <= 0)
		say_unknown(job, limit, what, "is not known of both reports");
	else if (percent > limit->percent)
		diag(&job->diags, DIAG_LIMIT_PASSED, (struct pos){ 0 },
		    "--fail-above=%s: the total of %s went from %s to %s %s, by %+.1f %%",
		    limit->text, what,
		    text_number(change.before, &plain, job->arena).text,
		    text_number(change.now, &plain, job->arena).text,
		    strcmp(what, "energy") == 0 ? "kWh" : "kg", percent);
	else if (baseline_has_gaps(limits->baseline, doc->disclosure))
		say_unknown(job, limit, what,
		    "leaves unknown parts out, here or in the baseline");
}

/* Standard output may hold the one file that was asked for. */
static void
print_changes(struct job *job, const struct limits *limits,
    const struct doc *doc)
{
	bool taken = job->options.dump != NULL ||
	    (job->options.output != NULL &&
		strcmp(job->options.output, "-") == 0);
	struct buf text = { 0 };

	buf_printf(&text, "%sAgainst %s:\n\n", taken ? "" : "\n",
	    job->options.baseline);
	terminal_table(baseline_table(job, limits->baseline, doc->disclosure),
	    REPORT_COLUMNS, job->arena, &text);
	if (job->options.quiet)
		; /* the limits still count */
	else if (taken)
		fputs(text.s, stderr);
	else
		stdout_write(&job->diags, text.s, text.n);
	buf_free(&text);
}

void
limits_check(struct job *job, const struct limits *limits,
    const struct account *account, const struct doc *doc)
{
	size_t i;

	if (limits == NULL)
		return;
	if (limits->baseline != NULL)
		print_changes(job, limits, doc);
	for (i = 0; i < limits->count; i++)
		if (limits->items[i].relative)
			check_relative(job, limits, &limits->items[i], doc);
		else
			check_absolute(job, &limits->items[i],
			    &account->total);
}
