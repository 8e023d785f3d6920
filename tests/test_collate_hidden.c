/*
 * What is not shown of records that were added up: groups and figures of few
 * studies, sums that one study dominates, and what would give them away.
 */
#include "tests.h"

#include <math.h>
#include <stdint.h>

#include "base/arena.h"
#include "batch/record.h"
#include "collate/hide.h"
#include "collate/tally.h"
#include "document/collated.h"

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
	Suite *suite = suite_create("collate_hidden");

	tests_add(suite, a_small_group_takes_the_next_with_it);
	tests_add(suite, a_figure_of_few_is_hidden_in_a_large_group);
	tests_add(suite, all_is_hidden_when_the_total_is_small);
	tests_add(suite, a_sum_that_one_study_dominates_is_hidden);
	tests_add(suite, two_alone_tell_of_each_other);
	tests_add(suite, a_value_that_is_not_shown_tells_nothing);
	tests_add(suite, what_hides_a_dominated_sum_is_enough_together);
	tests_add(suite, without_the_total_nothing_can_be_taken_off_it);
	return tests_run(suite);
}
