/*
 * A bill's sum. What is no use (taxes, credits, fees) is named and left out;
 * two currencies have no sum.
 */
#include "ingest/bill.h"

#include <ctype.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "ingest/bill_set.h"
#include "ingest/ingest.h"

enum {
	KINDS_MAX = 16,        /* kinds of rows that are named one by one */
	NAME_LONGEST = 48,
	CURRENCY_LETTERS = 3
};

/* One row's cost above it is a mistake of unit or of column. */
static const double COST_MAX = 1e9;
static const double HOURS_MAX = 1e6;

/* Rows of one kind that are left out. */
struct kind {
	const char *name;
	size_t rows;
	double cost;
	struct pos pos;
};

struct bill {
	struct reading *reading;
	const char *metric;
	enum bill_hours hours_kind;
	double sum, rest;      /* compensated sum and what it lost */
	size_t rows, outside, timeless, committed, hour_rows;
	struct pos pos, committed_pos, hours_pos, mixed_pos, timeless_pos;
	const char *currency, *other_currency;
	struct kind kinds[KINDS_MAX];
	size_t kind_count;
	double credit, hours;
	struct pos credit_pos;
	double start_s, end_s;
	bool zoned;
	struct bill_set *seen, *machines;
	const char *machine_type;
	bool types_differ, nameless;
};

struct bill_item
bill_item_none(void)
{
	return (struct bill_item){
		.cost = (double)NAN,
		.credit = (double)NAN,
		.hours = (double)NAN,
		.start_s = (double)NAN,
		.end_s = (double)NAN,
	};
}

struct bill *
bill_open(struct reading *reading, const char *metric,
    enum bill_hours hours)
{
	struct bill *bill = arena_alloc(reading->arena, sizeof *bill);

	*bill = (struct bill){
		.reading = reading,
		.metric = metric,
		.hours_kind = hours,
		.start_s = (double)NAN,
		.end_s = (double)NAN,
		.zoned = true,
		.seen = bill_set_new(reading->arena),
		.machines = bill_set_new(reading->arena),
	};
	return bill;
}

/* A bill's text for a message: a few letters, digits and marks, nothing else. */
static const char *
name_of(struct bill *bill, struct span text)
{
	char name[NAME_LONGEST + 1];
	size_t i, n = text.n < NAME_LONGEST ? text.n : NAME_LONGEST;

	for (i = 0; i < n; i++) {
		unsigned char c = (unsigned char)text.s[i];

		name[i] = isalnum(c) || c == '_' || c == '.' || c == '-' ||
			c == ' ' ? (char)c : '?';
	}
	name[n] = '\0';
	return arena_strdup(bill->reading->arena, name);
}

/* Whether the row lies in the window; a row that began inside belongs to it. */
static bool
is_wanted(struct bill *bill, const struct bill_item *item)
{
	const struct read_options *options = bill->reading->options;

	if (isnan(options->from_s) && isnan(options->to_s))
		return true;
	if (isnan(item->start_s)) {
		if (bill->timeless++ == 0)
			bill->timeless_pos = item->pos;
		return true;
	}
	if (item->start_s >= options->to_s ||
	    (isnan(item->end_s) ? item->start_s < options->from_s :
				  item->end_s <= options->from_s)) {
		bill->outside++;
		return false;
	}
	return true;
}

static void
leave_out(struct bill *bill, const struct bill_item *item)
{
	size_t i;

	for (i = 0; i < bill->kind_count; i++)
		if (span_equal(item->left_out, bill->kinds[i].name))
			break;
	if (i == KINDS_MAX) {
		i = KINDS_MAX - 1;
		bill->kinds[i].name = "other rows";
	} else if (i == bill->kind_count) {
		bill->kinds[bill->kind_count++] = (struct kind){
			.name = name_of(bill, item->left_out),
			.pos = item->pos,
		};
	}
	bill->kinds[i].rows++;
	bill->kinds[i].cost += item->cost;
}

/* "USD": three letters; anything else is no currency. */
static bool
is_currency(struct span text)
{
	size_t i;

	for (i = 0; i < text.n; i++)
		if (text.s[i] < 'A' || text.s[i] > 'Z')
			return false;
	return text.n == CURRENCY_LETTERS;
}

static void
take_currency(struct bill *bill, const struct bill_item *item)
{
	if (!is_currency(item->currency))
		return;
	if (bill->currency == NULL) {
		bill->currency =
		    span_dup(bill->reading->arena, item->currency);
	} else if (bill->other_currency == NULL &&
	    !span_equal(item->currency, bill->currency)) {
		bill->other_currency =
		    span_dup(bill->reading->arena, item->currency);
		bill->mixed_pos = item->pos;
	}
}

/* Neumaier's sum: small costs are not lost beside a large one. */
static void
add_cost(struct bill *bill, double cost)
{
	double sum = bill->sum + cost;

	bill->rest += fabs(bill->sum) >= fabs(cost) ?
	    (bill->sum - sum) + cost :
	    (cost - sum) + bill->sum;
	bill->sum = sum;
}

static void
add_hours(struct bill *bill, const struct bill_item *item)
{
	if (!(item->hours > 0) || item->hours > HOURS_MAX)
		return;
	if (bill->hour_rows++ == 0) {
		bill->hours_pos = item->hours_pos;
		if (item->machine_type.n > 0)
			bill->machine_type =
			    name_of(bill, item->machine_type);
	} else if (bill->machine_type == NULL ?
	    item->machine_type.n > 0 :
	    !span_equal(item->machine_type, bill->machine_type)) {
		bill->types_differ = true;
	}
	bill->hours += item->hours;
	bill->nameless |= item->machine.n == 0;
	bill_set_add(bill->machines, item->machine, (struct span){ "", 0 });
}

