/*
 * Accounting: formulas, ranking of evidence, unknowns, totals. Expected
 * values are worked out by hand from the inputs beside them.
 */
#include <math.h>

#include "account/account.h"
#include "account/figure.h"
#include "base/arena.h"
#include "study/study.h"
#include "study_fixture.h"
#include "tests.h"

#define NEAR(a, b) ck_assert_double_eq_tol((a), (double)(b), 1e-9 * fabs((double)(b)))

static const struct account_line *
line_of(const struct fixture *f, size_t model)
{
	ck_assert_ptr_nonnull(f->account);
	ck_assert_uint_lt(model, f->account->model_count);
	return &f->account->models[model].line;
}

START_TEST(strubell_equations)
{
	struct fixture f = fixture_open("strubell-2019",
	    "<model id='bert' name='BERT'><run time='79.2 h'>"
	    "<hardware device='v100' count='64' total-power='12041.51 W'/>"
	    "</run></model>");
	const struct account_line *line = line_of(&f, 0);

	/* 1.58 x 79.2 h x 12041.51 W / 1000, then x 0.954 lb/kWh */
	NEAR(line->energy->value, 1.58 * 79.2 * 12041.51 / 1000);
	NEAR(line->co2e->value,
	    1.58 * 79.2 * 12041.51 / 1000 * 0.954 * 453.59237);
	NEAR(line->cost->low, 64 * 79.2 * 0.74);
	NEAR(line->cost->high, 64 * 79.2 * 2.48);
	ck_assert(line->cost->interval);
	ck_assert_int_eq(line->it_energy->quality, QUALITY_MODELLED);
	fixture_close(&f);
}
END_TEST

START_TEST(a_tie_stays_a_tie)
{
	struct fixture f = fixture_open("strubell-2019",
	    "<model id='nas' name='NAS'><run time='32633 h'>"
	    "<hardware device='tpu-v2' count='1'/></run></model>");

	/* 32,633 x 4.50 must be exactly 146,848.5, which prints as 146,848 */
	ck_assert(line_of(&f, 0)->cost->high == 146848.5);
	fixture_close(&f);
}
END_TEST

START_TEST(unknown_power_is_unknown_energy)
{
	struct fixture f = fixture_open("strubell-2019",
	    "<model id='a' name='A'><run time='10 h'>"
	    "<hardware device='p100' count='1' total-power='1000 W'/></run>"
	    "<run time='5 h'><hardware device='tpu-v2' count='1'/></run>"
	    "</model>"
	    "<model id='b' name='B'><run time='5 h'>"
	    "<hardware device='tpu-v2' count='1'/></run></model>");
	const struct account_line *first = line_of(&f, 0);
	const struct account_line *second = line_of(&f, 1);

	NEAR(first->it_energy->value, 10);
	ck_assert(first->it_energy->known && first->it_energy->at_least);
	ck_assert(first->co2e->at_least);
	ck_assert(!second->energy->known && !second->co2e->known);
	NEAR(f.account->total.it_energy->value, 10);
	ck_assert(f.account->total.it_energy->at_least);
	ck_assert_uint_eq(fixture_said(&f, DIAG_UNKNOWN_POWER), 2);
	fixture_close(&f);
}
END_TEST

START_TEST(stated_energy_beats_power)
{
	struct fixture f = fixture_open("wattleaf",
	    "<place grid='USA' pue='1.25'/>"
	    "<model id='a' name='A'><run time='10 h' energy='5 kWh'>"
	    "<hardware device='p100' count='2' power='250 W'/></run></model>");
	const struct account_run *run = &f.account->models[0].runs[0];

	/* 5 kWh are after PUE: 4 kWh of IT energy */
	NEAR(run->line.it_energy->value, 4);
	NEAR(run->line.energy->value, 5);
	ck_assert_int_eq(run->line.it_energy->quality, QUALITY_MEASURED);
	ck_assert_uint_ge(run->cross_check_count, 1);
	NEAR(run->cross_checks[0]->value, 5);
	/* 25 % apart: said */
	ck_assert_uint_eq(fixture_said(&f, DIAG_EVIDENCE_DISAGREES), 1);
	fixture_close(&f);
}
END_TEST

