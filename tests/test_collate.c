/*
 * Adding up many records: sums that are right to the last bit in any order,
 * sorting beyond memory, bins, and which records are of one study.
 */
#include "tests.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/exact.h"
#include "base/spill.h"
#include "base/str.h"
#include "batch/record.h"
#include "collate/addends.h"
#include "collate/bins.h"
#include "collate/collation.h"
#include "document/collated.h"

static double
sum_of(const double *values, size_t count)
{
	struct exact sum = { { 0 } };
	size_t i;

	for (i = 0; i < count; i++)
		exact_add(&sum, values[i]);
	return exact_value(&sum);
}

START_TEST(sums_are_rounded_once)
{
	const double tenths[] = { .1, .1, .1, .1, .1, .1, .1, .1, .1, .1 };
	const double apart[] = { 1e308, 1e-308, 4e-324, 1, 3e-200 };
	const double tie[] = { 9007199254740992.0, 1 };
	const double odd_tie[] = { 9007199254740994.0, 1 };
	const double over[] = { 9007199254740992.0, 1, DBL_TRUE_MIN };
	const double tiny[] = { DBL_TRUE_MIN, DBL_TRUE_MIN, DBL_MIN };

	ck_assert(sum_of(tenths, 0) == 0);
	/* ten of the double next to 0.1 are 1 + 5.6e-17: a loop gives 0.9999999999999999 */
	ck_assert(sum_of(tenths, 10) == 1);
	ck_assert(sum_of(apart, 5) == 1e308);
	/* halves go to the even neighbour; the least more goes up */
	ck_assert(sum_of(tie, 2) == 9007199254740992.0);
	ck_assert(sum_of(odd_tie, 2) == 9007199254740996.0);
	ck_assert(sum_of(over, 3) == 9007199254740994.0);
	ck_assert(sum_of(tiny, 3) == DBL_MIN + 2 * DBL_TRUE_MIN);
	ck_assert(sum_of(&over[2], 1) == DBL_TRUE_MIN);
	ck_assert(sum_of(&apart[4], 1) == 3e-200);
}
END_TEST

START_TEST(sums_too_large_are_infinite)
{
	struct exact sum = { { 0 } };
	size_t i;

	for (i = 0; i < 100000; i++)
		exact_add(&sum, DBL_MAX);
	ck_assert(isinf(exact_value(&sum)));
}
END_TEST

START_TEST(sums_dont_depend_on_the_order)
{
	double values[1000], forwards, backwards;
	struct exact sum = { { 0 } };
	uint64_t state = 1;
	size_t i;

	for (i = 0; i < 1000; i++) {
		state = state * 6364136223846793005u + 1442695040888963407u;
		values[i] = ldexp((double)(state >> 11),
		    (int)(state >> 58) - 80);
	}
	forwards = sum_of(values, 1000);
	for (i = 1000; i-- > 0;)
		exact_add(&sum, values[i]);
	backwards = exact_value(&sum);
	ck_assert(forwards == backwards && forwards > 0);
}
END_TEST

START_TEST(the_two_largest_are_known_in_any_order)
{
	static const double values[] = { 3, 1e18, .1, 7, 1e18, 0, 7 };
	struct addends there = { .first = 0 }, back = { .first = 0 };
	struct collated_parts parts;
	size_t i, n = sizeof values / sizeof values[0];

	for (i = 0; i < n; i++) {
		addends_add(&there, values[i]);
		addends_add(&back, values[n - 1 - i]);
	}
	parts = addends_parts(&there);
	ck_assert(parts.first == 1e18 && parts.second == 1e18);
	ck_assert(parts.rest == 17.1);
	ck_assert(addends_sum(&there) == sum_of(values, n));
	ck_assert(memcmp(&there, &back, sizeof there) == 0);
}
END_TEST

START_TEST(more_than_memory_is_sorted)
{
	struct arena *arena = arena_new();
	struct diags diags = { .arena = arena };
	struct spill *spill = spill_open(300, &diags);
	struct span key, data;
	char text[16];
	size_t i, n, round;

	for (i = 0; i < 5000; i++) {
		snprintf(text, sizeof text, "%05zu", i * 3571 % 5000);
		ck_assert(spill_add(spill, (struct span){ text, 5 },
		    span_of(i % 2 == 0 ? "even" : "")));
	}
	for (round = 0; round < 2; round++) {
		ck_assert(spill_sort(spill));
		for (n = 0; spill_next(spill, &key, &data); n++) {
			snprintf(text, sizeof text, "%05zu", n);
			ck_assert(span_equal(key, text));
		}
		ck_assert_uint_eq(n, 5000);
	}
	ck_assert_uint_eq(diags.count, 0);
	spill_close(spill);
	arena_free(arena);
}
END_TEST

START_TEST(equal_keys_come_in_the_order_of_their_data)
{
	struct arena *arena = arena_new();
	struct diags diags = { .arena = arena };
	struct spill *spill = spill_open(0, &diags);
	struct span key, data;

	ck_assert(spill_sort(spill) && !spill_next(spill, &key, &data));
	spill_add(spill, span_of("k"), span_of("b"));
	spill_add(spill, span_of("k"), span_of("a"));
	spill_add(spill, span_of(""), span_of("z"));
	ck_assert(spill_sort(spill));
	ck_assert(spill_next(spill, &key, &data) && span_equal(data, "z"));
	ck_assert(spill_next(spill, &key, &data) && span_equal(data, "a"));
	ck_assert(spill_next(spill, &key, &data) && span_equal(data, "b"));
	ck_assert(!spill_next(spill, &key, &data));
	spill_close(spill);
	arena_free(arena);
}
END_TEST

