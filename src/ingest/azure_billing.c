/*
 * Azure's exports of costs. Names differ by agreement and by language; the
 * English name in parentheses holds. Days are billed, not hours of a clock.
 */
#include <math.h>
#include <stdint.h>

#include "base/num.h"
#include "ingest/bill_table.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"

enum { DAY_S = 86400 };

static bool
is_machine(const struct bill_row *row)
{
	return span_equal_nocase(row->cells[BILL_SERVICE],
	    "Virtual Machines");
}

/* "1 Hour", "10 Hours": the quantity counts hours; the number only says in which lots they are priced. */
static bool
is_hours(struct span unit)
{
	return span_ends(unit, "Hour") || span_ends(unit, "Hours");
}

/* A scale set bills all its machines under one name: AdditionalInfo has theirs. */
static void
take_hours(const struct bill_row *row, struct bill_item *item)
{
	struct span detail = row->cells[BILL_DETAIL];
	struct span name = bill_json_text(detail, "\"VMName\"");
	double hours;

	if (!is_machine(row) || !is_hours(row->cells[BILL_UNIT]) ||
	    !cell_number(row->cells[BILL_AMOUNT], row->delimiter, &hours))
		return;
	item->hours = hours;
	item->machine = name.n > 0 ? name : row->cells[BILL_RESOURCE];
	item->machine_type = bill_json_text(detail, "\"ServiceType\"");
}

static void
take(const struct bill_row *row, struct bill_item *item)
{
	struct span kind = row->cells[BILL_CLASS];
	struct span model = row->cells[BILL_COMMITMENT];

	item->end_s = item->start_s + DAY_S;
	if (kind.n > 0 && !span_equal_nocase(kind, "Usage")) {
		item->left_out = kind;
		return;
	}
	item->committed = span_equal_nocase(model, "Reservation") ||
	    span_equal_nocase(model, "SavingsPlan");
	take_hours(row, item);
}

static const struct bill_layout layout = {
	.names = {
		[BILL_COST] = { "CostInBillingCurrency", "PreTaxCost",
		    "ExtendedCost", "Cost" },
		[BILL_CURRENCY] = { "BillingCurrency", "BillingCurrencyCode",
		    "Currency", "CurrencyCode" },
		[BILL_CLASS] = { "ChargeType" },
		[BILL_START] = { "UsageDateTime", "Date", "UsageDate" },
		[BILL_AMOUNT] = { "Quantity", "UsageQuantity",
		    "ConsumedQuantity" },
		[BILL_UNIT] = { "UnitOfMeasure" },
		[BILL_SERVICE] = { "MeterCategory" },
		[BILL_DETAIL] = { "AdditionalInfo" },
		[BILL_RESOURCE] = { "InstanceId", "ResourceId",
		    "InstanceName" },
		[BILL_COMMITMENT] = { "PricingModel" },
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
	struct span line = sniff->line;

	if (!bill_table_has(line, "MeterCategory") ||
	    bill_table_has(line, "BilledCost"))
		return 0;
	return bill_table_has(line, "CostInBillingCurrency") ||
		bill_table_has(line, "PreTaxCost") ||
		bill_table_has(line, "ExtendedCost") ||
		bill_table_has(line, "Cost") ? 92 : 0;
}

const struct format format_azure_billing = {
	.name = "azure-billing",
	.title = "Azure cost export",
	.gives = "C",
	.sniff = sniff_bill,
	.read = read_bill,
};