START_TEST(device_power_and_host)
{
	struct fixture f = fixture_open("wattleaf",
	    "<place pue='1' intensity='500 g/kWh'/>"
	    "<model id='a' name='A'><run time='2 h'>"
	    "<hardware device='p100' count='8' nodes='2' power='200 W' "
	    "host-power='400 W' utilisation='0.5'/></run></model>");
	const struct account_line *line = line_of(&f, 0);

	/* 8 x 200 W x 0.5 x 2 h + 2 nodes x 400 W x 2 h */
	NEAR(line->it_energy->value, 1.6 + 1.6);
	NEAR(line->co2e->value, 3.2 * 500);
	NEAR(line->power->value, 1600);
	fixture_close(&f);
}
END_TEST

START_TEST(tdp_only_where_the_method_allows)
{
	const char *body = "<place grid='USA' year='2018'/>"
	    "<model id='a' name='A'><run time='1 h'>"
	    "<hardware device='p100' count='1'/></run></model>";
	struct fixture ours = fixture_open("wattleaf", body);
	struct fixture theirs = fixture_open("strubell-2019", body);

	/* catalogue: 300 W (250..300) for a P100 of unknown kind */
	NEAR(line_of(&ours, 0)->it_energy->value, 0.3);
	ck_assert_int_eq(line_of(&ours, 0)->it_energy->quality,
	    QUALITY_ASSUMED);
	ck_assert(line_of(&ours, 0)->it_energy->low <
	    line_of(&ours, 0)->it_energy->high);
	ck_assert(!line_of(&theirs, 0)->it_energy->known);
	fixture_close(&ours);
	fixture_close(&theirs);
}
END_TEST

START_TEST(pue_of_the_year_and_nearest_place)
{
	struct fixture f = fixture_open("wattleaf",
	    "<place grid='FRA' year='2018'/>"
	    "<model id='a' name='A'><run time='1 h' it-energy='1 kWh'/></model>"
	    "<model id='b' name='B'><place pue='1.1' grid='de'/>"
	    "<run time='1 h' it-energy='1 kWh'><place pue='1.2'/></run></model>");

	/* Uptime Institute 2018 */
	NEAR(line_of(&f, 0)->energy->value, 1.58);
	NEAR(line_of(&f, 1)->energy->value, 1.2);
	/* Ember: France far below Germany */
	ck_assert(line_of(&f, 0)->co2e->value < 0.3 * line_of(&f, 1)->co2e->value);
	fixture_close(&f);
}
END_TEST

START_TEST(repeat_and_share)
{
	struct fixture f = fixture_open("wattleaf",
	    "<place pue='1' intensity='100 g/kWh'/>"
	    "<model id='a' name='A'><run time='2 h' repeat='3' share='0.25'>"
	    "<hardware device='p100' count='4' total-power='1000 W'/>"
	    "<price device-hour='1 EUR'/></run></model>");
	const struct account_line *line = line_of(&f, 0);

	NEAR(line->it_energy->value, 3 * 2 * 0.25);
	NEAR(line->time->value, 6);
	NEAR(line->device_hours->value, 24);
	NEAR(line->cost->value, 24);
	ck_assert_str_eq(line->cost->currency, "EUR");
	fixture_close(&f);
}
END_TEST

