/*
 * Adding up many records: sums that are right to the last bit in any order,
 * sorting beyond memory, bins, which records are of one study, and what a
 * small group hides.
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
#include "collate/hide.h"
#include "collate/tally.h"
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

/* Groups of so many studies, of which so many report energy. */
static struct collated_group *
groups_of(struct arena *arena, const size_t *counts, const size_t *reported,
    size_t n)
{
	struct collated_group *items = arena_alloc(arena, n * sizeof *items);
	size_t i, j;

	for (i = 0; i < n; i++) {
		items[i].count = counts[i];
		for (j = 0; j < COLLATED_FIGURES; j++)
			items[i].sums[j] = (struct collated_sum){ .value = 1,
				.low = 1, .high = 1, .reported = counts[i] };
		items[i].sums[COLLATED_ENERGY].reported = reported[i];
	}
	return items;
}

START_TEST(a_small_group_takes_the_next_with_it)
{
	static const size_t counts[] = { 20, 9, 6, 2, 0 };
	static const size_t reported[] = { 20, 9, 6, 2, 0 };
	struct arena *arena = arena_new();
	struct collated view = { .min_group = 5 };

	/* 2 alone could be worked out from the total: 6 is hidden with it */
	view.places = (struct collated_groups){ .key = "place", .count = 5,
		.items = groups_of(arena, counts, reported, 5) };
	hide_small(&view);
	ck_assert(!view.places.items[0].hidden && !view.places.items[1].hidden);
	ck_assert(view.places.items[2].hidden && view.places.items[3].hidden);
	ck_assert(!view.places.items[4].hidden);
	ck_assert_uint_eq(view.places.hidden_groups, 2);
	ck_assert_uint_eq(view.places.hidden_studies, 8);
	ck_assert(isnan(view.places.items[2].sums[COLLATED_CO2E].value));
	arena_free(arena);
}
END_TEST

START_TEST(a_figure_of_few_is_hidden_in_a_large_group)
{
	static const size_t counts[] = { 20, 9, 6 };
	static const size_t reported[] = { 12, 1, 6 };
	struct arena *arena = arena_new();
	struct collated view = { .min_group = 5 };
	const struct collated_group *items;

	items = groups_of(arena, counts, reported, 3);
	view.places = (struct collated_groups){ .key = "place", .count = 3,
		.items = (struct collated_group *)(uintptr_t)items };
	hide_small(&view);
	/* one of nine reports; with the total and the others it would be known */
	ck_assert_uint_eq(view.places.hidden_groups, 0);
	ck_assert(!items[0].sums[COLLATED_ENERGY].hidden);
	ck_assert(items[1].sums[COLLATED_ENERGY].hidden);
	ck_assert(items[2].sums[COLLATED_ENERGY].hidden);
	ck_assert(!items[1].sums[COLLATED_CO2E].hidden);
	arena_free(arena);
}
END_TEST

START_TEST(all_is_hidden_when_the_total_is_small)
{
	static const size_t counts[] = { 2, 1 };
	struct arena *arena = arena_new();
	struct collated_total total = { .sum = { .value = 3, .reported = 3 } };
	struct collated view = { .min_group = 5, .totals = &total,
		.total_count = 1 };

	view.places = (struct collated_groups){ .key = "place", .count = 2,
		.items = groups_of(arena, counts, counts, 2) };
	hide_small(&view);
	ck_assert(total.sum.hidden && isnan(total.sum.value));
	ck_assert_uint_eq(view.places.hidden_groups, 2);
	arena_free(arena);
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

/* Studies with so much energy, of one kind of evidence. */
static void
add_studies(struct tally *tally, const char *evidence, const double *energy,
    size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		struct record record = record_new("");

		record.status = RECORD_COMPLETE;
		record.origin.evidence = evidence;
		record.figures[RECORD_ENERGY].value = energy[i];
		record.figures[RECORD_ENERGY].unit = "kWh";
		tally_add(tally, &record);
	}
}

static const struct collated_sum *
energy_of(const struct collated *view, size_t evidence)
{
	return &view->evidence.items[evidence].sums[COLLATED_ENERGY];
}

static const struct tally_hiding p_rule = { 3, 10 };

START_TEST(a_sum_that_one_study_dominates_is_hidden)
{
	/* behind the two largest are 100, a tenth of 1000, and a little less */
	static const double enough[] = { 50, 1000, 50, 60 };
	static const double little[] = { 50, 1000, 49.9, 60 };
	struct arena *arena = arena_new();
	struct tally *tally = tally_new(NULL, arena);
	struct collated *view;

	add_studies(tally, "measured", enough, 4);
	view = tally_view(tally, &p_rule, arena);
	ck_assert(!view->totals[RECORD_ENERGY].sum.hidden);
	ck_assert(energy_of(view, 0)->value == 1160);
	tally = tally_new(NULL, arena);
	add_studies(tally, "measured", little, 4);
	view = tally_view(tally, &p_rule, arena);
	ck_assert(view->totals[RECORD_ENERGY].sum.hidden);
	ck_assert(isnan(view->totals[RECORD_ENERGY].sum.high));
	ck_assert(energy_of(view, 0)->hidden && isnan(energy_of(view, 0)->low));
	/* that there are so many tells nothing */
	ck_assert(!view->evidence.items[0].hidden);
	view = tally_view(tally, &(struct tally_hiding){ 3, 0 }, arena);
	ck_assert(view->totals[RECORD_ENERGY].sum.value == 1159.9);
	arena_free(arena);
}
END_TEST

