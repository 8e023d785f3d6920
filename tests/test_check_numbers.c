/*
 * What the check reads: printed numbers with the interval of their digits,
 * units and headings in the spellings that are seen, markup.
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "check/claim.h"
#include "check/column.h"
#include "check/plain.h"
#include "check/unit_words.h"
#include "check/written.h"
#include "tests.h"

/* A text under a heading's unit; the base unit of its dimension. */
static const struct number {
	const char *text;
	enum unit heading;
	double value, half;
} numbers[] = {
	{ "27", UNIT_KWH, 27, 0.5 },
	{ "26.84", UNIT_KWH, 26.84, 0.005 },
	{ "1,415.78 W", UNIT_TOTAL, 1415.78, 0.005 },
	{ "12,041.51", UNIT_W, 12041.51, 0.005 },
	{ "7.5 MWh", UNIT_KWH, 7500, 50 },
	{ "0.1357", UNIT_T, 135700, 50 },
	{ "0.954 lb/kWh", UNIT_TOTAL, 0.954 * 453.59237, 0.0005 * 453.59237 },
	{ "470 gCO2eq/kWh", UNIT_TOTAL, 470, 0.5 },
	{ "0.431 kgCO2e per kWh", UNIT_TOTAL, 431, 0.5 },
	{ "0,954", UNIT_KG, 954, 0.5 },
	{ "$103k", UNIT_TOTAL, 103000, 500 },
	{ "3.46 million hours", UNIT_TOTAL, 3.46e6, 5000 },
	{ "1.2e3", UNIT_KWH, 1200, 50 },
	{ "1.2 \xc3\x97 10^3", UNIT_KWH, 1200, 50 },
	{ "118 days, 5 hours, 41 min", UNIT_TOTAL,
	    118 * 24 + 5 + 41 / 60.0, 0.5 / 60 },
	{ "3.3 days (79.2 hours)", UNIT_H, 79.2, 1.2 },
	{ "36 MWh", UNIT_TOTAL, 36000, 500 },
	{ "30 lbs", UNIT_TOTAL, 30 * 453.59237, 0.5 * 453.59237 },
	{ "24.69 tonnes", UNIT_TOTAL, 24.69e6, 5000 },
	{ "12", UNIT_D, 288, 12 },
};

START_TEST(test_numbers)
{
	const struct number *n = &numbers[_i];
	struct arena *arena = arena_new();
	struct written written;

	ck_assert_msg(written_read(span_of(n->text), n->heading, arena,
			  &written),
	    "%s", n->text);
	ck_assert_double_eq_tol(written.first.band.value, n->value,
	    1e-9 * n->value);
	ck_assert_double_eq_tol(written.first.band.high, n->value + n->half,
	    1e-9 * n->value);
	ck_assert_double_eq_tol(written.first.band.low, n->value - n->half,
	    1e-9 * n->value);
	arena_free(arena);
}
END_TEST

static const struct {
	const char *text;
	enum unit heading;
} no_numbers[] = {
	{ "", UNIT_KWH }, { "-", UNIT_KWH }, { "\xe2\x80\x94", UNIT_KWH },
	{ "n/a", UNIT_KWH }, { "27", UNIT_TOTAL }, { "-27", UNIT_KWH },
	{ "> 27", UNIT_KWH }, { "<27", UNIT_KWH }, { "27 furlongs", UNIT_KWH },
	{ "NaN", UNIT_KWH }, { "inf", UNIT_KWH }, { "1e999", UNIT_KWH },
	{ "0x10", UNIT_KWH }, { "9 to 5", UNIT_H }, { "9\xe2\x80\x93" "5", UNIT_H },
	{ "kWh", UNIT_TOTAL }, { ".", UNIT_KWH }, { "1e400", UNIT_KWH },
};

START_TEST(test_no_numbers)
{
	struct arena *arena = arena_new();
	struct written written;

	ck_assert_msg(!written_read(span_of(no_numbers[_i].text),
			  no_numbers[_i].heading, arena, &written),
	    "%s", no_numbers[_i].text);
	arena_free(arena);
}
END_TEST