START_TEST(stages_sum_to_the_whole)
{
	struct fixture f = fixture_open("wattleaf",
	    "<place pue='1' intensity='100 g/kWh'/>"
	    "<model id='a' name='A'><run time='1 h' it-energy='1 kWh'/>"
	    "<run time='1 h' stage='tuning' it-energy='10 kWh'/>"
	    "<run time='1 h' stage='tuning' it-energy='20 kWh'/></model>");
	const struct account_model *model = &f.account->models[0];

	NEAR(model->stages[STAGE_FINAL].it_energy->value, 1);
	NEAR(model->stages[STAGE_TUNING].it_energy->value, 30);
	ck_assert_ptr_null(model->stages[STAGE_FAILED].it_energy);
	NEAR(model->line.it_energy->value, 31);
	fixture_close(&f);
}
END_TEST

START_TEST(alternatives_count_once)
{
	struct fixture f = fixture_open("wattleaf",
	    "<place pue='1' intensity='100 g/kWh'/>"
	    "<model id='a' name='A'><run time='1 h' it-energy='1 kWh'/></model>"
	    "<model id='b' name='A'><run time='1 h' it-energy='7 kWh'/></model>");

	NEAR(f.account->total.it_energy->value, 1);
	ck_assert_str_eq(f.account->models[1].alternative_to, "a");
	fixture_close(&f);
}
END_TEST

START_TEST(flops_give_device_hours)
{
	struct fixture f = fixture_open("wattleaf",
	    "<place pue='1' intensity='100 g/kWh'/>"
	    "<model id='a' name='A'><run flops='3.6e18 FLOP' utilisation='0.5'>"
	    "<hardware device='tpu-v3' count='1' power='200 W'/></run></model>");

	/* 3.6e18 / (123 TFLOP/s x 0.5) in hours */
	NEAR(line_of(&f, 0)->device_hours->value,
	    3.6e18 / (123e12 * 0.5) / 3600);
	NEAR(line_of(&f, 0)->it_energy->value,
	    3.6e18 / (123e12 * 0.5) / 3600 * 0.2);
	fixture_close(&f);
}
END_TEST

START_TEST(names_that_are_not_there)
{
	struct fixture device = fixture_open("wattleaf",
	    "<model id='a' name='A'><run time='1 h'>"
	    "<hardware device='v1000' count='1'/></run></model>");
	struct fixture grid = fixture_open("wattleaf",
	    "<place grid='Atlantis'/><model id='a' name='A'>"
	    "<run time='1 h' it-energy='1 kWh'/></model>");
	struct fixture method = fixture_open("strubel-2019",
	    "<model id='a' name='A'><run time='1 h'/></model>");
	struct fixture place = fixture_open("wattleaf",
	    "<model id='a' name='A'><run time='1 h' it-energy='1 kWh'/></model>");

	ck_assert_uint_eq(fixture_said(&device, DIAG_UNKNOWN_DEVICE), 1);
	ck_assert_int_eq(diags_status(&device.diags, 0), 4);
	ck_assert_uint_eq(fixture_said(&grid, DIAG_CATALOG_UNKNOWN), 1);
	ck_assert_int_eq(diags_status(&grid.diags, 0), 4);
	ck_assert_uint_eq(fixture_said(&method, DIAG_UNKNOWN_METHOD), 1);
	ck_assert_int_eq(diags_status(&method.diags, 0), 4);
	ck_assert_uint_eq(fixture_said(&place, DIAG_UNKNOWN_PLACE), 1);
	ck_assert_int_eq(diags_status(&place.diags, 0), 1);
	ck_assert(!line_of(&place, 0)->co2e->known);
	ck_assert(line_of(&place, 0)->energy->known);
	fixture_close(&device);
	fixture_close(&grid);
	fixture_close(&method);
	fixture_close(&place);
}
END_TEST

static void
count_input(const struct figure *input, void *context)
{
	size_t *count = context;

	ck_assert_ptr_nonnull(input->origin);
	(*count)++;
}

