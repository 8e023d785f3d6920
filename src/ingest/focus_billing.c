/*
 * FOCUS: the providers' common layout of a bill. BilledCost is what is
 * invoiced; EffectiveCost spreads commitments and is rounded by some.
 */
#include <math.h>
#include <stdint.h>

#include "base/num.h"
#include "ingest/bill_table.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"

static bool
has(struct span text, const char *part)
{
	return span_find(text, part) != SIZE_MAX;
}

/* Machines by the hour: gateways and balancers are "Compute" too. */
static double
hours_of(const struct bill_row *row)
{
	struct span detail = row->cells[BILL_DETAIL];
	double hours;

	if (!span_equal_nocase(row->cells[BILL_SERVICE], "Compute") ||
	    !span_equal_nocase(row->cells[BILL_UNIT], "Hours") ||
	    has(detail, "Gateway") || has(detail, "Balancer") ||
	    !num_parse(row->cells[BILL_AMOUNT], &hours))
		return (double)NAN;
	return hours;
}

static void
take(const struct bill_row *row, struct bill_item *item)
{
	struct span category = row->cells[BILL_CLASS];

	if (category.n > 0 && !span_equal_nocase(category, "Usage")) {
		item->left_out = category;
		return;
	}
	item->hours = hours_of(row);
	item->machine = row->cells[BILL_RESOURCE];
	item->committed = row->cells[BILL_COMMITMENT].n > 0;
}

static const struct bill_layout layout = {
	.names = {
		[BILL_COST] = { "BilledCost" },
		[BILL_CURRENCY] = { "BillingCurrency" },
		[BILL_CLASS] = { "ChargeCategory", "ChargeType" },
		[BILL_START] = { "ChargePeriodStart" },
		[BILL_END] = { "ChargePeriodEnd" },
		[BILL_AMOUNT] = { "ConsumedQuantity", "UsageQuantity" },
		[BILL_UNIT] = { "ConsumedUnit", "UsageUnit" },
		[BILL_SERVICE] = { "ServiceCategory" },
		[BILL_DETAIL] = { "ChargeDescription" },
		[BILL_RESOURCE] = { "ResourceId" },
		[BILL_COMMITMENT] = { "CommitmentDiscountId" },
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
	return bill_table_has(sniff->line, "BilledCost") &&
		bill_table_has(sniff->line, "BillingCurrency") ? 95 : 0;
}

const struct format format_focus_billing = {
	.name = "focus-billing",
	.title = "FOCUS bill",
	.gives = "C",
	.sniff = sniff_bill,
	.read = read_bill,
};