START_TEST(test_range)
{
	struct arena *arena = arena_new();
	struct written written;

	ck_assert(written_read(span_of("$942,973\xe2\x80\x93$3,201,722"),
	    UNIT_CURRENCY, arena, &written));
	ck_assert_double_eq(written.first.band.value, 942973);
	ck_assert(written.last.known);
	ck_assert_double_eq(written.last.band.value, 3201722);
	ck_assert(written_read(span_of("about 5 kWh"), UNIT_TOTAL, arena,
	    &written));
	ck_assert(written.first.about);
	ck_assert(written_read(span_of("5.0 \xc2\xb1 0.3 kWh"), UNIT_TOTAL,
	    arena, &written));
	ck_assert_double_eq_tol(written.first.band.high, 5.35, 1e-9);
	arena_free(arena);
}
END_TEST

static const struct {
	const char *text;
	enum unit unit;
} units[] = {
	{ "kWh", UNIT_KWH }, { "kilowatt-hours", UNIT_KWH }, { "KWh", UNIT_KWH },
	{ "MWh", UNIT_MWH }, { "Wh", UNIT_WH }, { "MW", UNIT_MW },
	{ "mW", UNIT_MILLIW }, { "kg CO2eq", UNIT_KG }, { "tCO2e", UNIT_T },
	{ "kgCO2eq", UNIT_KG }, { "lbs", UNIT_LB }, { "metric tons", UNIT_T },
	{ "gCO2eq/kWh", UNIT_G_PER_KWH }, { "kg CO2 / kWh", UNIT_KG_PER_KWH },
	{ "gCO2e per kWh", UNIT_G_PER_KWH }, { "lb/MWh", UNIT_LB_PER_MWH },
	{ "GPU hours", UNIT_H }, { "GPU-days", UNIT_D },
	{ "kWh\xc2\xb7PUE", UNIT_TOTAL }, { "$/GPU-hour", UNIT_CURRENCY_PER_H },
	{ "furlong", UNIT_TOTAL }, { "", UNIT_TOTAL }, { "/", UNIT_TOTAL },
};

START_TEST(test_units)
{
	ck_assert_msg(unit_words(span_of(units[_i].text)) == units[_i].unit,
	    "%s", units[_i].text);
}
END_TEST

