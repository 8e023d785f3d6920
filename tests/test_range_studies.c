/*
 * Ranges of studies against hand calculation: totals, comparisons, shares.
 */
#include <math.h>
#include <stdlib.h>

#include "account/account.h"
#include "account/figure.h"
#include "account/range.h"
#include "base/arena.h"
#include "study/study.h"
#include "study_fixture.h"
#include "tests.h"

#define NEAR(a, b) ck_assert_double_eq_tol((a), (double)(b), 1e-9 * fabs((double)(b)))

static const struct label LABEL = { "y", "figure" };

#define ONE_GRID \
	"<place pue='1' intensity='400 (300..500) g/kWh'/>"

static const struct account_line *
line_of(const struct fixture *f, size_t model)
{
	ck_assert_ptr_nonnull(f->account);
	return &f->account->models[model].line;
}

/* Within a part of a thousand: the scale lies a little beside the logarithm. */
static void
near_range(const struct figure *figure, double low, double high)
{
	ck_assert_double_eq_tol(figure->low, low, 2e-3 * fabs(low));
	ck_assert_double_eq_tol(figure->high, high, 2e-3 * fabs(high));
}

START_TEST(total_on_one_grid_is_wider)
{
	struct fixture f = fixture_open("wattleaf", ONE_GRID
	    "<model id='a' name='A'><run time='1 h' it-energy='10 (9..11) kWh'/></model>"
	    "<model id='b' name='B'><run time='1 h' it-energy='10 (9..11) kWh'/></model>");
	const struct figure *total = f.account->total.co2e;
	const struct figure *row = line_of(&f, 0)->co2e;
	double squares = (row->high - row->value) * sqrt(2);

	/* one row: exp(+-sqrt(ln(0.75)^2 + ln(0.9)^2)), and so up */
	near_range(row, 4000 * exp(-0.30637), 4000 * exp(0.24264));
	/* 8 kg; grid 25 %, each energy 5 % of the total: -29.668, +23.356 % in the logarithm */
	near_range(total, 8000 * exp(-0.29668), 8000 * exp(0.23356));
	/* as if the rows were on two grids */
	ck_assert_double_gt(total->high - total->value, 1.3 * squares);
	ck_assert(total->uncertain && !total->partial);
	fixture_close(&f);
}
END_TEST

START_TEST(comparison_on_one_grid_is_narrower)
{
	struct fixture f = fixture_open("wattleaf", ONE_GRID
	    "<model id='a' name='A'><run time='1 h' it-energy='10 (9..11) kWh'/></model>"
	    "<model id='b' name='B'><run time='1 h' it-energy='5 (4.5..5.5) kWh'/></model>");
	const struct figure *a = line_of(&f, 0)->co2e;
	const struct figure *b = line_of(&f, 1)->co2e;
	const struct figure *both[2] = {
		figure_quotient(f.arena, LABEL, a, b),
		figure_difference(f.arena, LABEL, a, b),
	};

	range_fill(both, 2);
	/* the grid goes out: sqrt(ln(0.9)^2 + ln(1.1)^2) = 0.14207 */
	near_range(both[0], 2 * exp(-0.14207), 2 * exp(0.14207));
	/* grid 500 g, energies 400 g and 200 g: 671 g of 2000 g, in the logarithm -0.3791, +0.3035 */
	ck_assert_double_eq_tol(both[1]->low, 1369, 20);
	ck_assert_double_eq_tol(both[1]->high, 2709, 20);
	/* on two grids: 1000 g, 500 g, 400 g and 200 g are 1204 g */
	ck_assert_double_lt(both[1]->high - both[1]->low, 1.2 * 1204);
	fixture_close(&f);
}
END_TEST

START_TEST(intervals_stay_worst_cases)
{
	struct fixture f = fixture_open("wattleaf", ONE_GRID
	    "<model id='a' name='A'><run time='10 h' it-energy='10 (9..11) kWh'>"
	    "<hardware device='p100' count='8'/>"
	    "<price device-hour='0.43..1.46 USD' electricity='0.1..0.2 USD/kWh'/>"
	    "</run></model>");
	const struct account_line *line = line_of(&f, 0);

	/* no input of the rent is uncertain: to the bit */
	ck_assert(line->cost->low == 80 * 0.43);
	ck_assert(line->cost->high == 80 * 1.46);
	ck_assert(line->cost->interval && !line->cost->uncertain);
	/* 1..2 USD, each end widened by the tenth of the energy */
	NEAR(line->electricity->low, 0.9);
	NEAR(line->electricity->high, 2.2);
	ck_assert(line->electricity->interval && line->electricity->uncertain);
	fixture_close(&f);
}
END_TEST

