/*
 * Tests of src/base: numbers, units and quantities, points in time. Known
 * answers: definitions of the units; dates from the calendar and date(1).
 */
#include <float.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/num.h"
#include "base/timestamp.h"
#include "base/unit.h"
#include "test_base.h"
#include "tests.h"

START_TEST(numbers_are_read)
{
	static const struct {
		const char *text;
		double value;
	} good[] = {
		{ "0", 0 }, { "-12.50", -12.5 }, { "+3", 3 }, { ".5", .5 },
		{ "5.", 5 }, { "1e3", 1000 }, { "1.5E-3", 0.0015 },
		{ "0.954", 0.954 },
	};
	size_t i;
	double value;

	for (i = 0; i < sizeof good / sizeof good[0]; i++) {
		ck_assert(num_parse(span_of(good[i].text), &value));
		ck_assert_double_eq(value, good[i].value);
	}
}
END_TEST

START_TEST(what_is_no_number_is_refused)
{
	static const char *const bad[] = { "", " 1", "1 ", "1,5", "1.2.3", "e5",
		"5e", "0x10", "inf", "nan", "1e999", "-", "1_000", "--1" };
	char many[2000];
	size_t i;
	double value = 42;

	for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
		ck_assert_msg(!num_parse(span_of(bad[i]), &value), "\"%s\"",
		    bad[i]);
	ck_assert(!num_parse((struct span){ "1\0", 2 }, &value));
	memset(many, '1', sizeof many);
	ck_assert(!num_parse((struct span){ many, sizeof many }, &value));
	ck_assert_double_eq(value, 42);
}
END_TEST

START_TEST(shortest_text_reads_back)
{
	static const double values[] = { 0.1, 1.0 / 3, 1e22, 626155, DBL_MAX,
		DBL_MIN, 0.1 + 0.2, -1515.43, 5e-324 };
	char text[NUM_TEXT];
	size_t i;
	double value;

	for (i = 0; i < sizeof values / sizeof values[0]; i++) {
		num_shortest(values[i], text);
		ck_assert(num_parse(span_of(text), &value));
		ck_assert_double_eq(value, values[i]);
	}
	num_shortest(0.1, text);
	ck_assert_str_eq(text, "0.1");
	num_shortest(0.1 + 0.2, text);
	ck_assert_str_eq(text, "0.30000000000000004");
	num_shortest((double)NAN, text);
	ck_assert_str_eq(text, "null");
	num_shortest((double)INFINITY, text);
	ck_assert_str_eq(text, "null");
}
END_TEST

START_TEST(units_are_looked_up)
{
	ck_assert_int_eq(unit_lookup(span_of("kWh")), UNIT_KWH);
	ck_assert_int_eq(unit_lookup(span_of("hours")), UNIT_H);
	ck_assert_int_eq(unit_lookup(span_of("EUR/kWh")),
	    UNIT_CURRENCY_PER_KWH);
	ck_assert_int_eq(unit_lookup(span_of("CNY")), UNIT_CURRENCY);
	ck_assert_int_eq(unit_lookup(span_of("mW")), UNIT_MILLIW);
	ck_assert_int_eq(unit_lookup(span_of("MW")), UNIT_MW);
	ck_assert_int_eq(unit_lookup(span_of("kwh")), UNIT_TOTAL);
	ck_assert_int_eq(unit_lookup(span_of("")), UNIT_TOTAL);
	ck_assert_int_eq(unit_lookup(span_of("EUR/")), UNIT_TOTAL);
	ck_assert_int_eq(unit_lookup(span_of("EURO")), UNIT_TOTAL);
}
END_TEST

START_TEST(units_convert_there_and_back)
{
	enum unit unit;

	ck_assert_double_eq(unit_to_base(UNIT_J, 3.6e6), 1);
	ck_assert_double_eq(unit_to_base(UNIT_S, 3600), 1);
	ck_assert_double_eq(unit_to_base(UNIT_LB, 1), 453.59237);
	ck_assert_double_eq(unit_from_base(UNIT_T, 1e6), 1);
	ck_assert_double_eq_tol(unit_to_base(UNIT_LB_PER_MWH, 954),
	    432.72712098, 1e-9);
	ck_assert_double_eq(unit_to_base(UNIT_MJ, 3.6), 1);
	for (unit = 0; unit < UNIT_TOTAL; unit++) {
		enum unit base = unit_base(unit_dimension(unit));

		ck_assert_double_eq(unit_to_base(base, 7), 7);
		ck_assert_double_eq_tol(
		    unit_from_base(unit, unit_to_base(unit, 7)), 7, 1e-12);
	}
}
END_TEST