static const struct {
	const char *heading;
	enum column_kind kind;
	enum claim_kind claim;
	enum claim_scope scope;
	enum unit unit;
} headings[] = {
#define QUANTITY(heading, claim, scope, unit) \
	{ heading, COLUMN_CLAIM, claim, scope, unit }
	QUANTITY("Energy (kWh)", CLAIM_ENERGY, OF_OPEN, UNIT_KWH),
	QUANTITY("energy_kwh", CLAIM_ENERGY, OF_OPEN, UNIT_KWH),
	QUANTITY("Total power consumption (MWh)", CLAIM_ENERGY, OF_OPEN,
	    UNIT_MWH),
	QUANTITY("kWh\xc3\x97PUE", CLAIM_ENERGY, OF_ALL, UNIT_KWH),
	QUANTITY("Energy before PUE [kWh]", CLAIM_IT_ENERGY, OF_OPEN,
	    UNIT_KWH),
	QUANTITY("Power (W)", CLAIM_POWER, OF_OPEN, UNIT_W),
	QUANTITY("power_w", CLAIM_POWER, OF_OPEN, UNIT_W),
	QUANTITY("TDP (W)", CLAIM_POWER, OF_DEVICE, UNIT_W),
	QUANTITY("Avg system power per processor, W", CLAIM_POWER, OF_DEVICE,
	    UNIT_W),
	QUANTITY("Total power (kW)", CLAIM_POWER, OF_ALL, UNIT_KW),
	QUANTITY("Hours", CLAIM_HOURS, OF_ALL, UNIT_H),
	QUANTITY("Hours used", CLAIM_HOURS, OF_OPEN, UNIT_H),
	QUANTITY("Training time (days)", CLAIM_HOURS, OF_ALL, UNIT_D),
	QUANTITY("GPU-hours", CLAIM_DEVICE_HOURS, OF_OPEN, UNIT_H),
	QUANTITY("Time (GPU hours)", CLAIM_DEVICE_HOURS, OF_OPEN, UNIT_H),
	QUANTITY("TPU days", CLAIM_DEVICE_HOURS, OF_OPEN, UNIT_D),
	QUANTITY("PUE", CLAIM_PUE, OF_OPEN, UNIT_TOTAL),
	QUANTITY("Power Usage Effectiveness", CLAIM_PUE, OF_OPEN, UNIT_TOTAL),
	QUANTITY("Carbon intensity (g/kWh)", CLAIM_INTENSITY, OF_OPEN,
	    UNIT_G_PER_KWH),
	QUANTITY("kg CO2e/kWh", CLAIM_INTENSITY, OF_OPEN, UNIT_KG_PER_KWH),
	QUANTITY("intensity_g_per_kwh", CLAIM_INTENSITY, OF_OPEN,
	    UNIT_G_PER_KWH),
	QUANTITY("CO2e (lbs)", CLAIM_CO2E, OF_OPEN, UNIT_LB),
	QUANTITY("tCO2eq", CLAIM_CO2E, OF_OPEN, UNIT_T),
	QUANTITY("Carbon emitted (tCO2eq)", CLAIM_CO2E, OF_OPEN, UNIT_T),
	QUANTITY("Emissions, kg", CLAIM_CO2E, OF_OPEN, UNIT_KG),
	QUANTITY("Cloud compute cost", CLAIM_COST, OF_OPEN, UNIT_TOTAL),
	QUANTITY("Price per GPU hour (USD)", CLAIM_PRICE, OF_DEVICE,
	    UNIT_CURRENCY),
	QUANTITY("Price per GPU hour", CLAIM_PRICE, OF_DEVICE, UNIT_TOTAL),
	QUANTITY("Number of GPUs", CLAIM_COUNT, OF_OPEN, UNIT_TOTAL),
	QUANTITY("# GPUs", CLAIM_COUNT, OF_OPEN, UNIT_TOTAL),
#undef QUANTITY
	{ "Hardware", COLUMN_DEVICE, CLAIM_TOTAL, OF_OPEN, UNIT_TOTAL },
	{ "GPU Type", COLUMN_DEVICE, CLAIM_TOTAL, OF_OPEN, UNIT_TOTAL },
	{ "Model", COLUMN_NAME, CLAIM_TOTAL, OF_OPEN, UNIT_TOTAL },
	{ "Params (M)", COLUMN_IGNORED, CLAIM_TOTAL, OF_OPEN, UNIT_TOTAL },
	{ "CO2eq per inference (g)", COLUMN_IGNORED, CLAIM_TOTAL, OF_OPEN,
	    UNIT_G },
	{ "Electricity price ($/kWh)", COLUMN_IGNORED, CLAIM_TOTAL, OF_OPEN,
	    UNIT_CURRENCY_PER_KWH },
	{ "BLEU", COLUMN_IGNORED, CLAIM_TOTAL, OF_OPEN, UNIT_TOTAL },
	{ "Colour", COLUMN_UNKNOWN, CLAIM_TOTAL, OF_OPEN, UNIT_TOTAL },
	{ "", COLUMN_UNKNOWN, CLAIM_TOTAL, OF_OPEN, UNIT_TOTAL },
};

START_TEST(test_headings)
{
	struct column column = column_read(span_of(headings[_i].heading));

	ck_assert_msg(column.kind == headings[_i].kind, "%s: kind %d",
	    headings[_i].heading, (int)column.kind);
	ck_assert_msg(column.unit == headings[_i].unit, "%s: unit %s",
	    headings[_i].heading,
	    column.unit == UNIT_TOTAL ? "none" : unit_text(column.unit));
	if (column.kind != COLUMN_CLAIM)
		return;
	ck_assert_msg(column.claim == headings[_i].claim, "%s: %s",
	    headings[_i].heading, claim_words(column.claim));
	ck_assert_msg(column.scope == headings[_i].scope, "%s: scope %d",
	    headings[_i].heading, (int)column.scope);
}
END_TEST

