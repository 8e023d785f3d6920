/*
 * The number formatter and the markup splitter.
 */
#include "account/account.h"
#include "base/arena.h"
#include "document/text.h"
#include "tests.h"

static struct arena *arena;

START_TEST(rounding_and_grouping)
{
	static const struct {
		double value;
		int decimals, significant;
		const char *text;
	} cases[] = {
		/* half to even, once, at print */
		{ 146848.5, 0, 0, "146,848" },
		{ 146849.5, 0, 0, "146,850" },
		{ 25.60840212, 0, 0, "26" },
		{ 656347.28, 0, 0, "656,347" },
		{ 12041.51, 2, 0, "12,041.51" },
		{ 0, 2, 0, "0.00" },
		{ -1234.5, 1, 0, "\xe2\x88\x92" "1,234.5" },
		{ -0.001, 2, 0, "0.00" },
		{ 999.6, DECIMALS_SIGNIFICANT, 3, "1,000" },
		{ 9.996, DECIMALS_SIGNIFICANT, 3, "10.0" },
		{ 0.0123456, DECIMALS_SIGNIFICANT, 3, "0.0123" },
		{ 123456, DECIMALS_SIGNIFICANT, 3, "123,000" },
		{ 12500, DECIMALS_SIGNIFICANT, 2, "12,000" },
		{ 79.2, DECIMALS_STATED, 0, "79.2" },
		{ 274120, DECIMALS_STATED, 0, "274,120" },
	};
	size_t i;

	for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct number_style style = { .unit = UNIT_ONE,
		.decimals = cases[i].decimals, .significant = cases[i].significant };

		ck_assert_str_eq(text_number(cases[i].value, &style, arena).text,
		    cases[i].text);
	}
}
END_TEST

#define NBSP "\xc2\xa0"

/* What typesetters keep together (Chicago Manual of Style 7.6, Duden "Zeilenumbruch"). */
START_TEST(numbers_are_tied)
{
	static const char *const cases[][2] = {
		{ "draws 1,515.43 W here", "draws 1,515.43" NBSP "W here" },
		{ "at a 350\xe2\x80\x93" "450 g/kWh.",
		    "at a 350\xe2\x80\x93" "450" NBSP "g/kWh." },
		{ "in Table 1. Dashed", "in Table" NBSP "1. Dashed" },
		{ "flight, 1 passenger", "flight, 1" NBSP "passenger" },
		{ "one flight, 1 Person", "one flight, 1" NBSP "Person" },
		{ "a PUE of 1.2 (year)", "a PUE of" NBSP "1.2 (year)" },
		{ "(126,000 lb)", "(126,000" NBSP "lb)" },
		/* not: years, other words, names with digits */
		{ "in prices of 2018 here", "in prices of 2018 here" },
		{ "8 of the", "8 of the" },
		{ "P100 boards", "P100 boards" },
		{ "[1] NAS", "[1] NAS" },
		{ "one model, two", "one model, two" },
		{ "", "" },
		{ "1 ", "1 " },
		{ " 1", " 1" },
	};
	size_t i;

	for (i = 0; i < sizeof cases / sizeof cases[0]; i++)
		ck_assert_str_eq(text_tied(cases[i][0], NULL, arena),
		    cases[i][1]);
	ck_assert_ptr_null(text_tied(NULL, NULL, arena));
}
END_TEST