START_TEST(an_end_begins_its_bin)
{
	static const double values[] = { 0, 0.1, 0.2, 0.19999999999999998, 1,
		1.9999999999999998, 2, 5, 9.999999999999998 };
	static const size_t counts[] = { 1, 2, 1, 0, 2, 1, 2 };
	struct arena *arena = arena_new();
	struct collated_spread spread = { .count = 0 };
	struct bins bins = { 0 };
	size_t i;

	for (i = 0; i < sizeof values / sizeof values[0]; i++)
		bins_add(&bins, values[i]);
	bins_view(&bins, &spread, arena);
	ck_assert_uint_eq(spread.count, 7);
	for (i = 0; i < spread.count; i++)
		ck_assert_uint_eq(spread.bins[i].count, counts[i]);
	ck_assert(spread.bins[0].to == 0 && spread.bins[1].from == 0.1 &&
	    spread.bins[6].to == 10);
	arena_free(arena);
}
END_TEST

START_TEST(wide_bins_are_decades)
{
	struct arena *arena = arena_new();
	struct collated_spread spread = { .count = 0 };
	struct bins bins = { 0 };

	bins_add(&bins, 1e-9);
	bins_add(&bins, 3);
	bins_add(&bins, 7);
	bins_add(&bins, 1e12);
	bins_view(&bins, &spread, arena);
	/* below 1e-6, eighteen decades, and what is above */
	ck_assert_uint_eq(spread.count, 20);
	ck_assert(spread.bins[0].from == 0 && spread.bins[0].to == 1e-6);
	ck_assert(spread.bins[7].from == 1 && spread.bins[7].to == 10);
	ck_assert_uint_eq(spread.bins[7].count, 2);
	ck_assert(spread.bins[19].from == 1e12 && isinf(spread.bins[19].to));
	ck_assert_uint_eq(spread.bins[19].count, 1);
	arena_free(arena);
}
END_TEST

/* Of one study? Records are told apart by what is given here. */
struct given {
	const char *id, *title, *model, *catalog, *content;
	bool anonymous;
	const char *becomes; /* state and the other's name */
};

static void
give(struct collation *all, const struct given *given)
{
	struct record record = record_new(given->id);

	record.status = RECORD_COMPLETE;
	record.title = given->title;
	record.origin.model = given->model;
	record.origin.catalog = given->catalog;
	record.origin.program = "0.1.0";
	record.origin.content = given->content;
	record.origin.anonymous = given->anonymous;
	collation_take(all, &record);
}

struct expected {
	const struct given *given;
	size_t next;
};

static bool
compare_row(void *context, const struct collation_row *row)
{
	struct expected *expected = context;
	const struct given *given = &expected->given[expected->next++];
	char text[64];

	snprintf(text, sizeof text, "%s %s", collation_state_name(row->state),
	    row->of == NULL ? "" : row->of);
	ck_assert_str_eq(row->record->id, given->id);
	ck_assert_str_eq(text, given->becomes);
	return true;
}

START_TEST(one_study_counts_once)
{
	/* in the order of their names */
	static const struct given given[] = {
		{ "a", "A study", "m", "2026.9", "1", false, "revised c" },
		{ "b", "A  STUDY", "m", "2026.10", "2", false, "duplicate c" },
		{ "c", "A study", "M", "2026.10", "2", false, "counted " },
		{ "d", "A study", "other", "2026.10", "3", false, "counted " },
		{ "e", "Anonymous study", "model-1", "1", "4", true, "counted " },
		{ "f", "Anonymous study", "model-1", "1", "5", true, "counted " },
		{ "g", "Anonymous study", "model-1", "1", "4", true, "counted " },
		{ "v9", "Versions", "m", "1", "6", false, "revised v10" },
		{ "v10", "Versions", "m", "1", "7", false, "counted " },
	};
	enum { COUNT = sizeof given / sizeof given[0] };
	struct given expected[COUNT];
	struct arena *arena = arena_new();
	struct diags diags = { .arena = arena };
	size_t i, round;

	memcpy(expected, given, sizeof given);
	expected[4].becomes = "duplicate g";
	for (round = 0; round < 2; round++) {
		struct collation *all = collation_open(200, &diags);
		struct expected rows = { expected, 0 };

		for (i = 0; i < COUNT; i++)
			give(all, &given[round == 0 ? i : COUNT - 1 - i]);
		ck_assert(collation_judge(all));
		ck_assert(collation_each(all, compare_row, &rows));
		ck_assert_uint_eq(rows.next, COUNT);
		ck_assert_uint_eq(collation_count(all, COLLATION_COUNTED), 5);
		ck_assert_uint_eq(collation_count(all, COLLATION_REVISED), 2);
		collation_close(all);
	}
	arena_free(arena);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("collate");

	tests_add(suite, sums_are_rounded_once);
	tests_add(suite, sums_too_large_are_infinite);
	tests_add(suite, sums_dont_depend_on_the_order);
	tests_add(suite, the_two_largest_are_known_in_any_order);
	tests_add(suite, more_than_memory_is_sorted);
	tests_add(suite, equal_keys_come_in_the_order_of_their_data);
	tests_add(suite, an_end_begins_its_bin);
	tests_add(suite, wide_bins_are_decades);
	tests_add(suite, one_study_counts_once);
	return tests_run(suite);
}