static const struct {
	const char *cell, *device;
	double count;      /* 0: none */
} devices[] = {
	{ "P100x8", "P100", 8 },
	{ "8xA100", "A100", 8 },
	{ "64 \xc3\x97 V100", "V100", 64 },
	{ "TPUv3\xc3\x97" "32", "TPUv3", 32 },
	{ "8 V100 GPUs", "V100 GPUs", 8 },
	{ "V100 (16)", "V100", 16 },
	{ "NVIDIA A100-SXM4-80GB", "NVIDIA A100-SXM4-80GB", 0 },
	{ "1080 Ti", "1080 Ti", 0 },
	{ "3 GTX 1080 Ti", "GTX 1080 Ti", 3 },
	{ "1,024 TPUv3", "TPUv3", 1024 },
	{ "8", NULL, 8 },
};

START_TEST(test_devices)
{
	const struct column column = { COLUMN_DEVICE, CLAIM_TOTAL, OF_OPEN,
		UNIT_TOTAL };
	struct arena *arena = arena_new();
	struct claim_row row = { 0 };
	const char *device = devices[_i].device;

	column_take(&column, span_of(devices[_i].cell), (struct pos){ 0 },
	    &row, arena);
	if (device == NULL)
		ck_assert_ptr_null(row.device);
	else
		ck_assert_str_eq(row.device, device);
	ck_assert_int_eq(row.claims[CLAIM_COUNT].known,
	    devices[_i].count > 0);
	ck_assert_double_eq(row.claims[CLAIM_COUNT].band.value,
	    devices[_i].count);
	arena_free(arena);
}
END_TEST

static const struct {
	const char *markup, *text;
} markups[] = {
	{ "**27**", "27" },
	{ "\\textbf{27}", "27" },
	{ "CO$_2$e", "CO2e" },
	{ "CO\\textsubscript{2}e\\textsuperscript{a}", "CO2e" },
	{ "CO<sub>2</sub>e", "CO2e" },
	{ "CO\xe2\x82\x82" "e", "CO2e" },
	{ "$1{,}515.43$", "1,515.43" },
	{ "1\\,515.43", "1515.43" },
	{ "0.7\\,kW", "0.7 kW" },
	{ "\\$41--\\$140", "$41\xe2\x80\x93$140" },
	{ "$41-$140", "$41-$140" },
	{ "$1.2\\times 10^{5}$", "1.2\xc3\x97 10^5" },
	{ "[BERT](https://x.org/a_b)", "BERT" },
	{ "Cost ($)", "Cost ($)" },
	{ "`gpu_hours`", "gpu_hours" },
	{ "a\\|b", "a|b" },
	{ "", "" },
	{ "\\", "" },
	{ "<", "<" },
};

START_TEST(test_plain)
{
	struct arena *arena = arena_new();
	struct span text = plain_text(span_of(markups[_i].markup), arena);

	ck_assert_msg(span_equal(text, markups[_i].text), "%s: \"%.*s\"",
	    markups[_i].markup, (int)text.n, text.s);
	arena_free(arena);
}
END_TEST

START_TEST(test_bands)
{
	struct band a = { 10, 9, 11 }, b = { 2, 1, 3 };

	ck_assert_double_eq(band_times(a, b).high, 33);
	ck_assert_double_eq(band_over(a, b).low, 3);
	ck_assert_double_eq(band_over(a, b).high, 11);
	ck_assert(isnan(band_over(a, band_of(0)).value));
	ck_assert(!band_meets(a, b));
	ck_assert(band_meets(a, (struct band){ 12, 11, 13 }));
	ck_assert(!band_meets(a, band_of((double)NAN)));
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

static void
add_loop(Suite *suite, const char *name, const TTest *test, int count)
{
	TCase *tcase = tcase_create(name);

	tcase_add_loop_test(tcase, test, 0, count);
	suite_add_tcase(suite, tcase);
}

int
main(void)
{
	Suite *suite = suite_create("check_numbers");

	add_loop(suite, "numbers", test_numbers, COUNT(numbers));
	add_loop(suite, "no_numbers", test_no_numbers, COUNT(no_numbers));
	tests_add(suite, test_range);
	add_loop(suite, "units", test_units, COUNT(units));
	add_loop(suite, "headings", test_headings, COUNT(headings));
	add_loop(suite, "devices", test_devices, COUNT(devices));
	add_loop(suite, "plain", test_plain, COUNT(markups));
	tests_add(suite, test_bands);
	return tests_run(suite);
}