START_TEST(units_multiply)
{
	enum dimension result;

	ck_assert_double_eq(unit_product(DIM_TIME, DIM_POWER, &result), 1000);
	ck_assert_int_eq(result, DIM_ENERGY);
	ck_assert_double_eq(unit_product(DIM_ENERGY, DIM_INTENSITY, &result),
	    1);
	ck_assert_int_eq(result, DIM_MASS);
	ck_assert_double_eq(unit_product(DIM_RATIO, DIM_MASS, &result), 1);
	ck_assert_int_eq(result, DIM_MASS);
	ck_assert_double_eq(unit_product(DIM_MASS, DIM_MASS, &result), 0);
}
END_TEST

static struct quantity
quantity(const char *text, enum dimension dimension)
{
	struct quantity q = { 0 };
	enum quantity_fault fault =
	    quantity_parse(span_of(text), dimension, &q);

	ck_assert_msg(fault == QUANTITY_OK, "\"%s\": fault %d", text,
	    (int)fault);
	return q;
}

START_TEST(quantities_are_read)
{
	struct quantity q = quantity("84 h", DIM_TIME);

	ck_assert_double_eq(q.value, 84);
	ck_assert_double_eq(q.low, 84);
	ck_assert(!q.interval);
	q = quantity(" 1.5kW ", DIM_POWER);
	ck_assert_double_eq(q.value, 1500);
	ck_assert_int_eq(q.unit, UNIT_KW);
	q = quantity("400 (350..450) W", DIM_POWER);
	ck_assert_double_eq(q.value, 400);
	ck_assert_double_eq(q.low, 350);
	ck_assert_double_eq(q.high, 450);
	ck_assert(!q.interval);
	q = quantity("0.43..1.46 USD", DIM_RATE);
	ck_assert_double_eq(q.low, 0.43);
	ck_assert_double_eq(q.high, 1.46);
	ck_assert(q.interval);
	ck_assert_str_eq(q.currency, "USD");
	q = quantity("213 M", DIM_COUNT);
	ck_assert_double_eq(q.value, 213e6);
	q = quantity("58 %", DIM_RATIO);
	ck_assert_double_eq_tol(q.value, 0.58, 1e-15);
	q = quantity("12 EUR", DIM_MONEY);
	ck_assert_str_eq(q.currency, "EUR");
	q = quantity("1.58", DIM_RATIO);
	ck_assert_double_eq(q.value, 1.58);
}
END_TEST

START_TEST(quantities_name_their_fault)
{
	static const struct {
		const char *text;
		enum dimension dimension;
		enum quantity_fault fault;
	} bad[] = {
		{ "84", DIM_TIME, QUANTITY_NO_UNIT },
		{ "", DIM_TIME, QUANTITY_NO_NUMBER },
		{ "h", DIM_TIME, QUANTITY_NO_NUMBER },
		{ "84 parsecs", DIM_TIME, QUANTITY_UNKNOWN_UNIT },
		{ "84 W", DIM_TIME, QUANTITY_WRONG_DIMENSION },
		{ "9..4 h", DIM_TIME, QUANTITY_BAD_RANGE },
		{ "9 (1..2) h", DIM_TIME, QUANTITY_BAD_RANGE },
		{ "-4 h", DIM_TIME, QUANTITY_NEGATIVE },
		{ "4 (-1..5) h", DIM_TIME, QUANTITY_NEGATIVE },
		{ "4.. h", DIM_TIME, QUANTITY_NO_NUMBER },
		{ "4 (3..5 h", DIM_TIME, QUANTITY_NO_NUMBER },
		{ "1e999 h", DIM_TIME, QUANTITY_UNKNOWN_UNIT },
	};
	struct quantity q = { .value = 42 };
	size_t i;

	for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
		ck_assert_msg(quantity_parse(span_of(bad[i].text),
		    bad[i].dimension, &q) == bad[i].fault, "\"%s\"",
		    bad[i].text);
	ck_assert_double_eq(q.value, 42);
}
END_TEST