START_TEST(shares_sum_to_one)
{
	struct fixture f = fixture_open("wattleaf", ONE_GRID
	    "<model id='a' name='A'><run time='2 h' device-hours='2 (1.9..2.1) h'>"
	    "<hardware device='p100' count='1' power='200 (180..220) W'/></run></model>");
	struct influences list =
	    figure_influences(line_of(&f, 0)->co2e, f.arena);
	double sum = 0;
	size_t i;

	ck_assert_uint_eq(list.count, 3);
	for (i = 0; i < list.count; i++)
		sum += list.items[i].share;
	NEAR(sum, 1);
	ck_assert_str_eq(list.items[0].input->symbol, "I");
	ck_assert_str_eq(list.items[1].input->symbol, "P_{dev}");
	/* squares of the logarithms: 0.13256, 0.02018, 0.00501 of 0.15775 */
	ck_assert_double_eq_tol(list.items[0].share, 0.8403, 1e-3);
	ck_assert_double_eq_tol(list.items[1].share, 0.1280, 1e-3);
	/* 400 Wh at 300 and at 500 g/kWh */
	NEAR(list.items[0].low, 120);
	NEAR(list.items[0].high, 200);
	fixture_close(&f);
}
END_TEST

START_TEST(catalogue_rows_are_shared)
{
	struct fixture f = fixture_open("wattleaf",
	    "<place grid='USA' year='2018'/>"
	    "<model id='a' name='A'><run time='1 h'><hardware device='p100' count='1'/></run>"
	    "<run time='1 h'><hardware device='p100' count='1'/></run></model>"
	    "<model id='b' name='B'><run time='1 h'><hardware device='p100' count='1'/></run></model>");
	struct influences list =
	    figure_influences(f.account->total.co2e, f.arena);
	const struct figure *row = line_of(&f, 1)->co2e;

	/* grid, PUE and TDP: three rows of the catalogue, used thrice */
	ck_assert_uint_eq(list.count, 3);
	NEAR(f.account->total.co2e->low / f.account->total.co2e->value,
	    row->low / row->value);
	NEAR(f.account->total.co2e->high / f.account->total.co2e->value,
	    row->high / row->value);
	fixture_close(&f);
}
END_TEST

START_TEST(survey_years_are_a_range)
{
	struct fixture f = fixture_open("wattleaf",
	    "<place grid='USA' year='2018'/>"
	    "<model id='a' name='A'><run time='1 h' it-energy='1 kWh'/></model>");

	/* Uptime Institute: 1.58 in 2018, 1.67 in 2019, 1.59 in 2020 */
	NEAR(line_of(&f, 0)->energy->value, 1.58);
	NEAR(line_of(&f, 0)->energy->low, 1.58);
	NEAR(line_of(&f, 0)->energy->high, 1.67);
	fixture_close(&f);
}
END_TEST

START_TEST(what_has_no_range_is_said)
{
	struct fixture f = fixture_open("wattleaf", ONE_GRID
	    "<model id='a' name='A'><run time='1 h'>"
	    "<hardware device='p100' count='1' power='200 W'/></run></model>");

	ck_assert(line_of(&f, 0)->co2e->uncertain);
	ck_assert(line_of(&f, 0)->co2e->partial);
	ck_assert(!line_of(&f, 0)->energy->uncertain);
	ck_assert(line_of(&f, 0)->energy->low == line_of(&f, 0)->energy->high);
	fixture_close(&f);
}
END_TEST

/* A sum over as many runs as a search has: each run is one step, not one for each other run. */
START_TEST(ten_thousand_runs)
{
	enum { RUNS = 10000, RUN_TEXT = 160 };
	char *body = malloc((size_t)RUNS * RUN_TEXT + 400);
	struct fixture f;
	double part;
	int n, i;

	ck_assert_ptr_nonnull(body);
	n = sprintf(body, ONE_GRID "<model id='a' name='A'>");
	for (i = 0; i < RUNS; i++)
		n += sprintf(body + n,
		    "\n<run time='1 h'><hardware device='p100' count='1' power='250 (200..300) W'/></run>");
	sprintf(body + n, "</model>");
	f = fixture_open("wattleaf", body);
	/* each power is stated by itself: 20 % / sqrt(10,000) */
	part = 0.2 / sqrt(RUNS);
	NEAR(line_of(&f, 0)->energy->low, 2500 * (1 - part));
	NEAR(line_of(&f, 0)->energy->high, 2500 * (1 + part));
	near_range(line_of(&f, 0)->co2e, 2500 * 300, 2500 * 500);
	fixture_close(&f);
	free(body);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("range_studies");

	tests_add(suite, total_on_one_grid_is_wider);
	tests_add(suite, comparison_on_one_grid_is_narrower);
	tests_add(suite, intervals_stay_worst_cases);
	tests_add(suite, shares_sum_to_one);
	tests_add(suite, catalogue_rows_are_shared);
	tests_add(suite, survey_years_are_a_range);
	tests_add(suite, what_has_no_range_is_said);
	tests_add(suite, ten_thousand_runs);
	return tests_run(suite);
}
