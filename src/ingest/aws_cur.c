/*
 * AWS cost and usage reports, old names (lineItem/UnblendedCost) and new
 * (line_item_unblended_cost). A savings plan's usage stands at its full
 * price and is taken back by a negation: both count.
 */
#include <math.h>
#include <stdint.h>

#include "base/num.h"
#include "ingest/bill_table.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"

/* Kinds of line items that are use; the others (Tax, Credit, Refund, Fee, RIFee ...) are left out. */
static const char *const uses[] = {
	"Usage", "DiscountedUsage", "SavingsPlanCoveredUsage",
	"SavingsPlanNegation",
};

/* Usage types of machines; what goes with a machine (EBSOptimized) bears its type too. */
static const char *const machines[] = {
	"BoxUsage", "SpotUsage", "DedicatedUsage", "HeavyUsage", "Train:",
	"Notebk:", "Studio:",
};

static bool
is_use(struct span kind)
{
	size_t i;

	for (i = 0; i < sizeof uses / sizeof uses[0]; i++)
		if (span_equal_nocase(kind, uses[i]))
			return true;
	return kind.n == 0;
}

static bool
is_machine(struct span type)
{
	size_t i;

	for (i = 0; i < sizeof machines / sizeof machines[0]; i++)
		if (span_find(type, machines[i]) != SIZE_MAX)
			return true;
	return false;
}

static bool
is_hours(struct span unit)
{
	return unit.n == 0 || span_equal_nocase(unit, "Hrs") ||
	    span_equal_nocase(unit, "Hours") ||
	    span_equal_nocase(unit, "Hour");
}

/* "USW2-BoxUsage:p4d.24xlarge": hours of that machine. */
static void
take_hours(const struct bill_row *row, struct bill_item *item)
{
	struct span type = row->cells[BILL_DETAIL];
	double hours;

	if (!is_machine(type) || !is_hours(row->cells[BILL_UNIT]) ||
	    !num_parse(row->cells[BILL_AMOUNT], &hours))
		return;
	item->hours = hours;
	item->machine = row->cells[BILL_RESOURCE];
	span_cut(&type, ':');
	item->machine_type = type;
}

static void
take(const struct bill_row *row, struct bill_item *item)
{
	struct span kind = row->cells[BILL_CLASS];

	if (!is_use(kind)) {
		item->left_out = kind;
		return;
	}
	item->committed = kind.n > 0 && !span_equal_nocase(kind, "Usage");
	if (!span_equal_nocase(kind, "SavingsPlanNegation"))
		take_hours(row, item);
}

static const struct bill_layout layout = {
	.metric = "UnblendedCost",
	.names = {
		[BILL_COST] = { "lineItem/UnblendedCost" },
		[BILL_CURRENCY] = { "lineItem/CurrencyCode" },
		[BILL_CLASS] = { "lineItem/LineItemType" },
		[BILL_START] = { "lineItem/UsageStartDate" },
		[BILL_END] = { "lineItem/UsageEndDate" },
		[BILL_AMOUNT] = { "lineItem/UsageAmount" },
		[BILL_UNIT] = { "pricing/unit" },
		[BILL_DETAIL] = { "lineItem/UsageType" },
		[BILL_RESOURCE] = { "lineItem/ResourceId" },
		[BILL_LINE] = { "identity/LineItemId" },
		[BILL_PERIOD] = { "identity/TimeInterval" },
	},
	.take = take,
};

static void
read_bill(struct reading *reading)
{
	bill_table_read(reading, &layout);
}

static int
sniff_bill(const struct sniff *sniff)
{
	return bill_table_has(sniff->line, "lineItem/UnblendedCost") ||
		(bill_table_has(sniff->line, "lineItem/LineItemType") &&
		    bill_table_has(sniff->line, "lineItem/UsageType")) ?
	    95 : 0;
}

const struct format format_aws_cur = {
	.name = "aws-cur",
	.title = "AWS cost and usage report",
	.gives = "C",
	.sniff = sniff_bill,
	.read = read_bill,
};
