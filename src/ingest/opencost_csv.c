/*
 * OpenCost's CSV export: a row a day and container. The cost is in the
 * cluster's currency, which the file does not name; nothing is said of time.
 */
#include <math.h>

#include "ingest/bill_table.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"

enum { DAY_S = 86400 };

/* "__idle__", "__unmounted__": shares that no container used. */
static bool
is_unused(struct span name)
{
	return name.n > 4 && span_starts(name, "__") && span_ends(name, "__");
}

static void
take(const struct bill_row *row, struct bill_item *item)
{
	static const enum bill_column names[] = { BILL_CLASS, BILL_SERVICE,
		BILL_RESOURCE, BILL_DETAIL };
	size_t i;

	item->end_s = item->start_s + DAY_S;
	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		if (is_unused(row->cells[names[i]]))
			item->left_out = row->cells[names[i]];
}

static const struct bill_layout layout = {
	.names = {
		[BILL_COST] = { "TotalCost" },
		[BILL_START] = { "Date" },
		[BILL_CLASS] = { "Namespace" },
		[BILL_SERVICE] = { "ControllerName" },
		[BILL_RESOURCE] = { "Pod" },
		[BILL_DETAIL] = { "Container" },
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
	return bill_table_has(sniff->line, "TotalCost") &&
		bill_table_has(sniff->line, "GPUCost") &&
		bill_table_has(sniff->line, "Namespace") ? 92 : 0;
}

const struct format format_opencost_csv = {
	.name = "opencost-csv",
	.title = "OpenCost CSV export",
	.gives = "C",
	.sniff = sniff_bill,
	.read = read_bill,
};