START_TEST(units_that_fit_are_named)
{
	struct arena *arena = arena_new();

	ck_assert_str_eq(unit_choices(arena, DIM_TIME), "h, ms, s, min, d, y");
	ck_assert_str_eq(unit_choices(arena, DIM_MEMORY_POWER), "W/GB");
	arena_free(arena);
}
END_TEST

START_TEST(days_are_counted)
{
	ck_assert_int_eq(timestamp_days(1970, 1, 1), 0);
	ck_assert_int_eq(timestamp_days(2000, 2, 29), 11016);
	ck_assert_int_eq(timestamp_days(2000, 3, 1), 11017);
	ck_assert_int_eq(timestamp_days(1969, 12, 31), -1);
	ck_assert_int_eq(timestamp_days(1, 1, 1), -719162);
}
END_TEST

START_TEST(time_stamps_are_read)
{
	static const struct {
		const char *text;
		double seconds;
		bool zoned;
	} good[] = {
		{ "1970-01-01", 0, false },
		{ "2022-09-01T10:20:30", 1662027630, false },
		{ "2022-09-01T10:20:30Z", 1662027630, true },
		{ "2022-09-01T12:20:30+02:00", 1662027630, true },
		{ "2022-09-01 04:50:30 -0530", 1662027630, true },
		{ "2026/01/03 15:36:53.507", 1767454613.507, false },
		{ "2022-09-01T10:20:30,25Z", 1662027630.25, true },
	};
	size_t i;

	for (i = 0; i < sizeof good / sizeof good[0]; i++) {
		double seconds = -1;
		bool zoned = !good[i].zoned;

		ck_assert_msg(timestamp_parse(span_of(good[i].text), &seconds,
		    &zoned), "\"%s\"", good[i].text);
		ck_assert_double_eq_tol(seconds, good[i].seconds, 1e-6);
		ck_assert_int_eq(zoned, good[i].zoned);
	}
}
END_TEST

START_TEST(what_is_no_time_stamp_is_refused)
{
	static const char *const bad[] = { "", "2022", "2022-13-01",
		"2022-00-01", "2022-01-32", "2022-01/03", "2022-09-01T",
		"2022-09-01T10:20", "2022-09-01T24:00:00",
		"2022-09-01T10:60:00", "2022-09-01T10:20:30.",
		"2022-09-01T10:20:30Zx", "2022-09-01T10:20:30+15:00",
		"2022-09-01T10:20:30+1", "x022-09-01", "2022-09-01 " };
	size_t i;
	double seconds = 42;
	bool zoned = true;

	for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
		ck_assert_msg(!timestamp_parse(span_of(bad[i]), &seconds,
		    &zoned), "\"%s\"", bad[i]);
	ck_assert_double_eq(seconds, 42);
	ck_assert(zoned);
}
END_TEST

START_TEST(time_stamps_are_written)
{
	char text[TIMESTAMP_TEXT];

	timestamp_text(1662027630, true, text);
	ck_assert_str_eq(text, "2022-09-01T10:20:30Z");
	timestamp_text(1767454613.507, false, text);
	ck_assert_str_eq(text, "2026-01-03T15:36:53.507");
	timestamp_text(86399.9999, true, text);
	ck_assert_str_eq(text, "1970-01-02T00:00:00Z");
	timestamp_text(-1, true, text);
	ck_assert_str_eq(text, "1969-12-31T23:59:59Z");
	timestamp_text(951782400, true, text);
	ck_assert_str_eq(text, "2000-02-29T00:00:00Z");
	timestamp_text((double)NAN, true, text);
	ck_assert_str_eq(text, "out of range");
}
END_TEST

void
add_numbers(Suite *suite)
{
	tests_add(suite, numbers_are_read);
	tests_add(suite, what_is_no_number_is_refused);
	tests_add(suite, shortest_text_reads_back);
	tests_add(suite, units_are_looked_up);
	tests_add(suite, units_convert_there_and_back);
	tests_add(suite, units_multiply);
	tests_add(suite, quantities_are_read);
	tests_add(suite, quantities_name_their_fault);
	tests_add(suite, units_that_fit_are_named);
	tests_add(suite, days_are_counted);
	tests_add(suite, time_stamps_are_read);
	tests_add(suite, what_is_no_time_stamp_is_refused);
	tests_add(suite, time_stamps_are_written);
}
