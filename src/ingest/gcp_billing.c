/*
 * Google Cloud's billing export: rows of the BigQuery table as JSON (lines,
 * or one list) or as a flattened table. Credits hang on the rows that they
 * lower: the cost is the net one.
 */
#include <math.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/json.h"
#include "base/num.h"
#include "base/source.h"
#include "ingest/bill_table.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"

static const char metric[] = "cost + credits";

/* GPUs by the second; cores and memory are counted apart and are no machine. */
static double
hours_of(struct span sku, struct span unit, double amount)
{
	if (span_find(sku, "GPU") == SIZE_MAX)
		return (double)NAN;
	if (span_equal_nocase(unit, "seconds"))
		return amount / 3600;
	return span_equal_nocase(unit, "hour") ||
		span_equal_nocase(unit, "hours") ? amount : (double)NAN;
}

/* Sets what is left out, and takes the credits into the cost. */
static void
settle(struct bill_item *item, struct span type, double credit)
{
	if (type.n > 0 && !span_equal_nocase(type, "regular"))
		item->left_out = type;
	item->credit = credit;
	if (!isnan(credit))
		item->cost += credit;
}

/* The sum of all "amount" in a list of credits that was written as text. */
static double
credits_in_text(struct span text)
{
	static const char key[] = "amount";
	double sum = (double)NAN;
	size_t at, n;

	while ((at = span_find(text, key)) != SIZE_MAX) {
		double amount;

		text = span_sub(text, at + sizeof key - 1, text.n);
		while (text.n > 0 && (text.s[0] == '"' || text.s[0] == '\'' ||
		    text.s[0] == ':' || text.s[0] == ' '))
			text = span_sub(text, 1, text.n);
		for (n = 0; n < text.n && text.s[n] != ',' &&
		     text.s[n] != '}' && text.s[n] != '"' &&
		     text.s[n] != '\''; n++)
			;
		if (num_parse(span_trim(span_sub(text, 0, n)), &amount))
			sum = isnan(sum) ? amount : sum + amount;
	}
	return sum;
}

static void
take(const struct bill_row *row, struct bill_item *item)
{
	struct span credits = row->cells[BILL_CREDITS];
	double amount, credit;

	if (num_parse(row->cells[BILL_AMOUNT], &amount))
		item->hours = hours_of(row->cells[BILL_DETAIL],
		    row->cells[BILL_UNIT], amount);
	item->machine = row->cells[BILL_RESOURCE];
	if (!num_parse(credits, &credit))
		credit = credits_in_text(credits);
	settle(item, row->cells[BILL_CLASS], credit);
}

static const struct bill_layout layout = {
	.metric = metric,
	.hours = BILL_GPU_HOURS,
	.names = {
		[BILL_COST] = { "cost" },
		[BILL_CURRENCY] = { "currency" },
		[BILL_CLASS] = { "cost_type" },
		[BILL_START] = { "usage_start_time" },
		[BILL_END] = { "usage_end_time" },
		[BILL_AMOUNT] = { "usage.amount" },
		[BILL_UNIT] = { "usage.unit" },
		[BILL_DETAIL] = { "sku.description" },
		[BILL_RESOURCE] = { "resource.global_name", "resource.name" },
		[BILL_CREDITS] = { "credits.amount", "credits",
		    "credits_total" },
	},
	.take = take,
};

static struct span
text_at(const struct json *value)
{
	const char *text = json_text(value);

	return text == NULL ? (struct span){ "", 0 } : span_of(text);
}

static double
credits_in(const struct json *list)
{
	double sum = (double)NAN, amount;
	size_t i, count = json_count(list);

	for (i = 0; i < count; i++)
		if (json_number(json_member(json_item(list, i), "amount"),
			&amount))
			sum = isnan(sum) ? amount : sum + amount;
	return sum;
}

static void
take_object(struct reading *reading, struct bill *bill,
    const struct json *object, struct pos pos)
{
	struct bill_item item = bill_item_none();
	const struct json *usage = json_member(object, "usage");
	double amount;
	bool end_zoned;

	item.pos = item.hours_pos = pos;
	if (!json_number(json_member(object, "cost"), &item.cost)) {
		row_skip(reading, pos, "the row states no cost");
		return;
	}
	item.currency = text_at(json_member(object, "currency"));
	item.start_s = bill_time_s(
	    text_at(json_member(object, "usage_start_time")), &item.zoned);
	item.end_s = bill_time_s(
	    text_at(json_member(object, "usage_end_time")), &end_zoned);
	item.machine = text_at(
	    json_member(json_member(object, "resource"), "global_name"));
	if (json_number(json_member(usage, "amount"), &amount))
		item.hours = hours_of(text_at(json_member(
		    json_member(object, "sku"), "description")),
		    text_at(json_member(usage, "unit")), amount);
	settle(&item, text_at(json_member(object, "cost_type")),
	    credits_in(json_member(object, "credits")));
	if (!bill_add(bill, &item))
		row_skip(reading, pos, "the cost %.6g is not plausible",
		    item.cost);
}

static void
read_lines(struct reading *reading, struct bill *bill)
{
	struct span line;

	while (source_line(reading->source, &line)) {
		struct pos pos = source_pos(reading->source, 1);
		struct json *object;

		line = span_trim(line);
		if (line.n == 0)
			continue;
		object = json_read_quietly(line);
		if (json_is_object(object))
			take_object(reading, bill, object, pos);
		else
			row_skip(reading, pos, "the line is no JSON object");
		json_free(object);
	}
}

static void
read_list(struct reading *reading, struct bill *bill)
{
	struct pos pos = { reading->record->file, 1, 1 };
	struct json *root;
	struct span text;
	size_t i, count;

	if (!source_text(reading->source, &text))
		return;
	root = json_read(text, pos, reading->diags);
	count = json_count(root);
	for (i = 0; i < count; i++)
		take_object(reading, bill, json_item(root, i), pos);
	json_free(root);
}

static char
first_byte(struct span head)
{
	head = span_trim(head);
	return head.n == 0 ? '\0' : head.s[0];
}

static void
read_bill(struct reading *reading)
{
	char first = first_byte(source_head(reading->source));
	struct bill *bill;

	if (first != '{' && first != '[') {
		bill_table_read(reading, &layout);
		return;
	}
	bill = bill_open(reading, metric, BILL_GPU_HOURS);
	if (first == '{')
		read_lines(reading, bill);
	else
		read_list(reading, bill);
	rows_skipped_end(reading);
	bill_finish(bill);
}

static bool
has(struct span text, const char *part)
{
	return span_find(text, part) != SIZE_MAX;
}

static int
sniff_bill(const struct sniff *sniff)
{
	char first = first_byte(sniff->head);

	if (first == '{' || first == '[')
		return has(sniff->head, "\"usage_start_time\"") &&
			has(sniff->head, "\"cost\"") &&
			has(sniff->head, "\"sku\"") ? 92 : 0;
	return bill_table_has(sniff->line, "usage_start_time") &&
		bill_table_has(sniff->line, "cost") ? 92 : 0;
}

const struct format format_gcp_billing = {
	.name = "gcp-billing",
	.title = "Google Cloud billing export",
	.gives = "C",
	.sniff = sniff_bill,
	.read = read_bill,
};
