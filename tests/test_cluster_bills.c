/*
 * Bills: one metric, one currency, what is no use left out.
 */
#include "ingest_tree.h"

START_TEST(focus)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "a.csv",
	    "\"BilledCost\",\"EffectiveCost\",\"BillingCurrency\","
	    "\"ChargeCategory\",\"ChargePeriodStart\",\"ChargePeriodEnd\","
	    "\"ConsumedQuantity\",\"ConsumedUnit\",\"ServiceCategory\","
	    "\"ResourceId\",\"CommitmentDiscountId\",\"ChargeDescription\"\n"
	    "32.77,30,\"EUR\",\"Usage\",\"2024-09-18 22:00:00\","
	    "\"2024-09-18 23:00:00\",1,\"Hours\",\"Compute\",\"i-1\",NULL,x\n"
	    "0.5,0,\"EUR\",\"Usage\",\"2024-09-18 22:00:00\","
	    "\"2024-09-18 23:00:00\",1,\"Hours\",\"Compute\",\"nat\",NULL,"
	    "NAT Gateway Hour\n"
	    "6.32,0,EUR,Tax,\"2024-09-01 00:00:00\",NULL,NULL,NULL,NULL,NULL,"
	    "NULL,VAT\n"
	    "-5,0,EUR,Credit,NULL,NULL,NULL,NULL,NULL,NULL,NULL,x\n"
	    "900,0,EUR,Purchase,NULL,NULL,NULL,NULL,NULL,NULL,NULL,x\n"
	    "NULL,0,EUR,Usage,NULL,NULL,NULL,NULL,NULL,NULL,NULL,x\n"
	    "1,EUR\n");

	ck_assert_str_eq(record->format, "focus-billing");
	assert_near(record->cost, 33.27, 1e-12);
	ck_assert_str_eq(record->currency, "EUR");
	ck_assert_double_eq(record->billed_h, 1);
	ck_assert_double_eq(record->duration_s, 3600);
	ck_assert_uint_eq(record->rows, 2);
	ck_assert_uint_eq(record->rows_skipped, 2);
	ck_assert_double_eq(record->start_s, 1726696800);
	ck_assert(record->zoned);
	ck_assert_ptr_nonnull(strstr(said(&reader, DIAG_LOG_BILL)->text,
	    "BilledCost over 2 rows"));
	reader_free(&reader);
}
END_TEST

START_TEST(two_currencies_have_no_sum)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "a.csv",
	    "BilledCost,BillingCurrency\n1,USD\n2,EUR\n");

	ck_assert(isnan(record->cost));
	ck_assert_ptr_null(record->currency);
	assert_pos(said(&reader, DIAG_LOG_IMPLAUSIBLE)->pos, 3, 1);
	reader_free(&reader);
}
END_TEST

#define CUR "identity/LineItemId,identity/TimeInterval," \
	"lineItem/LineItemType,lineItem/UsageStartDate,lineItem/UsageEndDate," \
	"lineItem/UsageType,lineItem/UsageAmount,lineItem/CurrencyCode," \
	"lineItem/UnblendedCost,lineItem/ResourceId,pricing/unit\n"
#define CUR_TIME "2024-05-01T00:00:00Z,2024-05-01T01:00:00Z"

START_TEST(aws)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "a.csv", CUR
	    "a,t1,Usage," CUR_TIME ",USE1-BoxUsage:p4d.24xlarge,2,USD,65.54,"
	    "i-1,Hrs\n"
	    "b,t1,Usage," CUR_TIME ",USE1-EBSOptimized:p4d.24xlarge,2,USD,0,"
	    "i-1,Hrs\n"
	    "c,t1,SavingsPlanCoveredUsage," CUR_TIME
	    ",USE1-BoxUsage:p4d.24xlarge,1,USD,32.77,i-1,Hrs\n"
	    "d,t1,SavingsPlanNegation," CUR_TIME
	    ",USE1-BoxUsage:p4d.24xlarge,1,USD,-32.77,,Hrs\n"
	    "e,t1,Tax," CUR_TIME ",,1,USD,12.45,,\n"
	    "f,t1,Credit," CUR_TIME ",,1,USD,-65.54,,\n"
	    "g,t1,SavingsPlanRecurringFee," CUR_TIME ",,1,USD,20,,\n"
	    "a,t1,Usage," CUR_TIME ",USE1-BoxUsage:p4d.24xlarge,2,USD,65.54,"
	    "i-1,Hrs\n"
	    "a,t2,Usage," CUR_TIME ",USE1-BoxUsage:p4d.24xlarge,1,USD,32.77,"
	    "i-1,Hrs\n");

	ck_assert_str_eq(record->format, "aws-cur");
	assert_near(record->cost, 98.31, 1e-12);
	ck_assert_double_eq(record->billed_h, 4);
	ck_assert_double_eq(record->duration_s, 14400);
	assert_pos(said(&reader, DIAG_LOG_TWICE)->pos, 9, 1);
	record = read_as(&reader, "b.csv", "line_item_unblended_cost,"
	    "line_item_line_item_type,line_item_usage_type,"
	    "line_item_currency_code\n1.5,Usage,BoxUsage,USD\n"
	    "9,Refund,x,USD\n");
	assert_near(record->cost, 1.5, 0);
	ck_assert_str_eq(record->format, "aws-cur");
	reader_free(&reader);
}
END_TEST

