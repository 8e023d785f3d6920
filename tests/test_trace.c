/*
 * Traces: what goes in comes out whatever the order, and memory is bounded.
 */
#include "tests.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/trace.h"

static double
area(const struct trace *trace)
{
	double sum = 0;
	size_t i;

	for (i = 0; i < trace->count; i++)
		sum += trace->bins[i].area;
	return sum;
}

static double
covered(const struct trace *trace)
{
	double sum = 0;
	size_t i;

	for (i = 0; i < trace->count; i++)
		sum += trace->bins[i].covered_s;
	return sum;
}

/* A ramp from 100 W to 300 W over 1000 s is 200 kJ, in however many parts. */
START_TEST(energy_is_kept)
{
	static const int parts[] = { 1, 10, 997, 100000 };
	struct arena *arena = arena_new();
	struct trace *trace;
	size_t k;
	int i, n;

	for (k = 0; k < 4; k++) {
		trace = trace_new(arena);
		n = parts[k];
		for (i = 0; i <= n; i++) {
			double t = 1.7e9 + 1000.0 * i / n;
			double w = 100 + 200.0 * i / n;

			trace_reading(trace, t, w);
			if (i > 0)
				trace_stretch(trace,
				    1.7e9 + 1000.0 * (i - 1) / n,
				    100 + 200.0 * (i - 1) / n, t, w);
		}
		ck_assert_double_eq_tol(area(trace), 200000, 0.5);
		ck_assert_double_eq_tol(covered(trace), 1000, 1e-3);
		ck_assert_uint_le(trace->count, TRACE_BINS);
		ck_assert_double_eq(trace->bins[0].least, 100);
		ck_assert_double_eq(trace->bins[trace->count - 1].most, 300);
	}
	arena_free(arena);
}
END_TEST

/* Readings in any order give the same bins. */
START_TEST(order_does_not_matter)
{
	struct arena *arena = arena_new();
	struct trace *up = trace_new(arena), *mixed = trace_new(arena);
	size_t i, k;

	for (i = 0; i < 5000; i++) {
		k = i * 1237 % 5000;
		trace_reading(up, 3.5 * (double)i, (double)(i % 97));
		trace_reading(mixed, 3.5 * (double)k, (double)(k % 97));
	}
	ck_assert_double_eq(up->width_s, mixed->width_s);
	ck_assert_double_eq(up->first, mixed->first);
	ck_assert_uint_eq(up->count, mixed->count);
	for (i = 0; i < up->count; i++) {
		ck_assert_double_eq(up->bins[i].least, mixed->bins[i].least);
		ck_assert_double_eq(up->bins[i].most, mixed->bins[i].most);
	}
	arena_free(arena);
}
END_TEST

/* Where nothing was read, nothing is covered. */
START_TEST(gaps_stay)
{
	struct arena *arena = arena_new();
	struct trace *trace = trace_new(arena);
	size_t i, empty = 0;

	for (i = 1; i <= 100; i++)
		trace_stretch(trace, (double)i - 1, 50, (double)i, 50);
	for (i = 201; i <= 300; i++)
		trace_stretch(trace, (double)i - 1, 50, (double)i, 50);
	for (i = 0; i < trace->count; i++)
		if (!(trace->bins[i].covered_s > 0))
			empty++;
	ck_assert_double_eq_tol((double)empty * trace->width_s, 100,
	    2 * trace->width_s);
	ck_assert_double_eq_tol(covered(trace), 200, 1e-9);
	arena_free(arena);
}
END_TEST

/* A pause of an hour between readings every 5 s is not drawn over. */
START_TEST(a_pen_leaves_gaps)
{
	struct arena *arena = arena_new();
	struct trace *trace = trace_new(arena);
	struct trace_pen pen = { .trace = trace };
	int i;

	for (i = 0; i < 1000; i++)
		trace_follow(&pen, 5 * i + (i >= 500 ? 3600 : 0), 200);
	ck_assert_double_eq_tol(covered(trace), 998 * 5, 1e-6);
	ck_assert_double_eq_tol(area(trace), 998 * 5 * 200, 1e-3);
	arena_free(arena);
}
END_TEST

START_TEST(parts_are_joined)
{
	struct arena *arena = arena_new();
	struct trace *whole = trace_new(arena), *parts[2];
	size_t i;

	parts[0] = trace_new(arena);
	parts[1] = trace_new(arena);
	for (i = 1; i < 4000; i++) {
		double w = (double)(i % 13), before = (double)((i - 1) % 13);
		struct trace *part = parts[i >= 300];

		trace_stretch(whole, (double)i - 1, before, (double)i, w);
		trace_stretch(part, (double)i - 1, before, (double)i, w);
	}
	trace_join(parts[0], parts[1]);
	ck_assert_double_eq(whole->width_s, parts[0]->width_s);
	ck_assert_double_eq(whole->first, parts[0]->first);
	ck_assert_uint_eq(whole->count, parts[0]->count);
	for (i = 0; i < whole->count; i++)
		ck_assert_double_eq_tol(whole->bins[i].area,
		    parts[0]->bins[i].area, 1e-6);
	arena_free(arena);
}
END_TEST

/* Times and values that no clock and no meter shows. */
START_TEST(odd_numbers_do_no_harm)
{
	static const double odd[] = { 0, -1, 1e300, -1e300, 1e-300, 9e12,
		-9e12, (double)NAN, (double)INFINITY, 1.7e9 };
	struct arena *arena = arena_new();
	struct trace *trace = trace_new(arena);
	size_t i, k, n = sizeof odd / sizeof odd[0];

	for (i = 0; i < n; i++)
		for (k = 0; k < n; k++) {
			trace_reading(trace, odd[i], odd[k]);
			trace_stretch(trace, odd[i], 1, odd[k], odd[i]);
			ck_assert_uint_le(trace->count, TRACE_BINS);
		}
	trace_join(trace, trace);
	arena_free(arena);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("trace");

	tests_add(suite, energy_is_kept);
	tests_add(suite, order_does_not_matter);
	tests_add(suite, gaps_stay);
	tests_add(suite, a_pen_leaves_gaps);
	tests_add(suite, parts_are_joined);
	tests_add(suite, odd_numbers_do_no_harm);
	return tests_run(suite);
}