START_TEST(figures_and_units)
{
	struct figure cost = { .unit = UNIT_CURRENCY, .value = 90.72,
		.low = 41.28, .high = 140.16, .known = true, .interval = true,
		.currency = "USD" };
	struct figure mass = { .unit = UNIT_G, .value = 11615.77,
		.low = 11615.77, .high = 11615.77, .known = true };
	struct figure nothing = { .op = FIGURE_UNKNOWN };
	struct number_style money = { .unit = UNIT_CURRENCY,
		.decimals = 0 };
	struct number_style pounds = { .unit = UNIT_LB,
		.decimals = 0 };

	ck_assert_str_eq(text_figure(&cost, BOUND_VALUE, &money, arena).text,
	    "41\xe2\x80\x93" "140");
	ck_assert_str_eq(text_figure(&cost, BOUND_HIGH, &money, arena).text,
	    "140");
	ck_assert_str_eq(text_quantity(&cost, BOUND_VALUE, &money, arena),
	    "USD\xc2\xa0" "41\xe2\x80\x93" "140");
	ck_assert_str_eq(text_quantity(&mass, BOUND_VALUE, &pounds, arena),
	    "26\xc2\xa0lb");
	ck_assert_str_eq(text_quantity(&nothing, BOUND_VALUE, &pounds, arena),
	    "not reported");
	ck_assert(!text_figure(&nothing, BOUND_VALUE, &pounds, arena).known);
	mass.at_least = true;
	ck_assert_str_eq(text_figure(&mass, BOUND_VALUE, &pounds, arena).text,
	    "\xe2\x89\xa5" "26");
	cost.at_least = true;
	ck_assert_str_eq(text_figure(&cost, BOUND_VALUE, &money, arena).text,
	    "\xe2\x89\xa5" "41\xe2\x80\x93" "140");
	ck_assert_str_eq(text_figure(&cost, BOUND_RANGE, &money, arena).text,
	    "41\xe2\x80\x93" "140");
}
END_TEST

/* An end of a range reads the same alone and in the range. */
START_TEST(ends_of_ranges)
{
	static const struct number_style style = { .unit = UNIT_CURRENCY,
		.decimals = DECIMALS_SIGNIFICANT, .significant = 3 };
	/* 72 device-hours at 0.43..1.46 USD */
	struct figure cost = { .unit = UNIT_CURRENCY, .value = 68.04,
		.low = 30.96, .high = 105.12, .known = true, .interval = true,
		.currency = "USD" };

	ck_assert_str_eq(text_figure(&cost, BOUND_LOW, &style, arena).text,
	    "31.0");
	ck_assert_str_eq(text_figure(&cost, BOUND_HIGH, &style, arena).text,
	    "105");
	ck_assert_str_eq(text_figure(&cost, BOUND_RANGE, &style, arena).text,
	    "31.0\xe2\x80\x93" "105");
	/* of a value that was stated, they have its decimals */
	cost.interval = false;
	cost.uncertain = true;
	ck_assert_str_eq(text_figure(&cost, BOUND_VALUE, &style, arena).text,
	    "68.0");
	ck_assert_str_eq(text_figure(&cost, BOUND_HIGH, &style, arena).text,
	    "105.1");
	ck_assert_str_eq(text_figure(&cost, BOUND_RANGE, &style, arena).text,
	    "31.0\xe2\x80\x93" "105.1");
}
END_TEST

START_TEST(markup)
{
	struct span rest = span_of("CO_{2}e^{a}_x{");
	struct span text;
	enum script script;

	ck_assert(text_part(&rest, &text, &script));
	ck_assert(span_equal(text, "CO") && script == SCRIPT_NORMAL);
	ck_assert(text_part(&rest, &text, &script));
	ck_assert(span_equal(text, "2") && script == SCRIPT_SUB);
	ck_assert(text_part(&rest, &text, &script));
	ck_assert(span_equal(text, "e") && script == SCRIPT_NORMAL);
	ck_assert(text_part(&rest, &text, &script));
	ck_assert(span_equal(text, "a") && script == SCRIPT_SUPER);
	ck_assert(text_part(&rest, &text, &script));
	ck_assert(span_equal(text, "_x{") && script == SCRIPT_NORMAL);
	ck_assert(!text_part(&rest, &text, &script));
	ck_assert_str_eq(text_plain("CO_{2}e", arena), "CO\xe2\x82\x82" "e");
	ck_assert_str_eq(text_plain("BERT_{base}", arena), "BERT_base");
	ck_assert_str_eq(text_plain("10^{3}", arena), "10\xc2\xb3");
	ck_assert_str_eq(text_plain("", arena), "");
	ck_assert_str_eq(text_plain("_{open", arena), "_{open");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("text");
	int status;

	arena = arena_new();
	tests_add(suite, rounding_and_grouping);
	tests_add(suite, numbers_are_tied);
	tests_add(suite, figures_and_units);
	tests_add(suite, ends_of_ranges);
	tests_add(suite, markup);
	status = tests_run(suite);
	arena_free(arena);
	return status;
}