START_TEST(azure)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "a.csv",
	    "\xef\xbb\xbfUsageDateTime (UsageDateTime),Kategorie der "
	    "Verbrauchseinheit (MeterCategory),UsageQuantity (UsageQuantity),"
	    "PreTaxCost (PreTaxCost),W\xc3\xa4hrung (Currency),Ma\xc3\x9f"
	    "einheit (UnitOfMeasure),Zus\xc3\xa4tzliche Informationen "
	    "(AdditionalInfo),ChargeType\r\n"
	    "02/28/2021,Virtual Machines,24,88.1,EUR,10 Hours,"
	    "\"{\"\"ServiceType\"\":\"\"Standard_ND40rs_v2\"\",\"\"VMName\"\":"
	    "\"\"vm_0\"\"}\",Usage\r\n"
	    "2021-03-01,Virtual Machines,6,22,EUR,1 Hour,"
	    "\"{ \"\"ServiceType\"\": \"\"Standard_ND40rs_v2\"\", "
	    "\"\"VMName\"\": \"\"vm_0\"\" }\",Usage\r\n"
	    "2021-03-01,Storage,744,1,EUR,100 GB/Hours,,Usage\r\n"
	    "2021-03-01,Virtual Machines,0,500,EUR,1 Hour,,Purchase");

	ck_assert_str_eq(record->format, "azure-billing");
	assert_near(record->cost, 111.1, 1e-12);
	ck_assert_str_eq(record->currency, "EUR");
	ck_assert_double_eq(record->billed_h, 30);
	ck_assert_double_eq(record->duration_s, 30 * 3600);
	ck_assert_double_eq(record->start_s, 1614470400);
	ck_assert_double_eq(record->end_s, 1614643200);
	ck_assert_uint_eq(record->rows_skipped, 0);
	ck_assert_ptr_nonnull(strstr(said(&reader, DIAG_LOG_BILL)->text,
	    "PreTaxCost"));
	/* decimal commas */
	record = read_as(&reader, "a.csv", "MeterCategory;Cost;Currency;Date\n"
	    "Storage;1,25;EUR;2021-03-01\n");
	assert_near(record->cost, 1.25, 0);
	reader_free(&reader);
}
END_TEST

START_TEST(opencost)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "a.csv",
	    "Date,Namespace,ControllerKind,ControllerName,Pod,Container,"
	    "GPUs,CPUCost,RAMCost,GPUCost,TotalCost\n"
	    "2024-02-01,ml,job,train,train-x,main,8,1,2,240,243\n"
	    "2024-02-02,ml,job,train,train-x,main,8,1,2,120,123\n"
	    "2024-02-02,__idle__,,,,,,5,5,0,10\n"
	    "2024-02-02,ml,job,train,train-x,main,8,1,2,120,12");

	ck_assert_str_eq(record->format, "opencost-csv");
	assert_near(record->cost, 366, 0);
	ck_assert_ptr_null(record->currency);
	ck_assert(isnan(record->duration_s) && isnan(record->billed_h));
	ck_assert_uint_eq(record->rows_skipped, 1);
	ck_assert_double_eq(record->end_s - record->start_s, 2 * 86400);
	reader_free(&reader);
}
END_TEST