bool
bill_add(struct bill *bill, const struct bill_item *item)
{
	if (!(fabs(item->cost) <= COST_MAX))
		return false;
	if (!is_wanted(bill, item))
		return true;
	if (item->left_out.n > 0) {
		leave_out(bill, item);
		return true;
	}
	if (bill->rows++ == 0)
		bill->pos = item->pos;
	take_currency(bill, item);
	add_cost(bill, item->cost);
	add_hours(bill, item);
	if (!isnan(item->credit) && item->credit != 0) {
		if (bill->credit == 0)
			bill->credit_pos = item->pos;
		bill->credit += item->credit;
	}
	if (item->committed && bill->committed++ == 0)
		bill->committed_pos = item->pos;
	bill->start_s = fmin(bill->start_s, item->start_s);
	bill->end_s = fmax(bill->end_s, item->end_s);
	bill->zoned &= item->zoned;
	return true;
}

bool
bill_seen(struct bill *bill, struct span key, struct span more)
{
	return !bill_set_add(bill->seen, key, more);
}

static const char *
unit_of(const struct bill *bill)
{
	return bill->currency == NULL ? "(no currency)" : bill->currency;
}

static void
say_left_out(const struct bill *bill)
{
	struct diags *diags = bill->reading->diags;
	size_t i;

	for (i = 0; i < bill->kind_count; i++)
		diag(diags, DIAG_LOG_BILL, bill->kinds[i].pos,
		    "%zu %s of kind %s left out, %.6g %s together",
		    bill->kinds[i].rows, str_plural(bill->kinds[i].rows,
			"row", "rows"), arena_printf(bill->reading->arena,
			"%s %s", bill->kinds[i].name,
			str_plural(bill->kinds[i].rows, "is", "are")),
		    bill->kinds[i].cost, unit_of(bill));
	if (bill->credit != 0)
		diag(diags, DIAG_LOG_BILL, bill->credit_pos,
		    "credits of %.6g %s are inside the sum; without them it "
		    "would be %.6g", bill->credit, unit_of(bill),
		    bill->sum + bill->rest - bill->credit);
	if (bill->committed > 0)
		diag(diags, DIAG_LOG_BILL, bill->committed_pos,
		    "%zu %s covered by a commitment (reservation or savings "
		    "plan), whose own fee is not in the sum", bill->committed,
		    str_plural(bill->committed, "row is", "rows are"));
}

static const char *
resources_of(const struct bill *bill)
{
	size_t count = bill_set_count(bill->machines);

	if (bill->nameless)
		return "resources without a name";
	return arena_printf(bill->reading->arena, "%zu %s", count,
	    count == 1 ? "resource" : "resources");
}

static void
say_hours(const struct bill *bill)
{
	const char *type = bill->types_differ ? "several kinds" :
						bill->machine_type;

	if (bill->hour_rows == 0)
		return;
	diag(bill->reading->diags, DIAG_LOG_BILL, bill->hours_pos,
	    "%.10g %s of %s%s%s as billed, idle time with them: state the "
	    "run's own time or its device-hours", bill->hours,
	    bill->hours_kind == BILL_GPU_HOURS ? "GPU-hours" :
						 "machine-hours",
	    resources_of(bill), type == NULL ? "" : ", ",
	    type == NULL ? "" : type);
}

/* The hours of one machine are a time; those of several are not. */
static void
fill_hours(const struct bill *bill)
{
	struct record *record = bill->reading->record;

	if (bill->hour_rows == 0)
		return;
	record->billed_h = bill->hours;
	if (bill->hours_kind != BILL_MACHINE_HOURS || bill->nameless ||
	    bill_set_count(bill->machines) != 1)
		return;
	record->duration_s = bill->hours * 3600;
	record->time_pos = bill->hours_pos;
}

static void
fill(const struct bill *bill)
{
	struct record *record = bill->reading->record;

	record->rows = bill->rows;
	record->start_s = bill->start_s;
	record->end_s = bill->end_s;
	record->zoned = bill->zoned && !isnan(bill->start_s);
	if (bill->other_currency == NULL) {
		record->cost = bill->sum + bill->rest;
		record->currency = bill->currency;
	}
	fill_hours(bill);
}

static void
say(const struct bill *bill)
{
	struct diags *diags = bill->reading->diags;

	if (bill->other_currency != NULL)
		diag(diags, DIAG_LOG_IMPLAUSIBLE, bill->mixed_pos,
		    "costs in %s and in %s have no sum: keep the rows of one",
		    bill->currency, bill->other_currency);
	else
		diag(diags, DIAG_LOG_BILL, bill->pos,
		    "the cost is the sum of %s over %zu %s of use%s",
		    bill->metric, bill->rows,
		    str_plural(bill->rows, "row", "rows"),
		    bill->currency == NULL ?
			"; the file names no currency: state billed= with "
			"its currency in the study" :
			"");
	if (bill->timeless > 0)
		diag(diags, DIAG_LOG_WINDOW, bill->timeless_pos,
		    "%zu %s whole", bill->timeless, str_plural(bill->timeless,
			"row without a time counts",
			"rows without a time count"));
	say_left_out(bill);
	say_hours(bill);
}

void
bill_finish(struct bill *bill)
{
	if (bill->rows > 0) {
		fill(bill);
		say(bill);
		return;
	}
	diag(bill->reading->diags, DIAG_LOG_NOTHING,
	    (struct pos){ .file = bill->reading->record->file },
	    "no row of use%s", bill->outside > 0 ? " inside the window" : "");
	say_left_out(bill);
}