START_TEST(every_input_has_an_origin)
{
	struct fixture f = fixture_open("strubell-2019",
	    "<model id='a' name='A'><run time='1 h'>"
	    "<hardware device='p100' count='8' total-power='1 kW'/>"
	    "</run></model>");
	size_t count = 0;

	figure_inputs(line_of(&f, 0)->co2e, count_input, &count);
	/* PUE, power, time, intensity */
	ck_assert_uint_eq(count, 4);
	fixture_close(&f);
}
END_TEST

/* Devices 8 x 400 W and 800 W beside them for 10 h, half of the node, three times. */
START_TEST(users_of_the_energy)
{
	struct fixture f = fixture_open("wattleaf",
	    "<model id=\"m\" name=\"M\"><run time=\"10 h\" repeat=\"3\" share=\"0.5\">"
	    "<hardware device=\"a100-sxm4-80gb\" count=\"8\" power=\"400 W\""
	    " host-power=\"800 W\"/></run></model>");
	double parts[USER_COUNT] = { 0 };

	ck_assert_ptr_nonnull(f.account);
	figure_users(f.account->models[0].line.it_energy, parts);
	ck_assert_double_eq_tol(parts[USER_DEVICES], 48, 1e-9);
	ck_assert_double_eq_tol(parts[USER_HOST], 12, 1e-9);
	ck_assert_double_eq_tol(parts[USER_MACHINE], 0, 1e-9);
	fixture_close(&f);
}
END_TEST

/* 8 cores of 12 W and 64 GB of 0.3725 W for 10 h are the host's, whatever they are called. */
START_TEST(host_of_cores_and_memory)
{
	struct fixture f = fixture_open("green-algorithms-2021",
	    "<model id=\"m\" name=\"M\"><run time=\"10 h\">"
	    "<hardware device=\"p100-sxm2\" count=\"1\" cpu=\"Nobody 1\" cores=\"8\""
	    " memory=\"64 GB\"/></run></model>");
	double parts[USER_COUNT] = { 0 };

	ck_assert_ptr_nonnull(f.account);
	figure_users(f.account->models[0].line.it_energy, parts);
	ck_assert_double_eq_tol(parts[USER_HOST], 1.1984, 1e-9);
	ck_assert_double_eq_tol(parts[USER_DEVICES],
	    f.account->models[0].line.it_energy->value - 1.1984, 1e-9);
	ck_assert_double_eq_tol(parts[USER_MACHINE], 0, 1e-9);
	fixture_close(&f);
}
END_TEST

/* What a total power says of its parts is nothing. */
START_TEST(machine_is_not_split)
{
	struct fixture f = fixture_open("wattleaf",
	    "<model id=\"m\" name=\"M\"><run time=\"10 h\">"
	    "<hardware device=\"p100-sxm2\" count=\"8\" total-power=\"1500 W\"/>"
	    "</run></model>");
	double parts[USER_COUNT] = { 0 };

	figure_users(f.account->models[0].line.it_energy, parts);
	ck_assert_double_eq_tol(parts[USER_MACHINE], 15, 1e-9);
	ck_assert_double_eq_tol(parts[USER_HOST], 0, 1e-9);
	fixture_close(&f);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("account");

	tests_add(suite, strubell_equations);
	tests_add(suite, a_tie_stays_a_tie);
	tests_add(suite, unknown_power_is_unknown_energy);
	tests_add(suite, stated_energy_beats_power);
	tests_add(suite, device_power_and_host);
	tests_add(suite, tdp_only_where_the_method_allows);
	tests_add(suite, pue_of_the_year_and_nearest_place);
	tests_add(suite, repeat_and_share);
	tests_add(suite, stages_sum_to_the_whole);
	tests_add(suite, alternatives_count_once);
	tests_add(suite, flops_give_device_hours);
	tests_add(suite, names_that_are_not_there);
	tests_add(suite, every_input_has_an_origin);
	tests_add(suite, users_of_the_energy);
	tests_add(suite, host_of_cores_and_memory);
	tests_add(suite, machine_is_not_split);
	return tests_run(suite);
}