#define GCP(sku, type, amount, cost, credits)                              \
	"{\"service\":{\"description\":\"Compute Engine\"},\"sku\":{"      \
	"\"description\":\"" sku "\"},\"usage_start_time\":"               \
	"\"2024-01-01 00:00:00 UTC\",\"usage_end_time\":"                  \
	"\"2024-01-01 01:00:00 UTC\",\"usage\":{\"amount\":" amount        \
	",\"unit\":\"seconds\"},\"cost\":" cost ",\"currency\":\"USD\","   \
	"\"cost_type\":\"" type "\",\"credits\":[" credits "]}"

START_TEST(gcp)
{
	static const char lines[] =
	    GCP("Nvidia Tesla A100 GPU running in Iowa", "regular", "28800",
		"23.47", "{\"name\":\"d\",\"amount\":-3.4},{\"amount\":-0.07}")
	    "\n"
	    GCP("A2 Instance Core running in Iowa", "regular", "345600",
		"\"3.03\"", "") "\n"
	    GCP("Tax", "tax", "0", "5.3", "") "\n{\"sku\":{}\n\n";
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "a.jsonl", lines);

	ck_assert_str_eq(record->format, "gcp-billing");
	assert_near(record->cost, 23.03, 1e-12);
	ck_assert_double_eq(record->billed_h, 8);
	ck_assert(isnan(record->duration_s));
	ck_assert_uint_eq(record->rows, 2);
	ck_assert_uint_eq(record->rows_skipped, 1);
	ck_assert_double_eq(record->start_s, 1704067200);
	record = read_as(&reader, "a.json", "[" GCP("x GPU", "regular", "3600",
	    "2", "") "," GCP("x", "regular", "1", "1", "") "]");
	assert_near(record->cost, 3, 0);
	record = read_as(&reader, "a.csv", "usage_start_time,sku_description,"
	    "usage_amount,usage_unit,cost,currency,credits,cost_type\n"
	    "2024-01-01 00:00:00 UTC,A100 GPU,7200,seconds,10,USD,"
	    "\"[{'name': 'x', 'amount': -2.5}, {'amount': -0.5}]\",regular\n"
	    "2024-01-01 00:00:00 UTC,A100 GPU,3600,seconds,5,USD,-1,regular\n"
	    "2024-01-01 00:00:00 UTC,Tax,0,,1,USD,,tax\n");
	assert_near(record->cost, 11, 1e-12);
	ck_assert_double_eq(record->billed_h, 3);
	reader_free(&reader);
}
END_TEST

START_TEST(window)
{
	struct reader reader = reader_new();
	const struct record *record;

	reader.options.from_s = 1714525200; /* 2024-05-01T01:00:00Z */
	reader.options.to_s = 1714528800;
	record = read_as(&reader, "a.csv", CUR
	    "a,t1,Usage," CUR_TIME ",BoxUsage,1,USD,1,i-1,Hrs\n"
	    "a,t2,Usage,2024-05-01T01:00:00Z,2024-05-01T02:00:00Z,BoxUsage,1,"
	    "USD,2,i-1,Hrs\n"
	    "a,t3,Usage,2024-05-01T02:00:00Z,2024-05-01T03:00:00Z,BoxUsage,1,"
	    "USD,4,i-1,Hrs\n");
	assert_near(record->cost, 2, 0);
	ck_assert_double_eq(record->duration_s, 3600);
	reader_free(&reader);
}
END_TEST

START_TEST(small_costs_are_not_lost)
{
	static const char header[] = "BilledCost,BillingCurrency\n1e8,USD\n";
	struct reader reader = reader_new();
	struct buf text = { 0 };
	int i;

	buf_puts(&text, header);
	for (i = 0; i < 10000; i++)
		buf_puts(&text, "1e-9,USD\n");
	buf_puts(&text, "-1e8,USD\n");
	assert_near(read_as(&reader, "a.csv", text.s)->cost, 1e-5, 1e-15);
	buf_free(&text);
	reader_free(&reader);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("cluster_bills");

	tests_add(suite, focus);
	tests_add(suite, two_currencies_have_no_sum);
	tests_add(suite, aws);
	tests_add(suite, azure);
	tests_add(suite, opencost);
	tests_add(suite, gcp);
	tests_add(suite, window);
	tests_add(suite, small_costs_are_not_lost);
	return tests_run(suite);
}