/* Of two as large, the second knows the first to the last digit but for the rest. */
START_TEST(two_alone_tell_of_each_other)
{
	static const double two[] = { 500, 500, 0 };
	static const double none[] = { 0, 0, 0 };
	struct arena *arena = arena_new();
	struct tally *tally = tally_new(NULL, arena);

	add_studies(tally, "measured", two, 3);
	ck_assert(tally_view(tally, &p_rule, arena)
		      ->totals[RECORD_ENERGY].sum.hidden);
	tally = tally_new(NULL, arena);
	add_studies(tally, "measured", none, 3);
	ck_assert(!tally_view(tally, &p_rule, arena)
		       ->totals[RECORD_ENERGY].sum.hidden);
	arena_free(arena);
}
END_TEST

/* Of one value and three ranges the ends alone are shown: behind 20 and 20 of
   the low ends are 20 + 5, behind 40 and 40 of the high ones 40 + 5. */
START_TEST(a_value_that_is_not_shown_tells_nothing)
{
	struct arena *arena = arena_new();
	struct tally *tally = tally_new(NULL, arena);
	struct record record = record_new("");
	const struct collated_sum *sum;
	int i;

	add_studies(tally, NULL, &(const double){ 5 }, 1);
	record.figures[RECORD_ENERGY].low = 20;
	record.figures[RECORD_ENERGY].high = 40;
	record.figures[RECORD_ENERGY].unit = "kWh";
	for (i = 0; i < 3; i++)
		tally_add(tally, &record);
	sum = &tally_view(tally, &p_rule, arena)->totals[RECORD_ENERGY].sum;
	ck_assert(!sum->hidden && isnan(sum->value));
	ck_assert(sum->low == 65 && sum->high == 125);
	arena_free(arena);
}
END_TEST

START_TEST(what_hides_a_dominated_sum_is_enough_together)
{
	/* 1000 of 1003: with 30 + 30 + 30 the others behind the second are 63,
	   less than 100, so that the next goes, too */
	static const double giant[] = { 1000, 1, 1, 1 };
	static const double small[] = { 30, 30, 30 };
	static const double large[] = { 400, 400, 400, 400 };
	/* with 60 + 60 + 60 they are 123 */
	static const double enough[] = { 60, 60, 60 };
	struct arena *arena = arena_new();
	struct tally *tally = tally_new(NULL, arena);
	struct collated *view;

	add_studies(tally, "measured", giant, 4);
	add_studies(tally, "sampled", small, 3);
	add_studies(tally, "modelled", large, 4);
	view = tally_view(tally, &p_rule, arena);
	ck_assert(view->totals[RECORD_ENERGY].sum.value == 2693);
	ck_assert(energy_of(view, 0)->hidden && energy_of(view, 1)->hidden);
	ck_assert(energy_of(view, 2)->hidden);
	tally = tally_new(NULL, arena);
	add_studies(tally, "measured", giant, 4);
	add_studies(tally, "sampled", enough, 3);
	add_studies(tally, "modelled", large, 4);
	view = tally_view(tally, &p_rule, arena);
	ck_assert(energy_of(view, 0)->hidden && energy_of(view, 1)->hidden);
	ck_assert(energy_of(view, 2)->value == 1600);
	arena_free(arena);
}
END_TEST

START_TEST(without_the_total_nothing_can_be_taken_off_it)
{
	/* 1000 dominates the total, too: behind 10 the others are 23 */
	static const double giant[] = { 1000, 1, 1, 1 };
	static const double small[] = { 10, 10, 10 };
	struct arena *arena = arena_new();
	struct tally *tally = tally_new(NULL, arena);
	const struct collated *view;

	add_studies(tally, "measured", giant, 4);
	add_studies(tally, "sampled", small, 3);
	view = tally_view(tally, &p_rule, arena);
	ck_assert(view->totals[RECORD_ENERGY].sum.hidden);
	ck_assert(energy_of(view, 0)->hidden);
	ck_assert(energy_of(view, 1)->value == 30);
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
	tests_add(suite, more_than_memory_is_sorted);
	tests_add(suite, equal_keys_come_in_the_order_of_their_data);
	tests_add(suite, an_end_begins_its_bin);
	tests_add(suite, wide_bins_are_decades);
	tests_add(suite, one_study_counts_once);
	tests_add(suite, a_small_group_takes_the_next_with_it);
	tests_add(suite, a_figure_of_few_is_hidden_in_a_large_group);
	tests_add(suite, all_is_hidden_when_the_total_is_small);
	tests_add(suite, the_two_largest_are_known_in_any_order);
	tests_add(suite, a_sum_that_one_study_dominates_is_hidden);
	tests_add(suite, two_alone_tell_of_each_other);
	tests_add(suite, a_value_that_is_not_shown_tells_nothing);
	tests_add(suite, what_hides_a_dominated_sum_is_enough_together);
	tests_add(suite, without_the_total_nothing_can_be_taken_off_it);
	return tests_run(suite);
}
